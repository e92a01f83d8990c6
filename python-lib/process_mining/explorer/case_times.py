"""Cases and shown steps -> how long the steps wait or take: sums in one scan, percentiles by histogram or exactly."""
from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from process_mining.explorer import time_loops as loops
from process_mining.explorer.array_forms import read_only, unsigned
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.projection import variant_counts
from process_mining.explorer.timed_steps import TimedSteps
from process_mining.segments import freeze, segment_starts

NANOSECONDS = 1e9
_N_THREADS = 2
_EVENTS_FOR_THREADS = 200_000
_VALUES_AT_A_TIME = 4_000_000


@dataclass(frozen=True)
class TimeStatistics:
    """Statistics of times in seconds, an element a row; not a number where `count` is 0, but for the total.

    Parameters
    ----------
    count : ndarray of int64, shape (n_rows,)
    total, mean, minimum, maximum, median, p90 : ndarray of float64, shape (n_rows,)
    exact : bool
        False: median and p90 come from a histogram and are within 5 %.
    """

    count: np.ndarray
    total: np.ndarray
    mean: np.ndarray
    minimum: np.ndarray
    maximum: np.ndarray
    median: np.ndarray
    p90: np.ndarray
    exact: bool

    def __post_init__(self) -> None:
        freeze(self)


def measure(log: ExploredLog, timed: TimedSteps, kept: np.ndarray) -> TimeStatistics:
    """Measure times in one scan; percentiles come from a histogram.

    Parameters
    ----------
    log : ExploredLog
    timed : TimedSteps
    kept : ndarray of bool, shape (n_cases,)

    Returns
    -------
    TimeStatistics, each of shape (n_rows,)

    Notes
    -----
    Threads each take half of the events. numba's own threads are not used: their layer is not safe when several
    requests call it at once.
    """
    if log.n_events < _EVENTS_FOR_THREADS:
        return _statistics([_measure_part(log, timed, kept, 0, log.n_cases)])
    shares = np.linspace(0, log.n_events, _N_THREADS + 1)
    bounds = np.searchsorted(log.case_starts, shares).tolist()
    with ThreadPoolExecutor(_N_THREADS) as threads:
        parts = [
            threads.submit(_measure_part, log, timed, kept, first, end) for first, end in zip(bounds, bounds[1:])
        ]
        return _statistics([part.result() for part in parts])


@dataclass(frozen=True)
class _Sums:
    """What one scan adds up, a row each."""

    high: np.ndarray
    low: np.ndarray
    minima: np.ndarray
    maxima: np.ndarray
    bins: np.ndarray


def _measure_part(log: ExploredLog, timed: TimedSteps, kept: np.ndarray, first_case: int, end_case: int) -> _Sums:
    n_rows = timed.n_rows
    sums = _Sums(
        np.zeros(n_rows, dtype=np.int64),
        np.zeros(n_rows, dtype=np.int64),
        np.full(n_rows, np.iinfo(np.uint64).max, dtype=np.uint64),
        np.zeros(n_rows, dtype=np.uint64),
        np.zeros((n_rows, loops.N_BINS), dtype=np.uint32),
    )
    loops.measure_times(
        first_case,
        end_case,
        read_only(kept),
        *_arrays(log, timed),
        sums.high,
        sums.low,
        sums.minima,
        sums.maxima,
        sums.bins,
    )
    return sums


_Arrays = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _arrays(log: ExploredLog, timed: TimedSteps) -> _Arrays:
    """Return what every loop over cases needs, in its order."""
    return (
        log.case_starts,
        log.variants.case_variants,
        timed.from_times,
        timed.to_times,
        timed.timed_starts,
        unsigned(timed.from_places),
        unsigned(timed.to_places),
        unsigned(timed.rows),
    )


def _statistics(parts: list[_Sums]) -> TimeStatistics:
    bins = np.sum([part.bins for part in parts], axis=0, dtype=np.int64)
    count = bins.sum(axis=1)
    high, low = (np.sum([getattr(part, name) for part in parts], axis=0) for name in ("high", "low"))
    total = np.array([((one << loops.LOW_BITS) + other) / 10**9 for one, other in zip(high.tolist(), low.tolist())])
    minimum = np.min([part.minima for part in parts], axis=0) / NANOSECONDS
    maximum = np.max([part.maxima for part in parts], axis=0) / NANOSECONDS
    reached = np.cumsum(bins, axis=1)
    # What is computed lies between what was seen: the mean of equal times is that time.
    computed = (total / np.maximum(count, 1), *(_percentile_of_bins(reached, share) for share in (0.5, 0.9)))
    mean, median, p90 = (np.clip(column, minimum, maximum) for column in computed)
    known = np.where(count > 0, np.array([mean, minimum, maximum, median, p90]), np.nan)
    return TimeStatistics(count, total, known[0], known[1], known[2], known[3], known[4], exact=False)


def _percentile_of_bins(reached: np.ndarray, share: float) -> np.ndarray:
    """Return the percentile between the middles of the two bins around its place, seconds."""
    place = share * np.maximum(reached[:, -1] - 1, 0)
    below = np.floor(place)
    low, high = (_middle_of_bin(np.argmax(reached > rank[:, None], axis=1)) for rank in (below, np.ceil(place)))
    return low + (high - low) * (place - below)


