"""Filtered cases -> the map: which steps and paths are drawn, how often they occur, and what the picture leaves out."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer.map_steps import MapSteps
from process_mining.explorer.projection import MapCounts, Projection
from process_mining.segments import freeze
from process_mining.variants import Variants


@dataclass(frozen=True)
class MapChoice:
    """What the map is to show.

    Parameters
    ----------
    n_steps, n_paths : int or None
        How many, at most as many as there are; None lets the opening rule decide.
    room : int
        At most so many steps when the rule decides, but never under 5.
    also : tuple of int
        Steps (codes of the `MapSteps`) to show all the same.
    """

    n_steps: int | None = None
    n_paths: int | None = None
    room: int = 18
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class MapPaths:
    """The drawn paths, most frequent first.

    Parameters
    ----------
    paths : ndarray of int64, shape (n_drawn,)
        Path of the projection.
    is_main : ndarray of bool, shape (n_drawn,)
        On the main path.
    is_back : ndarray of bool, shape (n_drawn,)
        To an earlier step in the global order.
    is_mark : ndarray of bool, shape (n_drawn,)
        A rare start or end, drawn as a mark on its box.
    spine : ndarray of int64, shape (n_spine,)
        Nodes of the main path from the first step to the last; Start and End are not among them.
    """

    paths: np.ndarray
    is_main: np.ndarray
    is_back: np.ndarray
    is_mark: np.ndarray
    spine: np.ndarray

    def __post_init__(self) -> None:
        freeze(self)


@dataclass(frozen=True)
class MapCoverage:
    """What the map shows of the filtered cases; the fields of the contract's `Coverage`.

    Parameters
    ----------
    steps_shown, steps_all, steps_rule, paths_shown, paths_all, paths_rule : int
        ``*_all``: those that occur in the cases of the picture; ``*_rule``: what the opening rule shows.
    passages_share : float
        Drawn passages, with those from Start and to End, of all in the filtered cases.
    whole_share : float
        Filtered cases with at least one shown step, all of whose passages are drawn.
    picture_cases, picture_variants : int
    hidden : ndarray of int64, shape (n_hidden,)
        Steps (codes of the `MapSteps`) that occur and are not on the map, most cases first.
    hidden_cases, hidden_frequency : ndarray of int64, shape (n_hidden,)
    """

    steps_shown: int
    steps_all: int
    steps_rule: int
    paths_shown: int
    paths_all: int
    paths_rule: int
    passages_share: float
    whole_share: float
    picture_cases: int
    picture_variants: int
    hidden: np.ndarray = field(repr=False)
    hidden_cases: np.ndarray = field(repr=False)
    hidden_frequency: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)


@dataclass(frozen=True)
class ProcessMap:
    """A map with its numbers.

    Parameters
    ----------
    steps : MapSteps
    shown : ndarray of int64, shape (n_nodes,)
        Step of each node; nodes lie in the global order.
    projection : Projection
    counts : MapCounts
        Of the cases of the picture.
    drawn : MapPaths
    hidden_in, hidden_out : ndarray of int64, shape (n_nodes,)
        Passages into and out of each node whose path is not drawn.
    coverage : MapCoverage
    """

    steps: MapSteps
    shown: np.ndarray
    projection: Projection
    counts: MapCounts
    drawn: MapPaths
    hidden_in: np.ndarray
    hidden_out: np.ndarray
    coverage: MapCoverage

    def __post_init__(self) -> None:
        freeze(self)


def draw_map(
    variants: Variants, steps: MapSteps, counts: np.ndarray, choice: MapChoice, picture: np.ndarray | None = None
) -> ProcessMap | None:
    """Choose what to draw of some cases, and count it.

    Parameters
    ----------
    variants : Variants
    steps : MapSteps
    counts : ndarray of int64, shape (n_variants,)
        Filtered cases of each variant (`variant_counts`).
    choice : MapChoice
    picture : ndarray of bool, shape (n_variants,), or None
        The variants that the picture is made of; None for all.

    Returns
    -------
    ProcessMap or None
        None when no case is left.
    """
    raise NotImplementedError


def top_variants(counts: np.ndarray, n_variants: int) -> np.ndarray:
    """Return the mask of the variants with the most filtered cases; equal ones by their rank in the whole log."""
    raise NotImplementedError


def opening_variants(variants: Variants) -> int:
    """Return how many variants cover 80 % of all cases, at most 20."""
    raise NotImplementedError
