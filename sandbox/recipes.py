"""Turns a plugin's recipe, datasets and parameters into one run in a process of its own, as DSS makes it."""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from .code_env import check_code_env
from .errors import RecipeFailed, shown
from .plugin import Recipe, load_plugin, named_params
from .project import Project
from .recipe_settings import Roles, check_roles, fill_config
from .run_spec import VARIABLE, RunSpec

_PROCESS = Path(__file__).resolve().parent / "process" / "run_recipe.py"


@dataclass(frozen=True)
class RecipeRun:
    """A run that came to its end.

    Parameters
    ----------
    recipe : str
        Id of the recipe.
    seconds : float
        Wall time of its process, the start of Python included.
    log_text : str
        All that it printed.
    """

    recipe: str
    seconds: float
    log_text: str


def run_recipe(
    plugin: Path,
    recipe: str,
    project: Project,
    inputs: Mapping[str, Sequence[str]],
    outputs: Mapping[str, Sequence[str]],
    config: Mapping[str, Any],
    log: TextIO | None = None,
    append_to: Collection[str] = (),
) -> RecipeRun:
    """Run a plugin's recipe, unmodified, on a project.

    Parameters
    ----------
    plugin : Path
        The plugin's folder.
    recipe : str
        Id of the recipe, with or without the plugin's id in front.
    project : Project
        Holds the inputs, and the outputs (`create_dataset` with no columns, `create_folder`).
    inputs, outputs : mapping of str to sequence of str
        Role -> names of datasets or ids of folders.
    config : mapping of str to object
        Parameters as JSON values; absent ones get the descriptor's default.
    log : text stream, optional
        Gets what the recipe prints, line by line; standard error when not given.
    append_to : collection of str
        Output datasets whose rows are kept and added to; the data of all others are replaced.

    Returns
    -------
    RecipeRun
        Time and log.

    Raises
    ------
    PluginError, CodeEnvError, RecipeSettingsError, ProjectError
        Before anything starts.
    RecipeFailed
        When the recipe's code failed, or left a required output unwritten.
    """
    loaded = load_plugin(plugin)
    chosen = loaded.recipe(recipe)
    check_code_env(loaded)
    check_roles(chosen, project, inputs, outputs)
    values, warnings = fill_config(chosen.params, config)
    log = sys.stderr if log is None else log
    for warning in warnings:
        log.write(f"warning: {warning}\n")
    spec = RunSpec(
        project=str(project.folder), plugin=str(loaded.folder), script=str(chosen.script),
        inputs={role: list(names) for role, names in inputs.items()},
        outputs={role: list(names) for role, names in outputs.items()},
        append_to=sorted(append_to), config=values, plugin_config=fill_config(named_params(loaded.descriptor), {})[0],
    )
    started, began = time.perf_counter(), time.time()
    before = _written_at(project, outputs)
    log_text = _run_process(chosen.id, spec, log)
    seconds = time.perf_counter() - started
    _check_written(chosen, project, outputs, before, log_text)
    for name, written in _written_at(project, outputs).items():
        if written != before.get(name):
            project.dataset(name).note_build(began, began + seconds)
    return RecipeRun(chosen.id, seconds, log_text)


def _run_process(recipe: str, spec: RunSpec, log: TextIO) -> str:
    """Run the recipe's code in a fresh process, in an empty folder; return what it printed."""
    with tempfile.TemporaryDirectory(prefix="dss-sandbox-") as scratch:
        told, outcome, cwd = Path(scratch, "run.json"), Path(scratch, "outcome.json"), Path(scratch, "job")
        cwd.mkdir()
        spec.save(told)
        process = subprocess.Popen(
            [sys.executable, "-u", str(_PROCESS), str(outcome)],
            cwd=cwd, env=process_environment(told), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        )
        log_text = _follow(process, log)
        if process.returncode:
            raise RecipeFailed(recipe, _reason(outcome, process.returncode, log_text), log_text)
        return log_text


def process_environment(told: Path) -> dict[str, str]:
    """Return the process's environment: ours, without search paths that would let the project's folders in."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONSTARTUP")}
    return {**kept, VARIABLE: str(told), "PYTHONIOENCODING": "utf-8"}


def _follow(process: subprocess.Popen[str], log: TextIO) -> str:
    """Copy what a process prints to the log while it prints; end it when we are interrupted."""
    lines = []
    try:
        for line in process.stdout or ():
            lines.append(line)
            log.write(line)
            log.flush()
        process.wait()
    except BaseException:
        process.kill()
        process.wait()
        raise
    return "".join(lines)


def _reason(outcome: Path, exit_code: int, log_text: str) -> str:
    """Return the last error in words: what the process left, else its exit code and its last line."""
    if outcome.exists():
        reason: str = json.loads(outcome.read_text(encoding="utf-8"))["reason"]
        return reason
    last = log_text.strip().rsplit("\n", 1)[-1]
    ended = f"its process ended {f'by signal {-exit_code}' if exit_code < 0 else f'with code {exit_code}'}"
    return f"{ended}; the last line of its log: {shown(last)}" if last else ended


def _written_at(project: Project, outputs: Roles) -> dict[str, int]:
    """Return when each output dataset that is built was written."""
    times: dict[str, int] = {}
    for name in _output_datasets(project, outputs):
        for path in project.dataset(name).files:
            times[name] = path.stat().st_mtime_ns
    return times


def _output_datasets(project: Project, outputs: Roles) -> list[str]:
    folders = set(project.folder_ids())
    return [name for names in outputs.values() for name in names if name not in folders]


def _check_written(recipe: Recipe, project: Project, outputs: Roles, before: dict[str, int], log_text: str) -> None:
    """Raise when a required role's dataset has no data of this run, or its folder no file."""
    after = _written_at(project, outputs)
    folders = set(project.folder_ids())
    for role in recipe.output_roles:
        for name in outputs.get(role.name, ()) if role.required else ():
            if name in folders:
                written = any(path.is_file() for path in project.managed_folder(name).rglob("*"))
            else:
                written = after.get(name) != before.get(name)
            if not written:
                reason = f"it ended without writing its required output role {shown(role.name)} ({name})"
                raise RecipeFailed(recipe.id, reason, log_text)
