"""Alignments as the conformance recipe wrote them -> what deviates where, variant by variant."""
from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from process_mining.conformance.deviations import DeviationPlace, VisibleMove, deviations_of
from process_mining.segments import freeze, segment_starts
from process_mining.variants import Variants

NONE = -1
"""A move without an event, without a step of the model; a step of the model that no event of the log stands for."""


@dataclass(frozen=True)
class RecordedMoves:
    """The alignment of every variant that has one.

    Parameters
    ----------
    is_scored : ndarray of bool, shape (n_variants,)
    is_log_move : ndarray of bool, shape (n_positions,)
        Whether the event at each position of the variants is not allowed there.
    skipped_starts : ndarray of int64, shape (n_variants + 1,)
        Steps that the model expects in variant v and that are missing are ``skipped_starts[v]:skipped_starts[v + 1]``
        of the next two.
    skipped_places : ndarray of int32, shape (n_skipped,)
        Place in the variant before which the step is expected; the length of the variant for its end.
    skipped_codes : ndarray of int32, shape (n_skipped,)
        Its activity, `NONE` if the log has none for it.
    places : tuple of DeviationPlace
        Every deviation that occurs; steps of the model are called by their activity where the log has one.
    place_variants, place_codes : ndarray of int64, shape (n_occurrences,)
        Variant and place of each occurrence, once for each variant; by variant.
    n_unreadable : int
        Rows whose moves cannot be read or do not tell the activities of their variant; they count as not scored.
    """

    is_scored: np.ndarray = field(repr=False)
    is_log_move: np.ndarray = field(repr=False)
    skipped_starts: np.ndarray = field(repr=False)
    skipped_places: np.ndarray = field(repr=False)
    skipped_codes: np.ndarray = field(repr=False)
    places: tuple[DeviationPlace, ...] = field(repr=False)
    place_variants: np.ndarray = field(repr=False)
    place_codes: np.ndarray = field(repr=False)
    n_unreadable: int

    def __post_init__(self) -> None:
        freeze(self)

    def skipped_in(self, variant: int) -> dict[int, list[int]]:
        """Return the known activities that are missing in a variant, by the place before which they are expected."""
        skipped: dict[int, list[int]] = {}
        part = slice(self.skipped_starts[variant], self.skipped_starts[variant + 1])
        for place, code in zip(self.skipped_places[part].tolist(), self.skipped_codes[part].tolist()):
            if code != NONE:
                skipped.setdefault(place, []).append(code)
        return skipped


@dataclass(frozen=True)
class _VisibleMoves:
    """The visible moves of the variants as two codes each; objects for millions of moves would not fit.

    Parameters
    ----------
    labels : tuple of str
        Labels of the steps of the model.
    variants : ndarray of int64, shape (n_moves,)
        Variant of each move, ascending.
    events, steps : ndarray of int32, shape (n_moves,)
        Activity code and label code, `NONE` where there is none.
    n_unreadable : int
    """

    labels: tuple[str, ...]
    variants: np.ndarray
    events: np.ndarray
    steps: np.ndarray
    n_unreadable: int


def read_moves(variants: Variants, rows: Iterable[tuple[str, str | None]]) -> RecordedMoves:
    """Read alignments.

    Parameters
    ----------
    variants : Variants
    rows : iterable of (variant id, moves)
        As in the alignments table; moves None where it was not scored. Unknown variants are passed over, and so is
        what comes later for a variant that was read. A variant whose moves do not tell its own sequence of activities
        counts as not scored.

    Returns
    -------
    RecordedMoves

    Notes
    -----
    The table names steps of the model by their labels, which may be mapped to activities of other names. A label is
    taken for the activity that it goes with in the first synchronous move, else for the activity of the same name.
    """
    moves = _code_moves(variants, rows)
    is_event, is_missing = moves.events != NONE, moves.events == NONE
    is_scored = np.zeros(variants.n_variants, dtype=bool)
    is_scored[moves.variants] = True
    is_log_move = np.zeros(len(variants.activity_codes), dtype=bool)
    is_log_move[np.repeat(is_scored, variants.lengths)] = moves.steps[is_event] == NONE
    first_moves = np.searchsorted(moves.variants, moves.variants)
    events_before = np.concatenate([[0], np.cumsum(is_event)])
    event_place = events_before[:-1] - events_before[first_moves]
    activity_of_label = _activities_of_labels(variants, moves)
    places, place_variants, place_codes = _find_places(variants, moves, activity_of_label)
    return RecordedMoves(
        is_scored,
        is_log_move,
        segment_starts(np.bincount(moves.variants[is_missing], minlength=variants.n_variants)),
        event_place[is_missing].astype(np.int32),
        activity_of_label[moves.steps[is_missing]],
        places,
        place_variants,
        place_codes,
        moves.n_unreadable,
    )


