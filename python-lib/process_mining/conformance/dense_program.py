"""Net with few reachable markings -> exact alignments by dynamic programming over (event, marking).

The second opinion to the window tables, and the engine for small nets that do not fold: with arc weights, several
tokens on a place, or branches tied together. Values are as in ``window_tables``; the work for a trace is its length
times the size of the automaton.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, BoolArray
from process_mining.conformance.compiled import compiled, compiled_part
from process_mining.conformance.engine import Found, Traces, found_of
from process_mining.conformance.reachability import Automaton, reachable_automaton

Array = npt.NDArray[Any]
MOST_MARKINGS = 20_000
MOST_ROW_BYTES = 1 << 29
_FAR = 1 << 60
_WAITED = -1
_EDGE = np.dtype(
    [("source", np.int64), ("target", np.int64), ("transition", np.int64), ("value", np.int64)], align=True
)


class Program(NamedTuple):
    """An automaton as arrays."""

    initial: int
    final: int
    edge_starts: Array
    """By state: its first edge in ``edges``."""
    edges: Array
    sync_starts: Array
    """By symbol: its first edge in ``syncs``."""
    syncs: Array


@dataclass(frozen=True)
class DenseEngine:
    """The automaton of one net.

    Parameters
    ----------
    program : Program
    weight : int
        Value of one cost unit: above the number of events of any trace.
    """

    program: Program
    weight: int
    name: str = "dense program"

    @property
    def cheapest_run(self) -> int:
        """Cost units of the cheapest complete run of the net."""
        nothing = np.empty(0, np.int64)
        value, _ = align_dense(self.program, nothing, nothing, False)
        return int(value) // self.weight

    def takes(self, traces: Traces) -> BoolArray:
        """Tell for which traces a value of each marking after each event fits in memory."""
        n_states = len(self.program.edge_starts) - 1
        return (traces.lengths + 1) * n_states * 24 <= MOST_ROW_BYTES

    def align(self, traces: Traces) -> Found:
        """Return an optimal alignment of each trace."""
        return found_of([self._align_one(traces, trace) for trace in range(traces.n_traces)])

    def _align_one(self, traces: Traces, trace: int) -> tuple[int, int, Array, Array]:
        events = slice(traces.starts[trace], traces.starts[trace + 1])
        gains = traces.log_costs[events] * self.weight + 1
        value, moves = align_dense(self.program, traces.symbols[events], gains, traces.is_open[trace])
        cost = int(gains.sum() + value) // self.weight
        return cost, cost, moves[:, 0], moves[:, 1]


def prepare_dense_engine(
    problem: AlignmentProblem, traces: Traces, most_markings: int = MOST_MARKINGS
) -> DenseEngine:
    """Write out the markings of a net.

    Raises
    ------
    TooManyMarkings
        If another engine has to do it.
    ModelError
        If the final marking cannot be reached.
    """
    weight = int(traces.lengths.max(initial=0)) + 1
    return DenseEngine(_program(problem, reachable_automaton(problem.net, most_markings), weight), weight)


def _program(problem: AlignmentProblem, automaton: Automaton, weight: int) -> Program:
    by_source = sorted(automaton.edges)
    rows = [
        (source, target, transition, int(problem.transition_costs[transition]) * weight)
        for source, target, transition, _ in by_source
    ]
    symbols = np.array([problem.transition_symbols[edge.transition] for edge in by_source], np.int64)
    edges = np.array(rows, _EDGE)
    order = np.argsort(symbols, kind="stable")
    return Program(
        initial=automaton.initial,
        final=automaton.final,
        edge_starts=np.searchsorted(edges["source"], np.arange(automaton.n_states + 1)),
        edges=edges,
        sync_starts=np.searchsorted(symbols[order], np.arange(problem.n_symbols + 1)),
        syncs=edges[order],
    )


@compiled
def align_dense(program: Program, symbols: Array, gains: Array, is_open: bool) -> tuple[int, Array]:
    """Return the value of the best alignment and its moves as rows of (transition, position), -1 for none."""
    n_events, n_states = len(symbols), len(program.edge_starts) - 1
    values = np.full((n_events + 1, n_states), _FAR, np.int64)
    arrived = np.full((n_events + 1, n_states), _WAITED, np.int64)
    waiting, is_waiting = np.empty(n_states, np.int64), np.zeros(n_states, np.bool_)
    values[0, program.initial] = 0
    waiting[0] = program.initial
    _spread(program, values[0], arrived[0], waiting, is_waiting, np.int64(1))
    for event in range(n_events):
        before, after = values[event], values[event + 1]
        for state in range(n_states):
            after[state] = before[state]
        n_waiting = np.int64(0)
        first, behind = np.int64(0), np.int64(0)
        if symbols[event] >= 0:
            first, behind = program.sync_starts[symbols[event]], program.sync_starts[symbols[event] + 1]
        for number in range(first, behind):
            edge = program.syncs[number]
            if before[edge.source] < _FAR and before[edge.source] - gains[event] < after[edge.target]:
                after[edge.target] = before[edge.source] - gains[event]
                arrived[event + 1, edge.target] = -2 - number
                if not is_waiting[edge.target]:
                    waiting[n_waiting], is_waiting[edge.target] = edge.target, True
                    n_waiting += 1
        _spread(program, after, arrived[event + 1], waiting, is_waiting, n_waiting)
    event, state = n_events, program.final
    if is_open:
        event, state = _open_end(values, arrived, program.initial)
    return values[event, state], _walk_back(program, arrived, event, state, n_events)


@compiled_part
def _spread(
    program: Program, row: Array, arrived: Array, waiting: Array, is_waiting: Array, n_waiting: int
) -> None:
    """Carry lowered values on by model moves until nothing changes; ``waiting`` is a ring of states to look at."""
    head = np.int64(0)
    while n_waiting > 0:
        state = waiting[head]
        head = (head + 1) % len(waiting)
        n_waiting -= 1
        is_waiting[state] = False
        for number in range(program.edge_starts[state], program.edge_starts[state + 1]):
            edge = program.edges[number]
            if row[state] + edge.value < row[edge.target]:
                row[edge.target] = row[state] + edge.value
                arrived[edge.target] = number
                if not is_waiting[edge.target]:
                    is_waiting[edge.target] = True
                    waiting[(head + n_waiting) % len(waiting)] = edge.target
                    n_waiting += 1


@compiled_part
def _open_end(values: Array, arrived: Array, initial: int) -> tuple[int, int]:
    """Return the earliest (event, state) with the best value of all, without model moves behind it."""
    n_events = len(values) - 1
    best = values[n_events, 0]
    for state in range(values.shape[1]):
        best = min(best, values[n_events, state])
    if best == 0:
        return np.int64(0), initial
    for event in range(n_events + 1):
        for state in range(values.shape[1]):
            if values[event, state] == best and arrived[event, state] < _WAITED:
                return event, state
    return np.int64(0), initial


@compiled_part
def _walk_back(program: Program, arrived: Array, event: int, state: int, n_events: int) -> Array:
    """Return the moves that led to a state after an event, and the events behind it as log moves."""
    backwards = np.empty((n_events + arrived.size, 2), np.int32)
    n_moves = n_events - event
    for number in range(n_moves):
        backwards[number, 0], backwards[number, 1] = -1, n_events - 1 - number
    while event > 0 or arrived[event, state] != _WAITED:
        code = arrived[event, state]
        transition, position = np.int64(-1), event - 1
        if code >= 0:
            transition, position = program.edges[code].transition, np.int64(-1)
            state = program.edges[code].source
        else:
            event -= 1
            if code < _WAITED:
                transition, state = program.syncs[-2 - code].transition, program.syncs[-2 - code].source
        backwards[n_moves, 0], backwards[n_moves, 1] = transition, position
        n_moves += 1
    moves = np.empty((n_moves, 2), np.int32)
    for number in range(n_moves):
        moves[number, 0], moves[number, 1] = backwards[n_moves - 1 - number, 0], backwards[n_moves - 1 - number, 1]
    return moves
