"""The page for a newcomer and the result line, from tables written by hand."""
from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from demo.errors import DemoError
from demo.summary import result_line, summary_text
from demo.tables import read_counts

HEADS = {
    "executions": "case_id,timestamp_start,timestamp_end,activities",
    "variants": "variant,activities,cases,share,execution_time_mean",
    "edges": "source,target,case_frequency,waiting_time_mean",
    "activities": "activity,frequency",
    "data_quality": "finding,rows,share,cases,example,effect",
}
SMALL: dict[str, list[tuple[str, ...]]] = {
    "executions": [
        ("1", "2024-01-01T08:00:00.000Z", "2024-01-03T08:00:00.000Z", "3"),
        ("2", "2023-12-31T23:00:00.000Z", "2024-01-02T08:00:00.000Z", "3"),
        ("3", "2024-01-02T08:00:00.000Z", "2024-02-29T08:00:00.000Z", "2"),
        ("4", "2024-01-05T08:00:00.000Z", "2024-01-05T08:00:00.000Z", "1"),
    ],
    "variants": [
        ("Receive → Check → Pay", "3", "2", "0.5", "1.6875"),
        ("Receive → Pay", "2", "1", "0.25", "58"),
        ("Receive", "1", "1", "0.25", "0"),
    ],
    "edges": [("Check", "Pay", "2", "0.05"), ("Receive", "Check", "2", "1.5"), ("Receive", "Pay", "1", "58")],
    "activities": [("Check", "2"), ("Pay", "3"), ("Receive", "4")],
    "data_quality": [
        ("rows_read", "11", "1", "4", "", "Rows of the input, before any rule."),
        ("rows_left_out", "2", "0.1818", "", "", "The sum of the rows left out below, by reason."),
        ("rows_without_case", "2", "0.1818", "", "row 3", "Left out: an event needs a case id."),
        ("tied_events", "2", "0.1818", "1", "case '1'", "Equal times in one case: ordered by their row in the input."),
        ("open_cases", "0", "0", "0", "", "Their last activity is none of the end activities."),
    ],
}
SMALL_PAGE = """\
small.csv
  4 cases, 3 variants, 9 events, 3 activities; 31 Dec 2023 to 29 Feb 2024 (UTC)

Written to {folder}
  executions.csv    4 rows  a row a case: when, how long, its variant, attributes
  variants.csv      3 rows  a row a variant: its activities in order, cases, times
  edges.csv         3 rows  a row an edge: which activity follows which, how soon
  activities.csv    3 rows  a row an activity: how often, in how many cases
  data_quality.csv  5 rows  a row a finding: what was left out, what was unclear
  Beside each table, <name>.schema.json says what its columns mean and their units.

Most frequent variants (3 of 3, 100 % of the cases)
  share  cases  mean time  steps  what happens
   50 %      2   1.7 days      3  Receive → Check → Pay
   25 %      1    58 days      2  Receive → Pay
   25 %      1        0 s      1  Receive

Longest waits from one activity to the next (in at least 1 % of the cases)
   mean wait  cases  from → to
     58 days      1  Receive → Pay
    1.5 days      2  Receive → Check
  1 h 12 min      2  Check → Pay

Data quality
  rows without case: 2 rows. Left out: an event needs a case id.
  tied events: 2 rows in 1 case. Equal times in one case: ordered by their row in the input."""


def write_tables(folder: Path, **changed: Sequence[tuple[str, ...]]) -> Path:
    for table, head in HEADS.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head.split(","))
            writer.writerows(changed.get(table, SMALL[table]))
    return folder


def section(page: str, heading: str) -> list[str]:
    return next(block.splitlines()[1:] for block in page.split("\n\n") if block.startswith(heading))


def test_a_small_log_is_told_on_one_page(tmp_path: Path) -> None:
    assert summary_text(write_tables(tmp_path), "small.csv") == SMALL_PAGE.format(folder=tmp_path)


def test_the_result_line_counts_what_the_tables_hold(tmp_path: Path) -> None:
    line = result_line(write_tables(tmp_path), 0.449)
    assert "\n" not in line
    assert json.loads(line) == {
        "cases": 4, "events": 9, "activities": 3, "variants": 3, "edges": 3,
        "quality": {"rows_read": 11, "rows_left_out": 2, "tied_events": 2}, "seconds": 0.4,
    }


