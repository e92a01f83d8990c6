"""Who works at the bank, when, and how long each activity takes them."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from demo.draws import Quantiles
from demo.working_hours import HOUR, MINUTE, WorkingHours, day_number, day_numbers

FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2024, 12, 31)

_HOLIDAYS = frozenset(
    day_number(day)
    for day in (
        date(2024, 1, 1),
        date(2024, 3, 29),
        date(2024, 4, 1),
        date(2024, 5, 1),
        date(2024, 12, 25),
        date(2024, 12, 26),
    )
)
OFFICE_HOURS = WorkingHours(8 * HOUR + 30 * MINUTE, 17 * HOUR, frozenset(range(5)), _HOLIDAYS)
WAKING_HOURS = WorkingHours(7 * HOUR, 22 * HOUR, frozenset(range(7)))
ALL_DAY = WorkingHours(0, 24 * HOUR, frozenset(range(7)))


@dataclass(frozen=True)
class Role:
    """The people, or the system, that share one kind of work.

    Parameters
    ----------
    workers : tuple of (name, WorkingHours)
        Who can take a step, and when.
    minutes_on_the_pile : quantiles
        How long a step lies there before anybody looks at it, even when somebody is free.
    has_queue : bool
        Whether a worker does one step at a time: systems and customers do not wait for one another.
    """

    workers: tuple[tuple[str, WorkingHours], ...]
    minutes_on_the_pile: Quantiles
    has_queue: bool = True


def _team(name: str, size: int) -> tuple[tuple[str, WorkingHours], ...]:
    return tuple((f"{name} {number}", OFFICE_HOURS) for number in range(1, size + 1))


def _except(away: frozenset[int]) -> WorkingHours:
    return WorkingHours(OFFICE_HOURS.opens, OFFICE_HOURS.closes, OFFICE_HOURS.weekdays, _HOLIDAYS | away)


# From July to September one of three credit analysts is away: work comes in faster than two can do it, so the pile
# grows all through the quarter, until she is back, and a fourth analyst starts, on the first of October.
_CREDIT_ANALYSTS = (
    ("Credit analyst 1", OFFICE_HOURS),
    ("Credit analyst 2", OFFICE_HOURS),
    ("Credit analyst 3", _except(day_numbers(date(2024, 7, 8), date(2024, 9, 30)))),
    ("Credit analyst 4", _except(day_numbers(FIRST_DAY, date(2024, 9, 30)))),
)
_AT_ONCE = ((0.0, 0.01), (0.9, 0.1), (1.0, 0.5))
_SOON = ((0.0, 1.0), (0.5, 50.0), (0.9, 300.0), (1.0, 900.0))
_NEXT_DAY = ((0.0, 20.0), (0.5, 500.0), (0.9, 1_500.0), (1.0, 3_000.0))

STAFF: Mapping[str, Role] = {
    "portal": Role((("Online portal", ALL_DAY),), _AT_ONCE, has_queue=False),
    "engine": Role((("Scoring engine", ALL_DAY),), _AT_ONCE, has_queue=False),
    "customer": Role((("Customer", WAKING_HOURS),), _AT_ONCE, has_queue=False),
    "clerk": Role(_team("Clerk", 3), _SOON),
    "credit analyst": Role(_CREDIT_ANALYSTS, _NEXT_DAY),
    "fraud analyst": Role(_team("Fraud analyst", 2), _NEXT_DAY),
    "valuer": Role(_team("Valuer", 2), _NEXT_DAY),
    "underwriter": Role(_team("Underwriter", 2), _NEXT_DAY),
    "loan officer": Role(_team("Loan officer", 3), _SOON),
    "back office": Role(_team("Back office", 2), _NEXT_DAY),
}

MINUTES_BY_PEOPLE: Mapping[str, Quantiles] = {
    "Receive application": ((0.0, 6), (0.5, 16), (0.9, 35), (1.0, 70)),
    "Check completeness": ((0.0, 8), (0.5, 24), (0.9, 50), (1.0, 100)),
    "Request documents": ((0.0, 3), (0.5, 9), (0.9, 18), (1.0, 35)),
    "Receive documents": ((0.0, 2), (0.5, 7), (0.9, 15), (1.0, 30)),
    "Assess credit": ((0.0, 35), (0.5, 95), (0.9, 175), (1.0, 300)),
    "Screen for fraud": ((0.0, 12), (0.5, 35), (0.9, 90), (1.0, 200)),
    "Value collateral": ((0.0, 50), (0.5, 120), (0.9, 220), (1.0, 360)),
    "Decide on application": ((0.0, 8), (0.5, 25), (0.9, 70), (1.0, 150)),
    "Send offer": ((0.0, 5), (0.5, 14), (0.9, 30), (1.0, 60)),
    "Sign contract": ((0.0, 2), (0.5, 8), (0.9, 20), (1.0, 45)),
    "Pay out": ((0.0, 3), (0.5, 7), (0.9, 18), (1.0, 40)),
    "Send rejection": ((0.0, 4), (0.5, 10), (0.9, 20), (1.0, 40)),
    "Withdraw application": ((0.0, 1), (0.5, 4), (0.9, 10), (1.0, 20)),
    "Close application": ((0.0, 2), (0.5, 5), (0.9, 12), (1.0, 25)),
}
MINUTES_BY_SYSTEMS: Quantiles = ((0.0, 0.02), (0.8, 0.15), (1.0, 1.5))
SYSTEMS = frozenset({"portal", "engine"})
