"""The list of variants under a filter, and how a variant differs from the usual one, in words."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.variant_differences import compare_sequences
from process_mining.explorer.variant_list import list_variants, variant_difference
from tests.python.unit.explorer.logs import explored


def differences(sequence: str, usual: str) -> dict[str, str]:
    codes = [np.array([ord(letter) for letter in text], dtype=np.int16) for text in (sequence, usual)]
    found = vars(compare_sequences(*codes))
    return {name: "".join(map(chr, letters)) for name, letters in found.items() if letters}


@pytest.mark.parametrize(
    ("sequence", "usual", "expected"),
    [
        ("abc", "abc", {}),
        ("abxc", "abc", {"added": "x"}),
        ("axbxc", "abc", {"added": "x", "repeated": "x"}),
        ("ac", "abc", {"missing": "b"}),
        ("z", "abc", {"added": "z", "missing": "abc"}),
        ("abbc", "abc", {"repeated": "b"}),
        ("abcabc", "abc", {"repeated": "abc"}),
        ("abc", "abbc", {"missing": "b"}),
        ("acb", "abc", {"earlier": "c"}),
        ("bac", "abc", {"earlier": "b"}),
        ("bcda", "abcd", {"later": "a"}),
        ("dabc", "abcd", {"earlier": "d"}),
        ("bacc", "abcd", {"earlier": "b", "repeated": "c", "missing": "d"}),
        ("cba", "abc", {"earlier": "cb"}),
        ("aba", "baa", {"earlier": "a"}),
    ],
)
def test_difference_in_words(sequence, usual, expected):
    assert differences(sequence, usual) == expected


@given(st.text("abcd", min_size=1, max_size=8), st.text("abcd", min_size=1, max_size=8))
def test_what_is_said_explains_every_difference_in_number(sequence, usual):
    said = differences(sequence, usual)
    for letter in "abcd":
        more = sequence.count(letter) - usual.count(letter)
        in_lists = {name for name, letters in said.items() if letter in letters}
        assert bool(in_lists & {"added", "repeated"}) == (more > 0)
        assert ("missing" in in_lists) == (more < 0)
    assert (said == {}) == (sequence == usual)


def test_very_long_sequences_are_compared_at_their_beginning():
    assert differences("a" * 5000 + "x", "a" * 5000) == {}


def test_the_usual_variant_is_that_of_the_whole_log():
    log = explored("3 abc", "axc")
    assert vars(variant_difference(log, 1)) == {
        "added": (3,), "missing": (1,), "repeated": (), "earlier": (), "later": (),
    }


LOG = ("3 abc", "2 ab", "2 abcd", "a")


@pytest.mark.parametrize(
    ("order", "descending", "rows"),
    [
        ("cases", True, [0, 1, 2, 3]),
        ("cases", False, [3, 1, 2, 0]),
        ("steps", True, [2, 0, 1, 3]),
        ("steps", False, [3, 1, 0, 2]),
        ("execution_time", True, [2, 0, 1, 3]),
        ("conformance", True, [1, 0, 2, 3]),
        ("conformance", False, [0, 1, 2, 3]),
    ],
)
def test_order_of_the_list(order, descending, rows):
    log = explored(*LOG)
    lower = np.array([0.5, 0.5, 0.2, 0.9, 0.9, np.nan, np.nan, np.nan])
    listed = list_variants(log, np.ones(8, dtype=bool), order, descending, (lower, lower))
    assert listed.variants.tolist() == rows


def test_numbers_are_of_the_filtered_cases_and_ranks_of_all():
    log = explored(*LOG)
    lower, upper = np.full(8, np.nan), np.full(8, np.nan)
    lower[[5, 6]], upper[[5, 6]] = [0.5, 0.7], [0.5, 0.9]
    kept = np.array([True, False, False, False, False, True, True, True])
    listed = list_variants(log, kept, "cases", True, (lower, upper))
    assert (listed.variants.tolist(), listed.cases.tolist()) == ([2, 0, 3], [2, 1, 1])
    assert listed.execution_seconds_mean.tolist() == [10800.0, 7200.0, 0.0]
    assert listed.conformance_lower is not None
    assert np.array_equal(np.round(listed.conformance_lower, 9), [0.6, np.nan, np.nan], equal_nan=True)
    assert np.array_equal(np.round(listed.conformance_upper, 9), [0.7, np.nan, np.nan], equal_nan=True)
    assert listed.covers_10 == 1.0


def test_coverage_of_the_ten_most_frequent():
    log = explored("9 a", *"bcdefghijkl")
    assert list_variants(log, np.ones(20, dtype=bool)).covers_10 == 18 / 20
    assert list_variants(log, np.zeros(20, dtype=bool)).covers_10 == 0.0
