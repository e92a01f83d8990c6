"""Variants -> what is left of them on a map: the shown steps and the passages between them, counted for any cases."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer import projection_loops as loops
from process_mining.explorer.array_forms import read_only, unsigned
from process_mining.explorer.map_steps import MapSteps
from process_mining.segments import freeze
from process_mining.variants import Variants

HIDDEN = -1
"""Node of an activity that is not on the map."""

START, END = -1, -2
"""Source of the paths from Start, target of the paths to End."""


@dataclass(frozen=True)
class Projection:
    """The variants of a log seen through a map: hidden activities are skipped, what is left follows one another.

    It depends on which activities are shown, on no filter.

    Parameters
    ----------
    node_of_activity : ndarray of int32, shape (n_activities,)
        Node of each activity, `HIDDEN` where it has none.
    n_nodes : int
    sources, targets : ndarray of int32, shape (n_paths,)
        Nodes, `START` or `END`; by source, then target, those from Start and to End after the others.
    shown_starts : ndarray of int64, shape (n_variants + 1,)
        Shown steps of variant v are ``shown_starts[v]:shown_starts[v + 1]`` of the next three.
    places : ndarray of int32, shape (n_shown,)
        Place of the step in its variant.
    nodes : ndarray of int32, shape (n_shown,)
    paths_in : ndarray of int32, shape (n_shown,)
        Path by which the step is reached, from the shown step before it or from Start.
    kinds_in : ndarray of uint8, shape (n_shown,)
        Of the passage by which the step is reached: `FIRST` of its path in the variant, `JOINED` over hidden events.
    last_paths : ndarray of int32, shape (n_variants,)
        Path to End; -1 for a variant of which no step is shown.
    last_kinds : ndarray of uint8, shape (n_variants,)
    """

    node_of_activity: np.ndarray = field(repr=False)
    n_nodes: int
    sources: np.ndarray = field(repr=False)
    targets: np.ndarray = field(repr=False)
    shown_starts: np.ndarray = field(repr=False)
    places: np.ndarray = field(repr=False)
    nodes: np.ndarray = field(repr=False)
    paths_in: np.ndarray = field(repr=False)
    kinds_in: np.ndarray = field(repr=False)
    last_paths: np.ndarray = field(repr=False)
    last_kinds: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_paths(self) -> int:
        """Return the number of paths that any case takes."""
        return len(self.sources)


@dataclass(frozen=True)
class MapCounts:
    """How often the nodes and paths of a projection occur in some cases.

    Parameters
    ----------
    frequency, cases, repeated_cases, start_cases, end_cases : ndarray of int64, shape (n_nodes,)
        Events; cases with the node, with the node at least twice, with the node as first and as last shown step.
    path_frequency, path_cases, path_joined : ndarray of int64, shape (n_paths,)
        Passages; cases with at least one; passages over at least one hidden event.
    """

    frequency: np.ndarray = field(repr=False)
    cases: np.ndarray = field(repr=False)
    repeated_cases: np.ndarray = field(repr=False)
    start_cases: np.ndarray = field(repr=False)
    end_cases: np.ndarray = field(repr=False)
    path_frequency: np.ndarray = field(repr=False)
    path_cases: np.ndarray = field(repr=False)
    path_joined: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)


def variant_counts(variants: Variants, kept: np.ndarray) -> np.ndarray:
    """Count the cases of each variant among some cases.

    Parameters
    ----------
    variants : Variants
    kept : ndarray of bool, shape (n_cases,)

    Returns
    -------
    ndarray of int64, shape (n_variants,)
    """
    counts = np.zeros(variants.n_variants, dtype=np.int64)
    loops.count_by_variant(variants.case_variants, read_only(kept), counts)
    return counts


@dataclass(frozen=True)
class StepCounts:
    """How often steps occur in some cases, shown or not.

    Parameters
    ----------
    frequency, cases, repeated_cases : ndarray of int64, shape (n_steps,)
        Events; cases with the step, and with the step at least twice.
    """

    frequency: np.ndarray = field(repr=False)
    cases: np.ndarray = field(repr=False)
    repeated_cases: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    def of(self, steps: np.ndarray) -> StepCounts:
        """Return the counts of some steps."""
        return StepCounts(self.frequency[steps], self.cases[steps], self.repeated_cases[steps])


def count_steps(variants: Variants, steps: MapSteps, counts: np.ndarray) -> StepCounts:
    """Count the events and the cases of each step.

    Parameters
    ----------
    variants : Variants
    steps : MapSteps
    counts : ndarray of int64, shape (n_variants,)
        Cases of each variant.
    """
    sums = np.zeros((steps.n_steps, 3), dtype=np.int64)
    loops.add_up_steps(
        variants.sequence_starts,
        unsigned(variants.activity_codes),
        unsigned(steps.step_of_activity),
        steps.times_before,
        read_only(counts),
        sums,
    )
    return StepCounts(sums.sum(axis=1), sums[:, 0].copy(), sums[:, 1].copy())


def project(variants: Variants, node_of_activity: np.ndarray, n_nodes: int) -> Projection:
    """See the variants of a log through a map.

    Parameters
    ----------
    variants : Variants
    node_of_activity : ndarray of int32, shape (n_activities,)
        Node of each activity, `HIDDEN` for those that are not shown; several may share a node, as a group.
    n_nodes : int

    Returns
    -------
    Projection
    """
    n_positions, n_variants = len(variants.activity_codes), variants.n_variants
    shown_starts = np.empty(n_variants + 1, dtype=np.int64)
    places, nodes, paths_in = (np.empty(n_positions, dtype=np.int32) for _ in range(3))
    kinds_in = np.empty(n_positions, dtype=np.uint8)
    last_paths, last_kinds = np.empty(n_variants, dtype=np.int32), np.zeros(n_variants, dtype=np.uint8)
    keys = loops.project_variants(
        variants.sequence_starts,
        unsigned(variants.activity_codes),
        read_only(node_of_activity),
        n_nodes,
        shown_starts,
        places,
        nodes,
        paths_in,
        kinds_in,
        last_paths,
        last_kinds,
    )
    order = np.argsort(keys)
    rank = np.empty(len(order) + 1, dtype=np.int32)
    rank[order] = np.arange(len(order))
    rank[-1] = -1
    sources, targets = np.divmod(keys[order], n_nodes + 1)
    n_shown = int(shown_starts[-1])
    return Projection(
        node_of_activity,
        n_nodes,
        np.where(sources == n_nodes, START, sources).astype(np.int32),
        np.where(targets == n_nodes, END, targets).astype(np.int32),
        shown_starts,
        places[:n_shown].copy(),
        nodes[:n_shown].copy(),
        rank[paths_in[:n_shown]],
        kinds_in[:n_shown].copy(),
        rank[last_paths],
        last_kinds,
    )


def count_map(projection: Projection, counts: np.ndarray, of_nodes: StepCounts) -> MapCounts:
    """Count the paths of a projection in some cases.

    Parameters
    ----------
    projection : Projection
    counts : ndarray of int64, shape (n_variants,)
        Cases of each variant (`variant_counts`); frequencies under any filter follow exactly from them.
    of_nodes : StepCounts, each of shape (n_nodes,)
        Of the same cases: how often a step occurs does not depend on what else is shown.

    Returns
    -------
    MapCounts
    """
    sums = np.zeros((projection.n_paths, 4), dtype=np.int64)
    loops.add_up_paths(
        projection.shown_starts,
        unsigned(projection.paths_in),
        projection.kinds_in,
        projection.last_paths,
        projection.last_kinds,
        read_only(counts),
        sums,
    )
    path_cases = sums[:, loops.FIRST] + sums[:, loops.FIRST + loops.JOINED]
    path_joined = sums[:, loops.JOINED] + sums[:, loops.FIRST + loops.JOINED]
    start_cases, end_cases = (np.zeros(projection.n_nodes, dtype=np.int64) for _ in range(2))
    from_start, to_end = projection.sources == START, projection.targets == END
    start_cases[projection.targets[from_start]] = path_cases[from_start]
    end_cases[projection.sources[to_end]] = path_cases[to_end]
    return MapCounts(
        of_nodes.frequency,
        of_nodes.cases,
        of_nodes.repeated_cases,
        start_cases,
        end_cases,
        sums.sum(axis=1),
        path_cases,
        path_joined,
    )


def count_whole_cases(projection: Projection, counts: np.ndarray, is_drawn: np.ndarray) -> int:
    """Count the cases with at least one shown step all of whose passages are drawn.

    Parameters
    ----------
    projection : Projection
    counts : ndarray of int64, shape (n_variants,)
    is_drawn : ndarray of bool, shape (n_paths,)
    """
    return int(
        loops.count_whole_cases(
            projection.shown_starts,
            projection.paths_in,
            projection.last_paths,
            read_only(is_drawn),
            read_only(counts),
        )
    )
