"""Filtered cases -> charts: cases by execution time and cases over time, as numbers and as plotly figures."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.histogram import DAY, HOUR, MINUTE, Histogram, histogram_of
from process_mining.segments import freeze

Period = Literal["day", "week", "month", "quarter", "year"]

# The design's colours (tokens: f4, ink, ink-3, line) and type.
BLUE, INK, MUTED, LINE = "#3074b8", "#14202e", "#566577", "#dde3e9"
FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'

_UNITS = {1: "seconds", MINUTE: "minutes", HOUR: "hours", DAY: "days"}
_PERIODS: tuple[Period, ...] = ("day", "week", "month", "quarter", "year")
_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "year": 12}
_MOST_PERIODS = 40


@dataclass(frozen=True)
class CasesOverTime:
    """How many cases started and ended in each period.

    Parameters
    ----------
    period : {"day", "week", "month", "quarter", "year"}
    begins : ndarray of int64, shape (n_periods,)
        Begin of each period in the tile's time zone, nanoseconds since 1970 in UTC.
    started, ended : ndarray of int64, shape (n_periods,)
    """

    period: Period
    begins: np.ndarray = field(repr=False)
    started: np.ndarray = field(repr=False)
    ended: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)


def execution_time_histogram(log: ExploredLog, kept: np.ndarray) -> Histogram | None:
    """Count cases by execution time.

    Parameters
    ----------
    log : ExploredLog
    kept : ndarray of bool, shape (n_cases,)

    Returns
    -------
    Histogram or None
        None of no cases.
    """
    return histogram_of(log.execution_seconds[kept])


def cases_over_time(log: ExploredLog, kept: np.ndarray, time_zone: str) -> CasesOverTime | None:
    """Count the cases that start and end in each period.

    Parameters
    ----------
    log : ExploredLog
    kept : ndarray of bool, shape (n_cases,)
    time_zone : str
        In which days begin, as the tz database names it.

    Returns
    -------
    CasesOverTime or None
        By the shortest of day, week, month, quarter and year that makes at most 40 periods, or by year; None of no
        cases.
    """
    if not kept.any():
        return None
    begins, ends = log.case_begins[kept], log.case_ends[kept]
    first, last = (_local_day(instant, time_zone) for instant in (int(begins.min()), int(ends.max())))
    period: Period = next((one for one in _PERIODS if _number(last, one) - _number(first, one) < _MOST_PERIODS), "year")
    numbers = np.arange(_number(first, period), _number(last, period) + 1)
    edges = _instants(_first_days(numbers, period), time_zone)
    started, ended = (
        np.bincount(np.searchsorted(edges, instants, side="right") - 1, minlength=len(edges))
        for instants in (begins, ends)
    )
    return CasesOverTime(period, edges, started, ended)


def _local_day(instant: int, time_zone: str) -> np.datetime64:
    """Return the day on which an instant falls; by whole seconds, which hold any year."""
    seconds = np.array([instant // 10**9], dtype="datetime64[s]")
    local = pd.DatetimeIndex(seconds).tz_localize("UTC").tz_convert(time_zone)
    return local.tz_localize(None).to_numpy()[0].astype("datetime64[D]")


def _number(day: np.datetime64, period: Period) -> int:
    """Return the number of the day's period, counted from that of 1970."""
    if period in ("day", "week"):
        days = int(day.astype(np.int64))
        # 1 January 1970 was a Thursday; weeks begin on Monday.
        return days if period == "day" else (days + 3) // 7
    months = int(day.astype("datetime64[M]").astype(np.int64))
    return months // _MONTHS[period]


def _first_days(numbers: np.ndarray, period: Period) -> np.ndarray:
    """Return the first day of each period, given by its number."""
    if period in ("day", "week"):
        days = numbers if period == "day" else numbers * 7 - 3
        return days.astype("datetime64[D]")
    return (numbers * _MONTHS[period]).astype("datetime64[M]").astype("datetime64[D]")


