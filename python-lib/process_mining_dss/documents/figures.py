"""Filtered cases -> the figures at the top: how many, how long, how well they conform."""
from __future__ import annotations

import numpy as np

from process_mining_dss.contract.answers import ConformanceFigure, Figures
from process_mining_dss.filtered_cases import FilteredCases
from process_mining_dss.loaded_log import CaseConformance, LoadedLog


def figures_document(loaded: LoadedLog, filtered: FilteredCases) -> Figures:
    """Return the figures of the filtered cases, beside those of all."""
    log = loaded.log
    seconds = log.execution_seconds[filtered.kept]
    return {
        "cases": filtered.n_cases,
        "cases_all": log.n_cases,
        "variants": int(np.count_nonzero(filtered.counts)),
        "variants_all": log.variants.n_variants,
        "execution_time_mean_seconds": float(seconds.mean()) if len(seconds) else None,
        "execution_time_mean_seconds_all": loaded.execution_seconds_mean,
        "execution_time_median_seconds": float(np.median(seconds)) if len(seconds) else None,
        "conformance": None if loaded.conformance is None else conformance_figure(loaded.conformance, filtered.kept),
    }


def conformance_figure(conformance: CaseConformance | None, kept: np.ndarray) -> ConformanceFigure:
    """Return how well some cases conform: proven bounds of the mean of those that were scored."""
    if conformance is None:
        return _not_scored(kept)
    scored = np.flatnonzero(kept & conformance.is_scored)
    n_scored = len(scored)
    lower = float(conformance.lower[scored].mean()) if n_scored else None
    is_exact = conformance.upper is conformance.lower
    return {
        "mean_lower": lower,
        "mean_upper": float(conformance.upper[scored].mean()) if n_scored and not is_exact else lower,
        "cases": int(kept.sum()),
        "scored_cases": n_scored,
        "bounded_cases": int((kept & conformance.is_bounded).sum()),
        "conforming_cases": int((kept & conformance.is_conforming).sum()),
    }


def _not_scored(kept: np.ndarray) -> ConformanceFigure:
    return {
        "mean_lower": None,
        "mean_upper": None,
        "cases": int(kept.sum()),
        "scored_cases": 0,
        "bounded_cases": 0,
        "conforming_cases": 0,
    }
