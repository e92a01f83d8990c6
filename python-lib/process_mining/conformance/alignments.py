"""Activity sequences and a Petri net -> one optimal alignment for each sequence, and how well it conforms.

The method, a file a stage:

1. ``alignment_problem`` matches the labels of the net with the activities of the log and makes all costs whole.
2. ``fold`` nests the net into small automata and parallel blocks; ``fold_tables`` writes that down as arrays.
3. ``window_tables`` finds the cost of each trace block by block, ``read_off`` one alignment with that cost.
4. A net that does not fold goes to ``dense_program`` while it has few markings, else to ``component_engine``:
   A* search with a bound from the net's ``components``, within a budget; what it cannot finish has proven bounds.
5. ``replay_check`` replays every alignment on the original net and counts its cost again.
6. The cost becomes conformance in ``scoring``.
"""
from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import (
    AlignmentProblem,
    BoolArray,
    IntArray,
    Sequences,
    pose_problem,
)
from process_mining.conformance.component_engine import log_moves, prepare_component_engine
from process_mining.conformance.dense_program import prepare_dense_engine
from process_mining.conformance.engine import Engine, Found, Traces, chosen_traces, found_of, joined_found, traces_of
from process_mining.conformance.fold_engine import prepare_fold_engine
from process_mining.conformance.folded_net import DoesNotFold
from process_mining.conformance.move_costs import MoveCosts
from process_mining.conformance.moves import Move, make_move
from process_mining.conformance.reachability import TooManyMarkings, is_state_machine
from process_mining.conformance.replay_check import Replayed, check_alignments
from process_mining.conformance.scoring import FloatArray, conformance_bounds
from process_mining.petri_net import PetriNet

DEFAULT_NODE_BUDGET = 100_000
DEFAULT_SECONDS = 600.0
MOST_CLOSED_STATES = 300
_EVENTS_A_BATCH = 20_000
_N_THREADS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True)
class Alignments:
    """One alignment of each sequence with a net.

    Parameters
    ----------
    net : PetriNet
        The net, for the meaning of transitions.
    activities : tuple of str
        Label of each activity code.
    engine : str
        The method that found most of them, in words.
    is_exact : BoolArray, shape (n_sequences,)
        Whether the alignment is proven optimal; where not, costs and conformance have two bounds.
    costs, lower_costs : FloatArray, shape (n_sequences,)
        Cost of the alignment, and proven lower bound of the optimal cost; equal where exact.
    conformance, conformance_upper : FloatArray, shape (n_sequences,)
        Proven lower and upper bound of the conformance, 0-1; equal where exact.
    deviations : IntArray, shape (n_sequences,)
        Log moves and visible model moves of the alignment.
    cheapest_run_cost : float
        Cost of the cheapest complete run of the net as model moves.
    activity_symbols, transition_symbols : arrays
        What goes together: an event can be synchronous with a transition of the same symbol; -1 with none.
    activity_codes, move_starts, transitions, positions : arrays
        The moves of all alignments: transition or -1, and place of the event in ``activity_codes`` or -1.

    Notes
    -----
    ``conformance = 1 - cost / (cost of all events as log moves + cost of the cheapest run)``, and 1 where both are 0.
    Of a sequence that is open, the last term is the cost of the part of a run that the alignment uses.

    References
    ----------
    Adriansyah, van Dongen, van der Aalst, "Conformance Checking using Cost-Based Fitness Analysis", EDOC 2011.
    ProM and PM4Py give the same cost with the same move costs; PM4Py gives 0 where both terms are 0.
    """

    net: PetriNet
    activities: tuple[str, ...]
    engine: str
    is_exact: BoolArray
    costs: FloatArray
    lower_costs: FloatArray
    conformance: FloatArray
    conformance_upper: FloatArray
    deviations: IntArray
    cheapest_run_cost: float
    activity_symbols: npt.NDArray[Any]
    transition_symbols: tuple[int, ...]
    activity_codes: npt.NDArray[Any]
    move_starts: IntArray
    transitions: npt.NDArray[Any]
    positions: npt.NDArray[Any]

    @property
    def n_sequences(self) -> int:
        """Number of sequences."""
        return len(self.costs)

    def moves(self, sequence: int) -> tuple[Move, ...]:
        """Return the moves of one alignment in order, silent ones included."""
        return tuple(self._moves(sequence))

    def _moves(self, sequence: int) -> Iterator[Move]:
        for move in range(self.move_starts[sequence], self.move_starts[sequence + 1]):
            transition, event = self.transitions[move], self.positions[move]
            yield make_move(
                self.activities[self.activity_codes[event]] if event >= 0 else None,
                self.net.labels[transition] if transition >= 0 else None,
                self.net.elements[transition] if transition >= 0 else (),
                bool(transition >= 0),
            )


