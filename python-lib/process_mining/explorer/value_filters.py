"""A column of values, one a case -> the cases whose value is on a list or within a range."""
from __future__ import annotations

from typing import Literal

import numpy as np

DatePart = Literal[
    "YEAR", "QUARTER_OF_YEAR", "MONTH_OF_YEAR", "WEEK_OF_YEAR", "DAY_OF_MONTH", "DAY_OF_WEEK", "HOUR_OF_DAY"
]
MISSING = -1
"""Code of a case without a value."""

NOT_A_TIME = np.iinfo(np.int64).min
"""Instant of a case without one (numpy's NaT as an integer)."""


def keep_codes(codes: np.ndarray, is_chosen: np.ndarray, keeps_missing: bool) -> np.ndarray:
    """Return which cases have a chosen value, given codes and, for each code, whether it is chosen."""
    raise NotImplementedError


def keep_numbers(
    values: np.ndarray, minimum: float | None, maximum: float | None, keeps_missing: bool
) -> np.ndarray:
    """Return which float64 values lie in a range, ends inside; not a number is a missing value."""
    raise NotImplementedError


def keep_instants(instants: np.ndarray, earliest: int | None, latest: int | None, keeps_missing: bool) -> np.ndarray:
    """Return which int64 nanoseconds lie in a range, ends inside; `NOT_A_TIME` is a missing value."""
    raise NotImplementedError


def date_parts(instants: np.ndarray, part: DatePart, time_zone: str) -> np.ndarray:
    """Return a part of each date as people count it (months 1-12, Monday 1, hours 0-23), -1 where missing; int32."""
    raise NotImplementedError


def keep_date_parts(
    instants: np.ndarray, part: DatePart, chosen: tuple[int, ...], time_zone: str, excludes: bool, keeps_missing: bool
) -> np.ndarray:
    """Return which instants have (or, excluding, have not) one of the chosen parts."""
    raise NotImplementedError
