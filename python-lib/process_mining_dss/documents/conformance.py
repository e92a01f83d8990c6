"""Filtered cases and a drawn map -> the conformance document: what the reference does not allow, and where."""
from __future__ import annotations

from process_mining.explorer.overlay import ConformanceOverlay, PlaceCount, overlay_conformance
from process_mining_dss.contract.answers import HiddenActivity
from process_mining_dss.contract.panel_answers import ConformanceDocument, DeviationRow, NodeDeviations
from process_mining_dss.documents.drawn_map import DrawnMap
from process_mining_dss.documents.figures import conformance_figure
from process_mining_dss.documents.times import number_or_none
from process_mining_dss.filtered_cases import FilteredCases
from process_mining_dss.loaded_log import LoadedLog


def conformance_document(loaded: LoadedLog, filtered: FilteredCases, drawn: DrawnMap | None) -> ConformanceDocument:
    """Return what deviates; without alignments the figure alone, without scores nothing."""
    scores = loaded.conformance
    document: ConformanceDocument = {
        "version": loaded.version,
        "models": [] if scores is None else list(scores.models),
        "figure": conformance_figure(scores, filtered.kept),
        "deviations": [],
        "steps": {},
        "paths": {},
        "missing_steps": [],
    }
    if loaded.moves is None or drawn is None:
        return document
    overlay = overlay_conformance(loaded.log, drawn.map, loaded.moves, drawn.kept)
    deviating = zip(drawn.path_ids, overlay.path_deviations.tolist())
    return {
        **document,
        "deviations": [_deviation(counted) for counted in overlay.deviations],
        "steps": _steps(drawn, overlay),
        "paths": {path_id: passages for path_id, passages in deviating if passages},
        "missing_steps": _missing_steps(overlay),
    }


def _deviation(counted: PlaceCount) -> DeviationRow:
    place = counted.place
    return {
        "kind": place.kind,
        "activity": place.activity,
        "other_activity": place.other_activity,
        "after": place.after,
        "before": place.before,
        "cases": counted.cases,
        "share": counted.share,
        "execution_time_mean_seconds": number_or_none(counted.execution_seconds_mean),
        "execution_time_mean_seconds_others": number_or_none(counted.execution_seconds_mean_others),
        "filter": {
            "kind": "deviates",
            "deviation": place.kind,
            "activity": place.activity,
            "context": {"other_activity": place.other_activity, "after": place.after, "before": place.before},
        },
    }


def _steps(drawn: DrawnMap, overlay: ConformanceOverlay) -> dict[str, NodeDeviations]:
    kinds = zip(
        overlay.skipped.tolist(), overlay.extra.tolist(), overlay.replaced.tolist(), overlay.out_of_order.tolist()
    )
    return {
        node_id: {"skipped": skipped, "extra": extra, "replaced": replaced, "out_of_order": out_of_order}
        for node_id, (skipped, extra, replaced, out_of_order) in zip(drawn.node_ids, kinds)
        if skipped or extra or replaced or out_of_order
    }


def _missing_steps(overlay: ConformanceOverlay) -> list[HiddenActivity]:
    counted = zip(overlay.missing_labels, overlay.missing_cases.tolist(), overlay.missing_frequency.tolist())
    return [{"label": label, "cases": cases, "frequency": frequency} for label, cases, frequency in counted]
