"""Automata over labels as values: states by number, and labelled steps between them."""
from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Edge(NamedTuple):
    """A step between two states; label None = silent."""

    source: int
    label: str | None
    ids: tuple[str, ...]
    target: int


@dataclass(frozen=True)
class Automaton:
    """States from 0, one initial state, and labelled steps.

    Parameters
    ----------
    n_states : int
    initial : int
    accepting : frozenset of int
        States in which a word may end.
    edges : tuple of Edge
        Sorted by source, then as found.
    """

    n_states: int
    initial: int
    accepting: frozenset[int]
    edges: tuple[Edge, ...]

    def edges_from(self) -> list[list[Edge]]:
        """Return the edges by source state."""
        leaving: list[list[Edge]] = [[] for _ in range(self.n_states)]
        for edge in self.edges:
            leaving[edge.source].append(edge)
        return leaving
