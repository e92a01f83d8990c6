"""Finds the states of an automaton that have the same steps to the same states."""
from __future__ import annotations

from collections import defaultdict

from process_mining.models.automaton_states import Automaton, Edge

Signature = frozenset[tuple["str | None", int]]


def equal_states(automaton: Automaton) -> list[int]:
    """Return for each state the number of its block; states of one block are equal.

    Parameters
    ----------
    automaton : Automaton

    Returns
    -------
    list of int, shape (n_states,)
        Numbers from 0, in the order of the first state of each block.

    Notes
    -----
    Blocks start as accepting and other states and are split until all states of a block lead to the same blocks. Only
    states that lead to a state which has just changed its block are looked at again, so a long chain costs its length
    and not its square.
    """
    refinement = _Refinement(automaton)
    waiting = list(range(automaton.n_states))
    while waiting:
        waiting = refinement.look_again(waiting)
    order = {block: number for number, block in enumerate(dict.fromkeys(refinement.block))}
    return [order[block] for block in refinement.block]


class _Refinement:
    """Blocks that are split; states that were not looked at again share the signature kept for their block."""

    def __init__(self, automaton: Automaton) -> None:
        self.leaving = automaton.edges_from()
        self.arriving: list[list[Edge]] = [[] for _ in range(automaton.n_states)]
        for edge in automaton.edges:
            self.arriving[edge.target].append(edge)
        self.block = [int(state in automaton.accepting) for state in range(automaton.n_states)]
        self.sizes = {0: self.block.count(0), 1: self.block.count(1)}
        self.signature_of: dict[int, Signature] = {}

    def look_again(self, states: list[int]) -> list[int]:
        """Move the states that differ from their block to new blocks; return who has to be looked at next."""
        groups: dict[int, dict[Signature, list[int]]] = defaultdict(lambda: defaultdict(list))
        for state in states:
            signature = frozenset((edge.label, self.block[edge.target]) for edge in self.leaving[state])
            groups[self.block[state]][signature].append(state)
        moved: list[int] = []
        for block, by_signature in groups.items():
            if sum(map(len, by_signature.values())) == self.sizes[block]:
                # Nobody stands for the old signature any more: the largest group keeps the block.
                self.signature_of[block] = max(by_signature, key=lambda found: len(by_signature[found]))
            for signature, members in by_signature.items():
                if signature != self.signature_of[block]:
                    self._move(members, block, signature)
                    moved.extend(members)
        return sorted({edge.source for state in moved for edge in self.arriving[state]})

    def _move(self, members: list[int], old: int, signature: Signature) -> None:
        new = len(self.sizes)
        self.sizes[old] -= len(members)
        self.sizes[new] = len(members)
        self.signature_of[new] = signature
        for state in members:
            self.block[state] = new
