"""Petri net -> state-machine components: sets of places among which one token moves, whatever the net does."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from process_mining.petri_net import Arcs, PetriNet

_MOST_CHOICES = 200


class Component(NamedTuple):
    """Places that always share exactly one token, and what the transitions do with it.

    ``edges`` holds (index of the place left, index of the place entered, transition).
    """

    places: tuple[int, ...]
    edges: tuple[tuple[int, int, int], ...]
    initial: int
    final: int


def find_components(net: PetriNet) -> list[Component]:
    """Find components that together cover as many places as a bounded search allows.

    Parameters
    ----------
    net : PetriNet
        With exactly one final marking.

    Returns
    -------
    list of Component
        In a fixed order; places that belong to none are left uncovered.

    Notes
    -----
    A set of places is a component if every transition takes as many tokens from it as it gives to it, at most one,
    and it holds one token at the start and at the end. For each place not covered yet the set is grown from it: what
    follows of necessity is added at once, open choices are tried one after the other, places not covered first.
    """
    neighbours = _Neighbours(net)
    covered: set[int] = set()
    components = []
    for place in range(net.n_places):
        if place in covered:
            continue
        found = _grow(net, neighbours, place, covered)
        if found is not None:
            components.append(_component(net, found))
            covered |= found
    return components


class _Neighbours:
    """Which transitions touch a place, and which places cannot belong to any component."""

    def __init__(self, net: PetriNet) -> None:
        self.inputs = [frozenset(place for place, _ in arcs) for arcs in net.inputs]
        self.outputs = [frozenset(place for place, _ in arcs) for arcs in net.outputs]
        self.transitions: list[list[int]] = [[] for _ in range(net.n_places)]
        for transition in range(net.n_transitions):
            for place in sorted(self.inputs[transition] | self.outputs[transition]):
                self.transitions[place].append(transition)
        marked = (net.initial_marking, net.final_markings[0])
        self.excluded = _heavy(net.inputs) | _heavy(net.outputs)
        self.excluded |= {place for place in range(net.n_places) if any(marking[place] > 1 for marking in marked)}
        self.groups = [frozenset(place for place, tokens in enumerate(marking) if tokens) for marking in marked]


def _heavy(arcs: tuple[Arcs, ...]) -> set[int]:
    return {place for one in arcs for place, weight in one if weight > 1}


Chosen = dict[int, bool]


def _grow(net: PetriNet, neighbours: _Neighbours, seed: int, covered: set[int]) -> set[int] | None:
    """Return a component with a place, or None if none was found within the limit of choices."""
    start = _settled(neighbours, dict.fromkeys(neighbours.excluded, False), seed)
    open_ = [] if start is None else [start]
    for _ in range(_MOST_CHOICES):
        if not open_:
            return None
        chosen = open_.pop()
        choice = next(_open_choices(net, neighbours, chosen), None)
        if choice is None:
            inside = {place for place, is_in in chosen.items() if is_in}
            if all(len(group & inside) == 1 for group in neighbours.groups):
                return inside
            continue
        for place in sorted(choice, key=lambda place: (place not in covered, -place)):
            after = _settled(neighbours, chosen, place)
            if after is not None:
                open_.append(after)
    return None


def _open_choices(net: PetriNet, neighbours: _Neighbours, chosen: Chosen) -> Iterator[list[int]]:
    """Yield, for transitions that touch the set on one side only, the places to choose from on the other."""
    for transition in range(net.n_transitions):
        inputs, outputs = neighbours.inputs[transition], neighbours.outputs[transition]
        takes = any(chosen.get(place) for place in inputs)
        gives = any(chosen.get(place) for place in outputs)
        if takes != gives:
            yield [place for place in sorted(outputs if takes else inputs) if place not in chosen]


def _settled(neighbours: _Neighbours, chosen: Chosen, place: int) -> Chosen | None:
    """Return the choices with a place taken in and all that follows of necessity; None if they contradict."""
    result = dict(chosen)
    waiting = [(place, True)]
    while waiting:
        place, is_in = waiting.pop()
        if place in result:
            if result[place] != is_in:
                return None
            continue
        result[place] = is_in
        if is_in:
            waiting += [(other, False) for group in neighbours.groups if place in group for other in group - {place}]
        for transition in neighbours.transitions[place]:
            follows = _follows(neighbours.inputs[transition], neighbours.outputs[transition], result)
            if follows is None:
                return None
            waiting += follows
    return result


def _follows(inputs: frozenset[int], outputs: frozenset[int], chosen: Chosen) -> list[tuple[int, bool]] | None:
    """Return what a transition demands of the places around it; None if it cannot be had."""
    inside = [[place for place in side if chosen.get(place)] for side in (inputs, outputs)]
    if not any(inside):
        return []
    demands: list[tuple[int, bool]] = []
    for side, taken in zip((inputs, outputs), inside):
        possible = [place for place in side if place not in chosen]
        if len(taken) > 1 or not (taken or possible):
            return None
        if taken:
            demands += [(place, False) for place in possible]
        elif len(possible) == 1:
            demands.append((possible[0], True))
    return demands


def _component(net: PetriNet, places: set[int]) -> Component:
    """Return a set of places as an automaton."""
    index = {place: number for number, place in enumerate(sorted(places))}
    edges = []
    for transition in range(net.n_transitions):
        left = [index[place] for place, _ in net.inputs[transition] if place in index]
        entered = [index[place] for place, _ in net.outputs[transition] if place in index]
        edges += [(source, target, transition) for source, target in zip(left, entered)]
    initial = next(index[place] for place in sorted(places) if net.initial_marking[place])
    final = next(index[place] for place in sorted(places) if net.final_markings[0][place])
    return Component(tuple(sorted(places)), tuple(edges), initial, final)
