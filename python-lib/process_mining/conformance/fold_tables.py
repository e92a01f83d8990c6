"""Folded net and costs -> the flat arrays that the inner loops of the window tables read."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.folded_net import NONE, Edge, FoldedNet, Region

_HOPS = 1 << 16
_FAR = 1 << 60

Array = npt.NDArray[Any]


def _record(*names: str) -> np.dtype[Any]:
    return np.dtype([(name, np.int64) for name in names], align=True)


_REGION = _record("n_states", "entry", "exit", "block", "first_distance", "first_slot")
_EDGE = _record("source", "transition", "block")
_SYMBOL = _record("first_pair", "first_block")
_PAIR = _record("region", "first_sync", "first_slot", "first_before")
_SYNC = _record("source", "target", "transition")
_SLOT = _record("block", "source", "target")
_BLOCK = _record("first_region")


class FoldTables(NamedTuple):
    """A folded net as record arrays.

    A *pair* is a symbol together with a region that waits for it somewhere inside. A *slot* is an edge with a block.
    A field ``first_x`` is an offset into another array; what belongs to a record ends where that of the next begins,
    and the last record of such an array only marks the end. Values are ``weight * cost``, less one unit for every
    synchronous move (see ``window_tables``).
    """

    regions: Array
    edges: Array
    symbols: Array
    symbol_blocks: Array
    """Blocks that wait for a symbol somewhere inside."""
    pairs: Array
    syncs: Array
    """Edges of the pair's region that show its symbol."""
    pair_slots: Array
    """Slots of the pair's region whose block waits for its symbol."""
    leads_to: Array
    """For a pair, by slot of its region: whether its events may change how cheaply the slot is reached."""
    slots: Array
    blocks: Array
    block_regions: Array
    distances: Array
    """Cheapest value of model moves alone from one state of a region to another."""
    last_edges: Array
    """Last edge of the path with that value; -1 on the diagonal and where there is none."""
    far: Any
    """A value that stands for "no way"."""

    @property
    def n_blocks(self) -> int:
        """Number of blocks."""
        return len(self.blocks) - 1


class _RegionPart(NamedTuple):
    """What is known of one region: values and hops from state to state, and the symbols inside."""

    distances: Array
    last_edges: Array
    cheapest: int
    symbols: frozenset[int]


def build_tables(
    folded: FoldedNet,
    transition_symbols: Sequence[int],
    transition_values: Sequence[int],
    n_symbols: int,
    largest_saving: int,
) -> FoldTables:
    """Turn a folded net into arrays.

    Parameters
    ----------
    folded : FoldedNet
    transition_symbols : sequence of int, shape (n_transitions,)
        -1 for silent transitions.
    transition_values : sequence of int, shape (n_transitions,)
        Value of firing a transition without an event.
    n_symbols : int
    largest_saving : int
        What the events of one trace save together at most; with the values it decides between 32 and 64 bits.

    Returns
    -------
    FoldTables

    Notes
    -----
    Among paths of model moves of equal value the one with the fewest edges is kept, and among those the one whose
    last edge has the smallest number, then the one before it, and so on.
    """
    parts: list[_RegionPart] = []
    for region in folded.regions:
        parts.append(_region_part(region, folded, parts, transition_symbols, transition_values))
    value_type = _value_type(parts, largest_saving)
    far = _far(value_type)
    block_symbols = [frozenset().union(*(parts[child].symbols for child in block)) for block in folded.blocks]
    pairs = [
        (symbol, number) for symbol in range(n_symbols) for number, part in enumerate(parts) if symbol in part.symbols
    ]
    slots = [(number, edge) for number, region in enumerate(folded.regions) for edge in region.edges if edge.block >= 0]
    syncs = [_syncs(folded.regions[region], symbol, transition_symbols) for symbol, region in pairs]
    pair_slots = _pair_slots(pairs, slots, block_symbols)
    leads_to = _leads_to(pairs, syncs, pair_slots, slots, parts)
    symbol_blocks = [[b for b, inside in enumerate(block_symbols) if s in inside] for s in range(n_symbols)]
    by_symbol = [symbol for symbol, _ in pairs]
    edges = [edge for region in folded.regions for edge in region.edges]
    return FoldTables(
        regions=_region_records(folded, slots),
        edges=_records(_EDGE, [(edge.source, edge.transition, edge.block) for edge in edges]),
        symbols=_records(_SYMBOL, zip(_starts(_counted(by_symbol, n_symbols)), _starts(map(len, symbol_blocks)))),
        symbol_blocks=_ints(block for blocks in symbol_blocks for block in blocks),
        pairs=_records(
            _PAIR,
            zip(
                [*(region for _, region in pairs), NONE],
                _starts(map(len, syncs)),
                _starts(map(len, pair_slots)),
                _starts(map(len, leads_to)),
            ),
        ),
        syncs=_records(_SYNC, [(edge.source, edge.target, edge.transition) for found in syncs for edge in found]),
        pair_slots=_ints(slot for found in pair_slots for slot in found),
        leads_to=np.array([leads for found in leads_to for leads in found], np.bool_),
        slots=_records(_SLOT, [(edge.block, edge.source, edge.target) for _, edge in slots]),
        blocks=_records(_BLOCK, [(start,) for start in _starts(map(len, folded.blocks))]),
        block_regions=_ints(child for block in folded.blocks for child in block),
        distances=np.concatenate([_values(part.distances, far).ravel() for part in parts]).astype(value_type),
        last_edges=_last_edges(folded.regions, parts),
        far=value_type(far),
    )


