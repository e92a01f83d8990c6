"""The tile on real logs: every figure and drawn number under filters, beside a count of the rows case by case."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from real_logs import real_file
from sandbox import Project, import_file, run_recipe
from slow_map import check_map, traces_of_rows
from tile_bench import CONFIG, OPENING, Tile, view_request
from workbench import OUTPUTS, ROOT

CASE, ACTIVITY, TIME = "case:concept:name", "concept:name", "time:timestamp"
LOGS = {
    "Sepsis_Cases.xes.gz": ["InfectionSuspected"],
    "BPI_2013_closed_problems.xes.gz": ["case:impact"],
    "BPI_Challenge_2012.xes.gz": ["case:AMOUNT_REQ"],
}


@pytest.fixture(name="real", scope="module", params=LOGS)
def _real(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, pd.DataFrame]:
    """Return a project with a real log and its executions, and the rows of the log."""
    name = request.param
    project = Project.create(tmp_path_factory.mktemp("real") / "project")
    import_file(project, real_file(f"logs/{name}"), "log")
    for role in ("executions", "variants"):
        project.create_dataset(role, [])
    columns = [column["name"] for column in project.read_schema("log")]
    config = {
        "case_column": CASE, "activity_column": ACTIVITY, "timestamp_column": TIME, "lifecycle_mode": "all",
        "case_attribute_columns": [column for column in LOGS[name] if column in columns],
    }  # fmt: skip
    outputs = {role: [role] for role in OUTPUTS["process-mining-variants"][:2]}
    run_recipe(ROOT, "process-mining-variants", project, {"event_log": ["log"]}, outputs, config)
    rows = pd.DataFrame(project.iter_rows("log"), columns=columns, dtype=object)
    return project, rows


def test_every_number_is_the_one_counted_case_by_case(real: Any, tmp_path: Path, serve: Callable[..., Tile]) -> None:
    project, rows = real
    times = pd.to_datetime(rows[TIME], utc=True, format="ISO8601")
    traces = traces_of_rows(zip(rows[CASE], rows[ACTIVITY], times.astype("int64")))
    begins = times.groupby(rows[CASE]).min()
    spans = (times.groupby(rows[CASE]).max() - begins).dt.total_seconds()
    tile = serve(project.folder, CONFIG)
    _, log = tile.log()
    assert (log["cases"], log["events"], len(log["activities"])) == (
        len(traces), len(rows), rows[ACTIVITY].nunique(),
    )  # fmt: skip
    for facets, cases in _filters(traces, begins, spans, log["activities"]):
        document = tile.get("view", view_request(**facets))
        figures = document["figures"]
        assert figures["cases"] == len(cases)
        assert figures["variants"] == len({tuple(traces[case]) for case in cases})
        assert figures["execution_time_mean_seconds"] == pytest.approx(spans[cases].mean(), rel=1e-9)
        check_map(document["map"], traces, cases)


def _filters(
    traces: dict[str, list[str]], begins: pd.Series, spans: pd.Series, activities: list[str]
) -> list[tuple[dict[str, Any], list[str]]]:
    """Return requests, each with the cases that pass its filters."""
    everything = list(traces)
    middle = begins.sort_values().iloc[len(begins) // 2]
    from_the_middle = {
        "column": "timestamp_start", "filterType": "DATE_FACET", "dateFilterType": "RANGE",
        "minValue": middle.value // 1_000_000,
    }  # fmt: skip
    on_mondays = {
        "column": "timestamp_start", "filterType": "DATE_FACET", "dateFilterType": "DAY_OF_WEEK",
        "selectedValues": {"0": True},
    }  # fmt: skip
    short = {"column": "activities", "filterType": "NUMERICAL_FACET", "maxValue": 6}
    starts_like_the_first = {
        "column": "activity_start", "filterType": "ALPHANUM_FACET", "selectedValues": {traces[everything[0]][0]: True},
    }  # fmt: skip
    label, days = activities[len(activities) // 2], float(spans.median())
    return [
        ({}, everything),
        ({"activities": 5, "paths": 0}, everything),
        ({"activities": 400, "paths": 10_000}, everything),
        ({"dashboard": [from_the_middle]}, [case for case in everything if begins[case] >= middle]),
        ({"dashboard": [on_mondays]}, [case for case in everything if begins[case].weekday() == 0]),
        ({"dashboard": [short]}, [case for case in everything if len(traces[case]) <= 6]),
        (
            {"dashboard": [starts_like_the_first], "own": [{"kind": "avoids", "activities": [label]}]},
            [case for case in everything if traces[case][0] == traces[everything[0]][0] and label not in traces[case]],
        ),
        (
            {"own": [{"kind": "execution_time", "minimum_seconds": days, "maximum_seconds": None}], "room": 9},
            [case for case in everything if spans[case] >= days],
        ),
    ]


def test_every_route_answers_for_what_the_page_opens_with(real: Any, serve: Callable[..., Tile]) -> None:
    tile = serve(real[0].folder, CONFIG)
    tile.log()
    asked = view_request()
    found = tile.get("view", asked)["map"]
    chosen = [{"kind": "path", "id": found["edges"][3]["id"]}, {"kind": "step", "id": found["nodes"][0]["id"]}]
    filters = asked["filters"]
    assert len(tile.get("details", {"filters": filters, "map": OPENING, "chosen": chosen})["items"]) == 2
    assert tile.get("durations", asked)["paths"]
    page = {"filters": filters, "order": "cases", "descending": True, "offset": 0, "limit": 50}
    assert len(tile.get("variants", page)["rows"]) == 50
    assert sum(tile.get("charts", {"filters": filters})["started"])
    tile.get("conformance", asked)
