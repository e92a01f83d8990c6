"""Recorded alignments and filtered cases -> what deviates on the map, and the list of deviations."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.process_map import ProcessMap
from process_mining.explorer.recorded_moves import Place, RecordedMoves
from process_mining.segments import freeze


@dataclass(frozen=True)
class PlaceCount:
    """A deviation among the filtered cases.

    Parameters
    ----------
    place : Place
    cases : int
    share : float
        Of the scored cases.
    execution_seconds_mean, execution_seconds_mean_others : float or None
        Of the cases with it and of the other scored cases; None where there are none.
    """

    place: Place
    cases: int
    share: float
    execution_seconds_mean: float
    execution_seconds_mean_others: float | None


@dataclass(frozen=True)
class ConformanceOverlay:
    """What deviates on a map.

    Parameters
    ----------
    scored_cases : int
    deviations : tuple of PlaceCount
        Most cases first.
    skipped, extra, replaced, out_of_order : ndarray of int64, shape (n_nodes,)
        Cases with that kind of deviation at the node.
    path_deviations : ndarray of int64, shape (n_drawn,)
        Deviating passages of each drawn path.
    missing_labels : tuple of str
        Activities that the reference expects and that are not on the map, most cases first.
    missing_cases, missing_frequency : ndarray of int64, shape (n_missing,)
        Cases that skip them, and how often they occur as events in the filtered cases.
    """

    scored_cases: int
    deviations: tuple[PlaceCount, ...]
    skipped: np.ndarray
    extra: np.ndarray
    replaced: np.ndarray
    out_of_order: np.ndarray
    path_deviations: np.ndarray
    missing_labels: tuple[str, ...]
    missing_cases: np.ndarray
    missing_frequency: np.ndarray

    def __post_init__(self) -> None:
        freeze(self)


def overlay_conformance(
    log: ExploredLog, process_map: ProcessMap, moves: RecordedMoves, kept: np.ndarray
) -> ConformanceOverlay:
    """Find what deviates on a map among some cases (ndarray of bool, shape (n_cases,))."""
    raise NotImplementedError
