"""One trace and a folded net -> the best value of every block over every window of the trace, inner blocks first.

With ``value`` = model moves minus what synchronous moves save, the cost of an alignment is the cost of all events as
log moves plus its value. Log moves then weigh nothing, so the events of other branches cost a branch nothing, and
the value of a block over a window of the trace is the sum of the values of its regions over the same window::

    region(i, j) = cheapest way from entry to exit that uses own events i..j-1 in order
    block(i, j)  = sum of region(i, j) over its regions

A synchronous move saves one unit beyond ``weight * cost`` of its event, and a model move costs ``weight * cost``:
with ``weight`` above the number of events this chooses, among alignments of equal cost, those with the most
synchronous moves, and ``value`` still tells both.

Windows of a block are counted in its own events. An alignment may enter a block just before the first event it uses
there and leave it just after the last one, as waiting is free; and of two places to enter with equal value before,
the earlier is never worse. So only those starts of windows are worked out at which a block may have become cheaper
to reach since its event before: ``mark_starts`` finds them from the top down, before the tables are filled from the
bottom up. A trace that fits needs one row of most tables, a wild one all of them.
"""
from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.compiled import compiled_part
from process_mining.conformance.fold_tables import FoldTables

Array = npt.NDArray[Any]


OWN_EVENT = np.dtype([("pair", np.int64), ("position", np.int64)], align=True)


class Work(NamedTuple):
    """Arrays that one trace after the other is worked out in."""

    counts: Array
    """Own events of each region."""
    own: Array
    """Pair of, and place in the trace of, each own event of each region."""
    block_counts: Array
    """Own events of each block."""
    seen: Array
    """Own events of each block before each place in the trace."""
    gains: Array
    """What each event saves as a synchronous move."""
    rows: Array
    """Values of the states of one region after each own event of a window."""
    n_points: Array
    """By slot: how many times in the window it became cheaper to stand before its block."""
    points: Array
    """By slot: before which event of the block that was."""
    point_values: Array
    """By slot: the value of standing there."""
    first_cells: Array
    """By block and start: where the values of the windows with that start lie; -1 if they are not needed."""
    open_values: Array
    """By block and start: value of entering there and staying inside to the end of the trace."""


@compiled_part
def new_work(tables: FoldTables, n_events: int) -> Work:
    """Return room for traces of so many events."""
    n_regions, n_blocks, n_slots = len(tables.regions) - 1, len(tables.blocks) - 1, len(tables.slots)
    value = tables.distances.dtype
    n_states = np.int64(0)
    for region in range(n_regions):
        n_states = max(n_states, tables.regions[region].n_states)
    return Work(
        counts=np.zeros(n_regions, np.int64),
        own=np.empty((n_regions, n_events), OWN_EVENT),
        block_counts=np.zeros(n_blocks, np.int64),
        seen=np.zeros((n_blocks, n_events + 1), np.int64),
        gains=np.empty(n_events, value),
        rows=np.empty((n_events + 1, n_states), value),
        n_points=np.zeros(n_slots, np.int64),
        points=np.empty((n_slots, n_events + 1), np.int64),
        point_values=np.empty((n_slots, n_events + 1), value),
        first_cells=np.empty((n_blocks, n_events + 1), np.int64),
        open_values=np.empty((n_blocks, n_events + 1), value),
    )


@compiled_part
def project(tables: FoldTables, work: Work, symbols: Array) -> None:
    """Hand every event to the regions and blocks that may use it."""
    for region in range(len(work.counts)):
        work.counts[region] = 0
    for position in range(len(symbols)):
        for block in range(len(work.seen)):
            work.seen[block, position + 1] = work.seen[block, position]
        if symbols[position] < 0:
            continue
        symbol, behind = tables.symbols[symbols[position]], tables.symbols[symbols[position] + 1]
        for pair in range(symbol.first_pair, behind.first_pair):
            region = tables.pairs[pair].region
            event = work.own[region, work.counts[region]]
            event.pair, event.position = pair, position
            work.counts[region] += 1
        for place in range(symbol.first_block, behind.first_block):
            work.seen[tables.symbol_blocks[place], position + 1] += 1
    for block in range(len(work.seen)):
        work.block_counts[block] = work.seen[block, len(symbols)]


