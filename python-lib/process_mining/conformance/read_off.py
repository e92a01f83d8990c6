"""Filled window tables -> one optimal alignment, as moves in an order that the net can run.

Which one, among alignments of equal cost, is fixed:

1. One with the most synchronous moves.
2. The trace is read from its end. An event stays a log move if the rest can be had without it, so a step goes with
   the earliest events it can go with, and of a repeated activity the later event is the extra one.
3. A synchronous move before a window of a block; transitions in the order of the net. Windows of a block begin where
   the block became cheaper to reach; of several the one that starts last.
4. Model moves between two events: the path that ``fold_tables`` keeps (cheapest, fewest edges, smallest numbers),
   as soon as they are possible, that is just after the event before them.
5. An open alignment ends as early as it can.

The moves are first a list in the order of the nest: a block stands in it as one entry, and its regions' moves are
put in behind that entry, one region after the other. Every move carries its moment in the trace, which never falls
along a region or from a block to what follows it; sorting by moment, keeping ties, therefore keeps the order that
the net needs and brings parallel branches into the order of the trace.
"""
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from process_mining.conformance.compiled import compiled_part
from process_mining.conformance.fold_tables import FoldTables
from process_mining.conformance.window_tables import Work, fill_rows, open_value, window_value

Array = npt.NDArray[Any]
_TO_THE_END = -1


MOVE = np.dtype(
    [
        (name, np.int64)
        for name in ("following", "transition", "position", "moment", "block", "low", "high")
    ],
    align=True,
)
"""An entry of the list. ``following``: the next entry. ``position``: of the event, -1 for a move without one.

``moment``: 2 x (events before a model move), or 2 x position + 1 of a synchronous move. ``block``, -1 for a move.
``low``: first place in the trace that a block may use. ``high``: the place behind the last; -1 = to the end, without
having to end itself. The head of the list is entry 0, and its ``position`` the number of entries in use.
"""


@compiled_part
def new_list(n_entries: int) -> Array:
    """Return a list with room for so many entries that holds only its head."""
    moves = np.empty(n_entries, MOVE)
    moves[0].following, moves[0].position = -1, 1
    return moves


@compiled_part
def with_room(moves: Array, n_more: int) -> Array:
    """Return the list with room for so many more entries."""
    n_used = moves[0].position
    if n_used + n_more <= len(moves):
        return moves
    larger = new_list(2 * (n_used + n_more))
    for entry in range(n_used):
        larger[entry] = moves[entry]
    return larger


@compiled_part
def insert_entry(moves: Array, anchor: int) -> Any:
    """Put an entry behind another and return it."""
    entry = moves[0].position
    moves[0].position = entry + 1
    moves[entry].following = moves[anchor].following
    moves[anchor].following = entry
    return moves[entry]


@compiled_part
def insert_move(moves: Array, anchor: int, transition: int, position: int, moment: int) -> None:
    """Put a move behind an entry."""
    entry = insert_entry(moves, anchor)
    entry.transition, entry.position, entry.moment, entry.block = transition, position, moment, -1


@compiled_part
def insert_block(moves: Array, anchor: int, block: int, low: int, high: int) -> None:
    """Put a block over a window of the trace behind an entry."""
    entry = insert_entry(moves, anchor)
    entry.block, entry.low, entry.high, entry.position = block, low, high, -1


@compiled_part
def insert_path(
    tables: FoldTables, moves: Array, anchor: int, region: int, source: int, target: int, position: int
) -> None:
    """Put the model moves from one state of a region to another behind an entry."""
    start = tables.regions[region].first_distance + source * tables.regions[region].n_states
    while target != source:
        edge = tables.edges[tables.last_edges[start + target]]
        if edge.block >= 0:
            insert_block(moves, anchor, edge.block, position, position)
        elif edge.transition >= 0:
            insert_move(moves, anchor, edge.transition, np.int64(-1), 2 * position)
        target = edge.source


@compiled_part
def distance(tables: FoldTables, region: int, source: int, target: int) -> Any:
    """Return the value of model moves alone from one state of a region to another."""
    return tables.distances[tables.regions[region].first_distance + source * tables.regions[region].n_states + target]


@compiled_part
def own_index(work: Work, region: int, block: int, before: int, own: int) -> int:
    """Return which own event of the region is event ``own`` of a block inside it, looking back from ``before``."""
    while work.seen[block, work.own[region, before].position] != own:
        before -= 1
    return before


@compiled_part
def undo_event(
    tables: FoldTables,
    work: Work,
    values: Array,
    moves: Array,
    anchor: int,
    region: int,
    first: int,
    own: int,
    state: int,
) -> tuple[int, int]:
    """Put the moves from own event ``own`` to a state behind an entry; return (own event, state) before them."""
    before, value = work.rows[own - first], work.rows[own - first + 1, state]
    event = work.own[region, own]
    pair, behind = tables.pairs[event.pair], tables.pairs[event.pair + 1]
    for number in range(pair.first_sync, behind.first_sync):
        sync = tables.syncs[number]
        if before[sync.source] - work.gains[event.position] + distance(tables, region, sync.target, state) == value:
            insert_path(tables, moves, anchor, region, sync.target, state, event.position + 1)
            insert_move(moves, anchor, sync.transition, event.position, 2 * event.position + 1)
            return own, sync.source
    for place in range(pair.first_slot, behind.first_slot):
        number = tables.pair_slots[place]
        slot = tables.slots[number]
        end = work.seen[slot.block, event.position] + 1
        rest = value - distance(tables, region, slot.target, state)
        for point in range(work.n_points[number] - 1, -1, -1):
            start = work.points[number, point]
            if start < end and window_value(work, values, number, slot.block, point, end) == rest:
                entered = own_index(work, region, slot.block, own, start)
                insert_path(tables, moves, anchor, region, slot.target, state, event.position + 1)
                insert_block(moves, anchor, slot.block, work.own[region, entered].position, event.position + 1)
                return entered, slot.source
    raise AssertionError("no move explains a value of the window tables")


