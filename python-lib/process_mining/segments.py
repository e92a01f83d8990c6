"""Arrays cut into consecutive segments (events of a case, waits of an edge): their order, scans and statistics."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_RADIX = 1 << 16


def freeze(value: object) -> None:
    """Make every array that a value holds read-only, so that whoever shares it can trust it."""
    for part in vars(value).values():
        if isinstance(part, np.ndarray):
            part.setflags(write=False)


def stable_order(codes: np.ndarray, n_codes: int) -> np.ndarray:
    """Return the stable order that sorts small non-negative codes.

    Parameters
    ----------
    codes : ndarray of int, shape (n,)
        Between 0 and `n_codes` - 1.
    n_codes : int
        How many codes there are.

    Returns
    -------
    ndarray of int64, shape (n,)
        Positions; equal codes keep their order.

    Notes
    -----
    numpy sorts 16-bit keys by radix, about eight times faster than its comparison sort on wider ones, so wider codes
    are sorted 16 bits at a time, lowest first.

    Examples
    --------
    >>> stable_order(np.array([2, 0, 2, 1]), 3).tolist()
    [1, 3, 0, 2]
    """
    lowest = codes if n_codes <= _RADIX else codes % _RADIX
    order = np.argsort(lowest.astype(np.uint16), kind="stable")
    divisor = _RADIX
    while n_codes > divisor:
        digit = (codes[order] // divisor % _RADIX).astype(np.uint16)
        order = order[np.argsort(digit, kind="stable")]
        divisor *= _RADIX
    return order


def segment_starts(counts: np.ndarray) -> np.ndarray:
    """Return where each segment starts, and at the end where the last one ends.

    Parameters
    ----------
    counts : ndarray of int, shape (n_segments,)
        Length of each segment.

    Returns
    -------
    ndarray of int64, shape (n_segments + 1,)

    Examples
    --------
    >>> segment_starts(np.array([2, 0, 3])).tolist()
    [0, 2, 2, 5]
    """
    starts = np.zeros(len(counts) + 1, dtype=np.int64)
    np.cumsum(counts, out=starts[1:])
    return starts


def continues_segment(starts: np.ndarray) -> np.ndarray:
    """Return for every position but the first whether it lies in the same segment as the one before.

    Parameters
    ----------
    starts : ndarray of int64, shape (n_segments + 1,)
        As `segment_starts` returns them, no segment being empty.

    Returns
    -------
    ndarray of bool, shape (max(n - 1, 0),)

    Examples
    --------
    >>> continues_segment(np.array([0, 2, 3])).tolist()
    [True, False]
    """
    same = np.ones(max(int(starts[-1]) - 1, 0), dtype=bool)
    same[starts[1:-1] - 1] = False
    return same


def running_maximum(values: np.ndarray, starts: np.ndarray) -> np.ndarray:
    """Return the largest value of each segment up to and including each position.

    Parameters
    ----------
    values : ndarray of int64, shape (n,)
    starts : ndarray of int64, shape (n_segments + 1,)
        No segment may be empty.

    Returns
    -------
    ndarray of int64, shape (n,)

    Notes
    -----
    Doubling steps (Hillis and Steele, Data parallel algorithms, 1986): as many passes as the binary logarithm of the
    longest segment, none of which can overflow as an offset per segment would.

    Examples
    --------
    >>> running_maximum(np.array([3, 1, 5, 2, 4]), np.array([0, 3, 5])).tolist()
    [3, 3, 5, 2, 4]
    """
    longest = int(np.diff(starts).max(initial=0))
    position = np.arange(len(values)) - np.repeat(starts[:-1], np.diff(starts))
    running = values.copy()
    step = 1
    while step < longest:
        inside = np.flatnonzero(position >= step)
        running[inside] = np.maximum(running[inside], running[inside - step])
        step *= 2
    return running


@dataclass(frozen=True)
class SegmentStatistics:
    """Statistics of the values of each segment; not a number where a segment is too short for them.

    Parameters
    ----------
    count : ndarray of int64, shape (n_segments,)
    total, mean, median, minimum, maximum, p90, stddev : ndarray of float64, shape (n_segments,)
        In the unit of the values. `stddev` is the sample standard deviation (divisor n - 1).
    """

    count: np.ndarray
    total: np.ndarray
    mean: np.ndarray
    median: np.ndarray
    p90: np.ndarray
    minimum: np.ndarray
    maximum: np.ndarray
    stddev: np.ndarray

    def __post_init__(self) -> None:
        freeze(self)


def exact_statistics(values: np.ndarray, codes: np.ndarray, n_segments: int) -> SegmentStatistics:
    """Compute statistics of values by their code, with exact percentiles.

    Parameters
    ----------
    values : ndarray of float64, shape (n,)
    codes : ndarray of int, shape (n,)
        Segment of each value, between 0 and `n_segments` - 1.
    n_segments : int

    Returns
    -------
    SegmentStatistics

    Notes
    -----
    The percentile p of n sorted values lies at position p (n - 1), between two values by linear interpolation (numpy's
    default; PERCENTILE_CONT of SQL). Sums are taken in ascending order, so they do not depend on the order of rows.

    Examples
    --------
    >>> statistics = exact_statistics(np.array([4.0, 1.0, 2.0]), np.array([0, 0, 2]), 3)
    >>> statistics.median.tolist()
    [2.5, nan, 2.0]
    """
    ordered, starts = _sort_by_segment(values, codes, n_segments)
    filled = np.diff(starts) > 0
    minimum = _filled(ordered[starts[:-1][filled]], filled)
    ordered_codes = np.repeat(np.arange(n_segments), np.diff(starts))
    return SegmentStatistics(
        **_moments(ordered, ordered_codes, minimum),
        median=_percentiles(ordered, starts, 0.5),
        p90=_percentiles(ordered, starts, 0.9),
        minimum=minimum,
        maximum=_filled(ordered[starts[1:][filled] - 1], filled),
    )


def _sort_by_segment(values: np.ndarray, codes: np.ndarray, n_segments: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the values segment by segment, ascending inside each, and where segments start."""
    starts = segment_starts(np.bincount(codes, minlength=n_segments))
    if 20 * n_segments > len(values):
        # Many short segments: two whole sorts beat many small ones.
        ascending = np.argsort(values, kind="stable")
        return values[ascending][stable_order(codes[ascending], n_segments)], starts
    ordered = values[stable_order(codes, n_segments)]
    for start, end in zip(starts[:-1].tolist(), starts[1:].tolist()):
        ordered[start:end].sort()
    return ordered, starts


