"""Timestamps as they come (dates or text) -> int64 nanoseconds since 1970 in UTC, with what could not be read."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from process_mining.errors import ParameterError, shown
from process_mining.event_log.fixed_instants import read_fixed_instants

NOT_A_TIME = np.int64(np.iinfo(np.int64).min)
"""Stands for a time that is missing or unreadable, as numpy's NaT does."""

_NANOSECONDS_PER = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}
# A time with an offset: a time of day, then Z or a signed offset. A bare date must not match by its "-01".
_WITH_OFFSET = r"\d[T ]\d.*(?:[zZ]|[+-]\d{2}(?::?\d{2})?)\s*$"
# pandas reads these words as the current moment, which would be an invented time.
_WORDS_FOR_THE_PRESENT = ("now", "today")
_COMMA_FRACTION = r"(?<=\d),(?=\d)"
_UNUSUAL_ISO = r"(?<=\d),(?=\d)|\dz\s*$|\dt\d|^\s|\s$"
# The range of int64 nanoseconds less a day and a half at each end, so that no zone and no rounding leaves it.
_EARLIEST, _LATEST = pd.Timestamp("1677-09-23"), pd.Timestamp("2262-04-10")


@dataclass(frozen=True)
class ReadTimes:
    """Times of a chunk of rows.

    Parameters
    ----------
    nanoseconds : ndarray of int64, shape (n_rows,)
        Since 1970-01-01 in UTC; `NOT_A_TIME` where there is none.
    missing : ndarray of bool, shape (n_rows,)
        The cell was empty.
    on_clock_change : ndarray of bool, shape (n_rows,)
        The time names no zone, and the zone's clock change skips or repeats it.
    """

    nanoseconds: np.ndarray
    missing: np.ndarray
    on_clock_change: np.ndarray

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
        Times outside the range of int64 nanoseconds (September 1677 to April 2262) are unreadable.

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
    nanoseconds, is_read = read_fixed_instants(values)
    missing, on_clock_change = np.zeros((2, len(values)), dtype=bool)
    others = np.flatnonzero(~is_read)
    if len(others):
        read = _read_texts(values.iloc[others], timestamp_format, time_zone)
        nanoseconds[others] = read.nanoseconds
        missing[others] = read.missing
        on_clock_change[others] = read.on_clock_change
    return ReadTimes(nanoseconds, missing, on_clock_change)


def _read_texts(values: pd.Series, timestamp_format: str | None, time_zone: str) -> ReadTimes:
    """Read text in a format, or in any spelling of ISO 8601."""
    texts = values.astype(object).where(values.notna(), None)
    missing = texts.isna().to_numpy() | (texts == "").to_numpy(dtype=bool)
    if timestamp_format is not None:
        return _from_dates(_parse_format(texts, timestamp_format), missing, time_zone)
    read = _read_iso(texts, missing, time_zone)
    unusual = read.unreadable & texts.str.contains(_UNUSUAL_ISO, regex=True, na=False).to_numpy(dtype=bool)
    if not unusual.any():
        return read
    # A comma before the fraction, a small t or z and blanks around it: allowed or harmless, but pandas reads none.
    usual = texts[unusual].str.strip().str.upper().str.replace(_COMMA_FRACTION, ".", regex=True)
    mended = _read_iso(usual, missing[unusual], time_zone)
    read.nanoseconds[unusual] = mended.nanoseconds
    read.on_clock_change[unusual] = mended.on_clock_change
    return read


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
    except (ValueError, TypeError):
        raise ParameterError(
            "timestamp_format",
            f"{shown(timestamp_format)} names parts that do not go together",
            "Use directives such as %d/%m/%Y %H:%M:%S, or leave it empty for dates and ISO 8601.",
        ) from None


def _from_dates(dates: pd.Series, missing: np.ndarray, time_zone: str) -> ReadTimes:
    """Bring dates of any resolution and zone to UTC nanoseconds."""
    on_clock_change = np.zeros(len(dates), dtype=bool)
    if dates.dt.tz is None and time_zone != "UTC":
        dates, on_clock_change = _localize(dates, time_zone)
    if dates.dt.tz is not None:
        dates = dates.dt.tz_convert("UTC").dt.tz_localize(None)
    instants = dates.to_numpy()
    unit = np.datetime_data(instants.dtype)[0]
    nanoseconds = _scale(instants.view(np.int64), _NANOSECONDS_PER[unit])
    within = (nanoseconds > _EARLIEST.value) & (nanoseconds < _LATEST.value)
    return ReadTimes(np.where(within, nanoseconds, NOT_A_TIME), missing, on_clock_change)


def _scale(ticks: np.ndarray, nanoseconds_per_tick: int) -> np.ndarray:
    """Multiply ticks to nanoseconds; what does not fit in int64 is not a time."""
    if nanoseconds_per_tick == 1:
        return ticks.copy()
    fits = np.abs(np.where(ticks == NOT_A_TIME, 0, ticks)) <= np.iinfo(np.int64).max // nanoseconds_per_tick
    return np.where(fits & (ticks != NOT_A_TIME), ticks * np.where(fits, nanoseconds_per_tick, 0), NOT_A_TIME)


def _localize(dates: pd.Series, time_zone: str) -> tuple[pd.Series, np.ndarray]:
    """Read naive dates on the clocks of a zone, and tell which of them a clock change skips or repeats."""
    dates = dates.where((dates > _EARLIEST) & (dates < _LATEST))
    first = np.ones(len(dates), dtype=bool)
    earlier = dates.dt.tz_localize(time_zone, ambiguous=first, nonexistent="NaT")
    later = dates.dt.tz_localize(time_zone, ambiguous=~first, nonexistent="NaT")
    skipped = (earlier.isna() & dates.notna()).to_numpy(dtype=bool)
    repeated = ((earlier != later) & earlier.notna()).to_numpy(dtype=bool)
    if skipped.any():
        moments = _moments_of_change(dates[skipped], time_zone)
        earlier = earlier.where(~skipped, moments.reindex(earlier.index).astype(earlier.dtype))
    return earlier, repeated | skipped


def _moments_of_change(dates: pd.Series, time_zone: str) -> pd.Series:
    """Return the moment at which the clocks of a zone skipped each naive date.

    Found by halving, to the second, the hours around the date in which the offset of the zone changes: pandas' own
    shift_forward misses the moment of changes that are not one hour at a full hour (Lord Howe, Apia, Troll).
    """
    # Offsets lie between 12 hours behind and 14 ahead of UTC.
    before = pd.DatetimeIndex(dates.to_numpy()).as_unit("s") - pd.Timedelta(hours=15)
    after = before + pd.Timedelta(hours=28)
    old_offset = _offset(before, time_zone)
    while ((after - before) > pd.Timedelta(seconds=1)).any():
        middle = before + ((after - before) // 2).floor("s")
        is_old = _offset(middle, time_zone) == old_offset
        before, after = before.where(~is_old, middle), after.where(is_old, middle)
    return pd.Series(after.tz_localize("UTC").tz_convert(time_zone), index=dates.index)


def _offset(instants: pd.DatetimeIndex, time_zone: str) -> pd.TimedeltaIndex:
    """Return how far the clocks of a zone are ahead of UTC at naive UTC instants."""
    return instants.tz_localize("UTC").tz_convert(time_zone).tz_localize(None) - instants