@compiled_part
def open_end_state(tables: FoldTables, work: Work, region: int, first: int, own: int, value: Any) -> int:
    """Return the state that the event before row ``own`` leads to at a value, without model moves behind it."""
    if own == first:
        return tables.regions[region].entry
    number = work.own[region, own - 1].pair
    pair, behind = tables.pairs[number], tables.pairs[number + 1]
    row = work.rows[own - first]
    for sync in range(pair.first_sync, behind.first_sync):
        if row[tables.syncs[sync].target] == value:
            return tables.syncs[sync].target
    for place in range(pair.first_slot, behind.first_slot):
        target = tables.slots[tables.pair_slots[place]].target
        if row[target] == value:
            return target
    raise AssertionError("no move explains an open value of the window tables")


@compiled_part
def find_open_end(
    tables: FoldTables, work: Work, moves: Array, anchor: int, region: int, first: int, last: int
) -> tuple[int, int]:
    """Return (row, state) where the best open alignment of a region stops, entering a block for good if it does."""
    value = open_value(tables, work, region, first, last)
    for own in range(first, last + 1):
        for state in range(tables.regions[region].n_states):
            if work.rows[own - first, state] == value:
                return own, open_end_state(tables, work, region, first, own, value)
    for number in range(tables.regions[region].first_slot, tables.regions[region + 1].first_slot):
        slot = tables.slots[number]
        for point in range(work.n_points[number]):
            start = work.points[number, point]
            if work.point_values[number, point] + work.open_values[slot.block, start] == value:
                entered = own_index(work, region, slot.block, last - 1, start)
                insert_block(moves, anchor, slot.block, work.own[region, entered].position, np.int64(_TO_THE_END))
                return entered, slot.source
    raise AssertionError("no state explains an open value of the window tables")


@compiled_part
def trace_back(
    tables: FoldTables,
    work: Work,
    values: Array,
    moves: Array,
    anchor: int,
    region: int,
    first: int,
    last: int,
    low: int,
    is_open: bool,
) -> None:
    """Put a region's moves over its own events ``first..last - 1`` behind an entry; its rows are filled."""
    own, state = last, tables.regions[region].exit
    if is_open:
        own, state = find_open_end(tables, work, moves, anchor, region, first, last)
    while own > first:
        if work.rows[own - first, state] == work.rows[own - first - 1, state]:
            own -= 1
        else:
            own, state = undo_event(tables, work, values, moves, anchor, region, first, own - 1, state)
    insert_path(tables, moves, anchor, region, tables.regions[region].entry, state, low)


@compiled_part
def events_before(work: Work, region: int, position: int) -> int:
    """Return how many own events of a region lie before a place in the trace."""
    n_before = work.counts[region]
    while n_before > 0 and work.own[region, n_before - 1].position >= position:
        n_before -= 1
    return n_before


@compiled_part
def expand_entry(tables: FoldTables, work: Work, values: Array, moves: Array, entry: int) -> Array:
    """Put the moves of what an entry stands for behind it: the regions of a block, or for the head the top region."""
    is_head = entry == 0
    low, is_open = moves[entry].low, moves[entry].high == _TO_THE_END
    block = moves[entry].block
    n_regions = 1 if is_head else tables.blocks[block + 1].first_region - tables.blocks[block].first_region
    for place in range(n_regions - 1, -1, -1):
        region = len(work.counts) - 1 if is_head else tables.block_regions[tables.blocks[block].first_region + place]
        first = events_before(work, region, low)
        last = work.counts[region] if is_open else events_before(work, region, moves[entry].high)
        moves = with_room(moves, (last - first + 1) * (tables.regions[region].n_states + 2))
        fill_rows(tables, work, values, region, first, last)
        trace_back(tables, work, values, moves, entry, region, first, last, low, is_open)
    return moves


@compiled_part
def list_moves(tables: FoldTables, work: Work, values: Array, n_events: int, is_open: bool) -> Array:
    """Return the list of all moves on transitions; the tables are filled."""
    moves = new_list(4 * n_events + 16)
    moves[0].low, moves[0].high = 0, _TO_THE_END if is_open else n_events
    entry = np.int64(0)
    while entry >= 0:
        if entry == 0 or moves[entry].block >= 0:
            moves = expand_entry(tables, work, values, moves, entry)
        entry = moves[entry].following
    return moves


@compiled_part
def sort_moves(moves: Array, n_events: int) -> Array:
    """Return the moves in order as rows of transition and position, -1 for none; other events become log moves."""
    starts = np.zeros(2 * n_events + 2, np.int64)
    for position in range(n_events):
        starts[2 * position + 2] = 1
    entry = moves[0].following
    while entry >= 0:
        if moves[entry].block < 0 and moves[entry].position < 0:
            starts[moves[entry].moment + 1] += 1
        entry = moves[entry].following
    for moment in range(2 * n_events + 1):
        starts[moment + 1] += starts[moment]
    ordered = np.empty((starts[2 * n_events + 1], 2), np.int32)
    for position in range(n_events):
        ordered[starts[2 * position + 1], 0], ordered[starts[2 * position + 1], 1] = -1, position
    entry = moves[0].following
    while entry >= 0:
        if moves[entry].block < 0:
            place = starts[moves[entry].moment]
            starts[moves[entry].moment] += 1
            ordered[place, 0], ordered[place, 1] = moves[entry].transition, moves[entry].position
        entry = moves[entry].following
    return ordered
