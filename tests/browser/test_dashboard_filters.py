"""Each shape of dashboard filter, sent by the dashboard as DSS sends it -> the cases that the raw rows say."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timezone
from typing import Any

import pytest
from logs import small_log
from playwright.sync_api import Page
from raw_log import Case, draw, figures, seconds
from stages import Stage, open_stage
from tile import ExplorerTile, eventually

NO_VALUE = "___dku_no_value___"
Keep = Callable[[Case], bool]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("small")
    with open_stage(small_log(folder), folder) as stage:
        yield stage


@pytest.fixture
def tile(page: Page, stage: Stage) -> ExplorerTile:
    page.goto(stage.url)
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    return tile


def text(column: str, **more: Any) -> dict[str, Any]:
    shape = {"column": column, "columnType": "ALPHANUM", "filterType": "ALPHANUM_FACET", "active": True}
    return {**shape, "selectedValues": {}, "excludedValues": {}, "excludeOtherValues": False, **more}


def number(column: str, low: float | None, high: float | None, **more: Any) -> dict[str, Any]:
    shape = {"column": column, "columnType": "NUMERICAL", "filterType": "NUMERICAL_FACET", "active": True}
    return {**shape, "minValue": low, "maxValue": high, **more}


def date(column: str, **more: Any) -> dict[str, Any]:
    return {"column": column, "columnType": "DATE", "filterType": "DATE_FACET", "active": True, **more}


def milliseconds(instant: str) -> int:
    return int(seconds(instant) * 1000)


def moment(case: Case, column: str = "due") -> datetime | None:
    value = case.attributes[column]
    return datetime.fromtimestamp(seconds(value), timezone.utc) if value else None


def has(column: str, *values: str) -> Keep:
    return lambda case: case.attributes[column] in values


def within(column: str, low: float, high: float, keeps_empty: bool) -> Keep:
    def keep(case: Case) -> bool:
        value = case.attributes[column]
        return low <= float(value) <= high if value else keeps_empty

    return keep


def part(read: Callable[[datetime], int], values: set[int], is_kept: bool = True) -> Keep:
    def keep(case: Case) -> bool:
        at = moment(case)
        return at is not None and read(at) in values if is_kept else at is None or read(at) not in values

    return keep


DUE_FROM, DUE_TO = "2024-01-15T00:00:00Z", "2024-04-20T23:59:59.999Z"
CASES: dict[str, tuple[dict[str, Any], Keep]] = {
    "include": (text("town", selectedValues={"Oslo": True, "Nära": True}, excludeOtherValues=True), has("town", "Oslo", "Nära")),
    "include only what is true": (
        text("town", selectedValues={"Oslo": True, "Nära": False}, excludeOtherValues=True), has("town", "Oslo"),
    ),
    "include without other values switched off": (text("town", selectedValues={"Oslo": True}), has("town", "Oslo")),
    "exclude": (text("town", excludedValues={"Łódź": True}), has("town", "Oslo", "Nära", "")),
    "nothing excluded": (text("town"), lambda case: True),
    "include the empty": (text("town", selectedValues={NO_VALUE: True}, excludeOtherValues=True), has("town", "")),
    "exclude the empty": (text("town", excludedValues={NO_VALUE: True}), has("town", "Oslo", "Nära", "Łódź")),
    "boolean": (text("urgent", selectedValues={"true": True}, excludeOtherValues=True), has("urgent", "true")),
    "numbers as values": (text("amount", selectedValues={"5": True, "7.50": True}, excludeOtherValues=True), has("amount", "5.0", "7.5")),
    "integers as values": (text("count", excludedValues={"2.0": True}), lambda case: case.attributes["count"] != "2"),
    "numeric range": (number("amount", 5, 40, includeEmptyValues=False), within("amount", 5, 40, False)),
    "numeric range with the empty": (number("amount", 5, 40, includeEmptyValues=True), within("amount", 5, 40, True)),
    "range up to zero": (number("amount", None, 0, includeEmptyValues=False), within("amount", -1e9, 0, False)),
    "range from zero": (number("count", 0, None, includeEmptyValues=False), within("count", 0, 1e9, False)),
    "date range": (
        date("due", dateFilterType="RANGE", minValue=milliseconds(DUE_FROM), maxValue=milliseconds(DUE_TO), includeEmptyValues=False),
        lambda case: bool(case.attributes["due"]) and seconds(DUE_FROM) <= seconds(case.attributes["due"]) <= seconds(DUE_TO),
    ),
    "open date range": (
        date("due", dateFilterType="RANGE", minValue=milliseconds(DUE_FROM), maxValue=None, includeEmptyValues=True),
        lambda case: not case.attributes["due"] or seconds(case.attributes["due"]) >= seconds(DUE_FROM),
    ),
    "year, the old form": (
        date("due", dateFilterType="YEAR", selectedValues={"2024": True}, excludedValues={}, excludeOtherValues=True),
        part(lambda at: at.year, {2024}),
    ),
    "months count from zero": (
        date("due", dateFilterType="PART", dateFilterPart="MONTH_OF_YEAR", selectedValues={"0": True, "3": True}, excludedValues={}, excludeOtherValues=True),
        part(lambda at: at.month, {1, 4}),
    ),
    "quarters, excluded": (
        date("due", dateFilterType="QUARTER_OF_YEAR", selectedValues={}, excludedValues={"0": True}),
        part(lambda at: (at.month + 2) // 3, {1}, is_kept=False),
    ),
    "days of the week count from Monday": (
        date("due", dateFilterType="DAY_OF_WEEK", selectedValues={"0": True, "6": True}, excludeOtherValues=True),
        part(lambda at: at.isoweekday(), {1, 7}),
    ),
    "days of the month": (
        date("due", dateFilterType="DAY_OF_MONTH", selectedValues={"0": True, "1": True, "2": True}, excludeOtherValues=True),
        part(lambda at: at.day, {1, 2, 3}),
    ),
    "hours": (date("due", dateFilterType="HOUR_OF_DAY", selectedValues={"9": True, "10": True}, excludeOtherValues=True), part(lambda at: at.hour, {9, 10})),
    "switched off": (text("town", selectedValues={"Oslo": True}, excludeOtherValues=True, active=False), lambda case: True),
    "a column of the recipe": (
        {**text("activities"), "columnType": "NUMERICAL", "filterType": "NUMERICAL_FACET", "minValue": 3, "maxValue": 3},
        lambda case: len(case.events) == 3,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_filter_of_the_dashboard_keeps_the_cases_of_the_raw_log(tile: ExplorerTile, stage: Stage, name: str):
    shape, keep = CASES[name]
    kept = [case for case in stage.cases if keep(case)]
    expected = figures(kept)
    tile.send([shape])
    eventually(tile.counted, (expected["cases"], expected["variants"]))
    tile.ready()
    drawn = draw(kept, tile.steps())
    eventually(tile.steps, {name: (drawn.frequency[name], drawn.cases[name]) for name in drawn.frequency})
    for path, counts in tile.paths().items():
        assert counts == (drawn.path_frequency[path], drawn.path_cases[path]), path


@pytest.mark.parametrize(
    ("shape", "column"),
    [
        (text("department", selectedValues={"A": True}, excludeOtherValues=True), "department"),
        (date("due", dateFilterType="RELATIVE", dateFilterOption={"last": 3}), "due"),
        ({**text("town"), "filterType": "CUSTOM_MATCH", "pattern": "O"}, "town"),
        (text("town", explicitExclude=True, filters=[text("urgent")], filterType="EXPLICIT_EXCLUDE"), "town"),
    ],
    ids=["missing column", "relative date", "custom match", "several columns"],
)
def test_a_filter_that_cannot_be_applied_says_so_and_drops_nothing(tile: ExplorerTile, shape: dict[str, Any], column: str):
    tile.send([shape, text("urgent", selectedValues={"true": True}, excludeOtherValues=True)])
    eventually(tile.cases, 8)
    chip = tile.find(f".chip-not-applied[data-column={column}]")
    assert "not applied" in chip.inner_text()
    chip.click()
    assert "No case is left out" in tile.find(".box[role=dialog]").inner_text()


def test_foreign_messages_change_nothing(tile: ExplorerTile):
    tile.send([text("urgent", selectedValues={"true": True}, excludeOtherValues=True)])
    eventually(tile.cases, 8)
    for message in ('"hello"', '{type: "resize"}', '{type: "filters", filters: "all"}', "null", "[1, 2]", '"{broken"'):
        tile.page.evaluate(f"window.sandboxDashboard.post({message})")
    tile.page.wait_for_timeout(300)
    assert tile.cases() == 8


def test_the_page_itself_cannot_send_filters(tile: ExplorerTile):
    tile.evaluate("window.postMessage({type: 'filters', filters: [{column: 'urgent', filterType: 'ALPHANUM_FACET', "
                  "selectedValues: {true: true}, excludedValues: {}, excludeOtherValues: true, active: true}]}, '*');")
    tile.page.wait_for_timeout(300)
    assert tile.cases() == 24


def test_the_panel_and_the_address_filter_too(tile: ExplorerTile, stage: Stage):
    page = tile.page
    page.get_by_test_id("add-filter-column").select_option("town")
    page.get_by_test_id("add-filter").click()
    card = page.locator("[data-testid=filter][data-column=town]")
    card.get_by_test_id("filter-mode-include").check()
    card.locator("[data-testid=filter-value][value=Oslo]").check()
    eventually(tile.cases, 6)
    assert "pageFilters=" in page.url
    page.goto(page.url)
    eventually(tile.cases, 6)
    card.get_by_test_id("filter-active").uncheck()
    eventually(tile.cases, 24)


def test_chart_messages_filter_as_well(page: Page, stage: Stage):
    page.goto(f"{stage.url}?chart=1")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    tile.send([text("urgent", selectedValues={"true": True}, excludeOtherValues=True)])
    eventually(tile.cases, 8)
