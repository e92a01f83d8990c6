"""What hands do on the tile: menus, comparing, ranges, the wheel, a lock; beside raw rows or the places of boxes."""
from __future__ import annotations

import base64
import csv
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from logs import sample_log
from stages import Stage, open_stage
from tile import ExplorerTile, eventually, number

CALM = {"spineDeviation": 0, "overlaps": 0, "throughBoxes": 0, "outsideStartAndEnd": 0}
ZOOM = "return getComputedStyle(document.querySelector('.map-viewport')).transform || '';"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("sample")
    with open_stage(sample_log(folder), folder) as stage:
        yield stage


@pytest.fixture
def tile(page: Page, stage: Stage) -> ExplorerTile:
    return open_tile(page, stage)


def open_tile(page: Page, stage: Stage, size: str = "1400x900") -> ExplorerTile:
    page.goto(f"{stage.url}?tileSize={size}&panel=0")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    return tile


def step(tile: ExplorerTile, name: str) -> Locator:
    return tile.find(f".map-boxes .map-step[aria-label^='{name},']")


def places(tile: ExplorerTile, selector: str = ".map-step") -> dict[str, str]:
    """Return where boxes lie, by their keys."""
    script = "elements => elements.map(element => [element.dataset.key, element.getAttribute('transform')])"
    return dict(tile.find(f".map-boxes {selector}").evaluate_all(script))


def passing(stage: Stage, *names: str) -> int:
    return sum(all(name in case.trace for name in names) for case in stage.cases)


@pytest.mark.parametrize("size", ["1400x900", "900x600", "420x320"])
def test_it_is_drawn_once_when_it_opens(page: Page, stage: Stage, size: str):
    page.add_init_script(
        "window.seen = []; setInterval(() => { const now = [...document.querySelectorAll('.map-boxes .map-step')]"
        ".map((step) => step.dataset.key).sort().join(); if (now && now !== seen.at(-1)) seen.push(now); }, 4)"
    )
    tile = open_tile(page, stage, size)
    page.wait_for_timeout(700)
    assert tile.evaluate("return window.seen.length;") == 1


@pytest.mark.parametrize("lens", ["frequency", "duration", "conformance"])
@pytest.mark.parametrize("size", ["420x320", "320x300", "640x420"])
def test_the_legend_is_whole_in_a_small_tile(page: Page, stage: Stage, size: str, lens: str):
    tile = open_tile(page, stage, size)
    tile.evaluate(f"document.querySelector('button[data-lens={lens}]').click();")
    page.wait_for_timeout(400)
    tile.ready()
    inside = """const room = document.querySelector('.map-foot').getBoundingClientRect();
      return [...document.querySelectorAll('.legend-entry')].every((entry) => {
        const box = entry.getBoundingClientRect();
        return box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom + 1;
      });"""
    assert tile.evaluate(inside)


def test_the_png_is_the_picture_twice_as_large(tile: ExplorerTile, tmp_path: Path):
    sizes = []
    for entry, name in (("Picture, SVG", "map.svg"), ("Picture, PNG", "map.png")):
        tile.find(".export").click()
        with tile.page.expect_download() as download:
            tile.find("[role=menuitem]", has_text=entry).click()
        download.value.save_as(tmp_path / name)
        sizes.append((tmp_path / name).read_bytes())
    head = sizes[0].decode("utf-8").split("viewBox=\"0 0 ")[1].split("\"")[0]
    width, height = (int(part) for part in head.split())
    assert sizes[1].startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", sizes[1][16:24]) == (2 * width, 2 * height)


def test_the_variants_go_into_a_csv_file(tile: ExplorerTile, stage: Stage, tmp_path: Path):
    tile.find(".export").click()
    with tile.page.expect_download() as download:
        tile.find("[role=menuitem]", has_text="Variants, CSV").click()
    download.value.save_as(tmp_path / "variants.csv")
    with (tmp_path / "variants.csv").open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    counts: dict[str, int] = {}
    for case in stage.cases:
        counts[" → ".join(case.trace)] = counts.get(" → ".join(case.trace), 0) + 1
    found = {row["sequence"]: int(row["cases"]) for row in rows}
    assert found == counts


def test_a_double_click_filters_and_can_be_taken_back(tile: ExplorerTile, stage: Stage):
    step(tile, "Send rejection").dblclick()
    eventually(tile.cases, passing(stage, "Send rejection"))
    expect(tile.find(".toast")).to_contain_text("Passes Send rejection")
    tile.find(".toast-undo").click()
    eventually(tile.cases, len(stage.cases))
    expect(tile.find(".chip-own")).to_have_count(0)