@compiled_part
def first_own(work: Work, region: int, block: int, start: int, guess: int) -> int:
    """Return the region's first own event from ``guess`` on that is not before event ``start`` of its block."""
    while guess < work.counts[region] and work.seen[block, work.own[region, guess].position] < start:
        guess += 1
    return guess


@compiled_part
def mark_slots(tables: FoldTables, work: Work, region: int, first: int) -> None:
    """Mark the starts that a row of a region from own event ``first`` on may need of the blocks on its edges."""
    if first == work.counts[region]:
        return
    for slot in range(tables.regions[region].first_slot, tables.regions[region + 1].first_slot):
        block = tables.slots[slot].block
        work.first_cells[block, work.seen[block, work.own[region, first].position]] = 0


@compiled_part
def mark_changes(tables: FoldTables, work: Work, region: int, first: int) -> None:
    """Mark the starts behind own events from ``first`` on that may make a block on an edge cheaper to reach."""
    first_slot = tables.regions[region].first_slot
    for own in range(first, work.counts[region]):
        event = work.own[region, own]
        leads = tables.pairs[event.pair].first_before
        for slot in range(first_slot, tables.regions[region + 1].first_slot):
            block = tables.slots[slot].block
            if tables.leads_to[leads + slot - first_slot]:
                work.first_cells[block, work.seen[block, event.position + 1]] = 0


@compiled_part
def mark_starts(tables: FoldTables, work: Work) -> int:
    """Find the starts of windows that are needed, give each its cells, and return the number of cells."""
    for block in range(len(work.block_counts)):
        for start in range(work.block_counts[block] + 1):
            work.first_cells[block, start] = -1
    for region in range(len(work.counts) - 1, -1, -1):
        block = tables.regions[region].block
        if block < 0:
            mark_slots(tables, work, region, np.int64(0))
            mark_changes(tables, work, region, np.int64(0))
            continue
        first = np.int64(-1)
        for start in range(work.block_counts[block]):
            if work.first_cells[block, start] == 0:
                is_first = first < 0
                first = first_own(work, region, block, start, max(first, 0))
                mark_slots(tables, work, region, first)
                if is_first:
                    mark_changes(tables, work, region, first)
    n_cells = np.int64(0)
    for block in range(len(work.block_counts)):
        for start in range(work.block_counts[block]):
            if work.first_cells[block, start] == 0:
                work.first_cells[block, start] = n_cells
                n_cells += work.block_counts[block] + 1
    return n_cells


@compiled_part
def relax(tables: FoldTables, region: int, row: Array, state: int, value: Any) -> None:
    """Reach a state at a value, and from there every other by model moves."""
    if value >= row[state]:
        return
    n_states = tables.regions[region].n_states
    start = tables.regions[region].first_distance + state * n_states
    for other in range(n_states):
        row[other] = min(row[other], value + tables.distances[start + other])


@compiled_part
def note_point(work: Work, slot: int, start: int, value: Any) -> None:
    """Keep the value of standing before a block just before its event ``start``, if it is a new best."""
    n_points = work.n_points[slot]
    if n_points == 0 or value < work.point_values[slot, n_points - 1]:
        work.points[slot, n_points], work.point_values[slot, n_points] = start, value
        work.n_points[slot] = n_points + 1


@compiled_part
def window_value(work: Work, values: Array, slot: int, block: int, point: int, end: int) -> Any:
    """Return the value behind a block that is entered at one of the slot's points and left before event ``end``."""
    return work.point_values[slot, point] + values[work.first_cells[block, work.points[slot, point]] + end]


