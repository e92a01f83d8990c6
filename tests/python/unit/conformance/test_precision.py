"""Alignments -> precision, against nets worked by hand, the language of the net, and PM4Py."""
from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.trees import trees
from unit.models.words import Words

from process_mining.conformance import precision as precision_module
from process_mining.conformance.alignments import Alignments, align_variants
from process_mining.conformance.precision import Precision, measure_precision
from process_mining.models.allowed_variants import read_allowed_variants
from process_mining.petri_net import PetriNet, net_from_arcs
from process_mining.written_model import write_model
from tests.python.unit.conformance.logs import log_of

CHOICE = {"a": ("start", "A", "p"), "b": ("p", "B", "end"), "c": ("p", "C", "end")}
# A, then B and C side by side, each of which can be skipped, then D.
SIDE_BY_SIDE = {
    "a": ("start", "A", "p q"),
    "b": ("p", "B", "r"),
    "no b": ("p", None, "r"),
    "c": ("q", "C", "s"),
    "no c": ("q", None, "s"),
    "d": ("r s", "D", "end"),
}
FLOWER = {"in": ("start", None, "p"), "out": ("p", None, "end"), **{x: ("p", x, "p") for x in "ABCD"}}
# Two silent ways, one to B or C, one to D.
TWO_WAYS = {
    "a": ("start", "A", "p"),
    "left": ("p", None, "q"),
    "right": ("p", None, "r"),
    "b": ("q", "B", "end"),
    "c": ("q", "C", "end"),
    "d": ("r", "D", "end"),
}


def aligned(net: PetriNet, traces: dict[str, int]) -> tuple[Alignments, np.ndarray]:
    return align_variants(net, log_of(traces)), np.array(list(traces.values()))


@pytest.mark.parametrize(
    ("steps", "traces", "value", "n_states"),
    [
        # Before A: 1 of 1. After A: 1 of 2. After AB: 0 of 0.
        (CHOICE, {"AB": 1}, (1 + 1) / (1 + 2), 3),
        (CHOICE, {"AB": 3, "AC": 1}, 1.0, 4),
        # The extra X is a move on log, so the run is that of AB; A alone is completed by the first step in the net.
        (CHOICE, {"AXB": 2}, 4 / 6, 3),
        (CHOICE, {"A": 1}, 2 / 3, 3),
        # Before: 1 of 1; after A: 1 of 3 (B, C, D); after AB: 1 of 2 (C, D); after ABC: 1 of 1.
        (SIDE_BY_SIDE, {"ABCD": 1}, 4 / 7, 5),
        # Before: 1 of 1; after A: 1 of 3 (skipping is not yet decided); after AC: 1 of 2 (B, D).
        (SIDE_BY_SIDE, {"ACD": 1}, 3 / 6, 4),
        # Weights are cases: before 4 of 4; A 4 x 2 of 4 x 3; AB 3 x 1 of 3 x 2; ABC 3 of 3; AC 1 of 2.
        (SIDE_BY_SIDE, {"ABCD": 3, "ACD": 1}, (4 + 8 + 3 + 3 + 1) / (4 + 12 + 6 + 3 + 2), 7),
        # A flower always allows everything, at the end of the run too.
        (FLOWER, {"AB": 1}, 2 / 12, 3),
        # Which silent way a run goes is open until a step needs it.
        (TWO_WAYS, {"AB": 1}, 2 / 4, 3),
        # Nothing visible at all: nothing is allowed that the log does not show.
        ({"t": ("start", None, "end")}, {"A": 2}, 1.0, 1),
    ],
)
def test_examples_worked_by_hand(steps, traces, value, n_states):
    found = measure_precision(*aligned(net_from_arcs(steps), traces))
    assert found == Precision(pytest.approx(value, abs=1e-12), True, n_states)


def test_allowed_variants_that_all_occur_are_precise():
    allowed = [("A", "B", "C"), ("A", "C", "B"), ("B",)]
    net = read_allowed_variants(allowed, "allowed").net
    assert measure_precision(*aligned(net, {"ABC": 1, "ACB": 5, "B": 2})).value == 1.0


