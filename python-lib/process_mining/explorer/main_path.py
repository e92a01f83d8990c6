"""Drawn paths -> the main path, the paths back to earlier steps, and the rare starts and ends drawn as marks."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

RARE_SHARE = 0.05
"""Starts and ends of fewer cases are marks: as lines they sweep round the picture for little."""

Path = tuple[int, int, int]
"""Source, target and frequency; nodes are numbered from top to bottom, with Start above and End below them all."""


def find_spine(paths: Sequence[Path], start: int, end: int) -> list[int]:
    """Return the nodes of the main path between Start and End.

    Parameters
    ----------
    paths : sequence of (source, target, frequency)
        Most frequent first.
    start, end : int
        Start is smaller than all nodes, End larger.

    Returns
    -------
    list of int

    Notes
    -----
    From each step the most frequent path to a later one. Where that comes to a dead end, the path with the largest
    sum of frequencies among those that lead to End; where none does, the walk up to the dead end.

    Examples
    --------
    >>> find_spine([(-1, 0, 9), (0, 1, 6), (1, 2, 6), (0, 2, 3)], -1, 2)
    [0, 1]
    """
    forward = [path for path in paths if path[1] > path[0]]
    walk = _walk(forward, start)
    route = walk if walk[-1] == end else _heaviest(forward, start, end) or walk
    return [node for node in route if start < node < end]


def _walk(forward: Iterable[Path], start: int) -> list[int]:
    """Return where the most frequent way on leads, Start and what it reaches."""
    best: dict[int, int] = {}
    for source, target, _ in forward:
        best.setdefault(source, target)
    walk = [start]
    while walk[-1] in best:
        walk.append(best[walk[-1]])
    return walk


def _heaviest(forward: Iterable[Path], start: int, end: int) -> list[int]:
    """Return the nodes of the route from Start to End with the largest sum of frequencies; empty if there is none."""
    weight, before = {start: 0}, {start: start}
    for source, target, frequency in sorted(forward, key=lambda path: path[0]):
        if source in weight and weight[source] + frequency > weight.get(target, -1):
            weight[target], before[target] = weight[source] + frequency, source
    if end not in before:
        return []
    route = [end]
    while route[-1] != start:
        route.append(before[route[-1]])
    return route[::-1]


def find_marks(paths: Sequence[Path], candidates: Sequence[bool], start: int) -> list[bool]:
    """Return which rare starts and ends can be marks: the lines that are left still hold the picture together.

    Parameters
    ----------
    paths : sequence of (source, target, frequency)
        Most frequent first.
    candidates : sequence of bool, shape (n_paths,)
    start : int

    Returns
    -------
    list of bool, shape (n_paths,)
        A candidate whose step hangs on no other line stays a line.

    Examples
    --------
    >>> find_marks([(-1, 0, 90), (0, 1, 80), (1, 3, 80), (-1, 1, 2), (-1, 2, 1)], [False] * 3 + [True] * 2, -1)
    [False, False, False, True, False]
    """
    neighbours: dict[int, list[int]] = {}
    for (source, target, _), is_candidate in zip(paths, candidates):
        if not is_candidate:
            _join(neighbours, source, target)
    reached = {start}
    _reach(neighbours, start, reached)
    marks = []
    for (source, target, _), is_candidate in zip(paths, candidates):
        is_mark = is_candidate and source in reached and target in reached
        marks.append(is_mark)
        if is_candidate and not is_mark:
            _join(neighbours, source, target)
            for node in {source, target} & reached:
                _reach(neighbours, node, reached)
    return marks


def _join(neighbours: dict[int, list[int]], one: int, other: int) -> None:
    neighbours.setdefault(one, []).append(other)
    neighbours.setdefault(other, []).append(one)


def _reach(neighbours: dict[int, list[int]], node: int, reached: set[int]) -> None:
    """Add every node that hangs together with one."""
    waiting = [node]
    while waiting:
        for other in neighbours.get(waiting.pop(), ()):
            if other not in reached:
                reached.add(other)
                waiting.append(other)


def rare_limit(n_cases: int) -> float:
    """Return below how many passages a start or an end is rare.

    Parameters
    ----------
    n_cases : int
        Cases of the picture.
    """
    return RARE_SHARE * n_cases


def as_paths(sources: np.ndarray, targets: np.ndarray, frequency: np.ndarray) -> list[Path]:
    """Return arrays of sources, targets and frequencies, each of shape (n_paths,), as paths."""
    return list(zip(sources.tolist(), targets.tolist(), frequency.tolist()))
