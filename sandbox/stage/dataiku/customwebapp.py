"""What a plugin's webapp asks about itself: values of its parameters."""
from __future__ import annotations

from typing import Any

from ._run import current_run

__all__ = ["get_plugin_config", "get_webapp_config"]


def get_webapp_config() -> dict[str, Any]:
    """Return the values of the webapp's parameters."""
    return dict(current_run().config)


def get_plugin_config() -> dict[str, Any]:
    """Return the values of the plugin's own parameters."""
    return dict(current_run().plugin_config)
