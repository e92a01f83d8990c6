"""The package `dataiku` as code sees it inside a DSS, played on a project on disk."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._run import current_project
from .dataset import Dataset
from .folder import Folder

if TYPE_CHECKING:
    import dataikuapi

__all__ = ["Dataset", "Folder", "api_client", "default_project_key", "get_custom_variables"]


def api_client() -> dataikuapi.DSSClient:
    """Return the client of the public API, with the rights of whom the code runs as."""
    # Imported here: it takes 0.2 s, and no recipe needs it.
    from ._api import client_of_current_project

    return client_of_current_project()


def default_project_key() -> str:
    """Return the key of the project that the code runs in."""
    return current_project().key


def get_custom_variables(project_key: str | None = None, typed: bool = False) -> dict[str, Any]:
    """Return the project's variables; as texts unless typed."""
    variables = current_project().variables()
    return variables if typed else {name: str(value) for name, value in variables.items()}
