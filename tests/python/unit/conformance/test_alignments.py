"""Small nets whose alignments can be seen by eye, the traps, and laws that hold for every net."""
from __future__ import annotations

import dataclasses
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generated_nets import mixed_net, random_run
from process_mining.conformance import fold_engine
from process_mining.conformance.alignments import Alignments, align_variants
from process_mining.conformance.move_costs import MoveCosts
from process_mining.conformance.moves import Move, move_records
from process_mining.conformance.reachability import TooManyMarkings, reachable_automaton
from process_mining.errors import LimitError, ModelError, ParameterError
from process_mining.petri_net import PetriNet, net_from_arcs
from tests.python.unit.conformance.logs import log_of
from tests.python.unit.conformance.random_cases import RandomCase, random_case
from tests.python.unit.conformance.reference import markings_that_can_end, reference_cost

SEQUENCE = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "q"), "v": ("q", "C", "end")})
PARALLEL = net_from_arcs(
    {
        "split": ("start", None, "a b"),
        "x": ("a", "A", "c"),
        "again": ("c", "C", "a"),
        "y": ("b", "B", "d"),
        "join": ("c d", None, "end"),
    }
)


def words(alignments: Alignments, sequence: int = 0) -> str:
    """Return the visible moves of an alignment: A together, +A log, -A model."""
    marks = {"synchronous": "", "log": "+", "model": "-"}
    shown = [move for move in alignments.moves(sequence) if move.kind != "silent"]
    return " ".join(f"{marks[move.kind]}{move.activity or move.label}" for move in shown)


def aligned(net: PetriNet, *traces: str, **options: object) -> Alignments:
    return align_variants(net, log_of(list(traces)), **options)  # type: ignore[arg-type]


def opened(net: PetriNet, *traces: str) -> Alignments:
    return aligned(net, *traces, is_open=np.ones(len(traces), np.bool_))


def test_a_log_without_sequences_gives_no_alignments() -> None:
    alignments = align_variants(SEQUENCE, log_of([]))
    assert (alignments.n_sequences, alignments.cheapest_run_cost) == (0, 3.0)


@pytest.mark.parametrize(
    ("trace", "moves", "cost", "conformance"),
    [
        ("", "-A -B -C", 3, 0.0),
        ("ABC", "A B C", 0, 1.0),
        ("AC", "A -B C", 1, 0.8),
        ("AZBC", "A +Z B C", 1, 1 - 1 / 7),
        ("BAC", "-A B +A C", 2, 1 - 2 / 6),
        ("ZZZ", "-A -B -C +Z +Z +Z", 6, 0.0),
        ("AABC", "A +A B C", 1, 1 - 1 / 7),
    ],
)
def test_a_sequence(trace: str, moves: str, cost: float, conformance: float) -> None:
    alignments = aligned(SEQUENCE, trace)
    assert words(alignments) == moves
    assert alignments.costs.tolist() == alignments.lower_costs.tolist() == [cost]
    assert alignments.conformance.tolist() == alignments.conformance_upper.tolist() == [pytest.approx(conformance)]


@pytest.mark.parametrize(
    ("trace", "moves"),
    [
        ("BA", "B A"),
        ("ACAB", "A C A B"),
        ("ACBA", "A C B A"),
        ("CAB", "-A C A B"),
        ("AZZB", "A +Z +Z B"),
        ("ABB", "A B +B"),
        ("", "-A -B"),
    ],
)
def test_parallel_branches_with_a_loop(trace: str, moves: str) -> None:
    assert words(aligned(PARALLEL, trace)) == moves


def test_moves_name_events_labels_and_elements() -> None:
    assert aligned(PARALLEL, "AZB").moves(0) == (
        Move("silent", None, None, ("split",)),
        Move("synchronous", "A", "A", ("x",)),
        Move("log", "Z", None, ()),
        Move("synchronous", "B", "B", ("y",)),
        Move("silent", None, None, ("join",)),
    )


def test_moves_as_they_are_written() -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", None, "end")})
    bare = dataclasses.replace(net, elements=(("task",), ()))
    assert move_records(aligned(bare, "").moves(0)) == [
        {"kind": "model", "activity": None, "label": "A", "elements": ["task"]}
    ]


