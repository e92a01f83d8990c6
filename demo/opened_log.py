"""A log file and how to read it -> a sandbox project with that event log, in which the unmodified recipes run."""
from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.columns import ChosenColumns, choose_columns, columns_text
from demo.errors import DemoError, quoted
from demo.kept_project import make_room
from demo.progress import RecipeProgress
from demo.tables import table_path
from sandbox import Project, RecipeFailed, export_dataset, import_file, run_recipe

_PLUGIN_FOLDER = Path(__file__).resolve().parent.parent

_LOG = "event_log"


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


@dataclass(frozen=True)
class OpenedLog:
    """An event log in a project of its own; made by `open_log`.

    Parameters
    ----------
    project : Project
        Holds the log, and what recipes made of it, each under the name of its role.
    columns : ChosenColumns
        Which column of the log holds what.
    settings : LogSettings
        How it is read.
    """

    project: Project
    columns: ChosenColumns
    settings: LogSettings

    def make_tables(
        self, recipe: str, tables: Sequence[str], folder: str | None = None,
        inputs: Mapping[str, str] | None = None, parameters: Mapping[str, Any] | None = None,
    ) -> None:
        """Run a recipe on the log.

        Parameters
        ----------
        recipe : str
            Its id.
        tables : sequence of str
            Output roles that are datasets; a table of an earlier recipe with the same name is replaced.
        folder : str, optional
            Output role that is a managed folder.
        inputs : mapping of role -> name, optional
            Further inputs, datasets or folders of the project.
        parameters : mapping, optional
            Further parameters, beside those that say how to read the log.

        Raises
        ------
        DemoError
            With the plugin's message, for what the user can mend.
        RecipeFailed
            For a fault, after its traceback was printed.
        """
        for table in tables:
            if table in self.project.dataset_names():
                self.project.delete_dataset(table)
            self.project.create_dataset(table, [])
        if folder is not None:
            self.project.create_folder(folder)
        given = {_LOG: [_LOG], **{role: [name] for role, name in (inputs or {}).items()}}
        made = {role: [role] for role in (*tables, *([] if folder is None else [folder]))}
        progress = RecipeProgress(sys.stderr)
        config = {**_log_parameters(self.columns, self.settings), **(parameters or {})}
        try:
            run_recipe(_PLUGIN_FOLDER, recipe, self.project, given, made, config, log=progress)
        except RecipeFailed as failure:
            message = progress.message_of(failure)
            if message is None:
                raise
            raise DemoError(message) from failure

    def count_rows(self, table: str) -> int:
        """Return the number of rows of a table that a recipe made."""
        return sum(1 for _ in self.project.iter_rows(table))

    def export(self, tables: Iterable[str], out: Path) -> None:
        """Write tables as CSV files with their schemas."""
        for table in tables:
            export_dataset(self.project, table, table_path(out, table))


@contextmanager
def open_log(
    log: Path, out: Path, settings: LogSettings, written: Iterable[Path], others: Iterable[Path] = (),
    say: Callable[[str], None] = print, is_kept: bool = False,
) -> Iterator[OpenedLog]:
    """Import a log into a project, which lasts as long as the block.

    Parameters
    ----------
    log : Path
        CSV, XES or Parquet file, gzip too.
    out : Path
        Folder for the results; made when it is not there.
    settings : LogSettings
        How to read the log.
    written : iterable of Path
        The files that will be written. Those of an earlier run are removed: if this one fails, they must not pass for
        its results.
    others : iterable of Path
        Further files that will be read.
    say : callable
        Gets the columns that were chosen.
    is_kept : bool
        The project stays in `out` behind the block, and replaces the one of an earlier run.

    Raises
    ------
    DemoError
        For a file, a column or a folder that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported.
    """
    targets = list(written)
    read = [log, *others]
    for path in read:
        check_file(path)
    prepare_folder(out)
    _check_kept(read, targets)
    with tempfile.TemporaryDirectory(prefix="process-mining-demo-") as scratch:
        project = Project.create(make_room(out, read) if is_kept else Path(scratch) / "project", "DEMO")
        for note in import_file(project, log, _LOG, settings.delimiter).notes:
            print(note, file=sys.stderr)
        names = [column["name"] for column in project.read_schema(_LOG)]
        columns = choose_columns(names, settings.columns, settings.attributes)
        _check_lifecycle(columns, settings)
        say(columns_text(columns))
        for path in targets:
            path.unlink(missing_ok=True)
        yield OpenedLog(project, columns, settings)


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


def check_file(path: Path, kind: str = "log file") -> None:
    """Refuse what is no file with something in it.

    Raises
    ------
    DemoError
        Saying which, and why.
    """
    try:
        is_empty = path.stat().st_size == 0
    except OSError as error:
        raise DemoError(f"cannot read {quoted(path)}: {error.strerror}.") from error
    if path.is_dir():
        raise DemoError(f"{quoted(path)} is a folder; give a {kind}.")
    if is_empty:
        raise DemoError(f"{quoted(path)} is empty.")


def _check_kept(read: Iterable[Path], written: Iterable[Path]) -> None:
    targets = {path.resolve() for path in written}
    for path in read:
        if path.resolve() in targets:
            raise DemoError(f"{quoted(path)} would be overwritten by a result of that name: choose another --out.")


def _check_lifecycle(columns: ChosenColumns, settings: LogSettings) -> None:
    """Refuse a lifecycle mode that the recipes would have to pass over in silence."""
    mode = settings.lifecycle_mode
    if mode in ("complete", "pair") and "lifecycle" not in columns.by_option:
        raise DemoError(f"--lifecycle-mode {mode} needs a lifecycle column: name it with --lifecycle NAME.")
    if mode == "pair" and settings.columns.get("start"):
        raise DemoError("--lifecycle-mode pair makes the start times itself: leave --start out.")


def _log_parameters(columns: ChosenColumns, settings: LogSettings) -> dict[str, Any]:
    """Return the parameters that every recipe has."""
    return {
        **columns.recipe_parameters(),
        "lifecycle_mode": settings.lifecycle_mode,
        "timestamp_format": settings.timestamp_format,
        "time_zone": settings.time_zone,
        "end_activities": list(settings.end_activities),
        "duration_unit": settings.duration_unit,
    }
