"""Alignments as the conformance recipe wrote them -> what deviates where, variant by variant."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from process_mining.conformance.deviations import DeviationKind
from process_mining.segments import freeze
from process_mining.variants import Variants


@dataclass(frozen=True)
class Place:
    """A deviation and where it is: after and before which steps of the model, None at the start and the end."""

    kind: DeviationKind
    activity: str
    other_activity: str | None
    after: str | None
    before: str | None


@dataclass(frozen=True)
class RecordedMoves:
    """The alignment of every variant that has one.

    Parameters
    ----------
    is_scored : ndarray of bool, shape (n_variants,)
    is_log_move : ndarray of bool, shape (n_positions,)
        Whether the event at each position of the variants is not allowed there.
    is_skipped_before : ndarray of bool, shape (n_positions + n_variants,)
        Whether the model expects a step before it; a variant has one entry more than events, the last for its end.
    places : tuple of Place
        Every deviation that occurs.
    place_variants, place_codes : ndarray of int64, shape (n_occurrences,)
        Variant and place of each occurrence, once for each variant; by variant.
    """

    is_scored: np.ndarray = field(repr=False)
    is_log_move: np.ndarray = field(repr=False)
    is_skipped_before: np.ndarray = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    place_variants: np.ndarray = field(repr=False)
    place_codes: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)


def read_moves(variants: Variants, rows: Iterable[tuple[str, str | None]]) -> RecordedMoves:
    """Read alignments.

    Parameters
    ----------
    variants : Variants
    rows : iterable of (variant id, moves)
        As in the alignments table; moves None where it was not scored. Unknown variants are passed over; a variant
        whose moves do not tell its own sequence of activities counts as not scored.

    Returns
    -------
    RecordedMoves
    """
    raise NotImplementedError
