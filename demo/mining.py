"""A log file and its columns -> the tables of the variants and edge metrics recipes, run unmodified in the sandbox."""
from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.columns import ChosenColumns, choose_columns, columns_text
from demo.errors import DemoError, quoted
from demo.progress import RecipeProgress
from demo.tables import TABLES, table_path
from sandbox import Project, RecipeFailed, export_dataset, import_file, run_recipe

PLUGIN_FOLDER = Path(__file__).resolve().parent.parent

_LOG = "event_log"
# recipe -> its output roles; each table has the name of its role.
_RECIPES = (
    ("process-mining-variants", ("executions", "variants", "data_quality")),
    ("process-mining-edge-metrics", ("edges", "activities")),
)
_RECIPE_WITH_ATTRIBUTES = "process-mining-variants"


@dataclass(frozen=True)
class LogSettings:
    """How a log is to be read, as the user said it.

    Parameters
    ----------
    columns : mapping of option -> column
        See `demo.columns.choose_columns`.
    attributes : tuple of str
        Case attributes to carry into executions.
    end_activities : tuple of str
        A case that ends with another activity is open; empty: no case is open.
    lifecycle_mode, timestamp_format, time_zone, duration_unit : str
        The recipes' parameters of these names.
    delimiter : str or None
        Of a CSV file; guessed when None.
    """

    columns: Mapping[str, str | None] = field(default_factory=dict)
    attributes: tuple[str, ...] = ()
    end_activities: tuple[str, ...] = ()
    lifecycle_mode: str = "auto"
    timestamp_format: str = ""
    time_zone: str = "UTC"
    duration_unit: str = "days"
    delimiter: str | None = None


def mine(log: Path, out: Path, settings: LogSettings, say: Callable[[str], None] = print) -> ChosenColumns:
    """Run both recipes on a log and write their five tables.

    Parameters
    ----------
    log : Path
        CSV, XES or Parquet file, gzip too.
    out : Path
        Folder for the tables and their schemas; made when it is not there.
    settings : LogSettings
        How to read the log.
    say : callable
        Gets the columns that were chosen, before the recipes start.

    Returns
    -------
    ChosenColumns
        The columns that were used.

    Raises
    ------
    DemoError
        For a file, a column or a folder that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported, or a recipe that fails; nothing is written then.
    """
    _check_log(log)
    prepare_folder(out)
    _check_log_is_kept(log, out)
    with tempfile.TemporaryDirectory(prefix="process-mining-demo-") as scratch:
        project = Project.create(Path(scratch) / "project", "DEMO")
        imported = import_file(project, log, _LOG, settings.delimiter)
        for note in imported.notes:
            print(note, file=sys.stderr)
        columns = choose_columns(
            [column["name"] for column in project.read_schema(_LOG)], settings.columns, settings.attributes
        )
        _check_lifecycle(columns, settings)
        say(columns_text(columns))
        _remove_old_tables(out)
        for recipe, roles in _RECIPES:
            _run(project, recipe, roles, _recipe_config(recipe, columns, settings))
        for table in TABLES:
            export_dataset(project, table, table_path(out, table))
    return columns


def prepare_folder(out: Path) -> None:
    """Make a folder and check that files can be written into it.

    Raises
    ------
    DemoError
        When that cannot be.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except FileExistsError as error:
        raise DemoError(f"{quoted(out)} is a file; --out takes a folder.") from error
    except OSError as error:
        raise DemoError(f"cannot write into folder {quoted(out)}: {error.strerror}.") from error


def _check_log(log: Path) -> None:
    try:
        is_empty = log.stat().st_size == 0
    except OSError as error:
        raise DemoError(f"cannot read {quoted(log)}: {error.strerror}.") from error
    if log.is_dir():
        raise DemoError(f"{quoted(log)} is a folder; give a log file.")
    if is_empty:
        raise DemoError(f"{quoted(log)} is empty.")


def _check_log_is_kept(log: Path, out: Path) -> None:
    if log.resolve() in {table_path(out, table).resolve() for table in TABLES}:
        raise DemoError(f"{quoted(log)} would be overwritten by a table of that name: choose another --out.")


def _check_lifecycle(columns: ChosenColumns, settings: LogSettings) -> None:
    """Refuse a lifecycle mode that the recipes would have to pass over in silence."""
    mode = settings.lifecycle_mode
    if mode in ("complete", "pair") and "lifecycle" not in columns.by_option:
        raise DemoError(f"--lifecycle-mode {mode} needs a lifecycle column: name it with --lifecycle NAME.")
    if mode == "pair" and settings.columns.get("start"):
        raise DemoError("--lifecycle-mode pair makes the start times itself: leave --start out.")


def _remove_old_tables(out: Path) -> None:
    """Remove the tables of an earlier run, which must not pass for results if this one fails."""
    for table in TABLES:
        table_path(out, table).unlink(missing_ok=True)


def _run(project: Project, recipe: str, roles: Sequence[str], config: Mapping[str, Any]) -> None:
    for role in roles:
        project.create_dataset(role, [])
    outputs = {role: [role] for role in roles}
    progress = RecipeProgress(sys.stderr)
    try:
        run_recipe(PLUGIN_FOLDER, recipe, project, {_LOG: [_LOG]}, outputs, config, log=progress)
    except RecipeFailed as failure:
        message = progress.message_of(failure)
        if message is None:
            raise
        raise DemoError(message) from failure


def _recipe_config(recipe: str, columns: ChosenColumns, settings: LogSettings) -> dict[str, Any]:
    config: dict[str, Any] = {
        **columns.recipe_parameters(),
        "lifecycle_mode": settings.lifecycle_mode,
        "timestamp_format": settings.timestamp_format,
        "time_zone": settings.time_zone,
        "end_activities": list(settings.end_activities),
        "duration_unit": settings.duration_unit,
    }
    if recipe == _RECIPE_WITH_ATTRIBUTES:
        config["case_attribute_columns"] = list(columns.attributes)
    return config
