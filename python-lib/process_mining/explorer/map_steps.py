"""Activities -> the steps that a map can show: each activity, or groups of activities, in the map's global order."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer.array_forms import unsigned
from process_mining.explorer.name_groups import group_names
from process_mining.explorer.order import global_order
from process_mining.explorer.projection_loops import number_occurrences
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
    times_before : ndarray of uint8, shape (n_positions,)
        How often the step at each position of the variants has occurred before in its variant; 2 for more.
    """

    labels: tuple[str, ...]
    step_of_activity: np.ndarray = field(repr=False)
    positions: np.ndarray = field(repr=False)
    is_group: np.ndarray = field(repr=False)
    times_before: np.ndarray = field(repr=False)

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
    return make_steps(variants, variants.activities, np.arange(len(variants.activities), dtype=np.int32))


def groups_as_steps(variants: Variants) -> MapSteps | None:
    """Return steps that group activities by what their names begin with; None where that makes no sensible map."""
    prefixes = group_names(variants.activities)
    if prefixes is None:
        return None
    members: dict[str, list[str]] = {prefix: [] for prefix in sorted(prefixes)}
    for label, prefix in zip(variants.activities, prefixes):
        members[prefix].append(label)
    labels = tuple(prefix if len(names) > 1 else names[0] for prefix, names in members.items())
    code_of = {prefix: code for code, prefix in enumerate(members)}
    return make_steps(variants, labels, np.array([code_of[prefix] for prefix in prefixes], dtype=np.int32))


def make_steps(variants: Variants, labels: tuple[str, ...], step_of_activity: np.ndarray) -> MapSteps:
    """Return steps with their places in the global order.

    Parameters
    ----------
    variants : Variants
        Of the whole log.
    labels : tuple of str, shape (n_steps,)
    step_of_activity : ndarray of int32, shape (n_activities,)
    """
    n_steps = len(labels)
    positions = np.empty(n_steps, dtype=np.int64)
    positions[global_order(variants, step_of_activity, n_steps)] = np.arange(n_steps)
    times_before = np.empty(len(variants.activity_codes), dtype=np.uint8)
    number_occurrences(
        variants.sequence_starts,
        unsigned(variants.activity_codes),
        unsigned(step_of_activity),
        n_steps,
        times_before,
    )
    is_group = np.bincount(step_of_activity, minlength=n_steps) > 1
    return MapSteps(labels, step_of_activity, positions, is_group, times_before)