def test_a_right_click_offers_the_filters_as_a_menu(tile: ExplorerTile, stage: Stage):
    step(tile, "Value collateral").click(button="right")
    menu = tile.find("[role=menu]")
    expect(menu).to_be_visible()
    menu.locator("[role=menuitem]", has_text="do not").first.click()
    eventually(tile.cases, len(stage.cases) - passing(stage, "Value collateral"))


def test_two_steps_are_compared_and_offer_that_one_follows_at_any_time(tile: ExplorerTile, stage: Stage):
    first, then = "Request documents", "Send rejection"
    step(tile, first).click()
    step(tile, then).click(modifiers=["Shift"])
    expect(tile.find("table.compare thead th")).to_have_text([first, then])
    assert tile.find(".compare-scroll").evaluate("element => element.scrollWidth <= element.clientWidth")
    offer = tile.find(".offer[data-kind=follows]").first
    kept = sum(
        first in case.trace and then in case.trace[case.trace.index(first) + 1:] for case in stage.cases
    )
    expect(offer.locator(".offer-cases")).to_have_text(f"{kept:,}")
    offer.click()
    eventually(tile.cases, kept)


def take_the_range(tile: ExplorerTile) -> None:
    """Press the button under the histogram, and find the cases that it has counted."""
    button = tile.find("button", has_text=re.compile(r"^Filter [\d,]+ case"))
    count = number("".join(re.findall(r"[\d,]", button.inner_text())))
    assert count > 0
    button.click()
    eventually(tile.cases, count)


def test_a_range_of_waiting_is_chosen_by_keys_and_keeps_the_cases_that_it_counts(tile: ExplorerTile):
    tile.find(".map-paths .map-path[aria-label^='Send offer to Sign contract']").focus()
    tile.page.keyboard.press("Enter")
    low = tile.find(".range-inputs input").first
    low.focus()
    for _ in range(4):
        low.press("ArrowRight")
    take_the_range(tile)


def test_a_range_of_waiting_is_chosen_by_dragging(tile: ExplorerTile):
    tile.find(".map-paths .map-path[aria-label^='Send offer to Sign contract']").focus()
    tile.page.keyboard.press("Enter")
    box = tile.find(".details svg.histogram").bounding_box()
    assert box
    y = box["y"] + box["height"] * 0.6
    tile.page.mouse.move(box["x"] + box["width"] * 0.3, y)
    tile.page.mouse.down()
    tile.page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
    tile.page.mouse.up()
    take_the_range(tile)


def test_a_range_of_a_chart_is_chosen_by_dragging(tile: ExplorerTile):
    tile.find("[role=tab]", has_text="Charts").click()
    plot = tile.find(".chart .nsewdrag").first
    plot.wait_for()
    box = plot.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    tile.page.mouse.move(box["x"] + box["width"] * 0.2, y)
    tile.page.mouse.down()
    tile.page.mouse.move(box["x"] + box["width"] * 0.5, y, steps=8)
    tile.page.mouse.up()
    take_the_range(tile)
    expect(tile.find(".chip-own")).to_contain_text("Execution time")


def test_a_locked_map_keeps_its_places_and_outlines_what_is_gone(tile: ExplorerTile):
    tile.find("button[aria-label*='ock']").first.click()
    before = places(tile)
    step(tile, "Send rejection").dblclick()
    expect(tile.find(".chip-own")).to_have_count(1)
    tile.ready()
    after = places(tile)
    assert after == {key: at for key, at in before.items() if key in after}
    gone = places(tile, ".map-gone")
    assert gone == {f"gone {key}": at for key, at in before.items() if key not in after}
    assert gone


def test_the_focus_is_a_ring_along_the_line_and_only_for_keys(tile: ExplorerTile):
    ring = """const item = document.activeElement;
      const shown = (name) => getComputedStyle(item.querySelector(name)).display !== 'none';
      return [item.dataset.key, getComputedStyle(item).outlineStyle, shown('.map-focus-line, .map-focus')];"""
    step(tile, "Send offer").click()
    key, outline, is_shown = tile.evaluate(ring)
    assert (outline, is_shown) == ("none", False)
    tile.page.keyboard.press("n")
    path, outline, is_shown = tile.evaluate(ring)
    assert (">" in path, outline, is_shown) == (True, "none", True)
    assert key in path


def test_from_left_to_right_it_is_as_calm(tile: ExplorerTile):
    tile.find("button[aria-label*='irection'], button[aria-label*='left to right' i]").first.click()
    eventually(lambda: tile.evaluate("return tile.state().direction;"), "right")
    tile.ready()
    assert tile.evaluate("return tile.quality();") == CALM


