"""The tile for those who do not see it or use no mouse: axe finds no serious fault in any of its faces."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from facets import only
from logs import MARKUP, sample_log, small_log
from stages import ROOT, Stage, open_stage
from tile import ExplorerTile

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("sample")
    with open_stage(sample_log(folder), folder) as stage:
        yield stage


def filtered(tile: ExplorerTile) -> None:
    tile.send([only("channel", "Online"), only("department", "A")])
    # A box on its way is not where the second click falls.
    expect(tile.find(".chips-row .chip")).to_have_count(2)
    tile.ready()
    tile.find(".map-boxes .map-step").nth(3).dblclick()
    expect(tile.find(".chip-own")).to_have_count(1)


def emptied(tile: ExplorerTile) -> None:
    tile.send([only("channel", "?")])
    expect(tile.root).to_contain_text("No case matches")


def chosen(tile: ExplorerTile) -> None:
    tile.find(".map-boxes .map-step").nth(3).click()
    expect(tile.find(".offer").first).to_be_visible()


FACES: dict[str, tuple[str, Callable[[ExplorerTile], Any]]] = {
    "opened": ("1400x900", lambda tile: None),
    "filtered": ("1400x900", filtered),
    "emptied": ("1400x900", emptied),
    "a step chosen": ("1400x900", chosen),
    "duration": ("1400x900", lambda tile: tile.find("button[data-lens=duration]").click()),
    "conformance": ("1400x900", lambda tile: tile.find("button[data-lens=conformance]").click()),
    "charts": ("1400x900", lambda tile: tile.find("[role=tab]", has_text="Charts").click()),
    "table": ("1400x900", lambda tile: tile.find("[data-view=table]").click()),
    "export menu": ("1400x900", lambda tile: tile.find(".export").click()),
    "medium": ("900x600", lambda tile: None),
    "compact": ("420x320", lambda tile: None),
}


@pytest.mark.parametrize("face", FACES)
def test_axe_finds_no_serious_fault(page: Page, stage: Stage, face: str):
    size, show = FACES[face]
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{stage.url}?tileSize={size}&panel=0")
    tile = ExplorerTile(page, stage.cases)
    tile.ready()
    show(tile)
    page.wait_for_timeout(500)
    tile.root.evaluate("(_, source) => (0, eval)(source)", AXE.read_text(encoding="utf-8"))
    found = tile.evaluate("return (await axe.run(document)).violations;")
    serious = [fault for fault in found if fault["impact"] in SERIOUS]
    assert {fault["id"]: [node["html"] for node in fault["nodes"]] for fault in serious} == {}


def test_a_label_that_looks_like_markup_is_text_everywhere(page: Page, tmp_path):
    with open_stage(small_log(tmp_path), tmp_path) as stage:
        page.goto(f"{stage.url}?tileSize=1400x900&panel=0")
        tile = ExplorerTile(page, stage.cases)
        tile.ready()
        assert MARKUP in tile.steps()
        tile.find(".map-boxes .map-step").last.click()
        expect(tile.find(".panel")).to_contain_text(MARKUP)
        tile.find(".map-boxes .map-step").last.hover()
        tile.find("[role=combobox]").fill("<b on")
        expect(tile.find(".found-one").first).to_contain_text(MARKUP)
        tile.find(".map-boxes .map-step").last.dblclick()
        expect(tile.find(".chip-own")).to_contain_text(MARKUP)
        tile.find("[data-view=table]").click()
        expect(tile.find("table.table")).to_contain_text(MARKUP)
        assert tile.find("b[onclick]").count() == 0
