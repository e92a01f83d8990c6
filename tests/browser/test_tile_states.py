"""What the tile says when there is no map, or another one than yesterday: words, and the way on."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from logs import small_log
from stages import LogFile, Stage, open_stage, write_log
from tile import ExplorerTile

CALM = {"spineDeviation": 0, "overlaps": 0, "throughBoxes": 0, "outsideStartAndEnd": 0}


def many_activities(folder: Path) -> LogFile:
    """Return a log of 300 activities in 12 families, PREFIX_01_a and the like."""
    first = datetime(2024, 1, 1, tzinfo=timezone.utc)
    families = ("INTAKE", "CHECK", "ASK", "WAIT", "READ", "DECIDE", "DRAFT", "SIGN", "SEND", "BILL", "PAY", "CLOSE")
    rows = []
    for case in range(200):
        for place, family in enumerate(families):
            at = first + timedelta(days=case, hours=place)
            kind = (7 * case + 3 * place) % 25
            rows.append((f"c{case}", f"{family}_{kind:02}_{'abc'[kind % 3]}", at.strftime("%Y-%m-%dT%H:%M:%S.000Z")))
    path = write_log(folder / "many.csv", {"case": "string", "activity": "string", "time": "date"}, rows)
    return LogFile(path, "case", "activity", "time")


def open_tile(page: Page, stage: Stage) -> ExplorerTile:
    page.goto(f"{stage.url}?tileSize=1400x900&panel=0")
    return ExplorerTile(page, stage.cases)


def test_too_many_activities_are_said_and_grouped_by_name(page: Page, tmp_path: Path):
    with open_stage(many_activities(tmp_path), tmp_path) as stage:
        tile = open_tile(page, stage)
        expect(tile.root).to_contain_text("300 activities do not fit on one map")
        expect(tile.root).to_contain_text("Names that begin alike can be joined into groups.")
        tile.find("button", has_text="Group by name").click()
        tile.ready()
        spoken = tile.find(".map-boxes .map-step").evaluate_all("all => all.map((one) => one.ariaLabel)")
        labels = [text.split(",")[0] for text in spoken]
        assert sorted(labels) == sorted(
            ["INTAKE", "CHECK", "ASK", "WAIT", "READ", "DECIDE", "DRAFT", "SIGN", "SEND", "BILL", "PAY", "CLOSE"]
        )
        assert tile.evaluate("return tile.quality();") == CALM


def test_the_most_frequent_of_too_many_activities_can_be_seen_all_the_same(page: Page, tmp_path: Path):
    with open_stage(many_activities(tmp_path), tmp_path) as stage:
        tile = open_tile(page, stage)
        tile.find("button", has_text="Show the ").click()
        tile.ready()
        expect(tile.find("button", has_text="Show the ")).to_be_hidden()
        assert 5 <= len(tile.steps()) <= 18
        assert tile.evaluate("return tile.quality();") == CALM


def test_without_a_reference_nothing_is_scored_and_the_lens_says_what_to_do(page: Page, tmp_path: Path):
    with open_stage(small_log(tmp_path), tmp_path) as stage:
        tile = open_tile(page, stage)
        tile.ready()
        assert tile.figure("Average conformance") == "not scored"
        tile.find("button[data-lens=conformance]").click()
        expect(tile.root).to_contain_text("No reference to compare with")
        tile.find("button", has_text="Back to frequency").click()
        tile.ready()
        expect(tile.find(".map-boxes .map-step").first).to_be_visible()


def test_the_settings_may_open_it_with_the_top_variants(page: Page, tmp_path: Path):
    with open_stage(small_log(tmp_path), tmp_path, {"opening_view": "top_variants"}) as stage:
        tile = open_tile(page, stage)
        tile.ready()
        # Three variants of eight cases each: 80 percent takes all of them.
        expect(tile.find(".coverage-picture")).to_contain_text("Picture of 3 variants (100 % of the cases)")


def write(stage: Stage, name: str, columns: list[str], rows: list[list[str]]) -> None:
    """Build a dataset anew with some of its columns."""
    dataset = stage.project.dataset(name)
    schema = dataset.read_schema()
    at = [index for index, column in enumerate(schema) if column["name"] in columns]
    dataset.write_schema([schema[index] for index in at])
    writer = dataset.open_writer()
    for row in rows:
        writer.write([row[index] for index in at])
    writer.commit()


def names_of(stage: Stage, dataset: str) -> list[str]:
    return [column["name"] for column in stage.project.read_schema(dataset)]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("not built", "The event log is not built yet"),
        ("column gone", "Column activity is no longer in dataset"),
        ("no access", "You may not read dataset event_log"),
    ],
)
def test_what_the_data_lack_is_said(page: Page, tmp_path: Path, fault: str, words: str):
    with open_stage(small_log(tmp_path), tmp_path) as stage:
        dataset = stage.project.dataset("event_log")
        rows = list(dataset.iter_rows())
        if fault == "not built":
            dataset.clear()
        elif fault == "no access":
            dataset.deny_access()
        else:
            write(stage, "event_log", [name for name in names_of(stage, "event_log") if name != "activity"], rows)
        tile = open_tile(page, stage)
        expect(tile.root).to_contain_text(words, timeout=20_000)
        expect(tile.root).not_to_contain_text("Traceback")
