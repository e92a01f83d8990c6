"""The memory of a best-first search over (marking, events used): markings, nodes and the queue of open nodes."""
from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from process_mining.conformance.compiled import compiled_part

Array = npt.NDArray[Any]
NODE = np.dtype(
    [
        ("marking", np.int64),
        ("n_events", np.int64),
        ("cost", np.int64),
        ("parent", np.int64),
        ("transition", np.int64),
        ("is_closed", np.int64),
    ],
    align=True,
)
"""``transition``: of the move that led here, -1 for a log move."""
ENTRY = np.dtype([("bound", np.int64), ("n_left", np.int64), ("rest", np.int64), ("node", np.int64)], align=True)
"""An open node with what it is taken by: the smallest bound, then the fewest events left, then the smallest rest."""


class SearchSpace(NamedTuple):
    """Arrays that are replaced by larger ones when they are full; ``sizes`` = markings, nodes, open nodes in use."""

    markings: Array
    states: Array
    """By marking: the state of each component."""
    hashes: Array
    marking_table: Array
    """Open addressing: marking number or -1."""
    nodes: Array
    node_table: Array
    queue: Array
    sizes: Array


@compiled_part
def new_space(n_places: int, n_components: int) -> SearchSpace:
    """Return an empty space."""
    return SearchSpace(
        markings=np.empty((256, n_places), np.int16),
        states=np.empty((256, n_components), np.int32),
        hashes=np.empty(256, np.uint64),
        marking_table=np.full(1024, -1, np.int64),
        nodes=np.empty(256, NODE),
        node_table=np.full(1024, -1, np.int64),
        queue=np.empty(256, ENTRY),
        sizes=np.zeros(3, np.int64),
    )


@compiled_part
def slot_of(hash_: Any, table: Array) -> int:
    """Return the place in a table where looking for a hash begins; the size of a table is a power of two."""
    mixed = hash_ * np.uint64(0x9E3779B97F4A7C15)
    return np.int64((mixed >> np.uint64(20)) & np.uint64(len(table) - 1))


@compiled_part
def node_hash(marking: int, n_events: int) -> Any:
    """Return the hash of a node."""
    return np.uint64(marking) * np.uint64(0x100000) + np.uint64(n_events)


@compiled_part
def grown(space: SearchSpace) -> SearchSpace:
    """Return the space with room for one more marking, node and open node."""
    n_markings, n_nodes, n_open = space.sizes[0], space.sizes[1], space.sizes[2]
    markings, states, hashes = space.markings, space.states, space.hashes
    marking_table, nodes, node_table, queue = space.marking_table, space.nodes, space.node_table, space.queue
    if n_markings == len(markings):
        markings = np.concatenate((markings, np.empty_like(markings)))
        states = np.concatenate((states, np.empty_like(states)))
        hashes = np.concatenate((hashes, np.empty_like(hashes)))
        marking_table = np.full(2 * len(marking_table), -1, np.int64)
        for marking in range(n_markings):
            _put(marking_table, hashes[marking], marking)
    if n_nodes == len(nodes):
        larger = np.empty(2 * len(nodes), NODE)
        node_table = np.full(2 * len(node_table), -1, np.int64)
        for node in range(n_nodes):
            larger[node] = nodes[node]
            _put(node_table, node_hash(nodes[node].marking, nodes[node].n_events), node)
        nodes = larger
    if n_open == len(queue):
        longer = np.empty(2 * len(queue), ENTRY)
        for entry in range(n_open):
            longer[entry] = queue[entry]
        queue = longer
    return SearchSpace(markings, states, hashes, marking_table, nodes, node_table, queue, space.sizes)


@compiled_part
def _put(table: Array, hash_: Any, number: int) -> None:
    """Enter a number that is not in the table."""
    slot = slot_of(hash_, table)
    while table[slot] >= 0:
        slot = (slot + 1) & (len(table) - 1)
    table[slot] = number


@compiled_part
def find_marking(space: SearchSpace, marking: Array, hash_: Any) -> int:
    """Return the number of a marking, entering it if it is new; ``states`` of a new one are not set."""
    slot = slot_of(hash_, space.marking_table)
    while space.marking_table[slot] >= 0:
        number = space.marking_table[slot]
        same = space.hashes[number] == hash_
        place = 0
        while same and place < len(marking):
            same = space.markings[number, place] == marking[place]
            place += 1
        if same:
            return number
        slot = (slot + 1) & (len(space.marking_table) - 1)
    number = space.sizes[0]
    space.marking_table[slot] = number
    space.sizes[0] = number + 1
    space.hashes[number] = hash_
    for place in range(len(marking)):
        space.markings[number, place] = marking[place]
    return number


@compiled_part
def find_node(space: SearchSpace, marking: int, n_events: int) -> int:
    """Return the number of a node, entering it without a cost (-1) if it is new."""
    slot = slot_of(node_hash(marking, n_events), space.node_table)
    while space.node_table[slot] >= 0:
        node = space.node_table[slot]
        if space.nodes[node].marking == marking and space.nodes[node].n_events == n_events:
            return node
        slot = (slot + 1) & (len(space.node_table) - 1)
    node = space.sizes[1]
    space.node_table[slot] = node
    space.sizes[1] = node + 1
    entry = space.nodes[node]
    entry.marking, entry.n_events, entry.cost, entry.parent, entry.is_closed = marking, n_events, -1, -1, 0
    return node


@compiled_part
def comes_first(one: Any, other: Any) -> bool:
    """Tell whether an open node is taken before another; of two alike the newer, to go on rather than begin again."""
    if one.bound != other.bound:
        return one.bound < other.bound
    if one.n_left != other.n_left:
        return one.n_left < other.n_left
    if one.rest != other.rest:
        return one.rest < other.rest
    return one.node > other.node


@compiled_part
def push(space: SearchSpace, bound: int, n_left: int, rest: int, node: int) -> None:
    """Add an open node to the queue, a binary heap."""
    queue = space.queue
    place = space.sizes[2]
    space.sizes[2] = place + 1
    queue[place].bound, queue[place].n_left, queue[place].rest, queue[place].node = bound, n_left, rest, node
    while place > 0 and comes_first(queue[place], queue[(place - 1) // 2]):
        _swap(queue, place, (place - 1) // 2)
        place = (place - 1) // 2


@compiled_part
def pop(space: SearchSpace) -> tuple[int, int]:
    """Take the first open node out of the queue and return its bound and number."""
    queue = space.queue
    bound, node = queue[0].bound, queue[0].node
    n_open = space.sizes[2] - 1
    space.sizes[2] = n_open
    queue[0] = queue[n_open]
    place, child = 0, 1
    while child < n_open:
        if child + 1 < n_open and comes_first(queue[child + 1], queue[child]):
            child += 1
        if not comes_first(queue[child], queue[place]):
            break
        _swap(queue, place, child)
        place, child = child, 2 * child + 1
    return bound, node


@compiled_part
def _swap(queue: Array, one: int, other: int) -> None:
    """Exchange two entries."""
    first, second = queue[one], queue[other]
    first.bound, second.bound = second.bound, first.bound
    first.n_left, second.n_left = second.n_left, first.n_left
    first.rest, second.rest = second.rest, first.rest
    first.node, second.node = second.node, first.node
