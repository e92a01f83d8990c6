"""The Process Explorer on the dashboard of the sample log, used as a person would, its numbers beside the raw rows'."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from facets import only
from logs import sample_log
from raw_log import Case, draw, figures, takes
from stages import Stage, open_stage
from tile import ExplorerTile, eventually

DAY = 86_400.0
SVG = "{http://www.w3.org/2000/svg}"
CALM = {"spineDeviation": 0, "overlaps": 0, "throughBoxes": 0, "outsideStartAndEnd": 0}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("sample")
    with open_stage(sample_log(folder), folder) as stage:
        yield stage


@pytest.fixture
def tile(page: Page, stage: Stage) -> ExplorerTile:
    page.goto(f"{stage.url}?tileSize=1400x900&panel=0")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    return tile


def check_map(tile: ExplorerTile, cases: list[Case]) -> None:
    """Check every number on the map with the raw rows of these cases."""
    tile.ready()
    drawn = draw(cases, tile.steps())
    eventually(lambda: tile.steps(), {name: (drawn.frequency[name], drawn.cases[name]) for name in tile.steps()})
    paths = tile.paths()
    assert paths == {path: (drawn.path_frequency[path], drawn.path_cases[path]) for path in paths}
    # What is written beside a line is the frequency that it is told to have, one number or one each way.
    written = sorted(number for text in tile.numbers().values() for number in re.findall(r"[\d,.]+[kM]?", text))
    assert written == sorted(short(drawn.path_frequency[path]) for path in paths)


def short(count: int) -> str:
    """Return a count as the map writes it."""
    return f"{count:,}" if count < 10_000 else f"{count / 1000:.1f}k"


def test_it_opens_with_the_figures_and_the_numbers_of_the_raw_log(tile: ExplorerTile, stage: Stage):
    expected = figures(list(stage.cases))
    assert tile.counted() == (expected["cases"], expected["variants"])
    assert tile.figure("Average execution time") == f"{expected['execution_time_mean'] / DAY:.1f}"
    check_map(tile, list(stage.cases))
    assert tile.evaluate("return tile.quality();") == CALM


def test_every_slider_changes_the_map_and_leaves_it_true(tile: ExplorerTile, stage: Stage):
    for value in (5, 9, 15):
        tile.slide("Activities", value)
        eventually(lambda: len(tile.steps()), value)
        check_map(tile, list(stage.cases))
        assert tile.evaluate("return tile.quality();") == CALM
    shown = len(tile.paths())
    tile.slide("Paths", 45)
    eventually(lambda: len(tile.paths()) > shown, True)
    check_map(tile, list(stage.cases))
    tile.find("input[type=range][aria-label='Paths']").press("Home")
    eventually(lambda: len(tile.paths()), shown)


def test_the_top_variants_are_the_picture_of_their_cases(tile: ExplorerTile, stage: Stage):
    tile.slide("Top variants on the map", 4)
    counts: dict[tuple[str, ...], int] = {}
    for case in stage.cases:
        counts[case.trace] = counts.get(case.trace, 0) + 1
    best = sorted(counts, key=lambda trace: (-counts[trace], trace))[:4]
    kept = [case for case in stage.cases if case.trace in best]
    expect(tile.find(".coverage-picture")).to_contain_text("Picture of 4 variants")
    tile.ready()
    eventually(lambda: sum(n for path, (n, _) in tile.paths().items() if path[0] == "start"), len(kept))
    check_map(tile, kept)
    # The figures stay those of all filtered cases.
    assert tile.cases() == len(stage.cases)


def test_a_path_is_chosen_filtered_and_the_chip_taken_away(tile: ExplorerTile, stage: Stage):
    path = ("Send offer", "Sign contract")
    tile.find(".map-paths .map-path[aria-label^='Send offer to Sign contract']").focus()
    tile.page.keyboard.press("Enter")
    offer = tile.find(".offer[data-kind=takes]")
    shown = set(tile.steps())
    kept = [case for case in stage.cases if takes(path, shown)(case)]
    expect(offer.locator(".offer-cases")).to_have_text(f"{len(kept):,}")
    offer.click()
    eventually(tile.counted, (len(kept), len({case.trace for case in kept})))
    check_map(tile, kept)
    tile.find(".chip-own button").click()
    eventually(tile.cases, len(stage.cases))
    check_map(tile, list(stage.cases))


def test_clicking_a_step_shows_its_details_and_its_filters_keep_what_they_promise(tile: ExplorerTile, stage: Stage):
    for kind, keep in {
        "passes": lambda case: "Request documents" in case.trace,
        "avoids": lambda case: "Request documents" not in case.trace,
        "repeats": lambda case: case.trace.count("Request documents") > 1,
    }.items():
        tile.find(".map-boxes .map-step[aria-label^='Request documents']").click()
        offer = tile.find(f".offer[data-kind={kind}]")
        kept = sum(keep(case) for case in stage.cases)
        expect(offer.locator(".offer-cases")).to_have_text(f"{kept:,}")
        offer.click()
        eventually(tile.cases, kept)
        tile.find(".chip-own button").click()
        eventually(tile.cases, len(stage.cases))
        tile.page.keyboard.press("Escape")


def test_filters_of_tile_and_dashboard_stack(tile: ExplorerTile, stage: Stage):
    tile.send([only("channel", "Online")])
    online = [case for case in stage.cases if case.attributes["channel"] == "Online"]
    eventually(tile.cases, len(online))
    tile.ready()
    tile.find(".map-boxes .map-step[aria-label^='Send rejection']").dblclick()
    both = [case for case in online if "Send rejection" in case.trace]
    eventually(tile.cases, len(both))
    check_map(tile, both)


def test_the_table_says_what_the_map_says_and_how_long_it_takes(tile: ExplorerTile, stage: Stage):
    shown = set(tile.steps())
    drawn = draw(stage.cases, shown)
    tile.find("[data-view=table]").click()
    rows = tile.table("paths")
    found = {(name(row["0 From"]), name(row["1 To"])): row for row in rows}
    assert {path: (row["2 Frequency"], row["3 Cases"]) for path, row in found.items()} == {
        path: (f"{drawn.path_frequency[path]:,}", f"{drawn.path_cases[path]:,}") for path in found
    }
    for path, row in found.items():
        if "start" not in path and "end" not in path:
            assert row["7 mean"] == duration(drawn.waiting(path)["mean"]), path
            assert row["6 Waiting: median"] == duration(drawn.waiting(path)["median"]), path
    steps = tile.table("steps")
    assert {row["0 Step"]: row["1 Frequency"] for row in steps} == {n: f"{drawn.frequency[n]:,}" for n in shown}


def name(text: str) -> str:
    return {"Start": "start", "End": "end"}.get(text, text)


def duration(value: float) -> str:
    """Return a duration as the tile says it."""
    if value < 60:
        return f"{round(value)} s" if value >= 1 else "0 s"
    if value < 3600:
        return f"{round(value / 60)} min"
    if value < 10 * 3600:
        hours, minutes = divmod(round(value / 60), 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if value < DAY:
        return f"{round(value / 3600)} h"
    days = f"{value / DAY:.1f}" if value < 10 * DAY else f"{round(value / DAY):,}"
    return "1 day" if days == "1.0" else f"{days} days"


def test_search_finds_steps_paths_and_hidden_activities(tile: ExplorerTile):
    field = tile.find("[role=combobox]")
    field.fill("send off")
    expect(tile.find(".found-one").first).to_contain_text("Send offer")
    field.press("Enter")
    expect(tile.find(".map-boxes .map-step[aria-label^='Send offer']")).to_be_focused()
    tile.slide("Activities", 5)
    eventually(lambda: len(tile.steps()), 5)
    hidden = "Value collateral"
    assert hidden not in tile.steps()
    field.fill("value coll")
    expect(tile.find(".found-one[data-kind=hidden]")).to_contain_text(hidden)
    field.press("Enter")
    eventually(lambda: hidden in tile.steps(), True)


def test_everything_works_by_keyboard_alone(tile: ExplorerTile, stage: Stage):
    keyboard = tile.page.keyboard
    tile.page.locator("[data-testid=copy-url]").focus()
    for _ in range(60):
        keyboard.press("Tab")
        if tile.evaluate("return document.activeElement?.closest('.map-svg, .map-item') !== null;"):
            break
    else:
        pytest.fail("the map is not reached by Tab")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    first = tile.evaluate("return document.activeElement.getAttribute('aria-label');")
    keyboard.press("ArrowDown")
    assert tile.evaluate("return document.activeElement.getAttribute('aria-label');") != first
    keyboard.press("Enter")
    expect(tile.find(".panel [role=tab][aria-selected=true]")).to_have_text("Details")
    keyboard.press("f")
    expect(tile.find("[role=menu]")).to_be_visible()
    keyboard.press("Enter")
    expect(tile.find(".chip-own")).to_have_count(1)
    tile.find(".chip-own button").focus()
    keyboard.press("Enter")
    expect(tile.find(".chip-own")).to_have_count(0)
    eventually(tile.cases, len(stage.cases))
    keyboard.press("t")
    expect(tile.find("table.table")).to_be_visible()


def test_the_picture_is_an_svg_document_of_its_own(tile: ExplorerTile, tmp_path: Path):
    tile.find(".export").click()
    with tile.page.expect_download() as download:
        tile.find("[role=menuitem]", has_text="Picture, SVG").click()
    path = tmp_path / "map.svg"
    download.value.save_as(path)
    text = path.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    words = " ".join("".join(element.itertext()) for element in root.iter(f"{SVG}text"))
    assert root.tag == f"{SVG}svg"
    assert all(part in words for label in tile.steps() for part in label.split())
    assert "main path" in words
    assert "var(" not in text
    assert "class=" not in text


def test_the_paths_go_into_a_csv_file_with_exact_numbers(tile: ExplorerTile, stage: Stage, tmp_path: Path):
    drawn = draw(stage.cases, tile.steps())
    tile.find(".export").click()
    with tile.page.expect_download() as download:
        tile.find("[role=menuitem]", has_text="Paths, CSV").click()
    path = tmp_path / "paths.csv"
    download.value.save_as(path)
    with path.open(newline="", encoding="utf-8-sig") as stream:
        rows = list(csv.reader(stream))
    counts = {(name(row[0]), name(row[1])): int(row[2]) for row in rows[1:]}
    assert counts == {path: drawn.path_frequency[path] for path in counts}
    assert len(counts) >= len(tile.paths())


@pytest.mark.parametrize(
    ("width", "height", "size"), [(1400, 900, "large"), (900, 600, "medium"), (420, 320, "compact")]
)
def test_it_fits_three_sizes(page: Page, stage: Stage, width: int, height: int, size: str):
    page.goto(f"{stage.url}?tileSize={width}x{height}&panel=0")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    assert tile.evaluate("return document.querySelector('[data-size]').dataset.size;") == size
    check_map(tile, list(stage.cases))
    assert tile.evaluate("return tile.quality();") == CALM
    # Nothing makes the tile itself scroll, and names can be read.
    inside = tile.evaluate("const page = document.documentElement; return [page.scrollWidth, page.scrollHeight];")
    assert inside == [width, height]
    names = tile.find(".map-boxes .map-step text").first
    height_now = names.evaluate("element => element.getBoundingClientRect().height")
    assert height_now >= 9.5


def test_a_backend_that_dies_is_told_and_found_again(tile: ExplorerTile, stage: Stage):
    stage.webapp.kill()
    try:
        tile.slide("Activities", 6)
        expect(tile.root).to_contain_text("The webapp's backend does not answer", timeout=20_000)
        assert len(tile.steps()) == 15
    finally:
        stage.webapp.start()
    tile.find("button", has_text="Try now").click()
    eventually(lambda: len(tile.steps()), 6, seconds=60)
    check_map(tile, list(stage.cases))


def test_a_link_opens_the_same_view_alone(tile: ExplorerTile, stage: Stage):
    online = [case for case in stage.cases if case.attributes["channel"] == "Online"]
    tile.send([only("channel", "Online")])
    eventually(tile.cases, len(online))
    # A box on its way is not where the second click falls.
    tile.ready()
    tile.find(".map-boxes .map-step[aria-label^='Send rejection']").dblclick()
    kept = [case for case in online if "Send rejection" in case.trace]
    eventually(tile.cases, len(kept))
    tile.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tile.find(".export").click()
    tile.find("[role=menuitem]", has_text="Copy link").click()
    expect(tile.root).to_contain_text("The link is copied")
    link = tile.page.evaluate("navigator.clipboard.readText()")
    assert f"{stage.webapp.path}#" in link
    alone = tile.page.context.new_page()
    alone.goto(link)
    eventually(lambda: alone.locator(".figure-value").first.inner_text().split()[:1], [f"{len(kept):,}"])
    alone.close()
