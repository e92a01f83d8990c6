"""Timestamps as they come (dates or text) -> int64 nanoseconds since 1970 in UTC, with what could not be read."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from process_mining.errors import ParameterError, shown

NOT_A_TIME = np.int64(np.iinfo(np.int64).min)
"""Stands for a time that is missing or unreadable, as numpy's NaT does."""

_NANOSECONDS_PER = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
# A time with an offset: a time of day, then Z or a signed offset. A bare date must not match by its "-01".
_WITH_OFFSET = r"\d[T ]\d.*(?:[zZ]|[+-]\d{2}(?::?\d{2})?)\s*$"
# pandas reads these words as the current moment, which would be an invented time.
_WORDS_FOR_THE_PRESENT = ("now", "today")
_COMMA_FRACTION = r"(?<=\d),(?=\d)"


@dataclass(frozen=True)
class ReadTimes:
    """Times of a chunk of rows.

    Parameters
    ----------
    nanoseconds : ndarray of int64, shape (n_rows,)
        Since 1970-01-01 in UTC; `NOT_A_TIME` where there is none.
    missing : ndarray of bool, shape (n_rows,)
        The cell was empty.
    on_clock_change : int
        How many naive times the zone's clock change skips or repeats.
    """

    nanoseconds: np.ndarray
    missing: np.ndarray
    on_clock_change: int = 0

    @property
    def unreadable(self) -> np.ndarray:
        """Return a mask of the rows that hold something, but not a time that can be kept."""
        return (self.nanoseconds == NOT_A_TIME) & ~self.missing


def read_times(values: pd.Series, timestamp_format: str | None = None, time_zone: str = "UTC") -> ReadTimes:
    """Read the times of a chunk of rows.

    Parameters
    ----------
    values : Series, shape (n_rows,)
        Dates (with or without a zone) or text.
    timestamp_format : str or None
        Format of text in `strptime` directives; None reads ISO 8601 with any mix of offsets and fractions.
    time_zone : str
        Zone of times that name none.

    Returns
    -------
    ReadTimes
        Times outside the range of int64 nanoseconds (1677 to 2262) are unreadable.

    Raises
    ------
    ParameterError
        If the format itself is wrong.

    Notes
    -----
    A naive time that the clock change repeats is taken as its first occurrence, one that it skips as the moment of the
    change; both are counted.

    Examples
    --------
    >>> read_times(pd.Series(["1970-01-01T00:00:01Z", "1970-01-01T01:00:02+01:00", "soon"])).nanoseconds[:2]
    array([1000000000, 2000000000])
    """
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return _from_dates(values, values.isna().to_numpy(), time_zone)
    texts = values.astype(object).where(values.notna(), None)
    missing = texts.isna().to_numpy() | (texts == "").to_numpy(dtype=bool)
    if timestamp_format is not None:
        return _from_dates(_parse_format(texts, timestamp_format), missing, time_zone)
    read = _read_iso(texts, missing, time_zone)
    with_comma = read.unreadable & texts.str.contains(_COMMA_FRACTION, regex=True, na=False).to_numpy(dtype=bool)
    if not with_comma.any():
        return read
    # ISO 8601 allows a comma before the fraction, which pandas does not read.
    dotted = texts[with_comma].str.replace(_COMMA_FRACTION, ".", regex=True)
    mended = _read_iso(dotted, missing[with_comma], time_zone)
    read.nanoseconds[with_comma] = mended.nanoseconds
    return ReadTimes(read.nanoseconds, missing, read.on_clock_change + mended.on_clock_change)


