"""The tables that the recipes wrote, as CSV files -> the counts and rows that a summary needs."""
from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from demo.errors import DemoError, quoted, quoted_names

MINED_TABLES = ("executions", "variants", "edges", "activities", "data_quality")
CONFORMANCE_TABLES = ("executions", "alignments", "deviations")
QUALITY_TABLE = "model_quality"
ROWS_READ, ROWS_LEFT_OUT, TIED_EVENTS = "rows_read", "rows_left_out", "tied_events"
Row = dict[str, str]


@dataclass(frozen=True)
class Counts:
    """How much there is of what.

    Parameters
    ----------
    cases, events, activities, variants, edges : int
        Rows of the tables; events are activity instances, summed over the cases.
    rows_read, rows_left_out, tied_events : int
        From the data quality table.
    first_day, last_day : str
        ISO 8601 days on which the first case began and the last event happened (UTC); empty when no case has a time.
    """

    cases: int
    events: int
    activities: int
    variants: int
    edges: int
    rows_read: int
    rows_left_out: int
    tied_events: int
    first_day: str
    last_day: str


def table_path(folder: Path, table: str) -> Path:
    """Return where a table lies."""
    return folder / f"{table}.csv"


def iter_table(folder: Path, table: str) -> Iterator[Row]:
    """Yield the rows of a table, texts by column name.

    Parameters
    ----------
    folder : Path
        Where the tables were written.
    table : str
        Its name, without an ending.

    Yields
    ------
    dict of str -> str
        "" is a missing value.
    """
    # A sequence of many long labels may pass the csv module's own bound of 128 KiB for a cell.
    csv.field_size_limit(2**31 - 1)
    with table_path(folder, table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def count_rows(folder: Path, table: str) -> int:
    """Return the number of rows of a table."""
    return sum(1 for _ in iter_table(folder, table))


def read_counts(folder: Path) -> Counts:
    """Return what the written tables hold, by reading them.

    Raises
    ------
    DemoError
        When the data quality table lacks one of the findings that are always there.
    """
    found = {row["finding"]: int(row["rows"]) for row in iter_table(folder, "data_quality")}
    missing = [finding for finding in (ROWS_READ, ROWS_LEFT_OUT, TIED_EVENTS) if finding not in found]
    if missing:
        raise DemoError(f"{quoted(table_path(folder, 'data_quality'))} has no row {quoted_names(missing)}.")
    n_cases, n_events, first_day, last_day = _read_executions(folder)
    return Counts(
        cases=n_cases,
        events=n_events,
        activities=count_rows(folder, "activities"),
        variants=count_rows(folder, "variants"),
        edges=count_rows(folder, "edges"),
        rows_read=found[ROWS_READ],
        rows_left_out=found[ROWS_LEFT_OUT],
        tied_events=found[TIED_EVENTS],
        first_day=first_day,
        last_day=last_day,
    )


def _read_executions(folder: Path) -> tuple[int, int, str, str]:
    n_cases = n_events = 0
    first_day = last_day = ""
    for row in iter_table(folder, "executions"):
        n_cases += 1
        n_events += int(row["activities"])
        start, end = row["timestamp_start"][:10], row["timestamp_end"][:10]
        first_day = min(first_day or start, start or first_day)
        last_day = max(last_day, end)
    return n_cases, n_events, first_day, last_day


def read_number(text: str) -> float | None:
    """Return a cell as a number, None where it is empty."""
    return float(text) if text else None
