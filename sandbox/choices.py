"""Turns a parameter with dynamic choices into these choices, as the form of a recipe in DSS does."""
from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from .errors import PluginError, RecipeFailed, shown
from .plugin import load_plugin, named_params
from .project import Project
from .recipe_settings import fill_config
from .recipes import process_environment
from .run_spec import RunSpec

_PROCESS = Path(__file__).resolve().parent / "process" / "read_choices.py"


def read_choices(
    plugin: Path,
    recipe: str,
    parameter: str,
    project: Project,
    inputs: Mapping[str, Sequence[str]],
    config: Mapping[str, Any] | None = None,
) -> list[dict[str, str]]:
    """Return the choices that a recipe's form offers for a parameter.

    Parameters
    ----------
    plugin : Path
        The plugin's folder.
    recipe : str
        Id of the recipe, with or without the plugin's id in front.
    parameter : str
        A parameter with `getChoicesFromPython`.
    project : Project
    inputs : mapping of str to sequence of str
        Role -> names of datasets or ids of folders, as chosen so far.
    config : mapping, optional
        Values of the form so far.

    Returns
    -------
    list of dict
        Each with `value` and `label`.

    Raises
    ------
    PluginError
        When the parameter has no choices from Python, or the script is not in the plugin's `resource` folder.
    RecipeFailed
        When the script fails.
    """
    loaded = load_plugin(plugin)
    chosen = loaded.recipe(recipe)
    described = next((param for param in chosen.params if param["name"] == parameter), {})
    script = loaded.folder / "resource" / str(chosen.descriptor.get("paramsPythonSetup", ""))
    if not described.get("getChoicesFromPython") or not script.is_file():
        raise PluginError(f"Parameter {shown(parameter)} of {chosen.id} has no choices from a script in resource/.")
    told = {
        "script": str(script),
        "payload": {"parameterName": parameter, "parameterType": described["type"], "rootModel": dict(config or {})},
        "config": dict(config or {}),
        "plugin_config": fill_config(named_params(loaded.descriptor), {})[0],
        "inputs": [
            {"role": role, "fullName": f"{project.key}.{name}"} for role, names in inputs.items() for name in names
        ],
    }
    return _call(chosen.id, told, RunSpec(project=str(project.folder), plugin=str(loaded.folder)))


def _call(recipe: str, told: Mapping[str, Any], spec: RunSpec) -> list[dict[str, str]]:
    with tempfile.TemporaryDirectory(prefix="dss-sandbox-") as scratch:
        outcome, run = Path(scratch, "outcome.json"), Path(scratch, "run.json")
        spec.save(run)
        done = subprocess.run(
            [sys.executable, str(_PROCESS), str(outcome)], cwd=scratch, env=process_environment(run),
            input=json.dumps(told), capture_output=True, encoding="utf-8", errors="replace", check=False,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines()
            raise RecipeFailed(recipe, lines[-1] if lines else "its choices could not be read", done.stderr)
        choices: list[dict[str, str]] = json.loads(outcome.read_text(encoding="utf-8"))["choices"]
        return choices
