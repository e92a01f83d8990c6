"""Variants seen through a map -> which times to look at in each: the waiting on paths, the service at nodes."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.projection import START, Projection
from process_mining.segments import freeze


@dataclass(frozen=True)
class TimedSteps:
    """Which times to look at in each variant: a row for each path or node of interest.

    Parameters
    ----------
    from_times, to_times : ndarray of int64, shape (n_events,)
        A time runs from the one to the other, and is 0 where that would be back.
    timed_starts : ndarray of int64, shape (n_variants + 1,)
        Times of variant v are ``timed_starts[v]:timed_starts[v + 1]`` of the next three.
    from_places, to_places : ndarray of int32, shape (n_timed,)
        Places in the variant of the events that a time lies between.
    rows : ndarray of int32, shape (n_timed,)
    n_rows : int
    """

    from_times: np.ndarray = field(repr=False)
    to_times: np.ndarray = field(repr=False)
    timed_starts: np.ndarray = field(repr=False)
    from_places: np.ndarray = field(repr=False)
    to_places: np.ndarray = field(repr=False)
    rows: np.ndarray = field(repr=False)
    n_rows: int

    def __post_init__(self) -> None:
        freeze(self)

    def of(self, chosen: np.ndarray) -> TimedSteps:
        """Return some of the rows, numbered anew."""
        number = np.full(self.n_rows, -1, dtype=np.int32)
        number[chosen] = np.arange(len(chosen))
        kept = np.flatnonzero(number[self.rows] >= 0)
        return TimedSteps(
            self.from_times,
            self.to_times,
            np.searchsorted(kept, self.timed_starts),
            self.from_places[kept],
            self.to_places[kept],
            number[self.rows[kept]],
            len(chosen),
        )


def waiting_on(log: ExploredLog, projection: Projection, paths: np.ndarray) -> TimedSteps:
    """Look at the waiting on paths: start of a shown step less completion of the shown step before it.

    Parameters
    ----------
    log : ExploredLog
    projection : Projection
    paths : ndarray of int, shape (n_rows,)
        Nothing is measured on those from Start and to End.
    """
    return _waiting(log, projection, paths, np.arange(len(paths)), len(paths))


def waiting_together(log: ExploredLog, projection: Projection, paths: np.ndarray) -> TimedSteps:
    """Look at the waiting on several paths as one row.

    Parameters
    ----------
    log : ExploredLog
    projection : Projection
    paths : ndarray of int, shape (n_together,)
        As of `waiting_on`.
    """
    return _waiting(log, projection, paths, np.zeros(len(paths)), 1)


def _waiting(
    log: ExploredLog, projection: Projection, paths: np.ndarray, row_of_path: np.ndarray, n_rows: int
) -> TimedSteps:
    rows = np.full(projection.n_paths, -1, dtype=np.int32)
    rows[paths] = row_of_path
    rows[projection.sources == START] = -1
    return _timed(projection, log.completions, log.event_starts, rows[projection.paths_in], 1, n_rows)


def service_at(log: ExploredLog, projection: Projection, nodes: np.ndarray) -> TimedSteps:
    """Look at the service times of nodes: completion less start of the same event.

    Parameters
    ----------
    log : ExploredLog
    projection : Projection
    nodes : ndarray of int, shape (n_rows,)
    """
    rows = np.full(projection.n_nodes, -1, dtype=np.int32)
    rows[nodes] = np.arange(len(nodes))
    return _timed(projection, log.event_starts, log.completions, rows[projection.nodes], 0, len(nodes))


def _timed(
    projection: Projection,
    from_times: np.ndarray,
    to_times: np.ndarray,
    rows: np.ndarray,
    step_back: int,
    n_rows: int,
) -> TimedSteps:
    """Take the shown steps that have a row; a time runs from the shown step so many before.

    Leaving out the others here, once a variant, saves deciding it a million times while cases are scanned.
    """
    timed = np.flatnonzero(rows >= 0)
    return TimedSteps(
        from_times,
        to_times,
        np.searchsorted(timed, projection.shown_starts),
        projection.places[timed - step_back],
        projection.places[timed],
        rows[timed],
        n_rows,
    )