def test_a_link_opens_the_same_steps_in_every_direction_and_lens(page: Page, stage: Stage):
    page.set_viewport_size({"width": 1000, "height": 640})
    found = []
    for view in ({}, {"r": "right"}, {"l": "duration"}, {"l": "conformance"}, {"s": "share"}):
        hash_text = base64.urlsafe_b64encode(json.dumps(view).encode()).decode().rstrip("=")
        page.goto("about:blank")
        page.goto(f"{stage.url.split('/dashboards')[0]}{stage.webapp.path}#1.{hash_text}")
        page.locator(".map-boxes .map-step").first.wait_for()
        page.evaluate("window.processExplorer.ready()")
        steps = page.locator(".map-boxes .map-step")
        found.append(steps.evaluate_all("all => all.map((one) => one.dataset.key).sort()"))
    assert [keys for keys in found if keys != found[0]] == []


def test_on_a_dashboard_the_plain_wheel_scrolls_the_page_and_ctrl_zooms(tile: ExplorerTile):
    tile.find(".map-svg").hover(position={"x": 30, "y": 500})
    before = tile.evaluate(ZOOM)
    tile.page.mouse.wheel(0, 200)
    expect(tile.find(".toast")).to_have_text("Ctrl + wheel zooms")
    assert tile.evaluate(ZOOM) == before
    tile.page.keyboard.down("Control")
    tile.page.mouse.wheel(0, -200)
    tile.page.keyboard.up("Control")
    eventually(lambda: tile.evaluate(ZOOM) != before, True)


def test_the_deviations_light_up_the_map_and_filter(tile: ExplorerTile):
    tile.find("button[data-lens=conformance]").click()
    row = tile.find(".deviation").first
    row.hover()
    expect(tile.find(".map-boxes .map-item.is-faded").first).to_be_attached()
    cases = int(row.locator(".deviation-numbers b").inner_text().replace(",", ""))
    row.click()
    eventually(tile.cases, cases)
    expect(tile.find(".chip-own")).to_have_count(1)


def test_more_chips_than_fit_are_counted_and_listed(page: Page, stage: Stage):
    tile = open_tile(page, stage, "900x600")
    names = ("Receive application", "Screen for fraud", "Assess credit", "Decide on application", "Close application")
    for name in names:
        step(tile, name).dblclick()
        expect(tile.find(f".chip-own[title='Passes {name}']")).to_have_count(1)
        tile.ready()
    more = tile.find(".chip-more")
    shown = tile.find(".chips-row .chip:not([hidden])").count()
    expect(more).to_have_text(f"+{5 - shown}")
    more.click()
    expect(tile.find("[role=dialog] .chip")).to_have_count(5)


def test_the_list_of_chips_takes_away_the_filter_that_is_pressed_and_keeps_the_focus(page: Page, stage: Stage):
    names = ["Receive application", "Screen for fraud", "Assess credit", "Decide on application", "Close application"]
    tile = open_tile(page, stage, "900x600")
    for name in names:
        step(tile, name).dblclick()
        expect(tile.find(f".chip-own[title='Passes {name}']")).to_have_count(1)
        tile.ready()
    tile.find(".chip-more").click()
    for name in (names[0], names[3], names[1], names[4], names[2]):
        names.remove(name)
        tile.find(f"[role=dialog] .chip[title='Passes {name}'] button").click()
        eventually(lambda: tile.evaluate("return tile.state().own.map((one) => one.activities[0]);"), names)
        assert focused(tile) != "BODY"
    expect(tile.find(".box")).to_have_count(0)


def test_chips_are_counted_anew_when_the_tile_is_made_narrower(page: Page, stage: Stage):
    page.goto(stage.url.split("/dashboards/")[0] + stage.webapp.path)
    page.locator(".map-boxes .map-item").first.wait_for()
    page.evaluate("processExplorer.ready()")
    names = ("Receive application", "Screen for fraud", "Assess credit", "Decide on application", "Close application")
    for name in names:
        page.locator(f".map-step[aria-label^='{name},']").dblclick()
        expect(page.locator(f".chip-own[title='Passes {name}']")).to_have_count(1)
        page.evaluate("processExplorer.ready()")
    expect(page.locator(".chip-more")).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 700})
    expect(page.locator(".chip-more")).to_be_visible()
    shown = page.locator(".chips-row .chip:not([hidden])").count()
    expect(page.locator(".chip-more")).to_have_text(f"+{5 - shown}")
    assert page.locator(".chips-row").evaluate("row => row.scrollWidth <= row.clientWidth + 1")


