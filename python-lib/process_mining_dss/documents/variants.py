"""Filtered cases -> a page of the variants document: their steps with signs, their cases, and how each differs."""
from __future__ import annotations

import numpy as np

from process_mining.explorer.variant_list import VariantList, list_variants, variant_difference, variant_signs
from process_mining_dss.contract.panel_answers import VariantDifference, VariantRow, VariantsDocument
from process_mining_dss.contract.requests import VariantsRequest
from process_mining_dss.documents.times import number_or_none
from process_mining_dss.filtered_cases import FilteredCases
from process_mining_dss.loaded_log import LoadedLog

_MOST_ROWS = 200


def variants_document(loaded: LoadedLog, filtered: FilteredCases, wanted: VariantsRequest) -> VariantsDocument:
    """Return the rows of the list that are asked for."""
    scores = loaded.conformance
    bounds = None if scores is None else (scores.lower, scores.upper)
    listed = list_variants(loaded.log, filtered.kept, wanted["order"], wanted["descending"], bounds)
    offset = max(wanted["offset"], 0)
    rows = range(offset, min(offset + min(max(wanted["limit"], 0), _MOST_ROWS), len(listed.variants)))
    return {
        "version": loaded.version,
        "total": len(listed.variants),
        "covers_10": float(listed.covers_10),
        "rows": [_row(loaded, listed, at, filtered.n_cases) for at in rows],
    }


def _row(loaded: LoadedLog, listed: VariantList, at: int, n_cases: int) -> VariantRow:
    log, variant = loaded.log, int(listed.variants[at])
    return {
        "rank": variant + 1,
        "variant_id": log.variants.ids[variant],
        "cases": int(listed.cases[at]),
        "share": int(listed.cases[at]) / n_cases,
        "execution_time_mean_seconds": float(listed.execution_seconds_mean[at]),
        "conformance_lower": _bound(listed.conformance_lower, at),
        "conformance_upper": _bound(listed.conformance_upper, at),
        "n_steps": int(log.variants.lengths[variant]),
        "steps": [
            {"activity": int(log.steps.positions[code]), "sign": sign}
            for code, sign in variant_signs(log, variant, loaded.moves)
        ],
        "difference": _difference(loaded, variant),
    }


def _bound(values: np.ndarray | None, at: int) -> float | None:
    return None if values is None else number_or_none(values[at])


def _difference(loaded: LoadedLog, variant: int) -> VariantDifference:
    labels, differs = loaded.log.variants.activities, variant_difference(loaded.log, variant)
    return {
        "added": [labels[code] for code in differs.added],
        "missing": [labels[code] for code in differs.missing],
        "repeated": [labels[code] for code in differs.repeated],
        "earlier": [labels[code] for code in differs.earlier],
        "later": [labels[code] for code in differs.later],
    }
