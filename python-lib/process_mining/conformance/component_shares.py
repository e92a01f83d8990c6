"""One trace and the components of a net -> a lower bound on the rest of the cost at every place of every component.

Every cost is shared out among the components that see it: the log move of an event among those that see all
transitions it could go with, a model move among those that the transition moves the token of. Each component's
cheapest way through the rest of the trace, at its shares, is a table; the sum over the components never exceeds the
true cost, since a run is a run of every component and shares of one cost add up to at most that cost.

How good the bound is depends on the shares. They are re-shared for each trace by subgradient ascent: components that
disagree, in their cheapest ways, about logging an event or taking a transition move shares towards those that pay.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import NO_SYMBOL, AlignmentProblem, IntArray
from process_mining.conformance.compiled import compiled, compiled_part
from process_mining.conformance.components import Component

Array = npt.NDArray[Any]
SCALE = 2520
"""Into how many parts a cost unit can be shared: a multiple of 1 to 10."""
FAR = 1 << 40
_EDGE = np.dtype(
    [("source", np.int64), ("target", np.int64), ("transition", np.int64), ("symbol", np.int64)], align=True
)


class ComponentArrays(NamedTuple):
    """Components as arrays; the states of all components are numbered through."""

    state_starts: IntArray
    """By component."""
    edge_starts: IntArray
    """By component."""
    edges: Array
    initial: IntArray
    final: IntArray
    may_log: Array
    """By component and symbol: whether it sees every transition with the symbol."""
    n_transitions: int


class Shares(NamedTuple):
    """What each component charges, in parts of a cost unit."""

    log: Array
    """By component and event."""
    model: Array
    """By edge."""


def component_arrays(components: Sequence[Component], problem: AlignmentProblem) -> ComponentArrays:
    """Return components as arrays."""
    first = np.concatenate([[0], np.cumsum([len(component.places) for component in components])]).astype(np.int64)
    sizes = [len(component.edges) for component in components]
    symbols = problem.transition_symbols
    edges = [
        (start + source, start + target, transition, symbols[transition])
        for start, component in zip(first, components)
        for source, target, transition in component.edges
    ]
    may_log = np.zeros((len(components), problem.n_symbols), np.bool_)
    for number, component in enumerate(components):
        seen = {transition for _, _, transition in component.edges}
        missed = {symbols[transition] for transition in range(len(symbols)) if transition not in seen}
        may_log[number, sorted({symbols[transition] for transition in seen} - missed - {NO_SYMBOL})] = True
    return ComponentArrays(
        state_starts=first,
        edge_starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        edges=np.array(edges, _EDGE),
        initial=first[:-1] + np.array([component.initial for component in components], np.int64),
        final=first[:-1] + np.array([component.final for component in components], np.int64),
        may_log=may_log,
        n_transitions=len(symbols),
    )


def equal_shares(arrays: ComponentArrays, model_costs: IntArray, symbols: Array, log_costs: IntArray) -> Shares:
    """Return shares that are the same for every component that may charge for a move."""
    n_seen = np.maximum(np.bincount(arrays.edges["transition"], minlength=arrays.n_transitions), 1)
    model = (model_costs / n_seen)[arrays.edges["transition"]] * SCALE
    may = np.zeros((len(arrays.may_log), len(symbols)), np.bool_)
    may[:, symbols >= 0] = arrays.may_log[:, symbols[symbols >= 0]]
    return Shares(may * (log_costs / np.maximum(may.sum(axis=0), 1)) * SCALE, model.astype(np.float64))


def bound_table(arrays: ComponentArrays, shares: Shares, symbols: Array, is_open: bool) -> Array:
    """Return by event and state the cheapest share of the rest of the trace, shares rounded down to whole parts."""
    whole = Shares(np.floor(shares.log + 1e-7), np.floor(shares.model + 1e-7))
    return fill_bounds(arrays, whole.log, whole.model, symbols, is_open).astype(np.int64)


@compiled
def fill_bounds(arrays: ComponentArrays, log: Array, model: Array, symbols: Array, is_open: bool) -> Array:
    """Return by event and state the cheapest share of the rest of the trace; FAR where the end cannot be reached."""
    n_events, n_components = len(symbols), len(arrays.initial)
    bounds = np.full((n_events + 1, arrays.state_starts[n_components]), float(FAR))
    for component in range(n_components):
        first, behind = arrays.state_starts[component], arrays.state_starts[component + 1]
        for state in range(first, behind):
            if is_open or state == arrays.final[component]:
                bounds[n_events, state] = 0
        _spread_back(arrays, model, component, bounds[n_events])
        for event in range(n_events - 1, -1, -1):
            for state in range(first, behind):
                bounds[event, state] = bounds[event + 1, state] + log[component, event]
            for number in range(arrays.edge_starts[component], arrays.edge_starts[component + 1]):
                edge = arrays.edges[number]
                if edge.symbol == symbols[event] and edge.symbol >= 0:
                    bounds[event, edge.source] = min(bounds[event, edge.source], bounds[event + 1, edge.target])
            _spread_back(arrays, model, component, bounds[event])
    return bounds


@compiled_part
def _spread_back(arrays: ComponentArrays, model: Array, component: int, row: Array) -> None:
    """Lower a row by model moves until nothing changes."""
    changed = True
    while changed:
        changed = False
        for number in range(arrays.edge_starts[component + 1] - 1, arrays.edge_starts[component] - 1, -1):
            edge = arrays.edges[number]
            if row[edge.target] + model[number] < row[edge.source]:
                row[edge.source] = row[edge.target] + model[number]
                changed = True


@compiled
def reshare(
    arrays: ComponentArrays,
    shares: Shares,
    model_costs: IntArray,
    symbols: Array,
    log_costs: IntArray,
    is_open: bool,
    n_rounds: int,
) -> Shares:
    """Return better shares for one trace: those with the highest bound at the start among so many rounds."""
    log, model = shares.log.copy(), shares.model.copy()
    best_log, best_model, best = shares.log, shares.model, -1.0
    step, n_failed = 0.2 * SCALE, 0
    for _ in range(n_rounds):
        bounds = fill_bounds(arrays, log, model, symbols, is_open)
        total = 0.0
        for component in range(len(arrays.initial)):
            total += bounds[0, arrays.initial[component]]
        if total > best + 1e-6:
            best, best_log, best_model, n_failed = total, log.copy(), model.copy(), 0
        else:
            n_failed += 1
        if n_failed >= 4:
            step, n_failed = 0.6 * step, 0
        logged, fired = _cheapest_ways(arrays, log, model, symbols, bounds)
        _move_log_shares(arrays, log, logged, symbols, log_costs, step)
        _move_model_shares(arrays, model, fired, model_costs, step)
    return Shares(best_log, best_model)


@compiled_part
def _cheapest_ways(
    arrays: ComponentArrays, log: Array, model: Array, symbols: Array, bounds: Array
) -> tuple[Array, Array]:
    """Return, for each component's cheapest way, which events it logs and how often it takes each edge."""
    n_events = len(symbols)
    logged, fired = np.zeros(log.shape), np.zeros(len(model))
    for component in range(len(arrays.initial)):
        state, event = arrays.initial[component], np.int64(0)
        n_left = 4 * (n_events + arrays.state_starts[component + 1] - arrays.state_starts[component])
        while n_left > 0:
            n_left -= 1
            here = bounds[event, state]
            if event < n_events and here >= bounds[event + 1, state] + log[component, event] - 1e-9:
                logged[component, event] = 1
                event += 1
                continue
            found = np.int64(-1)
            for number in range(arrays.edge_starts[component], arrays.edge_starts[component + 1]):
                edge = arrays.edges[number]
                if edge.source != state:
                    continue
                shows = event < n_events and edge.symbol >= 0 and edge.symbol == symbols[event]
                if shows and here >= bounds[event + 1, edge.target] - 1e-9:
                    found, event = number, event + 1
                    break
                if edge.target != state and here >= bounds[event, edge.target] + model[number] - 1e-9:
                    found = number
                    fired[number] += 1
                    break
            if found < 0:
                break
            state = arrays.edges[found].target
    return logged, fired


