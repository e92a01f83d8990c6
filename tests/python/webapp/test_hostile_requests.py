"""Whatever is written into any field of a request, the tile answers it, or says what is wrong with it."""
from __future__ import annotations

import copy
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from tile_bench import NOTHING_FILTERED, Tile, check_answer, listed, view_request

STEP_FILTERS = ("passes", "avoids", "starts_with", "ends_with", "repeats")
OWN: list[dict[str, Any]] = [
    *({"kind": kind, "activities": ["a"]} for kind in STEP_FILTERS),
    {"kind": "takes", "sources": ["a"], "targets": ["b"], "shown": ["a", "b"]},
    {"kind": "follows", "first": ["a"], "then": ["b"]},
    {
        "kind": "waits", "sources": ["a"], "targets": ["b"], "shown": None,
        "minimum_seconds": 0, "maximum_seconds": 9e9,
    },
    {"kind": "variants", "variant_ids": ["x"]},
    {"kind": "execution_time", "minimum_seconds": 0, "maximum_seconds": 1},
    {"kind": "started", "from_ms": 0, "to_ms": 1e12},
    {
        "kind": "deviates", "deviation": "skipped", "activity": "a",
        "context": {"other_activity": None, "after": None, "before": "b"},
    },
]  # fmt: skip
DASHBOARD: list[dict[str, Any]] = [
    {
        "column": "region", "columnType": "ALPHANUM", "filterType": "ALPHANUM_FACET", "active": True,
        "filterSelectionType": "MULTI_SELECT", "excludeOtherValues": True, "includeEmptyValues": True,
        "selectedValues": {"North": True}, "excludedValues": {"South": True},
    },
    {"column": "activities", "filterType": "NUMERICAL_FACET", "minValue": 0, "maxValue": 9},
    {"column": "timestamp_start", "filterType": "DATE_FACET", "dateFilterType": "RANGE", "minValue": 0},
    {
        "column": "timestamp_start", "filterType": "DATE_FACET", "dateFilterType": "PART", "dateFilterPart": "YEAR",
        "selectedValues": {"2024": True},
    },
]  # fmt: skip
# The largest numbers stand at the edges of what numpy, a float, and the contract hold.
WRONG: list[Any] = [
    None, True, -1, 1.5, 2**63, -(10**30), 10**300, "", "\ud800", "\0", "9" * 400, [], [[]], [None], ["a"], {},
    {"a": 1}, {"kind": ["x"]},
]  # fmt: skip


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield every place in a JSON value, as keys and numbers."""
    yield place
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield from places(part, (*place, key))


def with_part(value: Any, place: tuple[Any, ...], part: Any) -> Any:
    """Return a value with another part at one place."""
    if not place:
        return part
    changed = copy.deepcopy(value)
    holder = changed
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = part
    return changed


FULL_MAP = {"activities": 3, "paths": 4, "also": ["a"], "top_variants": 2}
CHOSEN = [{"kind": "step", "id": "a0"}, {"kind": "path", "id": "start>a0"}]
REQUESTS: dict[str, tuple[str, Any]] = {
    "map": ("view", view_request(**FULL_MAP)),
    "own filters": ("view", view_request(own=OWN)),
    "dashboard filters": ("view", view_request(dashboard=DASHBOARD)),
    "variants": ("variants", listed()),
    "details": ("details", {"filters": NOTHING_FILTERED, "map": view_request()["map"], "chosen": CHOSEN}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_whatever_stands_in_a_field_is_answered_or_refused(
    tile: Tile, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    route, asked = REQUESTS[name]
    with caplog.at_level(logging.ERROR):
        for place in places(asked):
            for part in WRONG:
                answer = tile.client.post(f"/{route}", data=json.dumps(with_part(asked, place, part)))
                assert answer.status_code in (200, 400), (place, part)
                if "Content-Encoding" not in answer.headers:
                    check_answer(route, answer.status_code, answer.get_json())
    assert caplog.records == []
