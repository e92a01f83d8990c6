"""The webapp as DSS serves it: its own backend.py in a process of its own, asked by twenty users at once."""
from __future__ import annotations

import csv
import io
import json
import random
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from statistics import mean
from typing import Any
from urllib.parse import quote

import pytest

from demo.sample_dataset import SAMPLE_COLUMNS, read_sample_text
from sandbox.serving import Host
from slow_map import check_map, traces_of_rows
from tile_bench import CONFIG, Tile, check_answer, small_bench, view_request
from workbench import ROOT

USERS = 20
COLUMNS = [column["name"] for column in SAMPLE_COLUMNS]
ROWS = [dict(zip(COLUMNS, row)) for row in csv.reader(io.StringIO(read_sample_text())) if row != COLUMNS]
ATTRIBUTES = {row["case_id"]: row for row in ROWS}
TRACES = traces_of_rows((row["case_id"], row["activity"], (row["start_time"], row["end_time"])) for row in ROWS)


class ServedTile(Tile):
    """The same questions, over HTTP."""

    def __init__(self, url: str) -> None:
        super().__init__(None)
        self._url = url

    def ask(self, route: str, asked: dict[str, Any] | None = None) -> tuple[int, Any]:
        """Return status and JSON of an answer."""
        query = "" if asked is None else f"?q={quote(json.dumps(asked))}"
        try:
            with urllib.request.urlopen(f"{self._url}/{route}{query}", timeout=60) as answer:
                status, document = answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            status, document = error.code, json.loads(error.read())
        check_answer(route, status, document)
        return status, document


@pytest.fixture(name="tile", scope="module")
def _tile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedTile]:
    folder = tmp_path_factory.mktemp("served")
    config = {
        "case_column": "case_id", "timestamp_column": "end_time", "start_timestamp_column": "start_time",
        "case_attribute_columns": ["amount", "channel", "region", "segment"],
        "types": {column["name"]: column["type"] for column in SAMPLE_COLUMNS},
    }  # fmt: skip
    bench = small_bench(folder, [list(row.values()) for row in ROWS], COLUMNS, **config)
    with Host(bench.project) as host:
        webapp = host.add_webapp(ROOT, "process-explorer", CONFIG, "Process Explorer")
        tile = ServedTile(f"{host.url}{webapp.backend_path}")
        tile.log()
        yield tile


def random_question(draw: random.Random) -> tuple[dict[str, Any], list[str]]:
    """Return a request with filters, and the cases that pass them, found case by case."""
    regions = draw.sample(sorted({row["region"] for row in ROWS}), 2)
    least = draw.randrange(0, 20_000, 500)
    label = draw.choice(sorted({row["activity"] for row in ROWS}))
    leaves_out, passes = draw.random() < 0.5, draw.random() < 0.7
    dashboard = [
        {
            "column": "region", "filterType": "ALPHANUM_FACET",
            "excludedValues" if leaves_out else "selectedValues": dict.fromkeys(regions, True),
        },
        {"column": "amount", "filterType": "NUMERICAL_FACET", "minValue": least},
        {"column": "nowhere", "filterType": "ALPHANUM_FACET", "selectedValues": {"x": True}},
    ]  # fmt: skip
    own = [{"kind": "passes" if passes else "avoids", "activities": [label]}]
    cases = [
        case
        for case, row in ATTRIBUTES.items()
        if (row["region"] in regions) != leaves_out
        and float(row["amount"]) >= least
        and (label in TRACES[case]) == passes
    ]
    return view_request(dashboard=dashboard, own=own, activities=draw.randrange(3, 15)), cases


def check_answers(tile: Tile, seed: int) -> int:
    """Ask five questions as one user; return how many cases were compared."""
    draw, compared = random.Random(seed), 0
    for _ in range(5):
        asked, cases = random_question(draw)
        document = tile.get("view", asked)
        assert document["figures"]["cases"] == len(cases)
        assert document["figures"]["variants"] == len({tuple(TRACES[case]) for case in cases})
        if cases:
            check_map(document["map"], TRACES, cases)
            times = tile.get("durations", asked)["paths"]
            assert set(times) <= {edge["id"] for edge in document["map"]["edges"]}
        compared += len(cases)
    return compared


def test_twenty_users_with_different_filters_get_their_own_answers(tile):
    with ThreadPoolExecutor(USERS) as users:
        assert sum(users.map(lambda seed: check_answers(tile, seed), range(USERS))) > 10_000


def test_the_figures_are_those_of_the_rows(tile):
    figures = tile.get("view", view_request())["figures"]
    assert figures["cases"] == len(TRACES) == 1999
    assert figures["variants"] == len({tuple(trace) for trace in TRACES.values()})
    times = {case: ([], []) for case in TRACES}
    for row in ROWS:
        times[row["case_id"]][0].append(row["start_time"])
        times[row["case_id"]][1].append(row["end_time"])

    def seconds(case: str) -> float:
        begin, end = min(times[case][0]), max(times[case][1])
        return (datetime.fromisoformat(end[:-1]) - datetime.fromisoformat(begin[:-1])).total_seconds()

    assert figures["execution_time_mean_seconds"] == pytest.approx(mean(map(seconds, TRACES)), rel=1e-9)
