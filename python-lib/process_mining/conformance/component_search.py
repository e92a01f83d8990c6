"""Any net -> an optimal alignment of one trace by A* with component bounds, or how far the search has proven it.

A node is a marking with the number of events used. Open nodes are taken by cost so far plus the bound on the rest
from ``component_shares``, rounded up to whole cost units since every cost is whole; of nodes with equal bounds the
one with the fewest events left comes first, so with a tight bound the search walks straight down the trace. The bound
is consistent, so the bound of the node taken next never exceeds the optimum: where the search stops early it is a
proven lower bound.
"""
from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, IntArray
from process_mining.conformance.compiled import compiled, compiled_part
from process_mining.conformance.component_shares import FAR, SCALE, ComponentArrays
from process_mining.conformance.search_space import (
    SearchSpace,
    find_marking,
    find_node,
    grown,
    new_space,
    pop,
    push,
)
from process_mining.petri_net import Arcs

Array = npt.NDArray[Any]
FOUND, STOPPED, EXHAUSTED = 0, 1, 2
_MOST_TOKENS = 30_000
_ARC = np.dtype([("place", np.int64), ("weight", np.int64)], align=True)


class SearchNet(NamedTuple):
    """A net as arrays; what belongs to a transition begins at its offset and ends at the next."""

    input_starts: IntArray
    inputs: Array
    output_starts: IntArray
    outputs: Array
    state_starts: IntArray
    """Where a transition moves tokens of components."""
    moved_components: IntArray
    moved_states: IntArray
    symbols: IntArray
    costs: IntArray
    initial: Array
    final: Array
    place_hashes: Array


def search_net(problem: AlignmentProblem, arrays: ComponentArrays) -> SearchNet:
    """Return a net and its components as the search reads them."""
    net = problem.net
    by_transition = np.argsort(arrays.edges["transition"], kind="stable")
    edges = arrays.edges[by_transition]
    owner = np.searchsorted(arrays.edge_starts, by_transition, side="right") - 1
    numbers = np.random.default_rng(1).integers(0, 1 << 63, net.n_places, dtype=np.uint64)
    return SearchNet(
        *_arc_records(net.inputs),
        *_arc_records(net.outputs),
        state_starts=np.searchsorted(edges["transition"], np.arange(net.n_transitions + 1)),
        moved_components=owner,
        moved_states=edges["target"],
        symbols=np.array(problem.transition_symbols, np.int64),
        costs=problem.transition_costs,
        initial=np.array(net.initial_marking, np.int16),
        final=np.array(net.final_markings[0], np.int16),
        place_hashes=numbers * np.uint64(2) + np.uint64(1),
    )


def _arc_records(arcs: tuple[Arcs, ...]) -> tuple[IntArray, Array]:
    starts = np.concatenate([[0], np.cumsum([len(one) for one in arcs], dtype=np.int64)]).astype(np.int64)
    return starts, np.array([arc for one in arcs for arc in one], _ARC)


@compiled
def search(
    net: SearchNet,
    initial_states: IntArray,
    bounds: Array,
    symbols: Array,
    log_costs: IntArray,
    is_open: bool,
    most_nodes: int,
    greed: int,
) -> tuple[int, int, int, Array]:
    """Search an alignment of one trace.

    Returns outcome, proven lower bound in cost units, number of nodes taken, and the moves of the alignment as rows
    of (transition, position), -1 for none. With ``greed`` above 1 the rest counts that many times and events left count
    too: an alignment is found sooner but need not be optimal, and the lower bound is 0.
    """
    space = new_space(len(net.initial), len(initial_states))
    marking = net.initial.copy()
    find_marking(space, marking, np.uint64(0))
    for component in range(len(initial_states)):
        space.states[0, component] = initial_states[component]
    zero, none = np.int64(0), np.int64(-1)
    space = _reach(space, bounds, zero, zero, zero, none, none, greed)
    lower, n_taken = np.int64(0), np.int64(0)
    while space.sizes[2] > 0:
        bound, node = pop(space)
        taken = space.nodes[node]
        if taken.is_closed:
            continue
        if greed == 1:
            lower = max(lower, bound)
        if taken.n_events == len(symbols) and (is_open or _is_final(net, space, taken.marking)):
            return FOUND, lower, n_taken, _moves_to(space, node)
        if n_taken == most_nodes:
            return STOPPED, lower, n_taken, np.empty((0, 2), np.int32)
        taken.is_closed = 1
        n_taken += 1
        if taken.n_events < len(symbols):
            cost = taken.cost + log_costs[taken.n_events]
            space = _reach(space, bounds, taken.marking, taken.n_events + 1, cost, node, none, greed)
        for transition in range(len(net.costs)):
            if not _is_enabled(net, space, space.nodes[node].marking, transition):
                continue
            after = _fire(net, space, marking, space.nodes[node].marking, transition)
            if after < 0:
                return STOPPED, lower, n_taken, np.empty((0, 2), np.int32)
            here = space.nodes[node]
            n_events, cost = here.n_events, here.cost
            space = _reach(space, bounds, after, n_events, cost + net.costs[transition], node, transition, greed)
            if n_events < len(symbols) and symbols[n_events] >= 0 and net.symbols[transition] == symbols[n_events]:
                space = _reach(space, bounds, after, n_events + 1, cost, node, transition, greed)
    return EXHAUSTED, lower, n_taken, np.empty((0, 2), np.int32)


