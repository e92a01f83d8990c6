"""Turns what the user gives for a recipe (roles, parameters) into what its code receives, or says what does not fit."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .errors import RecipeSettingsError, shown
from .plugin import Descriptor, Recipe, Role
from .project import Project

Roles = Mapping[str, Sequence[str]]

_NUMBER_TYPES = frozenset({"INT", "DOUBLE"})
_NUMBERS_TYPES = frozenset({"INTS", "DOUBLES"})


def check_roles(recipe: Recipe, project: Project, inputs: Roles, outputs: Roles) -> None:
    """Check that roles fit the recipe and that what they name is in the project.

    Parameters
    ----------
    recipe : Recipe
        With its roles.
    project : Project
        With the datasets and folders.
    inputs, outputs : mapping of str to sequence of str
        Role -> names of datasets or ids of folders.

    Raises
    ------
    RecipeSettingsError
        For an unknown role, a required one left empty, two entries in a unary one, a kind that a role does not accept.
    ProjectError
        When something named is not there.
    """
    _check_side("input", recipe.input_roles, project, inputs)
    _check_side("output", recipe.output_roles, project, outputs)


def _check_side(side: str, roles: Sequence[Role], project: Project, given: Roles) -> None:
    known = {role.name for role in roles}
    for name in given:
        if name not in known:
            raise RecipeSettingsError(
                f"The recipe has no {side} role {shown(name)}; its {side} roles: {', '.join(sorted(known)) or 'none'}."
            )
    for role in roles:
        _check_role(side, role, project, given.get(role.name, ()))


def _check_role(side: str, role: Role, project: Project, names: Sequence[str]) -> None:
    if role.required and not names:
        raise RecipeSettingsError(f"The {side} role {shown(role.name)} is required, and nothing is given for it.")
    if role.unary and len(names) > 1:
        raise RecipeSettingsError(
            f"The {side} role {shown(role.name)} takes one entry, not {len(names)}: {', '.join(names)}."
        )
    for name in names:
        if role.accepts_folder and name in project.folder_ids():
            continue
        if not role.accepts_dataset:
            raise RecipeSettingsError(f"The {side} role {shown(role.name)} takes a managed folder, and {name} is none.")
        project.dataset(name)


def fill_config(params: Sequence[Descriptor], given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values that code receives, and warnings about values nobody asked for.

    Parameters
    ----------
    params : sequence of dict
        Parameters of the descriptor.
    given : mapping of str to object
        JSON values by name.

    Returns
    -------
    dict
        Given values, defaults for absent ones, whole numbers as floats where the parameter is a number: DSS may hand
        3 over as 3.0, and code must bear it.
    list of str
        Warnings.

    Examples
    --------
    >>> fill_config([{"name": "n", "type": "INT", "defaultValue": 3}], {})
    ({'n': 3.0}, [])
    """
    known = {param["name"]: param for param in params}
    config = {name: param["defaultValue"] for name, param in known.items() if "defaultValue" in param} | dict(given)
    types = {name: param.get("type") for name, param in known.items()}
    unknown = sorted(given.keys() - known)
    warnings = [f"the recipe has no parameter {shown(name)}; it is handed over all the same" for name in unknown]
    return {name: _as_handed_over(value, types.get(name)) for name, value in config.items()}, warnings


def _as_handed_over(value: Any, param_type: str | None) -> Any:
    if param_type in _NUMBER_TYPES and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if param_type in _NUMBERS_TYPES and isinstance(value, list):
        return [_as_handed_over(item, "INT") for item in value]
    return value
