"""What keeps the tile from showing something: the code, the message and the facts of each, and never a traceback."""
from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandbox import Project
from tile_bench import CONFIG, Tile, small_bench, view_request

ROWS = [["1", "a", "2024-01-01T00:00:00Z"], ["1", "b", "2024-01-02T00:00:00Z"]]
EXECUTIONS = {"case_id": "string", "variant_rank": "bigint"}
COLUMNS = {"case_column": "case", "activity_column": "activity", "timestamp_column": "time"}
Serve = Callable[..., Tile]


def project_of(folder: Path, **datasets: tuple[dict[str, str], list[list[str]] | None]) -> Project:
    """Return a project with datasets, given as column types and rows; None leaves one without data."""
    project = Project.create(folder / "project")
    for name, (types, rows) in datasets.items():
        columns = [{"name": column, "type": kind} for column, kind in types.items()]
        dataset = project.create_dataset(name, columns)
        if rows is not None:
            writer = dataset.open_writer()
            for row in rows:
                writer.write(row)
            writer.commit()
    return project


LOG = {"case": "string", "activity": "string", "time": "string"}
GOOD = {"log": (LOG, ROWS), "executions": (EXECUTIONS, [["1", "1"]])}


def error_of(tile: Tile) -> tuple[int, dict[str, Any]]:
    status, document = tile.log()
    return status, document["error"]


