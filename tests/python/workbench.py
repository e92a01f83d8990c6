"""A sandbox project with one event log, on which the plugin's recipes run unmodified."""
from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from sandbox import Project, export_dataset, import_file, run_recipe

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = {
    "process-mining-variants": ("executions", "variants", "data_quality"),
    "process-mining-edge-metrics": ("edges", "activities"),
    "process-mining-conformance": ("executions", "alignments", "deviations"),
}
CONFIG = {"case_column": "case", "activity_column": "activity", "timestamp_column": "time"}


class Workbench:
    """A sandbox project with one event log."""

    def __init__(self, folder: Path, header: list[str], rows: list[list[str]], types: dict[str, str] | None = None):
        self.folder = folder
        source = folder / "log.csv"
        with source.open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream).writerows([header, *rows])
        if types is not None:
            columns = [{"name": name, "type": types.get(name, "string")} for name in header]
            source.with_name("log.csv.schema.json").write_text(json.dumps({"columns": columns}), encoding="utf-8")
        self.project = Project.create(folder / "project")
        import_file(self.project, source, "log")

    def run(
        self,
        recipe: str,
        without: tuple[str, ...] = (),
        more_inputs: dict[str, list[str]] | None = None,
        **config: object,
    ) -> str:
        """Run a recipe and return its log."""
        outputs = {role: [role] for role in OUTPUTS[recipe] if role not in without}
        for role in outputs:
            if role not in self.project.dataset_names():
                self.project.create_dataset(role, [])
        log = io.StringIO()
        inputs = {"event_log": ["log"], **(more_inputs or {})}
        run_recipe(ROOT, recipe, self.project, inputs, outputs, {**CONFIG, **config}, log)
        return log.getvalue()

    def table(self, name: str) -> list[dict[str, str]]:
        """Return a dataset as it is exported."""
        path = self.folder / f"{name}.csv"
        export_dataset(self.project, name, path)
        with path.open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))
