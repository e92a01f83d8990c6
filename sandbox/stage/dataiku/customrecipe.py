"""What a plugin's recipe asks about itself: names behind its roles, values of its parameters."""
from __future__ import annotations

import os
from typing import Any

from ._run import current_project, current_run

__all__ = [
    "get_input_names", "get_input_names_for_role", "get_output_names", "get_output_names_for_role", "get_plugin_config",
    "get_recipe_config", "get_recipe_resource",
]


def _written(names: list[str], full: bool) -> list[str]:
    """Return names as a recipe sees them: a dataset's with the project key when full, a folder's id as it is."""
    project = current_project()
    folders = project.folder_ids()
    return [f"{project.key}.{name}" if full and name not in folders else name for name in names]


def _all(roles: dict[str, list[str]]) -> list[str]:
    return [name for names in roles.values() for name in names]


def get_input_names(full: bool = True) -> list[str]:
    """Return the names of all inputs, role after role."""
    return _written(_all(current_run().inputs), full)


def get_output_names(full: bool = True) -> list[str]:
    """Return the names of all outputs, role after role."""
    return _written(_all(current_run().outputs), full)


def get_input_names_for_role(role: str, full: bool = True) -> list[str]:
    """Return the names behind an input role; none when it is empty or unknown."""
    return _written(current_run().inputs.get(role, []), full)


def get_output_names_for_role(role: str, full: bool = True) -> list[str]:
    """Return the names behind an output role; none when it is empty or unknown."""
    return _written(current_run().outputs.get(role, []), full)


def get_recipe_config() -> dict[str, Any]:
    """Return the values of the recipe's parameters."""
    return dict(current_run().config)


def get_plugin_config() -> dict[str, Any]:
    """Return the values of the plugin's own parameters."""
    return dict(current_run().plugin_config)


def get_recipe_resource() -> str:
    """Return the path of the plugin's resource folder."""
    return os.path.join(current_run().plugin, "resource")
