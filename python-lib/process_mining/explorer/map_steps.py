"""Activities -> the steps that a map can show: each activity, or groups of activities, in the map's global order."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.segments import freeze
from process_mining.variants import Variants


@dataclass(frozen=True)
class MapSteps:
    """What can be a box on the map.

    Parameters
    ----------
    labels : tuple of str, shape (n_steps,)
        Activity, or what the names of a group's activities have in common.
    step_of_activity : ndarray of int32, shape (n_activities,)
        Step of each activity code of the log.
    positions : ndarray of int64, shape (n_steps,)
        Place of each step in the global order, from 0 on, computed from the whole log.
    is_group : ndarray of bool, shape (n_steps,)
        Whether the step stands for two activities or more.
    """

    labels: tuple[str, ...]
    step_of_activity: np.ndarray = field(repr=False)
    positions: np.ndarray = field(repr=False)
    is_group: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_steps(self) -> int:
        """Return the number of steps."""
        return len(self.labels)

    def activities_of(self, step: int) -> np.ndarray:
        """Return the activity codes that a step stands for."""
        return np.flatnonzero(self.step_of_activity == step)


def activities_as_steps(variants: Variants) -> MapSteps:
    """Return each activity as a step of its own; step codes are activity codes."""
    raise NotImplementedError


def groups_as_steps(variants: Variants) -> MapSteps | None:
    """Return steps that group activities by what their names begin with; None where that makes no sensible map."""
    raise NotImplementedError
