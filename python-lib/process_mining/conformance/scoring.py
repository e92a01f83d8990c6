"""Costs of alignments -> proven lower and upper bounds of conformance."""
from __future__ import annotations

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import AlignmentProblem, IntArray
from process_mining.conformance.engine import Found, Traces
from process_mining.conformance.replay_check import Replayed

FloatArray = npt.NDArray[np.float64]


def conformance_bounds(
    problem: AlignmentProblem, traces: Traces, cheapest_run: int, found: Found, replayed: Replayed
) -> tuple[FloatArray, FloatArray]:
    """Return the proven lower and upper bound of each trace's conformance.

    Parameters
    ----------
    problem : AlignmentProblem
    traces : Traces
    cheapest_run : int
        Cost units of the cheapest complete run.
    found : Found
    replayed : Replayed

    Returns
    -------
    FloatArray, FloatArray, shape (n_traces,)
        Equal where the alignment is optimal.

    Notes
    -----
    ``1 - cost / (cost of all events as log moves + cost of the model part)``, 1 where both are 0. The model part is
    the cheapest run, or of an open trace the part of a run that the alignment uses. An open trace whose optimum is
    unknown may have any model part: for the lower bound none, for the upper bound what the lower bound of the cost
    leaves room for, together with every event that some step waits for.
    """
    logged = _sums(traces, traces.log_costs)
    is_exact = found.costs == found.lower_costs
    most = np.zeros(problem.n_symbols + 1, np.int64)
    np.maximum.at(most, np.array(problem.transition_symbols, np.int64), problem.transition_costs)
    most[-1] = 0
    part_low = np.where(is_exact, replayed.run_costs, 0)
    part_high = np.where(is_exact, replayed.run_costs, found.lower_costs + _sums(traces, most[traces.symbols]))
    lower = _ratio(found.costs, logged + np.where(traces.is_open, part_low, cheapest_run))
    upper = _ratio(found.lower_costs, logged + np.where(traces.is_open, part_high, cheapest_run))
    return lower, upper


def _sums(traces: Traces, numbers: IntArray) -> IntArray:
    """Return the sum over the events of each trace."""
    return np.diff(np.concatenate([[0], np.cumsum(numbers)])[traces.starts]).astype(np.int64)


def _ratio(costs: IntArray, worst: IntArray) -> FloatArray:
    """Return ``1 - cost / worst``, 1 where both are 0, never below 0."""
    return np.maximum(0.0, 1 - costs / np.maximum(worst, 1))
