"""The tables that the recipes wrote -> a page of text for somebody who sees the process for the first time."""
from __future__ import annotations

import heapq
import json
import textwrap
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from demo.tables import (
    ROWS_LEFT_OUT,
    ROWS_READ,
    Counts,
    Row,
    count_rows,
    iter_table,
    read_counts,
    read_number,
    table_path,
)
from demo.wording import UNIT_SECONDS, count_words, cut, day_words, duration_words, one_line, share_words, wrapped_steps

_SHOWN = 5
_LINES_OF_A_VARIANT = 3
_LEAST_PERCENT_OF_CASES = 1
_CONTENTS = {
    "executions": "a row a case: when, how long, which variant, its attributes",
    "variants": "a row a variant: its activities in order, cases, execution times",
    "edges": "a row an edge: which activity follows which, after what wait",
    "activities": "a row an activity: how often, in how many cases, start and end",
    "data_quality": "a row a finding: what was left out of the log, what was unclear",
}


def result_line(folder: Path, seconds: float) -> str:
    """Return the counts of the written tables as one JSON object.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    seconds : float
        How long the run took.

    Returns
    -------
    str
        Without a line break.
    """
    counts = read_counts(folder)
    return json.dumps(
        {
            "cases": counts.cases,
            "events": counts.events,
            "activities": counts.activities,
            "variants": counts.variants,
            "edges": counts.edges,
            "quality": {
                "rows_read": counts.rows_read,
                "rows_left_out": counts.rows_left_out,
                "tied_events": counts.tied_events,
            },
            "seconds": round(seconds, 1),
        }
    )


def summary_text(folder: Path, title: str, duration_unit: str = "days", width: int = 100) -> str:
    """Return what is in the tables, in words.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    title : str
        What the log is called.
    duration_unit : str
        Unit of the durations in the tables, a key of `demo.wording.UNIT_SECONDS`.
    width : int
        Characters a line may have.

    Returns
    -------
    str
        Lines of at most `width` characters (names of files may be longer).
    """
    counts = read_counts(folder)
    unit_seconds = UNIT_SECONDS[duration_unit]
    blocks = (
        _overview(title, counts),
        _files(folder, width),
        _top_variants(folder, counts, unit_seconds, width),
        _slowest_edges(folder, counts, unit_seconds, width),
        _quality(folder, width),
    )
    return "\n\n".join("\n".join(block) for block in blocks)


def _overview(title: str, counts: Counts) -> list[str]:
    period = f"{day_words(counts.first_day)} to {day_words(counts.last_day)} (UTC)" if counts.first_day else "no period"
    amounts = (
        count_words(counts.cases, "case"),
        count_words(counts.variants, "variant"),
        count_words(counts.events, "event"),
        count_words(counts.activities, "activity", "activities"),
    )
    return [one_line(title), f"  {', '.join(amounts)}; {period}"]


def _files(folder: Path, width: int) -> list[str]:
    names = [table_path(folder, table).name for table in _CONTENTS]
    sizes = [count_words(count_rows(folder, table), "row") for table in _CONTENTS]
    rows = [[name, size, says] for name, size, says in zip(names, sizes, _CONTENTS.values())]
    return [
        f"Written to {folder}",
        *_aligned(rows, right=(1,), width=width),
        "  Beside each table, <name>.schema.json says what its columns mean and their units.",
    ]


def _top_variants(folder: Path, counts: Counts, unit_seconds: float, width: int) -> list[str]:
    rows = list(islice(iter_table(folder, "variants"), _SHOWN))
    covered = share_words(sum(int(row["cases"]) for row in rows) / counts.cases)
    cells = [["share", "cases", "mean time", "steps", "what happens"]]
    cells += [
        [
            share_words(float(row["share"])),
            f"{int(row['cases']):,}",
            _duration(row["execution_time_mean"], unit_seconds),
            row["activities"],
            one_line(row["variant"]),
        ]
        for row in rows
    ]
    heading = f"Most frequent variants ({len(rows)} of {counts.variants:,}, {covered} of the cases)"
    return [heading, *_aligned(cells, right=(0, 1, 2, 3), width=width, n_lines=_LINES_OF_A_VARIANT)]


def _slowest_edges(folder: Path, counts: Counts, unit_seconds: float, width: int) -> list[str]:
    rows = _slowest(iter_table(folder, "edges"), counts.cases * _LEAST_PERCENT_OF_CASES / 100)
    heading = f"Longest waits from one activity to the next (in at least {_LEAST_PERCENT_OF_CASES} % of the cases)"
    if not rows:
        return [heading, "  None: no activity follows another in so many cases."]
    cells = [["mean wait", "cases", "from → to"]]
    cells += [
        [
            _duration(row["waiting_time_mean"], unit_seconds),
            f"{int(row['case_frequency']):,}",
            f"{one_line(row['source'])} → {one_line(row['target'])}",
        ]
        for row in rows
    ]
    return [heading, *_aligned(cells, right=(0, 1), width=width)]


def _slowest(edges: Iterator[Row], least_cases: float) -> list[Row]:
    frequent = (row for row in edges if row["waiting_time_mean"] and int(row["case_frequency"]) >= least_cases)
    return heapq.nsmallest(
        _SHOWN, frequent, key=lambda row: (-float(row["waiting_time_mean"]), row["source"], row["target"])
    )


def _quality(folder: Path, width: int) -> list[str]:
    findings = [
        row for row in iter_table(folder, "data_quality")
        if row["finding"] not in (ROWS_READ, ROWS_LEFT_OUT) and int(row["rows"] or 0) + int(row["cases"] or 0) > 0
    ]
    lines = [line for row in findings for line in _finding_lines(row, width)]
    return ["Data quality", *(lines or ["  Nothing that needs a look."])]


def _finding_lines(row: Row, width: int) -> list[str]:
    amounts = count_words(int(row["rows"]), "row")
    if row["cases"]:
        amounts += f" in {count_words(int(row['cases']), 'case')}"
    text = f"{row['finding'].replace('_', ' ')}: {amounts}. {one_line(row['effect'])}"
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="    ")


def _duration(cell: str, unit_seconds: float) -> str:
    number = read_number(cell)
    return duration_words(None if number is None else number * unit_seconds)


def _aligned(rows: Sequence[Sequence[str]], right: Sequence[int], width: int, n_lines: int = 1) -> list[str]:
    """Return rows of cells with columns under one another; the last one takes the width that is left, and n lines."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    left = width - sum(size + 2 for size in widths) - 2
    lines = []
    for row in rows:
        cells = [row[at].rjust(size) if at in right else row[at].ljust(size) for at, size in enumerate(widths)]
        first = "  " + "".join(f"{cell}  " for cell in cells)
        wrapped = wrapped_steps(row[-1], left, n_lines) if n_lines > 1 else [cut(row[-1], left)]
        lines += [f"{' ' * len(first) if at else first}{line}" for at, line in enumerate(wrapped)]
    return lines
