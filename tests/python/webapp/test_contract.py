"""The contract: its TypeScript twin is what the Python says, and the check of values names the place that is wrong."""
from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from process_mining_dss.contract.answers import Loading
from process_mining_dss.contract.checking import ContractError, check_value
from process_mining_dss.contract.requests import DetailsRequest, OwnFilter, ViewRequest
from tile_bench import NOTHING_FILTERED, view_request


def writer() -> Any:
    path = Path(__file__).with_name("typescript_contract.py")
    spec = importlib.util.spec_from_file_location("typescript_contract", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_typescript_contract_is_made_from_the_python_one():
    module = writer()
    assert module.TARGET.read_text(encoding="utf-8") == module.contract_text(), "run `make contract`"


def problem(value: object, kind: Any) -> str:
    with pytest.raises(ContractError) as caught:
        check_value(value, kind)
    return str(caught.value)


def test_what_fits_is_not_refused():
    check_value(view_request(), ViewRequest)
    check_value(view_request(activities=3, variant_ids=["x"], also=["a"]), ViewRequest)
    check_value({"kind": "deviates", "deviation": "any", "activity": None, "context": None}, OwnFilter)
    loading = {"state": "loading", "what": "executions", "rows_read": 3, "rows_total": None, "seconds_left": 2}
    check_value(loading, Loading)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"room": None}, "map.room: 'None' is not a whole number."),
        ({"room": 3.5}, "map.room: '3.5' is not a whole number."),
        ({"room": True}, "map.room: 'True' is not a whole number."),
        ({"also": "a"}, "map.also: 'a' is not a list."),
        ({"also": ["a", 3]}, "map.also[1]: '3' is not a text."),
        ({"grouping": "suffix"}, "map.grouping: 'suffix' is none of 'none', 'prefix'."),
        ({"grouping": ["none"]}, "map.grouping: \"['none']\" is none of 'none', 'prefix'."),
        ({"own": [{"kind": "eats", "activities": []}]}, "filters.own[0].kind: 'eats' is none of "),
        ({"own": ["passes"]}, "filters.own[0].kind: 'None' is none of "),
        ({"own": [{"kind": "passes", "activities": [None]}]}, "filters.own[0].activities[0]: 'None' is not a text."),
        ({"own": [{"kind": "passes"}]}, "filters.own[0].activities: the key is missing."),
        ({"own": [{"kind": ["passes"], "activities": []}]}, "filters.own[0].kind: \"['passes']\" is none of "),
        ({"colour": 1}, "map.colour: there is no such key; there are 'activities', "),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(changed, expected):
    assert problem(view_request(**changed), ViewRequest).startswith(expected)


def test_the_value_itself_can_be_wrong():
    assert problem(3, ViewRequest) == "The request: '3' is not an object."
    assert problem(None, ViewRequest) == "The request: 'None' is not an object."


def test_numbers_beyond_all_measure_are_refused():
    wanted = {"kind": "execution_time", "minimum_seconds": 10**400, "maximum_seconds": None}
    assert problem(wanted, OwnFilter).startswith("minimum_seconds: '1000")


def test_an_object_in_a_list_is_named_by_its_place():
    asked = {"filters": NOTHING_FILTERED, "map": view_request()["map"], "chosen": [{"kind": "step", "id": 3}]}
    assert problem(asked, DetailsRequest) == "chosen[0].id: '3' is not a text."
