"""The tables that the recipes wrote -> a page of text for somebody who sees the process for the first time."""
from __future__ import annotations

import heapq
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from demo.discovering import model_paths
from demo.health_text import deviation_lines, health_lines, quality_lines
from demo.layout import aligned_rows, hanging, one_line, wrapped_steps
from demo.tables import (
    QUALITY_TABLE,
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
from demo.wording import UNIT_SECONDS, count_words, day_words, duration_words, share_words

_SHOWN = 5
_LINES_OF_A_VARIANT = 3
_LEAST_PERCENT_OF_CASES = 1
_CONTENTS = {
    "executions": "a row a case: when, how long, its variant, attributes",
    "variants": "a row a variant: its activities in order, cases, times",
    "edges": "a row an edge: which activity follows which, how soon",
    "activities": "a row an activity: how often, in how many cases",
    "data_quality": "a row a finding: what was left out, what was unclear",
    "alignments": "a row a variant: its steps beside the reference's",
    "deviations": "a row a deviation: what, where, in how many cases",
    QUALITY_TABLE: "a row a measure: how well the discovered model fits",
}
_MODEL_CONTENTS = ("the discovered model, for any BPMN editor", "the same model as a Petri net")


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


def summary_text(
    folder: Path, title: str, duration_unit: str = "days", width: int = 100, reference: str = "", no_model: str = ""
) -> str:
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
    reference : str
        What the cases were compared with, in words; empty when they were not.
    no_model : str
        Why no model could be discovered; empty when one was, or nobody asked.

    Returns
    -------
    str
        Lines of at most `width` characters (names of files may be longer).
    """
    counts = read_counts(folder)
    unit_seconds = UNIT_SECONDS[duration_unit]
    blocks = [
        _overview(title, counts),
        _files(folder, width),
        _top_variants(folder, counts, unit_seconds, width),
        _slowest_edges(folder, counts, unit_seconds, width),
    ]
    if reference:
        blocks += [health_lines(folder, reference, width), deviation_lines(folder, unit_seconds, width)]
    if no_model or table_path(folder, QUALITY_TABLE).exists():
        blocks.append(quality_lines(folder, width, no_model))
    blocks.append(_quality(folder, width))
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
    rows = [
        [table_path(folder, table).name, count_words(count_rows(folder, table), "row"), says]
        for table, says in _CONTENTS.items()
        if table_path(folder, table).exists()
    ]
    rows += [
        [path.relative_to(folder).as_posix(), "", says]
        for path, says in zip(model_paths(folder), _MODEL_CONTENTS)
        if path.exists()
    ]
    return [
        f"Written to {folder}",
        *aligned_rows(rows, right=(1,), width=width),
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
    return [heading, *aligned_rows(cells, right=(0, 1, 2, 3), width=width, wrap=_variant_lines)]


def _variant_lines(text: str, width: int) -> list[str]:
    return wrapped_steps(text, width, _LINES_OF_A_VARIANT)


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
    return [heading, *aligned_rows(cells, right=(0, 1), width=width)]


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
    return hanging(text, width)


def _duration(cell: str, unit_seconds: float) -> str:
    number = read_number(cell)
    return duration_words(None if number is None else number * unit_seconds)
