"""Variants and event log -> activities: how often each occurs, starts, ends and repeats, and how long it takes."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.event_log import EventLog, seconds_between
from process_mining.segments import SegmentStatistics, continues_segment, exact_statistics, freeze
from process_mining.variants import Variants


@dataclass(frozen=True)
class ActivityCounts:
    """How the activities of a log occur.

    Parameters
    ----------
    activities : tuple of str, shape (n_activities,)
    frequency : ndarray of int64, shape (n_activities,)
        Events of the activity.
    case_frequency, start_cases, end_cases, rework_cases : ndarray of int64, shape (n_activities,)
        Cases in which it occurs, that start with it, that end with it, in which it occurs at least twice.
    self_loops : ndarray of int64, shape (n_activities,)
        How often it directly follows itself.
    """

    activities: tuple[str, ...]
    frequency: np.ndarray = field(repr=False)
    case_frequency: np.ndarray = field(repr=False)
    start_cases: np.ndarray = field(repr=False)
    end_cases: np.ndarray = field(repr=False)
    self_loops: np.ndarray = field(repr=False)
    rework_cases: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)


def count_activities(variants: Variants) -> ActivityCounts:
    """Count how the activities of a log occur, variant by variant.

    Parameters
    ----------
    variants : Variants

    Returns
    -------
    ActivityCounts

    Notes
    -----
    Rework is counted as PM4Py does: cases in which the activity occurs at least twice.
    """
    n_activities = len(variants.activities)
    codes, cases = variants.activity_codes, variants.case_counts
    cases_of_position = np.repeat(cases, variants.lengths)
    occurrences, times = np.unique(variants.variant_of_position * n_activities + codes, return_counts=True)
    occurring, cases_of_occurrence = occurrences % n_activities, cases[occurrences // n_activities]
    loops = np.flatnonzero(continues_segment(variants.sequence_starts) & (codes[1:] == codes[:-1]))

    def total(of_codes: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return np.bincount(of_codes, weights=weights, minlength=n_activities).astype(np.int64)

    return ActivityCounts(
        variants.activities,
        frequency=total(codes, cases_of_position),
        case_frequency=total(occurring, cases_of_occurrence),
        start_cases=total(codes[variants.sequence_starts[:-1]], cases),
        end_cases=total(codes[variants.sequence_starts[1:] - 1], cases),
        self_loops=total(codes[loops], cases_of_position[loops]),
        rework_cases=total(occurring[times > 1], cases_of_occurrence[times > 1]),
    )


def measure_service_times(log: EventLog) -> SegmentStatistics | None:
    """Measure how long each activity takes, from its start to its completion, in seconds.

    Returns
    -------
    SegmentStatistics, each of shape (n_activities,), or None
        None when the log has no start times.
    """
    if log.start_timestamps is None:
        return None
    return exact_statistics(
        seconds_between(log.start_timestamps, log.timestamps), log.activity_codes, len(log.activities)
    )
