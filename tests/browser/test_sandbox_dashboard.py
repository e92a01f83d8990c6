"""The sandbox's dashboard: what it tells its tiles for each kind of filter, and how its address keeps the filters."""
from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from sandbox import Project
from sandbox.serving import Box, Dashboard, Host, Tile

PLUGIN = Path(__file__).resolve().parents[1] / "python" / "sandbox" / "data" / "foreign-plugin"
COLUMNS = [
    {"name": "city", "type": "string"}, {"name": "a: b", "type": "string"}, {"name": "age", "type": "bigint"},
    {"name": "born", "type": "date"},
]
# Thirty days of January 2024, which began on a Monday.
ROWS = [
    [["Paris", '<b>"New\\York"</b>', ""][at % 3], f"value {at}", str(at), f"2024-01-{at + 1:02d}T08:00:00.000Z"]
    for at in range(30)
]
HOSTILE = ROWS[1][0]
FIRST_DAY, LAST_DAY = 1_704_067_200_000, 1_706_659_199_999
EVERYTHING = {"selectedValues": {}, "excludedValues": {}, "minValue": None, "maxValue": None, "active": True}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    project = Project.create(tmp_path_factory.mktemp("dashboard") / "project", "TEST")
    writer = project.create_dataset("people", COLUMNS).open_writer()
    for row in ROWS:
        writer.write(row)
    writer.commit()
    with Host(project) as host:
        hello = host.add_webapp(PLUGIN, "hello", {"dataset": "people", "limit": 3}, "Hello")
        host.add_dashboard(Dashboard("plain", "People", "people", [Tile(hello.id, "Hello")], ["city", "age", "born"]))
        halves = [Tile(hello.id, "", Box(0, 0, 18, 10)), Tile(hello.id, "", Box(18, 5, 18, 10))]
        host.add_dashboard(Dashboard("empty", "Empty", "people", halves))
        yield host


def show(page: Page, host: Host, dashboard: str = "plain", query: str = "") -> None:
    """Open a dashboard and wait until its tiles have their first filters."""
    page.goto(f"{host.url}/dashboards/TEST/{dashboard}{query}")
    for frame in page.get_by_test_id("tile-frame").all():
        expect(frame.content_frame.locator("li").first).to_be_attached()


def messages(page: Page) -> list[Any]:
    """Return what the first tile was told, with what is still on its way to it."""
    arrived = "new Promise((done) => setTimeout(() => done(window.helloMessages), 50))"
    told: list[Any] = page.frames[1].evaluate(arrived)
    return told


def sent(page: Page, column: str) -> dict[str, Any]:
    """Return the filter on a column as the first tile was last told it."""
    told = [message for message in messages(page) if isinstance(message, dict)]
    assert {message["type"] for message in told} == {"filters"}
    found: list[dict[str, Any]] = [entry for entry in told[-1]["filters"] if entry["column"] == column]
    return found[-1]


def card(page: Page, column: str) -> Any:
    """Return the card of a filter."""
    return page.locator(f'[data-testid="filter"][data-column="{column}"]')


def escaped(value: str) -> str:
    """Return a value as it stands between quotes in a selector."""
    return value.replace("\\", "\\\\")


def parts_of(found: dict[str, Any], expected: dict[str, Any]) -> dict[str, Any]:
    return {name: found.get(name) for name in expected}


def test_a_tile_is_told_the_filters_when_it_has_loaded(page: Page, host: Host) -> None:
    show(page, host)
    text = {"columnType": "ALPHANUM", "filterType": "ALPHANUM_FACET", "filterSelectionType": "MULTI_SELECT"}
    number = {"columnType": "NUMERICAL", "filterType": "NUMERICAL_FACET", "includeEmptyValues": True}
    date = {"columnType": "DATE", "filterType": "DATE_FACET", "dateFilterType": "RANGE"}
    for column, expected in (("city", text), ("age", number), ("born", date)):
        expected = {**EVERYTHING, "isA": "filter", "label": column, **expected}
        assert parts_of(sent(page, column), expected) == expected


def test_the_values_of_a_column_are_offered_with_their_counts_as_text(page: Page, host: Host) -> None:
    show(page, host)
    expect(card(page, "city").locator("li")).to_have_text([f"{HOSTILE}10", "Paris10", "No value10"])
    card(page, "city").get_by_test_id("filter-search").fill("par")
    expect(card(page, "city").locator("li")).to_have_text(["Paris10"])


TICKED = {"Paris": True, "___dku_no_value___": True}
CITY = ("Paris", "___dku_no_value___")


