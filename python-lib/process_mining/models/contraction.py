"""Makes a net smaller by removing silent steps and parts that never run, without changing its label sequences."""
from __future__ import annotations

from process_mining.models.net_graph import NetGraph
from process_mining.petri_net import PetriNet


def contract(net: PetriNet) -> PetriNet:
    """Return a smaller net with the same complete label sequences.

    Parameters
    ----------
    net : PetriNet
        All arcs of weight one, one token in one start place that nothing leads to, complete with one token in one end
        place that nothing leaves.

    Returns
    -------
    PetriNet
        Start and end are kept; every visible transition that can be reached by arcs is kept. A free-choice net stays
        free-choice.

    Notes
    -----
    A silent step between two places is removed and the places become one if (a) it is the only way out of the first, so
    the token must take it; or (b) it is the only way into the second, so taking it can wait until the token is needed
    there. Silent loops and silent doubles are dropped. These rules are the series and parallel rules of Murata (1989),
    read for label sequences.
    """
    graph = NetGraph(net)
    start, end = net.initial_marking.index(1), net.final_markings[0].index(1)
    _drop_what_never_runs(graph, start, end)
    silent = [number for number, label in enumerate(net.labels) if label is None]
    changed = True
    while changed:
        changed = False
        for transition in silent:
            if transition in graph.inputs and _contract_step(graph, net, transition, start, end):
                changed = True
        changed = _drop_doubles(graph, net) or changed
    return _net_of(graph, net)


def _drop_what_never_runs(graph: NetGraph, start: int, end: int) -> None:
    """Remove transitions that wait for a place which nothing ever fills, and places left alone."""
    filled, waiting = {start}, [start]
    missing = {transition: len(places) for transition, places in graph.inputs.items()}
    while waiting:
        for transition in graph.consumers[waiting.pop()]:
            missing[transition] -= 1
            if not missing[transition]:
                fresh = graph.outputs[transition] - filled
                filled |= fresh
                waiting.extend(sorted(fresh))
    for transition in [number for number, places in missing.items() if places]:
        graph.remove_transition(transition)
    for place in [place for place in graph.producers if place not in filled and place != end]:
        graph.remove_place(place)


def _contract_step(graph: NetGraph, net: PetriNet, transition: int, start: int, end: int) -> bool:
    """Remove one silent transition if a rule allows it."""
    if graph.inputs[transition] == graph.outputs[transition]:
        graph.remove_transition(transition)
        return True
    if len(graph.inputs[transition]) != 1 or len(graph.outputs[transition]) != 1:
        return False
    (first,), (second,) = graph.inputs[transition], graph.outputs[transition]
    only_way_out, only_way_in = len(graph.consumers[first]) == 1, len(graph.producers[second]) == 1
    # Start and end stay what they are: nothing may come to lead to the one, or to leave the other.
    may_merge = (only_way_in or first != start) and (only_way_out or second != end)
    is_all = first == start and second == end
    if is_all or not may_merge or not (only_way_out or only_way_in) or graph.touch_same_side(first, second):
        return False
    # Waiting with a choice until several tokens are there would be right, but the net would not stay free-choice.
    if not only_way_out and any(len(graph.inputs[after]) > 1 for after in graph.consumers[second]):
        return False
    graph.remove_transition(transition)
    graph.merge_places(*((second, first) if second == end else (first, second)))
    return True


def _drop_doubles(graph: NetGraph, net: PetriNet) -> bool:
    """Remove silent transitions with the same places before and after as another silent one."""
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    doubles = []
    for transition in graph.inputs:
        if net.labels[transition] is None:
            key = (frozenset(graph.inputs[transition]), frozenset(graph.outputs[transition]))
            if key in seen:
                doubles.append(transition)
            seen.add(key)
    for transition in doubles:
        graph.remove_transition(transition)
    return bool(doubles)


def _net_of(graph: NetGraph, net: PetriNet) -> PetriNet:
    """Return what is left as a net, in the old order."""
    places, transitions = sorted(graph.producers), sorted(graph.inputs)
    number = {place: position for position, place in enumerate(places)}
    return PetriNet(
        places=tuple(net.places[place] for place in places),
        transitions=tuple(net.transitions[transition] for transition in transitions),
        labels=tuple(net.labels[transition] for transition in transitions),
        elements=tuple(net.elements[transition] for transition in transitions),
        inputs=tuple(tuple(sorted((number[place], 1) for place in graph.inputs[t])) for t in transitions),
        outputs=tuple(tuple(sorted((number[place], 1) for place in graph.outputs[t])) for t in transitions),
        initial_marking=tuple(net.initial_marking[place] for place in places),
        final_markings=tuple(tuple(marking[place] for place in places) for marking in net.final_markings),
    )