@compiled_part
def _move_log_shares(
    arrays: ComponentArrays, log: Array, logged: Array, symbols: Array, log_costs: IntArray, step: float
) -> None:
    """Move shares of each event towards the components that log it; they stay at least 0 and add up to its cost."""
    for event in range(len(symbols)):
        if symbols[event] < 0:
            continue
        mean, n_seen = 0.0, 0
        for component in range(len(log)):
            if arrays.may_log[component, symbols[event]]:
                mean, n_seen = mean + logged[component, event], n_seen + 1
        total = 0.0
        for component in range(len(log)):
            if arrays.may_log[component, symbols[event]]:
                share = log[component, event] + step * (logged[component, event] - mean / n_seen)
                log[component, event] = max(share, 0.0)
                total += log[component, event]
        limit = float(log_costs[event] * SCALE)
        if total > limit:
            for component in range(len(log)):
                log[component, event] *= limit / total


@compiled_part
def _move_model_shares(
    arrays: ComponentArrays, model: Array, fired: Array, model_costs: IntArray, step: float
) -> None:
    """Move shares of each transition towards the components that take it; as for events."""
    means, counts = np.zeros(arrays.n_transitions), np.zeros(arrays.n_transitions)
    for number in range(len(model)):
        means[arrays.edges[number].transition] += fired[number]
        counts[arrays.edges[number].transition] += 1
    totals = np.zeros(arrays.n_transitions)
    for number in range(len(model)):
        transition = arrays.edges[number].transition
        if model_costs[transition] > 0:
            share = model[number] + step * (fired[number] - means[transition] / counts[transition])
            model[number] = max(share, 0.0)
            totals[transition] += model[number]
    for number in range(len(model)):
        transition = arrays.edges[number].transition
        limit = float(model_costs[transition] * SCALE)
        if totals[transition] > limit:
            model[number] *= limit / totals[transition]
