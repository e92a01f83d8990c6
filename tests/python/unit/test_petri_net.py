"""Petri nets as tuples: what may exist, what is enabled, what firing does."""
from __future__ import annotations

from dataclasses import replace

import pytest

from process_mining.errors import ModelError
from process_mining.petri_net import arcs_of, enabled, fire, net_from_arcs

STEP = net_from_arcs({"t": ("start", "A", "end")})
FORK = net_from_arcs({"t": ("start", "A", "p q"), "u": ("p", "B", "r"), "v": ("q r", None, "end")})


def test_a_net_without_transitions_exists():
    net = net_from_arcs({}, "only", "only")
    assert (net.n_places, net.n_transitions, enabled(net, net.initial_marking)) == (1, 0, [])


def test_one_step_leads_from_start_to_end():
    assert STEP.places == ("end", "start")
    assert STEP.initial_marking == (0, 1)
    assert fire(STEP, STEP.initial_marking, 0) == (1, 0)
    assert STEP.final_markings == ((1, 0),)


def test_a_transition_waits_for_all_its_places():
    after_a = fire(FORK, FORK.initial_marking, 0)
    assert FORK.places == ("end", "p", "q", "r", "start")
    assert after_a == (0, 1, 1, 0, 0)
    assert enabled(FORK, after_a) == [1]
    assert enabled(FORK, fire(FORK, after_a, 1)) == [2]


def test_weights_take_and_give_that_many_tokens():
    net = net_from_arcs({"t": ("start", "A", "p p"), "u": ("p p", "B", "end")})
    assert net.outputs[0] == ((1, 2),)
    assert fire(net, (0, 0, 1), 0) == (0, 2, 0)
    assert enabled(net, (0, 1, 0)) == []
    assert fire(net, (0, 2, 0), 1) == (1, 0, 0)


def test_firing_what_is_not_enabled_is_a_mistake():
    with pytest.raises(ValueError, match="'t' is not enabled"):
        fire(STEP, (1, 0), 0)


def test_several_final_markings_and_places_named_twice():
    net = net_from_arcs({"t": ("start", "A", "end")}, "start start", ["end end", "start end"])
    assert net.initial_marking == (0, 2)
    assert net.final_markings == ((2, 0), (1, 1))


def test_visible_labels_are_distinct_and_sorted():
    steps = {"t": ("p", "B", "q"), "u": ("p", "A", "q"), "v": ("q", None, "r"), "w": ("q", "B", "r")}
    net = net_from_arcs(steps, "p", "r")
    assert net.visible_labels == ("A", "B")
    assert net.elements == (("t",), ("u",), ("v",), ("w",))


def test_arcs_are_sorted_by_place():
    assert arcs_of([]) == ()
    assert arcs_of([3, 1, 3]) == ((1, 1), (3, 2))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"labels": ()}, "1 transitions but 0 labels"),
        ({"inputs": (((0, 1),), ())}, "1 transitions but 2 inputs"),
        ({"outputs": (((2, 1),),)}, "place that is not among the 2"),
        ({"inputs": (((-1, 1),),)}, "place that is not among the 2"),
        ({"inputs": (((0, 0),),)}, "weight below one"),
        ({"inputs": (((1, 1), (0, 1)),)}, "not sorted by place"),
        ({"inputs": (((1, 1), (1, 1)),)}, "not sorted by place"),
        ({"initial_marking": (1,)}, "names 1 places of 2"),
        ({"initial_marking": (0, -1)}, "fewer than no tokens"),
        ({"final_markings": ()}, "no final marking"),
        ({"final_markings": ((1, 0, 0),)}, "names 3 places of 2"),
    ],
)
def test_a_net_whose_parts_do_not_fit_cannot_exist(changes, problem):
    with pytest.raises(ModelError, match=problem) as refusal:
        replace(STEP, **changes)
    assert refusal.value.code == "E-net"
