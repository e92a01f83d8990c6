"""Event log -> what the tile keeps of it: variants, times case by case, and what can be a box on the map."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.event_log import EventLog, seconds_between
from process_mining.explorer.map_steps import MapSteps, activities_as_steps, groups_as_steps
from process_mining.segments import freeze
from process_mining.variants import Variants, find_variants


@dataclass(frozen=True)
class ExploredLog:
    """What the tile keeps of an event log; the log itself can be let go.

    Parameters
    ----------
    variants : Variants
    case_starts : ndarray of int64, shape (n_cases + 1,)
        Events of case i are ``case_starts[i]:case_starts[i + 1]``, in the order of its variant's activities.
    completions : ndarray of int64, shape (n_events,)
        Nanoseconds since 1970 in UTC.
    starts : ndarray of int64, shape (n_events,), or None
        Start of each event, never after its completion; None when the log has no start times.
    case_begins, case_ends : ndarray of int64, shape (n_cases,)
        First start (first completion without start times) and last completion, nanoseconds since 1970 in UTC.
    execution_seconds : ndarray of float64, shape (n_cases,)
        From begin to end.
    steps : MapSteps
        Each activity is a step.
    groups : MapSteps or None
        Activities whose names begin alike are one step; None where names make no sensible groups.

    Notes
    -----
    The activity of an event is that of its place in the case's variant, so it is not kept once more for each event:
    18.6 million events need 149 MB for their completions and as much again for start times.
    """

    variants: Variants
    case_starts: np.ndarray = field(repr=False)
    completions: np.ndarray = field(repr=False)
    starts: np.ndarray | None = field(repr=False)
    case_begins: np.ndarray = field(repr=False)
    case_ends: np.ndarray = field(repr=False)
    execution_seconds: np.ndarray = field(repr=False)
    steps: MapSteps
    groups: MapSteps | None

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_cases(self) -> int:
        """Return the number of cases."""
        return len(self.case_begins)

    @property
    def n_events(self) -> int:
        """Return the number of events."""
        return len(self.completions)

    @property
    def event_starts(self) -> np.ndarray:
        """Return when each event started: its start time where the log has them, else its completion."""
        return self.completions if self.starts is None else self.starts


def explore_log(log: EventLog) -> ExploredLog:
    """Compute once what the tile asks again and again.

    Parameters
    ----------
    log : EventLog
        Shares its times with the result; its other arrays can be let go.

    Returns
    -------
    ExploredLog
    """
    variants = find_variants(log)
    first = log.case_starts[:-1]
    begins = np.minimum.reduceat(log.event_starts, first)
    ends = np.maximum.reduceat(log.timestamps, first)
    return ExploredLog(
        variants,
        log.case_starts,
        log.timestamps,
        log.start_timestamps,
        begins,
        ends,
        seconds_between(begins, ends),
        activities_as_steps(variants),
        groups_as_steps(variants),
    )
