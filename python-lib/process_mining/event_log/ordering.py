"""Rows in any order -> the order of events case by case, with how much of it rests on the tie rule."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.segments import continues_segment, running_maximum, segment_starts, stable_order


@dataclass(frozen=True)
class EventOrder:
    """How events lie case by case.

    Parameters
    ----------
    rows : ndarray of int64, shape (n_events,)
        Row of each event, cases one after the other, events of a case in their order.
    case_starts : ndarray of int64, shape (n_cases + 1,)
    tied_pairs : ndarray of bool, shape (n_events - 1,)
        In the new order: whether only the tie rule says that an event comes before the next one of its case.
    """

    rows: np.ndarray
    case_starts: np.ndarray
    tied_pairs: np.ndarray

    @property
    def tied_cases(self) -> np.ndarray:
        """Return the case of each tied pair."""
        return _cases_of(np.flatnonzero(self.tied_pairs), self.case_starts)

    @property
    def is_tied(self) -> np.ndarray:
        """Return which events stand in a tied pair, in the new order."""
        tied = np.zeros(len(self.rows), dtype=bool)
        tied[1:] |= self.tied_pairs
        tied[:-1] |= self.tied_pairs
        return tied


def order_events(case_codes: np.ndarray, n_cases: int, keys: list[np.ndarray], labels: np.ndarray | None) -> EventOrder:
    """Order events by case, then by the keys, then by the tie rule.

    Parameters
    ----------
    case_codes : ndarray of int, shape (n_events,)
        Every case has at least one event.
    n_cases : int
    keys : list of ndarray, each of shape (n_events,)
        Most significant first, without missing values.
    labels : ndarray of int, shape (n_events,), or None
        The tie rule: rank of the event's label, or None for the order of rows.

    Returns
    -------
    EventOrder

    Notes
    -----
    Most logs come in time order, so events are first grouped by case, stably and in linear time; only the events of
    cases that are then out of order are sorted by comparison.
    """
    rows = _group_by_case(case_codes, n_cases)
    starts = segment_starts(np.bincount(case_codes, minlength=n_cases))
    follows = continues_segment(starts)
    descends, equal = _compare_neighbours(rows, keys)
    if labels is not None:
        descends |= equal & (labels[rows[1:]] < labels[rows[:-1]])
    unsorted = np.flatnonzero(descends & follows)
    if len(unsorted):
        rows = _sort_cases(rows, starts, unsorted, keys, labels)
        _, equal = _compare_neighbours(rows, keys)
    return EventOrder(rows, starts, equal & follows)


def find_late_rows(case_codes: np.ndarray, n_cases: int, times: np.ndarray) -> np.ndarray:
    """Return the rows that came in after a later row of their case.

    Parameters
    ----------
    case_codes : ndarray of int, shape (n_rows,)
        In input order; a case may have no row.
    n_cases : int
    times : ndarray of int64, shape (n_rows,)

    Returns
    -------
    ndarray of int64
        Positions.

    Examples
    --------
    >>> find_late_rows(np.array([0, 0, 1, 0]), 2, np.array([3, 1, 1, 2])).tolist()
    [1, 3]
    """
    if np.all(times[1:] >= times[:-1]):
        return np.empty(0, dtype=np.int64)
    rows = _group_by_case(case_codes, n_cases)
    counts = np.bincount(case_codes, minlength=n_cases)
    latest = running_maximum(times[rows], segment_starts(counts[counts > 0]))
    return np.sort(rows[times[rows] < latest])


def _group_by_case(case_codes: np.ndarray, n_cases: int) -> np.ndarray:
    if np.all(case_codes[1:] >= case_codes[:-1]):
        return np.arange(len(case_codes))
    return stable_order(case_codes, n_cases)


def _compare_neighbours(rows: np.ndarray, keys: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Return for every event but the first whether it is less than, and whether equal to, the one before it."""
    descends = np.zeros(max(len(rows) - 1, 0), dtype=bool)
    equal = np.ones(max(len(rows) - 1, 0), dtype=bool)
    for key in keys:
        ordered = key[rows]
        before, after = ordered[:-1], ordered[1:]
        descends |= equal & (after < before)
        equal &= after == before
    return descends, equal


def _sort_cases(
    rows: np.ndarray, starts: np.ndarray, unsorted: np.ndarray, keys: list[np.ndarray], labels: np.ndarray | None
) -> np.ndarray:
    """Sort the events of the cases that hold an unsorted position, and leave all others where they are."""
    cases = np.unique(_cases_of(unsorted, starts))
    lengths = np.diff(starts)[cases]
    first = np.repeat(starts[cases] - segment_starts(lengths)[:-1], lengths)
    positions = first + np.arange(len(first))
    mixed = rows[positions]
    case_of = np.repeat(np.arange(len(cases)), lengths)
    # Without a label rule ties fall back to the row itself. rows are ascending inside a case, lexsort is stable.
    tie = [labels[mixed]] if labels is not None else []
    order = np.lexsort([*tie, *(key[mixed] for key in reversed(keys)), case_of])
    rows = rows.copy()
    rows[positions] = mixed[order]
    return rows


def _cases_of(positions: np.ndarray, starts: np.ndarray) -> np.ndarray:
    return np.searchsorted(starts, positions, side="right") - 1


def rank_cases(first_times: np.ndarray, case_ids: np.ndarray) -> np.ndarray:
    """Return the rank of each case: by its first time, then by its id in code point order.

    A rank that depends on the events alone makes the output the same however the rows come in.

    Parameters
    ----------
    first_times : ndarray of int64, shape (n_cases,)
    case_ids : ndarray of str objects, shape (n_cases,)

    Returns
    -------
    ndarray of int64, shape (n_cases,)

    Examples
    --------
    >>> rank_cases(np.array([5, 1, 5]), np.array(["b", "c", "a"], dtype=object)).tolist()
    [2, 0, 1]
    """
    order = np.argsort(first_times, kind="stable")
    times = first_times[order]
    same = np.flatnonzero(times[1:] == times[:-1])
    tied = np.unique(np.concatenate([same, same + 1]))
    if len(tied):
        ids = case_ids[order[tied]]
        by_id = sorted(range(len(tied)), key=ids.__getitem__)
        rank_of_id = np.empty(len(tied), dtype=np.int64)
        rank_of_id[by_id] = np.arange(len(tied))
        order[tied] = order[tied][np.lexsort([rank_of_id, times[tied]])]
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return ranks
