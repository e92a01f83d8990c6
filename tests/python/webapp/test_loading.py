"""Reading and joining the tile's datasets: case by case, as the recipe read them, and how far it is."""
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from process_mining_dss.case_columns import NumberValues, TextValues, read_case_columns
from tile_bench import CONFIG, TWO_CASES, Tile, replace_rows, small_bench, view_request
from workbench import Workbench

Serve = Callable[..., Tile]


@pytest.fixture(name="bench")
def _bench(tmp_path: Path) -> Workbench:
    return small_bench(tmp_path / "bench", TWO_CASES)


def test_what_the_datasets_do_not_have_in_common_is_said(bench: Workbench, serve: Serve) -> None:
    rows = list(bench.project.iter_rows("executions"))
    other = [["9", *rows[0][1:]], ["8", *rows[0][1:]]]
    changed = [value if value != rows[0][8] else "0" * 32 for value in rows[0]]
    replace_rows(bench.project, "executions", [changed, rows[0], *other])
    _, document = serve(bench.project.folder, CONFIG).log()
    assert document["notes"] == [
        "1 case of 'log' is not in 'executions', so no value is known of them.",
        "2 cases of 'executions' are not in 'log'.",
        "1 row repeats a case in 'executions'; the first row of a case counts.",
        "1 case follows another variant in 'executions' than in 'log': build both again.",
    ]


@pytest.mark.parametrize(
    ("values", "scored_cases", "notes"),
    [
        (["1", "0.5"], 2, []),
        (["1", "inf"], 1, []),
        (["1.5", "0"], 1, []),
        (["-0.1", "100"], None, []),
        (["1", "high"], 1, ["1 value of column 'conformance' in 'executions' cannot be read and counts as empty."]),
        (["a", "b"], None, ["2 values of column 'conformance' in 'executions' cannot be read and count as empty."]),
    ],
)
def test_only_shares_are_scores(bench: Workbench, serve: Serve, values, scored_cases, notes) -> None:
    rows, dataset = list(bench.project.iter_rows("executions")), bench.project.dataset("executions")
    dataset.write_schema([*dataset.read_schema(), {"name": "conformance", "type": "double"}])
    replace_rows(bench.project, "executions", [[*row, value] for row, value in zip(rows, values)])
    tile = serve(bench.project.folder, CONFIG)
    assert tile.log()[1]["notes"] == notes
    figure = tile.get("view", view_request())["figures"]["conformance"]
    assert (None if figure is None else figure["scored_cases"]) == scored_cases


def test_rows_that_were_left_out_are_said(tmp_path: Path, serve: Serve) -> None:
    rows = [*TWO_CASES, ["4", "a", "soon"], ["4", "", "2024-01-01T00:00:00Z"], ["5", "b", "never"]]
    _, document = serve(small_bench(tmp_path / "bench", rows).project.folder, CONFIG).log()
    assert document["notes"] == [
        "1 row was left out of event log 'log': without an activity.",
        "2 rows were left out of event log 'log': with a timestamp that cannot be read.",
    ]


def test_a_case_without_a_row_has_no_value_in_any_column(bench: Workbench, serve: Serve) -> None:
    replace_rows(bench.project, "executions", list(bench.project.iter_rows("executions"))[:1])
    tile = serve(bench.project.folder, CONFIG)
    tile.log()
    for value, cases in (("a", 1), ("___dku_no_value___", 1), ("b", 0)):
        facet = {"column": "activity_start", "filterType": "ALPHANUM_FACET", "selectedValues": {value: True}}
        assert tile.get("view", view_request(dashboard=[facet]))["figures"]["cases"] == cases


TYPES = {"case_id": "string", "variant_id": "string", "amount": "double", "town": "string"}


def chunk(*rows: tuple[str | None, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*TYPES], dtype=object)


