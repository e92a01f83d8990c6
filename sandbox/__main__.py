"""Turns a command line into one run of a plugin's recipe on files: ``python -m sandbox recipe PLUGIN RECIPE ...``."""
from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .errors import RecipeSettingsError, SandboxError, shown
from .export import export_dataset
from .importers import ENDINGS, import_file
from .plugin import Recipe, Role, load_plugin
from .project import Project, check_name
from .recipes import run_recipe

_PARAM_HELP = (
    "a parameter of the recipe. VALUE is read as JSON (3, true, [\"a\", \"b\"], {\"a\": 1}, \"text\") and taken as "
    "text when it is no JSON; to give a text that is JSON, quote it as JSON: --param 'name=\"3\"'"
)


def _pair(text: str) -> tuple[str, str]:
    """Part NAME=VALUE at the first equals sign."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m sandbox", description="A DSS on one laptop.")
    recipe = parser.add_subparsers(dest="command", required=True).add_parser(
        "recipe", help="run one recipe of a plugin on files",
        description="Run one recipe of a plugin, unmodified, on files. Every dataset role of the outputs is written as "
        "<role>.csv and <role>.schema.json, every folder role as <role>/.",
    )
    recipe.add_argument("plugin", metavar="PLUGIN_FOLDER", type=Path, help="the plugin's folder, with plugin.json")
    recipe.add_argument("recipe", metavar="RECIPE", help="id of the recipe, with or without the plugin's id in front")
    repeated: dict[str, Any] = {"type": _pair, "action": "append", "default": []}
    recipe.add_argument("--input", metavar="ROLE=FILE", help=f"an input dataset: {', '.join(ENDINGS)}", **repeated)
    recipe.add_argument("--folder", metavar="ROLE=DIR", help="an input folder, copied from a directory", **repeated)
    recipe.add_argument("--param", metavar="KEY=VALUE", help=_PARAM_HELP, **repeated)
    recipe.add_argument("--delimiter", metavar="CHAR", help="of CSV inputs; guessed from the header when not given")
    recipe.add_argument("--out", metavar="DIR", type=Path, required=True, help="where the outputs are written")
    return parser


def _json_or_text(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return text


def _import_inputs(project: Project, arguments: argparse.Namespace) -> dict[str, list[str]]:
    """Make the input files and directories datasets and folders of the project; return them by role."""
    inputs: dict[str, list[str]] = {}
    for role, file in arguments.input:
        name = _next_name(role, inputs)
        imported = import_file(project, Path(file), name, arguments.delimiter)
        for note in imported.notes:
            print(f"note: {note}", file=sys.stderr)
    for role, directory in arguments.folder:
        project.create_folder(_next_name(role, inputs), Path(directory))
    return inputs


def _next_name(role: str, names: dict[str, list[str]]) -> str:
    """Add a name for one more entry of a role; return it."""
    entries = names.setdefault(check_name(role, "role"), [])
    entries.append(f"in_{role}_{len(entries) + 1}")
    return entries[-1]


def _make_outputs(project: Project, roles: Iterable[Role]) -> dict[str, list[str]]:
    """Make a dataset or folder for every output role; return them by role."""
    outputs = {}
    for role in roles:
        name = f"out_{check_name(role.name, 'role')}"
        if role.accepts_dataset:
            project.create_dataset(name, [])
        elif role.accepts_folder:
            project.create_folder(name)
        else:
            raise RecipeSettingsError(f"The output role {role.name} takes neither a dataset nor a managed folder.")
        outputs[role.name] = [name]
    return outputs


def _write_outputs(project: Project, outputs: dict[str, list[str]], directory: Path) -> None:
    """Write what the recipe made; an optional dataset that it did not write is left out."""
    directory.mkdir(parents=True, exist_ok=True)
    for role, (name,) in outputs.items():
        if name in project.folder_ids():
            shutil.copytree(project.managed_folder(name), directory / role, dirs_exist_ok=True)
            print(directory / role)
        elif project.dataset(name).is_built:
            export_dataset(project, name, directory / f"{role}.csv")
            print(directory / f"{role}.csv")


def _check_arguments(recipe: Recipe, arguments: argparse.Namespace) -> None:
    """Raise for roles that the recipe does not have and for folders that cannot be used, before anything is copied."""
    known = {role.name for role in recipe.input_roles}
    for role, _ in (*arguments.input, *arguments.folder):
        if role not in known:
            raise RecipeSettingsError(f"The recipe has no input role {shown(role)}; it has {', '.join(sorted(known))}.")
    if arguments.out.exists() and not arguments.out.is_dir():
        raise SandboxError(f"{str(arguments.out)!r} is a file; --out takes a folder.")
    temporary = Path(tempfile.gettempdir()).resolve()
    for _, directory in arguments.folder:
        folder = Path(directory).resolve()
        for inside, what in ((temporary, "the folder for temporary files"), (arguments.out.resolve(), "--out")):
            if inside == folder or folder in inside.parents:
                raise SandboxError(f"The folder {shown(directory)} holds {what}, which would be copied into itself.")


def _run(arguments: argparse.Namespace) -> None:
    recipe = load_plugin(arguments.plugin).recipe(arguments.recipe)
    config = {name: _json_or_text(value) for name, value in arguments.param}
    _check_arguments(recipe, arguments)
    with tempfile.TemporaryDirectory(prefix="dss-sandbox-") as scratch:
        project = Project.create(Path(scratch))
        inputs = _import_inputs(project, arguments)
        outputs = _make_outputs(project, recipe.output_roles)
        run_recipe(arguments.plugin, arguments.recipe, project, inputs, outputs, config)
        _write_outputs(project, outputs, arguments.out)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments; those of the process when not given.

    Returns
    -------
    int
        0 when all went well, 1 with one line on standard error when not; wrong usage exits with 2.
    """
    arguments = _parser().parse_args(argv)
    try:
        _run(arguments)
    except (SandboxError, OSError) as error:
        print("error: " + " ".join(str(error).split()), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("error: interrupted", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
