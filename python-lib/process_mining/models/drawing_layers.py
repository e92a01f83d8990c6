"""Gives every shape of a drawing a column and a row, from left to right, and finds the flows that lead back."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining.models.drawing import Drawing

N_SWEEPS = 4

_NO_MORE = -1


@dataclass(frozen=True)
class Layers:
    """Where shapes stand and where long flows pass.

    Parameters
    ----------
    columns, rows : tuple of int
        By shape; no two shapes share both.
    back_flows : frozenset of (int, int)
        Flows that lead to the left.
    passes : dict of (int, int) to tuple of int
        For each other flow, the rows in which it crosses the columns between its ends.
    """

    columns: tuple[int, ...]
    rows: tuple[int, ...]
    back_flows: frozenset[tuple[int, int]]
    passes: dict[tuple[int, int], tuple[int, ...]]


def arrange(drawing: Drawing) -> Layers:
    """Return columns and rows for a drawing.

    Notes
    -----
    The classical layered drawing (Sugiyama, Tagawa, Toda 1981): flows that close a cycle are turned round, a shape's
    column is its longest way from the start, columns are ordered by the mean position of their neighbours, and a long
    flow has a point of its own in every column it crosses. A row is the topmost one that a shape's predecessors allow,
    so the first way through stays straight.
    """
    back_flows = _find_back_flows(drawing)
    turned = [flow[::-1] if flow in back_flows else flow for flow in drawing.flows]
    columns = _longest_ways(len(drawing.shapes), turned)
    points = _Points(drawing, columns, back_flows)
    rows = points.rows()
    return Layers(
        columns=tuple(columns),
        rows=tuple(rows[shape] for shape in range(len(drawing.shapes))),
        back_flows=back_flows,
        passes={flow: tuple(rows[point] for point in chain[1:-1]) for flow, chain in points.chains.items()},
    )


def _find_back_flows(drawing: Drawing) -> frozenset[tuple[int, int]]:
    """Return the flows to a shape that is still open in a walk from the start, depth first in file order."""
    following: list[list[int]] = [[] for _ in drawing.shapes]
    for source, target in drawing.flows:
        following[source].append(target)
    is_open, is_done = set[int](), set[int]()
    found = set()
    for first in range(len(drawing.shapes)):
        if first in is_done:
            continue
        is_open.add(first)
        path = [(first, iter(following[first]))]
        while path:
            shape, targets = path[-1]
            target = next(targets, _NO_MORE)
            if target == _NO_MORE:
                path.pop()
                is_open.discard(shape)
                is_done.add(shape)
            elif target in is_open:
                found.add((shape, target))
            elif target not in is_done:
                is_open.add(target)
                path.append((target, iter(following[target])))
    return frozenset(found)


def _longest_ways(n_shapes: int, flows: list[tuple[int, int]]) -> list[int]:
    """Return for each shape the number of steps on the longest way to it; the flows close no cycle."""
    following: list[list[int]] = [[] for _ in range(n_shapes)]
    waits_for = [0] * n_shapes
    for source, target in flows:
        if source != target:
            following[source].append(target)
            waits_for[target] += 1
    columns = [0] * n_shapes
    ready = [shape for shape in range(n_shapes) if not waits_for[shape]]
    for shape in ready:
        for target in following[shape]:
            columns[target] = max(columns[target], columns[shape] + 1)
            waits_for[target] -= 1
            if not waits_for[target]:
                ready.append(target)
    return columns


class _Points:
    """Shapes, and the points where long flows cross a column, with their neighbours."""

    def __init__(self, drawing: Drawing, columns: list[int], back_flows: frozenset[tuple[int, int]]) -> None:
        self.chains: dict[tuple[int, int], list[int]] = {}
        self.before: list[list[int]] = [[] for _ in drawing.shapes]
        self.after: list[list[int]] = [[] for _ in drawing.shapes]
        self.layers: list[list[int]] = [[] for _ in range(max(columns) + 1)]
        for shape, column in enumerate(columns):
            self.layers[column].append(shape)
        for source, target in drawing.flows:
            if (source, target) not in back_flows:
                self._add_chain(source, target, columns)

    def _add_chain(self, source: int, target: int, columns: list[int]) -> None:
        chain = [source]
        for column in range(columns[source] + 1, columns[target]):
            chain.append(len(self.before))
            self.layers[column].append(len(self.before))
            self.before.append([])
            self.after.append([])
        chain.append(target)
        self.chains[source, target] = chain
        for left, right in zip(chain, chain[1:]):
            self.after[left].append(right)
            self.before[right].append(left)

    def rows(self) -> list[int]:
        """Return the row of every point."""
        for _ in range(N_SWEEPS):
            self._order(self.layers, self.before)
            self._order(self.layers[::-1], self.after)
        self._order(self.layers, self.before)
        rows = [0] * len(self.before)
        for layer in self.layers:
            free = 0
            for point in layer:
                rows[point] = max(free, min((rows[left] for left in self.before[point]), default=0))
                free = rows[point] + 1
        return rows

    def _order(self, layers: list[list[int]], neighbours: list[list[int]]) -> None:
        """Sort the points of each column by the mean position of their neighbours in the columns before it."""
        position: dict[int, int] = {}
        for layer in layers:
            places = {point: place for place, point in enumerate(layer)}

            def mean(point: int, places: dict[int, int] = places) -> float:
                known = [position[other] for other in neighbours[point] if other in position]
                return sum(known) / len(known) if known else float(places[point])

            layer.sort(key=mean)
            position.update((point, place) for place, point in enumerate(layer))
