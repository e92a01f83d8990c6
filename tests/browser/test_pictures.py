"""The map of the sample and of real logs, measured: straight, free of overlaps, and calm when a slider moves."""
from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from statistics import mean, median

import pytest
from playwright.sync_api import Page

from logs import real_log, sample_log
from raw_log import draw
from stages import LogFile, Stage, open_stage
from tile import ExplorerTile, eventually

CALM = {"spineDeviation": 0, "overlaps": 0, "throughBoxes": 0, "outsideStartAndEnd": 0}
PATHS = (22, 26, 30, 34, 38, 46, 56)
Place = tuple[float, float]


def open_log(name: str, folder: Path) -> LogFile:
    if name == "sample":
        return sample_log(folder)
    if name == "Sepsis":
        return real_log("Sepsis_Cases.xes.gz", "sepsis.bpmn")
    return real_log("BPI_Challenge_2012.xes.gz" if name == "BPIC 2012" else "BPI_2020_DomesticDeclarations.xes.gz")


@pytest.fixture(scope="module", params=["sample", "BPIC 2012", "Sepsis", "BPI 2020"])
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("log")
    with open_stage(open_log(request.param, folder), folder) as stage:
        yield stage


def open_tile(page: Page, stage: Stage, size: str = "1400x900") -> ExplorerTile:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{stage.url}?tileSize={size}&panel=0")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    return tile


def places(tile: ExplorerTile) -> dict[str, Place]:
    """Return where the middle of each step lies."""
    script = "elements => elements.map(element => [element.dataset.key, element.getAttribute('transform')])"
    found = tile.find(".map-boxes .map-step").evaluate_all(script)
    return {key: tuple(float(part) for part in re.findall(r"-?[\d.]+", at)) for key, at in found}  # type: ignore[misc]


def flips(before: dict[str, Place], after: dict[str, Place], axis: int, least: float) -> tuple[int, int]:
    """Return how many pairs of steps have changed sides along an axis, and how many pairs there are."""
    both = sorted(before.keys() & after.keys())
    pairs = list(combinations(both, 2))
    changed = 0
    for a, b in pairs:
        then, now = before[a][axis] - before[b][axis], after[a][axis] - after[b][axis]
        changed += abs(then) > least and abs(now) > least and then * now < 0
    return changed, len(pairs)


def moved(before: dict[str, Place], after: dict[str, Place]) -> float:
    """Return how far steps have moved on the mean, without the shift that all have in common, in pixels."""
    both = before.keys() & after.keys()
    shift = [median(after[key][axis] - before[key][axis] for key in both) for axis in (0, 1)]
    return mean(
        math.hypot(after[key][0] - before[key][0] - shift[0], after[key][1] - before[key][1] - shift[1]) for key in both
    )


@pytest.mark.parametrize("size", ["1400x900", "900x600", "420x320"])
def test_it_opens_straight_and_free_of_overlaps(page: Page, stage: Stage, size: str):
    tile = open_tile(page, stage, size)
    assert tile.evaluate("return tile.quality();") == CALM
    drawn = draw(stage.cases, tile.steps())
    assert tile.steps() == {name: (drawn.frequency[name], drawn.cases[name]) for name in tile.steps()}
    paths = tile.paths()
    assert paths == {path: (drawn.path_frequency[path], drawn.path_cases[path]) for path in paths}
    assert 5 <= len(tile.steps()) <= 18


@pytest.mark.parametrize("lens", ["duration", "conformance"])
def test_the_lenses_keep_it_free_of_overlaps(page: Page, stage: Stage, lens: str):
    tile = open_tile(page, stage)
    before = set(tile.steps())
    button = tile.find(f"button[data-lens={lens}]")
    button.click()
    page.wait_for_timeout(400)
    tile.ready()
    assert tile.evaluate("return tile.quality();") == CALM
    assert set(tile.steps()) == before


def test_moving_the_paths_slider_moves_little(page: Page, stage: Stage, record_property):
    tile = open_tile(page, stage)
    pictures = []
    most = int(tile.find("input[type=range][aria-label='Paths']").get_attribute("max") or 0)
    for paths in [paths for paths in PATHS if paths <= most]:
        tile.slide("Paths", paths)
        eventually(lambda value=paths: tile.evaluate("return tile.state().paths;"), paths)
        page.wait_for_timeout(200)
        tile.ready()
        assert tile.evaluate("return tile.quality();") == CALM
        pictures.append(places(tile))
    up_down = [flips(a, b, 1, 10) for a, b in pairwise(pictures)]
    left_right = [flips(a, b, 0, 20) for a, b in pairwise(pictures)]
    share = [sum(n for n, _ in counts) / sum(total for _, total in counts) for counts in (up_down, left_right)]
    pixels = mean(moved(a, b) for a, b in pairwise(pictures))
    record_property("moved px, up/down flips, left/right flips", (pixels, *share))
    # Seen: 0 to 1.6 % up/down, 3 to 15 % left/right and 31 to 82 pixels; each laid out on its own: 22 % and 110 pixels.
    # How long trying on may take is bounded, so a busy machine draws another of the good pictures: 3.8 % were seen.
    assert share[0] <= 0.06
    assert share[1] <= 0.3
