"""Paths with their frequencies -> the widest route from one node to each other."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled
from process_mining.segments import segment_starts, stable_order


def widest_tree(
    root: int, sources: np.ndarray, targets: np.ndarray, frequency: np.ndarray, n_nodes: int
) -> np.ndarray:
    """Return the paths that the widest routes from a root take.

    Parameters
    ----------
    root : int
    sources, targets : ndarray of int, shape (n_paths,)
        Between 0 and `n_nodes` - 1.
    frequency : ndarray of int64, shape (n_paths,)
        Positive.
    n_nodes : int

    Returns
    -------
    ndarray of int64, shape (n_reached - 1,)
        The last path of the route to each node that can be reached.

    Notes
    -----
    Dijkstra's algorithm with the smallest frequency on the way in place of the sum; of equally wide routes the one
    whose path comes first is taken, so callers give the most frequent first.

    Examples
    --------
    >>> sources, targets, frequency = np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([5, 4, 3])
    >>> widest_tree(0, sources, targets, frequency, 3).tolist()
    [0, 1]
    """
    via = _last_paths(root, sources, targets, frequency, n_nodes)
    return via[via >= 0]


def widest_route(
    root: int, goal: int, sources: np.ndarray, targets: np.ndarray, frequency: np.ndarray, n_nodes: int
) -> list[int]:
    """Return the paths of the widest route from a root to a goal, the last one first; empty where there is none.

    Parameters
    ----------
    root, goal : int
    sources, targets, frequency, n_nodes
        As of `widest_tree`.

    Examples
    --------
    >>> sources, targets, frequency = np.array([0, 1, 0]), np.array([1, 2, 2]), np.array([5, 4, 3])
    >>> widest_route(0, 2, sources, targets, frequency, 3)
    [1, 0]
    """
    via = _last_paths(root, sources, targets, frequency, n_nodes)
    route: list[int] = []
    node = goal
    while node != root:
        path = int(via[node])
        if path < 0:
            return []
        route.append(path)
        node = int(sources[path])
    return route


def _last_paths(
    root: int, sources: np.ndarray, targets: np.ndarray, frequency: np.ndarray, n_nodes: int
) -> np.ndarray:
    """Return the last path of the widest route to each node; -1 for the root and what cannot be reached."""
    by_source = stable_order(sources, n_nodes)
    starts = segment_starts(np.bincount(sources, minlength=n_nodes))
    via = np.full(n_nodes, -1, dtype=np.int64)
    _search(root, starts, by_source, targets.astype(np.int64), frequency, via)
    return via


@compiled
def _search(
    root: int, starts: np.ndarray, by_source: np.ndarray, targets: np.ndarray, frequency: np.ndarray, via: np.ndarray
) -> None:
    """Fill in by which path each node is reached."""
    n_nodes = len(via)
    width = np.zeros(n_nodes, np.int64)
    done = np.zeros(n_nodes, np.bool_)
    width[root] = np.iinfo(np.int64).max
    for _ in range(n_nodes):
        node = -1
        for candidate in range(n_nodes):
            if not done[candidate] and width[candidate] > 0 and (node < 0 or width[candidate] > width[node]):
                node = candidate
        if node < 0:
            return
        done[node] = True
        for number in range(starts[node], starts[node + 1]):
            path = by_source[number]
            target = targets[path]
            reached = min(width[node], frequency[path])
            if not done[target] and reached > width[target]:
                width[target] = reached
                via[target] = path
