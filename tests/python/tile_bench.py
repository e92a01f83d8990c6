"""The tile's backend, asked as its page asks it, and projects whose datasets the unmodified recipes wrote."""
from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from process_mining_dss.contract import answers, panel_answers
from process_mining_dss.contract.checking import check_value
from sandbox import Project
from workbench import Workbench

CONFIG = {"event_log": "log", "executions": "executions"}
NOTHING_FILTERED: dict[str, Any] = {"dashboard": [], "own": []}
OPENING: dict[str, Any] = {
    "activities": None,
    "paths": None,
    "room": 18,
    "also": [],
    "top_variants": None,
    "variant_ids": None,
    "grouping": "none",
}
_SECONDS_TO_LOAD = 120
_ANSWERS: dict[str, Any] = {
    "view": answers.ViewDocument,
    "durations": answers.DurationsDocument,
    "variants": panel_answers.VariantsDocument,
    "details": panel_answers.DetailsDocument,
    "charts": panel_answers.ChartsDocument,
    "conformance": panel_answers.ConformanceDocument,
}


def view_request(**changed: Any) -> dict[str, Any]:
    """Return a request of the view as the page opens it, with some of its parts changed."""
    filters = {name: changed.pop(name, NOTHING_FILTERED[name]) for name in ("dashboard", "own")}
    exact = changed.pop("exact", False)
    return {"filters": filters, "map": {**OPENING, **changed}, "exact": exact}


def check_answer(route: str, status: int, document: Any) -> None:
    """Raise unless an answer has the shape that the contract gives it."""
    if status != 200:
        check_value(document, answers.ErrorAnswer)
    elif route.startswith("log"):
        is_loading = document.get("state") == "loading"
        check_value(document, answers.Loading if is_loading else answers.LogDocument)
    else:
        check_value(document, _ANSWERS[route])


class Tile:
    """The tile's backend, asked as its page asks it; every answer is held against the contract."""

    def __init__(self, client: Any) -> None:
        self.client = client

    def get(self, route: str, asked: dict[str, Any] | None = None) -> Any:
        """Return the document of an answer that must be one."""
        status, document = self.ask(route, asked)
        assert status == 200, document
        return document

    def ask(self, route: str, asked: dict[str, Any] | None = None) -> tuple[int, Any]:
        """Return status and JSON of an answer."""
        url = route if asked is None else f"{route}?q={quote(json.dumps(asked))}"
        answer = self.client.get(f"/{url}", headers={"Accept-Encoding": "gzip"})
        data = gzip.decompress(answer.data) if answer.headers.get("Content-Encoding") == "gzip" else answer.data
        assert answer.headers["Cache-Control"] == "no-store"
        document = json.loads(data)
        check_answer(route, answer.status_code, document)
        return answer.status_code, document

    def log(self, route: str = "log") -> tuple[int, Any]:
        """Return the answer of `log` once it does not say loading any more."""
        deadline = time.monotonic() + _SECONDS_TO_LOAD
        while time.monotonic() < deadline:
            status, document = self.ask(route)
            if document.get("state") != "loading":
                return status, document
            time.sleep(0.02)
        raise AssertionError("the log is still loading")


def small_bench(folder: Path, rows: list[list[str]], header: list[str] | None = None, **config: Any) -> Workbench:
    """Return a project with a log and the executions that the Variants recipe makes of it."""
    folder.mkdir(parents=True, exist_ok=True)
    bench = Workbench(folder, header or ["case", "activity", "time"], rows, config.pop("types", None))
    bench.run("process-mining-variants", **config)
    return bench


def replace_rows(project: Project, name: str, rows: list[list[str]]) -> None:
    """Write other rows into a dataset, as a build would."""
    writer = project.dataset(name).open_writer()
    for row in rows:
        writer.write(row)
    writer.commit()


TWO_CASES = [
    ["1", "a", "2024-01-01T00:00:00Z"], ["1", "b", "2024-01-02T00:00:00Z"],
    ["2", "a", "2024-01-03T00:00:00Z"], ["2", "c", "2024-01-04T00:00:00Z"],
]  # fmt: skip

# case: trace and region; one event an hour from 1 January, cases a day apart.
CASES = {
    "1": ("abcd", "North"),
    "2": ("abcd", "North"),
    "3": ("abcd", "South"),
    "4": ("acbd", "South"),
    "5": ("abbd", ""),
}


def rows_of(cases: dict[str, tuple[str, str]], labels: dict[str, str] | None = None) -> list[list[str]]:
    labels = labels or {}
    return [
        [case, labels.get(letter, letter), f"2024-01-{int(case):02d}T{hour:02d}:00:00.000Z", region]
        for case, (trace, region) in cases.items()
        for hour, letter in enumerate(trace)
    ]


HEADER = ["case", "activity", "time", "region"]
ATTRIBUTES = {"case_attribute_columns": ["region"]}


def of_region(*regions: str) -> dict[str, Any]:
    return {"column": "region", "filterType": "ALPHANUM_FACET", "selectedValues": dict.fromkeys(regions, True)}


def listed(**changed: Any) -> dict[str, Any]:
    """Return a request for the list of variants, with some of its parts changed."""
    filters = {**NOTHING_FILTERED, **changed.pop("filters", {})}
    return {"filters": filters, "order": "cases", "descending": True, "offset": 0, "limit": 50, **changed}


def asked_details(*chosen: tuple[str, str]) -> dict[str, Any]:
    """Return a request for the details of steps and paths, given as kind and id."""
    asked = view_request()
    del asked["exact"]
    return {**asked, "chosen": [{"kind": kind, "id": name} for kind, name in chosen]}
