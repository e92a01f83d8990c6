"""Statistics and scans of segments, against numpy done one segment at a time."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.segments import (
    continues_segment,
    exact_statistics,
    histogram_statistics,
    running_maximum,
    segment_starts,
    stable_order,
)

NAMES = ("count", "total", "mean", "median", "p90", "minimum", "maximum", "stddev")


def one_by_one(values, codes, n_segments):
    """Return the statistics of each segment as numpy gives them."""
    rows = []
    for segment in range(n_segments):
        part = np.sort(values[codes == segment])
        if len(part) == 0:
            rows.append([0] + [np.nan] * 7)
            continue
        spread = np.std(part, ddof=1) if len(part) > 1 else np.nan
        middle = [np.percentile(part, 50), np.percentile(part, 90)]
        rows.append([len(part), part.sum(), part.mean(), *middle, part[0], part[-1], spread])
    return np.array(rows).reshape(n_segments, 8).T


@pytest.mark.parametrize("statistics", [exact_statistics, histogram_statistics])
def test_no_values_have_no_statistics(statistics):
    none = statistics(np.array([]), np.array([], dtype=int), 2)
    assert none.count.tolist() == [0, 0]
    assert all(np.isnan(getattr(none, name)).all() for name in NAMES[1:])


def test_one_value_has_no_standard_deviation():
    one = exact_statistics(np.array([3.0]), np.array([0]), 1)
    assert [float(getattr(one, name)[0]) for name in NAMES[:-1]] == [1, 3, 3, 3, 3, 3, 3]
    assert np.isnan(one.stddev[0])


values_and_codes = st.lists(st.tuples(st.floats(0, 1e9), st.integers(0, 4)), max_size=60)


@pytest.mark.parametrize("repeat", [1, 40])
@given(pairs=values_and_codes)
def test_exact_statistics_equal_numpy_segment_by_segment(repeat, pairs):
    values = np.tile(np.array([value for value, _ in pairs], dtype=float), repeat)
    codes = np.tile(np.array([code for _, code in pairs], dtype=int), repeat)
    statistics = exact_statistics(values, codes, 5)
    expected = one_by_one(values, codes, 5)
    for name, row in zip(NAMES, expected):
        np.testing.assert_allclose(getattr(statistics, name), row, rtol=1e-9, atol=1e-6, err_msg=name)


@given(pairs=st.lists(st.tuples(st.floats(1e-3, 1e9), st.integers(0, 2)), min_size=1, max_size=60))
def test_histogram_percentiles_are_within_their_tolerance_of_the_exact_ones(pairs):
    # Repeated until a histogram is smaller than the values, so that it is used.
    values = np.tile(np.array([value for value, _ in pairs]), 3000)
    codes = np.tile(np.array([code for _, code in pairs]), 3000)
    statistics, exact = histogram_statistics(values, codes, 3), exact_statistics(values, codes, 3)
    for name in ("count", "minimum", "maximum"):
        np.testing.assert_array_equal(getattr(statistics, name), getattr(exact, name))
    np.testing.assert_allclose(statistics.mean, exact.mean, rtol=1e-9)
    for name in ("median", "p90"):
        np.testing.assert_allclose(getattr(statistics, name), getattr(exact, name), rtol=0.045)


def test_histogram_percentiles_lie_between_two_values_as_the_exact_ones_do():
    values = np.tile([1.0, 100.0], 400)
    statistics = histogram_statistics(values, np.zeros(800, dtype=int), 1)
    assert statistics.median[0] == pytest.approx(50.5, rel=0.045)


def test_few_values_are_exact_even_where_a_histogram_was_asked_for():
    statistics = histogram_statistics(np.array([1.0, 100.0]), np.zeros(2, dtype=int), 1)
    assert statistics.p90[0] == pytest.approx(90.1, rel=1e-12)


def test_zero_stays_zero_in_a_histogram():
    assert histogram_statistics(np.zeros(800), np.zeros(800, dtype=int), 1).median.tolist() == [0.0]


@given(st.lists(st.integers(0, 200_000), max_size=50))
def test_the_stable_order_equals_numpys(codes):
    array = np.array(codes, dtype=np.int32)
    assert stable_order(array, 200_001).tolist() == np.argsort(array, kind="stable").tolist()


@given(st.lists(st.lists(st.integers(-5, 5), min_size=1, max_size=20), min_size=1, max_size=6))
def test_the_running_maximum_equals_numpys_in_each_segment(segments):
    values = np.concatenate([np.array(segment, dtype=np.int64) for segment in segments])
    starts = segment_starts(np.array([len(segment) for segment in segments]))
    expected = np.concatenate([np.maximum.accumulate(segment) for segment in segments])
    assert running_maximum(values, starts).tolist() == expected.tolist()


def test_the_first_of_a_segment_continues_none():
    assert continues_segment(np.array([0, 1, 3, 4])).tolist() == [False, True, False]
    assert continues_segment(np.array([0])).tolist() == []