def focused(tile: ExplorerTile) -> str:
    return tile.evaluate("return document.activeElement.tagName;")


def test_the_focus_stays_when_its_button_goes(tile: ExplorerTile):
    step(tile, "Value collateral").dblclick()
    tile.find("button", has_text="Clear mine").click()
    expect(tile.find(".chip-own")).to_have_count(0)
    assert focused(tile) == "BUTTON"


def test_a_small_tile_moves_the_focus_into_the_panel_that_covers_it_and_out_again(page: Page, stage: Stage):
    tile = open_tile(page, stage, "420x320")
    tile.find("button[aria-label=Controls]").click()
    tile.find(".drawer .offer", has_text="Variants").click()
    assert tile.evaluate("return document.activeElement.dataset.tab;") == "variants"
    tile.find("button", has_text="Back to the map").click()
    assert focused(tile) != "BODY"


def test_the_tab_key_goes_from_the_lens_over_the_sliders_to_the_map(page: Page, tile: ExplorerTile):
    tile.find("button[data-lens=frequency]").focus()
    said = """const element = document.activeElement;
      const zone = element.closest('.lens-row, .coverage, .map-svg, .zoom').classList[0];
      return element.matches('svg') ? 'a second stop' : zone;"""
    passed = [tile.evaluate(said)]
    while passed[-1] != "zoom":
        page.keyboard.press("Tab")
        now = tile.evaluate(said)
        passed += [now] if now != passed[-1] else []
    # The map is one stop, and that is the step at which its walk begins.
    assert passed == ["lens-row", "coverage", "map-svg", "zoom"]


def test_the_keys_work_where_nothing_has_the_focus_and_after_the_search_is_left(page: Page, stage: Stage):
    page.goto(stage.url.split("/dashboards/")[0] + stage.webapp.path)
    page.locator(".map-boxes .map-item").first.wait_for()
    page.evaluate("processExplorer.ready()")
    page.keyboard.press("2")
    expect(page.locator("button[data-lens=duration]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("/")
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(page.locator("button[data-lens=frequency]")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("size", ["1400x900", "900x600", "420x320"])
def test_the_tooltip_is_whole_and_beside_the_pointer(page: Page, stage: Stage, size: str):
    tile = open_tile(page, stage, size)
    box = step(tile, "Receive application").bounding_box()
    frame = page.locator("[data-testid=tile-frame]").bounding_box()
    assert None not in (box, frame)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    tip = tile.find(".tooltip:not([hidden])")
    expect(tip).to_be_visible()
    shown = tip.bounding_box()
    assert shown
    gap = max(shown["x"] - x, x - shown["x"] - shown["width"], shown["y"] - y, y - shown["y"] - shown["height"])
    assert gap <= 20
    assert frame["y"] <= shown["y"]
    assert shown["y"] + shown["height"] <= frame["y"] + frame["height"]


@pytest.mark.parametrize("size", ["1400x900", "1180x700", "1900x1000"])
def test_the_legend_of_every_lens_is_one_line_so_that_the_map_stays(page: Page, stage: Stage, size: str):
    tile = open_tile(page, stage, size)
    heights = set()
    for lens in ("frequency", "duration", "conformance"):
        tile.find(f"button[data-lens={lens}]").click()
        tile.ready()
        heights.add(tile.find(".map-stage").evaluate("element => element.clientHeight"))
    assert len(heights) == 1


def test_where_no_case_is_left_the_words_stay_until_the_next_answer(page: Page, tile: ExplorerTile):
    step(tile, "Send rejection").dblclick()
    expect(tile.find(".chip-own")).to_have_count(1)
    tile.ready()
    step(tile, "Receive application").click(button="right")
    tile.find("[role=menuitem]", has_text="do not").first.click()
    card = tile.find(".state-card")
    expect(card).to_contain_text("removes all of them")
    said = card.inner_text()
    page.route("**/view?*", lambda route: page.wait_for_timeout(600) or route.continue_())
    card.locator("button", has_text="Remove").click()
    assert card.inner_text() == said
    expect(card).to_be_hidden()
    assert focused(tile) != "BODY"


def test_nothing_moves_for_those_who_want_no_motion(page: Page, stage: Stage):
    page.emulate_media(reduced_motion="reduce")
    tile = open_tile(page, stage)
    tile.slide("Activities", 9)
    eventually(lambda: len(tile.steps()), 9)
    assert tile.evaluate("return document.getAnimations().filter((one) => one.playState === 'running').length;") == 0
