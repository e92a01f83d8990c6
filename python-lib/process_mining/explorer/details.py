"""A chosen step or path of the map -> its exact times, its cases against the others, and filters worth offering."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Union

import numpy as np

from process_mining.explorer.case_times import TimeStatistics, count_times, statistics_of, times_by_row
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.histogram import Histogram, histogram_of
from process_mining.explorer.own_filters import (
    FollowsFilter,
    PathFilter,
    StepFilter,
    TraceFilter,
    WaitingFilter,
    keep_cases,
    keep_variants,
)
from process_mining.explorer.process_map import ProcessMap
from process_mining.explorer.projection import END, HIDDEN, START, Projection, variant_counts
from process_mining.explorer.timed_steps import TimedSteps, service_at, waiting_together

OfferedFilter = Union[TraceFilter, WaitingFilter]


@dataclass(frozen=True)
class FilterOffer:
    """A filter, and how many of the filtered cases it would keep."""

    filter: OfferedFilter
    cases: int


@dataclass(frozen=True)
class ItemDetails:
    """A chosen step or path; the fields of the contract's `ItemDetails`.

    Parameters
    ----------
    frequency, cases : int
    share : float
        Of the cases of the picture.
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


def step_details(
    log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, filtered: np.ndarray, node: int
) -> ItemDetails:
    """Return the details of a step.

    Parameters
    ----------
    log : ExploredLog
    process_map : ProcessMap
    kept : ndarray of bool, shape (n_cases,)
        The cases of the picture.
    filtered : ndarray of bool, shape (n_cases,)
        The cases that an offered filter would choose from: those of variants that the picture leaves out, too.
    node : int

    Returns
    -------
    ItemDetails
        Of its service times, or without start times of the waiting before it.
    """
    projection, counts = process_map.projection, process_map.counts
    if log.starts is None:
        into = np.flatnonzero((projection.targets == node) & (projection.sources != START))
        timed = waiting_together(log, projection, into)
    else:
        timed = service_at(log, projection, np.array([node]))
    times, histogram = _measure(log, timed, kept)
    has_step = _have(projection, projection.nodes == node)[log.variants.case_variants]
    names = _names(log, process_map, node)
    offers = [StepFilter(kind, names) for kind in ("passes", "avoids", "starts_with", "ends_with", "repeats")]
    return ItemDetails(
        int(counts.frequency[node]),
        int(counts.cases[node]),
        int(counts.cases[node]) / int(kept.sum()),
        "waiting_before" if log.starts is None else "service",
        times,
        histogram,
        _mean_execution(log, kept & has_step),
        _mean_execution(log, kept & ~has_step),
        0,
        None,
        _count_offers(log, filtered, offers),
    )


def path_details(
    log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, filtered: np.ndarray, path: int
) -> ItemDetails:
    """Return the details of a path.

    Parameters
    ----------
    log : ExploredLog
    process_map : ProcessMap
    kept : ndarray of bool, shape (n_cases,)
        The cases of the picture.
    filtered : ndarray of bool, shape (n_cases,)
        As of `step_details`.
    path : int
        Its number in the map's projection.

    Returns
    -------
    ItemDetails
        Of its waiting times; nothing is measured on a path from Start or to End.
    """
    projection, counts = process_map.projection, process_map.counts
    times, histogram = _measure(log, waiting_together(log, projection, np.array([path])), kept)
    takes_path = _have(projection, projection.paths_in == path) | (projection.last_paths == path)
    has_path = takes_path[log.variants.case_variants]
    reverse_frequency, reverse_median = _reverse(log, process_map, kept, path)
    return ItemDetails(
        int(counts.path_frequency[path]),
        int(counts.path_cases[path]),
        int(counts.path_cases[path]) / int(kept.sum()),
        "waiting",
        times,
        histogram,
        _mean_execution(log, kept & has_path),
        _mean_execution(log, kept & ~has_path),
        reverse_frequency,
        reverse_median,
        _count_offers(log, filtered, _path_filters(log, process_map, path, times)),
    )


