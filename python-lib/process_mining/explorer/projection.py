"""Variants -> what is left of them on a map: the shown steps and the passages between them, counted for any cases."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

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
        Nodes, `START` or `END`; by source, then target.
    shown_starts : ndarray of int64, shape (n_variants + 1,)
        Shown steps of variant v are ``shown_starts[v]:shown_starts[v + 1]`` of the next three.
    places : ndarray of int32, shape (n_shown,)
        Place of the step in its variant.
    nodes : ndarray of int32, shape (n_shown,)
    paths_in : ndarray of int32, shape (n_shown,)
        Path by which the step is reached, from the shown step before it or from Start.
    last_paths : ndarray of int32, shape (n_variants,)
        Path to End; -1 for a variant of which no step is shown.
    """

    node_of_activity: np.ndarray = field(repr=False)
    n_nodes: int
    sources: np.ndarray = field(repr=False)
    targets: np.ndarray = field(repr=False)
    shown_starts: np.ndarray = field(repr=False)
    places: np.ndarray = field(repr=False)
    nodes: np.ndarray = field(repr=False)
    paths_in: np.ndarray = field(repr=False)
    last_paths: np.ndarray = field(repr=False)

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
    empty_cases : int
        Cases of which no step is shown.
    """

    frequency: np.ndarray = field(repr=False)
    cases: np.ndarray = field(repr=False)
    repeated_cases: np.ndarray = field(repr=False)
    start_cases: np.ndarray = field(repr=False)
    end_cases: np.ndarray = field(repr=False)
    path_frequency: np.ndarray = field(repr=False)
    path_cases: np.ndarray = field(repr=False)
    path_joined: np.ndarray = field(repr=False)
    empty_cases: int

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
    raise NotImplementedError


def project(variants: Variants, node_of_activity: np.ndarray, n_nodes: int) -> Projection:
    """See the variants of a log through a map."""
    raise NotImplementedError


def count_map(projection: Projection, counts: np.ndarray) -> MapCounts:
    """Count nodes and paths, given the cases of each variant (`variant_counts`)."""
    raise NotImplementedError
