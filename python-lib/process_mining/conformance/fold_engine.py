"""Net that folds -> exact alignments of traces by window tables and read-off, a batch of traces a call."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, BoolArray, IntArray
from process_mining.conformance.compiled import compiled, compiled_part
from process_mining.conformance.engine import Found, Traces
from process_mining.conformance.fold import fold_net
from process_mining.conformance.fold_tables import FoldTables, build_tables, cheapest_value
from process_mining.conformance.read_off import list_moves, sort_moves
from process_mining.conformance.window_tables import Work, fill_tables, mark_starts, new_work, project

Array = npt.NDArray[Any]
MOST_TABLE_BYTES = 1 << 29


@dataclass(frozen=True)
class FoldEngine:
    """Window tables of one net.

    Parameters
    ----------
    tables : FoldTables
    weight : int
        Value of one cost unit: above the number of events of any trace.
    """

    tables: FoldTables
    weight: int
    name: str = "window tables"

    @property
    def cheapest_run(self) -> int:
        """Cost units of the cheapest complete run of the net."""
        return cheapest_value(self.tables) // self.weight

    def takes(self, traces: Traces) -> BoolArray:
        """Tell for which traces the tables of all blocks fit in memory."""
        tables, n_bytes = self.tables, 2 * self.tables.distances.itemsize
        if tables.n_blocks * (int(traces.lengths.max(initial=0)) + 1) ** 2 * n_bytes <= MOST_TABLE_BYTES:
            return np.ones(traces.n_traces, np.bool_)
        return count_cells(tables, traces.starts, traces.symbols) * n_bytes <= MOST_TABLE_BYTES

    def align(self, traces: Traces) -> Found:
        """Return an optimal alignment of each trace."""
        tables = self.tables
        gains = (traces.log_costs * self.weight + 1).astype(tables.distances.dtype)
        values, starts, moves = align_batch(
            tables, traces.starts, traces.symbols, gains, traces.is_open
        )
        logged = np.concatenate([[0], np.cumsum(traces.log_costs * self.weight + 1)])
        costs = (np.diff(logged[traces.starts]) + values) // self.weight
        return Found(costs, costs, starts, moves[:, 0], moves[:, 1])


def prepare_fold_engine(problem: AlignmentProblem, traces: Traces) -> FoldEngine:
    """Fold a net for the traces that are to be aligned.

    Raises
    ------
    DoesNotFold
        If another engine has to do it.
    """
    folded = fold_net(problem.net, problem.transition_symbols)
    weight = int(traces.lengths.max(initial=0)) + 1
    logged = np.concatenate([[0], np.cumsum(traces.log_costs * weight + 1)])
    tables = build_tables(
        folded,
        problem.transition_symbols,
        [int(cost) * weight for cost in problem.transition_costs],
        problem.n_symbols,
        int(np.diff(logged[traces.starts]).max(initial=0)),
    )
    return FoldEngine(tables, weight)


@compiled_part
def new_work_for(tables: FoldTables, starts: IntArray) -> Work:
    """Return room for the longest of some traces."""
    longest = np.int64(0)
    for trace in range(len(starts) - 1):
        longest = max(longest, starts[trace + 1] - starts[trace])
    return new_work(tables, longest)


@compiled
def count_cells(tables: FoldTables, starts: IntArray, symbols: Array) -> IntArray:
    """Return for each trace how many windows the tables of all blocks need together."""
    work = new_work_for(tables, starts)
    cells = np.zeros(len(starts) - 1, np.int64)
    for trace in range(len(cells)):
        project(tables, work, symbols[starts[trace] : starts[trace + 1]])
        cells[trace] = mark_starts(tables, work)
    return cells


@compiled
def align_batch(
    tables: FoldTables, starts: IntArray, symbols: Array, gains: Array, is_open: BoolArray
) -> tuple[IntArray, IntArray, Array]:
    """Return the value of each trace's alignment, where its moves start, and all moves as (transition, position)."""
    n_traces = len(starts) - 1
    work = new_work_for(tables, starts)
    cells = np.empty(1 << 12, tables.distances.dtype)
    values = np.empty(n_traces, np.int64)
    move_starts = np.zeros(n_traces + 1, np.int64)
    all_moves = np.empty((2 * len(symbols) + 64, 2), np.int32)
    for trace in range(n_traces):
        first, n_events = starts[trace], starts[trace + 1] - starts[trace]
        for event in range(n_events):
            work.gains[event] = gains[first + event]
        project(tables, work, symbols[first : first + n_events])
        n_cells = mark_starts(tables, work)
        if n_cells > len(cells):
            cells = np.empty(2 * n_cells, tables.distances.dtype)
        values[trace] = fill_tables(tables, work, cells, is_open[trace])
        moves = sort_moves(list_moves(tables, work, cells, n_events, is_open[trace]), n_events)
        move_starts[trace + 1] = move_starts[trace] + len(moves)
        all_moves = appended(all_moves, move_starts[trace], moves)
    return values, move_starts, all_moves[: move_starts[n_traces]]


@compiled_part
def appended(rows: Array, n_used: int, more: Array) -> Array:
    """Return rows with more rows behind those in use, in a larger array if there is no room."""
    kept = rows
    if n_used + len(more) > len(rows):
        kept = np.empty((2 * (n_used + len(more)), 2), np.int32)
        for row in range(n_used):
            kept[row, 0], kept[row, 1] = rows[row, 0], rows[row, 1]
    for row in range(len(more)):
        kept[n_used + row, 0], kept[n_used + row, 1] = more[row, 0], more[row, 1]
    return kept
