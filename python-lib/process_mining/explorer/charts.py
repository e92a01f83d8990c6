"""Filtered cases -> charts: cases by execution time and cases over time, as numbers and as plotly figures."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.histogram import Histogram
from process_mining.segments import freeze

Period = Literal["day", "week", "month", "quarter", "year"]


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
    """Count cases by execution time; None of no cases."""
    raise NotImplementedError


def cases_over_time(log: ExploredLog, kept: np.ndarray, time_zone: str) -> CasesOverTime | None:
    """Count the cases that start and end in each day, week, month, quarter or year, as the span asks; None of none."""
    raise NotImplementedError


def execution_time_figure(histogram: Histogram | None) -> dict[str, Any]:
    """Return the plotly figure (data and layout) of cases by execution time."""
    raise NotImplementedError


def cases_over_time_figure(cases: CasesOverTime | None, time_zone: str) -> dict[str, Any]:
    """Return the plotly figure (data and layout) of cases started and ended over time."""
    raise NotImplementedError
