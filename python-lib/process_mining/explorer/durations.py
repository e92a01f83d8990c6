"""Filtered cases and a map -> how long the drawn paths wait and how long the work at each step takes."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.explorer.case_times import TimeStatistics, measure, measure_exactly
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.process_map import ProcessMap
from process_mining.explorer.timed_steps import service_at, waiting_on

EXACT_EVENTS = 1_000_000
"""Up to this many events of a log, percentiles are exact from the first answer on."""


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

    Returns
    -------
    MapDurations

    Notes
    -----
    The waiting time on a path is ``max(0, start of the next shown step - completion of the previous shown one)``;
    without start times, start is completion.
    """
    projection = process_map.projection
    measured = measure_exactly if exact or log.n_events <= EXACT_EVENTS else measure
    waiting = measured(log, waiting_on(log, projection, process_map.drawn.paths), kept)
    if log.starts is None:
        return MapDurations(waiting, None)
    return MapDurations(waiting, measured(log, service_at(log, projection, np.arange(projection.n_nodes)), kept))
