"""Times -> a histogram whose bins people can read: 1, 2, 2.5 or 5 times a power of ten in a natural unit."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.segments import freeze


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
    """Return the histogram of times in seconds; None of no times."""
    raise NotImplementedError