def _pair_slots(
    pairs: Sequence[tuple[int, int]], slots: Sequence[tuple[int, Edge]], block_symbols: Sequence[frozenset[int]]
) -> list[list[int]]:
    """Return for each pair the slots of its region whose block waits for its symbol."""
    by_region: dict[int, list[int]] = {}
    for number, (region, _) in enumerate(slots):
        by_region.setdefault(region, []).append(number)
    return [
        [slot for slot in by_region.get(region, ()) if symbol in block_symbols[slots[slot][1].block]]
        for symbol, region in pairs
    ]


def _leads_to(
    pairs: Sequence[tuple[int, int]],
    syncs: Sequence[Sequence[Edge]],
    pair_slots: Sequence[Sequence[int]],
    slots: Sequence[tuple[int, Edge]],
    parts: Sequence[_RegionPart],
) -> list[list[bool]]:
    """Return for each pair and each slot of its region whether a step with the symbol can come before the slot."""
    result = []
    for (_, region), direct, inside in zip(pairs, syncs, pair_slots):
        targets = sorted({edge.target for edge in direct} | {slots[slot][1].target for slot in inside})
        sources = [edge.source for owner, edge in slots if owner == region]
        result.append([bool((parts[region].distances[targets, source] < _FAR).any()) for source in sources])
    return result


def _region_records(folded: FoldedNet, slots: Sequence[tuple[int, Edge]]) -> Array:
    """Return the regions and a record that marks the end."""
    regions = folded.regions
    block_of = {child: block for block, children in enumerate(folded.blocks) for child in children}
    first_distances = _starts(region.n_states**2 for region in regions)
    first_slots = _starts(_counted((region for region, _ in slots), len(regions)))
    ends = [
        (region.n_states, region.entry, region.exit, block_of.get(number, NONE))
        for number, region in enumerate(regions)
    ]
    return _records(
        _REGION, [(*end, *firsts) for end, *firsts in zip([*ends, (0, 0, 0, NONE)], first_distances, first_slots)]
    )


def _last_edges(regions: Sequence[Region], parts: Sequence[_RegionPart]) -> Array:
    """Return the last edges of all regions, numbered through."""
    first_edges = _starts(len(region.edges) for region in regions)
    return np.concatenate(
        [
            np.where(part.last_edges < 0, NONE, part.last_edges + first).ravel()
            for part, first in zip(parts, first_edges)
        ]
    ).astype(np.int64)


def cheapest_value(tables: FoldTables) -> int:
    """Return the value of the cheapest run of the whole net."""
    top = tables.regions[-2]
    return int(tables.distances[top["first_distance"] + top["entry"] * top["n_states"] + top["exit"]])


