"""Lifecycle transitions -> which rows become events, and which start belongs to which completion."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.event_log.encoding import MISSING
from process_mining.segments import segment_starts

COMPLETE, START, OTHER = 0, 1, 2
"""Kinds of lifecycle transition that the rules tell apart."""

_KINDS = {"complete": COMPLETE, "start": START}


def transition_kinds(codes: np.ndarray, texts: list[str]) -> np.ndarray:
    """Return the kind of each row's lifecycle transition, whatever its letter case; an empty cell is a completion.

    Parameters
    ----------
    codes : ndarray of int32, shape (n_rows,)
    texts : list of str
        Transition of each code.

    Returns
    -------
    ndarray of int8, shape (n_rows,)

    Examples
    --------
    >>> transition_kinds(np.array([0, 1, 2, -1]), ["START", "complete", "suspend"]).tolist()
    [1, 0, 2, 0]
    """
    kinds = np.array([_KINDS.get(text.strip().lower(), OTHER) for text in texts] + [COMPLETE], dtype=np.int8)
    return kinds[np.where(codes == MISSING, len(texts), codes)]


def choose_mode(mode: str, kinds: np.ndarray, codes: np.ndarray) -> str:
    """Return the rule for these rows: "auto" becomes "complete" when the column holds complete, else "all"."""
    if mode != "auto":
        return mode
    return "complete" if bool(((kinds == COMPLETE) & (codes != MISSING)).any()) else "all"


@dataclass(frozen=True)
class Pairs:
    """Which rows became activity instances when starts are paired with completions.

    Parameters
    ----------
    completions : ndarray of int64, shape (n_instances,)
        Row of each completion, ascending.
    starts : ndarray of int64, shape (n_instances,)
        Row of its start, or -1.
    unpaired_starts : ndarray of int64
        Rows of starts that no completion follows.
    """

    completions: np.ndarray
    starts: np.ndarray
    unpaired_starts: np.ndarray


def pair_starts(groups: np.ndarray, kinds: np.ndarray, keys: list[np.ndarray]) -> Pairs:
    """Pair starts with completions of the same case and activity, first in first out.

    Parameters
    ----------
    groups : ndarray of int64, shape (n_rows,)
        Code of the case and activity of each row.
    kinds : ndarray of int8, shape (n_rows,)
        `START` or `COMPLETE`.
    keys : list of ndarray, each of shape (n_rows,)
        What orders the rows, most significant first; ties keep the order of rows.

    Returns
    -------
    Pairs

    Notes
    -----
    With +1 for a start and -1 for a completion, the running sum of a group falls to a new minimum below zero exactly
    at a completion for which no start is waiting. Without those, the k-th completion ends the k-th start.

    Examples
    --------
    >>> complete_start_complete = np.array([0, 1, 0])
    >>> pairs = pair_starts(np.zeros(3, dtype=int), complete_start_complete, [np.array([1, 2, 3])])
    >>> pairs.completions.tolist(), pairs.starts.tolist()
    ([0, 2], [-1, 1])
    """
    _, groups = np.unique(groups, return_inverse=True)
    n_groups = int(groups.max(initial=-1)) + 1
    order = np.lexsort([*reversed(keys), groups])
    group_starts = segment_starts(np.bincount(groups, minlength=n_groups))
    is_start = kinds[order] == START
    lonely = ~is_start & _falls_to_new_minimum(np.where(is_start, 1, -1), group_starts)
    start_rank = _rank_in_group(is_start, group_starts)
    completion_rank = _rank_in_group(~is_start & ~lonely, group_starts)

    paired = np.flatnonzero(~is_start & ~lonely)
    start_positions = np.flatnonzero(is_start)
    # Starts lie group by group, so the k-th start of a group stands k places after the group's first one.
    starts_before_group = segment_starts(np.bincount(groups[order[start_positions]], minlength=n_groups))
    partner = start_positions[starts_before_group[groups[order[paired]]] + completion_rank[paired]]
    start_of = np.full(len(order), -1, dtype=np.int64)
    start_of[order[paired]] = order[partner]
    completions = np.flatnonzero(kinds == COMPLETE)
    n_paired = np.bincount(groups[order[paired]], minlength=n_groups)
    unpaired = start_positions[start_rank[start_positions] >= n_paired[groups[order[start_positions]]]]
    return Pairs(completions, start_of[completions], np.sort(order[unpaired]))


def _falls_to_new_minimum(steps: np.ndarray, group_starts: np.ndarray) -> np.ndarray:
    """Return where the running sum of a group falls below zero and below all before it in the group."""
    sums = np.cumsum(steps)
    before_group = np.concatenate([[0], sums])[group_starts[:-1]]
    group_of = np.repeat(np.arange(len(group_starts) - 1), np.diff(group_starts))
    # Each group starts from a level that lies below whatever earlier groups can reach, so that one pass serves all.
    level = sums - before_group[group_of] - group_of * (2 * len(steps) + 1)
    lowest_before = np.concatenate([[np.iinfo(np.int64).max], np.minimum.accumulate(level)[:-1]])
    zero = -group_of * (2 * len(steps) + 1)
    return level < np.minimum(lowest_before, zero)


def _rank_in_group(chosen: np.ndarray, group_starts: np.ndarray) -> np.ndarray:
    """Return for each chosen position how many chosen ones come before it in its group."""
    before = np.cumsum(chosen) - chosen
    return before - np.repeat(before[group_starts[:-1]], np.diff(group_starts))
