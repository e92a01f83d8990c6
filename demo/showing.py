"""A log file -> all tables and a model, and with them how well its cases follow a reference."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from demo.conforming import References, score_cases
from demo.discovering import discover_model, export_model, model_paths
from demo.errors import DemoError
from demo.kept_project import keep
from demo.mining import find_variants, measure_edges
from demo.opened_log import LogSettings, OpenedLog, open_log
from demo.tables import CONFORMANCE_TABLES, MINED_TABLES, QUALITY_TABLE, table_path

POLICY_FILE = Path(__file__).resolve().parent / "loan_policy.bpmn"

_TABLES = tuple(dict.fromkeys((*MINED_TABLES, *CONFORMANCE_TABLES)))


def show(
    log: Path, out: Path, settings: LogSettings, policy: Path | None = None, say: Callable[[str], None] = print,
    title: str = "",
) -> str:
    """Run every recipe on a log, write what they make, and keep the project for its dashboard.

    Parameters
    ----------
    log : Path
        CSV, XES or Parquet file, gzip too.
    out : Path
        Folder for the results; made when it is not there.
    settings : LogSettings
        How to read the log.
    policy : Path, optional
        The model of the process as it should be; without it cases are compared with the model discovered from them.
    say : callable
        Gets the columns that were chosen, before the recipes start.
    title : str
        Of the dashboard; the file's name when empty.

    Returns
    -------
    str
        Why no model could be discovered, in which case there are no scores either unless there is a policy; empty when
        all went well.

    Raises
    ------
    DemoError
        For a file, a column or a folder that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported, or a recipe that fails; nothing is written then.
    """
    written = [*(table_path(out, table) for table in (*_TABLES, QUALITY_TABLE)), *model_paths(out)]
    with open_log(log, out, settings, written, say=say, is_kept=True) as opened:
        find_variants(opened)
        measure_edges(opened)
        discovered, no_model = _try_to_discover(opened)
        reference = policy or discovered
        if reference is not None:
            score_cases(opened, References(models=(reference,)))
        opened.export(MINED_TABLES if reference is None else _TABLES, out)
        if discovered is not None:
            export_model(opened, out)
        columns = opened.columns
        keep(
            opened.project, title or log.name, columns.recipe_parameters(), settings.time_zone, columns.attributes
        )
    return no_model


def _try_to_discover(opened: OpenedLog) -> tuple[Path | None, str]:
    """Return the discovered model, or why there is none: the rest of the page is worth reading without it."""
    try:
        return discover_model(opened, {}), ""
    except DemoError as error:
        return None, str(error)
