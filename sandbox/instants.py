"""Turns ISO 8601 texts into the texts that a DSS keeps for instants, naive times and days."""
from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s?([Zz]|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII
)
_MILLISECOND_LENGTH = len("2011-10-01T00:38:44.546")


@lru_cache(maxsize=1024)
def _shift(offset: str) -> timedelta:
    """Return what to take away from a wall time with this UTC offset; an offset of a day or more raises."""
    digits = offset[1:].replace(":", "")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if size >= timedelta(days=1):
        raise ValueError(offset)
    return size if offset[0] == "+" else -size


def _read(text: str) -> tuple[datetime, str] | None:
    """Return wall time and UTC offset ("" when there is none), or None when this is no ISO 8601 time."""
    found = _ISO.fullmatch(text)
    if found is None:
        return None
    day, minute, second, fraction, offset = found.groups()
    try:
        wall = datetime.fromisoformat(f"{day}T{minute or '00:00'}:{second or '00'}")
    except ValueError:
        return None
    return wall.replace(microsecond=int((fraction or "0")[:6].ljust(6, "0"))), offset or ""


def time_text(wall: datetime) -> str:
    """Return a naive time as ISO text with milliseconds, or with microseconds where it has finer ones.

    Parameters
    ----------
    wall : datetime
        Without a zone.

    Returns
    -------
    str
        Text without a zone.

    Examples
    --------
    >>> time_text(datetime(2011, 10, 1))
    '2011-10-01T00:00:00.000'
    """
    return wall.isoformat(timespec="microseconds" if wall.microsecond % 1000 else "milliseconds")


def instant_text(text: str) -> str | None:
    """Return an ISO 8601 time as an instant in UTC; a time without an offset is taken as UTC.

    Parameters
    ----------
    text : str
        Any common form of ISO 8601; digits beyond microseconds are dropped.

    Returns
    -------
    str or None
        None when the text is no such time.

    Examples
    --------
    >>> instant_text("2011-10-01T02:38:44.546+02:00")
    '2011-10-01T00:38:44.546Z'
    >>> instant_text("yesterday") is None
    True
    """
    known = _read(text)
    if known is None:
        return None
    wall, offset = known
    if offset not in ("", "Z", "z"):
        try:
            wall -= _shift(offset)
        except (OverflowError, ValueError):
            return None
    return time_text(wall) + "Z"


def wall_time_text(text: str) -> str | None:
    """Return an ISO 8601 time without offset in its stored form, or None when it is none or has an offset."""
    known = _read(text)
    return time_text(known[0]) if known is not None and not known[1] else None


def day_text(text: str) -> str | None:
    """Return an ISO 8601 day in its stored form, or None when it is none."""
    try:
        return text if date.fromisoformat(text).isoformat() == text else None
    except ValueError:
        return None


def to_milliseconds(instant: str) -> str:
    """Return a stored instant as it stands in a stream: cut to milliseconds.

    Parameters
    ----------
    instant : str
        As `instant_text` gives it, or "".

    Returns
    -------
    str
        The same instant, not finer than a millisecond.

    Examples
    --------
    >>> to_milliseconds("2011-10-01T00:38:44.546789Z")
    '2011-10-01T00:38:44.546Z'
    """
    return instant[:_MILLISECOND_LENGTH] + "Z" if len(instant) > _MILLISECOND_LENGTH + 1 else instant


def instant(text: str) -> datetime:
    """Return a stored instant as an aware datetime in UTC."""
    return datetime.fromisoformat(text[:-1]).replace(tzinfo=timezone.utc)
