"""Bins that people can read, and nothing lost."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.histogram import histogram_of

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.mark.parametrize(
    ("seconds", "unit", "bin_seconds", "n_bins", "more"),
    [
        ([0.0], 1, 0.05, 1, 0),
        ([0.0, 0.0, 0.0], 1, 0.05, 1, 0),
        (range(101), 1, 5.0, 21, 0),
        (range(240), MINUTE, 12.0, 20, 0),
        ([hours * HOUR for hours in range(49)], HOUR, 2 * HOUR, 25, 0),
        ([days * DAY for days in range(100)], DAY, 5 * DAY, 20, 0),
        # The tail above the usual times is one bin.
        ([*([DAY] * 40), 400 * DAY], HOUR, HOUR, 25, 1),
        ([*range(100), 1e9], 1, 5.0, 20, 1),
        ([0.0] * 99 + [7200.5], HOUR, 0.1 * HOUR, 21, 0),
    ],
)
def test_bins(seconds, unit, bin_seconds, n_bins, more):
    found = histogram_of(np.array(seconds, dtype=np.float64))
    assert found is not None
    assert (found.unit_seconds, round(found.bin_seconds, 9)) == (unit, bin_seconds)
    assert (len(found.counts), found.more) == (n_bins, more)


def test_no_times_no_histogram():
    assert histogram_of(np.empty(0)) is None


@given(st.lists(st.floats(0, 1e10), min_size=1, max_size=60))
def test_every_time_is_counted_in_its_bin(seconds):
    values = np.array(seconds)
    found = histogram_of(values)
    assert found is not None
    assert found.counts.sum() + found.more == len(seconds)
    assert 1 <= len(found.counts) <= 26
    top = len(found.counts) * found.bin_seconds
    assert values.max() < top or found.more > 0
    figures, _, _ = f"{found.bin_seconds / found.unit_seconds:.9e}".partition("e")
    assert float(figures) in (1.0, 2.0, 2.5, 5.0)
