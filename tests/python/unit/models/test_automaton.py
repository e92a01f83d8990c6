"""Automata: cut, made deterministic, made small, turned into nets."""
from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.words import Words

from process_mining.models.automaton import (
    determinise,
    merge_equal_states,
    net_of_automaton,
    states_that_can_finish,
    trim,
)
from process_mining.models.automaton_states import Automaton, Edge


def automaton(n_states: int, accepting: set[int], *edges: str) -> Automaton:
    """Return an automaton of edges like "0a1"; "0_1" is silent. The id of an edge is its text."""
    steps = [Edge(int(edge[0]), None if edge[1] == "_" else edge[1], (edge,), int(edge[2])) for edge in sorted(edges)]
    return Automaton(n_states, 0, frozenset(accepting), tuple(steps))


def words(found: Automaton, length: int = 5) -> set[str]:
    return {"".join(word) for word in Words(net_of_automaton(found)).up_to(length)}


def test_an_automaton_without_steps_accepts_the_empty_word():
    assert words(automaton(1, {0})) == {""}


def test_states_from_which_no_word_ends_are_cut():
    cut = trim(automaton(4, {1}, "0a1", "0b2", "2b2", "3a1"))
    assert states_that_can_finish(automaton(4, {1}, "0a1", "0b2", "2b2", "3a1")) == {0, 1, 3}
    assert (cut.n_states, [edge.label for edge in cut.edges]) == (3, ["a", "a"])


def test_the_initial_state_stays_even_if_nothing_is_accepted():
    assert trim(automaton(2, set(), "0a1")).n_states == 1


def test_silent_steps_disappear_and_ids_of_equal_labels_come_together():
    found = determinise(automaton(4, {3}, "0_1", "0a2", "1a3", "2_3"), 10)
    assert found is not None
    assert found.edges == (Edge(0, "a", ("0a2", "1a3"), 1),)
    assert found.accepting == {1}


def test_too_many_sets_are_not_built():
    # "The fifth letter from the end is a" needs 2^5 sets.
    edges = ["0a0", "0b0", "0a1", *(f"{n}{c}{n + 1}" for n in range(1, 5) for c in "ab")]
    assert determinise(automaton(6, {5}, *edges), 31) is None
    found = determinise(automaton(6, {5}, *edges), 32)
    assert found is not None
    assert found.n_states == 32


def test_states_with_the_same_steps_become_one():
    merged = merge_equal_states(automaton(5, {3, 4}, "0a1", "0b2", "1c3", "2c4"))
    assert merged.n_states == 3
    assert sorted(edge.ids for edge in merged.edges if edge.label == "c") == [("1c3", "2c4")]


def test_too_much_work_is_not_done():
    assert determinise(automaton(2, {1}, "0a1"), 10, max_work=1) is None


def test_a_long_chain_is_merged_in_the_time_of_its_length():
    n_states = 20_000
    twice = [Edge(state, "a", (), state + 2) for state in range(n_states - 2)]
    chains = Automaton(n_states, 0, frozenset([n_states - 2, n_states - 1]), tuple(twice))
    assert merge_equal_states(chains).n_states == n_states // 2


def test_a_start_that_is_led_back_to_gets_a_place_of_its_own():
    net = net_of_automaton(automaton(1, {0}, "0a0"))
    assert net.places == ("state 0", "end", "start")
    assert net.labels == (None, "a", None)


def equal_by_definition(found: Automaton) -> int:
    """Return the number of classes of states, by splitting all of them until nothing changes."""
    block = [int(state in found.accepting) for state in range(found.n_states)]
    while True:
        signatures = [
            (block[state], frozenset((edge.label, block[edge.target]) for edge in found.edges if edge.source == state))
            for state in range(found.n_states)
        ]
        refined = [signatures.index(signature) for signature in signatures]
        if len(set(refined)) == len(set(block)):
            return len(set(block))
        block = refined


@given(st.sets(st.from_regex(r"[0-4][ab_][0-4]", fullmatch=True), max_size=12), st.sets(st.integers(0, 4)))
@settings(max_examples=150, deadline=None)
def test_equal_states_are_those_of_the_definition(edges, accepting):
    found = automaton(5, accepting, *edges)
    assert merge_equal_states(found).n_states == equal_by_definition(found)


@given(st.sets(st.from_regex(r"[0-4][ab_][0-4]", fullmatch=True), max_size=10), st.sets(st.integers(0, 4), min_size=1))
@settings(max_examples=150, deadline=None)
def test_every_stage_keeps_the_language(edges, accepting):
    found = trim(automaton(5, accepting, *edges))
    if not states_that_can_finish(found) & {found.initial}:
        return
    deterministic = determinise(found, 100)
    assert deterministic is not None
    assert words(deterministic) == words(found)
    assert words(merge_equal_states(deterministic)) == words(found)
    assert words(merge_equal_states(found)) == words(found)
