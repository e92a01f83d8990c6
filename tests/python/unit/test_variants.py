"""Variants: distinct traces, ranked, with ids that never change."""
from __future__ import annotations

import hashlib
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.event_log import read_event_log
from process_mining.models.allowed_texts import read_allowed_texts
from process_mining.variants import find_variants, group_equal_traces, hash_traces, variant_id, variant_texts
from small_logs import SETTINGS, events, log_of


def sequences(variants) -> list[str]:
    ranks = range(variants.n_variants)
    return ["".join(variants.activities[code] for code in variants.sequence(rank)) for rank in ranks]


def test_one_event_is_one_variant():
    variants = find_variants(log_of("a"))
    assert (sequences(variants), variants.case_counts.tolist(), variants.case_variants.tolist()) == (["a"], [1], [0])


def test_variants_rank_by_cases_then_label_by_label():
    variants = find_variants(log_of("ab", "b", "abc", "b", "aa", "a"))
    assert sequences(variants) == ["b", "a", "aa", "ab", "abc"]
    assert variants.case_counts.tolist() == [2, 1, 1, 1, 1]
    assert variants.case_variants.tolist() == [3, 0, 4, 0, 2, 1]


def test_the_id_is_a_digest_of_the_labels_each_ended():
    expected = hashlib.sha256(b"a\x1fb\x1f").hexdigest()[:32]
    assert find_variants(log_of("ab")).ids == (expected,)
    assert variant_id(["a", "b"]) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["a", "b"], "023b8059a924f728a2155e4cc8b90738"),
        (["a\x1fb"], "2cda3f5f569962a47a3a7562bacdaf64"),
        (["é", "→"], "134ddc3d8997b13920671d1c29b9ebba"),
    ],
)
def test_ids_never_change(labels, expected):
    assert variant_id(labels) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["ab"], ["a", "b"]),
        (["a\x1fb"], ["a", "b"]),
        (["a\x1f", "b"], ["a", "\x1fb"]),
        (["a\x1b", "b"], ["a\x1b\x1fb"]),
        (["a", ""], ["a"]),
    ],
)
def test_different_sequences_have_different_ids(one, other):
    assert variant_id(one) != variant_id(other)


def test_a_broken_label_still_has_an_id():
    assert len(variant_id(["\ud800"])) == 32


def test_the_text_shows_the_sequence():
    assert variant_texts(find_variants(log_of("abc"))) == ["a → b → c"]


@given(st.lists(st.text('ab[]"{}→ \n', min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_variant_reads_back_as_an_allowed_one(labels):
    rows = events(*(f"1 x 2024-01-0{day + 1}" for day in range(len(labels)))).assign(activity=labels)
    (text,) = variant_texts(find_variants(read_event_log([rows], SETTINGS)))
    assert read_allowed_texts([text]) == [tuple(labels)]


labels = st.lists(st.text("a\x1f\x1b", max_size=3), max_size=4)


@given(labels, labels)
def test_ids_are_equal_only_for_equal_sequences(one, other):
    assert (variant_id(one) == variant_id(other)) == (one == other)


@given(st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=30))
def test_variants_equal_a_counter_of_traces(traces):
    variants = find_variants(log_of(*traces))
    counted = sorted(Counter(traces).items(), key=lambda item: (-item[1], item[0]))
    assert list(zip(sequences(variants), variants.case_counts.tolist())) == counted
    assert [sequences(variants)[rank] for rank in variants.case_variants] == traces


def test_a_hash_that_collides_is_found_out():
    log = log_of("ab", "ba", "ab")
    seeds = []

    def colliding_at_first(case_starts, activity_codes, seed):
        seeds.append(seed)
        hashes = hash_traces(case_starts, activity_codes, seed)
        return np.zeros_like(hashes) if seed == 0 else hashes

    groups, first_cases = group_equal_traces(log.case_starts, log.activity_codes, colliding_at_first)
    assert seeds == [0, 1]
    assert groups[0] == groups[2] != groups[1]
    assert len(first_cases) == 2
