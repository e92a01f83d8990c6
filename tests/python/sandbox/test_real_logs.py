"""Public logs have the rows and cases that their publishers count."""
from __future__ import annotations

import time
from pathlib import Path

import pytest

from sandbox import Project, import_file


@pytest.mark.parametrize(
    ("file", "n_cases", "n_events", "n_activities"),
    [
        ("Sepsis_Cases.xes.gz", 1_050, 15_214, 16),
        ("BPI_2013_closed_problems.xes.gz", 1_487, 6_660, 4),
        ("BPI_2020_DomesticDeclarations.xes.gz", 10_500, 56_437, 17),
        ("M8.xes.gz", 500, 8_246, 15),
    ],
)
def test_cases_events_and_activities(
    project: Project, real_logs: Path, file: str, n_cases: int, n_events: int, n_activities: int
) -> None:
    assert import_file(project, real_logs / file, "log").n_rows == n_events
    rows = list(project.iter_rows("log"))
    assert [column["name"] for column in project.read_schema("log")][:3] == [
        "case:concept:name", "concept:name", "time:timestamp"
    ]
    assert (len({row[0] for row in rows}), len({row[1] for row in rows})) == (n_cases, n_activities)
    assert all(row[2].endswith("Z") for row in rows)


def test_the_loan_log_is_read_in_time_with_its_missing_resources(project: Project, real_logs: Path) -> None:
    started = time.process_time()
    import_file(project, real_logs / "BPI_Challenge_2012.xes.gz", "log")
    assert time.process_time() - started < 15
    assert [(column["name"], column["type"]) for column in project.read_schema("log")] == [
        ("case:concept:name", "string"), ("concept:name", "string"), ("time:timestamp", "date"),
        ("lifecycle:transition", "string"), ("org:resource", "string"), ("case:AMOUNT_REQ", "string"),
        ("case:REG_DATE", "date"),
    ]
    rows = list(project.iter_rows("log"))
    assert rows[0] == [
        "173688", "A_SUBMITTED", "2011-09-30T22:38:44.546Z", "COMPLETE", "112", "20000", "2011-09-30T22:38:44.546Z"
    ]
    assert (len(rows), len({row[0] for row in rows}), len({row[1] for row in rows})) == (262_200, 13_087, 24)
    assert sum(not row[4] for row in rows) == 18_010


@pytest.mark.parametrize(
    ("file", "n_rows", "n_columns"),
    [
        ("sepsis_fmannhardt.csv.gz", 15_214, 34), ("receipt.csv.gz", 8_577, 15), ("Production.csv.gz", 4_503, 5),
        ("LoanApp_simplified_train.csv.gz", 7_544, 9),
    ],
)
def test_csv_logs(project: Project, real_logs: Path, file: str, n_rows: int, n_columns: int) -> None:
    assert import_file(project, real_logs / file, "log").n_rows == n_rows
    assert len(project.read_schema("log")) == n_columns
