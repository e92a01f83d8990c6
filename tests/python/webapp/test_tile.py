"""The tile on a small log that can be worked out by hand: the log, its map, and what pictures it can show."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tile_bench import (
    ATTRIBUTES,
    CONFIG,
    HEADER,
    Tile,
    asked_details,
    listed,
    of_region,
    rows_of,
    small_bench,
    view_request,
)

MARKUP = '<img src=x onerror="alert(1)">&amp;\u2028'


def test_the_log(tile):
    _, document = tile.log()
    version, data_ms = document.pop("version"), document.pop("data_ms")
    assert len(version) == 12
    assert data_ms > 1.7e12
    assert document == {
        "state": "ready",
        "newer_data": False,
        "dataset": "log",
        "executions_dataset": "executions",
        "activities": ["a", "b", "c", "d"],
        "cases": 5,
        "events": 20,
        "variants": 3,
        "first_ms": 1704067200000.0,
        "last_ms": 1704423600000.0,
        "has_service_times": False,
        "has_conformance": False,
        "has_alignments": False,
        "models": [],
        "time_zone": "UTC",
        "opening_view": "paths",
        "opening_variants": 2,
        "groups_by_prefix": 0,
        "filter_columns": [
            "case_id", "variant_id", "timestamp_start", "timestamp_end", "activity_start", "activity_end",
            "variant_rank", "activities", "execution_time", "distinct_activities", "rework", "is_open", "region",
        ],
        "notes": [],
    }  # fmt: skip


def test_the_first_answer_says_how_far_it_is(bench, serve):
    answer = serve(bench.project.folder, CONFIG).get("log")
    # How far it is by then is the machine's business.
    assert answer.pop("what") in ("event_log", "executions", "preparing")
    assert answer.pop("rows_read") >= 0
    assert answer == {"state": "loading", "rows_total": None, "seconds_left": None}


def test_the_view_of_a_region(tile):
    document = tile.get("view", view_request(dashboard=[of_region("South")]))
    assert document["figures"] == {
        "cases": 2,
        "cases_all": 5,
        "variants": 2,
        "variants_all": 3,
        "execution_time_mean_seconds": 10800.0,
        "execution_time_mean_seconds_all": 10800.0,
        "execution_time_median_seconds": 10800.0,
        "conformance": None,
    }
    reading = {"kind": "values", "mode": "include", "values": ["South"], "n_values": 1, "empty": False}
    assert document["filters"] == {
        "dashboard": [
            {
                "column": "region",
                "status": "applied",
                "reading": reading,
                "reason": None,
                "note": None,
                "cases_after": 2,
            }
        ],
        "own": [],
    }
    found = document["map"]
    assert [(node["id"], node["label"], node["frequency"]) for node in found["nodes"]] == [
        ("a0", "a", 2), ("a1", "b", 2), ("a2", "c", 2), ("a3", "d", 2),
    ]  # fmt: skip
    edges = {edge["id"]: (edge["frequency"], edge["back"]) for edge in found["edges"]}
    assert edges == {
        "start>a0": (2, False), "a0>a1": (1, False), "a0>a2": (1, False), "a1>a2": (1, False), "a1>a3": (1, False),
        "a2>a1": (1, True), "a2>a3": (1, False), "a3>end": (2, False),
    }  # fmt: skip
    assert found["grouping"] == "none"
    assert found["coverage"]["hidden"] == []


def test_hidden_activities_are_joined_and_named(tile):
    found = tile.get("view", view_request(activities=2, paths=2))["map"]
    assert [node["label"] for node in found["nodes"]] == ["a", "b"]
    joined = {edge["id"]: (edge["frequency"], edge["joined"]) for edge in found["edges"]}
    assert joined == {"start>a0": (5, 0), "a0>a1": (5, 1), "a1>end": (5, 5)}
    assert found["coverage"]["hidden"] == [
        {"label": "d", "cases": 5, "frequency": 5}, {"label": "c", "cases": 4, "frequency": 4},
    ]  # fmt: skip
    also = tile.get("view", view_request(activities=2, also=["c", "nowhere"]))["map"]
    assert [node["label"] for node in also["nodes"]] == ["a", "b", "c"]


def test_the_picture_of_some_variants(tile):
    top = tile.get("view", view_request(top_variants=1))
    assert top["figures"]["cases"] == 5
    coverage = top["map"]["coverage"]
    assert (coverage["picture_cases"], coverage["picture_variants"]) == (3, 1)
    rows = tile.get("variants", listed())["rows"]
    chosen = tile.get("view", view_request(variant_ids=[rows[1]["variant_id"], "unknown"]))["map"]
    assert chosen["coverage"]["picture_cases"] == 1
    assert tile.get("view", view_request(variant_ids=["unknown"]))["map"] is None


def test_no_case_is_left(tile):
    asked = view_request(dashboard=[of_region("West")])
    document = tile.get("view", asked)
    assert document["map"] is None
    assert document["figures"]["cases"] == 0
    assert document["figures"]["execution_time_mean_seconds"] is None
    assert tile.get("durations", asked) == {"version": document["version"], "paths": {}, "steps": {}}
    assert tile.get("details", {**asked_details(), "filters": asked["filters"]})["items"] == []
    assert tile.get("conformance", asked)["deviations"] == []
    assert tile.get("variants", listed(filters=asked["filters"]))["rows"] == []
    charts = tile.get("charts", {"filters": asked["filters"]})
    assert (charts["execution_time"], charts["started"], charts["ended"]) == (None, [], [])


def test_a_label_with_markup_stays_text(tmp_path, serve):
    bench = small_bench(tmp_path / "bench", rows_of({"1": ("ab", MARKUP)}, {"a": MARKUP}), HEADER, **ATTRIBUTES)
    tile = serve(bench.project.folder, CONFIG)
    _, document = tile.log()
    assert document["activities"] == [MARKUP, "b"]
    found = tile.get("view", view_request(dashboard=[of_region(MARKUP)]))
    assert [node["label"] for node in found["map"]["nodes"]] == [MARKUP, "b"]
    assert found["filters"]["dashboard"][0]["reading"]["values"] == [MARKUP]
    assert found["figures"]["cases"] == 1


def test_groups_of_names(tmp_path: Path, serve: Callable[..., Tile]):
    names = {"a": "Order a", "b": "Order b", "c": "Order c", "d": "Bill d", "e": "Bill e", "f": "Bill f", "g": "Close"}
    bench = small_bench(tmp_path / "bench", rows_of({"1": ("abcdefg", ""), "2": ("adbecfg", "")}, names), HEADER)
    tile = serve(bench.project.folder, CONFIG)
    _, document = tile.log()
    found = tile.get("view", view_request(grouping="prefix"))["map"]
    assert found["grouping"] == ("prefix" if document["groups_by_prefix"] else "none")
    assert sorted(label for node in found["nodes"] for label in node["activities"]) == sorted(names.values())


def test_a_picture_is_seen_once_for_all_that_is_asked_of_it(tile, monkeypatch):
    from process_mining_dss.documents import drawn_map

    seen, project = [], drawn_map.project
    monkeypatch.setattr(drawn_map, "project", lambda *parts: seen.append(parts) or project(*parts))
    # All steps are on the map of the North, too: another filter is the same picture.
    for asked in (view_request(), view_request(dashboard=[of_region("North")])):
        for route in ("view", "durations", "conformance"):
            tile.get(route, asked)
    tile.get("details", asked_details(("step", "a0"), ("path", "a0>a1")))
    assert len(seen) == 1
    tile.get("view", view_request(activities=2))
    assert len(seen) == 2


def test_long_requests_come_as_a_body(tile):
    asked = view_request(dashboard=[of_region("South")])
    answer = tile.client.post("/view", json=asked)
    assert answer.get_json() == tile.get("view", asked)


def test_a_long_answer_is_packed_for_those_who_can_read_it(tile):
    packed = tile.client.get("/log", headers={"Accept-Encoding": "gzip"})
    plain = tile.client.get("/log", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
