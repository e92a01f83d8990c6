"""The tile on a small log that can be worked out by hand: what each route answers, and under which filters."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tile_bench import CONFIG, NOTHING_FILTERED, Tile, small_bench, view_request
from workbench import Workbench

# case: trace and region; one event an hour from 1 January, cases a day apart.
CASES = {
    "1": ("abcd", "North"),
    "2": ("abcd", "North"),
    "3": ("abcd", "South"),
    "4": ("acbd", "South"),
    "5": ("abbd", ""),
}
MARKUP = '<img src=x onerror="alert(1)">&amp;\u2028'


def rows_of(cases: dict[str, tuple[str, str]], labels: dict[str, str] | None = None) -> list[list[str]]:
    labels = labels or {}
    return [
        [case, labels.get(letter, letter), f"2024-01-{int(case):02d}T{hour:02d}:00:00.000Z", region]
        for case, (trace, region) in cases.items()
        for hour, letter in enumerate(trace)
    ]


HEADER = ["case", "activity", "time", "region"]
ATTRIBUTES = {"case_attribute_columns": ["region"]}


@pytest.fixture(name="bench", scope="module")
def _bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    return small_bench(tmp_path_factory.mktemp("tile"), rows_of(CASES), HEADER, **ATTRIBUTES)


@pytest.fixture(name="tile")
def _tile(bench: Workbench, serve: Callable[..., Tile]) -> Tile:
    tile = serve(bench.project.folder, CONFIG)
    tile.log()
    return tile


def of_region(*regions: str) -> dict[str, Any]:
    return {"column": "region", "filterType": "ALPHANUM_FACET", "selectedValues": dict.fromkeys(regions, True)}


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
    assert serve(bench.project.folder, CONFIG).get("log") == {
        "state": "loading", "what": "event_log", "rows_read": 0, "rows_total": None, "seconds_left": None,
    }  # fmt: skip


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


def listed(**changed: Any) -> dict[str, Any]:
    filters = {**NOTHING_FILTERED, **changed.pop("filters", {})}
    return {"filters": filters, "order": "cases", "descending": True, "offset": 0, "limit": 50, **changed}


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


def asked_details(*chosen: tuple[str, str]) -> dict[str, Any]:
    asked = view_request()
    del asked["exact"]
    return {**asked, "chosen": [{"kind": kind, "id": name} for kind, name in chosen]}


@pytest.mark.parametrize(
    ("facet", "status", "reason"),
    [
        (
            {"column": "department", "filterType": "ALPHANUM_FACET", "selectedValues": {"IT": True}},
            "not_applied",
            "The dashboard filters on department, but dataset executions has no such column. "
            "No case is left out because of it.",
        ),
        (
            {"column": "region", "filterType": "NUMERICAL_FACET", "minValue": 3},
            "not_applied",
            "The dashboard filters on region by a range of numbers, but in dataset executions that column holds text. "
            "No case is left out because of it.",
        ),
        (
            {"column": "execution_time", "filterType": "DATE_FACET", "dateFilterType": "YEAR", "selectedValues": ["0"]},
            "not_applied",
            "The dashboard filters on execution_time by parts of dates, but in dataset executions that column holds "
            "numbers. No case is left out because of it.",
        ),
        (
            7,
            "not_applied",
            "The dashboard sent something that is not a filter. No case is left out because of it.",
        ),
        ({"column": "department", "filterType": "ALPHANUM_FACET", "excludedValues": {}}, "applied", None),
        ({**of_region("West"), "active": False}, "off", None),
    ],
)
def test_a_filter_that_is_not_applied_leaves_every_case(tile, facet, status, reason):
    document = tile.get("view", view_request(dashboard=[facet]))
    (found,) = document["filters"]["dashboard"]
    assert (found["status"], found["reason"]) == (status, reason)
    assert document["figures"]["cases"] == 5


def test_filters_stack_in_their_order(tile):
    dashboard = [of_region("North", "South"), {"column": "case_id", "filterType": "ALPHANUM_FACET", "active": False}]
    own = [
        {"kind": "takes", "sources": ["b"], "targets": ["c"], "shown": None},
        {"kind": "passes", "activities": ["nowhere"]},
        {"kind": "started", "from_ms": 1704153600000, "to_ms": 1704153600000},
    ]
    results = tile.get("view", view_request(dashboard=dashboard, own=own))["filters"]
    assert [found["cases_after"] for found in results["dashboard"]] == [4, None]
    assert [(found["status"], found["cases_after"]) for found in results["own"]] == [
        ("applied", 3), ("not_applied", None), ("applied", 1),
    ]  # fmt: skip
    assert "'nowhere'" in results["own"][1]["reason"]


@pytest.mark.parametrize(
    ("facet", "cases"),
    [
        ({"column": "case_id", "filterType": "ALPHANUM_FACET", "selectedValues": {"1": True, "4": True}}, 2),
        ({"column": "variant_rank", "filterType": "NUMERICAL_FACET", "minValue": 2}, 2),
        ({"column": "activities", "filterType": "ALPHANUM_FACET", "selectedValues": {"4.0": True}}, 5),
        ({"column": "is_open", "filterType": "ALPHANUM_FACET", "excludedValues": {"true": True}}, 5),
        ({"column": "region", "filterType": "ALPHANUM_FACET", "selectedValues": {"___dku_no_value___": True}}, 1),
        ({"column": "timestamp_start", "filterType": "DATE_FACET", "maxValue": 1704153600000}, 2),
        ({"column": "timestamp_start", "filterType": "DATE_FACET", "dateFilterType": "PART",
          "dateFilterPart": "DAY_OF_WEEK", "selectedValues": {"0": True}}, 1),
    ],
)  # fmt: skip
def test_filters_on_columns_that_the_recipe_wrote(tile, facet, cases):
    assert tile.get("view", view_request(dashboard=[facet]))["figures"]["cases"] == cases


def test_more_filters_than_anybody_sets_are_listed_and_not_applied(tile):
    results = tile.get("view", view_request(dashboard=[of_region("North")] * 201))["filters"]["dashboard"]
    assert [found["status"] for found in results] == ["applied"] * 200 + ["not_applied"]
    assert results[200]["reason"].startswith("Only the first 200 filters of the dashboard are read.")


def test_durations(tile):
    document = tile.get("durations", view_request())
    assert document["steps"] == {}
    assert document["paths"]["a0>a1"] == {
        "count": 4, "total_seconds": 14400.0, "mean_seconds": 3600.0, "minimum_seconds": 3600.0,
        "maximum_seconds": 3600.0, "median_seconds": 3600.0, "p90_seconds": 3600.0, "exact": True,
    }  # fmt: skip
    assert not [path_id for path_id in document["paths"] if "start" in path_id or "end" in path_id]


def test_variants(tile):
    document = tile.get("variants", listed(filters={"dashboard": [of_region("South")]}))
    assert (document["total"], document["covers_10"]) == (2, 1.0)
    first, second = document["rows"]
    assert (first["rank"], first["cases"], first["share"], first["n_steps"]) == (1, 1, 0.5, 4)
    assert first["steps"] == [{"activity": place, "sign": "usual"} for place in range(4)]
    assert [step["activity"] for step in second["steps"]] == [0, 2, 1, 3]
    page = tile.get("variants", listed(offset=1, limit=1))
    assert [row["rank"] for row in page["rows"]] == [2]
    assert tile.get("variants", listed(offset=-5, limit=-1))["rows"] == []
    assert tile.get("variants", listed(offset=10**12))["rows"] == []


def test_details(tile):
    chosen = [("step", "a1"), ("path", "a0>a1"), ("step", "a99"), ("path", "a0>end")]
    document = tile.get("details", asked_details(*chosen))
    assert [(item["kind"], item["id"], item["cases"]) for item in document["items"]] == [
        ("step", "a1", 5), ("path", "a0>a1", 4),
    ]  # fmt: skip
    path = document["items"][1]
    assert path["measured"] == "waiting"
    assert path["times"]["median_seconds"] == 3600.0
    assert {offer["filter"]["kind"]: offer["cases"] for offer in path["offers"]}["does_not_take"] == 1
    assert document["offers"] == []
    two = tile.get("details", asked_details(("step", "a1"), ("step", "a2")))
    assert [offer["filter"]["kind"] for offer in two["offers"]] == ["follows", "follows"]


def test_an_offer_keeps_as_many_cases_as_it_says(tile):
    chosen = [("step", "a1"), ("step", "a2"), ("path", "a0>a1"), ("path", "start>a0"), ("path", "a3>end")]
    document = tile.get("details", asked_details(*chosen))
    offers = [offer for item in document["items"] for offer in item["offers"]]
    assert offers
    for offer in offers:
        assert tile.get("view", view_request(own=[offer["filter"]]))["figures"]["cases"] == offer["cases"], offer


def test_charts(tile):
    document = tile.get("charts", {"filters": NOTHING_FILTERED})
    assert sum(document["execution_time"]["counts"]) + document["execution_time"]["more"] == 5
    assert document["period"] == "day"
    assert (document["started"], document["ended"]) == ([1] * 5, [1] * 5)
    assert document["periods_ms"][0] == 1704067200000.0
    assert set(document["execution_time_figure"]) == {"data", "layout"}


def test_without_a_reference_there_is_nothing_that_deviates(tile):
    document = tile.get("conformance", view_request())
    figure = document.pop("figure")
    assert figure == {
        "mean_lower": None, "mean_upper": None, "cases": 5, "scored_cases": 0, "bounded_cases": 0,
        "conforming_cases": 0,
    }  # fmt: skip
    del document["version"]
    assert document == {"models": [], "deviations": [], "steps": {}, "paths": {}, "missing_steps": []}
    results = tile.get("view", view_request(own=[{"kind": "deviates", "deviation": "any", "activity": None}]))
    assert results["filters"]["own"][0]["status"] == "not_applied"


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


def test_long_requests_come_as_a_body(tile):
    asked = view_request(dashboard=[of_region("South")])
    answer = tile.client.post("/view", json=asked)
    assert answer.get_json() == tile.get("view", asked)


def test_a_long_answer_is_packed_for_those_who_can_read_it(tile):
    packed = tile.client.get("/log", headers={"Accept-Encoding": "gzip"})
    plain = tile.client.get("/log", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
