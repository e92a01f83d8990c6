"""Events in the order of their case, against Python's own sort."""
from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from process_mining.event_log.ordering import find_late_rows, order_events, rank_cases

rows = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)), min_size=1)


@given(rows, st.booleans())
def test_the_order_equals_a_plain_sort(rows, by_label):
    present = sorted({row[0] for row in rows})
    cases = np.array([present.index(row[0]) for row in rows])
    times, orders, labels = (np.array([row[part] for row in rows]) for part in (1, 2, 3))
    order = order_events(cases, len(present), [times, orders], labels if by_label else None)

    def key(row):
        return (cases[row], times[row], orders[row], labels[row] if by_label else 0, row)

    expected = sorted(range(len(rows)), key=key)
    assert order.rows.tolist() == expected
    same = [key(a)[:3] == key(b)[:3] for a, b in zip(expected, expected[1:])]
    assert order.tied_pairs.tolist() == same


@given(rows)
def test_late_rows_are_those_after_a_later_row_of_their_case(rows):
    cases, times = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    late = [
        row
        for row in range(len(rows))
        if any(times[before] > times[row] for before in range(row) if cases[before] == cases[row])
    ]
    assert find_late_rows(cases, 4, times).tolist() == late


def test_events_in_time_order_keep_the_order_of_their_rows():
    order = order_events(np.array([0, 1, 0, 1]), 2, [np.array([1, 2, 3, 4])], None)
    assert order.rows.tolist() == [0, 2, 1, 3]
    assert order.case_starts.tolist() == [0, 2, 4]


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=2)), unique_by=lambda case: case[1]))
def test_cases_rank_by_first_time_then_id(cases):
    times = np.array([time for time, _ in cases], dtype=np.int64)
    ids = np.array([case for _, case in cases] + [None], dtype=object)[:-1]
    ranks = rank_cases(times, ids)
    assert [cases[position] for position in np.argsort(ranks)] == sorted(cases)
