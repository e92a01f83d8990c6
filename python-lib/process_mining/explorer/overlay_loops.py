"""The inner loop over passages that deviate."""
from __future__ import annotations

import numpy as np

from process_mining.conformance.compiled import compiled


@compiled
def count_deviating_passages(
    shown_starts: np.ndarray,
    places: np.ndarray,
    paths_in: np.ndarray,
    last_paths: np.ndarray,
    sequence_starts: np.ndarray,
    is_log_move: np.ndarray,
    skipped_starts: np.ndarray,
    skipped_places: np.ndarray,
    counts: np.ndarray,
    deviating: np.ndarray,
) -> None:
    """Add up the passages of each path that deviate: with an event that is not allowed, or a step that is missing.

    A passage spans the events from its source to its target, both included, and what is missing between them.
    """
    for variant in range(len(counts)):
        if counts[variant] == 0 or last_paths[variant] < 0:
            continue
        first, length = sequence_starts[variant], sequence_starts[variant + 1] - sequence_starts[variant]
        begin, skipped = np.int64(-1), skipped_starts[variant]
        for shown in range(shown_starts[variant], shown_starts[variant + 1] + 1):
            is_last = shown == shown_starts[variant + 1]
            end = length if is_last else np.int64(places[shown])
            path = last_paths[variant] if is_last else paths_in[shown]
            deviates = False
            for place in range(max(begin, 0), min(end + 1, length)):
                deviates = deviates or is_log_move[first + place]
            while skipped < skipped_starts[variant + 1] and skipped_places[skipped] <= end:
                deviates = True
                skipped += 1
            if deviates:
                deviating[path] += counts[variant]
            begin = end
