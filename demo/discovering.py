"""A log file -> a model of its process as BPMN and PNML, and the table that says how good it is."""
from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from demo.mining import find_variants
from demo.opened_log import LogSettings, OpenedLog, open_log
from demo.tables import QUALITY_TABLE, iter_table, read_number, table_path

BPMN_FILE = "discovered_model.bpmn"

_MODEL = "model"
_MODEL_FILES = (BPMN_FILE, "discovered_model.pnml")


def discover(
    log: Path, out: Path, settings: LogSettings, parameters: Mapping[str, float], say: Callable[[str], None] = print
) -> tuple[int, int]:
    """Discover a model of a log and write it with its quality.

    Parameters
    ----------
    log : Path
        CSV, XES or Parquet file, gzip too.
    out : Path
        Folder for the model's files and the table; made when it is not there.
    settings : LogSettings
        How to read the log.
    parameters : mapping of str to float
        Parameters of the recipe that the user gave: noise_threshold, coverage.
    say : callable
        Gets the columns that were chosen, before the recipes start.

    Returns
    -------
    int, int
        Cases and variants of the log.

    Raises
    ------
    DemoError
        For a file, a column or a parameter that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported, or a recipe that fails; nothing is written then.
    """
    with open_log(log, out, settings, [*model_paths(out), table_path(out, QUALITY_TABLE)], say=say) as opened:
        find_variants(opened)
        discover_model(opened, parameters)
        export_model(opened, out)
        return opened.count_rows("executions"), opened.count_rows("variants")


def model_paths(out: Path) -> list[Path]:
    """Return where the files of the discovered model are written."""
    return [out / _MODEL / name for name in _MODEL_FILES]


def discover_model(opened: OpenedLog, parameters: Mapping[str, float]) -> Path:
    """Make the model of a log and the table of its quality; return where the BPMN file lies in the project."""
    opened.make_tables("process-mining-discover-model", (QUALITY_TABLE,), folder=_MODEL, parameters=parameters)
    return opened.project.managed_folder(_MODEL) / BPMN_FILE


def export_model(opened: OpenedLog, out: Path) -> None:
    """Write the files of the discovered model and the table of its quality."""
    for path in model_paths(out):
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(opened.project.managed_folder(_MODEL) / path.name, path)
    opened.export([QUALITY_TABLE], out)


def discovery_line(out: Path, cases: int, variants: int, seconds: float) -> str:
    """Return the quality of a discovered model as one JSON object, without a line break."""
    measures = {row["measure"]: read_number(row["value"]) for row in iter_table(out, QUALITY_TABLE)}
    counts = {"cases": cases, "variants": variants}
    return json.dumps({**counts, **measures, **counts, "seconds": round(seconds, 1)})
