"""The data behind the tile: loaded once for everybody, in the background, and again when there are newer ones."""
from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tile_bench import CONFIG, TWO_CASES, Tile, replace_rows, small_bench, view_request
from workbench import Workbench

Serve = Callable[..., Tile]
MORE = [["3", "a", "2024-01-05T00:00:00Z"], ["3", "b", "2024-01-06T00:00:00Z"]]


@pytest.fixture(name="bench")
def _bench(tmp_path: Path) -> Workbench:
    return small_bench(tmp_path / "bench", TWO_CASES)


def build_more(bench: Workbench) -> None:
    """Add a case to the log and build the executions again."""
    replace_rows(bench.project, "log", [*TWO_CASES, *MORE])
    bench.run("process-mining-variants")


def test_one_load_serves_everybody(bench: Workbench, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    tile = serve(bench.project.folder, CONFIG)
    from process_mining_dss import store

    loads, load = [], store.load_log
    monkeypatch.setattr(store, "load_log", lambda *parts: loads.append(threading.current_thread().name) or load(*parts))
    threads = [threading.Thread(target=tile.log) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(loads) == 1
    assert loads[0].startswith("load-event-log")


def test_routes_answer_that_the_log_is_loading_and_start_to_load_it(bench: Workbench, serve: Serve) -> None:
    tile = serve(bench.project.folder, CONFIG)
    status, document = tile.ask("view", view_request())
    assert (status, document["error"]["code"]) == (409, "loading")
    assert document["error"]["message"] == "The event log is being read. Ask for it again when it is there."
    tile.log()
    assert tile.get("view", view_request())["figures"]["cases"] == 2


def test_newer_data_are_announced_and_loaded_when_asked_for(bench: Workbench, serve: Serve) -> None:
    tile = serve(bench.project.folder, CONFIG)
    _, before = tile.log()
    assert tile.log("log?reload=1") == (200, before)
    build_more(bench)
    _, announced = tile.log()
    assert announced == {**before, "newer_data": True}
    assert tile.get("log?reload=1")["state"] == "loading"
    # The old data are there until the new ones are.
    assert tile.get("view", view_request())["figures"]["cases"] in (2, 3)
    _, after = tile.log("log?reload=1")
    assert (after["cases"], after["newer_data"]) == (3, False)
    assert after["version"] != before["version"]
    assert after["data_ms"] > before["data_ms"]
    assert tile.get("view", view_request())["version"] == after["version"]


def test_dss_is_asked_for_the_version_only_so_often(bench: Workbench, serve: Serve) -> None:
    tile = serve(bench.project.folder, CONFIG, 3600.0)
    _, before = tile.log()
    build_more(bench)
    assert tile.log() == (200, before)


def test_newer_data_that_cannot_be_loaded_leave_the_old_ones(bench: Workbench, serve: Serve) -> None:
    tile = serve(bench.project.folder, CONFIG)
    tile.log()
    replace_rows(bench.project, "log", [])
    assert tile.log("log?reload=1")[1]["error"]["code"] == "not_built"
    _, document = tile.log()
    assert (document["cases"], document["newer_data"]) == (2, True)
    assert tile.get("view", view_request())["figures"]["cases"] == 2
    build_more(bench)
    assert tile.log("log?reload=1")[1]["cases"] == 3


def test_a_failure_stays_until_the_data_change(bench: Workbench, serve: Serve) -> None:
    replace_rows(bench.project, "log", [])
    tile = serve(bench.project.folder, CONFIG)
    assert tile.log()[0] == tile.log()[0] == 409
    build_more(bench)
    assert tile.log()[1]["cases"] == 3


def test_a_failure_is_tried_again_when_asked_for(bench: Workbench, serve: Serve) -> None:
    bench.project.dataset("log").break_reads(1)
    tile = serve(bench.project.folder, CONFIG)
    assert tile.log()[0] == tile.log()[0] == 500
    bench.project.dataset("log").break_reads(None)
    assert tile.log()[0] == 500
    assert tile.log("log?reload=1")[1]["cases"] == 2


def test_access_that_is_granted_is_noticed(bench: Workbench, serve: Serve) -> None:
    bench.project.dataset("log").deny_access()
    tile = serve(bench.project.folder, CONFIG)
    assert tile.log()[0] == 403
    bench.project.dataset("log").deny_access(False)
    assert tile.log()[0] == 200


def test_data_that_are_there_are_shown_when_dss_does_not_answer(bench: Workbench, serve: Serve, caplog) -> None:
    tile = serve(bench.project.folder, CONFIG)
    _, before = tile.log()
    schema = bench.project.dataset("log").folder / "schema.json"
    kept = schema.read_bytes()
    schema.write_text("no JSON", encoding="utf-8")
    assert tile.log() == (200, before)
    assert "DSS does not say which data there are." in caplog.text
    schema.write_bytes(kept)
    assert tile.log() == (200, before)


def drop_table(bench: Workbench, name: str) -> None:
    """Make a dataset one of a database, whose table was dropped after its schema was written."""
    dataset = bench.project.dataset(name)
    (dataset.folder / "dataset.json").write_text('{"type": "PostgreSQL", "managed": true}', encoding="utf-8")
    dataset.clear()


@pytest.mark.parametrize("name", ["log", "executions"])
def test_a_table_that_was_dropped_is_not_built(bench: Workbench, serve: Serve, name: str) -> None:
    drop_table(bench, name)
    status, document = serve(bench.project.folder, CONFIG).log()
    assert (status, document["error"]["code"], document["error"]["facts"]) == (409, "not_built", {"dataset": name})


@pytest.mark.parametrize(
    ("problem", "is_told"),
    [
        ('ERROR: relation "public.log" does not exist\n  Position: 15', True),
        ("SQL compilation error: Object 'DB.PUBLIC.LOG' does not exist or not authorized.", True),
        ("Table 'shop.log' doesn't exist", True),
        ("Catalog Error: Table with name log does not exist!", True),
        ("Not found: Table project:shop.log was not found in location EU", True),
        ("SemanticException [Error 10001]: Line 1:14 Table not found 'log'", True),
        ("[TABLE_OR_VIEW_NOT_FOUND] The table or view `log` cannot be found.", True),
        ("Invalid object name 'dbo.log'.", True),
        ("ORA-00942: table or view does not exist", True),
        ('ERROR: column "log" does not exist', False),
        ("Connection to localhost:5432 refused", False),
        ("permission denied for table log", False),
    ],
)
def test_how_databases_say_that_there_is_no_table(serve: Serve, problem: str, is_told: bool) -> None:
    from process_mining_dss.tile_datasets import tells_of_no_table

    assert tells_of_no_table(problem) == is_told


# Many at once.


def test_filters_do_not_wait_for_dss(bench: Workbench, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    tile = serve(bench.project.folder, CONFIG)
    from process_mining_dss import tile_datasets

    asked, ask = [], tile_datasets.TileDataset
    monkeypatch.setattr("process_mining_dss.loading.TileDataset", lambda name: asked.append(name) or ask(name))
    tile.log()
    asked.clear()
    for route in ("view", "durations", "conformance"):
        tile.get(route, view_request())
    assert asked == []
    tile.log()
    assert asked == ["log", "executions"]


def test_the_same_version_with_other_rows_is_counted_anew(bench: Workbench, serve: Serve) -> None:
    for name in ("log", "executions"):
        folder = bench.project.dataset(name).folder
        (folder / "dataset.json").write_text('{"type": "PostgreSQL", "managed": false}', encoding="utf-8")
        (folder / "last_build.json").unlink(missing_ok=True)
    found = []
    for rows in (TWO_CASES, [*TWO_CASES, *MORE]):
        replace_rows(bench.project, "log", rows)
        tile = serve(bench.project.folder, CONFIG)
        version = tile.log()[1]["version"]
        view = tile.get("view", view_request())
        found.append((view["figures"]["cases"], sum(node["start_cases"] for node in view["map"]["nodes"])))
        assert view["version"] == version
    assert found == [(2, 2), (3, 3)]


def test_everybody_gets_whole_answers_while_two_reload(bench: Workbench, serve: Serve) -> None:
    tile = serve(bench.project.folder, CONFIG)
    _, before = tile.log()
    build_more(bench)
    seen, is_over = [], threading.Event()

    def filter_again_and_again(label: str) -> None:
        own = [{"kind": "passes", "activities": [label]}]
        while not is_over.is_set():
            document = tile.get("view", view_request(own=own))
            seen.append((document["version"], label, document["figures"]["cases"]))

    users = [threading.Thread(target=filter_again_and_again, args=(label,)) for label in "abcabcabc"]
    loaders = [threading.Thread(target=tile.log, args=("log?reload=1",)) for _ in range(2)]
    for thread in (*users, *loaders):
        thread.start()
    for thread in loaders:
        thread.join()
    is_over.set()
    for thread in users:
        thread.join()
    old, new = before["version"], tile.log()[1]["version"]
    right = {(old, "a", 2), (old, "b", 1), (old, "c", 1), (new, "a", 3), (new, "b", 2), (new, "c", 1)}
    assert set(seen) <= right
    assert {version for version, _, _ in seen} >= {old}
