"""What the tile's panels ask for, on a small log: durations, variants, details, charts, deviations."""
from __future__ import annotations

from tile_bench import NOTHING_FILTERED, asked_details, listed, of_region, view_request


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
    wanted = {"kind": "deviates", "deviation": "any", "activity": None, "context": None}
    results = tile.get("view", view_request(own=[wanted]))
    assert results["filters"]["own"][0]["status"] == "not_applied"
