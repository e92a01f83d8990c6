"""Instants in the one spelling that DSS streams, 2024-01-31T12:00:00.000Z -> nanoseconds, many at a time."""
from __future__ import annotations

import numpy as np
import pandas as pd

_SPELLING = "dddd-dd-ddTdd:dd:dd.dddZ"
_WIDTH = len(_SPELLING)
_DIGITS = [place for place, letter in enumerate(_SPELLING) if letter == "d"]
_SIGNS = [(place, ord(letter)) for place, letter in enumerate(_SPELLING) if letter != "d"]
_FIRST_YEAR, _LAST_YEAR = 1678, 2261
_MILLISECONDS_PER_DAY = 86_400_000


def read_fixed_instants(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """Read the texts that are instants in this spelling, and leave all others alone.

    Parameters
    ----------
    values : Series, shape (n_rows,)
        Text; missing or other cells do no harm.

    Returns
    -------
    nanoseconds : ndarray of int64, shape (n_rows,)
        Since 1970-01-01 in UTC; zero where a row was left alone.
    is_read : ndarray of bool, shape (n_rows,)

    Notes
    -----
    About ten times faster than a general parser: the texts are one matrix of bytes, a column a place.

    Examples
    --------
    >>> read_fixed_instants(pd.Series(["1970-01-01T00:00:01.500Z", "1970-01-01", "1970-02-30T00:00:00.000Z"]))
    (array([1500000000,          0,          0]), array([ True, False, False]))
    """
    letters = _letters(values)
    if letters is None:
        return np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=bool)
    is_read = np.ones(len(values), dtype=bool)
    for place, sign in _SIGNS:
        is_read &= letters[:, place] == sign
    digits = {place: letters[:, place] - np.uint8(ord("0")) for place in _DIGITS}
    for column in digits.values():
        is_read &= column <= 9

    def number(first: int, length: int) -> np.ndarray:
        value = np.zeros(len(values), dtype=np.int64)
        for place in range(first, first + length):
            value = value * 10 + digits[place]
        return np.where(is_read, value, 0)

    years, months, days = number(0, 4), number(5, 2), number(8, 2)
    hours, minutes, seconds, milliseconds = number(11, 2), number(14, 2), number(17, 2), number(20, 3)
    is_read &= (years >= _FIRST_YEAR) & (years <= _LAST_YEAR) & (months >= 1) & (months <= 12) & (days >= 1)
    is_read &= (hours < 24) & (minutes < 60) & (seconds < 60)
    month = np.where(is_read, (years - 1970) * 12 + months - 1, 0).astype("datetime64[M]")
    first_day, next_month = (part.astype("datetime64[D]").astype(np.int64) for part in (month, month + 1))
    is_read &= days <= next_month - first_day
    of_day = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
    total = ((first_day + days - 1) * _MILLISECONDS_PER_DAY + of_day) * 1_000_000
    return np.where(is_read, total, 0), is_read


def _letters(values: pd.Series) -> np.ndarray | None:
    """Return the texts as a matrix of bytes, a row a text of exactly the width; None if no text can be one."""
    try:
        texts = np.array(values.tolist(), dtype=np.bytes_)
    except (UnicodeEncodeError, TypeError, ValueError):
        return None
    if len(texts) == 0 or texts.dtype.itemsize < _WIDTH:
        return None
    letters = texts.view(np.uint8).reshape(len(texts), texts.dtype.itemsize)
    if texts.dtype.itemsize == _WIDTH:
        return letters
    # Longer texts in the chunk: a text is as wide as it should be if nothing stands behind its last place.
    exact = letters[:, :_WIDTH].copy()
    exact[letters[:, _WIDTH] != 0] = 0
    return exact
