"""Event log -> directly-follows edges: how often one activity follows another, and how long it waits."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from process_mining.event_log import EventLog, seconds_between
from process_mining.segments import (
    SegmentStatistics,
    continues_segment,
    exact_statistics,
    freeze,
    histogram_statistics,
    stable_order,
)

_STATISTICS: dict[str, Callable[[np.ndarray, np.ndarray, int], SegmentStatistics]] = {
    "exact": exact_statistics,
    "histogram": histogram_statistics,
}


@dataclass(frozen=True)
class Edges:
    """The directly-follows edges of a log, most frequent first.

    Parameters
    ----------
    activities : tuple of str, shape (n_activities,)
    sources, targets : ndarray of int, shape (n_edges,)
        Activity codes; equal frequencies lie by source, then target.
    case_frequency : ndarray of int64, shape (n_edges,)
        Cases in which the edge occurs.
    waiting : SegmentStatistics, each of shape (n_edges,)
        Waiting time in seconds; its `count` is the frequency of the edge.
    """

    activities: tuple[str, ...]
    sources: np.ndarray = field(repr=False)
    targets: np.ndarray = field(repr=False)
    case_frequency: np.ndarray = field(repr=False)
    waiting: SegmentStatistics = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def frequency(self) -> np.ndarray:
        """Return how often each edge occurs."""
        return self.waiting.count

    @property
    def n_steps(self) -> int:
        """Return the number of steps of the log: its events minus its cases."""
        return int(self.frequency.sum())


def count_edges(log: EventLog, percentiles: str = "exact") -> Edges:
    """Count the directly-follows edges of a log and measure their waiting times.

    Parameters
    ----------
    log : EventLog
    percentiles : {"exact", "histogram"}
        How the median and the 90th percentile are computed; the latter needs less memory and is within 4.5 %.

    Returns
    -------
    Edges

    Notes
    -----
    Event e is directly followed by the next event f of its case. The waiting time of that step is
    ``max(0, start(f) - complete(e))``; without start times, start is completion. PM4Py's `get_dfg_graph` clips in the
    same way when it is given the start column; its `discover_performance_dfg` does not hand that on.

    References
    ----------
    van der Aalst, "Process Mining: Data Science in Action", 2nd edition, 2016, section 6.3.
    """
    steps = continues_segment(log.case_starts)
    n_activities = len(log.activities)
    waits = seconds_between(log.timestamps[:-1], log.event_starts[1:])[steps]
    width = np.int32 if n_activities**2 <= np.iinfo(np.int32).max else np.int64
    pairs = log.activity_codes[:-1].astype(width) * n_activities + log.activity_codes[1:]
    known_pairs, edge_of_step = _compact(pairs[steps], n_activities**2)
    cases = np.repeat(np.arange(log.n_cases, dtype=np.int32), np.diff(log.case_starts))[1:][steps]
    case_frequency = _count_cases(edge_of_step, cases, len(known_pairs))
    frequency = np.bincount(edge_of_step, minlength=len(known_pairs))
    rank = np.lexsort([known_pairs, -frequency])
    rank_of_edge = np.empty(len(rank), dtype=np.int64)
    rank_of_edge[rank] = np.arange(len(rank))
    waiting = _STATISTICS[percentiles](waits, rank_of_edge[edge_of_step], len(rank))
    ranked_pairs = known_pairs[rank]
    return Edges(
        log.activities, ranked_pairs // n_activities, ranked_pairs % n_activities, case_frequency[rank], waiting
    )


def count_overlapping_steps(log: EventLog) -> tuple[int, int]:
    """Count the steps whose target starts before its source completes, and the cases that have one."""
    overlaps = continues_segment(log.case_starts) & (log.event_starts[1:] < log.timestamps[:-1])
    cases = np.searchsorted(log.case_starts, np.flatnonzero(overlaps), side="right")
    return int(overlaps.sum()), len(np.unique(cases))


def _compact(codes: np.ndarray, n_codes: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes that occur, ascending, and the position among them of each code."""
    if n_codes > len(codes) + 100_000:
        known, positions = np.unique(codes, return_inverse=True)
        return known, positions.astype(np.int32)
    known = np.flatnonzero(np.bincount(codes, minlength=n_codes))
    position_of = np.zeros(n_codes, dtype=np.int32)
    position_of[known] = np.arange(len(known))
    return known, position_of[codes]


def _count_cases(edge_of_step: np.ndarray, cases: np.ndarray, n_edges: int) -> np.ndarray:
    """Return in how many cases each edge occurs; steps lie case by case."""
    order = stable_order(edge_of_step, n_edges)
    edges, cases = edge_of_step[order], cases[order]
    is_first = np.ones(len(order), dtype=bool)
    is_first[1:] = (edges[1:] != edges[:-1]) | (cases[1:] != cases[:-1])
    return np.bincount(edges[is_first], minlength=n_edges)