@pytest.mark.parametrize(
    ("column", "kind", "mode", "values", "expected", "address"),
    [
        (
            "city", "", "include", CITY,
            {"selectedValues": TICKED, "excludedValues": {}, "excludeOtherValues": True},
            'city:in("Paris",NO_VALUE)',
        ),
        (
            "city", "", "exclude", CITY,
            {"selectedValues": {}, "excludedValues": TICKED, "excludeOtherValues": False},
            'city:nin("Paris",NO_VALUE)',
        ),
        (
            "city", "", "include", (HOSTILE,), {"selectedValues": {HOSTILE: True}},
            'city:in("<b>\\"New\\\\York\\"</b>")',
        ),
        (
            "age", "VALUES", "include", ("7",),
            {"filterType": "ALPHANUM_FACET", "columnType": "NUMERICAL", "selectedValues": {"7": True}}, "age:in(7)",
        ),
        (
            "born", "DAY_OF_WEEK", "include", ("0", "6"),
            {"filterType": "DATE_FACET", "dateFilterType": "DAY_OF_WEEK", "selectedValues": {"0": True, "6": True}},
            'born:datepart(DAY_OF_WEEK).in("Monday","Sunday")',
        ),
        (
            "born", "WEEK_OF_YEAR", "exclude", ("0",), {"excludedValues": {"0": True}, "excludeOtherValues": False},
            "born:datepart(WEEK_OF_YEAR).nin(1)",
        ),
        (
            "born", "HOUR_OF_DAY", "include", ("8",), {"dateFilterType": "HOUR_OF_DAY", "selectedValues": {"8": True}},
            "born:datepart(HOUR_OF_DAY).in(8)",
        ),
    ],
)
def test_ticked_values_are_sent_and_written_into_the_address(
    page: Page, host: Host, column: str, kind: str, mode: str, values: tuple[str, ...], expected: dict[str, Any],
    address: str,
) -> None:
    show(page, host)
    if kind:
        card(page, column).get_by_test_id("filter-kind").select_option(kind)
    card(page, column).get_by_test_id(f"filter-mode-{mode}").check()
    for value in values:
        card(page, column).locator(f"input[value='{escaped(value)}']").check()
    assert parts_of(sent(page, column), expected) == expected
    assert f"{quote(address, safe='')}" in page.url.replace("+", "%20")


@pytest.mark.parametrize(
    ("column", "least", "most", "keeps_empty", "expected", "address"),
    [
        ("age", "0", "", True, {"minValue": 0, "includeEmptyValues": True}, "age:range(0).emptyvalues()"),
        ("age", "", "4.5", False, {"minValue": None, "maxValue": 4.5, "includeEmptyValues": False}, "age:range(,4.5)"),
        ("age", "3", "4", False, {"minValue": 3, "maxValue": 4}, "age:range(3,4)"),
        (
            "born", "2024-01-01", "2024-01-30", False, {"minValue": FIRST_DAY, "maxValue": LAST_DAY},
            "born:daterange(2024-01-01T00:00:00.000Z,2024-01-30T23:59:59.999Z)",
        ),
    ],
)
def test_ranges_are_sent_and_written_into_the_address(
    page: Page, host: Host, column: str, least: str, most: str, keeps_empty: bool, expected: dict[str, Any],
    address: str,
) -> None:
    show(page, host)
    card(page, column).get_by_test_id("filter-minimum").fill(least)
    card(page, column).get_by_test_id("filter-maximum").fill(most)
    card(page, column).get_by_test_id("filter-keep-empty").set_checked(keeps_empty)
    page.wait_for_url(lambda url: quote(address, safe="") in url)
    assert parts_of(sent(page, column), expected) == expected


def test_a_filter_that_is_switched_off_stays_in_the_list(page: Page, host: Host) -> None:
    show(page, host)
    card(page, "city").get_by_test_id("filter-active").uncheck()
    assert sent(page, "city")["active"] is False
    assert "city%3AOFF" in page.url


def test_a_filter_is_added_on_a_column_removed_and_reset(page: Page, host: Host) -> None:
    show(page, host)
    page.get_by_test_id("add-filter-column").select_option("a: b")
    page.get_by_test_id("add-filter").click()
    card(page, "a: b").get_by_test_id("filter-value").first.check()
    assert sent(page, "a: b")["selectedValues"] == {"value 0": True}
    assert "a_x003A__x0020_b%3Ain%28%22value" in page.url
    card(page, "age").get_by_test_id("filter-remove").click()
    assert [entry["column"] for entry in messages(page)[-1]["filters"]] == ["city", "born", "a: b"]
    page.get_by_test_id("reset").click()
    assert [entry["column"] for entry in messages(page)[-1]["filters"]] == ["city", "age", "born"]


@pytest.mark.parametrize(
    "text",
    [
        'city:in("Paris",NO_VALUE)', 'city:nin("a,b;c:d(e)")', 'city:in("say \\"é\\" \\\\ →")', "city:nin()",
        'a_x003A__x0020_b:nin("value 1")', "age:in(1,2.5)", "age:range()", "age:range(0,0)",
        "age:range(-1).emptyvalues()", "born:daterange(,2024-01-02T00:00:00.000Z)",
        'born:datepart(MONTH_OF_YEAR).in("January","December")',
        "born:datepart(YEAR).nin(2024)", "born:datepart(QUARTER_OF_YEAR).in(1,4)", "age:OFF",
        "born:datepart(DAY_OF_MONTH).in(31);age:range(1,2)", "born:datepart(MONTH_OF_YEAR).last(2).this().td()",
        'city:in("e").match(SUBSTRING).normalization(IGNORE_CASE)', 'not(city:in("Paris");age:range(0,18))',
    ],
)
def test_the_address_is_read_and_written_back(page: Page, host: Host, text: str) -> None:
    show(page, host, "empty", f"?pageFilters={quote(text)}")
    page.get_by_test_id("copy-url").click()
    written = page.evaluate("new URLSearchParams(location.search).get('pageFilters')")
    assert written == text