def align_variants(
    net: PetriNet,
    variants: Sequences,
    *,
    activity_codes_by_label: Mapping[str, Collection[int]] | None = None,
    costs: MoveCosts | None = None,
    is_open: BoolArray | None = None,
    node_budget: int = DEFAULT_NODE_BUDGET,
    time_budget_seconds: float = DEFAULT_SECONDS,
) -> Alignments:
    """Align every sequence with a net.

    Parameters
    ----------
    net : PetriNet
        Any net: loops, silent steps, labels used twice, arc weights, several tokens, several final markings.
    variants : Sequences
        ``activities``, ``sequence_starts`` of shape (n_sequences + 1,) and ``activity_codes``; sequences may be empty.
    activity_codes_by_label : mapping of model label to activity codes, optional
        Which activities a label stands for; by default those with exactly its text. Activities of no label are
        always log moves.
    costs : MoveCosts, optional
        By default every log move and every visible model move costs 1.
    is_open : BoolArray, shape (n_sequences,), optional
        Sequences of cases that still run: they need not reach the end, only a marking from which it can be reached.
    node_budget : int
        Most search nodes for one sequence; it decides, always in the same way, which ones stay bounded.
    time_budget_seconds : float
        After this time the sequences not yet reached are given the worst alignment and the bounds known without work.

    Returns
    -------
    Alignments

    Raises
    ------
    ModelError
        If no run of the net ends in a final marking.
    LimitError
        If no complete run was found within 200,000 search nodes.
    ParameterError
        If labels and activities do not match one to one, see ``pose_problem``.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from process_mining.petri_net import net_from_arcs
    >>> net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "end")})
    >>> log = SimpleNamespace(
    ...     activities=("A", "B"), sequence_starts=np.array([0, 2, 3]), activity_codes=np.array([0, 1, 0])
    ... )
    >>> alignments = align_variants(net, log)
    >>> alignments.costs.tolist(), [round(float(one), 3) for one in alignments.conformance]
    ([0.0, 1.0], [1.0, 0.667])
    >>> [move.kind for move in alignments.moves(1)]
    ['synchronous', 'model']
    """
    deadline = time.perf_counter() + time_budget_seconds
    problem = pose_problem(net, variants.activities, activity_codes_by_label, costs)
    n_sequences = len(variants.sequence_starts) - 1
    traces = traces_of(problem, variants, np.zeros(n_sequences, np.bool_) if is_open is None else is_open)
    engine = _choose_engine(problem, traces, node_budget)
    found = _align_in_time(problem, engine, traces, node_budget, deadline)
    found = _without_added_steps(problem, found)
    replayed = check_alignments(net, problem, traces, found)
    return _score(net, problem, variants, traces, engine, found, replayed)


def _choose_engine(problem: AlignmentProblem, traces: Traces, node_budget: int) -> Engine:
    """Return the first engine that can work with the net."""
    if problem.net.n_places > MOST_CLOSED_STATES and is_state_machine(problem.net):
        # As one region it would need the distance between any two of its states. Lists of allowed variants are such.
        return prepare_dense_engine(problem, traces)
    try:
        return prepare_fold_engine(problem, traces)
    except DoesNotFold:
        pass
    try:
        return prepare_dense_engine(problem, traces)
    except TooManyMarkings:
        return prepare_component_engine(problem, node_budget)


