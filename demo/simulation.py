"""Loan applications and the bank's staff -> the event log of one year, with queues, weekends and open cases."""
from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from demo.draws import Draws, Quantiles
from demo.loan_process import Block, Loan, Step, draw_loan, loan_steps
from demo.loan_staff import (
    FIRST_DAY,
    LAST_DAY,
    MINUTES_BY_PEOPLE,
    MINUTES_BY_SYSTEMS,
    STAFF,
    SYSTEMS,
)
from demo.working_hours import DAY, HOUR, MINUTE, WorkingHours, day_number

N_CASES = 2_000
SEED = 20_240_101

_END_OF_THE_LOG = (day_number(LAST_DAY) + 1) * DAY
# Every case has its own stream, so that a change to one case's steps leaves the luck of all others as it is.
_STREAM_OF_ARRIVALS = 0

_ARRIVALS_BY_WEEKDAY = (1.15, 1.1, 1.0, 1.0, 0.9, 0.45, 0.35)
_ARRIVALS_BY_MONTH = (0.85, 0.9, 1.0, 1.05, 1.1, 1.05, 1.05, 1.1, 1.25, 1.05, 1.0, 1.05)
_ARRIVAL_HOUR: Quantiles = ((0.0, 0.0), (0.04, 6.5), (0.25, 10.0), (0.5, 13.5), (0.75, 18.0), (0.96, 22.5), (1.0, 24.0))
_MINUTES_TO_SETTLE: Quantiles = ((0.0, 0.1), (0.7, 4.0), (1.0, 12.0))


@dataclass(frozen=True)
class Event:
    """One activity of one case; moments are milliseconds since 1970-01-01 UTC."""

    start: int
    end: int
    case_id: str
    activity: str
    resource: str
    loan: Loan


@dataclass
class _Case:
    """A case on its way: the steps still to come, how many of the present block are not done, when it can go on."""

    case_id: str
    loan: Loan
    draws: Draws
    blocks: Iterator[Block]
    n_undone: int = 0
    block_ends: int = 0


@dataclass
class _Worker:
    name: str
    hours: WorkingHours
    free_from: int = 0


def simulate_loans(n_cases: int = N_CASES, seed: int = SEED) -> list[Event]:
    """Return the events that were finished by the end of the year, in the order of their start.

    Parameters
    ----------
    n_cases : int
        Number of applications in the year.
    seed : int
        Equal seeds give equal logs, on every platform.

    Returns
    -------
    list of Event
        Sorted by start, then end, then case. A case whose last activity is not "Close application" is still open.

    Notes
    -----
    Steps are taken in the order in which they become due, each by the worker who can begin first: one queue a role,
    first come, first served.
    """
    due = _Agenda()
    for case, arrival in _arrivals(n_cases, seed):
        due.add_next_block(case, arrival)
    staff = {name: [_Worker(*worker) for worker in role.workers] for name, role in STAFF.items()}
    events = []
    while due:
        moment, case, step = due.take()
        event = _do(step, case, moment, staff[step.role])
        if event.end < _END_OF_THE_LOG:
            events.append(event)
            due.finish_step(case, event.end)
    return sorted(events, key=lambda event: (event.start, event.end, event.case_id))


class _Agenda:
    """Steps that are due, earliest first; equal moments in the order in which they were added."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, _Case, Step]] = []
        self._n_added = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    def add_next_block(self, case: _Case, moment: int) -> None:
        """Put the case's next block down for this moment; a case without one is done."""
        block = next(case.blocks, ())
        case.n_undone = len(block)
        case.block_ends = moment
        for step in block:
            on_the_pile = case.draws.amount(STAFF[step.role].minutes_on_the_pile)
            ready = moment + int(step.wait_days * DAY) + int(on_the_pile * MINUTE)
            self._n_added += 1
            heapq.heappush(self._heap, (ready, self._n_added, case, step))

    def take(self) -> tuple[int, _Case, Step]:
        """Return the next step with its moment and its case."""
        moment, _, case, step = heapq.heappop(self._heap)
        return moment, case, step

    def finish_step(self, case: _Case, end: int) -> None:
        """Note the end of a step; the last one of a block makes the next block due."""
        case.n_undone -= 1
        case.block_ends = max(case.block_ends, end)
        if case.n_undone == 0:
            self.add_next_block(case, case.block_ends)


def _arrivals(n_cases: int, seed: int) -> Iterator[tuple[_Case, int]]:
    """Yield cases with the moments at which they arrive, earliest first."""
    clock = Draws(_stream_seed(seed, _STREAM_OF_ARRIVALS))
    days = _weighted_days()
    moments = sorted(
        clock.pick(days) * DAY + int(clock.amount(_ARRIVAL_HOUR) * HOUR) for _ in range(n_cases)
    )
    for number, moment in enumerate(moments, start=1):
        draws = Draws(_stream_seed(seed, number))
        loan = draw_loan(draws)
        yield _Case(f"LA-{FIRST_DAY.year}-{number:04d}", loan, draws, loan_steps(loan, draws)), moment


def _stream_seed(seed: int, stream: int) -> int:
    return seed * 1_000_003 + stream


def _weighted_days() -> list[tuple[int, float]]:
    days = (FIRST_DAY + timedelta(days=number) for number in range((LAST_DAY - FIRST_DAY).days + 1))
    return [
        (day_number(day), _ARRIVALS_BY_WEEKDAY[day.weekday()] * _ARRIVALS_BY_MONTH[day.month - 1]) for day in days
    ]


def _do(step: Step, case: _Case, moment: int, workers: list[_Worker]) -> Event:
    """Let the worker who can begin first take the step."""
    minutes = MINUTES_BY_SYSTEMS if step.role in SYSTEMS else MINUTES_BY_PEOPLE[step.activity]
    length = int(case.draws.amount(minutes) * MINUTE)
    has_queue = STAFF[step.role].has_queue
    settling = int(case.draws.amount(_MINUTES_TO_SETTLE) * MINUTE) if has_queue else 0

    def begins(worker: _Worker) -> int:
        return worker.hours.first_slot(max(moment, worker.free_from), settling + length)

    worker = min(workers, key=lambda one: (begins(one), one.free_from, one.name))
    start = begins(worker) + settling
    if has_queue:
        worker.free_from = start + length
    return Event(start, start + length, case.case_id, step.activity, worker.name, case.loan)
