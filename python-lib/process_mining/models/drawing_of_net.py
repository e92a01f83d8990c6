"""Turns a free-choice workflow net into a BPMN drawing, or says why BPMN cannot show it."""
from __future__ import annotations

import networkx

from process_mining.errors import shown_names
from process_mining.models.drawing import EXCLUSIVE, PARALLEL, TASK, Drawing, DrawingBuilder
from process_mining.models.reference_model import refuse
from process_mining.models.soundness import check_soundness
from process_mining.petri_net import PetriNet

_PNML = "Export PNML instead."


def drawing_of_net(net: PetriNet) -> Drawing:
    """Return the drawing of a free-choice workflow net, with the same label sequences.

    Parameters
    ----------
    net : PetriNet
        One token in one place that nothing leads to; complete with one token in one place that nothing leaves; every
        place and transition between the two.

    Returns
    -------
    Drawing

    Raises
    ------
    ModelError
        ``E-draw`` if the net is not of that form, if a choice depends on more than one place, or if a run may leave
        tokens behind.

    References
    ----------
    Favre, Fahland, Voelzer, The relationship between workflow graphs and free-choice workflow nets, Inf. Syst. 47
    (2015).
    """
    start, end = _start_and_end(net)
    _refuse_dependent_choices(net)
    _refuse_tokens_left(net)
    builder = DrawingBuilder()
    merge_of = {place: builder.add(EXCLUSIVE) for place in range(net.n_places) if place != start}
    merge_of[start] = builder.start
    builder.connect(merge_of[end], builder.end)
    clusters: dict[tuple[int, ...], list[int]] = {}
    for transition, arcs in enumerate(net.inputs):
        clusters.setdefault(tuple(place for place, _ in arcs), []).append(transition)
    for places, transitions in clusters.items():
        join, choice = builder.add(PARALLEL), builder.add(EXCLUSIVE)
        for place in places:
            builder.connect(merge_of[place], join)
        builder.connect(join, choice)
        for transition in transitions:
            _connect_transition(builder, net, transition, choice, merge_of)
    return builder.drawing()


def _connect_transition(
    builder: DrawingBuilder, net: PetriNet, transition: int, choice: int, merge_of: dict[int, int]
) -> None:
    label = net.labels[transition]
    split = builder.add(PARALLEL)
    if label is None:
        builder.connect(choice, split)
    else:
        task = builder.add(TASK, label)
        builder.connect(choice, task)
        builder.connect(task, split)
    for place, _ in net.outputs[transition]:
        builder.connect(split, merge_of[place])


def _start_and_end(net: PetriNet) -> tuple[int, int]:
    """Return the two places of a workflow net; refuse every other net."""
    weights = [weight for arcs in (*net.inputs, *net.outputs) for _, weight in arcs]
    is_plain = len(net.final_markings) == 1 and sum(net.initial_marking) == sum(net.final_markings[0]) == 1
    if not is_plain or max(weights, default=0) != 1:
        raise refuse("E-draw", "it has arc weights, or more than one token at its start or end", _PNML)
    start, end = net.initial_marking.index(1), net.final_markings[0].index(1)
    graph = networkx.DiGraph()
    graph.add_nodes_from(("place", place) for place in range(net.n_places))
    graph.add_nodes_from(("transition", transition) for transition in range(net.n_transitions))
    for transition, (taken, given) in enumerate(zip(net.inputs, net.outputs)):
        graph.add_edges_from((("place", place), ("transition", transition)) for place, _ in taken)
        graph.add_edges_from((("transition", transition), ("place", place)) for place, _ in given)
    first, last = ("place", start), ("place", end)
    between = networkx.descendants(graph, first) & networkx.ancestors(graph, last) | {first, last}
    if start == end or graph.in_degree(first) or graph.out_degree(last) or len(between) < len(graph):
        problem = "it is not a workflow net: not everything lies between one start place and one end place"
        raise refuse("E-draw", problem, _PNML)
    return start, end


def _refuse_dependent_choices(net: PetriNet) -> None:
    """Refuse transitions that share a place but do not wait for the same places."""
    waits_for: dict[int, tuple[tuple[int, int], ...]] = {}
    for transition, arcs in enumerate(net.inputs):
        for place, _ in arcs:
            if waits_for.setdefault(place, arcs) != arcs:
                problem = f"a choice depends on something BPMN cannot show (at {shown_names([net.places[place]])}"
                raise refuse("E-draw", f"{problem}, before {shown_names([net.transitions[transition]])})", _PNML)


def _refuse_tokens_left(net: PetriNet) -> None:
    """Refuse nets in which BPMN's end, "nothing is left", would allow more than the one end place."""
    soundness = check_soundness(net)
    if soundness.doubled is not None or soundness.unclean:
        raise refuse("E-draw", "a run can leave tokens behind, or put two in one place", _PNML)
