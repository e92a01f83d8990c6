"""Charts: numbers by period in the tile's time zone, and figures that plotly takes as they are."""
from __future__ import annotations

import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.charts import (
    cases_over_time,
    cases_over_time_figure,
    execution_time_figure,
    execution_time_histogram,
)
from process_mining.explorer.explored_log import ExploredLog
from tests.python.unit.explorer.logs import explored


def running(*spans: str) -> ExploredLog:
    """Return a log whose cases run from one time to another: ``"2024-01-01T12 2024-01-03"``."""
    log = explored(*["ab"] * len(spans))
    times = np.array([[pd.Timestamp(text, tz="UTC").value for text in span.split()] for span in spans])
    return ExploredLog(
        **{
            **vars(log),
            "case_begins": times[:, 0],
            "case_ends": times[:, 1],
            "execution_seconds": (times[:, 1] - times[:, 0]) / 1e9,
        }
    )


def everybody(log: ExploredLog) -> np.ndarray:
    return np.ones(log.n_cases, dtype=bool)


@pytest.mark.parametrize(
    ("spans", "zone", "period", "begins", "started", "ended"),
    [
        (["2024-01-01T12 2024-01-01T13"], "UTC", "day", ["2024-01-01T00:00"], [1], [1]),
        (
            ["2024-01-01T12 2024-01-03T00", "2024-01-02T23 2024-01-03T05"], "UTC", "day",
            ["2024-01-01T00:00", "2024-01-02T00:00", "2024-01-03T00:00"], [1, 1, 0], [0, 0, 2],
        ),
        # Half past eleven at night in UTC is the next day in Paris.
        (["2024-01-01T23:30 2024-01-01T23:40"], "Europe/Paris", "day", ["2024-01-01T23:00"], [1], [1]),
        # The day on which clocks go forward has 23 hours.
        (
            ["2024-03-31T00 2024-03-31T22:30"], "Europe/Paris", "day",
            ["2024-03-30T23:00", "2024-03-31T22:00"], [1, 0], [0, 1],
        ),
        (
            ["2024-01-01T00 2024-01-10T00", "2024-01-07T23 2024-02-12T00"], "UTC", "week",
            ["2024-01-01T00:00", "2024-01-08T00:00", "2024-01-15T00:00", "2024-01-22T00:00", "2024-01-29T00:00",
             "2024-02-05T00:00", "2024-02-12T00:00"],
            [2, 0, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0, 1],
        ),
    ],
)
def test_cases_started_and_ended_by_period(spans, zone, period, begins, started, ended):
    cases = cases_over_time(running(*spans), np.ones(len(spans), dtype=bool), zone)
    assert cases is not None
    assert (cases.period, cases.started.tolist(), cases.ended.tolist()) == (period, started, ended)
    assert [str(one)[:16] for one in cases.begins.view("datetime64[ns]")] == begins


@pytest.mark.parametrize(
    ("span", "period", "first", "n_periods"),
    [
        ("2024-01-01 2024-02-09", "day", "2024-01-01", 40),
        ("2024-01-01 2024-02-10", "week", "2024-01-01", 6),
        ("2024-01-03 2024-10-06", "week", "2024-01-01", 40),
        ("2024-01-03 2024-10-07", "month", "2024-01-01", 10),
        ("2021-02-03 2024-05-31", "month", "2021-02-01", 40),
        ("2021-02-03 2024-06-01", "quarter", "2021-01-01", 14),
        ("1999-05-03 2024-06-01", "year", "1999-01-01", 26),
        ("1700-05-03 2200-06-01", "year", "1700-01-01", 501),
        ("1677-09-22 1677-09-22", "day", "1677-09-22", 1),
    ],
)
def test_the_shortest_period_with_at_most_40_bars(span, period, first, n_periods):
    cases = cases_over_time(running(span), np.array([True]), "UTC")
    assert cases is not None
    assert (cases.period, len(cases.begins)) == (period, n_periods)
    assert str(cases.begins.view("datetime64[ns]")[0])[:10] == first


def test_a_period_that_begins_before_all_time_is_not_lost():
    cases = cases_over_time(running("1677-10-01 2200-06-01"), np.array([True]), "UTC")
    assert cases is not None
    assert (cases.started[0], cases.begins[0]) == (1, np.iinfo(np.int64).min)


instants = st.integers(0, 2 * 10**18)


spans_of_cases = st.lists(st.tuples(instants, st.integers(0, 10**17)), min_size=1, max_size=9)


@given(spans_of_cases, st.sampled_from(["UTC", "America/Lima"]))
def test_no_case_is_lost(spans, zone):
    log = explored(*["ab"] * len(spans))
    begins = np.array([begin for begin, _ in spans])
    ends = begins + np.array([length for _, length in spans])
    cases = cases_over_time(
        ExploredLog(**{**vars(log), "case_begins": begins, "case_ends": ends}), everybody(log), zone
    )
    assert cases is not None
    assert cases.started.sum() == cases.ended.sum() == len(spans)


def test_figures_are_what_plotly_takes_and_plain_json():
    log = running("2024-01-01 2024-01-03", *["2024-01-01 2024-01-02"] * 60, "2024-01-01 2024-06-02")
    histogram = execution_time_histogram(log, everybody(log))
    times = execution_time_figure(histogram)
    over_time = cases_over_time_figure(cases_over_time(log, everybody(log), "Asia/Tokyo"), "Asia/Tokyo")
    for figure in (times, over_time, execution_time_figure(None), cases_over_time_figure(None, "UTC")):
        go.Figure(json.loads(json.dumps(figure, allow_nan=False)))
    assert sum(sum(trace["y"]) for trace in times["data"]) == 62
    assert [trace["marker"]["color"] for trace in times["data"]] == ["#3074b8", "#ffffff"]
    assert times["data"][1]["customdata"] == ["25 hours or more"]
    assert times["layout"]["xaxis"]["title"]["text"] == "hours"
    assert over_time["data"][0]["x"][0] == "2024-01-01"
    assert sum(over_time["data"][0]["y"]) == sum(over_time["data"][1]["y"]) == 62
    assert over_time["layout"]["xaxis"]["title"]["text"] == "by week, Asia/Tokyo"


def test_no_case_no_chart():
    log = running("2024-01-01 2024-01-03")
    nobody = np.array([False])
    assert execution_time_histogram(log, nobody) is None
    assert cases_over_time(log, nobody, "UTC") is None
    assert execution_time_figure(None)["data"] == cases_over_time_figure(None, "UTC")["data"] == []
