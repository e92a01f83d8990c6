"""A column of values, one a case -> the cases whose value is on a list or within a range."""
from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
import pandas as pd

DatePart = Literal[
    "YEAR", "QUARTER_OF_YEAR", "MONTH_OF_YEAR", "WEEK_OF_YEAR", "DAY_OF_MONTH", "DAY_OF_WEEK", "HOUR_OF_DAY"
]
MISSING = -1
"""Code of a case without a value."""

NOT_A_TIME = np.iinfo(np.int64).min
"""Instant of a case without one (numpy's NaT as an integer)."""


def keep_codes(codes: np.ndarray, is_chosen: np.ndarray, keeps_missing: bool) -> np.ndarray:
    """Return which cases have a chosen value.

    Parameters
    ----------
    codes : ndarray of int, shape (n_cases,)
        `MISSING` for a case without a value.
    is_chosen : ndarray of bool, shape (n_values,)
        For each code; to exclude values, choose the others.
    keeps_missing : bool
        Whether cases without a value are kept.

    Returns
    -------
    ndarray of bool, shape (n_cases,)

    Examples
    --------
    >>> keep_codes(np.array([0, 1, MISSING]), np.array([True, False]), True).tolist()
    [True, False, True]
    """
    # MISSING is the last place of the table.
    return np.append(is_chosen, keeps_missing)[codes]


def keep_numbers(
    values: np.ndarray, minimum: float | None, maximum: float | None, keeps_missing: bool
) -> np.ndarray:
    """Return which cases have a number in a range, ends inside.

    Parameters
    ----------
    values : ndarray of float64, shape (n_cases,)
        Not a number for a case without a value.
    minimum, maximum : float or None
        None: open.
    keeps_missing : bool

    Returns
    -------
    ndarray of bool, shape (n_cases,)

    Examples
    --------
    >>> keep_numbers(np.array([0.0, 1.0, 2.0, np.nan]), 1, None, False).tolist()
    [False, True, True, False]
    """
    missing = np.isnan(values)
    kept = ~missing
    if minimum is not None:
        kept &= values >= minimum
    if maximum is not None:
        kept &= values <= maximum
    return kept | missing if keeps_missing else kept


def keep_instants(instants: np.ndarray, earliest: int | None, latest: int | None, keeps_missing: bool) -> np.ndarray:
    """Return which cases have a time in a range, ends inside.

    Parameters
    ----------
    instants : ndarray of int64, shape (n_cases,)
        Nanoseconds since 1970 in UTC, `NOT_A_TIME` for a case without one.
    earliest, latest : int or None
        None: open.
    keeps_missing : bool

    Returns
    -------
    ndarray of bool, shape (n_cases,)

    Examples
    --------
    >>> keep_instants(np.array([5, 6, NOT_A_TIME]), None, 5, True).tolist()
    [True, False, True]
    """
    missing = instants == NOT_A_TIME
    kept = ~missing
    if earliest is not None:
        kept &= instants >= earliest
    if latest is not None:
        kept &= instants <= latest
    return kept | missing if keeps_missing else kept


def date_parts(instants: np.ndarray, part: DatePart, time_zone: str) -> np.ndarray:
    """Return a part of each time as people count it: months from 1, Monday as day 1, ISO weeks, hours from 0 to 23.

    Parameters
    ----------
    instants : ndarray of int64, shape (n_cases,)
        Nanoseconds since 1970 in UTC, `NOT_A_TIME` for a case without one.
    part : DatePart
    time_zone : str
        As the tz database names it.

    Returns
    -------
    ndarray of int32, shape (n_cases,)
        `MISSING` for a case without a time.

    Examples
    --------
    >>> new_year = np.array([np.datetime64("2024-12-31T23:30", "ns").astype(np.int64)])
    >>> [int(date_parts(new_year, "YEAR", zone)[0]) for zone in ("UTC", "Europe/Paris")]
    [2024, 2025]
    """
    local = pd.DatetimeIndex(instants.view("datetime64[ns]"), tz="UTC").tz_convert(time_zone)
    parts = _PARTS[part](local)
    return np.where(np.isnan(parts), MISSING, parts).astype(np.int32)


_PARTS: dict[DatePart, Callable[[pd.DatetimeIndex], np.ndarray]] = {
    "YEAR": lambda local: np.asarray(local.year, dtype=np.float64),
    "QUARTER_OF_YEAR": lambda local: np.asarray(local.quarter, dtype=np.float64),
    "MONTH_OF_YEAR": lambda local: np.asarray(local.month, dtype=np.float64),
    "WEEK_OF_YEAR": lambda local: local.isocalendar()["week"].to_numpy(dtype=np.float64, na_value=np.nan),
    "DAY_OF_MONTH": lambda local: np.asarray(local.day, dtype=np.float64),
    "DAY_OF_WEEK": lambda local: np.asarray(local.day_of_week, dtype=np.float64) + 1,
    "HOUR_OF_DAY": lambda local: np.asarray(local.hour, dtype=np.float64),
}


def keep_date_parts(
    instants: np.ndarray, part: DatePart, chosen: tuple[int, ...], time_zone: str, excludes: bool, keeps_missing: bool
) -> np.ndarray:
    """Return which cases have one of some parts of a date, as `date_parts` counts them.

    Parameters
    ----------
    instants : ndarray of int64, shape (n_cases,)
    part : DatePart
    chosen : tuple of int
    time_zone : str
    excludes : bool
        Whether cases with a chosen part are left out instead.
    keeps_missing : bool

    Returns
    -------
    ndarray of bool, shape (n_cases,)
    """
    parts = date_parts(instants, part, time_zone)
    kept = np.isin(parts, chosen, invert=excludes)
    return np.where(parts == MISSING, keeps_missing, kept)