def _read_iso(texts: pd.Series, missing: np.ndarray, time_zone: str) -> ReadTimes:
    """Read ISO 8601 text, with and without offsets."""
    if (missing | texts.str.endswith("Z").to_numpy(dtype=object, na_value=False).astype(bool)).all():
        return _from_dates(_parse_iso(texts), missing, time_zone)
    # Apart from each other even where naive times are UTC: after a text with an offset, pandas 2.2 gives that offset
    # to the naive text that follows.
    has_offset = texts.str.contains(_WITH_OFFSET, regex=True, na=False).to_numpy(dtype=bool)
    aware = _from_dates(_parse_iso(texts.where(has_offset, None)), missing, time_zone)
    naive = _from_dates(_parse_iso(texts.where(~has_offset, None)).dt.tz_localize(None), missing, time_zone)
    times = np.where(has_offset, aware.nanoseconds, naive.nanoseconds)
    return ReadTimes(times, missing, naive.on_clock_change)


def seconds_between(earlier: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Return the seconds from one time to another, zero where the other does not come later.

    Parameters
    ----------
    earlier, later : ndarray of int64, shape (n,)
        Nanoseconds since 1970.

    Returns
    -------
    ndarray of float64, shape (n,)

    Notes
    -----
    Times lie up to 585 years apart, which int64 nanoseconds cannot hold and uint64 can: the difference that wrapped
    around is the right one once it is read without a sign.

    Examples
    --------
    >>> seconds_between(np.array([0, 5]), np.array([1_500_000_000, 4])).tolist()
    [1.5, 0.0]
    """
    difference = np.subtract(later, earlier).view(np.uint64)
    return np.where(later > earlier, difference, np.uint64(0)) / 1e9


def _parse_iso(texts: pd.Series) -> pd.Series:
    """Parse ISO 8601 text as instants; text without an offset is taken as UTC."""
    dates = pd.to_datetime(texts, format="ISO8601", utc=True, errors="coerce")
    present = texts.isin(_WORDS_FOR_THE_PRESENT)
    return dates.mask(present) if present.any() else dates


def _parse_format(texts: pd.Series, timestamp_format: str) -> pd.Series:
    try:
        return pd.to_datetime(texts, format=timestamp_format, utc="%z" in timestamp_format or None, errors="coerce")
    except (ValueError, TypeError) as error:
        raise ParameterError(
            "timestamp_format",
            f"{shown(timestamp_format)} is not a usable format ({error})",
            "Use directives such as %d/%m/%Y %H:%M:%S, or leave it empty for dates and ISO 8601.",
        ) from None


def _from_dates(dates: pd.Series, missing: np.ndarray, time_zone: str) -> ReadTimes:
    """Bring dates of any resolution and zone to UTC nanoseconds."""
    on_clock_change = 0
    if dates.dt.tz is None and time_zone != "UTC":
        dates, on_clock_change = _localize(dates, time_zone)
    if dates.dt.tz is not None:
        dates = dates.dt.tz_convert("UTC").dt.tz_localize(None)
    instants = dates.to_numpy()
    unit = np.datetime_data(instants.dtype)[0]
    return ReadTimes(_scale(instants.view(np.int64), _NANOSECONDS_PER[unit]), missing, on_clock_change)


def _scale(ticks: np.ndarray, nanoseconds_per_tick: int) -> np.ndarray:
    """Multiply ticks to nanoseconds; what does not fit in int64 is not a time."""
    if nanoseconds_per_tick == 1:
        return ticks.copy()
    fits = np.abs(np.where(ticks == NOT_A_TIME, 0, ticks)) <= np.iinfo(np.int64).max // nanoseconds_per_tick
    return np.where(fits & (ticks != NOT_A_TIME), ticks * np.where(fits, nanoseconds_per_tick, 0), NOT_A_TIME)


def _localize(dates: pd.Series, time_zone: str) -> tuple[pd.Series, int]:
    """Read naive dates on the clocks of a zone, and count those that a clock change skips or repeats."""
    first = np.ones(len(dates), dtype=bool)
    earlier = dates.dt.tz_localize(time_zone, ambiguous=first, nonexistent="shift_forward")
    later = dates.dt.tz_localize(time_zone, ambiguous=~first, nonexistent="shift_forward")
    repeated = (earlier != later) & earlier.notna()
    skipped = (earlier.dt.tz_localize(None) != dates) & earlier.notna()
    return earlier, int((repeated | skipped).sum())
