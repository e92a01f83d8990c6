"""`python -m demo` as a stranger runs it: files in, tables and one line out, and every mistake said in one line."""
from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from demo_runs import SMALL, demo, demo_here, last_line, rows
from real_logs import real_file

TABLES = ["activities", "data_quality", "edges", "executions", "variants"]
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/">
  <trace><string key="concept:name" value="one"/>
    <event><string key="concept:name" value="Ask"/><string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2024-01-01T10:00:00+02:00"/></event>
    <event><string key="concept:name" value="Ask"/><string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2024-01-01T09:00:00Z"/></event>
    <event><string key="concept:name" value="Answer"/><string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2024-01-02T09:00:00Z"/></event>
  </trace>
</log>
"""


def test_mine_writes_five_tables_with_schemas_and_counts_them(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "tables"
    done = demo("mine", small, "--out", out)
    assert last_line(done) == {
        "cases": 6, "events": 17, "activities": 3, "variants": 4, "edges": 5,
        "quality": {"rows_read": 17, "rows_left_out": 0, "tied_events": 0},
    }
    assert sorted(path.name for path in out.iterdir()) == sorted(
        name for table in TABLES for name in (f"{table}.csv", f"{table}.schema.json")
    )
    assert [(row["variant_rank"], row["cases"]) for row in rows(out / "variants.csv")] == [
        ("1", "3"), ("2", "1"), ("3", "1"), ("4", "1"),
    ]
    assert "NA" in {row["case_id"] for row in rows(out / "executions.csv")}
    assert done.stdout.splitlines()[:-1] == [
        "Columns",
        "  case       case_id   (guessed)",
        "  activity   activity  (guessed)",
        "  timestamp  time      (guessed)",
    ]


def test_compressed_xes_is_mined_with_its_standard_names_and_completed_events(tmp_path: Path) -> None:
    log = tmp_path / "log.xes.gz"
    log.write_bytes(gzip.compress(XES.encode("utf-8")))
    done = demo_here("mine", log, "--out", tmp_path / "out")
    assert last_line(done) == {
        "cases": 1, "events": 2, "activities": 2, "variants": 1, "edges": 1,
        "quality": {"rows_read": 3, "rows_left_out": 1, "tied_events": 0},
    }
    assert "  lifecycle  lifecycle:transition  (guessed)" in done.stdout.splitlines()


def test_the_lifecycle_mode_is_handed_to_the_recipes(tmp_path: Path) -> None:
    log = tmp_path / "log.xes"
    log.write_text(XES, encoding="utf-8")
    demo_here("mine", log, "--out", tmp_path / "out", "--lifecycle-mode", "pair", "--duration-unit", "hours")
    (case,) = rows(tmp_path / "out" / "executions.csv")
    assert (case["execution_time"], case["processing_time"], case["activities"]) == ("25.0", "1.0", "2")


def test_every_option_reaches_the_recipes(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "Who;Nr;What;When;Begin;Place\n"
        "7;1;x;03.01.2024 12:00;03.01.2024 11:00;Rome, Italy\n"
        "7;2;y;03.01.2024 14:00;03.01.2024 12:30;Rome, Italy\n"
        "8;3;x;04.01.2024 12:00;04.01.2024 11:00;Oslo\n",
        encoding="utf-8",
    )
    done = demo_here(
        "mine", log, "--out", tmp_path / "out", "--case", "Who", "--activity", "What", "--timestamp", "When",
        "--start", "Begin", "--order", "Nr", "--resource", "", "--attributes", "Place", "--delimiter", ";",
        "--timestamp-format", "%d.%m.%Y %H:%M", "--time-zone", "Europe/Rome", "--end-activities", "y",
        "--duration-unit", "minutes",
    )
    assert done.returncode == 0, done.stderr
    names = ("case_id", "timestamp_start", "execution_time", "waiting_time", "is_open", "Place")
    assert [tuple(row[name] for name in names) for row in rows(tmp_path / "out" / "executions.csv")] == [
        ("7", "2024-01-03T10:00:00.000Z", "180.0", "30.0", "false", "Rome, Italy"),
        ("8", "2024-01-04T10:00:00.000Z", "60.0", "0.0", "true", "Oslo"),
    ]


def test_running_twice_into_the_same_folder_replaces_the_tables(small: Path, tmp_path: Path) -> None:
    first = last_line(demo_here("mine", small, "--out", tmp_path / "out"))
    tables = {table: (tmp_path / "out" / f"{table}.csv").read_bytes() for table in TABLES}
    assert last_line(demo_here("mine", small, "--out", tmp_path / "out")) == first
    assert {table: (tmp_path / "out" / f"{table}.csv").read_bytes() for table in TABLES} == tables


@pytest.mark.parametrize(
    ("name", "content", "arguments", "message"),
    [
        ("none.csv", None, (), "error: cannot read '{log}': No such file or directory."),
        ("empty.csv", b"", (), "error: '{log}' is empty."),
        ("log.txt", b"a", (), "error: Cannot import 'log.txt': its ending is none of .csv, .csv.gz, .xes, "),
        (
            "log.csv", b"a,b\n1,2\n", (),
            "error: no column is plainly the case id: name it with --case NAME. The columns are 'a', 'b'.",
        ),
        (
            "log.csv", b"case,activity,time\n", ("--case", "cases"),
            "error: there is no column 'cases' (--case); did you mean 'case'? The columns are 'case', 'activity', ",
        ),
        ("log.csv", b"case,activity,time\n", (), "error: The event log has no rows. "),
        (
            "log.csv", b"case,activity,time\n1,a,then\n", (),
            "error: None of the 1 rows of the event log can be used: 1 with a timestamp that cannot be read.",
        ),
        ("log.csv", b"case,activity,time\n1,a\n", (), "error: Cannot import 'log.csv', line 2: "),
        ("log.csv", b"case,activity,time\n1,\xff,2024-01-01\n", (), "error: Cannot import 'log.csv', line 2: "),
        ("log.csv.gz", b"no gzip", (), "error: Cannot import 'log.csv.gz', line 1: "),
        ("log.csv.gz", gzip.compress(SMALL.encode() * 99)[:-30], (), "error: Cannot import 'log.csv.gz', line "),
        ("log.xes", b"<log><trace>", (), "error: Cannot import 'log.xes', line 1, column "),
        ("log.csv", SMALL.encode(), ("--time-zone", "Mars/Olympus"), "error: Parameter time_zone: 'Mars/Olympus' "),
    ],
    ids=[
        "missing file", "empty file", "unknown ending", "no such columns", "misspelt column", "no rows",
        "unreadable times", "ragged row", "other encoding", "no gzip", "gzip that breaks off", "broken xes",
        "unknown time zone",
    ],
)
def test_a_mistake_ends_in_one_line_and_leaves_no_tables(
    name: str, content: bytes | None, arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    log = tmp_path / name
    if content is not None:
        log.write_bytes(content)
    done = demo_here("mine", log, "--out", tmp_path / "out", *arguments)
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert (done.returncode, len(errors), done.stderr.splitlines()[-1:]) == (1, 1, errors)
    assert errors[0].startswith(message.format(log=log))
    assert "Traceback" not in done.stderr + done.stdout
    assert not (tmp_path / "out").exists() or list((tmp_path / "out").iterdir()) == []


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    done = demo_here("mine", tmp_path, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (1, f"error: '{tmp_path}' is a folder; give a log file.\n")


def test_a_file_is_no_folder_for_tables(small: Path) -> None:
    done = demo_here("mine", small, "--out", small)
    assert (done.returncode, done.stderr) == (1, f"error: '{small}' is a file; --out takes a folder.\n")


def test_a_folder_that_cannot_be_made_is_said(small: Path) -> None:
    done = demo_here("mine", small, "--out", small / "below")
    assert (done.returncode, done.stderr) == (1, f"error: cannot write into folder '{small}/below': Not a directory.\n")


def test_a_log_is_not_overwritten_by_a_table_of_its_name(tmp_path: Path) -> None:
    log = tmp_path / "edges.csv"
    log.write_text(SMALL, encoding="utf-8")
    done = demo_here("mine", log, "--out", tmp_path)
    assert (done.returncode, log.read_text(encoding="utf-8")) == (1, SMALL)
    assert done.stderr == f"error: '{log}' would be overwritten by a result of that name: choose another --out.\n"


@pytest.mark.parametrize(
    "arguments", [(), ("dig",), ("mine", "log.csv"), ("mine", "--out", "x"), ("show", "--duration-unit", "weeks")]
)
def test_wrong_usage_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = demo(*arguments)
    assert (done.returncode, done.stderr.startswith("usage: python -m demo")) == (2, True)


@pytest.mark.parametrize(
    ("log", "cases", "events", "activities", "variants"),
    [
        ("M8.xes.gz", 500, 8_246, 15, 432),
        ("Sepsis_Cases.xes.gz", 1_050, 15_214, 16, 846),
        ("sepsis_fmannhardt.csv.gz", 1_050, 15_214, 16, 846),
        ("receipt.csv.gz", 1_434, 8_577, 27, 116),
    ],
)
def test_real_logs_give_their_known_counts_without_an_option(
    log: str, cases: int, events: int, activities: int, variants: int, tmp_path: Path
) -> None:
    result = last_line(demo_here("mine", real_file(f"logs/{log}"), "--out", tmp_path))
    assert {name: result[name] for name in ("cases", "events", "activities", "variants")} == {
        "cases": cases, "events": events, "activities": activities, "variants": variants,
    }


LOG_WITH_STARTS = "case,activity,start_time,end_time,phase\n1,a,2024-01-01,2024-01-02,done\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--lifecycle-mode", "pair"], "pair needs a lifecycle column: name it with --lifecycle NAME."),
        (["--lifecycle-mode", "complete"], "--lifecycle-mode complete needs a lifecycle column"),
        (
            ["--lifecycle-mode", "pair", "--lifecycle", "phase", "--start", "start_time"],
            "--lifecycle-mode pair makes the start times itself: leave --start out.",
        ),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(tmp_path: Path, options: list[str], message: str) -> None:
    log = tmp_path / "log.csv"
    log.write_text(LOG_WITH_STARTS, encoding="utf-8")
    done = demo_here("mine", log, "--out", tmp_path / "out", *options)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr


def test_a_failed_run_leaves_no_tables_of_an_earlier_one(tmp_path: Path) -> None:
    log, out = tmp_path / "log.csv", tmp_path / "out"
    log.write_text(LOG_WITH_STARTS, encoding="utf-8")
    assert demo_here("mine", log, "--out", out).returncode == 0
    log.write_text(LOG_WITH_STARTS.replace("2024-01-02", "soon"), encoding="utf-8")
    assert demo_here("mine", log, "--out", out).returncode == 1
    assert sorted(path.name for path in out.glob("*.csv")) == []