@compiled_part
def use_event(tables: FoldTables, work: Work, values: Array, region: int, first: int, own: int) -> None:
    """Lower a row of values by what own event ``own`` allows, the window having begun at own event ``first``."""
    before, after = work.rows[own - first], work.rows[own - first + 1]
    event = work.own[region, own]
    pair, behind = tables.pairs[event.pair], tables.pairs[event.pair + 1]
    gain = work.gains[event.position]
    for number in range(pair.first_sync, behind.first_sync):
        sync = tables.syncs[number]
        relax(tables, region, after, sync.target, before[sync.source] - gain)
    for place in range(pair.first_slot, behind.first_slot):
        number = tables.pair_slots[place]
        slot = tables.slots[number]
        start = work.seen[slot.block, event.position]
        note_point(work, number, start, before[slot.source])
        best = tables.far
        for point in range(work.n_points[number]):
            best = min(best, window_value(work, values, number, slot.block, point, start + 1))
        relax(tables, region, after, slot.target, best)


@compiled_part
def fill_rows(tables: FoldTables, work: Work, values: Array, region: int, first: int, last: int) -> None:
    """Fill ``rows[j]``: values of the region's states after its own events ``first .. first + j - 1``."""
    n_states = tables.regions[region].n_states
    start = tables.regions[region].first_distance + tables.regions[region].entry * n_states
    for state in range(n_states):
        work.rows[0, state] = tables.distances[start + state]
    for slot in range(tables.regions[region].first_slot, tables.regions[region + 1].first_slot):
        work.n_points[slot] = 0
    for own in range(first, last):
        for state in range(n_states):
            work.rows[own - first + 1, state] = work.rows[own - first, state]
        use_event(tables, work, values, region, first, own)


@compiled_part
def open_value(tables: FoldTables, work: Work, region: int, first: int, last: int) -> Any:
    """Return the best value of a run that is still inside the region at the end; ``fill_rows`` went before."""
    best = tables.far
    for state in range(tables.regions[region].n_states):
        best = min(best, work.rows[last - first, state])
    for slot in range(tables.regions[region].first_slot, tables.regions[region + 1].first_slot):
        block = tables.slots[slot].block
        for point in range(work.n_points[slot]):
            best = min(best, work.point_values[slot, point] + work.open_values[block, work.points[slot, point]])
    return best


@compiled_part
def add_row(
    tables: FoldTables, work: Work, values: Array, block: int, region: int, first: int, start: int
) -> None:
    """Add a region's row from own event ``first`` on to the windows of its block with a start."""
    n_own, n_block = work.counts[region], work.block_counts[block]
    cell, exit_ = work.first_cells[block, start], tables.regions[region].exit
    end = start
    for own in range(first, n_own + 1):
        value = work.rows[own - first, exit_]
        until = work.seen[block, work.own[region, own].position] if own < n_own else n_block
        for behind in range(end, until + 1):
            values[cell + behind] += value
        end = until + 1


@compiled_part
def fill_block(tables: FoldTables, work: Work, values: Array, block: int, is_open: bool) -> None:
    """Fill the windows of a block with marked starts; the blocks inside are filled."""
    n_block = work.block_counts[block]
    for start in range(n_block):
        work.open_values[block, start] = 0
        for end in range(n_block + 1 if work.first_cells[block, start] >= 0 else 0):
            values[work.first_cells[block, start] + end] = 0
    for place in range(tables.blocks[block].first_region, tables.blocks[block + 1].first_region):
        region = tables.block_regions[place]
        filled, first = np.int64(-1), np.int64(0)
        for start in range(n_block):
            if work.first_cells[block, start] < 0:
                continue
            first = first_own(work, region, block, start, first)
            if first != filled:
                fill_rows(tables, work, values, region, first, work.counts[region])
                filled = first
            add_row(tables, work, values, block, region, first, start)
            if is_open:
                work.open_values[block, start] += open_value(tables, work, region, first, work.counts[region])


@compiled_part
def fill_tables(tables: FoldTables, work: Work, values: Array, is_open: bool) -> Any:
    """Fill the tables of all blocks for a projected and marked trace; return the value of its best alignment.

    ``is_open`` asks for the best run that stops anywhere instead of one that ends.
    """
    for block in range(len(work.block_counts)):
        fill_block(tables, work, values, block, is_open)
    top = len(work.counts) - 1
    fill_rows(tables, work, values, top, np.int64(0), work.counts[top])
    if is_open:
        return open_value(tables, work, top, np.int64(0), work.counts[top])
    return work.rows[work.counts[top], tables.regions[top].exit]
