"""What a filter panel may choose from, value by value, and which dashboards are served."""
from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from sandbox import Project, SandboxError
from sandbox.serving import Dashboard, Host, Tile

COLUMNS = [
    {"name": "city", "type": "string"}, {"name": "age", "type": "bigint"}, {"name": "score", "type": "double"},
    {"name": "born", "type": "date"}, {"name": "day", "type": "dateonly"}, {"name": "is_new", "type": "boolean"},
]
ROWS = [
    ["Paris", "3", "0.5", "2024-01-01T00:00:00.000Z", "2024-02-29", "true"],
    ["paris", "-4", "inf", "2023-12-31T23:59:59.999Z", "", "false"],
    ["Paris", "", "nan", "", "2024-02-29", "true"],
    ["", "3", "1e3", "2024-10-06T12:30:00.000Z", "2021-01-03", ""],
]
NO_RANGE: dict[str, Any] = {"minimum": None, "maximum": None}


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    project = Project.create(tmp_path_factory.mktemp("dashboards") / "project", "TEST")
    writer = project.create_dataset("people", COLUMNS).open_writer()
    for row in ROWS:
        writer.write(row)
    writer.commit()
    project.create_dataset("unbuilt", COLUMNS)
    with Host(project) as host:
        host.add_dashboard(Dashboard("people", "</script><b>People", "people", [], ["city", {"column": "age"}]))
        host.add_dashboard(Dashboard("unbuilt", "Unbuilt", "unbuilt", []))
        yield host


def get(url: str) -> tuple[int, str]:
    """Return the status and the text of an answer."""
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def facet(host: Host, dashboard: str = "people", **asked: str) -> tuple[int, dict[str, Any]]:
    """Return the status and the JSON of what a filter may choose from."""
    status, text = get(f"{host.url}/dashboards/TEST/{dashboard}/facet?{urlencode(asked)}")
    return status, json.loads(text)


def values(**counts: int) -> list[dict[str, Any]]:
    return [{"value": value.removeprefix("_"), "count": count} for value, count in counts.items()]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"column": "city"}, {"values": values(Paris=2, paris=1), "n_values": 2, "n_empty": 1, **NO_RANGE}),
        ({"column": "city", "search": "AR"}, {"values": values(Paris=2, paris=1), "n_values": 2}),
        ({"column": "city", "search": "x"}, {"values": [], "n_values": 0, "n_empty": 1}),
        ({"column": "age"}, {"values": [*values(_3=2), {"value": "-4", "count": 1}], "minimum": -4, "maximum": 3}),
        ({"column": "score"}, {"n_values": 4, "n_empty": 0, "minimum": 0.5, "maximum": 1000}),
        ({"column": "born"}, {"n_values": 3, "n_empty": 1, "minimum": 1704067199999, "maximum": 1728217800000}),
        ({"column": "day"}, {"minimum": 1609632000000, "maximum": 1709164800000}),
        ({"column": "is_new"}, {"values": values(true=2, false=1), "n_empty": 1, **NO_RANGE}),
        ({"column": "born", "part": "YEAR"}, {"values": values(_2023=1, _2024=2), "n_empty": 1, **NO_RANGE}),
        ({"column": "born", "part": "QUARTER_OF_YEAR"}, {"values": values(_0=1, _3=2)}),
        ({"column": "born", "part": "MONTH_OF_YEAR"}, {"values": values(_0=1, _9=1, _11=1)}),
        ({"column": "born", "part": "WEEK_OF_YEAR"}, {"values": values(_0=1, _39=1, _51=1)}),
        ({"column": "born", "part": "DAY_OF_MONTH"}, {"values": values(_0=1, _5=1, _30=1)}),
        ({"column": "born", "part": "DAY_OF_WEEK"}, {"values": values(_0=1, _6=2)}),
        ({"column": "born", "part": "HOUR_OF_DAY"}, {"values": values(_0=1, _12=1, _23=1)}),
    ],
)
def test_a_filter_is_offered_what_is_in_its_column(
    host: Host, asked: dict[str, str], expected: dict[str, Any]
) -> None:
    status, found = facet(host, **asked)
    assert (status, {name: found[name] for name in expected}) == (200, expected)


@pytest.mark.parametrize(
    ("dashboard", "asked", "message"),
    [
        ("people", {"column": "nowhere"}, "Dataset 'people' has no column 'nowhere'."),
        ("people", {"column": "city", "part": "YEAR"}, "'Paris' is no date."),
        (
            "people", {"column": "born", "part": "ERA"},
            "There is no part 'ERA' of a date; there are YEAR, QUARTER_OF_YEAR, MONTH_OF_YEAR, WEEK_OF_YEAR, "
            "DAY_OF_MONTH, DAY_OF_WEEK, HOUR_OF_DAY.",
        ),
        ("unbuilt", {"column": "city"}, "Dataset 'unbuilt' is not built: it holds no data. Build or import it first."),
    ],
)
def test_what_is_not_there_is_told(host: Host, dashboard: str, asked: dict[str, str], message: str) -> None:
    assert facet(host, dashboard, **asked) == (404, {"message": message})


def test_new_data_are_counted_anew(tmp_path: Path) -> None:
    project = Project.create(tmp_path / "project", "TEST")
    dataset = project.create_dataset("people", COLUMNS[:1])
    with Host(project) as host:
        host.add_dashboard(Dashboard("people", "People", "people", []))
        for rows in (["Paris"], ["Rome"] * 3):
            writer = dataset.open_writer()
            for city in rows:
                writer.write([city])
            writer.commit()
            assert facet(host, column="city")[1]["values"] == [{"value": rows[0], "count": len(rows)}]


def test_the_page_is_told_columns_filters_and_tiles_in_json_that_nothing_can_end(host: Host) -> None:
    status, page = get(f"{host.url}/dashboards/TEST/people")
    told = page.split('type="application/json">')[1].split("</script>")[0]
    assert status == 200
    assert json.loads(told) == {
        "id": "people", "title": "</script><b>People", "projectKey": "TEST", "dataset": "people",
        "columns": [
            {"name": "city", "columnType": "ALPHANUM"}, {"name": "age", "columnType": "NUMERICAL"},
            {"name": "score", "columnType": "NUMERICAL"}, {"name": "born", "columnType": "DATE"},
            {"name": "day", "columnType": "DATE"}, {"name": "is_new", "columnType": "ALPHANUM"},
        ],
        "filters": ["city", {"column": "age"}], "gridColumns": 36, "tiles": [],
    }


@pytest.mark.parametrize(
    ("dashboard", "message"),
    [
        (Dashboard("people", "Again", "people", []), "There is a dashboard people already."),
        (Dashboard("../up", "Up", "people", []), "cannot name a dashboard"),
        (Dashboard("other", "Other", "nowhere", []), "Dataset 'nowhere' does not exist in project TEST."),
        (Dashboard("other", "Other", "people", [Tile("12345678")]), "shows webapp 12345678, which is not here."),
    ],
)
def test_a_dashboard_that_cannot_be_shown_is_refused(host: Host, dashboard: Dashboard, message: str) -> None:
    with pytest.raises(SandboxError, match=message):
        host.add_dashboard(dashboard)


@pytest.mark.parametrize("path", ["/dashboards/TEST/nowhere", "/dashboards/OTHER/people", "/sandbox/../host.py", "/"])
def test_nothing_else_is_served(host: Host, path: str) -> None:
    assert get(host.url + path)[0] == 404
