"""Lists of allowed variants as nets that accept exactly these."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.words import Words

from process_mining.errors import ModelError
from process_mining.models.allowed_variants import read_allowed_variants, smallest_automaton
from process_mining.models.automaton import merge_equal_states


def accepted(*variants: str, length: int = 9) -> set[str]:
    return {"".join(word) for word in Words(read_allowed_variants(variants).net).up_to(length)}


@pytest.mark.parametrize(("variants", "code"), [([], "E-empty"), ([""], "E-nolabel")])
def test_a_list_without_activities_is_refused(variants, code):
    with pytest.raises(ModelError) as refusal:
        read_allowed_variants(variants)
    assert refusal.value.code == code


def test_one_variant_is_a_line():
    net = read_allowed_variants(["abc"]).net
    assert (net.n_places, net.labels) == (5, ("c", "b", "a", None))
    assert accepted("abc") == {"abc"}


def test_common_beginnings_and_endings_are_shared():
    net = read_allowed_variants(["abxcd", "abycd", "abxcd"]).net
    assert sum(label is not None for label in net.labels) == 6
    assert accepted("abxcd", "abycd") == {"abxcd", "abycd"}


def test_a_variant_may_be_the_beginning_of_another_or_empty():
    assert accepted("ab", "a", "", "abc") == {"", "a", "ab", "abc"}


def test_labels_stay_as_they_are():
    model = read_allowed_variants([(" a ", "NA"), (" a ", "")], "My rules")
    assert Words(model.net).up_to(3) == {(" a ", "NA"), (" a ", "")}
    assert (model.name, [ref.name for ref in model.visible_elements]) == ("My rules", ["", " a ", "NA"])


def test_variants_may_be_longer_than_the_stack_is_deep():
    variant = ["a", "b"] * 600
    assert Words(read_allowed_variants([variant]).net).accepts(variant)


@given(st.sets(st.text("abc", max_size=5), min_size=1, max_size=12).filter(lambda words: words != {""}))
@settings(max_examples=80, deadline=None)
def test_exactly_the_variants_are_accepted_by_the_smallest_automaton(variants):
    assert accepted(*variants) == variants
    automaton = smallest_automaton(sorted(variants))
    assert merge_equal_states(automaton).n_states == automaton.n_states
