"""The inner loops over variants: seeing them through a map, and counting what is seen. All arrays, no objects."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled

_MIX = np.uint64(0x9E3779B97F4A7C15)


@compiled
def count_by_variant(case_variants: np.ndarray, kept: np.ndarray, counts: np.ndarray) -> None:
    """Add one to the count of the variant of each kept case."""
    for case in range(len(case_variants)):
        counts[case_variants[case]] += kept[case]


@compiled
def count_activities(
    sequence_starts: np.ndarray,
    activity_codes: np.ndarray,
    step_of_activity: np.ndarray,
    counts: np.ndarray,
    frequency: np.ndarray,
    cases: np.ndarray,
) -> None:
    """Add up the events and the cases of each step, given the cases of each variant."""
    last_variant = np.full(len(cases), -1, np.int64)
    for variant in range(len(counts)):
        weight = counts[variant]
        if weight == 0:
            continue
        for position in range(sequence_starts[variant], sequence_starts[variant + 1]):
            step = step_of_activity[activity_codes[position]]
            frequency[step] += weight
            if last_variant[step] != variant:
                last_variant[step] = variant
                cases[step] += weight


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
    last_paths: np.ndarray,
) -> np.ndarray:
    """Fill in what is shown of each variant, and return the distinct passages as source * (n_nodes + 1) + target.

    Start is the source `n_nodes`, End the target `n_nodes`. Paths are numbered as they come, through a hash table with
    open addressing: a full matrix of pairs would not fit where thousands of activities are shown.
    """
    width = n_nodes + 1
    limit = min(width * width, len(activity_codes) + len(last_paths)) + 1
    bits = 1
    while (1 << bits) < 2 * limit:
        bits += 1
    mask = (1 << bits) - 1
    shift = np.uint64(64 - bits)
    slot_keys = np.full(1 << bits, -1, np.int64)
    slot_paths = np.empty(1 << bits, np.int32)
    keys = np.empty(limit, np.int64)
    n_paths, n_shown = 0, 0
    for variant in range(len(last_paths)):
        shown_starts[variant] = n_shown
        last_paths[variant] = -1
        source = n_nodes
        first, end = sequence_starts[variant], sequence_starts[variant + 1]
        for position in range(first, end + 1):
            target = n_nodes
            if position < end:
                target = node_of_activity[activity_codes[position]]
                if target < 0:
                    continue
            elif source == n_nodes:
                break
            key = np.int64(source) * width + target
            slot = np.int64((np.uint64(key) * _MIX) >> shift)
            while slot_keys[slot] != key and slot_keys[slot] != -1:
                slot = (slot + 1) & mask
            if slot_keys[slot] == -1:
                slot_keys[slot] = key
                slot_paths[slot] = n_paths
                keys[n_paths] = key
                n_paths += 1
            if position == end:
                last_paths[variant] = slot_paths[slot]
                break
            places[n_shown] = position - first
            nodes[n_shown] = target
            paths_in[n_shown] = slot_paths[slot]
            n_shown += 1
            source = target
    shown_starts[len(last_paths)] = n_shown
    return keys[:n_paths]


@compiled
def count_nodes(
    shown_starts: np.ndarray,
    nodes: np.ndarray,
    counts: np.ndarray,
    frequency: np.ndarray,
    cases: np.ndarray,
    repeated_cases: np.ndarray,
) -> int:
    """Add up the nodes of the variants, and return the cases of which nothing is shown."""
    seen = np.full(len(frequency), -1, np.int64)
    seen_again = np.full(len(frequency), -1, np.int64)
    empty_cases = 0
    for variant in range(len(counts)):
        weight = counts[variant]
        if shown_starts[variant] == shown_starts[variant + 1]:
            empty_cases += weight
        if weight == 0:
            continue
        for shown in range(shown_starts[variant], shown_starts[variant + 1]):
            node = nodes[shown]
            frequency[node] += weight
            if seen[node] != variant:
                seen[node] = variant
                cases[node] += weight
            elif seen_again[node] != variant:
                seen_again[node] = variant
                repeated_cases[node] += weight
    return empty_cases


@compiled
def count_paths(
    shown_starts: np.ndarray,
    places: np.ndarray,
    paths_in: np.ndarray,
    last_paths: np.ndarray,
    lengths: np.ndarray,
    counts: np.ndarray,
    frequency: np.ndarray,
    cases: np.ndarray,
    joined: np.ndarray,
) -> None:
    """Add up the paths of the variants; one that goes over hidden events is joined."""
    seen = np.full(len(frequency), -1, np.int64)
    for variant in range(len(counts)):
        weight = counts[variant]
        first, end = shown_starts[variant], shown_starts[variant + 1]
        if weight == 0 or first == end:
            continue
        next_place = 0
        for shown in range(first, end + 1):
            path = paths_in[shown] if shown < end else last_paths[variant]
            place = places[shown] if shown < end else lengths[variant]
            frequency[path] += weight
            if place != next_place:
                joined[path] += weight
            next_place = place + 1
            if seen[path] != variant:
                seen[path] = variant
                cases[path] += weight


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
