"""Turns a plugin's folder into its recipes with their roles and parameters, and its webapps."""
from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .errors import PluginError, shown
from .lenient_json import read_lenient_json

Descriptor = dict[str, Any]


@dataclass(frozen=True)
class Role:
    """One input or output role of a recipe, with DSS's defaults."""

    name: str
    required: bool
    unary: bool
    accepts_dataset: bool
    accepts_folder: bool

    @classmethod
    def of(cls, described: Descriptor) -> Role:
        """Return the role that a descriptor's entry describes."""
        return cls(
            name=described["name"],
            required=described.get("required", False),
            unary=described.get("arity", "UNARY") == "UNARY",
            accepts_dataset=described.get("acceptsDataset", True),
            accepts_folder=described.get("acceptsManagedFolder", False),
        )


@dataclass(frozen=True)
class Recipe:
    """One recipe of a plugin.

    Parameters
    ----------
    id : str
        Name of its folder.
    descriptor : dict
        Its `recipe.json`.
    script : Path
        Its `recipe.py`.
    """

    id: str
    descriptor: Descriptor
    script: Path

    @property
    def input_roles(self) -> tuple[Role, ...]:
        """The input roles, in the descriptor's order."""
        return _roles(self.descriptor, "inputRoles")

    @property
    def output_roles(self) -> tuple[Role, ...]:
        """The output roles, in the descriptor's order."""
        return _roles(self.descriptor, "outputRoles")

    @property
    def params(self) -> tuple[Descriptor, ...]:
        """The parameters that have a value, in the descriptor's order."""
        return named_params(self.descriptor)


@dataclass(frozen=True)
class WebappFiles:
    """One webapp of a plugin, as it lies in its folder.

    Parameters
    ----------
    id : str
        Name of its folder.
    descriptor : dict
        Its `webapp.json`.
    folder : Path
        Holds its `body.html`, `style.css`, `app.js` and `backend.py`, read anew each time.
    """

    id: str
    descriptor: Descriptor
    folder: Path

    @property
    def params(self) -> tuple[Descriptor, ...]:
        """The parameters that have a value, in the descriptor's order."""
        return named_params(self.descriptor)

    @property
    def libraries(self) -> tuple[str, ...]:
        """What of DSS's own libraries its page asks for."""
        return tuple(self.descriptor.get("standardWebAppLibraries") or ())

    @property
    def has_backend(self) -> bool:
        """Whether it has a backend; descriptors say so as a text or as a boolean."""
        return _is_true(self.descriptor.get("hasBackend"))

    @property
    def has_own_scripts(self) -> bool:
        """Whether its page may run scripts without the restrictions of a page made in DSS."""
        return _is_true(self.descriptor.get("noJSSecurity"))

    @property
    def has_modules(self) -> bool:
        """Whether its script is an ES module."""
        return _is_true(self.descriptor.get("enableJavascriptModules"))

    @property
    def backend(self) -> Path:
        """Its backend's code."""
        return self.folder / "backend.py"

    @property
    def body(self) -> str:
        """Its HTML, a fragment or a whole document."""
        return self._text("body.html")

    @property
    def style(self) -> str:
        """Its style sheet."""
        return self._text("style.css")

    @property
    def script(self) -> str:
        """Its script."""
        return self._text("app.js")

    def _text(self, name: str) -> str:
        path = self.folder / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@dataclass(frozen=True)
