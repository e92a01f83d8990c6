"""A log file -> the Process Explorer on a dashboard of the sandbox, fed by what the unmodified recipe makes of it."""
from __future__ import annotations

import io
import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measuring import ROOT
from sandbox import Project, import_file, run_recipe
from sandbox.serving import Dashboard, Host, Tile, Webapp

_PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class ServedLog:
    """A dashboard that runs.

    Parameters
    ----------
    url : str
        Address of the dashboard.
    backend_url : str
        Address of the tile's backend, without a slash at its end.
    webapp : Webapp
    """

    url: str
    backend_url: str
    webapp: Webapp

    def load(self) -> Mapping[str, Any]:
        """Ask for the log as the page does, until it is there; return the answer.

        Raises
        ------
        SystemExit
            When the backend cannot load it.
        """
        while True:
            with urllib.request.urlopen(f"{self.backend_url}/log", timeout=600) as answer:
                document: dict[str, Any] = json.loads(answer.read())
            if document["state"] != "loading":
                return document
            time.sleep(_PAUSE_SECONDS)


@contextmanager
def serve_log(path: Path, columns: Mapping[str, str], case_attributes: Sequence[str] = ()) -> Iterator[ServedLog]:
    """Run the Variants recipe on a log and serve its dashboard as long as the block lasts; nothing is loaded yet.

    Parameters
    ----------
    path : Path
        CSV, XES or Parquet file, gzip too.
    columns : mapping of str to str
        Parameters of recipe and webapp that name the columns.
    case_attributes : sequence of str
        Columns that the recipe carries into executions.
    """
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder, "project"), "BENCH")
        import_file(project, path, "event_log")
        for role in ("executions", "variants"):
            project.create_dataset(role, [])
        inputs, outputs = ({role: [role] for role in roles} for roles in (("event_log",), ("executions", "variants")))
        config = {**columns, "case_attribute_columns": list(case_attributes)}
        run_recipe(ROOT, "process-mining-variants", project, inputs, outputs, config, io.StringIO())
        with Host(project) as host:
            settings = {"event_log": "event_log", "executions": "executions", **columns}
            webapp = host.add_webapp(ROOT, "process-explorer", settings, "Process Explorer")
            url = host.add_dashboard(Dashboard("process", "Process", "executions", [Tile(webapp.id)]))
            yield ServedLog(url, f"{host.url}{webapp.backend_path}", webapp)