def _align_in_time(
    problem: AlignmentProblem, engine: Engine, traces: Traces, node_budget: int, deadline: float
) -> Found:
    """Align batch after batch; what is too large for the engine is searched, what comes too late is not."""
    def align(job: tuple[Engine, IntArray]) -> Found:
        chosen = chosen_traces(traces, job[1])
        if time.perf_counter() >= deadline:
            return _worst(problem, engine, chosen)
        return job[0].align(chosen)

    fits = engine.takes(traces)
    jobs = [(engine, batch) for batch in _batches(traces, np.flatnonzero(fits))]
    if not fits.all():
        search = prepare_component_engine(problem, node_budget)
        jobs += [(search, batch) for batch in _batches(traces, np.flatnonzero(~fits))]
    if len(jobs) == 1:
        parts = [align(jobs[0])]
    else:
        with ThreadPoolExecutor(_N_THREADS) as threads:
            parts = list(threads.map(align, jobs))
    order = np.concatenate([batch for _, batch in jobs]) if jobs else np.empty(0, np.int64)
    return joined_found(parts, order)


def _batches(traces: Traces, numbers: IntArray) -> list[IntArray]:
    """Return traces in batches of about the same number of events."""
    if not len(numbers):
        return []
    batch = np.cumsum(traces.lengths[numbers] + 1) // _EVENTS_A_BATCH
    return np.split(numbers, np.flatnonzero(np.diff(batch)) + 1)


def _worst(problem: AlignmentProblem, engine: Engine, traces: Traces) -> Found:
    """Return for each trace the alignment without a synchronous move; no event without a symbol can have one."""
    empty = Traces(np.zeros(2, np.int64), traces.symbols[:0], traces.log_costs[:0], np.zeros(1, np.bool_))
    cheapest_run = engine.align(empty).transitions
    run_cost = int(problem.transition_costs[cheapest_run].sum())
    alone = np.stack([cheapest_run, np.full_like(cheapest_run, -1)], axis=1)
    results = []
    for trace in range(traces.n_traces):
        events = slice(traces.starts[trace], traces.starts[trace + 1])
        symbols, log_costs = traces.symbols[events], traces.log_costs[events]
        model = alone[:0] if traces.is_open[trace] else alone
        moves = np.concatenate([log_moves(len(symbols)), model])
        cost = int(log_costs.sum()) + (run_cost if len(model) else 0)
        results.append((cost, int(log_costs[symbols < 0].sum()), moves[:, 0], moves[:, 1]))
    return found_of(results)


def _without_added_steps(problem: AlignmentProblem, found: Found) -> Found:
    """Return the moves on transitions of the original net only."""
    kept = found.transitions < problem.n_original_transitions
    starts = np.concatenate([[0], np.cumsum(kept)])[found.move_starts]
    return found._replace(move_starts=starts, transitions=found.transitions[kept], positions=found.positions[kept])


def _score(
    net: PetriNet,
    problem: AlignmentProblem,
    variants: Sequences,
    traces: Traces,
    engine: Engine,
    found: Found,
    replayed: Replayed,
) -> Alignments:
    """Turn cost units into costs and conformance."""
    lower, upper = conformance_bounds(problem, traces, engine.cheapest_run, found, replayed)
    first_events = np.repeat(traces.starts[:-1], np.diff(found.move_starts))
    return Alignments(
        net=net,
        activities=tuple(variants.activities),
        engine=engine.name,
        is_exact=found.costs == found.lower_costs,
        costs=found.costs / problem.unit,
        lower_costs=found.lower_costs / problem.unit,
        conformance=lower,
        conformance_upper=upper,
        deviations=replayed.deviations,
        cheapest_run_cost=engine.cheapest_run / problem.unit,
        activity_symbols=problem.activity_symbols,
        transition_symbols=problem.transition_symbols[: net.n_transitions],
        activity_codes=np.asarray(variants.activity_codes),
        move_starts=found.move_starts,
        transitions=found.transitions,
        positions=np.where(found.positions < 0, -1, found.positions + first_events),
    )