def _moments(values: np.ndarray, codes: np.ndarray, minimum: np.ndarray) -> dict[str, np.ndarray]:
    """Return count, total, mean and standard deviation of each segment, given its smallest value."""
    n_segments = len(minimum)
    count = np.bincount(codes, minlength=n_segments)
    # Taken from the smallest value, so that equal values have exactly their value as mean and no deviation.
    above = values - minimum[codes]
    with np.errstate(invalid="ignore", divide="ignore"):
        mean_above = np.bincount(codes, weights=above, minlength=n_segments) / count
        spread = np.bincount(codes, weights=(above - mean_above[codes]) ** 2, minlength=n_segments)
        stddev = np.sqrt(np.where(count > 1, spread / (count - 1), np.nan))
    mean = minimum + mean_above
    return {"count": count, "total": mean * count, "mean": mean, "stddev": stddev}


def _percentiles(ordered: np.ndarray, starts: np.ndarray, share: float) -> np.ndarray:
    count = np.diff(starts)
    filled = count > 0
    position = share * (count[filled] - 1)
    below = np.floor(position).astype(np.int64)
    above = np.minimum(below + 1, count[filled] - 1)
    low, high = ordered[starts[:-1][filled] + below], ordered[starts[:-1][filled] + above]
    return _filled(low + (high - low) * (position - below), filled)


def _filled(values: np.ndarray, filled: np.ndarray) -> np.ndarray:
    spread = np.full(len(filled), np.nan)
    spread[filled] = values
    return spread


BINS_PER_OCTAVE = 8
"""A bin of the histogram spans a factor of 2 ** (1/8), so its middle is off by at most 4.5 %."""

_LOWEST_EXPONENT = -31
_N_BINS = 1 + BINS_PER_OCTAVE * 96


def histogram_statistics(values: np.ndarray, codes: np.ndarray, n_segments: int) -> SegmentStatistics:
    """Compute statistics of non-negative values by their code, percentiles from a logarithmic histogram.

    Parameters
    ----------
    values : ndarray of float64, shape (n,)
        Not negative.
    codes : ndarray of int, shape (n,)
    n_segments : int

    Returns
    -------
    SegmentStatistics
        Count, total, mean, minimum, maximum and standard deviation are exact; median and p90 within 4.5 % of the exact
        ones.

    Notes
    -----
    For very large logs: no value is sorted. Where a histogram for each segment would be larger than the values, they
    are sorted after all, and everything is exact.
    """
    if n_segments * _N_BINS > len(values):
        return exact_statistics(values, codes, n_segments)
    count = np.bincount(codes, minlength=n_segments)
    minimum, maximum = np.full(n_segments, np.inf), np.full(n_segments, -np.inf)
    np.minimum.at(minimum, codes, values)
    np.maximum.at(maximum, codes, values)
    minimum, maximum = np.where(count > 0, minimum, np.nan), np.where(count > 0, maximum, np.nan)
    bins = np.bincount(codes * np.int64(_N_BINS) + _bins(values), minlength=n_segments * _N_BINS)
    reached = np.cumsum(bins.reshape(n_segments, _N_BINS), axis=1)
    return SegmentStatistics(
        **_moments(values, codes, minimum),
        median=np.clip(_percentiles_of_histogram(reached, 0.5), minimum, maximum),
        p90=np.clip(_percentiles_of_histogram(reached, 0.9), minimum, maximum),
        minimum=minimum,
        maximum=maximum,
    )


def _bins(values: np.ndarray) -> np.ndarray:
    """Bin 0 holds zero; bin b holds values around 2 ** ((b - 1) / 8 - 31)."""
    with np.errstate(divide="ignore"):
        exponents = np.log2(values)
    bins = 1 + np.round(BINS_PER_OCTAVE * (exponents - _LOWEST_EXPONENT))
    return np.where(values > 0, np.clip(bins, 1, _N_BINS - 1), 0).astype(np.int64)


def _percentiles_of_histogram(reached: np.ndarray, share: float) -> np.ndarray:
    """Return the percentile between the middles of the two bins around its place; `reached` counts up bin by bin."""
    place = share * np.maximum(reached[:, -1] - 1, 0)
    below = np.floor(place)
    low, high = (_middle_of_bin(np.argmax(reached > rank[:, None], axis=1)) for rank in (below, np.ceil(place)))
    return low + (high - low) * (place - below)


def _middle_of_bin(bins: np.ndarray) -> np.ndarray:
    return np.where(bins == 0, 0.0, 2.0 ** ((bins - 1) / BINS_PER_OCTAVE + _LOWEST_EXPONENT))
