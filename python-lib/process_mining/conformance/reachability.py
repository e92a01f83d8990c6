"""Bounded Petri net -> the automaton of its reachable markings, without those from which no run can end."""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from process_mining.conformance.folded_net import Edge, region_of_edges
from process_mining.errors import ModelError
from process_mining.petri_net import Marking, PetriNet, fire


class TooManyMarkings(Exception):
    """The net has more reachable markings than were asked for, perhaps without end."""


class Automaton(NamedTuple):
    """Markings by number and the firings between them, sorted by transition."""

    n_states: int
    initial: int
    final: int
    edges: tuple[Edge, ...]


def reachable_automaton(net: PetriNet, most_markings: int) -> Automaton:
    """Return the markings that lie on a way from the initial to the final marking.

    Parameters
    ----------
    net : PetriNet
        With exactly one final marking; any weights, any number of tokens.
    most_markings : int
        Give up beyond; a state machine has no more markings than places, however many, and is never given up.

    Raises
    ------
    TooManyMarkings
        If there are more.
    ModelError
        If the final marking cannot be reached.
    """
    if is_state_machine(net):
        return _places_as_states(net)
    waiting: dict[int, list[int]] = {}
    free = [transition for transition in range(net.n_transitions) if not net.inputs[transition]]
    for transition, arcs in enumerate(net.inputs):
        for place, _ in arcs:
            waiting.setdefault(place, []).append(transition)
    numbers = {net.initial_marking: 0}
    markings = [net.initial_marking]
    edges: list[Edge] = []
    for marking in markings:
        for transition in _enabled(net, waiting, free, marking):
            after = fire(net, marking, transition)
            if after not in numbers:
                numbers[after] = len(markings)
                markings.append(after)
                if len(markings) > most_markings:
                    raise TooManyMarkings(f"more than {most_markings} markings")
            edges.append(Edge(numbers[marking], numbers[after], transition))
    final = numbers.get(net.final_markings[0])
    if final is None:
        raise cannot_end()
    return Automaton(*region_of_edges(edges, 0, final))


def is_state_machine(net: PetriNet) -> bool:
    """Tell whether one token walks through the net: every transition takes it from one place and puts it on one."""
    ends = (net.initial_marking, *net.final_markings)
    one_arc = all(len(arcs) == 1 and arcs[0][1] == 1 for arcs in (*net.inputs, *net.outputs))
    return one_arc and all(sum(marking) == 1 for marking in ends)


def _places_as_states(net: PetriNet) -> Automaton:
    """Return the automaton of a state machine: its places, without a tuple of tokens for each."""
    initial, final = net.initial_marking.index(1), net.final_markings[0].index(1)
    steps: dict[int, list[tuple[int, int]]] = {}
    for transition, (arcs_in, arcs_out) in enumerate(zip(net.inputs, net.outputs)):
        steps.setdefault(arcs_in[0][0], []).append((transition, arcs_out[0][0]))
    numbers, places = {initial: 0}, [initial]
    edges: list[Edge] = []
    for place in places:
        for transition, target in steps.get(place, ()):
            if target not in numbers:
                numbers[target] = len(places)
                places.append(target)
            edges.append(Edge(numbers[place], numbers[target], transition))
    if final not in numbers:
        raise cannot_end()
    return Automaton(*region_of_edges(edges, 0, numbers[final]))


def cannot_end() -> ModelError:
    """Return the error for a net whose final marking no run reaches."""
    return ModelError(
        "E-noend",
        "no run leads from its start to its end (its final marking cannot be reached)",
        "Check the model for a join that waits for a branch that was not taken, and for tokens that stay behind.",
    )


def _enabled(
    net: PetriNet, waiting: dict[int, list[int]], free: Iterable[int], marking: Marking
) -> list[int]:
    """Return the transitions that can fire, ascending."""
    near = {transition for place, tokens in enumerate(marking) if tokens for transition in waiting.get(place, ())}
    near.update(free)
    return sorted(
        transition
        for transition in near
        if all(marking[place] >= weight for place, weight in net.inputs[transition])
    )


