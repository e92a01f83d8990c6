"""Automata over labels: cut to what matters, made deterministic, made small, and turned into a Petri net."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from process_mining.models.automaton_states import Automaton, Edge
from process_mining.models.equal_states import equal_states
from process_mining.petri_net import PetriNet

MAX_WORK = 20_000_000


def states_that_can_finish(automaton: Automaton) -> set[int]:
    """Return the states from which an accepting state can be reached."""
    before: list[list[int]] = [[] for _ in range(automaton.n_states)]
    for edge in automaton.edges:
        before[edge.target].append(edge.source)
    found = set(automaton.accepting)
    waiting = list(found)
    while waiting:
        for state in before[waiting.pop()]:
            if state not in found:
                found.add(state)
                waiting.append(state)
    return found


def trim(automaton: Automaton) -> Automaton:
    """Return the same language without states from which no word ends; the initial state stays."""
    kept = sorted(states_that_can_finish(automaton) | {automaton.initial})
    number = {state: position for position, state in enumerate(kept)}
    return Automaton(
        n_states=len(kept),
        initial=number[automaton.initial],
        accepting=frozenset(number[state] for state in automaton.accepting if state in number),
        edges=tuple(
            Edge(number[edge.source], edge.label, edge.ids, number[edge.target])
            for edge in automaton.edges
            if edge.source in number and edge.target in number
        ),
    )


def determinise(automaton: Automaton, max_states: int, max_work: int = MAX_WORK) -> Automaton | None:
    """Return an automaton of the same language in which a state and a label name one next state.

    Parameters
    ----------
    automaton : Automaton
    max_states : int
        Sets of states that may be built.
    max_work : int
        States that may be visited while building them.

    Returns
    -------
    Automaton or None
        None if more than that would be needed. A step carries the ids of every element it may stand for.
    """
    leaving = automaton.edges_from()
    # States with only silent steps say nothing in a set: what they lead to is there as well.
    speaks = [
        state in automaton.accepting or any(edge.label is not None for edge in leaving[state])
        for state in range(automaton.n_states)
    ]

    work = 0

    def closure(states: Iterable[int]) -> frozenset[int]:
        """Return the telling states among these and all that silent steps lead to."""
        nonlocal work
        found = set(states)
        waiting = list(found)
        while waiting:
            for edge in leaving[waiting.pop()]:
                if edge.label is None and edge.target not in found:
                    found.add(edge.target)
                    waiting.append(edge.target)
        work += len(found)
        return frozenset(state for state in found if speaks[state])

    sets = {closure([automaton.initial]): 0}
    edges: list[Edge] = []
    for states in (queue := list(sets)):
        moves: dict[str, set[int]] = defaultdict(set)
        ids: dict[str, set[str]] = defaultdict(set)
        for edge in (edge for state in states for edge in leaving[state]):
            if edge.label is not None:
                moves[edge.label].add(edge.target)
                ids[edge.label].update(edge.ids)
        for label in sorted(moves):
            target = closure(moves[label])
            if target not in sets:
                sets[target] = len(sets)
                queue.append(target)
            edges.append(Edge(sets[states], label, tuple(sorted(ids[label])), sets[target]))
        if len(sets) > max_states or work > max_work:
            return None
    accepting = frozenset(number for states, number in sets.items() if not states.isdisjoint(automaton.accepting))
    return Automaton(len(sets), 0, accepting, tuple(edges))


def merge_equal_states(automaton: Automaton) -> Automaton:
    """Return the automaton with states merged that have the same steps to the same (merged) states.

    Notes
    -----
    Partition refinement (Moore 1956): on a deterministic automaton without dead states the result is the smallest one;
    with silent steps it is the bisimulation quotient, which keeps the language too.
    """
    block = equal_states(automaton)
    ids: dict[tuple[int, str | None, int], set[str]] = {}
    for edge in automaton.edges:
        ids.setdefault((block[edge.source], edge.label, block[edge.target]), set()).update(edge.ids)
    merged = [Edge(source, label, tuple(sorted(found)), target) for (source, label, target), found in ids.items()]
    merged = [edge for edge in merged if edge.label is not None or edge.source != edge.target]
    return Automaton(
        n_states=len(set(block)),
        initial=block[automaton.initial],
        accepting=frozenset(block[state] for state in automaton.accepting),
        edges=tuple(sorted(merged, key=lambda edge: edge.source)),
    )


def net_of_automaton(automaton: Automaton) -> PetriNet:
    """Return a net with one token that walks the automaton: a place is a state, a transition a step.

    Parameters
    ----------
    automaton : Automaton

    Returns
    -------
    PetriNet
        With one place ``start`` that nothing leads to and one place ``end`` that nothing leaves.
    """
    end = automaton.n_states
    steps = [(edge.source, edge.label, edge.ids, edge.target) for edge in automaton.edges]
    steps += [(state, None, (), end) for state in sorted(automaton.accepting)]
    places = [f"state {state}" for state in range(automaton.n_states)] + ["end"]
    start = automaton.initial
    if any(edge.target == automaton.initial for edge in automaton.edges):
        start = len(places)
        places.append("start")
        steps.insert(0, (start, None, (), automaton.initial))
    places[start] = "start"
    return PetriNet(
        places=tuple(places),
        transitions=tuple(f"step {number}" for number in range(len(steps))),
        labels=tuple(label for _, label, _, _ in steps),
        elements=tuple(ids for _, _, ids, _ in steps),
        inputs=tuple(((source, 1),) for source, _, _, _ in steps),
        outputs=tuple(((target, 1),) for _, _, _, target in steps),
        initial_marking=tuple(int(place == start) for place in range(len(places))),
        final_markings=(tuple(int(place == end) for place in range(len(places))),),
    )