def test_an_address_names_filters_and_the_others_stay_as_they_were(page: Page, host: Host) -> None:
    show(page, host, query=f"?pageFilters={quote('age:range(3,4)')}")
    assert parts_of(sent(page, "age"), {"minValue": 3, "maxValue": 4}) == {"minValue": 3, "maxValue": 4}
    assert parts_of(sent(page, "city"), EVERYTHING) == EVERYTHING
    expect(card(page, "age").get_by_test_id("filter-minimum")).to_have_value("3")


@pytest.mark.parametrize(
    "text",
    ["nowhere:in(1)", "age:range(x)", "age:daterange()", "city", "age:in(1", "age:frob(1)", "born:datepart(X).in(1)"],
)
def test_what_cannot_be_read_is_told_and_filters_nothing(page: Page, host: Host, text: str) -> None:
    show(page, host, query=f"?pageFilters={quote(text)}")
    expect(page.get_by_test_id("notice")).to_have_text(f"The address holds filters that cannot be read: {text}")
    assert all(parts_of(entry, EVERYTHING) == EVERYTHING for entry in messages(page)[-1]["filters"])


def test_what_only_a_dss_applies_is_shown_and_not_sent(page: Page, host: Host) -> None:
    show(page, host, query=f"?pageFilters={quote('born:datepart(YEAR).this()')}")
    expect(card(page, "born")).to_contain_text("Only Dataiku DSS applies this kind of filter.")
    assert [entry["column"] for entry in messages(page)[-1]["filters"]] == ["city", "age"]


def test_copy_as_url_puts_the_address_into_the_clipboard(page: Page, host: Host) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, host)
    page.get_by_test_id("copy-url").click()
    expect(page.get_by_test_id("notice")).to_have_text("The address with these filters is in the clipboard.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_chart_webapp_that_asks_is_answered_with_a_json_text(page: Page, host: Host) -> None:
    show(page, host, query="?chart")
    page.frames[1].evaluate("window.parent.postMessage('sendConfig', '*')")
    page.frames[1].wait_for_function("typeof window.helloMessages.at(-1) === 'string'")
    told = json.loads(messages(page)[-1])
    assert told["webAppConfig"] == {"dataset": "people", "limit": 3}
    assert [entry["column"] for entry in told["filters"]] == ["city", "age", "born"]
    card(page, "city").get_by_test_id("filter-value").first.check()
    assert json.loads(messages(page)[-1])["filters"][0]["selectedValues"] == {HOSTILE: True}


def test_a_dashboard_of_a_dss_does_not_answer_a_chart_webapp(page: Page, host: Host) -> None:
    show(page, host)
    page.frames[1].evaluate("window.parent.postMessage('sendConfig', '*')")
    card(page, "city").get_by_test_id("filter-value").first.check()
    assert {type(message) for message in messages(page)} == {dict}


def test_a_test_may_send_anything(page: Page, host: Host) -> None:
    show(page, host, "empty")
    page.evaluate("sandboxDashboard.send([{column: 'x', filterType: 'NEW_FACET'}, 7])")
    page.evaluate("sandboxDashboard.post('hello')")
    page.frames[1].wait_for_function("window.helloMessages.at(-1) === 'hello'")
    raw = [{"column": "x", "filterType": "NEW_FACET"}, 7]
    assert messages(page)[-2:] == [{"type": "filters", "filters": raw}, "hello"]


def test_tiles_lie_in_a_grid_of_36_columns(page: Page, host: Host) -> None:
    show(page, host, "empty", "?panel=0")
    first, second = (tile.bounding_box() for tile in page.get_by_test_id("tile").all())
    assert first is not None
    assert second is not None
    assert first["width"] == pytest.approx(second["width"], abs=1)
    assert second["x"] == pytest.approx(first["x"] + first["width"] + 10, abs=1)
    assert second["y"] - first["y"] == 5 * 30


def test_a_tile_takes_the_size_that_the_address_asks_for(page: Page, host: Host) -> None:
    show(page, host, query="?tileSize=420x320")
    box = page.get_by_test_id("tile-frame").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (420, 320)


def test_the_tile_shows_what_its_backend_says(page: Page, host: Host) -> None:
    show(page, host)
    words = "hello & bye, 30 columns of people"
    expect(page.frame_locator("[data-testid=tile-frame]").locator("#hello")).to_have_text(words)


def test_the_panel_is_used_with_the_keyboard_alone(page: Page, host: Host) -> None:
    show(page, host)
    expect(card(page, "city").get_by_test_id("filter-value")).to_have_count(3)
    page.get_by_test_id("toggle-panel").focus()
    for _ in range(7):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert sent(page, "city")["selectedValues"] == {HOSTILE: True}
    page.get_by_test_id("toggle-panel").press("Enter")
    expect(page.get_by_test_id("filter-panel")).to_be_hidden()
