"""The inner loops of ordering steps: counting pairs of them, and sifting."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled

_MOST_PASSES = 30


@compiled
def count_pairs(
    sequence_starts: np.ndarray,
    activity_codes: np.ndarray,
    place_of_activity: np.ndarray,
    case_counts: np.ndarray,
    pairs: np.ndarray,
    passages: np.ndarray,
) -> None:
    """Add up in how many cases one step comes first before another does, and how often it directly precedes it.

    Steps of place -1 count as nothing between their neighbours.
    """
    seen_in = np.full(len(pairs), -1, np.int64)
    firsts = np.empty(len(pairs), np.int64)
    for variant in range(len(case_counts)):
        n_firsts = 0
        before = -1
        for position in range(sequence_starts[variant], sequence_starts[variant + 1]):
            step = place_of_activity[activity_codes[position]]
            if step < 0:
                before = -1
                continue
            if before >= 0 and before != step:
                passages[before, step] += case_counts[variant]
            before = step
            if seen_in[step] != variant:
                seen_in[step] = variant
                for earlier in range(n_firsts):
                    pairs[firsts[earlier], step] += case_counts[variant]
                firsts[n_firsts] = step
                n_firsts += 1


@compiled
def sift(order: np.ndarray, downward: np.ndarray) -> None:
    """Put each step where the least weight runs upward, again and again until nothing improves.

    `downward[u, v]` is the weight from u to v less that from v to u.
    """
    n_steps = len(order)
    for _ in range(_MOST_PASSES):
        moved = False
        for step in order.copy():
            place = 0
            while order[place] != step:
                place += 1
            best, best_place = 0, place
            change = 0
            for other in range(place - 1, -1, -1):
                change += downward[order[other], step]
                if change < best:
                    best, best_place = change, other
            change = 0
            for other in range(place + 1, n_steps):
                change += downward[step, order[other]]
                if change < best:
                    best, best_place = change, other
            if best_place == place:
                continue
            moved = True
            direction = 1 if best_place > place else -1
            while place != best_place:
                order[place] = order[place + direction]
                place += direction
            order[place] = step
        if not moved:
            return
