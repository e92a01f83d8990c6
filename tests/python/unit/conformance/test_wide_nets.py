"""Nets with many parallel branches are solved exactly and fast; those that do not fold keep their budget and bounds."""
from __future__ import annotations

import time

import numpy as np
import pytest

from benchmarks.generated_nets import wide_log, wide_net
from process_mining.conformance.alignment_problem import AlignmentProblem, pose_problem
from process_mining.conformance.alignments import align_variants
from process_mining.conformance.component_engine import prepare_component_engine
from process_mining.conformance.components import find_components
from process_mining.conformance.engine import Engine, Traces, chosen_traces, traces_of
from process_mining.conformance.fold_engine import prepare_fold_engine
from process_mining.petri_net import PetriNet, net_from_arcs
from tests.python.unit.conformance.logs import log_of

MOST_MILLISECONDS = 3.0


def posed(net: PetriNet, traces: list[tuple[str, ...]]) -> tuple[AlignmentProblem, Traces]:
    log = log_of(traces)
    problem = pose_problem(net, log.activities)
    return problem, traces_of(problem, log, np.zeros(len(traces), np.bool_))


def milliseconds_a_trace(engine: Engine, traces: Traces) -> float:
    engine.align(chosen_traces(traces, np.array([0])))
    begin = time.thread_time()
    engine.align(traces)
    return 1000 * (time.thread_time() - begin) / traces.n_traces


@pytest.mark.parametrize(("n_branches", "n_leaves", "n_transitions"), [(12, 250, (300, 500)), (40, 300, (300, 500))])
def test_wide_nets_fold_and_are_fast(n_branches: int, n_leaves: int, n_transitions: tuple[int, int]) -> None:
    net = wide_net(1, n_branches, n_leaves)
    traces = wide_log(net, 2, 40)
    assert n_transitions[0] <= net.n_transitions <= n_transitions[1]
    assert np.mean([len(trace) for trace in traces]) > 150
    problem, posed_traces = posed(net, traces)
    assert milliseconds_a_trace(prepare_fold_engine(problem, posed_traces), posed_traces) < MOST_MILLISECONDS


def test_window_tables_and_component_search_agree_on_a_wide_net() -> None:
    net = wide_net(7, 12, 100)
    problem, traces = posed(net, wide_log(net, 8, 10))
    exact = prepare_fold_engine(problem, traces).align(traces)
    searched = prepare_component_engine(problem, 100_000).align(traces)
    assert (searched.lower_costs <= exact.costs).all()
    assert (searched.costs >= exact.costs).all()
    assert (searched.costs == searched.lower_costs).sum() >= 8


def test_ties_between_big_branches_end_within_the_budget_with_bounds() -> None:
    net = wide_net(3, 12, 300, n_ties=6)
    log = log_of(wide_log(net, 5, 3))
    small = align_variants(net, log, node_budget=300)
    large = align_variants(net, log, node_budget=100_000)
    assert large.engine == "component search"
    assert large.is_exact.all()
    assert not small.is_exact.any()
    assert ((small.lower_costs <= large.costs) & (large.costs <= small.costs)).all()
    assert ((small.conformance <= large.conformance) & (large.conformance <= small.conformance_upper)).all()


def test_the_budget_decides_always_in_the_same_way() -> None:
    net = wide_net(3, 12, 300, n_ties=6)
    log = log_of(wide_log(net, 5, 2))
    one, other = align_variants(net, log, node_budget=2_000), align_variants(net, log, node_budget=2_000)
    assert one.lower_costs.tolist() == other.lower_costs.tolist()
    assert [one.moves(number) for number in range(2)] == [other.moves(number) for number in range(2)]


def test_components_of_a_net_with_parallel_branches() -> None:
    net = net_from_arcs(
        {"s": ("start", None, "a b"), "x": ("a", "A", "c"), "y": ("b", "B", "d"), "j": ("c d", None, "end")}
    )
    assert [tuple(net.places[place] for place in one.places) for one in find_components(net)] == [
        ("a", "c", "end", "start"),
        ("b", "d", "end", "start"),
    ]


def test_a_net_without_invariants_has_no_components() -> None:
    net = net_from_arcs({"more": ("", "M", "p"), "t": ("start p", "A", "end")})
    assert [tuple(net.places[place] for place in one.places) for one in find_components(net)] == [("end", "start")]
