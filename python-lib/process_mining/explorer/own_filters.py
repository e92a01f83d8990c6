"""The filters that a user sets in the tile -> the cases that each keeps."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Union

import numpy as np

from process_mining.conformance.deviations import DeviationPlace
from process_mining.errors import FilterError
from process_mining.explorer.case_times import find_cases_within
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.projection import END, HIDDEN, START, Projection, project
from process_mining.explorer.recorded_moves import RecordedMoves
from process_mining.explorer.timed_steps import waiting_together
from process_mining.explorer.value_filters import keep_instants, keep_numbers


@dataclass(frozen=True)
class StepFilter:
    """Cases by one step; several activities stand for a group of them, any of which counts."""

    kind: Literal["passes", "avoids", "starts_with", "ends_with", "repeats"]
    activities: tuple[str, ...]


@dataclass(frozen=True)
class PathFilter:
    """Cases that take, or never take, a path; no sources is Start, no targets is End.

    `shown` names the activities on the map when it was chosen: a passage over the others counts. None: all activities.
    """

    kind: Literal["takes", "does_not_take"]
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    shown: tuple[str, ...] | None


@dataclass(frozen=True)
class FollowsFilter:
    """Cases in which one of `first` is followed by one of `then`, any number of events later."""

    first: tuple[str, ...]
    then: tuple[str, ...]


@dataclass(frozen=True)
class WaitingFilter:
    """Cases that at least once wait this long on a path; both bounds are inside, None is open."""

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    shown: tuple[str, ...] | None
    minimum_seconds: float | None
    maximum_seconds: float | None


@dataclass(frozen=True)
class VariantsFilter:
    """Cases that follow one of these variants."""

    variant_ids: tuple[str, ...]


@dataclass(frozen=True)
class ExecutionTimeFilter:
    """Cases by their execution time; both bounds are inside, None is open."""

    minimum_seconds: float | None
    maximum_seconds: float | None


@dataclass(frozen=True)
class StartedFilter:
    """Cases by their begin, nanoseconds since 1970 in UTC; both bounds are inside, None is open."""

    earliest: int | None
    latest: int | None


class DeviationContext(NamedTuple):
    """What stands instead of the activity, and between which activities of the model; each where it is known."""

    other_activity: str | None
    after: str | None
    before: str | None


@dataclass(frozen=True)
class DeviationFilter:
    """Cases with a deviation at an activity, or at any when it is None; ``none``: scored cases without deviation.

    With a `context`, cases that deviate exactly there.
    """

    deviation: Literal["skipped", "extra", "replaced", "out_of_order", "any", "none"]
    activity: str | None
    context: DeviationContext | None = None


TraceFilter = Union[StepFilter, PathFilter, FollowsFilter, VariantsFilter]
"""What the sequence of activities alone decides: variant by variant."""

OwnFilter = Union[TraceFilter, WaitingFilter, ExecutionTimeFilter, StartedFilter, DeviationFilter]


def keep_cases(log: ExploredLog, own_filter: OwnFilter, moves: RecordedMoves | None = None) -> np.ndarray:
    """Return which cases a filter keeps.

    Parameters
    ----------
    log : ExploredLog
    own_filter : OwnFilter
    moves : RecordedMoves or None
        The alignments; only a `DeviationFilter` asks for them.

    Returns
    -------
    ndarray of bool, shape (n_cases,)

    Raises
    ------
    FilterError
        If the data cannot answer: an activity or all variants are not in the log, or there are no alignments.
    """
    if isinstance(own_filter, DeviationFilter):
        return _of_variants(log, _deviating(log, own_filter, moves))
    if isinstance(own_filter, WaitingFilter):
        return _waiting(log, own_filter)
    if isinstance(own_filter, ExecutionTimeFilter):
        return keep_numbers(log.execution_seconds, own_filter.minimum_seconds, own_filter.maximum_seconds, False)
    if isinstance(own_filter, StartedFilter):
        return keep_instants(log.case_begins, own_filter.earliest, own_filter.latest, False)
    return _of_variants(log, keep_variants(log, own_filter))


def keep_variants(log: ExploredLog, own_filter: TraceFilter) -> np.ndarray:
    """Return which variants a filter keeps.

    Parameters
    ----------
    log : ExploredLog
    own_filter : TraceFilter

    Returns
    -------
    ndarray of bool, shape (n_variants,)

    Raises
    ------
    FilterError
        As of `keep_cases`.
    """
    return _BY_VARIANT[type(own_filter)](log, own_filter)


def _of_variants(log: ExploredLog, is_kept: np.ndarray) -> np.ndarray:
    """Return the cases whose variant is kept."""
    return is_kept[log.variants.case_variants]


def _by_step(log: ExploredLog, own_filter: StepFilter) -> np.ndarray:
    variants = log.variants
    hits = _are_named(log, own_filter.activities)[variants.activity_codes]
    first = variants.sequence_starts[:-1]
    times = np.add.reduceat(hits, first, dtype=np.int64)
    return {
        "passes": times > 0,
        "avoids": times == 0,
        "repeats": times > 1,
        "starts_with": hits[first],
        "ends_with": hits[variants.sequence_starts[1:] - 1],
    }[own_filter.kind]


def _by_path(log: ExploredLog, own_filter: PathFilter) -> np.ndarray:
    projection, is_chosen = _chosen_paths(log, own_filter)
    times = np.concatenate([[0], np.cumsum(is_chosen[projection.paths_in])])[projection.shown_starts]
    takes = np.diff(times) > 0
    shows_steps = projection.last_paths >= 0
    takes[shows_steps] |= is_chosen[projection.last_paths[shows_steps]]
    return takes if own_filter.kind == "takes" else ~takes


def _by_follower(log: ExploredLog, own_filter: FollowsFilter) -> np.ndarray:
    codes, first = log.variants.activity_codes, log.variants.sequence_starts[:-1]
    positions = np.arange(len(codes))
    begins = np.where(_are_named(log, own_filter.first)[codes], positions, len(codes))
    ends = np.where(_are_named(log, own_filter.then)[codes], positions, -1)
    return np.minimum.reduceat(begins, first) < np.maximum.reduceat(ends, first)


def _by_variant_id(log: ExploredLog, own_filter: VariantsFilter) -> np.ndarray:
    wanted = set(own_filter.variant_ids)
    is_kept = np.array([variant_id in wanted for variant_id in log.variants.ids])
    if not is_kept.any():
        raise FilterError("The event log has none of these variants", own_filter.variant_ids)
    return is_kept


_BY_VARIANT: dict[type, Callable[[ExploredLog, Any], np.ndarray]] = {
    StepFilter: _by_step,
    PathFilter: _by_path,
    FollowsFilter: _by_follower,
    VariantsFilter: _by_variant_id,
}


def _waiting(log: ExploredLog, own_filter: WaitingFilter) -> np.ndarray:
    if not own_filter.sources or not own_filter.targets:
        raise FilterError("Nothing waits on a path from Start or to End")
    projection, is_chosen = _chosen_paths(log, own_filter)
    timed = waiting_together(log, projection, np.flatnonzero(is_chosen))
    # The loop is compiled for floats: whole numbers would have it compiled anew, and the largest do not fit.
    shortest = -np.inf if own_filter.minimum_seconds is None else float(own_filter.minimum_seconds)
    longest = np.inf if own_filter.maximum_seconds is None else float(own_filter.maximum_seconds)
    return find_cases_within(log, timed, shortest, longest)


def _chosen_paths(log: ExploredLog, own_filter: PathFilter | WaitingFilter) -> tuple[Projection, np.ndarray]:
    """Return the variants seen through the map of the filter, and which of its paths are meant."""
    if not own_filter.sources and not own_filter.targets:
        raise FilterError("A path from Start to End has no step")
    n_activities = len(log.variants.activities)
    shown = np.ones(n_activities, dtype=bool)
    if own_filter.shown is not None:
        shown = _are_named(log, (*own_filter.shown, *own_filter.sources, *own_filter.targets))
    node_of_activity = np.where(shown, np.arange(n_activities), HIDDEN).astype(np.int32)
    projection = project(log.variants, node_of_activity, n_activities)
    from_sources = _ends_at(log, projection.sources, own_filter.sources, START)
    return projection, from_sources & _ends_at(log, projection.targets, own_filter.targets, END)


def _ends_at(log: ExploredLog, nodes: np.ndarray, activities: Sequence[str], terminal: int) -> np.ndarray:
    """Return which paths begin (or end) at one of some activities, or at Start (or End) when none is named."""
    if not activities:
        return nodes == terminal
    # START and END, as negative numbers, take the last two places of the table.
    return np.append(_are_named(log, activities), [False, False])[nodes]


def _are_named(log: ExploredLog, names: Sequence[str]) -> np.ndarray:
    """Return which activities are named; ndarray of bool, shape (n_activities,)."""
    if not names:
        raise FilterError("The filter names no step")
    code_of = {label: code for code, label in enumerate(log.variants.activities)}
    unknown = [name for name in dict.fromkeys(names) if name not in code_of]
    if unknown:
        raise FilterError("The event log has no step of this name", unknown)
    named = np.zeros(len(code_of), dtype=bool)
    named[[code_of[name] for name in names]] = True
    return named


def _is_meant(place: DeviationPlace, own_filter: DeviationFilter) -> bool:
    activity, context = own_filter.activity, own_filter.context
    if own_filter.deviation not in ("any", "none", place.kind):
        return False
    if context is None:
        return activity is None or activity in (place.activity, place.other_activity)
    return (activity, *context) == (place.activity, place.other_activity, place.after, place.before)


def _deviating(log: ExploredLog, own_filter: DeviationFilter, moves: RecordedMoves | None) -> np.ndarray:
    """Return which variants deviate so."""
    if moves is None:
        raise FilterError("There are no alignments that could tell what deviates")
    kind, activity = own_filter.deviation, own_filter.activity
    known = {*log.variants.activities, *(place.activity for place in moves.places)}
    if activity is not None and activity not in known:
        raise FilterError("Neither the event log nor the reference has a step of this name", [activity])
    is_meant = np.array([_is_meant(place, own_filter) for place in moves.places], dtype=bool)
    deviates = np.zeros(log.variants.n_variants, dtype=bool)
    deviates[moves.place_variants[is_meant[moves.place_codes]]] = True
    return moves.is_scored & ~deviates if kind == "none" else deviates
