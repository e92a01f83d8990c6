"""The widest routes through a graph, beside the widths that trying every intermediate node finds."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.widest_paths import widest_route, widest_tree

N_NODES = 5
Paths = list[tuple[int, int, int]]


def arrays_of(paths: Paths) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    sources, targets, frequency = (np.array(column, dtype=np.int64) for column in zip(*paths))
    return sources, targets, frequency


def widths_by_trying(paths: Paths) -> list[int]:
    """Return how wide the widest route from node 0 to each node is; 0 where there is none."""
    width = [[0] * N_NODES for _ in range(N_NODES)]
    for source, target, frequency in paths:
        width[source][target] = max(width[source][target], frequency)
    for between in range(N_NODES):
        for source in range(N_NODES):
            for target in range(N_NODES):
                by_way = min(width[source][between], width[between][target])
                width[source][target] = max(width[source][target], by_way)
    return width[0]


@pytest.mark.parametrize(
    ("paths", "route"),
    [
        ([(0, 4, 1)], [0]),
        ([(0, 1, 9), (1, 4, 8), (0, 4, 7)], [1, 0]),
        ([(0, 1, 9), (1, 4, 6), (0, 4, 7)], [2]),
        # Equally wide: the one whose last path comes first.
        ([(0, 1, 9), (0, 4, 5), (1, 4, 5)], [1]),
        ([(0, 1, 9), (4, 1, 9)], []),
        ([(0, 0, 9), (1, 4, 9)], []),
    ],
)
def test_route(paths, route):
    assert widest_route(0, 4, *arrays_of(paths), N_NODES) == route


nodes = st.integers(0, N_NODES - 1)


@given(st.lists(st.tuples(nodes, nodes, st.integers(1, 4)), min_size=1, max_size=14))
def test_routes_are_as_wide_as_trying_every_way_finds(paths):
    paths = sorted(paths, key=lambda path: -path[2])
    arrays, widths = arrays_of(paths), widths_by_trying(paths)
    for goal in range(1, N_NODES):
        route = widest_route(0, goal, *arrays, N_NODES)
        assert min((paths[number][2] for number in route), default=0) == widths[goal]
        stops = [paths[number][:2] for number in reversed(route)]
        assert all(one[1] == other[0] for one, other in zip(stops, stops[1:]))
    reached = {paths[number][1] for number in widest_tree(0, *arrays, N_NODES).tolist()}
    assert reached == {node for node in range(1, N_NODES) if widths[node]}
