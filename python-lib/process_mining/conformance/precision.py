"""Alignments of a log -> precision: how much of what the model allows along the way the log shows."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignments import Alignments
from process_mining.conformance.next_labels import NextLabels, next_labels
from process_mining.petri_net import Marking, PetriNet, fire


@dataclass(frozen=True)
class Precision:
    """How much of what a model allows a log shows.

    Parameters
    ----------
    value : float
        Between 0 and 1.
    is_exact : bool
        Whether it is proven; where not, the true value is not lower.
    n_states : int
        Different prefixes of runs that it was measured on.
    """

    value: float
    is_exact: bool
    n_states: int


class _State:
    """A sequence of visible labels that some aligned run begins with."""

    __slots__ = ("cases", "followers", "markings")

    def __init__(self) -> None:
        self.cases = 0
        self.followers: dict[str, _State] = {}
        self.markings: set[Marking] = set()


def measure_precision(alignments: Alignments, case_counts: npt.NDArray[np.int64]) -> Precision:
    """Measure precision as align-ETConformance: on the runs of the model that the cases are aligned with.

    Parameters
    ----------
    alignments : Alignments
    case_counts : ndarray of int64, shape (n_sequences,)
        Cases of each sequence.

    Returns
    -------
    Precision

    Notes
    -----
    Each case stands for the run of its one alignment: synchronous, model and silent moves in order. A state is a prefix
    of the visible labels of such runs. In a state, ``available`` are the labels that can come next, after any silent
    steps, from the markings that these runs have there, and ``used`` those with which some of them go on;
    ``precision = sum(cases * used) / sum(cases * available)`` over all states, ends of runs included. It is 1 where
    nothing is ever available. That a run could end where the log goes on, or the other way round, does not count.

    A silent step counts as taken only when a visible one needs its tokens. So the marking of a state does not depend on
    where in the alignment a step was skipped that nobody waited for.

    References
    ----------
    Adriansyah, Munoz-Gama, Carmona, van Dongen, van der Aalst, "Measuring precision of modeled behavior", Inf. Syst.
    E-Bus. Manag. 13(1), 2015: the variant with one optimal alignment per trace. PM4Py aligns every prefix of a trace by
    itself instead, and leaves out prefixes that are whole traces, so it differs.
    """
    states = _states(alignments, case_counts)
    known: dict[Marking, NextLabels] = {}
    used = available = 0
    is_exact = True
    for state in states:
        labels: set[str] = set()
        for marking in state.markings:
            if marking not in known:
                known[marking] = next_labels(alignments.net, marking)
            labels |= known[marking].labels
            is_exact = is_exact and known[marking].is_exact
        used += state.cases * len(state.followers)
        available += state.cases * len(labels)
    return Precision(used / available if available else 1.0, is_exact, len(states))


def _states(alignments: Alignments, case_counts: npt.NDArray[np.int64]) -> list[_State]:
    """Return the states of all aligned runs, each with the cases that pass it."""
    runs: Counter[tuple[int, ...]] = Counter()
    for sequence, cases in enumerate(case_counts.tolist()):
        steps = alignments.transitions[alignments.move_starts[sequence] : alignments.move_starts[sequence + 1]]
        runs[tuple(steps[steps >= 0].tolist())] += cases
    start = _State()
    start.markings.add(alignments.net.initial_marking)
    states = [start]
    for run, cases in runs.items():
        state = start
        state.cases += cases
        for label, marking in _visible_steps(alignments.net, run):
            if label not in state.followers:
                state.followers[label] = _State()
                states.append(state.followers[label])
            state = state.followers[label]
            state.cases += cases
            state.markings.add(marking)
    return states


def _visible_steps(net: PetriNet, run: Sequence[int]) -> Iterator[tuple[str, Marking]]:
    """Return the label of each visible step of a run and the marking after it, silent steps taken when needed.

    Which step a token comes from decides what a visible step needs: the steps before it that its tokens come from,
    directly or through others. What a set of steps closed in this way took, it also was given, so it can be fired.
    """
    marking = net.initial_marking
    makers: list[list[int]] = [[-1] * tokens for tokens in marking]
    makers_of_step: list[list[int]] = []
    is_waiting: list[bool] = []
    for step, transition in enumerate(run):
        taken = [makers[place].pop(0) for place, weight in net.inputs[transition] for _ in range(weight)]
        makers_of_step.append(taken)
        is_waiting.append(True)
        for place, weight in net.outputs[transition]:
            makers[place] += [step] * weight
        label = net.labels[transition]
        if label is None:
            continue
        for needed in _waiting_before(step, makers_of_step, is_waiting):
            marking = fire(net, marking, run[needed])
            is_waiting[needed] = False
        yield label, marking


def _waiting_before(step: int, makers_of_step: list[list[int]], is_waiting: list[bool]) -> list[int]:
    """Return a step and all that it needs and that was not yet taken, in order."""
    needed = {step}
    stack = [step]
    while stack:
        for maker in makers_of_step[stack.pop()]:
            if maker >= 0 and is_waiting[maker] and maker not in needed:
                needed.add(maker)
                stack.append(maker)
    return sorted(needed)