CASES: dict[str, tuple[dict[str, Any], dict[str, Any], int, dict[str, Any]]] = {
    "no dataset is chosen": (
        GOOD, {"executions": "executions"}, 409,
        {
            "code": "settings",
            "message": "No event log dataset is chosen. Choose it in the webapp's settings.",
            "facts": {"parameter": "event_log"},
        },
    ),
    "a choice is none": (
        GOOD, {**CONFIG, "opening_view": "all"}, 409,
        {
            "code": "settings",
            "message": "'all' is not a choice. Choose one of 'paths', 'top_variants'.",
            "facts": {"parameter": "opening_view"},
        },
    ),
    "no column is known": (
        GOOD, CONFIG, 409,
        {
            "code": "settings",
            "message": "No column is chosen for the case id, and dataset 'executions' does not say which it was made "
            "with. Choose the column with the case id in the webapp's settings.",
            "facts": {"parameter": "case_column"},
        },
    ),
    "a dataset does not exist": (
        GOOD, {**CONFIG, "event_log": "gone"}, 409,
        {
            "code": "settings",
            "message": "Dataset 'gone' does not exist. Choose the dataset again in the webapp's settings.",
            "facts": {"dataset": "gone"},
        },
    ),
    "the project of a dataset does not exist": (
        GOOD, {**CONFIG, "event_log": "OTHER.log"}, 409,
        {
            "code": "settings",
            "message": "Dataset 'OTHER.log' does not exist. Choose the dataset again in the webapp's settings.",
            "facts": {"dataset": "OTHER.log"},
        },
    ),
    "no schema": (
        {**GOOD, "executions": ({}, None)}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "not_built",
            "message": "Dataset 'executions' has no data. Build it in the Flow, then reload this tile.",
            "facts": {"dataset": "executions"},
        },
    ),
    "no data": (
        {**GOOD, "log": (LOG, None)}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "not_built",
            "message": "Dataset 'log' has no data. Build it in the Flow, then reload this tile.",
            "facts": {"dataset": "log"},
        },
    ),
    "no rows": (
        {**GOOD, "log": (LOG, [])}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "not_built",
            "message": "Dataset 'log' has no data. Build it in the Flow, then reload this tile.",
            "facts": {"dataset": "log"},
        },
    ),
    "no rows in the executions": (
        {**GOOD, "executions": (EXECUTIONS, [])}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "not_built",
            "message": "Dataset 'executions' has no data. Build it in the Flow, then reload this tile.",
            "facts": {"dataset": "executions"},
        },
    ),
    "a column is gone": (
        GOOD, {**CONFIG, **COLUMNS, "activity_column": "step"}, 409,
        {
            "code": "column_gone",
            "message": "Column 'step' is not in dataset 'log'. Choose the column again in the webapp's settings.",
            "facts": {"dataset": "log", "column": "step"},
        },
    ),
    "the executions have no case id": (
        {**GOOD, "executions": ({"case": "string"}, [["1"]])}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "column_gone",
            "message": "Column 'case_id' is not in dataset 'executions'. "
            "Choose the column again in the webapp's settings.",
            "facts": {"dataset": "executions", "column": "case_id"},
        },
    ),
    "the alignments have no moves": (
        {**GOOD, "alignments": ({"variant_id": "string"}, [["x"]])},
        {**CONFIG, **COLUMNS, "alignments": "alignments"}, 409,
        {
            "code": "column_gone",
            "message": "Column 'moves' is not in dataset 'alignments'. "
            "Choose the column again in the webapp's settings.",
            "facts": {"dataset": "alignments", "column": "moves"},
        },
    ),
    "no time can be read": (
        {**GOOD, "log": (LOG, [["1", "a", "soon"], ["1", "b", "later"]])}, {**CONFIG, **COLUMNS}, 409,
        {
            "code": "unusable_data",
            "message": "None of the 2 rows of the event log can be used: 2 with a timestamp that cannot be read. For "
            "example column 'time' holds 'soon' (case '1'). Dates and ISO 8601 text need no timestamp format, other "
            "text needs one (%d/%m/%Y %H:%M:%S, for example); it is now empty. Numbers that count from 1970 have "
            "to be made dates first.",
            "facts": {"dataset": "log"},
        },
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_keeps_the_data_from_being_loaded(name: str, tmp_path: Path, serve: Serve) -> None:
    datasets, config, status, expected = CASES[name]
    tile = serve(project_of(tmp_path, **datasets).folder, config)
    assert error_of(tile) == (status, {**expected, "reference": None})
    assert tile.ask("view", view_request()) == (status, {"error": {**expected, "reference": None}})


def test_a_dataset_that_the_user_may_not_read(tmp_path: Path, serve: Serve) -> None:
    project = project_of(tmp_path, **GOOD)
    project.dataset("executions").deny_access()
    assert error_of(serve(project.folder, {**CONFIG, **COLUMNS})) == (
        403,
        {
            "code": "no_access",
            "message": "You may not read dataset 'executions'. Ask the project's owner for read access.",
            "facts": {"dataset": "executions"},
            "reference": None,
        },
    )


def test_a_fault_of_another_kind_is_told_by_a_reference_that_is_in_the_log(
    tmp_path: Path, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    project = project_of(tmp_path, **GOOD)
    project.dataset("log").break_reads(1)
    with caplog.at_level(logging.ERROR, "process-mining"):
        status, error = error_of(serve(project.folder, {**CONFIG, **COLUMNS}))
    reference = error["reference"]
    assert (status, error["code"], error["facts"]) == (500, "internal", {})
    assert re.fullmatch("[0-9a-f]{8}", reference)
    assert error["message"] == (
        f"Something went wrong here. Reference {reference}, the log of the webapp has the details."
    )
    assert f"Reference {reference}: GET /log" in caplog.text
    assert "broke off after 1 rows" in caplog.text
    assert "Traceback" in caplog.text
    assert "Traceback" not in json.dumps(error)


@pytest.fixture(name="tile")
def _tile(tmp_path: Path, serve: Serve) -> Tile:
    tile = serve(small_bench(tmp_path / "bench", ROWS).project.folder, CONFIG)
    tile.log()
    return tile


@pytest.mark.parametrize(
    ("url", "status", "message"),
    [
        ("/view", 400, "The request is not JSON: ''."),
        ("/view?q={", 400, "The request is not JSON: '{'."),
        ("/view?q=NaN", 400, "The request is not JSON: 'NaN'."),
        ("/view?q=" + "[" * 5000, 400, "The request is not JSON: '[[["),
        ("/view?q=[]", 400, "The request: '[]' is not an object."),
        ("/view?q={}", 400, "filters: the key is missing."),
        ("/nowhere", 404, "GET '/nowhere': Not Found."),
        ("/../../etc/passwd", 404, "GET '/../../etc/passwd': Not Found."),
    ],
)
def test_requests_that_cannot_be_answered(tile: Tile, url: str, status: int, message: str) -> None:
    answer = tile.client.get(url)
    error = answer.get_json()["error"]
    assert (answer.status_code, error["code"], error["reference"]) == (status, "bad_request", None)
    assert error["message"].startswith(message)


def test_only_reads_are_there(tile: Tile) -> None:
    answer = tile.client.delete("/view")
    assert (answer.status_code, answer.get_json()["error"]["message"]) == (405, "DELETE '/view': Method Not Allowed.")
    assert tile.client.post("/log").status_code == 405


def test_a_body_that_is_too_large_is_not_read(tile: Tile) -> None:
    answer = tile.client.post("/view", data=b" " * 16_000_001)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["message"] == "The request is larger than 16 MB."


def test_an_error_of_our_own_code_says_no_more_than_its_reference(
    tile: Tile, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from process_mining_dss import views

    def fail(*_: object) -> None:
        raise ZeroDivisionError("a secret of ours")

    monkeypatch.setattr(views, "figures_document", fail)
    status, document = tile.ask("view", view_request())
    assert (status, document["error"]["code"]) == (500, "internal")
    assert "secret" not in json.dumps(document)
    assert "a secret of ours" in caplog.text
    monkeypatch.undo()