def test_of_equal_costs_the_alignment_with_more_synchronous_moves() -> None:
    net = net_from_arcs({"skip": ("start", None, "end"), "x": ("start", "X", "p"), "b": ("p", "B", "end")})
    assert words(aligned(net, "B")) == "-X B"


def test_a_label_used_twice_goes_with_either_transition() -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "q"), "v": ("q", "A", "end")})
    assert [words(aligned(net, trace)) for trace in ("ABA", "BA", "AB")] == ["A B A", "-A B A", "A B -A"]


def test_silent_loops_end() -> None:
    net = net_from_arcs(
        {"t": ("start", "A", "p"), "back": ("p", None, "start"), "turn": ("p", None, "p"), "u": ("p", "B", "end")}
    )
    assert [words(aligned(net, trace)) for trace in ("AAB", "B")] == ["A A B", "-A B"]


@pytest.mark.parametrize(("trace", "cost"), [("A", 0), ("B", 0), ("", 1), ("AB", 1)])
def test_several_final_markings(trace: str, cost: float) -> None:
    net = net_from_arcs({"t": ("start", "A", "one"), "u": ("start", "B", "two")}, final=("one", "two"))
    alignments = aligned(net, trace)
    assert alignments.costs.tolist() == [cost]
    assert all(move.elements for move in alignments.moves(0) if move.kind != "log")


@pytest.mark.parametrize(("trace", "cost"), [("AAB", 0), ("AB", 1), ("AAAB", 1), ("", 3)])
def test_arc_weights(trace: str, cost: float) -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p p", "B", "end")}, initial="start start")
    assert aligned(net, trace).costs.tolist() == [cost]


@pytest.mark.parametrize(("trace", "cost"), [("AAB", 1), ("ABAB", 0), ("AABB", 0), ("BAAB", 2)])
def test_several_tokens_on_a_place(trace: str, cost: float) -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "end")}, initial="start start", final="end end")
    assert aligned(net, trace).costs.tolist() == [cost]


def test_a_final_marking_without_tokens() -> None:
    net = net_from_arcs({"t": ("start", "A", "")}, final="")
    assert [words(aligned(net, trace)) for trace in ("A", "")] == ["A", "-A"]


def test_an_initial_marking_that_is_final() -> None:
    net = net_from_arcs({"t": ("start", "A", "start")}, final="start")
    assert aligned(net, "", "AA", "B").conformance.tolist() == [1.0, 1.0, 0.0]


def test_a_source_transition_may_fire_for_ever() -> None:
    net = net_from_arcs({"more": ("", "M", "p"), "t": ("start p", "A", "end")})
    assert [words(aligned(net, trace, node_budget=500)) for trace in ("MA", "A")] == ["M A", "-M A"]


def test_a_final_marking_that_cannot_be_reached_is_refused() -> None:
    net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p q", "B", "end")})
    with pytest.raises(ModelError, match="no run leads from its start to its end"):
        aligned(net, "A")


def test_an_unbounded_net_that_cannot_end_is_refused() -> None:
    net = net_from_arcs({"more": ("start", "M", "start p"), "t": ("p q", "A", "end")})
    with pytest.raises(LimitError, match="complete run"):
        aligned(net, "A")


def test_an_empty_marking_among_several_final_ones_is_refused() -> None:
    net = net_from_arcs({"t": ("start", "A", ""), "u": ("start", "B", "end")}, final=("", "end"))
    with pytest.raises(ModelError, match="no token at all"):
        aligned(net, "A")


def test_tokens_left_behind_in_a_loop_can_matter_later() -> None:
    # The first round leaves a token on "tie" that the second round uses: its "Y" may come before its "X".
    net = net_from_arcs(
        {
            "go": ("start", None, "l"),
            "split": ("l", None, "a b"),
            "x": ("a", "X", "c tie"),
            "no x": ("a", None, "c"),
            "y": ("b tie", "Y", "d"),
            "no y": ("b", None, "d"),
            "join": ("c d", None, "m"),
            "back": ("m", "R", "l"),
            "stop": ("m", None, "end"),
        }
    )
    assert aligned(net, "XRY", "XRYX", "XY", "YX").costs.tolist() == [
        reference_cost(net, trace) for trace in ("XRY", "XRYX", "XY", "YX")
    ]
    assert aligned(net, "XRY").costs.tolist() == [0]


