"""Times -> a histogram whose bins people can read: 1, 2, 2.5 or 5 times a power of ten in a natural unit."""
from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from process_mining.segments import freeze

MINUTE, HOUR, DAY = 60, 3600, 86_400
_BINS_WANTED = 24
_FEWEST_BINS, _MOST_BINS = 20, 26
_SHORTEST = 1e-7


@dataclass(frozen=True)
class Histogram:
    """Equal bins, then everything above as `more`.

    Parameters
    ----------
    start_seconds, bin_seconds : float
    counts : ndarray of int64, shape (n_bins,)
    more : int
    unit_seconds : int
        The unit the bins were chosen in: 1, 60, 3600 or 86400 seconds.
    """

    start_seconds: float
    bin_seconds: float
    counts: np.ndarray = field(repr=False)
    more: int
    unit_seconds: int

    def __post_init__(self) -> None:
        freeze(self)


def histogram_of(seconds: np.ndarray) -> Histogram | None:
    """Count times in bins.

    Parameters
    ----------
    seconds : ndarray of float64, shape (n,)
        Not negative.

    Returns
    -------
    Histogram or None
        From 0 on, with 20 to 26 bins where there are values for so many; None of no times.

    Notes
    -----
    The 95th percentile decides the unit and the bins, so that one extreme does not press all others into one bin.

    Examples
    --------
    >>> hours = histogram_of(3600.0 * np.array([0, 1, 1, 2, 50]))
    >>> hours.bin_seconds / hours.unit_seconds, hours.counts[:5].tolist(), hours.more
    (2.0, [3, 1, 0, 0, 0], 0)
    """
    if len(seconds) == 0:
        return None
    longest = float(seconds.max())
    usual = max(float(np.percentile(seconds, 95)) or longest or 1.0, _SHORTEST)
    unit_seconds = next((unit for unit in (DAY, HOUR, MINUTE) if usual > 2 * unit), 1)
    bin_seconds = _readable_step(usual / unit_seconds / _BINS_WANTED) * unit_seconds
    for_all, for_usual = (math.floor(time / bin_seconds) + 1 for time in (longest, usual))
    n_bins = for_all if for_all <= _MOST_BINS else max(for_usual, _FEWEST_BINS)
    bins = np.minimum(seconds / bin_seconds, n_bins).astype(np.int64)
    counts = np.bincount(bins, minlength=n_bins + 1)
    return Histogram(0.0, bin_seconds, counts[:n_bins].copy(), int(counts[n_bins]), unit_seconds)


def _readable_step(least: float) -> float:
    """Return the smallest of 1, 2, 2.5 and 5 times a power of ten that is at least so much."""
    power = 10.0 ** math.floor(math.log10(least))
    # Rounded: 3 * 0.1 must not be a little more than 0.3.
    steps = (round(factor * power, 12) for factor in (1, 2, 2.5, 5, 10))
    return next(step for step in steps if step >= least * (1 - 1e-9))
