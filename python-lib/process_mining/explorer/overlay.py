"""Recorded alignments and filtered cases -> what deviates on the map, and the list of deviations."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.conformance.deviations import DeviationKind, DeviationPlace
from process_mining.explorer.array_forms import read_only
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.overlay_loops import count_deviating_passages
from process_mining.explorer.process_map import ProcessMap
from process_mining.explorer.projection import HIDDEN, count_steps, variant_counts
from process_mining.explorer.recorded_moves import RecordedMoves
from process_mining.segments import freeze


@dataclass(frozen=True)
class PlaceCount:
    """A deviation among the filtered cases.

    Parameters
    ----------
    place : DeviationPlace
    cases : int
    share : float
        Of the scored cases.
    execution_seconds_mean, execution_seconds_mean_others : float or None
        Of the cases with it and of the other scored cases; None where there are none.
    """

    place: DeviationPlace
    cases: int
    share: float
    execution_seconds_mean: float
    execution_seconds_mean_others: float | None


@dataclass(frozen=True)
class ConformanceOverlay:
    """What deviates on a map.

    Parameters
    ----------
    deviations : tuple of PlaceCount
        Most cases first.
    skipped, extra, replaced, out_of_order : ndarray of int64, shape (n_nodes,)
        Cases with that kind of deviation at the node.
    path_deviations : ndarray of int64, shape (n_drawn,)
        Deviating passages of each drawn path.
    missing_labels : tuple of str
        Activities that the reference expects and that are not on the map, most cases first.
    missing_cases, missing_frequency : ndarray of int64, shape (n_missing,)
        Scored cases that skip them, and how often they occur as events in the scored cases.
    """

    deviations: tuple[PlaceCount, ...]
    skipped: np.ndarray
    extra: np.ndarray
    replaced: np.ndarray
    out_of_order: np.ndarray
    path_deviations: np.ndarray
    missing_labels: tuple[str, ...]
    missing_cases: np.ndarray
    missing_frequency: np.ndarray

    def __post_init__(self) -> None:
        freeze(self)


def overlay_conformance(
    log: ExploredLog, process_map: ProcessMap, moves: RecordedMoves, kept: np.ndarray
) -> ConformanceOverlay:
    """Find what deviates on a map.

    Parameters
    ----------
    log : ExploredLog
    process_map : ProcessMap
    moves : RecordedMoves
    kept : ndarray of bool, shape (n_cases,)
        The cases of the picture; those without an alignment are passed over.

    Returns
    -------
    ConformanceOverlay
    """
    scored = kept & moves.is_scored[log.variants.case_variants]
    counts = variant_counts(log.variants, scored)
    n_nodes = len(process_map.shown)
    node_of_name: dict[str | None, int] = {None: HIDDEN}
    node_of_name.update(zip(log.variants.activities, process_map.projection.node_of_activity.tolist()))
    by_kind = {
        kind: _cases_by_node(moves, counts, node_of_name, kind, n_nodes)
        for kind in ("skipped", "extra", "replaced", "out_of_order")
    }
    labels, missing_cases = _missing_steps(moves, counts, node_of_name)
    frequency = dict(zip(log.variants.activities, count_steps(log.variants, log.steps, counts).frequency.tolist()))
    return ConformanceOverlay(
        _count_places(log, moves, counts, scored),
        by_kind["skipped"],
        by_kind["extra"],
        by_kind["replaced"],
        by_kind["out_of_order"],
        _deviating_passages(log, process_map, moves, counts)[process_map.drawn.paths],
        labels,
        missing_cases,
        np.array([frequency.get(label, 0) for label in labels], dtype=np.int64),
    )


def _count_places(
    log: ExploredLog, moves: RecordedMoves, counts: np.ndarray, scored: np.ndarray
) -> tuple[PlaceCount, ...]:
    """Count the cases of each deviation, and how long they and the others take; most cases first."""
    totals = np.bincount(
        log.variants.case_variants[scored], weights=log.execution_seconds[scored], minlength=len(counts)
    )
    n_cases, total = int(counts.sum()), float(totals.sum())
    cases_of_place, total_of_place = (
        np.bincount(moves.place_codes, weights=of_variant[moves.place_variants], minlength=len(moves.places))
        for of_variant in (counts, totals)
    )
    found = []
    for place, cases, seconds in zip(moves.places, cases_of_place.astype(int).tolist(), total_of_place.tolist()):
        if cases:
            others = (total - seconds) / (n_cases - cases) if cases < n_cases else None
            found.append(PlaceCount(place, cases, cases / n_cases, seconds / cases, others))
    return tuple(sorted(found, key=_order))


def _order(row: PlaceCount) -> tuple[int, str, str, str, str, str]:
    place = row.place
    return -row.cases, place.kind, place.activity, place.other_activity or "", place.after or "", place.before or ""


def _cases_by_node(
    moves: RecordedMoves, counts: np.ndarray, node_of_name: dict[str | None, int], kind: DeviationKind, n_nodes: int
) -> np.ndarray:
    """Count the cases with a kind of deviation at each node; what is replaced counts at both steps."""
    # A place that is of another kind, or not on the map, is at no node.
    names = [(place.activity, place.other_activity) if place.kind == kind else (None, None) for place in moves.places]
    node_of_place = np.array([[node_of_name.get(name, HIDDEN) for name in pair] for pair in names], dtype=np.int64)
    nodes = node_of_place.reshape(-1, 2)[moves.place_codes].ravel()
    variants, shown = np.repeat(moves.place_variants, 2), nodes != HIDDEN
    occurrences = np.unique(variants[shown] * n_nodes + nodes[shown])
    cases = counts[occurrences // n_nodes]
    return np.bincount(occurrences % n_nodes, weights=cases, minlength=n_nodes).astype(np.int64)


def _cases_with(moves: RecordedMoves, counts: np.ndarray, is_meant: np.ndarray) -> int:
    """Count the cases that have one of some deviations."""
    return int(counts[np.unique(moves.place_variants[is_meant[moves.place_codes]])].sum())


def _missing_steps(
    moves: RecordedMoves, counts: np.ndarray, node_of_name: dict[str | None, int]
) -> tuple[tuple[str, ...], np.ndarray]:
    """Return what the reference expects and is not on the map, with the cases that do not do it; most cases first."""
    expected: dict[str, np.ndarray] = {}
    for code, place in enumerate(moves.places):
        if place.kind in ("skipped", "replaced") and node_of_name.get(place.activity, HIDDEN) == HIDDEN:
            expected.setdefault(place.activity, np.zeros(len(moves.places), dtype=bool))[code] = True
    cases = {label: _cases_with(moves, counts, is_meant) for label, is_meant in expected.items()}
    labels = sorted((label for label in cases if cases[label]), key=lambda label: (-cases[label], label))
    return tuple(labels), np.array([cases[label] for label in labels], dtype=np.int64)


def _deviating_passages(
    log: ExploredLog, process_map: ProcessMap, moves: RecordedMoves, counts: np.ndarray
) -> np.ndarray:
    """Count the deviating passages of each path of the projection."""
    projection = process_map.projection
    deviating = np.zeros(projection.n_paths, dtype=np.int64)
    count_deviating_passages(
        projection.shown_starts,
        projection.places,
        projection.paths_in,
        projection.last_paths,
        log.variants.sequence_starts,
        moves.is_log_move,
        moves.skipped_starts,
        moves.skipped_places,
        read_only(counts),
        deviating,
    )
    return deviating