def follows_offers(
    log: ExploredLog, process_map: ProcessMap, filtered: np.ndarray, nodes: tuple[int, int]
) -> tuple[FilterOffer, ...]:
    """Offer "follows at any time" for two chosen steps, both ways round.

    Parameters
    ----------
    log : ExploredLog
    process_map : ProcessMap
    filtered : ndarray of bool, shape (n_cases,)
    nodes : pair of int
    """
    one, other = (_names(log, process_map, node) for node in nodes)
    return _count_offers(log, filtered, [FollowsFilter(one, other), FollowsFilter(other, one)])


def _measure(
    log: ExploredLog, timed: TimedSteps, kept: np.ndarray
) -> tuple[TimeStatistics | None, Histogram | None]:
    """Return exact statistics and the histogram of one row of times; nothing where there are none."""
    count = count_times(log, timed, kept)
    if count[0] == 0:
        return None, None
    _, seconds = next(times_by_row(log, timed, kept, count))
    return statistics_of(seconds), histogram_of(seconds)


def _have(projection: Projection, is_meant: np.ndarray) -> np.ndarray:
    """Return which variants have one of some shown steps; ndarray of bool, shape (n_variants,)."""
    times = np.concatenate([[0], np.cumsum(is_meant)])[projection.shown_starts]
    return np.diff(times) > 0


def _mean_execution(log: ExploredLog, kept: np.ndarray) -> float | None:
    return float(log.execution_seconds[kept].mean()) if kept.any() else None


def _reverse(
    log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, path: int
) -> tuple[int, float | None]:
    """Return how often a path is taken the other way round, drawn or not, and how long that waits."""
    projection = process_map.projection
    source, target = projection.sources[path], projection.targets[path]
    back = np.flatnonzero((projection.sources == target) & (projection.targets == source))
    if source in (target, START) or target == END or len(back) == 0:
        return 0, None
    times, _ = _measure(log, waiting_together(log, projection, back), kept)
    return int(process_map.counts.path_frequency[back[0]]), None if times is None else float(times.median[0])


def _path_filters(
    log: ExploredLog, process_map: ProcessMap, path: int, times: TimeStatistics | None
) -> list[OfferedFilter]:
    """Return the filters that a path offers."""
    projection, labels = process_map.projection, log.variants.activities
    sources, targets = (
        () if node in (START, END) else _names(log, process_map, int(node))
        for node in (projection.sources[path], projection.targets[path])
    )
    shown = tuple(labels[code] for code in np.flatnonzero(projection.node_of_activity != HIDDEN))
    offers: list[OfferedFilter] = [PathFilter(kind, sources, targets, shown) for kind in ("takes", "does_not_take")]
    if sources and targets:
        offers.append(FollowsFilter(sources, targets))
    if times is not None:
        offers.append(WaitingFilter(sources, targets, shown, float(times.p90[0]), None))
    return offers


def _names(log: ExploredLog, process_map: ProcessMap, node: int) -> tuple[str, ...]:
    """Return the activities that a node stands for."""
    codes = np.flatnonzero(process_map.projection.node_of_activity == node)
    return tuple(log.variants.activities[code] for code in codes)


def _count_offers(log: ExploredLog, filtered: np.ndarray, filters: Iterable[OfferedFilter]) -> tuple[FilterOffer, ...]:
    """Count the cases that each filter would keep; where the trace decides, variant by variant."""
    counts = variant_counts(log.variants, filtered)
    return tuple(
        FilterOffer(own_filter, int(np.count_nonzero(keep_cases(log, own_filter) & filtered)))
        if isinstance(own_filter, WaitingFilter)
        else FilterOffer(own_filter, int(counts[keep_variants(log, own_filter)].sum()))
        for own_filter in filters
    )