def _region_part(
    region: Region,
    folded: FoldedNet,
    parts: Sequence[_RegionPart],
    transition_symbols: Sequence[int],
    transition_values: Sequence[int],
) -> _RegionPart:
    """Return the closure of a region under model moves, and its symbols."""
    weights = [_edge_weight(edge, folded, parts, transition_values) for edge in region.edges]
    weighted = np.full((region.n_states, region.n_states), _FAR, np.int64)
    np.fill_diagonal(weighted, 0)
    for edge, weight in zip(region.edges, weights):
        weighted[edge.source, edge.target] = min(weighted[edge.source, edge.target], weight)
    _close(weighted)
    last_edges = np.full(weighted.shape, NONE, np.int64)
    for number in reversed(range(len(region.edges))):
        edge = region.edges[number]
        on_path = weighted[:, edge.source] + weights[number] == weighted[:, edge.target]
        last_edges[on_path, edge.target] = number
    symbols: set[int] = set()
    for edge in region.edges:
        if edge.block != NONE:
            symbols |= frozenset().union(*(parts[child].symbols for child in folded.blocks[edge.block]))
        elif edge.transition != NONE:
            symbols.add(transition_symbols[edge.transition])
    return _RegionPart(
        weighted, last_edges, int(weighted[region.entry, region.exit]), frozenset(symbols - {NONE})
    )


def _edge_weight(
    edge: Edge, folded: FoldedNet, parts: Sequence[_RegionPart], transition_values: Sequence[int]
) -> int:
    """Return the value of an edge without events, and in its low digits the number of edges it stands for."""
    if edge.block != NONE:
        return 1 + sum(parts[child].cheapest for child in folded.blocks[edge.block])
    value = transition_values[edge.transition] if edge.transition != NONE else 0
    return value * _HOPS + 1


def _close(weighted: Array) -> None:
    """Replace direct weights by those of cheapest paths; rows and columns without a way are left out."""
    for middle in range(len(weighted)):
        rows = np.flatnonzero(weighted[:, middle] < _FAR)
        columns = np.flatnonzero(weighted[middle] < _FAR)
        through = weighted[rows, middle][:, None] + weighted[middle, columns]
        area = np.ix_(rows, columns)
        weighted[area] = np.minimum(weighted[area], through)


def _far(value_type: type[np.signedinteger[Any]]) -> int:
    """Return a value above all others such that the sum of several still fits."""
    return int(np.iinfo(value_type).max) // 8


def _value_type(parts: Sequence[_RegionPart], largest_saving: int) -> type[np.signedinteger[Any]]:
    """Return the narrowest type in which values stay well below "no way"."""
    largest = max(int(part.distances[part.distances < _FAR].max()) // _HOPS for part in parts)
    return np.int32 if 2 * (largest + largest_saving) < _far(np.int32) else np.int64


def _values(weighted: Array, far: int) -> Array:
    return np.where(weighted < _FAR, weighted // _HOPS, far)


def _syncs(region: Region, symbol: int, transition_symbols: Sequence[int]) -> list[Edge]:
    """Return the edges of a region that an event with a symbol can take, one for each pair of states."""
    found: dict[tuple[int, int], Edge] = {}
    for edge in region.edges:
        if edge.transition != NONE and transition_symbols[edge.transition] == symbol:
            found.setdefault((edge.source, edge.target), edge)
    return list(found.values())


def _counted(numbers: Iterable[int], n_numbers: int) -> Array:
    """Return how often each number occurs."""
    return np.bincount(_ints(numbers), minlength=n_numbers)


def _records(kind: np.dtype[Any], rows: Iterable[tuple[Any, ...]]) -> Array:
    return np.array([tuple(row) for row in rows], kind)


def _ints(numbers: Iterable[int]) -> Array:
    return np.array(list(numbers), np.int64)


def _starts(sizes: Iterable[int]) -> Array:
    return np.concatenate([[0], np.cumsum(list(sizes), dtype=np.int64)]).astype(np.int64)