def _code_moves(variants: Variants, rows: Iterable[tuple[str, str | None]]) -> _VisibleMoves:
    """Read the moves of each variant as codes."""
    number = {variant_id: variant for variant, variant_id in enumerate(variants.ids)}
    code_of: dict[str | None, int] = {label: code for code, label in enumerate(variants.activities)}
    label_codes: dict[str, int] = {}
    read: dict[int, tuple[array[int], array[int]]] = {}
    n_unreadable = 0
    for variant_id, text in rows:
        variant = number.get(variant_id)
        if variant is None or text is None or variant in read:
            continue
        moves = _parse(text)
        told = [code_of.get(activity, NONE) for activity, _ in moves if activity is not None]
        if told != variants.sequence(variant).tolist():
            n_unreadable += 1
            continue
        steps = [NONE if label is None else label_codes.setdefault(label, len(label_codes)) for _, label in moves]
        read[variant] = array("i", [code_of.get(activity, NONE) for activity, _ in moves]), array("i", steps)
    known = sorted(read)
    lengths = [len(read[variant][0]) for variant in known]
    events, steps_read = (_joined(read[variant][part] for variant in known) for part in (0, 1))
    of_moves = np.repeat(np.array(known, dtype=np.int64), np.array(lengths, dtype=np.int64))
    return _VisibleMoves(tuple(label_codes), of_moves, events, steps_read, n_unreadable)


def _joined(parts: Iterable[array[int]]) -> np.ndarray:
    whole = array("i")
    for part in parts:
        whole.extend(part)
    return np.array(whole, dtype=np.int32)


def _parse(text: str) -> list[tuple[str | None, str | None]]:
    """Return activity and label of each visible move; none where the text is not what the recipe writes."""
    try:
        moves: Any = json.loads(text)
        pairs = [(move.get("activity"), move.get("label")) for move in moves]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    if not all(part is None or isinstance(part, str) for pair in pairs for part in pair):
        return []
    return [pair for pair in pairs if pair != (None, None)]


def _activities_of_labels(variants: Variants, moves: _VisibleMoves) -> np.ndarray:
    """Return the activity code of each label, `NONE` where the log has none, and once more at the end."""
    code_of = {label: code for code, label in enumerate(variants.activities)}
    activities = np.array([*(code_of.get(label, NONE) for label in moves.labels), NONE], dtype=np.int32)
    together = np.flatnonzero((moves.events != NONE) & (moves.steps != NONE))
    labels, first = np.unique(moves.steps[together], return_index=True)
    activities[labels] = moves.events[together[first]]
    return activities


def _find_places(
    variants: Variants, moves: _VisibleMoves, activity_of_label: np.ndarray
) -> tuple[tuple[DeviationPlace, ...], np.ndarray, np.ndarray]:
    """Return every deviation, and in which variants each occurs."""
    # Activities that go with the same label are the same to the model.
    symbols = np.arange(len(variants.activities))
    together = np.flatnonzero((moves.events != NONE) & (moves.steps != NONE))
    activities, first = np.unique(moves.events[together], return_index=True)
    symbols[activities] = activity_of_label[moves.steps[together[first]]]
    names = dict(enumerate(variants.activities))
    labels = [names.get(code, label) for code, label in zip(activity_of_label.tolist(), moves.labels)]
    places: dict[DeviationPlace, int] = {}
    found: list[tuple[int, int]] = []
    deviating = np.unique(moves.variants[(moves.events == NONE) | (moves.steps == NONE)])
    for variant in deviating.tolist():
        part = slice(*np.searchsorted(moves.variants, [variant, variant + 1]))
        events, steps = moves.events[part].tolist(), moves.steps[part].tolist()
        visible = [
            VisibleMove(
                None if event == NONE else names[event],
                None if step == NONE else labels[step],
                int(activity_of_label[step] if event == NONE else symbols[event]),
            )
            for event, step in zip(events, steps)
        ]
        occurring = dict.fromkeys(deviations_of(visible))
        found += [(variant, places.setdefault(place, len(places))) for place in occurring]
    pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
    return tuple(places), pairs[:, 0].copy(), pairs[:, 1].copy()