class Plugin:
    """A plugin as DSS sees its folder.

    Parameters
    ----------
    id : str
        From its `plugin.json`.
    folder : Path
        Where it lies.
    descriptor : dict
        Its `plugin.json`.
    recipes : dict
        Recipe id -> recipe.
    webapps : dict
        Webapp id -> webapp.
    """

    id: str
    folder: Path
    descriptor: Descriptor
    recipes: dict[str, Recipe]
    webapps: dict[str, WebappFiles]

    def recipe(self, name: str) -> Recipe:
        """Return a recipe by its id, with or without the plugin's id in front.

        Raises
        ------
        PluginError
            When no recipe has the name, or two could be meant.
        """
        found = {
            recipe_id for recipe_id in self.recipes
            if name == recipe_id or name == f"{self.id}-{recipe_id}" or recipe_id == f"{self.id}-{name}"
        }
        if name in found:
            return self.recipes[name]
        if len(found) == 1:
            return self.recipes[found.pop()]
        problem = f"more than one recipe: {', '.join(sorted(found))}" if found else "no recipe"
        known = ", ".join(sorted(self.recipes)) or "none"
        raise PluginError(f"{shown(name)} names {problem} of plugin {self.id}. Its recipes: {known}.")


    def webapp(self, name: str) -> WebappFiles:
        """Return a webapp by the name of its folder.

        Raises
        ------
        PluginError
            When there is no such webapp.
        """
        if name not in self.webapps:
            known = ", ".join(sorted(self.webapps)) or "none"
            raise PluginError(f"Plugin {self.id} has no webapp {shown(name)}. Its webapps: {known}.")
        return self.webapps[name]


def _is_true(value: Any) -> bool:
    return value is True or value == "true"


def _roles(descriptor: Descriptor, key: str) -> tuple[Role, ...]:
    return tuple(Role.of(described) for described in descriptor.get(key, []))


def named_params(descriptor: Descriptor) -> tuple[Descriptor, ...]:
    """Return the parameters of a descriptor that have a value; separators have none."""
    return tuple(
        param for param in descriptor.get("params", []) if param.get("type") != "SEPARATOR" and param.get("name")
    )


def read_descriptor(path: Path) -> Descriptor:
    """Return the JSON object of a descriptor file, comments allowed.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    dict
        Its value.

    Raises
    ------
    PluginError
        When there is no such file, or it is no JSON object.
    """
    place = f"{path.parent.name}/{path.name}"
    try:
        found = read_lenient_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise PluginError(f"The plugin has no {place}.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise PluginError(f"{place} is not JSON: {error}.") from error
    if not isinstance(found, dict):
        raise PluginError(f"{place} is not a JSON object.")
    return found


def load_plugin(folder: Path) -> Plugin:
    """Read a plugin's folder.

    Parameters
    ----------
    folder : Path
        With `plugin.json` at its top.

    Returns
    -------
    Plugin
        With all recipes that have both `recipe.json` and `recipe.py`, and all webapps.

    Raises
    ------
    PluginError
        When the folder is no plugin, or a descriptor cannot be read.
    """
    folder = Path(folder).resolve()
    if not (folder / "plugin.json").is_file():
        raise PluginError(f"{folder} is not a plugin: it has no plugin.json.")
    descriptor = read_descriptor(folder / "plugin.json")
    if not isinstance(descriptor.get("id"), str):
        raise PluginError(f"{folder.name}/plugin.json has no id.")
    recipes = {
        path.parent.name: _load_recipe(path) for path in sorted((folder / "custom-recipes").glob("*/recipe.json"))
    }
    webapps = {path.parent.name: _load_webapp(path) for path in sorted((folder / "webapps").glob("*/webapp.json"))}
    return Plugin(descriptor["id"], folder, descriptor, recipes, webapps)


def _load_webapp(path: Path) -> WebappFiles:
    webapp = WebappFiles(path.parent.name, read_descriptor(path), path.parent)
    if webapp.descriptor.get("baseType") != "STANDARD":
        raise PluginError(f"Webapp {webapp.id} is not of the type STANDARD, the only one that the sandbox knows.")
    if webapp.has_backend and not webapp.backend.is_file():
        raise PluginError(f"Webapp {webapp.id} has a backend, and no backend.py beside its webapp.json.")
    return webapp


def _load_recipe(path: Path) -> Recipe:
    descriptor = read_descriptor(path)
    script = path.with_name("recipe.py")
    if descriptor.get("kind", "PYTHON") != "PYTHON" or not script.is_file():
        raise PluginError(f"Recipe {path.parent.name} is no Python recipe with a recipe.py beside its recipe.json.")
    for key in ("inputRoles", "outputRoles", "params"):
        for described in descriptor.get(key, []):
            if key != "params" and "name" not in described:
                raise PluginError(f"An entry of {key} in {path.parent.name}/recipe.json has no name.")
    return Recipe(path.parent.name, descriptor, script)
