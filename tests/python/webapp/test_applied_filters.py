"""Filters of the dashboard and of the tile on a small log: what is applied, in which order, and what is not."""
from __future__ import annotations

import pytest

from tile_bench import of_region, view_request


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


def test_more_filters_than_an_answer_could_list_are_refused(tile):
    answer = tile.client.post("/view", json=view_request(dashboard=[0] * 10_001))
    assert answer.status_code == 400
    assert answer.get_json()["error"]["message"] == (
        "filters: there are 10,001 filters, and at most 10,000 are listed."
    )
