"""Alignments -> proof that each is a run of the original net with its trace, and what it costs."""
from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, IntArray
from process_mining.conformance.compiled import compiled, compiled_part
from process_mining.conformance.engine import Found, Traces
from process_mining.petri_net import Arcs, PetriNet

Array = npt.NDArray[Any]
_ARC = np.dtype([("place", np.int64), ("weight", np.int64)], align=True)
_FAULTS = (
    "",
    "a step of the model was not possible",
    "the events are not those of the trace",
    "an event went with a step of another label",
    "the run does not end in a final marking",
    "the moves do not cost what was found",
)


class AlignmentCheckError(RuntimeError):
    """An alignment was found that is none: a fault of this program, never of the user's data."""


class Replayed(NamedTuple):
    """What the moves of each alignment add up to."""

    costs: IntArray
    """Cost units of the moves that are not synchronous."""
    deviations: IntArray
    """Log moves and visible model moves."""
    run_costs: IntArray
    """Cost units of all visible steps of the model as model moves."""


class _ReplayNet(NamedTuple):
    """A net as arrays; what belongs to a transition begins at its offset and ends at the next."""

    input_starts: IntArray
    inputs: Array
    output_starts: IntArray
    outputs: Array
    symbols: IntArray
    costs: IntArray
    is_visible: Array
    initial: IntArray
    finals: Array


def check_alignments(net: PetriNet, problem: AlignmentProblem, traces: Traces, found: Found) -> Replayed:
    """Replay alignments on the net they were asked for.

    Parameters
    ----------
    net : PetriNet
        The original net.
    problem : AlignmentProblem
        Its labels and costs.
    traces : Traces
    found : Found
        Moves on transitions of the original net only.

    Returns
    -------
    Replayed

    Raises
    ------
    AlignmentCheckError
        If an alignment is not a run of the net together with its trace, or does not cost what was found.
    """
    faults, costs, deviations, run_costs = _replay(
        _replay_net(net, problem),
        traces.starts,
        traces.symbols,
        traces.log_costs,
        traces.is_open,
        found.move_starts,
        found.transitions,
        found.positions,
    )
    faults[(faults == 0) & (costs != found.costs)] = len(_FAULTS) - 1
    for trace in np.flatnonzero(faults):
        raise AlignmentCheckError(f"Alignment of trace {trace}: {_FAULTS[faults[trace]]}. Please report this.")
    return Replayed(costs, deviations, run_costs)


def _replay_net(net: PetriNet, problem: AlignmentProblem) -> _ReplayNet:
    n_transitions = net.n_transitions
    return _ReplayNet(
        *_arc_records(net.inputs),
        *_arc_records(net.outputs),
        symbols=np.array(problem.transition_symbols[:n_transitions], np.int64),
        costs=problem.transition_costs[:n_transitions],
        is_visible=np.array([label is not None for label in net.labels], np.bool_),
        initial=np.array(net.initial_marking, np.int64),
        finals=np.array(net.final_markings, np.int64).reshape(len(net.final_markings), net.n_places),
    )


def _arc_records(arcs: tuple[Arcs, ...]) -> tuple[IntArray, Array]:
    starts = np.concatenate([[0], np.cumsum([len(one) for one in arcs], dtype=np.int64)]).astype(np.int64)
    return starts, np.array([arc for one in arcs for arc in one], _ARC)


@compiled
def _replay(
    net: _ReplayNet,
    starts: IntArray,
    symbols: Array,
    log_costs: IntArray,
    is_open: Array,
    move_starts: IntArray,
    transitions: Array,
    positions: Array,
) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    """Return fault (0 = none), cost, deviations and cost of the model part of each alignment."""
    n_traces = len(starts) - 1
    faults, costs = np.zeros(n_traces, np.int64), np.zeros(n_traces, np.int64)
    deviations, run_costs = np.zeros(n_traces, np.int64), np.zeros(n_traces, np.int64)
    marking = np.empty(len(net.initial), np.int64)
    for trace in range(n_traces):
        for place in range(len(marking)):
            marking[place] = net.initial[place]
        event = starts[trace]
        for move in range(move_starts[trace], move_starts[trace + 1]):
            transition, position = transitions[move], positions[move]
            if position >= 0 and starts[trace] + position != event:
                faults[trace] = 2
            elif transition >= 0 and not _fires(net, marking, transition):
                faults[trace] = 1
            elif transition >= 0 and position >= 0 and net.symbols[transition] != symbols[event]:
                faults[trace] = 3
            if faults[trace] > 0:
                break
            if transition >= 0:
                run_costs[trace] += net.costs[transition]
            if position < 0:
                costs[trace] += net.costs[transition]
                deviations[trace] += net.is_visible[transition]
            elif transition < 0:
                costs[trace] += log_costs[event]
                deviations[trace] += 1
            event += position >= 0
        if faults[trace] == 0 and event != starts[trace + 1]:
            faults[trace] = 2
        elif faults[trace] == 0 and not is_open[trace] and not _is_final(net, marking):
            faults[trace] = 4
    return faults, costs, deviations, run_costs


@compiled_part
def _fires(net: _ReplayNet, marking: IntArray, transition: int) -> bool:
    """Fire a transition in place; tell whether it was enabled."""
    for arc in range(net.input_starts[transition], net.input_starts[transition + 1]):
        marking[net.inputs[arc].place] -= net.inputs[arc].weight
        if marking[net.inputs[arc].place] < 0:
            return False
    for arc in range(net.output_starts[transition], net.output_starts[transition + 1]):
        marking[net.outputs[arc].place] += net.outputs[arc].weight
    return True


@compiled_part
def _is_final(net: _ReplayNet, marking: IntArray) -> bool:
    """Tell whether a marking is one of the final markings."""
    for final in range(len(net.finals)):
        differs = False
        for place in range(len(marking)):
            differs = differs or marking[place] != net.finals[final, place]
        if not differs:
            return True
    return False
