"""The first moment for a piece of work, against weekends, days off and closing time."""
from __future__ import annotations

from datetime import date

import pytest

from demo.working_hours import DAY, HOUR, MINUTE, WorkingHours, day_number, day_numbers

OFFICE = WorkingHours(9 * HOUR, 17 * HOUR, frozenset(range(5)), day_numbers(date(2024, 3, 28), date(2024, 4, 1)))
MONDAY = day_number(date(2024, 3, 4)) * DAY


@pytest.mark.parametrize(
    ("earliest", "length", "expected"),
    [
        (MONDAY, HOUR, MONDAY + 9 * HOUR),
        (MONDAY + 10 * HOUR, HOUR, MONDAY + 10 * HOUR),
        (MONDAY + 16 * HOUR, HOUR, MONDAY + 16 * HOUR),
        (MONDAY + 16 * HOUR + MINUTE, HOUR, MONDAY + DAY + 9 * HOUR),
        (MONDAY + 20 * HOUR, HOUR, MONDAY + DAY + 9 * HOUR),
        (MONDAY + 4 * DAY + 17 * HOUR, HOUR, MONDAY + 7 * DAY + 9 * HOUR),
        (MONDAY + 23 * DAY + 16 * HOUR, 2 * HOUR, MONDAY + 29 * DAY + 9 * HOUR),
        (MONDAY + 10 * HOUR, 8 * HOUR, MONDAY + DAY + 9 * HOUR),
    ],
    ids=[
        "before opening", "in hours", "just fits", "does not fit", "after closing", "weekend", "days off and weekend",
        "a whole day",
    ],
)
def test_work_waits_for_hours_in_which_it_fits(earliest: int, length: int, expected: int) -> None:
    assert OFFICE.first_slot(earliest, length) == expected


def test_work_longer_than_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit into a working day"):
        OFFICE.first_slot(MONDAY, 8 * HOUR + 1)
