"""Starts paired with completions, against a queue that does it one by one."""
from __future__ import annotations

from collections import defaultdict, deque

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from process_mining.event_log.lifecycle import COMPLETE, START, pair_starts


def pair_one_by_one(groups, kinds, times):
    """Walk the rows in order of time, a queue of waiting starts for each group."""
    waiting, partner = defaultdict(deque), {}
    for row in sorted(range(len(groups)), key=lambda row: (times[row], row)):
        if kinds[row] == START:
            waiting[groups[row]].append(row)
        else:
            partner[row] = waiting[groups[row]].popleft() if waiting[groups[row]] else -1
    unpaired = sorted(row for queue in waiting.values() for row in queue)
    return sorted(partner), [partner[row] for row in sorted(partner)], unpaired


def pairs_of(groups, kinds, times):
    pairs = pair_starts(np.array(groups, dtype=np.int64), np.array(kinds, dtype=np.int8), [np.array(times, dtype=int)])
    return pairs.completions.tolist(), pairs.starts.tolist(), pairs.unpaired_starts.tolist()


def test_no_rows_make_no_pairs():
    assert pairs_of([], [], []) == ([], [], [])


def test_the_first_start_ends_first():
    assert pairs_of([7, 7, 7, 7], [START, START, COMPLETE, COMPLETE], [1, 2, 3, 4]) == ([2, 3], [0, 1], [])


def test_groups_do_not_mix():
    assert pairs_of([1, 2, 2, 1], [START, START, COMPLETE, COMPLETE], [1, 2, 3, 4]) == ([2, 3], [1, 0], [])


def test_a_completion_before_any_start_stays_alone():
    assert pairs_of([0, 0, 0], [COMPLETE, START, COMPLETE], [1, 2, 3]) == ([0, 2], [-1, 1], [])


def test_a_start_without_completion_is_reported():
    assert pairs_of([0, 0], [COMPLETE, START], [1, 2]) == ([0], [-1], [1])


rows = st.lists(st.tuples(st.integers(0, 2), st.sampled_from([START, COMPLETE]), st.integers(0, 4)), max_size=25)


@given(rows)
def test_pairs_equal_a_queue_walked_row_by_row(rows):
    groups, kinds, times = [list(column) for column in zip(*rows)] or [[], [], []]
    assert pairs_of(groups, kinds, times) == pair_one_by_one(groups, kinds, times)
