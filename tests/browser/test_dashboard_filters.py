"""Each shape of dashboard filter, sent by the dashboard as DSS sends it -> the cases that the raw rows say."""
from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from facets import (
    NO_VALUE,
    Facet,
    Keep,
    all_but,
    between,
    date,
    dates,
    everything,
    has,
    in_part,
    number,
    only,
    parts,
    text,
    within,
    without,
)
from logs import small_log
from raw_log import draw, figures
from stages import Stage, open_stage
from tile import ExplorerTile, eventually


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


FIRST, LAST = "2024-01-15T00:00:00Z", "2024-04-20T23:59:59.999Z"
EARLIEST, LATEST = "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"
CASES: dict[str, tuple[Facet, Keep]] = {
    "include": (only("town", "Oslo", "Nära"), has("town", "Oslo", "Nära")),
    "include only what is true": (
        text("town", selectedValues={"Oslo": True, "Nära": False}, excludeOtherValues=True), has("town", "Oslo"),
    ),
    "include without other values switched off": (text("town", selectedValues={"Oslo": True}), has("town", "Oslo")),
    "exclude": (without("town", "Łódź"), has("town", "Oslo", "Nära", "")),
    "nothing excluded": (text("town"), everything),
    "include the empty": (only("town", NO_VALUE), has("town", "")),
    "exclude the empty": (without("town", NO_VALUE), has("town", "Oslo", "Nära", "Łódź")),
    "boolean": (only("urgent", "true"), has("urgent", "true")),
    "numbers as values": (only("amount", "5", "7.50"), has("amount", "5.0", "7.5")),
    "integers as values": (without("count", "2.0"), all_but(has("count", "2"))),
    "numeric range": (number("amount", 5, 40), within("amount", 5, 40)),
    "numeric range with the empty": (number("amount", 5, 40, keeps_empty=True), within("amount", 5, 40, True)),
    "range up to zero": (number("amount", None, 0), within("amount", -1e9, 0)),
    "range from zero": (number("count", 0, None), within("count", 0, 1e9)),
    "date range": (dates("due", FIRST, LAST), between("due", FIRST, LAST)),
    "open date range": (dates("due", FIRST, None, keeps_empty=True), between("due", FIRST, LATEST, True)),
    "date range open below": (dates("due", None, LAST), between("due", EARLIEST, LAST)),
    "year": (parts("due", "YEAR", "2024"), in_part("due", lambda at: at.year, 2024)),
    "months count from zero": (parts("due", "MONTH_OF_YEAR", "0", "3"), in_part("due", lambda at: at.month, 1, 4)),
    "months, the newer form": (
        {**parts("due", "PART", "0", "3"), "dateFilterPart": "MONTH_OF_YEAR"},
        in_part("due", lambda at: at.month, 1, 4),
    ),
    "quarters, excluded": (
        date("due", dateFilterType="QUARTER_OF_YEAR", selectedValues={}, excludedValues={"0": True}),
        all_but(in_part("due", lambda at: (at.month + 2) // 3, 1)),
    ),
    "days of the week count from Monday": (
        parts("due", "DAY_OF_WEEK", "0", "6"), in_part("due", lambda at: at.isoweekday(), 1, 7),
    ),
    "days of the month": (parts("due", "DAY_OF_MONTH", "0", "1", "2"), in_part("due", lambda at: at.day, 1, 2, 3)),
    "hours": (parts("due", "HOUR_OF_DAY", "9", "10"), in_part("due", lambda at: at.hour, 9, 10)),
    "switched off": (only("town", "Oslo", active=False), everything),
    "a column of the recipe": (number("activities", 3, 3), lambda case: len(case.events) == 3),
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
        (only("department", "A"), "department"),
        (date("due", dateFilterType="RELATIVE", dateFilterOption={"last": 3}), "due"),
        ({**text("town"), "filterType": "CUSTOM_MATCH", "pattern": "O"}, "town"),
        (text("town", explicitExclude=True, filters=[text("urgent")], filterType="EXPLICIT_EXCLUDE"), "town"),
    ],
    ids=["missing column", "relative date", "custom match", "several columns"],
)
def test_a_filter_that_cannot_be_applied_says_so_and_drops_nothing(tile: ExplorerTile, shape: Facet, column: str):
    tile.send([shape, only("urgent", "true")])
    eventually(tile.cases, 8)
    chip = tile.find(f".chip-not-applied[data-column={column}]")
    assert "not applied" in chip.inner_text()
    chip.click()
    assert "No case is left out" in tile.find(".box[role=dialog]").inner_text()


def test_foreign_messages_change_nothing(tile: ExplorerTile):
    tile.send([only("urgent", "true")])
    eventually(tile.cases, 8)
    foreign = ('"hello"', '{type: "resize"}', '{type: "filters", filters: "all"}', "null", "[1, 2]", '"{broken"')
    for message in foreign:
        tile.page.evaluate(f"window.sandboxDashboard.post({message})")
    tile.page.wait_for_timeout(300)
    assert tile.cases() == 8


def test_the_page_itself_cannot_send_filters(tile: ExplorerTile):
    script = "(_, facet) => window.postMessage({type: 'filters', filters: [facet]}, '*')"
    tile.root.evaluate(script, only("urgent", "true"))
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
    tile.send([only("urgent", "true")])
    eventually(tile.cases, 8)
