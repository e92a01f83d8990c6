"""Seed -> a random net with traces of it, some of them with deviations, for tests of the aligner."""
from __future__ import annotations

import random
from typing import Any, NamedTuple

import numpy as np

from benchmarks.generated_nets import mixed_net, random_run, with_deviations
from process_mining.conformance.alignment_problem import AlignmentProblem, pose_problem
from process_mining.conformance.engine import Traces, traces_of
from process_mining.petri_net import PetriNet
from tests.python.unit.conformance.logs import log_of


class RandomCase(NamedTuple):
    """A net and traces to align with it."""

    net: PetriNet
    traces: list[tuple[str, ...]]
    log: Any


def random_case(
    seed: int, most_leaves: int = 22, n_traces: int = 25, tie_counts: tuple[int, ...] = (0, 0, 1, 2)
) -> RandomCase:
    """Return a net of nested blocks, with or without ties between them, and traces: runs, runs changed, and noise."""
    rng = random.Random(seed)
    labels = [f"a{number}" for number in range(rng.choice((4, 10, 200)))]
    net = mixed_net(rng, rng.randint(1, most_leaves), labels, rng.choice(tie_counts))
    runs = [run for run in (random_run(net, rng) for _ in range(12)) if run is not None]
    known = net.visible_labels or ("z",)
    traces = set()
    for _ in range(n_traces):
        is_run = runs and rng.random() < 0.8
        trace = rng.choice(runs) if is_run else [rng.choice(known) for _ in range(rng.randint(0, 10))]
        traces.add(tuple(with_deviations(trace, rng, known, rng.choice((0, 1, 3, 8)))))
    return RandomCase(net, sorted(traces), log_of(sorted(traces)))


def posed(case: RandomCase, is_open: bool = False) -> tuple[AlignmentProblem, Traces]:
    """Return a case as the engines read it."""
    problem = pose_problem(case.net, case.log.activities)
    return problem, traces_of(problem, case.log, np.full(len(case.traces), is_open))
