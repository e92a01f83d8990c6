"""Numbers -> the words and digits in which a person would say them."""
from __future__ import annotations

MINUTE = 60.0
HOUR = 60 * MINUTE
DAY = 24 * HOUR
UNIT_SECONDS = {"seconds": 1.0, "minutes": MINUTE, "hours": HOUR, "days": DAY}
MISSING = "–"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def duration_words(seconds: float | None) -> str:
    """Return a duration in the unit that a person would say.

    Examples
    --------
    >>> [duration_words(seconds) for seconds in (56, 540, 11_640, 75_600, 181_440, 2_419_200, 72_600_000)]
    ['56 s', '9 min', '3 h 14 min', '21 h', '2.1 days', '28 days', '2.3 years']
    """
    if seconds is None:
        return MISSING
    if round(seconds) < MINUTE:
        return f"{seconds:.0f} s"
    n_minutes = round(seconds / MINUTE)
    if n_minutes < 60:
        return f"{n_minutes} min"
    if n_minutes < 600:
        hours, minutes = divmod(n_minutes, 60)
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if round(seconds / HOUR) < 24:
        return f"{seconds / HOUR:.0f} h"
    return _days_words(seconds / DAY)


def _days_words(days: float) -> str:
    if days >= 730:
        return f"{days / 365.25:.1f} years"
    if round(days, 1) < 10:
        return "1 day" if f"{days:.1f}" == "1.0" else f"{days:.1f} days"
    return f"{days:.0f} days"


def count_words(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> count_words(1, "case"), count_words(1_400, "activity", "activities")
    ('1 case', '1,400 activities')
    """
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def share_words(share: float) -> str:
    """Return a share (0-1) in percent: whole from 10 % on, never a false none or all.

    Examples
    --------
    >>> [share_words(share) for share in (0, 0.0004, 0.064, 0.28, 0.9996, 1)]
    ['0 %', '< 0.1 %', '6.4 %', '28 %', '> 99.9 %', '100 %']
    """
    if 0 < share < 0.001:
        return "< 0.1 %"
    if 0.999 < share < 1:
        return "> 99.9 %"
    percent = share * 100
    return f"{percent:.1f} %" if percent > 0 and round(percent, 1) < 10 else f"{percent:.0f} %"


def score_words(score: float) -> str:
    """Return a score between 0 and 1 with three decimals, never a false none or all.

    Examples
    --------
    >>> [score_words(score) for score in (0, 0.0004, 0.5, 0.9996, 1)]
    ['0.000', '< 0.001', '0.500', '> 0.999', '1.000']
    """
    if 0 < score < 0.001:
        return "< 0.001"
    if 0.999 < score < 1:
        return "> 0.999"
    return f"{score:.3f}"


def day_words(iso_text: str) -> str:
    """Return the day of an ISO 8601 text.

    Examples
    --------
    >>> day_words("2011-10-05T23:59:00.000Z")
    '5 Oct 2011'
    """
    year, month, day = iso_text[:10].split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