@pytest.mark.parametrize(
    ("trace", "moves", "conformance"),
    [
        ("", "", 1.0),
        ("A", "A", 1.0),
        ("AB", "A B", 1.0),
        ("B", "-A B", 1 - 1 / 3),
        ("AZ", "A +Z", 1 - 1 / 3),
        ("Z", "+Z", 0.0),
        ("ABCA", "A B C +A", 1 - 1 / 7),
    ],
)
def test_open_sequences_are_not_blamed_for_steps_not_reached(trace: str, moves: str, conformance: float) -> None:
    alignments = opened(SEQUENCE, trace)
    assert words(alignments) == moves
    assert alignments.conformance.tolist() == [pytest.approx(conformance)]


@pytest.mark.parametrize(("trace", "cost"), [("B", 0), ("A", 0), ("ACA", 0), ("C", 1), ("BB", 1)])
def test_open_sequences_may_stop_inside_parallel_branches(trace: str, cost: float) -> None:
    assert opened(PARALLEL, trace).costs.tolist() == [cost]


def test_an_open_sequence_may_not_stop_where_the_model_cannot_end() -> None:
    net = net_from_arcs({"good": ("start", "A", "end"), "trap": ("start", "B", "p"), "on": ("p", "B", "p")})
    assert opened(net, "A", "B", "BB").costs.tolist() == [0, 1, 2]


def test_open_and_complete_sequences_in_one_call() -> None:
    alignments = aligned(SEQUENCE, "AB", "AB", is_open=np.array([True, False]))
    assert alignments.costs.tolist() == [0, 1]


def test_costs_of_moves_count_in_numerator_and_denominator() -> None:
    costs = MoveCosts(log={"Z": 0.5}, model={"B": 2.5})
    alignments = aligned(SEQUENCE, "AC", "AZBC", costs=costs)
    assert alignments.cheapest_run_cost == 4.5
    assert alignments.costs.tolist() == [2.5, 0.5]
    assert alignments.conformance.tolist() == [pytest.approx(1 - 2.5 / 6.5), pytest.approx(1 - 0.5 / 8)]


def test_large_costs_do_not_overflow() -> None:
    costs = MoveCosts(log={"Z": 10_000, "A": 9_999.999}, model={"B": 9_999.999})
    assert aligned(SEQUENCE, "AC" + "Z" * 300, costs=costs).costs.tolist() == [300 * 10_000 + 9_999.999]


@pytest.mark.parametrize("cost", [-1.0, float("nan"), 10_001.0, 0.00005])
def test_costs_that_cannot_be_used_are_refused(cost: float) -> None:
    with pytest.raises(ParameterError, match="cost of 'A'"):
        MoveCosts(log={"A": cost})


def test_a_label_may_stand_for_several_activities() -> None:
    log = log_of([["a ", "b", "c"], ["a", "b", "c"]])
    codes = {"A": (0, 1), "B": (2,), "C": (3,)}
    assert align_variants(SEQUENCE, log, activity_codes_by_label=codes).costs.tolist() == [0, 0]


def test_an_activity_of_two_different_labels_is_refused() -> None:
    with pytest.raises(ParameterError, match="belongs to several labels"):
        align_variants(SEQUENCE, log_of(["ab"]), activity_codes_by_label={"A": (0,), "B": (0, 1)})


def test_a_spent_time_budget_leaves_valid_bounds() -> None:
    alignments = aligned(SEQUENCE, "ABC", "ABZ", time_budget_seconds=0)
    assert alignments.is_exact.tolist() == [False, False]
    assert alignments.costs.tolist() == [6, 6]
    assert alignments.lower_costs.tolist() == [0, 1]
    assert alignments.conformance.tolist() == [0, 0]
    assert alignments.conformance_upper.tolist() == [1, pytest.approx(1 - 1 / 6)]


