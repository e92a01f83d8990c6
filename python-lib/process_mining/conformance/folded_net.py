"""What folding makes of a net: small automata (regions) and blocks of regions that run in parallel."""
from __future__ import annotations

from typing import NamedTuple

NONE = -1


class DoesNotFold(Exception):
    """The net is no nest of regions and blocks within the limits; another engine has to align with it."""


class Edge(NamedTuple):
    """One way from a state of a region to another: a transition, a block of parallel regions, or plain routing."""

    source: int
    target: int
    transition: int = NONE
    block: int = NONE


class Region(NamedTuple):
    """An automaton that one token walks through, or the markings of a fragment, from ``entry`` to ``exit``.

    Every state lies on a way from entry to exit. Edges are sorted: transitions by number, then blocks, then routing.
    """

    n_states: int
    entry: int
    exit: int
    edges: tuple[Edge, ...]


class FoldedNet(NamedTuple):
    """A nest of regions and blocks with the same runs as the net.

    ``blocks[b]`` are the regions that run in parallel on every edge with block ``b``; no two of them wait for the
    same symbol. Regions and blocks are numbered so that what lies inside comes first; ``top`` is the last region.
    """

    regions: tuple[Region, ...]
    blocks: tuple[tuple[int, ...], ...]

    @property
    def top(self) -> int:
        """The outermost region."""
        return len(self.regions) - 1


def region_of_edges(edges: list[Edge], entry: int, exit_: int) -> Region:
    """Return a region with the states that lie on a way from entry to exit, numbered from 0.

    Raises
    ------
    DoesNotFold
        If there is no way from entry to exit.
    """
    forward = _reachable({entry}, [(edge.source, edge.target) for edge in edges])
    backward = _reachable({exit_}, [(edge.target, edge.source) for edge in edges])
    if exit_ not in forward:
        raise DoesNotFold("a region cannot be left")
    number = {state: index for index, state in enumerate(sorted(forward & backward))}
    kept = {
        edge._replace(source=number[edge.source], target=number[edge.target])
        for edge in edges
        if edge.source in number and edge.target in number
    }
    return Region(len(number), number[entry], number[exit_], tuple(sorted(kept, key=_edge_order)))


def _edge_order(edge: Edge) -> tuple[bool, int, bool, Edge]:
    return edge.transition == NONE, edge.transition, edge.block == NONE, edge


def _reachable(starts: set[int], arcs: list[tuple[int, int]]) -> set[int]:
    """Return everything that can be reached along the arcs."""
    successors: dict[int, list[int]] = {}
    for source, target in arcs:
        successors.setdefault(source, []).append(target)
    found, open_ = set(starts), list(starts)
    while open_:
        for state in successors.get(open_.pop(), ()):
            if state not in found:
                found.add(state)
                open_.append(state)
    return found
