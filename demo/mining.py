"""A log file -> the tables of the variants and edge metrics recipes."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from demo.opened_log import LogSettings, OpenedLog, open_log
from demo.tables import MINED_TABLES, table_path


def mine(log: Path, out: Path, settings: LogSettings, say: Callable[[str], None] = print) -> None:
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

    Raises
    ------
    DemoError
        For a file, a column or a folder that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported, or a recipe that fails; nothing is written then.
    """
    with open_log(log, out, settings, [table_path(out, table) for table in MINED_TABLES], say=say) as opened:
        find_variants(opened)
        measure_edges(opened)
        opened.export(MINED_TABLES, out)


def find_variants(opened: OpenedLog) -> None:
    """Make the tables executions, variants and data_quality of a log."""
    opened.make_tables(
        "process-mining-variants", ("executions", "variants", "data_quality"),
        parameters={"case_attribute_columns": list(opened.columns.attributes)},
    )


def measure_edges(opened: OpenedLog) -> None:
    """Make the tables edges and activities of a log."""
    opened.make_tables("process-mining-edge-metrics", ("edges", "activities"))
