"""The inner loops over the times of cases: sums, extremes and histograms of waiting and service times in one scan."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled, compiled_part

BINS_PER_OCTAVE_BITS = 4
"""Sixteen bins an octave: the middle of a bin is within 3.2 % of everything in it."""

N_BINS = 2 + (64 << BINS_PER_OCTAVE_BITS)
"""One for zero, sixteen for each power of two of nanoseconds, one for what is rounded up to 2 ** 64."""

LOW_BITS = 30
"""Sums are kept as two whole numbers, of the bits above and below, so that they are exact in any order of cases."""

_MANTISSA_BITS, _EXPONENT_BIAS = 52, 1023


@compiled_part
def _elapsed(begin: int, end: int) -> int:
    """Return end - begin, never negative, as unsigned: the longest would not fit a signed number."""
    if end <= begin:
        return np.uint64(0)
    return np.uint64(end) - np.uint64(begin)


@compiled
def measure_times(
    first_case: int,
    end_case: int,
    kept: np.ndarray,
    case_starts: np.ndarray,
    case_variants: np.ndarray,
    from_times: np.ndarray,
    to_times: np.ndarray,
    timed_starts: np.ndarray,
    from_places: np.ndarray,
    to_places: np.ndarray,
    rows: np.ndarray,
    high_sums: np.ndarray,
    low_sums: np.ndarray,
    minima: np.ndarray,
    maxima: np.ndarray,
    bins: np.ndarray,
) -> None:
    """Add the times of some cases to their rows.

    A time runs from that of the event at one place of the variant to that of the event at another.
    """
    low_mask = np.uint64((1 << LOW_BITS) - 1)
    for case in range(first_case, end_case):
        if not kept[case]:
            continue
        variant, base = case_variants[case], case_starts[case]
        for timed in range(timed_starts[variant], timed_starts[variant + 1]):
            row = rows[timed]
            time = _elapsed(from_times[base + from_places[timed]], to_times[base + to_places[timed]])
            high_sums[row] += np.int64(time >> np.uint64(LOW_BITS))
            low_sums[row] += np.int64(time & low_mask)
            if time < minima[row]:
                minima[row] = time
            if time > maxima[row]:
                maxima[row] = time
            place = 0
            if time > np.uint64(0):
                bits = np.float64(time).view(np.int64)
                place = 1 + (bits >> (_MANTISSA_BITS - BINS_PER_OCTAVE_BITS))
                place -= _EXPONENT_BIAS << BINS_PER_OCTAVE_BITS
            bins[row, place] += np.uint32(1)


@compiled
def collect_times(
    kept: np.ndarray,
    case_starts: np.ndarray,
    case_variants: np.ndarray,
    from_times: np.ndarray,
    to_times: np.ndarray,
    timed_starts: np.ndarray,
    from_places: np.ndarray,
    to_places: np.ndarray,
    rows: np.ndarray,
    next_free: np.ndarray,
    times: np.ndarray,
) -> None:
    """Write down every time of the rows asked for, row by row; `next_free` is where each row goes on."""
    for case in range(len(kept)):
        if not kept[case]:
            continue
        variant, base = case_variants[case], case_starts[case]
        for timed in range(timed_starts[variant], timed_starts[variant + 1]):
            row = rows[timed]
            time = _elapsed(from_times[base + from_places[timed]], to_times[base + to_places[timed]])
            times[next_free[row]] = time
            next_free[row] += 1


@compiled
def find_cases_within(
    kept: np.ndarray,
    case_starts: np.ndarray,
    case_variants: np.ndarray,
    from_times: np.ndarray,
    to_times: np.ndarray,
    timed_starts: np.ndarray,
    from_places: np.ndarray,
    to_places: np.ndarray,
    rows: np.ndarray,
    shortest: float,
    longest: float,
    found: np.ndarray,
) -> None:
    """Mark the cases that have a time between two bounds in seconds, both inside."""
    for case in range(len(kept)):
        if not kept[case]:
            continue
        variant, base = case_variants[case], case_starts[case]
        for timed in range(timed_starts[variant], timed_starts[variant + 1]):
            time = _elapsed(from_times[base + from_places[timed]], to_times[base + to_places[timed]])
            if shortest <= np.float64(time) / 1e9 <= longest:
                found[case] = True
                break
