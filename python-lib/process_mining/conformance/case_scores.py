"""Variants, open cases and references -> a score for every case: the reference it follows best, and how well."""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from process_mining.conformance.alignments import DEFAULT_NODE_BUDGET, DEFAULT_SECONDS, Alignments, align_variants
from process_mining.conformance.deviations import Deviation, find_deviations
from process_mining.conformance.references import Reference, costs_of
from process_mining.conformance.token_replay import replay_tokens
from process_mining.errors import ModelError
from process_mining.segments import freeze, segment_starts
from process_mining.variants import Variants

EXACT, BOUNDED, NOT_SCORED = "exact", "bounded", "not_scored"
NO_REFERENCE = -1


@dataclass(frozen=True)
class Traces:
    """The distinct traces that are scored: a variant once for its closed cases and once for its open ones.

    Parameters
    ----------
    activities : tuple of str
    sequence_starts : ndarray of int64, shape (n_traces + 1,)
    activity_codes : ndarray of int, shape (n_positions,)
    variants : ndarray of int64, shape (n_traces,)
        Variant of each trace.
    is_open : ndarray of bool, shape (n_traces,)
    case_counts : ndarray of int64, shape (n_traces,)
    case_traces : ndarray of int64, shape (n_cases,)
        Trace of each case of the log.
    """

    activities: tuple[str, ...]
    sequence_starts: np.ndarray = field(repr=False)
    activity_codes: np.ndarray = field(repr=False)
    variants: np.ndarray = field(repr=False)
    is_open: np.ndarray = field(repr=False)
    case_counts: np.ndarray = field(repr=False)
    case_traces: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_traces(self) -> int:
        """Return the number of distinct traces."""
        return len(self.case_counts)


@dataclass(frozen=True)
class CaseScores:
    """Conformance of the traces of a log, each with the reference that it follows best.

    Parameters
    ----------
    traces : Traces
    references : tuple of Reference
        By file name.
    reference : ndarray of int64, shape (n_traces,)
        Reference of each trace; `NO_REFERENCE` where it was not scored.
    conformance, conformance_upper : ndarray of float64, shape (n_traces,)
        Proven bounds, 0-1, equal where exact; not a number where not scored.
    status : ndarray of str objects, shape (n_traces,)
        `EXACT`, `BOUNDED` or `NOT_SCORED`.
    alignments : tuple of Alignments
        With each reference; empty when tokens were replayed.
    """

    traces: Traces
    references: tuple[Reference, ...]
    reference: np.ndarray = field(repr=False)
    conformance: np.ndarray = field(repr=False)
    conformance_upper: np.ndarray = field(repr=False)
    status: np.ndarray = field(repr=False)
    alignments: tuple[Alignments, ...] = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def is_scored(self) -> np.ndarray:
        """Return which traces were scored, exactly or within bounds."""
        return self.reference != NO_REFERENCE

    def of_alignments(self, name: str) -> np.ndarray:
        """Return a figure of each trace's alignment with its reference; not a number where there is none."""
        figures = np.full(self.traces.n_traces, np.nan)
        for number, alignments in enumerate(self.alignments):
            chosen = self.reference == number
            figures[chosen] = getattr(alignments, name)[chosen]
        return figures


def traces_to_score(variants: Variants, is_open: np.ndarray) -> Traces:
    """Return the distinct traces of a log, open cases apart from closed ones.

    Parameters
    ----------
    variants : Variants
    is_open : ndarray of bool, shape (n_cases,)

    Returns
    -------
    Traces
        By variant rank, closed cases before open ones.
    """
    keys, case_traces, counts = np.unique(
        variants.case_variants.astype(np.int64) * 2 + is_open, return_inverse=True, return_counts=True
    )
    ranks = keys // 2
    lengths = variants.lengths[ranks]
    starts = segment_starts(lengths)
    positions = np.repeat(variants.sequence_starts[ranks] - starts[:-1], lengths) + np.arange(starts[-1])
    return Traces(
        variants.activities, starts, variants.activity_codes[positions], ranks, keys % 2 == 1, counts, case_traces
    )


