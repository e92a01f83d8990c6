"""The filters that a user sets in the tile -> the cases that each keeps."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.recorded_moves import RecordedMoves


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


@dataclass(frozen=True)
class DeviationFilter:
    """Cases with a deviation at an activity, or at any when it is None; ``none``: scored cases without deviation."""

    deviation: Literal["skipped", "extra", "replaced", "out_of_order", "any", "none"]
    activity: str | None


OwnFilter = Union[
    StepFilter,
    PathFilter,
    FollowsFilter,
    WaitingFilter,
    VariantsFilter,
    ExecutionTimeFilter,
    StartedFilter,
    DeviationFilter,
]


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
        If the data cannot answer: an activity or variant is not in the log, there are no alignments.
    """
    raise NotImplementedError