def test_the_first_row_of_a_case_counts_within_a_chunk_and_across_chunks():
    chunks = [
        chunk(("b", "v1", "1", "Rome"), ("b", "v1", "2", "Oslo"), (None, None, "9", None)),
        chunk(("a", "v2", "x", None), ("b", "v9", "3", "Oslo"), ("z", "v1", "4", "Bern")),
    ]
    cases, variants = np.array(["a", "b", "c"], dtype=object), np.array(["v1", "v1", "v3"], dtype=object)
    read = read_case_columns(chunks, TYPES, cases, variants)
    amount, town = read.columns["amount"], read.columns["town"]
    assert isinstance(amount, NumberValues)
    assert isinstance(town, TextValues)
    np.testing.assert_array_equal(amount.numbers, [np.nan, 1.0, np.nan])
    assert (town.labels.tolist(), town.codes.tolist()) == (["Rome"], [-1, 0, -1])
    assert (read.cases_without_row, read.rows_without_case, read.repeated_rows, read.other_variants) == (1, 2, 2, 1)
    assert read.unreadable == {"amount": 1}
    assert list(read.columns) == ["amount", "town"]


def test_when_cases_begin_and_end_is_not_held_twice(
    bench: Workbench, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    tile = serve(bench.project.folder, CONFIG)
    from process_mining_dss import store

    loads, load = [], store.load_log
    monkeypatch.setattr(store, "load_log", lambda *parts: loads.append(load(*parts)) or loads[0])
    tile.log()
    columns, log = loads[0].columns, loads[0].log
    assert np.shares_memory(columns["timestamp_start"].instants, log.case_begins)
    assert np.shares_memory(columns["timestamp_end"].instants, log.case_ends)


# Reading as the recipe did.


def test_the_log_is_read_as_the_executions_were_made(tmp_path: Path, serve: Serve) -> None:
    header = ["case", "activity", "time", "life", "task"]
    rows = [
        ["1", "a", "2024-01-01T00:00:00Z", "start", "x"],
        ["1", "a", "2024-01-01T01:00:00Z", "complete", "x"],
        ["1", "b", "2024-01-01T02:00:00Z", "complete", "y"],
    ]
    bench = small_bench(tmp_path / "bench", rows, header, lifecycle_column="life", lifecycle_mode="pair")
    _, document = serve(bench.project.folder, CONFIG).log()
    assert (document["events"], document["has_service_times"], document["activities"]) == (2, True, ["a", "b"])
    _, other = serve(bench.project.folder, {**CONFIG, "activity_column": "task"}).log()
    assert other["activities"] == ["x", "y"]
    assert other["notes"][0] == (
        "The tile's settings choose column 'task' as the activity; dataset 'executions' was made with column "
        "'activity'."
    )
    assert other["version"] != document["version"]


def test_a_database_has_no_order_of_rows(tmp_path: Path, serve: Serve) -> None:
    rows = [["1", "b", "2024-01-01T00:00:00Z"], ["1", "a", "2024-01-01T00:00:00Z"]]
    bench = small_bench(tmp_path / "bench", rows)
    for kind, first in (("Filesystem", "b"), ("PostgreSQL", "a")):
        path = bench.project.dataset("log").folder / "dataset.json"
        path.write_text(f'{{"type": "{kind}", "managed": true}}', encoding="utf-8")
        tile = serve(bench.project.folder, CONFIG)
        tile.log()
        found = tile.get("view", view_request())["map"]
        assert [node["label"] for node in found["nodes"] if node["start_cases"]] == [first]


# Progress.


def test_progress_knows_what_is_left_once_the_rate_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    from process_mining_dss.loading import LoadProgress

    clock = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    progress = LoadProgress()
    progress.begin("event_log", 3000)
    progress.reach(500)
    assert progress.document()["seconds_left"] is None
    clock[0] += 2
    progress.reach(1000)
    assert progress.document() == {
        "state": "loading", "what": "event_log", "rows_read": 1000, "rows_total": 3000, "seconds_left": 4.0,
    }  # fmt: skip
    progress.reach(3001)
    assert progress.document() == {
        "state": "loading", "what": "event_log", "rows_read": 3001, "rows_total": None, "seconds_left": None,
    }  # fmt: skip
    progress.begin("executions")
    assert progress.document() == {
        "state": "loading", "what": "executions", "rows_read": 0, "rows_total": None, "seconds_left": None,
    }  # fmt: skip


def test_the_last_count_of_rows_is_known_to_the_progress(bench: Workbench, serve: Serve) -> None:
    serve(bench.project.folder, CONFIG)
    from process_mining_dss.tile_datasets import TileDataset

    assert TileDataset("log").row_count is None
    bench.project.dataset("log").save_metric("records:COUNT_RECORDS", 4)
    assert TileDataset("log").row_count == 4
