"""Parameters of the Conformance recipe, variants and references -> scores, and the health of the process in the log."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from process_mining.cases import find_open_cases
from process_mining.conformance.case_scores import (
    BOUNDED,
    EXACT,
    NOT_SCORED,
    CaseScores,
    score_by_alignment,
    score_by_token_replay,
    traces_to_score,
)
from process_mining.conformance.references import Reference
from process_mining.variants import Variants
from process_mining_dss.datasets import logger
from process_mining_dss.params import ConformanceParameters


def score_cases(
    variants: Variants, references: Sequence[Reference], parameters: ConformanceParameters
) -> CaseScores:
    """Score the cases of a log as the recipe's parameters say.

    Parameters
    ----------
    variants : Variants
    references : sequence of Reference
        At least one.
    parameters : ConformanceParameters

    Returns
    -------
    CaseScores

    Raises
    ------
    ModelError, LimitError, ParameterError
        As `process_mining.conformance.alignments.align_variants`.
    """
    traces = traces_to_score(variants, find_open_cases(variants, parameters.end_activities))
    rule = parameters.score_open_cases
    leave_out = traces.is_open & (rule == "leave_out")
    if parameters.method == "token_replay":
        if rule == "as_prefix" and traces.is_open.any():
            logger.warning("Token replay knows no prefixes, so open cases are not scored.")
            leave_out = traces.is_open
        scores = score_by_token_replay(traces, references, leave_out)
    else:
        scores = score_by_alignment(
            traces,
            references,
            leave_out,
            as_prefix=traces.is_open & (rule == "as_prefix"),
            move_costs=parameters.move_costs,
            node_budget=parameters.node_budget,
            time_budget_seconds=parameters.time_budget_seconds,
        )
    _tell_health(scores)
    return scores


def score_facts(scores: CaseScores, parameters: ConformanceParameters) -> dict[str, object]:
    """Return what scores must be compared by, as plain values: references with their digests, method and settings."""
    return {
        "conformance": {
            "references": [
                {"name": reference.file_name, "digest": reference.digest} for reference in scores.references
            ],
            "method": parameters.method,
            "score_open_cases": parameters.score_open_cases,
            "move_costs": dict(parameters.move_costs),
            "label_mapping": dict(parameters.label_mapping),
        }
    }


def _tell_health(scores: CaseScores) -> None:
    """Say in the log how many cases were scored, how well they conform, and by which formula."""
    counts = scores.traces.case_counts
    cases = {status: int(counts[scores.status == status].sum()) for status in (EXACT, BOUNDED, NOT_SCORED)}
    for alignments, reference in zip(scores.alignments, scores.references):
        logger.info("Aligned with %s: %s.", reference.file_name, alignments.engine)
    logger.info("Scored %s.", ", ".join(f"{number:,} cases {status}" for status, number in cases.items()))
    if cases[BOUNDED]:
        logger.warning("Bounded cases are left out of the deviations: raise the budgets to have them.")
    if not scores.is_scored.any():
        return
    weights = counts[scores.is_scored]
    mean, upper = (
        float(np.average(values[scores.is_scored], weights=weights))
        for values in (scores.conformance, scores.conformance_upper)
    )
    conforming = float(weights[scores.conformance[scores.is_scored] == 1].sum() / weights.sum())
    told = f"{mean:.4f}" if mean == upper else f"between {mean:.4f} and {upper:.4f}"
    logger.info("Mean conformance %s; %.1f %% of the scored cases conform fully.", told, 100 * conforming)