def test_a_trace_too_large_for_the_tables_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    traces = ["ACACACBACACACA", "AB", "BA", "Z"]
    expected = aligned(PARALLEL, *traces)
    monkeypatch.setattr(fold_engine, "MOST_TABLE_BYTES", 60)
    alignments = aligned(PARALLEL, *traces)
    assert alignments.is_exact.all()
    assert alignments.costs.tolist() == expected.costs.tolist() == [0, 0, 0, 3]


def bounded_case(seed: int) -> RandomCase | None:
    """Return a random case whose net has few markings and can end; None if the seed gives none."""
    case = random_case(seed, most_leaves=7, n_traces=4)
    try:
        reachable_automaton(case.net, 2_000)
    except (ModelError, TooManyMarkings):
        return None
    return case


SEEDS = st.integers(0, 100_000)
LAWS = settings(max_examples=60, deadline=None)


@LAWS
@given(SEEDS)
def test_runs_of_the_model_conform_exactly(seed: int) -> None:
    rng = random.Random(seed)
    net = mixed_net(rng, rng.randint(1, 12), "abcdef")
    runs = [run for run in (random_run(net, rng) for _ in range(5)) if run is not None]
    alignments = align_variants(net, log_of(runs))
    assert alignments.costs.tolist() == [0] * len(runs)
    assert alignments.conformance.tolist() == [1] * len(runs)


@LAWS
@given(SEEDS)
def test_conformance_is_a_share_and_cost_0_means_a_run(seed: int) -> None:
    case = bounded_case(seed)
    if case is None:
        return
    alignments = align_variants(case.net, case.log)
    assert ((alignments.conformance >= 0) & (alignments.conformance <= 1)).all()
    assert ((alignments.costs == 0) == (alignments.deviations == 0)).all()
    assert ((alignments.costs == 0) == (alignments.conformance == 1)).all()


@LAWS
@given(SEEDS, st.integers(0, 20), st.sampled_from(["a0", "a1", "unknown"]))
def test_one_more_event_changes_the_cost_by_at_most_one(seed: int, place: int, event: str) -> None:
    case = bounded_case(seed)
    if case is None:
        return
    longer = [(*trace[:place], event, *trace[place:]) for trace in case.traces]
    before = align_variants(case.net, case.log).costs
    after = align_variants(case.net, log_of(longer)).costs
    assert (np.abs(after - before) <= 1).all()


@LAWS
@given(SEEDS, st.randoms())
def test_a_score_depends_on_no_other_sequence(seed: int, shuffler: random.Random) -> None:
    case = bounded_case(seed)
    if case is None:
        return
    order = list(range(len(case.traces)))
    shuffler.shuffle(order)
    together = align_variants(case.net, case.log)
    shuffled = align_variants(case.net, log_of([case.traces[number] for number in order]))
    for place, number in enumerate(order):
        assert shuffled.moves(place) == together.moves(number)
        alone = align_variants(case.net, log_of([case.traces[number]]))
        assert alone.costs[0] == together.costs[number] == shuffled.costs[place]


@LAWS
@given(SEEDS, st.dictionaries(st.sampled_from(["a0", "a1", "a2"]), st.sampled_from([0, 0.5, 2, 3.25]), max_size=3))
def test_costs_of_moves_are_those_of_the_slow_reference(seed: int, costs: dict[str, float]) -> None:
    rng = random.Random(seed)
    net = mixed_net(rng, rng.randint(1, 7), ["a0", "a1", "a2", "a3"])
    traces = [["a0", "a1", "a2"], ["a2", "a2", "a0", "a3"], []]
    alignments = align_variants(net, log_of(traces), costs=MoveCosts(log=costs, model=costs))
    assert alignments.costs.tolist() == [reference_cost(net, trace, costs, costs) for trace in traces]
    endings = markings_that_can_end(net)
    begun = align_variants(
        net, log_of(traces), costs=MoveCosts(log=costs, model=costs), is_open=np.ones(3, np.bool_)
    )
    assert begun.costs.tolist() == [reference_cost(net, trace, costs, costs, endings) for trace in traces]