def test_where_a_step_is_skipped_in_the_alignment_does_not_matter():
    """B is skipped before C in one run and after it in the other; in both it was still possible before C."""
    steps = {**SIDE_BY_SIDE, "d": ("r s", "D", "end")}
    net = net_from_arcs(steps)
    alignments, counts = aligned(net, {"ACD": 1})
    names = [net.transitions[step] for step in alignments.transitions]
    early, late = ([net.transitions.index(name) for name in order] for order in (
        ["a", "no b", "c", "d"], ["a", "c", "no b", "d"],
    ))  # fmt: skip
    assert sorted(names) == ["a", "c", "d", "no b"]
    after_steps = [list(precision_module._visible_steps(net, run)) for run in (early, late)]
    assert after_steps[0] == after_steps[1]
    assert measure_precision(alignments, counts).value == 0.5


def test_more_kinds_of_cases_never_make_it_less_precise_where_all_fit():
    net = net_from_arcs(SIDE_BY_SIDE)
    values = [
        measure_precision(*aligned(net, dict.fromkeys(traces, 1))).value
        for traces in (["ABCD", "ACBD"], ["ABCD", "ACBD", "ABD", "ACD"], ["ABCD", "ACBD", "ABD", "ACD", "AD"])
    ]
    assert values == sorted(values)
    assert values[-1] == 1.0


def precision_of_language(net: PetriNet, alignments: Alignments, counts: np.ndarray) -> float:
    """Return precision with every label as available that some run of the net has after the prefix."""
    words = Words(net)
    weights: Counter[tuple[str, ...]] = Counter()
    used: dict[tuple[str, ...], set[str]] = {}
    for sequence, cases in enumerate(counts.tolist()):
        run = tuple(move.label for move in alignments.moves(sequence) if move.label is not None)
        for length in range(len(run) + 1):
            weights[run[:length]] += cases
            used.setdefault(run[:length], set()).update(run[length : length + 1])
    available = {}
    for prefix in weights:
        markings = words.start
        for label in prefix:
            markings = words.after(markings)[label]
        available[prefix] = words.after(markings)
        assert used[prefix] <= set(available[prefix])
    total = sum(cases * len(available[prefix]) for prefix, cases in weights.items())
    return sum(cases * len(used[prefix]) for prefix, cases in weights.items()) / total if total else 1.0


@given(
    tree=trees().filter(lambda tree: "Leaf(label='" in repr(tree)),
    traces=st.dictionaries(st.text("ABCD", max_size=6), st.integers(1, 5), min_size=1, max_size=5),
)
@settings(max_examples=150)
def test_it_lies_between_the_language_and_one(tree, traces):
    """Runs are a part of the language; with one label a step and no silent choice they are all of it."""
    net = write_model(tree, "random").model.net
    alignments, counts = aligned(net, traces)
    found = measure_precision(alignments, counts)
    language = precision_of_language(net, alignments, counts)
    assert language - 1e-12 <= found.value <= 1
    if None not in net.labels and len(set(net.labels)) == len(net.labels):
        assert found.value == pytest.approx(language, abs=1e-12)


def test_a_value_that_is_not_proven_is_a_lower_bound():
    """D cannot come first, which would take too long to prove: it counts as available there, so 1 of 4, not 1 of 3."""
    skips = {f"skip{n}": (f"p{n}", None, f"q{n}") for n in range(12)}
    steps = {
        "left": ("start", None, "p y"),
        "right": ("start", None, "q z"),
        "b": ("y", "B", "q"),
        "c": ("z", "C", "p"),
        "d": ("p q", "D", "end"),
        "x": ("p0", "X", "q0"),
    }
    places = " ".join(f"p{n}" for n in range(12)), " ".join(f"q{n}" for n in range(12))
    net = net_from_arcs({**steps, **skips}, initial=f"start {places[0]}", final=f"end {places[1]}")
    # Before: B of B, C, X and perhaps D; after B: D of D, X; at the end nothing of X.
    assert measure_precision(*aligned(net, {"BD": 1})) == Precision(2 / 7, False, 3)
