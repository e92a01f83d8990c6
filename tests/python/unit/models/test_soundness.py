"""What the checks know about the runs of a net."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from unit.models.trees import trees

from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.process_tree import Block, Leaf
from process_mining.models.soundness import Soundness, check_soundness, shrinks_to_one_step
from process_mining.petri_net import net_from_arcs

SOUND = Soundness()


@pytest.mark.parametrize(
    "steps",
    [
        {"t": ("start", "A", "end")},
        {"t": ("start", "A", "p"), "u": ("p", "B", "end")},
        {"t": ("start", "A", "p q"), "u": ("p", "B", "r"), "v": ("q r", "C", "end")},
        {"t": ("start", "A", "p"), "back": ("p", "B", "q"), "again": ("q", "C", "p"), "u": ("p", "D", "end")},
        {"t": ("start", "A", "end"), "u": ("start", "B", "end")},
    ],
)
def test_block_structures_shrink_to_one_step(steps):
    assert shrinks_to_one_step(net_from_arcs(steps))
    assert check_soundness(net_from_arcs(steps)) == SOUND


def test_a_sound_net_that_does_not_shrink_is_played():
    # A loop entered and left at different places.
    steps = {
        "a": ("start", "A", "p"), "b": ("start", "B", "q"), "c": ("p", "C", "q"), "d": ("q", "D", "p"),
        "e": ("p", "E", "end"), "f": ("q", "F", "end"),
    }  # fmt: skip
    assert not shrinks_to_one_step(net_from_arcs(steps))
    assert check_soundness(net_from_arcs(steps)) == SOUND


def test_a_choice_before_a_join_gets_stuck():
    # Places in order: end, p, q, start. After A nothing brings the token of q.
    net = net_from_arcs({"a": ("start", "A", "p"), "b": ("start", "B", "q"), "j": ("p q", "C", "end")})
    assert check_soundness(net) == Soundness(can_complete=False, stuck=(1,), stuck_after=("A",), dead=(0, 1, 2))


def test_a_run_that_never_ends_is_stuck_too():
    net = net_from_arcs({"a": ("start", "A", "p"), "b": ("p", "B", "p"), "c": ("start", "C", "end")})
    assert check_soundness(net) == Soundness(stuck=(1,), stuck_after=("A",), dead=(0, 1))


def test_a_token_left_behind_is_unclean():
    # Places in order: end, p, start.
    net = net_from_arcs({"a": ("start", "A", "end p"), "b": ("start", "B", "end")})
    assert check_soundness(net) == Soundness(unclean=True, stuck=(0, 1), stuck_after=("A",), dead=(0,))


def test_two_dead_ends_with_the_same_neighbours_are_not_one_end():
    net = net_from_arcs({"a": ("start", "A", "end p")})
    assert not shrinks_to_one_step(net)


def test_two_tokens_on_a_place_stop_the_search():
    steps = {"a": ("start", "A", "p q"), "b": ("p", "B", "r"), "c": ("q", "C", "r"), "d": ("r", "D", "end")}
    net = net_from_arcs(steps)
    assert check_soundness(net).doubled is not None
    assert not check_soundness(net).is_decided


def test_more_markings_than_the_limit_stay_undecided():
    steps = {"t": ("start", "T", "p0 p1 p2 p3 r"), **{f"u{n}": (f"p{n}", "U", f"q{n}") for n in range(4)}}
    steps["j"] = ("q0 q1 q2 q3 s", "J", "end")
    assert check_soundness(net_from_arcs(steps), max_markings=5) == Soundness(is_decided=False)
    assert not check_soundness(net_from_arcs(steps)).can_complete


def test_tokens_left_behind_are_found_even_where_there_are_too_many_markings():
    steps = {"t": ("start", "T", " ".join(f"p{n}" for n in range(20)))}
    steps |= {f"u{n}": (f"p{n}", "U", f"q{n}") for n in range(20)}
    steps |= {f"v{n}": (f"q{n}", "V", "end") for n in range(20)}
    assert check_soundness(net_from_arcs(steps), max_markings=500) == Soundness(is_decided=False, unclean=True)


@given(trees())
@settings(max_examples=60, deadline=None)
def test_random_blocks_are_sound(tree):
    net = read_bpmn(write_bpmn_of_tree(Block("sequence", (Leaf("start"), tree)), "random")).net
    assert check_soundness(net) == SOUND
