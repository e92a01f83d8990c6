"""Times and statistics of the verbs -> milliseconds, seconds and None, as JSON can hold them."""
from __future__ import annotations

import math
from typing import Any

from process_mining.explorer import durations, histogram
from process_mining_dss.contract.answers import TimeStatistics
from process_mining_dss.contract.panel_answers import Histogram

_NANOSECONDS_PER_MS = 1_000_000


def as_ms(nanoseconds: Any) -> float:
    """Return an instant in milliseconds since 1970."""
    return int(nanoseconds) / _NANOSECONDS_PER_MS


def number_or_none(value: float | None) -> float | None:
    """Return a number as JSON can hold it: what is not a number is None."""
    return None if value is None or math.isnan(value) else float(value)


def statistics_document(statistics: durations.TimeStatistics, at: int) -> TimeStatistics:
    """Return the statistics of one path or step, which has at least one time."""
    return {
        "count": int(statistics.count[at]),
        "total_seconds": float(statistics.total[at]),
        "mean_seconds": float(statistics.mean[at]),
        "minimum_seconds": float(statistics.minimum[at]),
        "maximum_seconds": float(statistics.maximum[at]),
        "median_seconds": float(statistics.median[at]),
        "p90_seconds": float(statistics.p90[at]),
        "exact": bool(statistics.exact),
    }


def histogram_document(counted: histogram.Histogram | None) -> Histogram | None:
    """Return a histogram; None of none."""
    if counted is None:
        return None
    return {
        "start_seconds": float(counted.start_seconds),
        "bin_seconds": float(counted.bin_seconds),
        "counts": counted.counts.tolist(),
        "more": int(counted.more),
    }
