"""Activities -> the steps that a map can show: each activity, or groups of activities, in the map's global order."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer.name_groups import group_names
from process_mining.explorer.order import global_order
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
    own = np.arange(len(variants.activities), dtype=np.int32)
    return _in_order(variants, variants.activities, own, np.zeros(len(own), dtype=bool))


def groups_as_steps(variants: Variants) -> MapSteps | None:
    """Return steps that group activities by what their names begin with; None where that makes no sensible map."""
    prefixes = group_names(variants.activities)
    if prefixes is None:
        return None
    known = sorted(set(prefixes))
    number = {prefix: step for step, prefix in enumerate(known)}
    step_of_activity = np.array([number[prefix] for prefix in prefixes], dtype=np.int32)
    is_group = np.bincount(step_of_activity) > 1
    alone = {number[prefix]: label for prefix, label in zip(prefixes, variants.activities)}
    labels = tuple(prefix if is_group[step] else alone[step] for step, prefix in enumerate(known))
    return _in_order(variants, labels, step_of_activity, is_group)


def _in_order(
    variants: Variants, labels: tuple[str, ...], step_of_activity: np.ndarray, is_group: np.ndarray
) -> MapSteps:
    """Return steps with their places in the global order."""
    positions = np.empty(len(labels), dtype=np.int64)
    positions[global_order(variants, step_of_activity, len(labels))] = np.arange(len(labels))
    return MapSteps(labels, step_of_activity, positions, is_group)
