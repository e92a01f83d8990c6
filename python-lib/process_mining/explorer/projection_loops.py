"""The inner loops over variants: seeing them through a map, and counting what is seen. All arrays, no objects."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled, compiled_part

FIRST, JOINED = 1, 2
"""Kinds of passages, added up: the first of its path in the variant; over at least one hidden event."""

_LARGEST_DIRECT_TABLE = 1 << 18
_MIX = np.uint64(0x9E3779B97F4A7C15)


@compiled
def count_by_variant(case_variants: np.ndarray, kept: np.ndarray, counts: np.ndarray) -> None:
    """Add one to the count of the variant of each kept case."""
    for case in range(len(case_variants)):
        counts[case_variants[case]] += kept[case]


@compiled
def number_occurrences(
    sequence_starts: np.ndarray,
    activity_codes: np.ndarray,
    step_of_activity: np.ndarray,
    n_steps: int,
    times_before: np.ndarray,
) -> None:
    """Fill in how often the step at each position has occurred before in its variant: 0, 1, or 2 for more."""
    seen = np.full(n_steps, -1, np.int64)
    seen_twice = np.full(n_steps, -1, np.int64)
    for variant in range(len(sequence_starts) - 1):
        for position in range(sequence_starts[variant], sequence_starts[variant + 1]):
            step = step_of_activity[activity_codes[position]]
            if seen_twice[step] == variant:
                times_before[position] = 2
            elif seen[step] == variant:
                times_before[position] = 1
                seen_twice[step] = variant
            else:
                times_before[position] = 0
                seen[step] = variant


@compiled
def add_up_steps(
    sequence_starts: np.ndarray,
    activity_codes: np.ndarray,
    step_of_activity: np.ndarray,
    times_before: np.ndarray,
    counts: np.ndarray,
    sums: np.ndarray,
) -> None:
    """Add the cases of each variant to the sum of each of its steps, apart by how often the step came before.

    One sum a position, and nothing to decide: four times as fast as remembering what the variant has shown so far.
    """
    for variant in range(len(counts)):
        weight = counts[variant]
        if weight == 0:
            continue
        for position in range(sequence_starts[variant], sequence_starts[variant + 1]):
            sums[step_of_activity[activity_codes[position]], times_before[position]] += weight


@compiled_part
def _bits_of_table(n_nodes: int, n_passages: int) -> int:
    """Return the binary logarithm of the size of the table of paths: all pairs, or twice as many slots as passages."""
    n_pairs = (n_nodes + 1) * (n_nodes + 1)
    size = n_pairs if n_pairs <= _LARGEST_DIRECT_TABLE else 2 * min(n_pairs, n_passages)
    bits = 1
    while (1 << bits) < size:
        bits += 1
    return bits


@compiled_part
def _slot_of(key: int, slot_keys: np.ndarray, bits: int, is_direct: bool) -> int:
    """Return the slot of a pair of nodes in the table: where it is, or where it is to be put."""
    if is_direct:
        return key
    slot = np.int64((np.uint64(key) * _MIX) >> np.uint64(64 - bits))
    while slot_keys[slot] != key and slot_keys[slot] != -1:
        slot = (slot + 1) & ((1 << bits) - 1)
    return slot


@compiled
def project_variants(
    sequence_starts: np.ndarray,
    activity_codes: np.ndarray,
    node_of_activity: np.ndarray,
    n_nodes: int,
    shown_starts: np.ndarray,
    places: np.ndarray,
    nodes: np.ndarray,
    paths_in: np.ndarray,
    kinds_in: np.ndarray,
    last_paths: np.ndarray,
    last_kinds: np.ndarray,
) -> np.ndarray:
    """Fill in what is shown of each variant, and return the distinct passages as source * (n_nodes + 1) + target.

    Start is the source `n_nodes`, End the target `n_nodes`. Paths are numbered as they come, through a table of all
    pairs, or a hash table with open addressing where thousands of activities are shown.
    """
    width, n_passages = n_nodes + 1, len(activity_codes) + len(last_paths)
    is_direct = width * width <= _LARGEST_DIRECT_TABLE
    bits = _bits_of_table(n_nodes, n_passages)
    slot_keys, slot_paths = np.full(1 << bits, -1, np.int64), np.empty(1 << bits, np.int32)
    keys = np.empty(min(width * width, n_passages), np.int64)
    seen = np.full(len(keys), -1, np.int64)
    n_paths, n_shown = 0, 0
    for variant in range(len(last_paths)):
        shown_starts[variant] = n_shown
        last_paths[variant] = -1
        source, next_position = n_nodes, sequence_starts[variant]
        first, end = sequence_starts[variant], sequence_starts[variant + 1]
        for position in range(first, end + 1):
            target = node_of_activity[activity_codes[position]] if position < end else n_nodes
            if target < 0 or (position == end and source == n_nodes):
                continue
            key = np.int64(source) * width + target
            slot = _slot_of(key, slot_keys, bits, is_direct)
            if slot_keys[slot] == -1:
                slot_keys[slot], slot_paths[slot], keys[n_paths] = key, n_paths, key
                n_paths += 1
            path = slot_paths[slot]
            kind = (FIRST if seen[path] != variant else 0) + (JOINED if position != next_position else 0)
            seen[path] = variant
            if position == end:
                last_paths[variant], last_kinds[variant] = path, kind
            else:
                places[n_shown], nodes[n_shown] = position - first, target
                paths_in[n_shown], kinds_in[n_shown] = path, kind
                n_shown += 1
                source, next_position = target, position + 1
    shown_starts[len(last_paths)] = n_shown
    return keys[:n_paths]


@compiled
def add_up_paths(
    shown_starts: np.ndarray,
    paths_in: np.ndarray,
    kinds_in: np.ndarray,
    last_paths: np.ndarray,
    last_kinds: np.ndarray,
    counts: np.ndarray,
    sums: np.ndarray,
) -> None:
    """Add the cases of each variant to the sum of each of its passages, apart by the kind of passage."""
    for variant in range(len(counts)):
        weight = counts[variant]
        if weight == 0 or last_paths[variant] < 0:
            continue
        for shown in range(shown_starts[variant], shown_starts[variant + 1]):
            sums[paths_in[shown], kinds_in[shown]] += weight
        sums[last_paths[variant], last_kinds[variant]] += weight


@compiled
def count_whole_cases(
    shown_starts: np.ndarray,
    paths_in: np.ndarray,
    last_paths: np.ndarray,
    is_drawn: np.ndarray,
    counts: np.ndarray,
) -> int:
    """Return how many cases show at least one step and have all their passages drawn."""
    whole = 0
    for variant in range(len(counts)):
        if counts[variant] == 0 or last_paths[variant] < 0 or not is_drawn[last_paths[variant]]:
            continue
        all_drawn = True
        for shown in range(shown_starts[variant], shown_starts[variant + 1]):
            if not is_drawn[paths_in[shown]]:
                all_drawn = False
                break
        if all_drawn:
            whole += counts[variant]
    return whole
