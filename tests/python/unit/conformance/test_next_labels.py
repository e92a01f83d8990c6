"""Marking -> the labels that can come next."""
from __future__ import annotations

import random

import pytest

from benchmarks.generated_nets import mixed_net
from process_mining.conformance.next_labels import next_labels
from process_mining.petri_net import Marking, PetriNet, enabled, fire, net_from_arcs

SKIPPABLE = {"a": ("start", "A", "p"), "skip": ("start", None, "p"), "b": ("p", "B", "end")}
# A silent choice: either way gives one of two tokens at once and the other only after a visible step.
CROSSED = {
    "left": ("start", None, "p y"),
    "right": ("start", None, "q z"),
    "b": ("y", "B", "q"),
    "c": ("z", "C", "p"),
    "d": ("p q", "D", "end"),
}
# What it takes to fire D cannot be seen one step at a time: the counter must be filled by going round twice.
COUNTED = {
    "fill": ("start", None, "start p"),
    "pair": ("p p", None, "q"),
    "d": ("start q", "D", "end"),
    "e": ("start", "E", "end"),
}
BESIDE_MANY = {
    **CROSSED,
    **{f"a{n}": (f"p{n}", f"A{n}", f"q{n}") for n in range(12)},
    **{f"skip{n}": (f"p{n}", None, f"q{n}") for n in range(12)},
}
MANY_STARTS = " ".join(["start", *(f"p{n}" for n in range(12))])


@pytest.mark.parametrize(
    ("steps", "labels"),
    [
        ({"a": ("start", "A", "end")}, {"A"}),
        ({"a": ("other", "A", "end"), "b": ("start", "B", "end")}, {"B"}),
        ({"always": ("", "A", "p"), "b": ("start", "B", "end")}, {"A", "B"}),
        (SKIPPABLE, {"A", "B"}),
        (CROSSED, {"B", "C"}),
        (COUNTED, {"D", "E"}),
    ],
)
def test_labels_that_can_come_first(steps, labels):
    net = net_from_arcs(steps)
    assert next_labels(net, net.initial_marking) == (labels, True)


def test_nothing_comes_after_the_end():
    net = net_from_arcs(SKIPPABLE)
    assert next_labels(net, net.final_markings[0]) == (frozenset(), True)


def test_when_the_markings_are_too_many_no_possible_label_is_left_out():
    """D seems possible at first, and 2 ** 12 markings would have to be visited to see that it is not."""
    net = net_from_arcs(BESIDE_MANY, initial=MANY_STARTS)
    expected = {"B", "C", "D", *(f"A{n}" for n in range(12))}
    assert next_labels(net, net.initial_marking) == (expected, False)
    assert next_labels(net, net.initial_marking, most_markings=100_000) == (expected - {"D"}, True)


def test_forty_branches_that_can_all_be_skipped_need_no_search():
    branches = {f"a{n}": (f"p{n}", f"A{n}", f"q{n}") for n in range(40)}
    skips = {f"skip{n}": (f"p{n}", None, f"q{n}") for n in range(40)}
    split = {"split": ("start", None, " ".join(f"p{n}" for n in range(40)))}
    join = {"join": (" ".join(f"q{n}" for n in range(40)), "Z", "end")}
    net = net_from_arcs({**branches, **skips, **split, **join})
    labels, is_exact = next_labels(net, net.initial_marking, most_markings=1)
    assert (labels, is_exact) == ({*(f"A{n}" for n in range(40)), "Z"}, True)


def closure(net: PetriNet, start: Marking) -> set[str]:
    """Return the labels that can come next, found by visiting every marking."""
    seen, queue, labels = {start}, [start], set()
    for marking in queue:
        for transition in enabled(net, marking):
            label, after = net.labels[transition], fire(net, marking, transition)
            if label is not None:
                labels.add(label)
            elif after not in seen:
                seen.add(after)
                queue.append(after)
    return labels


def test_it_equals_visiting_every_marking_of_random_nets():
    n_markings = 0
    for seed in range(150):
        rng = random.Random(seed)
        net = mixed_net(rng, rng.randint(1, 12), [f"a{number}" for number in range(5)], rng.choice((0, 0, 1)))
        marking = net.initial_marking
        for _ in range(12):
            assert next_labels(net, marking) == (closure(net, marking), True), seed
            n_markings += 1
            ready = enabled(net, marking)
            if not ready:
                break
            marking = fire(net, marking, rng.choice(ready))
    assert n_markings > 900
