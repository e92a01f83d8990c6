"""What `show` made of a log -> a project that stays beside its results, so that its dashboard can be served later."""
from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from demo.errors import DemoError, quoted
from sandbox import Project, count_records

_PROJECT, _FACTS = "project", "demo.json"
_OPTIONAL_TABLES = ("alignments", "deviations")
_FILTERED = ("timestamp_start", "execution_time", "conformance")
_TEXT = "string"


@dataclass(frozen=True)
class KeptProject:
    """A project that `show` made, and what its dashboard needs to know.

    Parameters
    ----------
    project : Project
        With the event log and the recipes' tables.
    title : str
        Of the dashboard.
    config : mapping
        Values of the Process Explorer's parameters.
    filters : sequence of str
        Columns of executions that the filter panel opens with.
    """

    project: Project
    title: str
    config: Mapping[str, str]
    filters: Sequence[str]


@dataclass(frozen=True)
class _Facts:
    """What is kept beside the project."""

    title: str
    config: Mapping[str, str]
    filters: Sequence[str]


def project_folder(out: Path) -> Path:
    """Return where the project of a folder of results lies."""
    return out / _PROJECT


def make_room(out: Path, read: Iterable[Path]) -> Path:
    """Remove the project of an earlier run; return where the new one goes.

    Parameters
    ----------
    out : Path
        Folder of the results.
    read : iterable of Path
        Files that the new run reads.

    Raises
    ------
    DemoError
        When one of them lies in the earlier project.
    sandbox.SandboxError
        When the folder that should be removed is no project.
    """
    folder = project_folder(out)
    for path in read:
        if folder.resolve() in path.resolve().parents:
            raise DemoError(f"{quoted(path)} lies in the project of an earlier run, which is replaced: copy it first.")
    if folder.exists():
        # Only what is plainly ours: a user may have a folder of that name.
        Project.open(folder)
        shutil.rmtree(folder)
    return folder


def keep(
    project: Project, title: str, column_parameters: Mapping[str, str], time_zone: str, attributes: Sequence[str]
) -> None:
    """Note what the dashboard of a project needs to know; only then can it be served.

    Parameters
    ----------
    project : Project
        All its tables made.
    title : str
        Of the dashboard.
    column_parameters : mapping of parameter -> column
        Which column of the event log holds what.
    time_zone : str
        In which times are shown.
    attributes : sequence of str
        Case attributes in executions; the first text among them is a filter.
    """
    optional = [table for table in _OPTIONAL_TABLES if table in project.dataset_names()]
    for table in ("event_log", "executions", *optional):
        count_records(project.dataset(table))
    types = {column["name"]: column["type"] for column in project.read_schema("executions")}
    texts = [name for name in attributes if types.get(name) == _TEXT]
    config = {
        "event_log": "event_log", **column_parameters, "executions": "executions",
        **{table: table for table in optional},
        "time_zone": time_zone, "opening_view": "paths",
    }
    facts = _Facts(title, config, [*texts[:1], *(name for name in _FILTERED if name in types)])
    (project.folder / _FACTS).write_text(json.dumps(asdict(facts), indent=2) + "\n", encoding="utf-8")


def open_kept(out: Path) -> KeptProject:
    """Return the project of a folder of results.

    Raises
    ------
    DemoError
        When `show` did not come to its end there.
    """
    folder = project_folder(out)
    try:
        facts = _Facts(**json.loads((folder / _FACTS).read_text(encoding="utf-8")))
    except OSError as error:
        raise DemoError(f"{quoted(out)} holds no results to serve: run show --out {quoted(out)} first.") from error
    except (ValueError, TypeError) as error:
        raise DemoError(f"{quoted(folder / _FACTS)} is damaged: run show --out {quoted(out)} again.") from error
    return KeptProject(Project.open(folder), facts.title, facts.config, facts.filters)