def _instants(days: np.ndarray, time_zone: str) -> np.ndarray:
    """Return when days begin, nanoseconds since 1970 in UTC; a day that begins before the first instant, with it."""
    midnights = pd.DatetimeIndex(days.astype("datetime64[s]"))
    local = midnights.tz_localize(time_zone, ambiguous=np.ones(len(days), dtype=bool), nonexistent="shift_forward")
    seconds = local.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[s]").astype(np.int64)
    return np.array([max(second * 10**9, np.iinfo(np.int64).min) for second in seconds.tolist()], dtype=np.int64)


def execution_time_figure(histogram: Histogram | None) -> dict[str, Any]:
    """Return the plotly figure of cases by execution time.

    Parameters
    ----------
    histogram : Histogram or None

    Returns
    -------
    dict
        ``data`` and ``layout``, plain values only; what takes longer than the last bin is one white bar.
    """
    if histogram is None:
        return {"data": [], "layout": _layout("", "cases")}
    unit, bin_size = histogram.unit_seconds, histogram.bin_seconds / histogram.unit_seconds
    edges = [round(number * bin_size, 9) for number in range(len(histogram.counts) + 1)]
    words = [f"{low:g} to {high:g} {_UNITS[unit]}" for low, high in zip(edges, edges[1:])]
    data = [_bars([low + bin_size / 2 for low in edges[:-1]], histogram.counts.tolist(), words, bin_size)]
    if histogram.more:
        more = _bars([edges[-1] + bin_size / 2], [histogram.more], [f"{edges[-1]:g} {_UNITS[unit]} or more"], bin_size)
        more["marker"] = {"color": "#ffffff", "line": {"color": BLUE, "width": 1.2}}
        data.append(more)
    return {"data": data, "layout": _layout(_UNITS[unit], "cases")}


def cases_over_time_figure(cases: CasesOverTime | None, time_zone: str) -> dict[str, Any]:
    """Return the plotly figure of cases started and ended over time.

    Parameters
    ----------
    cases : CasesOverTime or None
    time_zone : str

    Returns
    -------
    dict
        ``data`` and ``layout``, plain values only; dates are those of the time zone.
    """
    layout = _layout("" if cases is None else f"by {cases.period}, {time_zone}", "cases")
    if cases is None:
        return {"data": [], "layout": layout}
    days = [str(_local_day(instant, time_zone)) for instant in cases.begins.tolist()]
    started = _bars(days, cases.started.tolist(), [f"{cases.period} of {day}" for day in days], None)
    ended = {
        "type": "scatter",
        "mode": "lines",
        "name": "ended",
        "x": days,
        "y": cases.ended.tolist(),
        "line": {"color": INK, "width": 1.5},
        "hovertemplate": "%{y:,} ended<extra></extra>",
    }
    layout["showlegend"] = True
    layout["legend"] = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return {"data": [{**started, "name": "started"}, ended], "layout": layout}


def _bars(x: Sequence[object], counts: list[int], words: list[str], width: float | None) -> dict[str, Any]:
    """Return a trace of bars; words say what a bar is, for the tooltip."""
    bars: dict[str, Any] = {
        "type": "bar",
        "x": list(x),
        "y": counts,
        "customdata": words,
        "marker": {"color": BLUE},
        "hovertemplate": "%{customdata}: %{y:,} cases<extra></extra>",
    }
    return bars if width is None else {**bars, "width": 0.92 * width}


def _layout(x_title: str, y_title: str) -> dict[str, Any]:
    """Return the look that all charts share: no title, thin lines, the unit on the axis."""
    axis = {"linecolor": LINE, "gridcolor": LINE, "zeroline": False, "fixedrange": True, "ticks": ""}
    return {
        "margin": {"l": 44, "r": 8, "t": 8, "b": 36},
        "height": 180,
        "showlegend": False,
        "bargap": 0.08,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 11, "color": MUTED},
        "hoverlabel": {"bgcolor": INK, "font": {"family": FONT, "size": 12, "color": "#ffffff"}},
        "xaxis": {**axis, "showgrid": False, "title": {"text": x_title, "standoff": 6}},
        "yaxis": {**axis, "rangemode": "tozero", "nticks": 4, "title": {"text": y_title, "standoff": 6}},
    }
