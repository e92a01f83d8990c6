"""A chosen step or path of the map -> its exact times, its cases against the others, and filters worth offering."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from process_mining.explorer.case_times import TimeStatistics
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.histogram import Histogram
from process_mining.explorer.own_filters import OwnFilter
from process_mining.explorer.process_map import ProcessMap


@dataclass(frozen=True)
class FilterOffer:
    """A filter, and how many of the filtered cases it would keep."""

    filter: OwnFilter
    cases: int


@dataclass(frozen=True)
class ItemDetails:
    """A chosen step or path; the fields of the contract's `ItemDetails`.

    Parameters
    ----------
    frequency, cases : int
    share : float
        Of the filtered cases.
    measured : {"waiting", "service", "waiting_before"}
    times : TimeStatistics or None, each of shape (1,)
        Exact; None where nothing is measured.
    histogram : Histogram or None
    execution_seconds_mean, execution_seconds_mean_others : float or None
        Of the cases with the item and of the others; None where there are none.
    reverse_frequency : int
    reverse_median_seconds : float or None
    offers : tuple of FilterOffer
    """

    frequency: int
    cases: int
    share: float
    measured: Literal["waiting", "service", "waiting_before"]
    times: TimeStatistics | None
    histogram: Histogram | None
    execution_seconds_mean: float | None
    execution_seconds_mean_others: float | None
    reverse_frequency: int
    reverse_median_seconds: float | None
    offers: tuple[FilterOffer, ...]


def step_details(log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, node: int) -> ItemDetails:
    """Return the details of a node among the cases of the picture (ndarray of bool, shape (n_cases,))."""
    raise NotImplementedError


def path_details(log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, path: int) -> ItemDetails:
    """Return the details of a path, given by its number in the map's projection."""
    raise NotImplementedError


def follows_offers(
    log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, nodes: tuple[int, int]
) -> tuple[FilterOffer, ...]:
    """Offer "follows at any time" for two chosen steps, both ways round."""
    raise NotImplementedError
