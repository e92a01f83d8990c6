"""A log in a sandbox project, mined and scored by the unmodified recipes, on a dashboard with the Process Explorer."""
from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from raw_log import Case, cases_of
from sandbox import Project, import_file, run_recipe
from sandbox.serving import Dashboard, Host, Tile, Webapp

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class LogFile:
    """A log, which columns of it hold what, and what it is compared with."""

    path: Path
    case: str
    activity: str
    end: str
    start: str | None = None
    attributes: tuple[str, ...] = ()
    model: Path | None = None
    parameters: tuple[tuple[str, Any], ...] = ()

    @property
    def columns(self) -> dict[str, str]:
        """Return the event log's columns as recipes and webapp name them."""
        named = {"case_column": self.case, "activity_column": self.activity, "timestamp_column": self.end}
        return {**named, **({"start_timestamp_column": self.start} if self.start else {})}


@dataclass(frozen=True)
class Stage:
    """A running dashboard, and the cases that its log's rows say."""

    url: str
    webapp: Webapp
    host: Host
    project: Project
    cases: Sequence[Case]


@contextmanager
def open_stage(log: LogFile, folder: Path, settings: Mapping[str, Any] | None = None) -> Iterator[Stage]:
    """Run the recipes on a log and serve its dashboard as long as the block lasts."""
    project = Project.create(folder / "project", "SHOW")
    import_file(project, log.path, "event_log")
    config = {**log.columns, "case_attribute_columns": list(log.attributes), **dict(log.parameters)}
    inputs = {"event_log": ["event_log"]}
    roles = ("executions", "variants")
    recipe = "process-mining-variants"
    if log.model is not None:
        (project.create_folder("models") / log.model.name).write_bytes(log.model.read_bytes())
        inputs["reference_models"] = ["models"]
        roles, recipe = ("executions", "alignments", "deviations"), "process-mining-conformance"
    for role in roles:
        project.create_dataset(role, [])
    run_recipe(ROOT, recipe, project, inputs, {role: [role] for role in roles}, config, io.StringIO())
    tile = {"event_log": "event_log", "executions": "executions", **log.columns, **(settings or {})}
    if log.model is not None:
        tile |= {"alignments": "alignments", "deviations": "deviations"}
    with Host(project) as host:
        webapp = host.add_webapp(ROOT, "process-explorer", tile, "Process Explorer")
        url = host.add_dashboard(Dashboard("process", "Process", "executions", [Tile(webapp.id)]))
        names = [column["name"] for column in project.read_schema("event_log")]
        rows = [dict(zip(names, row, strict=True)) for row in project.iter_rows("event_log")]
        yield Stage(url, webapp, host, project, cases_of(rows, log.case, log.activity, log.end, log.start))


def write_log(path: Path, types: Mapping[str, str], rows: Sequence[Sequence[object]]) -> Path:
    """Write rows as a CSV file whose columns have types."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([list(types), *rows])
    columns = [{"name": name, "type": kind} for name, kind in types.items()]
    path.with_suffix(".schema.json").write_text(json.dumps({"columns": columns}), encoding="utf-8")
    return path
