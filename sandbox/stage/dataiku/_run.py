"""What this process may use: the project, and, in a recipe, the datasets and folders that its roles declare."""
from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from sandbox.errors import FlowError, ProjectError, shown
from sandbox.project import Project
from sandbox.run_spec import VARIABLE, RunSpec


@lru_cache(maxsize=8)
def _load(path: str) -> RunSpec:
    return RunSpec.load(Path(path))


def current_run() -> RunSpec:
    """Return the run that the environment names.

    Raises
    ------
    ProjectError
        When it names none: this code does not run under the sandbox.
    """
    path = os.environ.get(VARIABLE)
    if not path:
        raise ProjectError("This code does not run in a DSS or its sandbox: no project is set.")
    return _load(path)


def current_project() -> Project:
    """Return the project that the code runs in."""
    return Project.open(Path(current_run().project))


def short_name(name: str, project_key: str | None) -> str:
    """Return a name without its project key, which must be the current project's."""
    own_key = current_project().key
    key, dot, short = name.partition(".")
    if not dot:
        key, short = project_key or own_key, name
    if key != own_key:
        raise ProjectError(f"Project {shown(key)} does not exist here; the only one is {own_key}.")
    return short


def check_declared(what: str, name: str) -> None:
    """Raise when a recipe runs that declares the thing neither as input nor as output."""
    run = current_run()
    if run.script and not _is_in(name, run.inputs) and not _is_in(name, run.outputs):
        raise FlowError(f"{what} {name} cannot be used: declare it as input or output of your recipe.")


def check_readable(what: str, name: str) -> None:
    """Raise when a recipe runs that does not declare the thing as input."""
    run = current_run()
    if run.script and not _is_in(name, run.inputs):
        raise FlowError(f"{what} {name} cannot be read: declare it as input of your recipe.")


def check_writable(what: str, name: str) -> None:
    """Raise when a recipe runs that does not declare the thing as output."""
    run = current_run()
    if run.script and not _is_in(name, run.outputs):
        raise FlowError(f"{what} {name} cannot be written: declare it as output of your recipe.")


def _is_in(name: str, roles: dict[str, list[str]]) -> bool:
    return any(name in names for names in roles.values())
