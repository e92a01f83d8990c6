"""How often steps and paths occur -> which of them a map shows, by the opening rule or as many as asked for."""
from __future__ import annotations

import numpy as np

from process_mining.explorer.projection import END, START, MapCounts, Projection
from process_mining.explorer.widest_paths import widest_route, widest_tree

SMALLEST_SHARE = 0.02
MOST_STEPS, FEWEST_STEPS = 18, 5
PASSAGES_SHARE, MOST_PATHS = 0.98, 38


def rank_steps(cases: np.ndarray, frequency: np.ndarray) -> np.ndarray:
    """Return the steps that occur, most cases first, equal ones by frequency, then by code (which is by name).

    Parameters
    ----------
    cases, frequency : ndarray of int64, shape (n_steps,)

    Returns
    -------
    ndarray of int64, shape (n_occurring,)

    Examples
    --------
    >>> rank_steps(np.array([2, 0, 3, 2]), np.array([2, 0, 3, 5])).tolist()
    [2, 3, 0]
    """
    order = np.lexsort([np.arange(len(cases)), -frequency, -cases])
    return order[: np.count_nonzero(cases)]


def count_steps_by_rule(cases: np.ndarray, n_cases: int, room: int) -> int:
    """Return how many steps the opening rule shows.

    Parameters
    ----------
    cases : ndarray of int64, shape (n_steps,)
    n_cases : int
        All cases of the picture.
    room : int
        At most so many.

    Notes
    -----
    Those in at least 2 % of the cases, at most 18 and at most the room there is, but never under 5 where there are
    as many.
    """
    frequent = int(np.count_nonzero(cases >= max(SMALLEST_SHARE * n_cases, 1)))
    fitting = min(frequent, MOST_STEPS, room)
    return min(max(fitting, FEWEST_STEPS), int(np.count_nonzero(cases)))


def rank_paths(frequency: np.ndarray) -> np.ndarray:
    """Return the paths that occur, most frequent first, equal ones by their number.

    Parameters
    ----------
    frequency : ndarray of int64, shape (n_paths,)

    Returns
    -------
    ndarray of int64, shape (n_occurring,)
    """
    order = np.lexsort([np.arange(len(frequency)), -frequency])
    return order[: np.count_nonzero(frequency)]


def connecting_paths(projection: Projection, counts: MapCounts) -> np.ndarray:
    """Return the paths that no map can do without: the widest routes from Start to each node and from each to End.

    Parameters
    ----------
    projection : Projection
    counts : MapCounts

    Returns
    -------
    ndarray of bool, shape (n_paths,)

    Notes
    -----
    A route is as wide as its least frequent path. With the best path into and out of each node instead, two nodes
    can name each other and hang in the air: so did 18 of 22 on a real log. The widest route that only goes down from
    Start to End is among them too, so that every map has a main path: the others may go back on their way.
    """
    n_nodes = projection.n_nodes
    start, end = n_nodes, n_nodes + 1
    sources = np.where(projection.sources == START, start, projection.sources)
    targets = np.where(projection.targets == END, end, projection.targets)
    ranked = rank_paths(counts.path_frequency)
    frequency = counts.path_frequency[ranked]
    connecting = np.zeros(projection.n_paths, dtype=bool)
    connecting[ranked[widest_tree(start, sources[ranked], targets[ranked], frequency, n_nodes + 2)]] = True
    connecting[ranked[widest_tree(end, targets[ranked], sources[ranked], frequency, n_nodes + 2)]] = True
    goes_down = ranked[(sources[ranked] == start) | (targets[ranked] > sources[ranked])]
    down = (sources[goes_down], targets[goes_down], counts.path_frequency[goes_down])
    connecting[goes_down[widest_route(start, end, *down, n_nodes + 2)]] = True
    return connecting


def count_paths_by_rule(connecting: np.ndarray, frequency: np.ndarray) -> int:
    """Return how many paths the opening rule shows.

    Parameters
    ----------
    connecting : ndarray of bool, shape (n_paths,)
    frequency : ndarray of int64, shape (n_paths,)

    Notes
    -----
    The connecting ones, then by frequency until 98 % of the passages are drawn or there are 38 paths.
    """
    ranked = rank_paths(frequency)
    others = ranked[~connecting[ranked]]
    n_connecting = len(ranked) - len(others)
    drawn = frequency[connecting].sum() + np.concatenate([[0], np.cumsum(frequency[others])])
    enough = int(np.argmax(drawn >= PASSAGES_SHARE * frequency.sum()))
    return n_connecting + min(enough, max(MOST_PATHS - n_connecting, 0))


def choose_paths(connecting: np.ndarray, frequency: np.ndarray, n_paths: int) -> np.ndarray:
    """Return the paths to draw, most frequent first.

    Parameters
    ----------
    connecting : ndarray of bool, shape (n_paths,)
    frequency : ndarray of int64, shape (n_paths,)
    n_paths : int
        How many; at least the connecting ones are drawn, at most all that occur.

    Returns
    -------
    ndarray of int64, shape (n_drawn,)
    """
    ranked = rank_paths(frequency)
    is_connecting = connecting[ranked]
    # Bounded before numpy sees it: a link may hold any whole number, also one beyond 64 bits.
    room = min(max(n_paths - int(np.count_nonzero(is_connecting)), 0), len(ranked))
    return ranked[is_connecting | (np.cumsum(~is_connecting) <= room)]
