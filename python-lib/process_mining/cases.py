"""Event log -> times of each case: when it ran, how long, how much of it was work and how much waiting."""
from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from process_mining.event_log import EventLog, seconds_between
from process_mining.segments import freeze, running_maximum
from process_mining.variants import Variants


@dataclass(frozen=True)
class CaseTimes:
    """Times of the cases of a log.

    Parameters
    ----------
    starts, ends : ndarray of int64, shape (n_cases,)
        First start (first completion without start times) and last completion, nanoseconds since 1970 in UTC.
    processing : ndarray of float64, shape (n_cases,), or None
        Seconds in which at least one activity of the case runs; None without start times.
    """

    starts: np.ndarray = field(repr=False)
    ends: np.ndarray = field(repr=False)
    processing: np.ndarray | None = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def execution(self) -> np.ndarray:
        """Return the execution (throughput) time of each case: last completion minus first start, seconds."""
        return seconds_between(self.starts, self.ends)


def measure_cases(log: EventLog) -> CaseTimes:
    """Measure when each case ran and how long.

    Parameters
    ----------
    log : EventLog

    Returns
    -------
    CaseTimes

    Notes
    -----
    The processing time is the length of the union of the intervals [start, completion] of a case, so work that runs in
    parallel counts once; waiting time is execution time minus processing time (idle time in edeaR's terms).
    """
    first = log.case_starts[:-1]
    starts = np.minimum.reduceat(log.event_starts, first)
    ends = np.maximum.reduceat(log.timestamps, first)
    return CaseTimes(starts, ends, None if log.start_timestamps is None else _processing(log))


def _processing(log: EventLog) -> np.ndarray:
    """Return the length of the union of busy intervals, seconds; events of a case lie by start."""
    busy_until = running_maximum(log.timestamps, log.case_starts)
    busy_before = np.empty_like(busy_until)
    busy_before[1:] = busy_until[:-1]
    first = log.case_starts[:-1]
    busy_before[first] = log.event_starts[first]
    return np.add.reduceat(seconds_between(np.maximum(log.event_starts, busy_before), log.timestamps), first)


def find_open_cases(variants: Variants, end_activities: Collection[str]) -> np.ndarray:
    """Return which cases are open: their last activity is none of the end activities.

    Parameters
    ----------
    variants : Variants
    end_activities : collection of str
        Empty: no case is open.

    Returns
    -------
    ndarray of bool, shape (n_cases,)
    """
    if not end_activities:
        return np.zeros(len(variants.case_variants), dtype=bool)
    is_end = np.array([label in end_activities for label in variants.activities], dtype=bool)
    last = variants.activity_codes[variants.sequence_starts[1:] - 1]
    return ~is_end[last][variants.case_variants]