def score_by_alignment(
    traces: Traces,
    references: Sequence[Reference],
    leave_out: np.ndarray,
    as_prefix: np.ndarray,
    move_costs: Mapping[str, float] | None = None,
    node_budget: int = DEFAULT_NODE_BUDGET,
    time_budget_seconds: float = DEFAULT_SECONDS,
) -> CaseScores:
    """Score traces by optimal alignments.

    Parameters
    ----------
    traces : Traces
    references : sequence of Reference
        At least one.
    leave_out : ndarray of bool, shape (n_traces,)
        Traces that are not to be scored.
    as_prefix : ndarray of bool, shape (n_traces,)
        Traces that need not reach the end of the model.
    move_costs : mapping of str to float, optional
        Activity -> cost of a move on it.
    node_budget : int
        Per trace; it decides, always in the same way, what stays bounded.
    time_budget_seconds : float
        For all references together.

    Returns
    -------
    CaseScores

    Raises
    ------
    ModelError, LimitError, ParameterError
        As `align_variants`, with the file.
    """
    deadline = time.perf_counter() + time_budget_seconds
    ordered = tuple(sorted(references, key=lambda reference: reference.file_name))

    def align(reference: Reference) -> Alignments:
        try:
            return align_variants(
                reference.model.net,
                traces,
                activity_codes_by_label=reference.codes_by_label,
                costs=costs_of(reference, move_costs or {}, traces.activities),
                is_open=as_prefix,
                node_budget=node_budget,
                time_budget_seconds=max(deadline - time.perf_counter(), 0.0),
            )
        except ModelError as error:
            raise error.in_file(reference.file_name) from None

    alignments = tuple(align(reference) for reference in ordered)
    lower = np.stack([one.conformance for one in alignments])
    upper = np.stack([one.conformance_upper for one in alignments])
    exact = np.stack([one.is_exact for one in alignments])
    return _choose_best(traces, ordered, leave_out, (lower, upper, exact), alignments)


def score_by_token_replay(traces: Traces, references: Sequence[Reference], leave_out: np.ndarray) -> CaseScores:
    """Score traces by token replay; its fitness stands for both bounds.

    Parameters
    ----------
    traces : Traces
    references : sequence of Reference
        At least one.
    leave_out : ndarray of bool, shape (n_traces,)
        Traces that are not to be scored. Token replay knows no prefixes: what is replayed is replayed to the end.

    Returns
    -------
    CaseScores
        Without alignments.
    """
    ordered = tuple(sorted(references, key=lambda reference: reference.file_name))
    fitness = np.stack(
        [replay_tokens(reference.model.net, traces, reference.codes_by_label).fitness for reference in ordered]
    )
    return _choose_best(traces, ordered, leave_out, (fitness, fitness, np.ones(fitness.shape, dtype=bool)), ())


def _choose_best(
    traces: Traces,
    references: tuple[Reference, ...],
    leave_out: np.ndarray,
    scores: tuple[np.ndarray, np.ndarray, np.ndarray],
    alignments: tuple[Alignments, ...],
) -> CaseScores:
    """Give each trace the reference with the highest proven lower bound, the first by file name among equals."""
    lower, upper, exact = scores
    best = np.argmax(lower, axis=0)
    every = np.arange(traces.n_traces)
    status = np.where(leave_out, NOT_SCORED, np.where(exact[best, every], EXACT, BOUNDED)).astype(object)
    return CaseScores(
        traces,
        references,
        np.where(leave_out, NO_REFERENCE, best),
        np.where(leave_out, np.nan, lower[best, every]),
        np.where(leave_out, np.nan, upper[best, every]),
        status,
        alignments,
    )


@dataclass(frozen=True)
class ReferenceDeviation:
    """A deviation and the reference it is a deviation from."""

    deviation: Deviation
    reference: Reference


def find_all_deviations(scores: CaseScores, execution_times: np.ndarray) -> list[ReferenceDeviation]:
    """Find what deviates, each case from the reference it was scored with.

    Parameters
    ----------
    scores : CaseScores
        By alignment.
    execution_times : ndarray of float64, shape (n_cases,)

    Returns
    -------
    list of ReferenceDeviation
        Most cases first. Shares and the others' mean are over all scored cases, whatever their reference; cases that
        are only bounded add no deviation.
    """
    n_traces = scores.traces.n_traces
    totals = np.bincount(scores.traces.case_traces, weights=execution_times, minlength=n_traces)
    n_scored = int(scores.traces.case_counts[scores.is_scored].sum())
    total_scored = float(totals[scores.is_scored].sum())
    found = []
    for number, alignments in enumerate(scores.alignments):
        # The alignment of a bounded trace is just one that was found in time; what differs in it may be its own doing.
        chosen = (scores.reference == number) & (scores.status == EXACT)
        for deviation in find_deviations(
            alignments, np.where(chosen, scores.traces.case_counts, 0), np.where(chosen, totals, 0.0)
        ):
            if deviation.cases:
                n_others = n_scored - deviation.cases
                others = (total_scored - deviation.execution_time_mean * deviation.cases) / max(n_others, 1)
                whole = replace(
                    deviation,
                    share=deviation.cases / n_scored,
                    execution_time_mean_others=others if n_others else None,
                )
                found.append(ReferenceDeviation(whole, scores.references[number]))
    return sorted(found, key=lambda row: -row.deviation.cases)
