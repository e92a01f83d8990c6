"""Filtered cases -> the map: which steps and paths are drawn, how often they occur, and what the picture leaves out."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from process_mining.explorer.choice import (
    choose_paths,
    connecting_paths,
    count_paths_by_rule,
    count_steps_by_rule,
    rank_steps,
)
from process_mining.explorer.main_path import as_paths, find_marks, find_spine, rare_limit
from process_mining.explorer.map_steps import MapSteps
from process_mining.explorer.projection import (
    END,
    HIDDEN,
    START,
    MapCounts,
    Projection,
    count_map,
    count_steps,
    count_whole_cases,
    project,
)
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
    variants: Variants,
    steps: MapSteps,
    counts: np.ndarray,
    choice: MapChoice,
    picture: np.ndarray | None = None,
    see: Callable[[Variants, np.ndarray, int], Projection] = project,
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
    see : callable
        As `project`; whoever draws many maps can remember what it returns, which depends on no filter.

    Returns
    -------
    ProcessMap or None
        None when no case is left in the picture.

    Notes
    -----
    Every number follows exactly from the cases of each variant: no event is looked at.
    """
    drawn_counts = counts if picture is None else np.where(picture, counts, 0)
    n_cases = int(drawn_counts.sum())
    if n_cases == 0:
        return None
    of_steps = count_steps(variants, steps, drawn_counts)
    ranked = rank_steps(of_steps.cases, of_steps.frequency)
    steps_rule = count_steps_by_rule(of_steps.cases, n_cases, choice.room)
    shown = _choose_steps(steps, ranked, choice, steps_rule)
    projection = see(variants, _nodes(steps, shown), len(shown))
    map_counts = count_map(projection, drawn_counts, of_steps.of(shown))
    connecting = connecting_paths(projection, map_counts)
    paths_rule = count_paths_by_rule(connecting, map_counts.path_frequency)
    n_paths = paths_rule if choice.n_paths is None else choice.n_paths
    paths = choose_paths(connecting, map_counts.path_frequency, n_paths)
    hidden = ranked[~np.isin(ranked, shown)]
    coverage = MapCoverage(
        steps_shown=len(shown),
        steps_all=len(ranked),
        steps_rule=steps_rule,
        paths_shown=len(paths),
        paths_all=int(np.count_nonzero(map_counts.path_frequency)),
        paths_rule=paths_rule,
        passages_share=float(map_counts.path_frequency[paths].sum() / (counts * (variants.lengths + 1)).sum()),
        whole_share=_count_whole(projection, counts, paths) / int(counts.sum()),
        picture_cases=n_cases,
        picture_variants=int(np.count_nonzero(drawn_counts)),
        hidden=hidden,
        hidden_cases=of_steps.cases[hidden],
        hidden_frequency=of_steps.frequency[hidden],
    )
    hidden_in, hidden_out = _hidden_passages(projection, map_counts, paths)
    drawn = _describe_paths(projection, map_counts, paths, n_cases)
    return ProcessMap(steps, shown, projection, map_counts, drawn, hidden_in, hidden_out, coverage)


def _count_whole(projection: Projection, counts: np.ndarray, paths: np.ndarray) -> int:
    """Count the filtered cases all of whose passages are drawn."""
    is_drawn = np.zeros(projection.n_paths, dtype=bool)
    is_drawn[paths] = True
    return count_whole_cases(projection, counts, is_drawn)


def _choose_steps(steps: MapSteps, ranked: np.ndarray, choice: MapChoice, steps_rule: int) -> np.ndarray:
    """Return the steps to show in the global order."""
    n_steps = steps_rule if choice.n_steps is None else max(choice.n_steps, 1)
    also = ranked[np.isin(ranked, choice.also)]
    shown = np.union1d(ranked[:n_steps], also)
    return shown[np.argsort(steps.positions[shown])]


def _nodes(steps: MapSteps, shown: np.ndarray) -> np.ndarray:
    """Return the node of each activity; nodes lie in the global order."""
    node_of_step = np.full(steps.n_steps, HIDDEN, dtype=np.int32)
    node_of_step[shown] = np.arange(len(shown))
    return node_of_step[steps.step_of_activity]


def _hidden_passages(
    projection: Projection, counts: MapCounts, paths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the passages into and out of each node whose path is not drawn: an event is reached and left once."""
    drawn_in, drawn_out = np.zeros_like(counts.frequency), np.zeros_like(counts.frequency)
    to_nodes = paths[projection.targets[paths] != END]
    from_nodes = paths[projection.sources[paths] != START]
    np.add.at(drawn_in, projection.targets[to_nodes], counts.path_frequency[to_nodes])
    np.add.at(drawn_out, projection.sources[from_nodes], counts.path_frequency[from_nodes])
    return counts.frequency - drawn_in, counts.frequency - drawn_out


def _describe_paths(projection: Projection, counts: MapCounts, paths: np.ndarray, n_cases: int) -> MapPaths:
    """Find the main path, the paths back and the marks among the drawn paths."""
    end = projection.n_nodes
    sources = projection.sources[paths]
    targets = np.where(projection.targets[paths] == END, end, projection.targets[paths])
    frequency = counts.path_frequency[paths]
    spine = find_spine(as_paths(sources, targets, frequency), START, end)
    route = [START, *spine, end]
    on_route = set(zip(route, route[1:]))
    is_main = np.array([step in on_route for step in zip(sources.tolist(), targets.tolist())])
    at_edge = (sources == START) | (targets == end)
    is_rare = at_edge & ~is_main & (frequency < rare_limit(n_cases))
    is_mark = np.array(find_marks(as_paths(sources, targets, frequency), is_rare.tolist(), START))
    return MapPaths(paths, is_main, targets < sources, is_mark, np.array(spine, dtype=np.int64))


def top_variants(counts: np.ndarray, n_variants: int) -> np.ndarray:
    """Return the mask of the variants with the most filtered cases; equal ones by their rank in the whole log.

    Parameters
    ----------
    counts : ndarray of int64, shape (n_variants,)
        Filtered cases of each variant.
    n_variants : int
        How many are wanted; variants without a case do not count.
    """
    chosen = np.zeros(len(counts), dtype=bool)
    chosen[np.argsort(-counts, kind="stable")[: max(n_variants, 1)]] = True
    return chosen & (counts > 0)


def opening_variants(variants: Variants) -> int:
    """Return how many variants cover 80 % of all cases, at most 20."""
    covered = np.cumsum(variants.case_counts)
    return min(int(np.argmax(covered >= 0.8 * covered[-1])) + 1, 20)
