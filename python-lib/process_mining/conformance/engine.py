"""What every alignment engine takes and gives: traces as symbols, and for each one moves, their cost and a bound."""
from __future__ import annotations

from typing import Any, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, BoolArray, IntArray, Sequences

Array = npt.NDArray[Any]


class Traces(NamedTuple):
    """Traces as the engines read them."""

    starts: IntArray
    """First event of each trace and the end of the last, shape (n_traces + 1,)."""
    symbols: Array
    """What each event shows; -1 where no transition waits for it."""
    log_costs: IntArray
    """Cost units of each event as a log move."""
    is_open: BoolArray
    """Whether the alignment may stop before the model ends, shape (n_traces,)."""

    @property
    def n_traces(self) -> int:
        """Number of traces."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> IntArray:
        """Events of each trace."""
        return np.diff(self.starts)


class Found(NamedTuple):
    """One alignment for each trace."""

    costs: IntArray
    """Cost units of the alignment, shape (n_traces,)."""
    lower_costs: IntArray
    """Proven lower bound of the optimal cost in units; equal to the cost where the alignment is optimal."""
    move_starts: IntArray
    """First move of each trace and the end of the last, shape (n_traces + 1,)."""
    transitions: Array
    """Transition of each move; -1 for a log move."""
    positions: Array
    """Place in its trace of each move's event; -1 for a model or silent move."""


class Engine(Protocol):
    """A prepared way to align traces with one net."""

    @property
    def name(self) -> str:
        """Name of the method, for the log."""

    @property
    def cheapest_run(self) -> int:
        """Cost units of the cheapest complete run of the net."""

    def takes(self, traces: Traces) -> BoolArray:
        """Tell for which traces there is enough memory."""

    def align(self, traces: Traces) -> Found:
        """Return an alignment of each trace."""


def traces_of(problem: AlignmentProblem, sequences: Sequences, is_open: BoolArray) -> Traces:
    """Return activity sequences as traces for the engines."""
    codes = np.asarray(sequences.activity_codes)
    starts = np.asarray(sequences.sequence_starts, np.int64)
    symbols = problem.activity_symbols[codes] if len(codes) else np.empty(0, np.int32)
    log_costs = problem.activity_costs[codes] if len(codes) else np.empty(0, np.int64)
    return Traces(starts, symbols.astype(np.int64), log_costs.astype(np.int64), np.asarray(is_open, np.bool_))


def chosen_traces(traces: Traces, chosen: IntArray) -> Traces:
    """Return some of the traces, in the order given."""
    lengths = traces.lengths[chosen]
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    events = np.repeat(traces.starts[chosen] - starts[:-1], lengths) + np.arange(starts[-1])
    return Traces(starts, traces.symbols[events], traces.log_costs[events], traces.is_open[chosen])


def found_of(alignments: list[tuple[int, int, Array, Array]]) -> Found:
    """Return (cost, lower cost, transitions, positions) of each trace as one result."""
    sizes = [len(transitions) for _, _, transitions, _ in alignments]
    return Found(
        costs=np.array([cost for cost, _, _, _ in alignments], np.int64),
        lower_costs=np.array([lower for _, lower, _, _ in alignments], np.int64),
        move_starts=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        transitions=_joined([transitions for _, _, transitions, _ in alignments]),
        positions=_joined([positions for _, _, _, positions in alignments]),
    )


def joined_found(parts: list[Found], order: IntArray) -> Found:
    """Return results of several parts as one, trace ``order[i]`` of it being trace ``i`` of the parts in a row."""
    starts = np.concatenate([[0], np.cumsum([size for part in parts for size in np.diff(part.move_starts)])])
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    sizes = np.diff(starts)[place].astype(np.int64)
    move_starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    moves = np.repeat(starts[:-1][place] - move_starts[:-1], sizes).astype(np.int64) + np.arange(move_starts[-1])
    return Found(
        costs=_joined([part.costs for part in parts])[place],
        lower_costs=_joined([part.lower_costs for part in parts])[place],
        move_starts=move_starts,
        transitions=_joined([part.transitions for part in parts])[moves],
        positions=_joined([part.positions for part in parts])[moves],
    )


def _joined(columns: list[Array]) -> Array:
    return np.concatenate(columns) if columns else np.empty(0, np.int64)