@compiled_part
def _reach(
    space: SearchSpace,
    bounds: Array,
    marking: int,
    n_events: int,
    cost: int,
    parent: int,
    transition: int,
    greed: int,
) -> SearchSpace:
    """Open a node, or open it again at a lower cost; return the space, grown for what comes next."""
    rest = np.int64(0)
    for component in range(space.states.shape[1]):
        rest += bounds[n_events, space.states[marking, component]]
    if rest >= FAR:
        return grown(space)
    number = find_node(space, marking, n_events)
    node = space.nodes[number]
    if node.cost < 0 or cost < node.cost:
        node.cost, node.parent, node.transition, node.is_closed = cost, parent, transition, 0
        n_left = len(bounds) - 1 - n_events
        bound = cost + (greed * rest + SCALE - 1) // SCALE + (greed - 1) * n_left
        push(space, bound, n_left, rest, number)
    return grown(space)


@compiled_part
def _is_enabled(net: SearchNet, space: SearchSpace, marking: int, transition: int) -> bool:
    for number in range(net.input_starts[transition], net.input_starts[transition + 1]):
        if space.markings[marking, net.inputs[number].place] < net.inputs[number].weight:
            return False
    return True


@compiled_part
def _fire(net: SearchNet, space: SearchSpace, scratch: Array, marking: int, transition: int) -> int:
    """Return the number of the marking after a firing; -1 if a place would hold too many tokens."""
    hash_ = space.hashes[marking]
    for place in range(len(scratch)):
        scratch[place] = space.markings[marking, place]
    for number in range(net.input_starts[transition], net.input_starts[transition + 1]):
        arc = net.inputs[number]
        scratch[arc.place] -= arc.weight
        hash_ -= net.place_hashes[arc.place] * np.uint64(arc.weight)
    for number in range(net.output_starts[transition], net.output_starts[transition + 1]):
        arc = net.outputs[number]
        if scratch[arc.place] + arc.weight > _MOST_TOKENS:
            return np.int64(-1)
        scratch[arc.place] += arc.weight
        hash_ += net.place_hashes[arc.place] * np.uint64(arc.weight)
    n_before = space.sizes[0]
    after = find_marking(space, scratch, hash_)
    if after == n_before:
        for component in range(space.states.shape[1]):
            space.states[after, component] = space.states[marking, component]
        for number in range(net.state_starts[transition], net.state_starts[transition + 1]):
            space.states[after, net.moved_components[number]] = net.moved_states[number]
    return after


@compiled_part
def _is_final(net: SearchNet, space: SearchSpace, marking: int) -> bool:
    is_final = True
    for place in range(len(net.final)):
        is_final = is_final and space.markings[marking, place] == net.final[place]
    return is_final


@compiled_part
def _moves_to(space: SearchSpace, node: int) -> Array:
    """Return the moves that led to a node."""
    n_moves = np.int64(0)
    at = node
    while space.nodes[at].parent >= 0:
        n_moves += 1
        at = space.nodes[at].parent
    moves = np.empty((n_moves, 2), np.int32)
    at = node
    for number in range(n_moves - 1, -1, -1):
        here = space.nodes[at]
        is_event = here.n_events > space.nodes[here.parent].n_events
        moves[number, 0], moves[number, 1] = here.transition, here.n_events - 1 if is_event else -1
        at = here.parent
    return moves
