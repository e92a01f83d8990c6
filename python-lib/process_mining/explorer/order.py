"""Variants -> the global order of the steps of a map, from top to bottom, with little running upward."""
from __future__ import annotations

import numpy as np

from process_mining.explorer import order_loops as loops
from process_mining.variants import Variants

STEPS_PER_PAIR = 20
"""Sifting counts a passage as much as this many pairs (0.05 for a pair), in whole numbers so that ties are ties."""

_MOST_SIFTED = 2_000
"""Beyond this many steps the matrices of pairs would need more memory than the log."""


def global_order(variants: Variants, step_of_activity: np.ndarray, n_steps: int) -> np.ndarray:
    """Return the steps in the order in which a map shows them, from all variants and no filter.

    Parameters
    ----------
    variants : Variants
    step_of_activity : ndarray of int32, shape (n_activities,)
        Steps with smaller codes have smaller names.
    n_steps : int

    Returns
    -------
    ndarray of int64, shape (n_steps,)

    Notes
    -----
    The "mixed" rule, which on eight real logs was as little upward as the best rule and moved least: (1) by mean
    relative place of the first occurrence, ties by cases, then name; (2) sifted on pairs, in how many cases one step
    comes first before another does; (3) sifted on passages plus 0.05 of the pairs. Sifting takes each step in turn
    and puts it where the least weight runs upward, until nothing improves. Of more than 2,000 steps, the rarest are
    not sifted and follow at the end.
    """
    cases, mean_place = _first_places(variants, step_of_activity, n_steps)
    by_place = np.lexsort([np.arange(n_steps), -cases, mean_place])
    frequent = np.zeros(n_steps, dtype=bool)
    frequent[np.lexsort([np.arange(n_steps), -cases])[:_MOST_SIFTED]] = True
    sifted, rest = by_place[frequent[by_place]], by_place[~frequent[by_place]]
    place_of_step = np.full(n_steps, -1, dtype=np.int64)
    place_of_step[sifted] = np.arange(len(sifted))
    pairs, passages = (np.zeros((len(sifted), len(sifted)), dtype=np.int64) for _ in range(2))
    loops.count_pairs(
        variants.sequence_starts,
        variants.activity_codes,
        place_of_step[step_of_activity],
        variants.case_counts,
        pairs,
        passages,
    )
    order = np.arange(len(sifted))
    loops.sift(order, pairs - pairs.T)
    weights = STEPS_PER_PAIR * passages + pairs
    loops.sift(order, weights - weights.T)
    return np.concatenate([sifted[order], rest])


def _first_places(
    variants: Variants, step_of_activity: np.ndarray, n_steps: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return in how many cases each step occurs, and its mean relative place (0-1) when it first does."""
    steps, of_variant = step_of_activity[variants.activity_codes].astype(np.int64), variants.variant_of_position
    _, first = np.unique(of_variant * n_steps + steps, return_index=True)
    place = first - variants.sequence_starts[of_variant[first]]
    relative = place / np.maximum(variants.lengths[of_variant[first]] - 1, 1)
    weights = variants.case_counts[of_variant[first]]
    cases = np.bincount(steps[first], weights=weights, minlength=n_steps)
    total = np.bincount(steps[first], weights=weights * relative, minlength=n_steps)
    return cases, total / cases
