"""Filtered cases and a map -> how long the drawn paths wait and how long the work at each step takes."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.process_map import ProcessMap
from process_mining.segments import freeze

EXACT_EVENTS = 1_000_000
"""Up to this many events of a log, percentiles are exact from the first answer on."""


@dataclass(frozen=True)
class TimeStatistics:
    """Statistics of times in seconds, an element a path or a node; not a number where `count` is 0.

    Parameters
    ----------
    count : ndarray of int64
    total, mean, minimum, maximum, median, p90 : ndarray of float64
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


@dataclass(frozen=True)
class MapDurations:
    """How long the paths and steps of a map take.

    Parameters
    ----------
    waiting : TimeStatistics, each of shape (n_drawn,)
        In the order of the map's drawn paths; count 0 for those from Start and to End.
    service : TimeStatistics or None, each of shape (n_nodes,)
        Start to completion of the events of each node; None without start times.
    """

    waiting: TimeStatistics
    service: TimeStatistics | None


def measure_durations(log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, exact: bool) -> MapDurations:
    """Measure the drawn paths and the steps of a map.

    Parameters
    ----------
    log : ExploredLog
    process_map : ProcessMap
    kept : ndarray of bool, shape (n_cases,)
        The cases of the picture: filtered, and of the chosen variants.
    exact : bool
        Whether percentiles are to be exact; they always are for logs of at most `EXACT_EVENTS`.
    """
    raise NotImplementedError
