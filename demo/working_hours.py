"""Opening hours, weekends and days off -> the first moment at which a piece of work can be done in one go."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = date(1970, 1, 1)
_WEEKDAY_OF_THE_EPOCH = 3


def day_number(day: date) -> int:
    """Return the number of days since 1970-01-01.

    Examples
    --------
    >>> day_number(date(1970, 1, 2))
    1
    """
    return (day - _EPOCH).days


def day_numbers(first: date, last: date) -> frozenset[int]:
    """Return the numbers of all days from the first to the last, both included.

    Examples
    --------
    >>> sorted(day_numbers(date(1970, 1, 1), date(1970, 1, 3)))
    [0, 1, 2]
    """
    return frozenset(range(day_number(first), day_number(last) + 1))


@dataclass(frozen=True)
class WorkingHours:
    """When somebody works. Moments are milliseconds since 1970-01-01 UTC.

    Parameters
    ----------
    opens, closes : int
        Milliseconds after midnight.
    weekdays : frozenset of int
        0 is Monday.
    days_off : frozenset of int
        Day numbers (days since 1970-01-01) without work: holidays, absences.
    """

    opens: int
    closes: int
    weekdays: frozenset[int]
    days_off: frozenset[int] = frozenset()

    def first_slot(self, earliest: int, length: int) -> int:
        """Return the first moment from which work of this length can be finished on the same day.

        Parameters
        ----------
        earliest : int
            Milliseconds since 1970-01-01 UTC: not before this moment.
        length : int
            Milliseconds.

        Returns
        -------
        int
            Milliseconds since 1970-01-01 UTC.

        Raises
        ------
        ValueError
            When the work is longer than a working day.

        Examples
        --------
        A Friday at 16:50 leaves no room for half an hour before five, so the work waits for Monday at nine.

        >>> office = WorkingHours(9 * HOUR, 17 * HOUR, frozenset(range(5)))
        >>> friday = day_number(date(2024, 3, 1)) * DAY
        >>> slot = office.first_slot(friday + 16 * HOUR + 50 * MINUTE, 30 * MINUTE)
        >>> (slot - friday) / DAY == 3 + 9 / 24
        True
        """
        if length > self.closes - self.opens:
            raise ValueError(f"work of {length} ms does not fit into a working day")
        day = earliest // DAY
        while True:
            start = max(earliest, day * DAY + self.opens)
            if self._works_on(day) and start + length <= day * DAY + self.closes:
                return start
            day += 1

    def _works_on(self, day: int) -> bool:
        return (day + _WEEKDAY_OF_THE_EPOCH) % 7 in self.weekdays and day not in self.days_off