def _middle_of_bin(bins: np.ndarray) -> np.ndarray:
    """Return the middle of bins in seconds: bin 0 is zero, the others cut each power of two into equal parts."""
    per_octave = 1 << loops.BINS_PER_OCTAVE_BITS
    octave, part = np.divmod(bins - 1, per_octave)
    middle = np.ldexp(1 + (part + 0.5) / per_octave, octave)
    return np.where(bins == 0, 0.0, middle / NANOSECONDS)


def measure_exactly(log: ExploredLog, timed: TimedSteps, kept: np.ndarray) -> TimeStatistics:
    """Measure times as `measure` does, with exact percentiles (linear interpolation, numpy's default).

    Parameters
    ----------
    log : ExploredLog
    timed : TimedSteps
    kept : ndarray of bool, shape (n_cases,)

    Returns
    -------
    TimeStatistics, each of shape (n_rows,)
    """
    count = count_times(log, timed, kept)
    figures = np.full((6, timed.n_rows), np.nan)
    figures[0] = 0
    for row, seconds in times_by_row(log, timed, kept, count):
        if len(seconds):
            figures[:, row] = _figures_of(seconds)
    return _exact(count, figures)


def statistics_of(seconds: np.ndarray) -> TimeStatistics:
    """Return the exact statistics of some times as one row.

    Parameters
    ----------
    seconds : ndarray of float64, shape (n,), n > 0
        Comes out in another order, which spares the percentiles a copy.

    Returns
    -------
    TimeStatistics, each of shape (1,)
    """
    return _exact(np.array([len(seconds)]), np.array(_figures_of(seconds))[:, None])


def _exact(count: np.ndarray, figures: np.ndarray) -> TimeStatistics:
    total, mean, minimum, maximum, median, p90 = figures
    return TimeStatistics(count, total, mean, minimum, maximum, median, p90, exact=True)


def _figures_of(seconds: np.ndarray) -> tuple[float, ...]:
    """Return total, mean, minimum, maximum, median and 90th percentile; the order of the times is not kept."""
    total, minimum, maximum = float(seconds.sum()), float(seconds.min()), float(seconds.max())
    # The mean of equal times is that time, however the sum was rounded.
    mean = min(max(total / len(seconds), minimum), maximum)
    median, p90 = np.percentile(seconds, [50, 90], overwrite_input=True).tolist()
    return total, mean, minimum, maximum, median, p90


def count_times(log: ExploredLog, timed: TimedSteps, kept: np.ndarray) -> np.ndarray:
    """Count the times of each row, which follows from the cases of each variant: no event is looked at.

    Parameters
    ----------
    log : ExploredLog
    timed : TimedSteps
    kept : ndarray of bool, shape (n_cases,)

    Returns
    -------
    ndarray of int64, shape (n_rows,)
    """
    cases_of_timed = np.repeat(variant_counts(log.variants, kept), np.diff(timed.timed_starts))
    # Sums of float64, exact up to 2 ** 53 times.
    return np.bincount(timed.rows, cases_of_timed, minlength=timed.n_rows).astype(np.int64)


def times_by_row(
    log: ExploredLog, timed: TimedSteps, kept: np.ndarray, count: np.ndarray
) -> Iterator[tuple[int, np.ndarray]]:
    """Yield every row with its times in seconds, as the cases lie.

    Parameters
    ----------
    log : ExploredLog
    timed : TimedSteps
    kept : ndarray of bool, shape (n_cases,)
    count : ndarray of int64, shape (n_rows,)
        How many times each row has.

    Notes
    -----
    A few million times are held at once, however large the log.
    """
    batch_of_row = np.concatenate([[0], np.cumsum(count)[:-1]]) // _VALUES_AT_A_TIME
    for batch in np.unique(batch_of_row):
        chosen = np.flatnonzero(batch_of_row == batch)
        starts = segment_starts(count[chosen])
        times = np.empty(starts[-1], dtype=np.uint64)
        loops.collect_times(read_only(kept), *_arrays(log, timed.of(chosen)), starts[:-1].copy(), times)
        for row, start, end in zip(chosen.tolist(), starts[:-1].tolist(), starts[1:].tolist()):
            yield row, times[start:end] / NANOSECONDS


def find_cases_within(
    log: ExploredLog, timed: TimedSteps, shortest_seconds: float, longest_seconds: float
) -> np.ndarray:
    """Return which cases have a time of any row between two bounds, both inside.

    Parameters
    ----------
    log : ExploredLog
    timed : TimedSteps
    shortest_seconds, longest_seconds : float
        Infinite where open.

    Returns
    -------
    ndarray of bool, shape (n_cases,)
    """
    found = np.zeros(log.n_cases, dtype=bool)
    everybody = np.ones(log.n_cases, dtype=bool)
    loops.find_cases_within(read_only(everybody), *_arrays(log, timed), shortest_seconds, longest_seconds, found)
    return found
