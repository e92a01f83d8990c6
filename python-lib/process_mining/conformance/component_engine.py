"""Net that does not fold -> alignments by component search: optimal within the budget, else with proven bounds."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, BoolArray
from process_mining.conformance.component_search import EXHAUSTED, FOUND, SearchNet, search, search_net
from process_mining.conformance.component_shares import (
    ComponentArrays,
    bound_table,
    component_arrays,
    equal_shares,
    reshare,
)
from process_mining.conformance.components import find_components
from process_mining.conformance.engine import Found, Traces, found_of
from process_mining.conformance.reachability import cannot_end
from process_mining.errors import LimitError

Array = npt.NDArray[Any]
STAGES = ((0, 1_000), (10, 3_000), (40, 10_000), (120, 1 << 62))
"""Rounds of re-sharing, and most nodes of the two searches after it, each within what is left of the budget."""
GREED = 2
_LIMIT_FOR_RUN = 200_000


class _Task(NamedTuple):
    """One trace."""

    symbols: Array
    log_costs: Array
    is_open: bool


@dataclass(frozen=True)
class ComponentEngine:
    """Components of one net and its cheapest run.

    Parameters
    ----------
    problem : AlignmentProblem
    net : SearchNet
    arrays : ComponentArrays
    node_budget : int
        Most nodes to take for one trace, all searches together.
    cheapest_run : int
        Cost units of the cheapest complete run of the net.
    run_moves : array, shape (n_moves, 2)
        Its moves.
    """

    problem: AlignmentProblem
    net: SearchNet
    arrays: ComponentArrays
    node_budget: int
    cheapest_run: int
    run_moves: Array
    name: str = "component search"

    def takes(self, traces: Traces) -> BoolArray:
        """Tell for which traces there is enough memory: the budget bounds it."""
        return np.ones(traces.n_traces, np.bool_)

    def align(self, traces: Traces) -> Found:
        """Return an alignment of each trace."""
        return found_of([self._align_one(traces, trace) for trace in range(traces.n_traces)])

    def _align_one(self, traces: Traces, trace: int) -> tuple[int, int, Array, Array]:
        """Search with better and better bounds; between two searches look greedily for an alignment that will do."""
        events = slice(traces.starts[trace], traces.starts[trace + 1])
        task = _Task(traces.symbols[events], traces.log_costs[events], bool(traces.is_open[trace]))
        shares = equal_shares(self.arrays, self.problem.transition_costs, task.symbols, task.log_costs)
        moves = np.concatenate([log_moves(len(task.symbols)), self.run_moves[: 0 if task.is_open else None]])
        cost, lower, n_left = self._cost(moves, task), 0, self.node_budget
        for n_rounds, most_nodes in STAGES:
            if n_rounds and len(self.arrays.initial) > 1:
                shares = reshare(self.arrays, shares, self.problem.transition_costs, *task, n_rounds)
            bounds = bound_table(self.arrays, shares, task.symbols, task.is_open)
            for greed in (1, GREED):
                proven, n_taken, found = self._search(task, bounds, min(n_left, most_nodes), greed)
                n_left, lower = n_left - n_taken, max(lower, proven)
                if found is not None and self._cost(found, task) < cost:
                    moves, cost = found, self._cost(found, task)
                if cost == lower or n_left <= 0:
                    return cost, lower, moves[:, 0], moves[:, 1]
        return cost, lower, moves[:, 0], moves[:, 1]

    def _search(self, task: _Task, bounds: Array, most_nodes: int, greed: int) -> tuple[int, int, Array | None]:
        """Return a proven lower bound, the nodes taken, and the moves of an alignment if one was found."""
        outcome, lower, n_taken, moves = search(
            self.net, self.arrays.initial, bounds, *task, most_nodes, greed
        )
        is_alignment = outcome == FOUND and not (task.is_open and not self._can_end(moves))
        return int(lower), int(n_taken), moves if is_alignment else None

    def _can_end(self, moves: Array) -> bool:
        """Tell whether a complete run goes on from where the moves lead; False also where that stays unknown."""
        marking = self.net.initial.astype(np.int64)
        for transition in moves[moves[:, 0] >= 0, 0]:
            for place, weight in self.problem.net.inputs[transition]:
                marking[place] -= weight
            for place, weight in self.problem.net.outputs[transition]:
                marking[place] += weight
        nothing = np.empty(0, np.int64)
        without_components = np.zeros_like(self.net.state_starts)
        outcome, _, _, _ = search(
            self.net._replace(initial=marking.astype(np.int16), state_starts=without_components),
            nothing,
            np.empty((1, 0), np.int64),
            nothing,
            nothing,
            False,
            self.node_budget,
            1,
        )
        return bool(outcome == FOUND)

    def _cost(self, moves: Array, task: _Task) -> int:
        """Return the cost units of moves."""
        is_model, is_log = moves[:, 1] < 0, moves[:, 0] < 0
        return int(self.problem.transition_costs[moves[is_model, 0]].sum() + task.log_costs[moves[is_log, 1]].sum())


def log_moves(n_events: int) -> Array:
    """Return all events as log moves, rows of (transition, position)."""
    moves = np.full((n_events, 2), -1, np.int32)
    moves[:, 1] = np.arange(n_events)
    return moves


def prepare_component_engine(problem: AlignmentProblem, node_budget: int) -> ComponentEngine:
    """Find components of a net and its cheapest run.

    Raises
    ------
    ModelError
        If the final marking cannot be reached.
    LimitError
        If no run was found within 200,000 nodes.
    """
    arrays = component_arrays(find_components(problem.net), problem)
    net = search_net(problem, arrays)
    nothing = np.empty(0, np.int64)
    shares = equal_shares(arrays, problem.transition_costs, nothing, nothing)
    bounds = bound_table(arrays, shares, nothing, False)
    outcome, cost, _, moves = search(net, arrays.initial, bounds, nothing, nothing, False, _LIMIT_FOR_RUN, 1)
    if outcome == EXHAUSTED:
        raise cannot_end()
    if outcome != FOUND:
        raise LimitError(
            "The search for a complete run of the model",
            f"{_LIMIT_FOR_RUN:,} markings",
            "Check that the model can end, and that no step can start again and again without taking a token.",
        )
    return ComponentEngine(problem, net, arrays, node_budget, int(cost), moves)