def test_one_case_with_one_activity_has_no_waits_and_nothing_to_look_at(tmp_path: Path) -> None:
    page = summary_text(
        write_tables(
            tmp_path, executions=SMALL["executions"][3:], variants=[("Receive", "1", "1", "1", "0")], edges=[],
            activities=[("Receive", "1")],
            data_quality=[(name, "0", "0", "", "", "") for name in ("rows_read", "rows_left_out", "tied_events")],
        ),
        "one",
    )
    assert page.splitlines()[1] == "  1 case, 1 variant, 1 event, 1 activity; 5 Jan 2024 to 5 Jan 2024 (UTC)"
    assert section(page, "Longest waits") == ["  None: no activity follows another in so many cases."]
    assert section(page, "Data quality") == ["  Nothing that needs a look."]


def test_durations_are_read_in_the_unit_they_were_written_in(tmp_path: Path) -> None:
    page = summary_text(write_tables(tmp_path), "small.csv", duration_unit="hours")
    assert section(page, "Longest") == [
        "   mean wait  cases  from → to",
        "    2.4 days      1  Receive → Pay",
        "  1 h 30 min      2  Receive → Check",
        "       3 min      2  Check → Pay",
    ]


def test_rare_edges_are_not_called_slow(tmp_path: Path) -> None:
    cases = [(str(number), "2024-01-01T08:00:00.000Z", "2024-01-01T09:00:00.000Z", "2") for number in range(200)]
    edges = [("a", "rare", "1", "99"), ("a", "b", "2", "1"), ("a", "c", "2", "1"), ("b", "c", "50", "")]
    page = summary_text(write_tables(tmp_path, executions=cases, edges=edges), "small.csv")
    assert section(page, "Longest") == [
        "  mean wait  cases  from → to", "      1 day      2  a → b", "      1 day      2  a → c",
    ]


def test_lines_keep_to_the_width_and_long_sequences_end_in_an_ellipsis(tmp_path: Path) -> None:
    long_effect = "A sentence that is much longer than one line of so narrow a terminal, and so goes on below. " * 2
    quality = [*SMALL["data_quality"], ("out_of_order", "3", "0.3", "", "", long_effect.strip())]
    variants = [(" → ".join(["Receive the application"] * 40), "40", "4", "1", "3"), ("x" * 300, "1", "0", "0", "3")]
    edges = [("Receive the application", "y" * 90, "4", "1")]
    page = summary_text(write_tables(tmp_path, variants=variants, edges=edges, data_quality=quality), "small", width=80)
    told = [line for line in page.splitlines() if str(tmp_path) not in line]
    assert max(len(line) for line in told if not line.startswith("  Beside")) <= 80
    assert section(page, "Most frequent") == [
        "  share  cases  mean time  steps  what happens",
        "  100 %      4   3.0 days     40  Receive the application",
        "                                  → Receive the application",
        "                                  → Receive the application …",
        f"    0 %      0   3.0 days      1  {'x' * 46}",
        f"                                  {'x' * 46}",
        "                                  …",
    ]
    assert section(page, "Longest")[1] == f"      1 day      4  Receive the application → {'y' * 33}…"
    assert section(page, "Data quality")[-3:] == [
        "  out of order: 3 rows. A sentence that is much longer than one line of so",
        "    narrow a terminal, and so goes on below. A sentence that is much longer than",
        "    one line of so narrow a terminal, and so goes on below.",
    ]


def test_labels_cannot_command_the_terminal_or_break_a_line(tmp_path: Path) -> None:
    page = summary_text(
        write_tables(tmp_path, variants=[("a\x1b[2J\nb", "2", "4", "1", "3")], edges=[("a\r", "\tb", "4", "1")]), "x\ny"
    )
    assert page.splitlines()[0] == "x\\ny"
    assert section(page, "Most frequent")[1].endswith("a\\x1b[2J\\nb")
    assert section(page, "Longest")[1].endswith("a\\r → \\tb")


def test_a_very_long_sequence_is_read(tmp_path: Path) -> None:
    variants = [("a" * 200_000, "2", "4", "1", "3")]
    assert read_counts(write_tables(tmp_path, variants=variants)).variants == 1


def test_a_data_quality_table_without_its_counts_is_refused(tmp_path: Path) -> None:
    write_tables(tmp_path, data_quality=SMALL["data_quality"][:1])
    with pytest.raises(DemoError, match=r"data_quality\.csv' has no row 'rows_left_out', 'tied_events'\.$"):
        read_counts(tmp_path)
