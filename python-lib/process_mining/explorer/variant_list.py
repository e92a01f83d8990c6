"""Filtered cases -> the list of variants: how many cases, how long they take, and how each differs from the usual."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.projection import variant_counts
from process_mining.explorer.recorded_moves import RecordedMoves
from process_mining.explorer.variant_differences import VariantDifference, compare_sequences
from process_mining.segments import freeze

VariantOrder = Literal["cases", "execution_time", "conformance", "steps"]
Sign = Literal["usual", "other", "again", "extra", "skipped"]


@dataclass(frozen=True)
class VariantList:
    """The variants of the filtered cases.

    Parameters
    ----------
    variants : ndarray of int64, shape (n_listed,)
        Variant of each row; all rows, in the order asked for.
    cases : ndarray of int64, shape (n_listed,)
    execution_seconds_mean : ndarray of float64, shape (n_listed,)
    conformance_lower, conformance_upper : ndarray of float64, shape (n_listed,), or None
        Mean of the scored cases' proven bounds; not a number where none is scored; None without conformance.
    covers_10 : float
        Share of the filtered cases that the ten most frequent of these variants cover.
    """

    variants: np.ndarray = field(repr=False)
    cases: np.ndarray = field(repr=False)
    execution_seconds_mean: np.ndarray = field(repr=False)
    conformance_lower: np.ndarray | None = field(repr=False)
    conformance_upper: np.ndarray | None = field(repr=False)
    covers_10: float

    def __post_init__(self) -> None:
        freeze(self)


def list_variants(
    log: ExploredLog,
    kept: np.ndarray,
    order: VariantOrder = "cases",
    descending: bool = True,
    conformance: tuple[np.ndarray, np.ndarray] | None = None,
) -> VariantList:
    """List the variants of some cases.

    Parameters
    ----------
    log : ExploredLog
    kept : ndarray of bool, shape (n_cases,)
    order : {"cases", "execution_time", "conformance", "steps"}
        Equal ones by rank; what has no value (not scored) comes last either way.
    descending : bool
    conformance : pair of ndarray of float64, each of shape (n_cases,), or None
        Lower and upper bound of each case, not a number where it is not scored.

    Returns
    -------
    VariantList
    """
    counts = variant_counts(log.variants, kept)
    listed = np.flatnonzero(counts)
    seconds = _mean_by_variant(log, kept, log.execution_seconds)[listed]
    bounds = [None, None] if conformance is None else [_mean_by_variant(log, kept, one)[listed] for one in conformance]
    lower, upper = bounds
    keys = {
        "cases": counts[listed],
        "execution_time": seconds,
        "conformance": np.zeros(len(listed)) if lower is None else lower,
        "steps": log.variants.lengths[listed],
    }
    key = keys[order]
    rows = np.lexsort([listed, -key if descending else key])
    covered = np.sort(counts)[::-1][:10].sum() / max(counts.sum(), 1)
    return VariantList(
        listed[rows],
        counts[listed][rows],
        seconds[rows],
        None if lower is None else lower[rows],
        None if upper is None else upper[rows],
        float(covered),
    )


def _mean_by_variant(log: ExploredLog, kept: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return the mean of the values of the kept cases of each variant; not a number where none has one."""
    counted = kept & ~np.isnan(values)
    of_case, n_variants = log.variants.case_variants[counted], log.variants.n_variants
    total = np.bincount(of_case, weights=values[counted], minlength=n_variants)
    count = np.bincount(of_case, minlength=n_variants)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def variant_signs(
    log: ExploredLog, variant: int, moves: RecordedMoves | None, n_steps: int = 200
) -> list[tuple[int, Sign]]:
    """Return the first steps of a variant with their signs.

    Parameters
    ----------
    log : ExploredLog
    variant : int
    moves : RecordedMoves or None
    n_steps : int
        At most so many.

    Returns
    -------
    list of (activity code, sign)
        `extra` if the reference does not allow it here, else `again` if it came before in the variant, else `usual`
        if it is on the most frequent variant of the log, else `other`. Steps that the reference expects and that are
        missing stand where they are expected, as `skipped`, if the log knows their activity.
    """
    usual = set(log.variants.sequence(0).tolist())
    sequence = log.variants.sequence(variant).tolist()
    first = int(log.variants.sequence_starts[variant])
    is_extra = [False] * len(sequence) if moves is None else moves.is_log_move[first : first + len(sequence)].tolist()
    skipped = {} if moves is None else moves.skipped_in(variant)
    signed: list[tuple[int, Sign]] = []
    seen: set[int] = set()
    for place in range(len(sequence) + 1):
        signed += [(code, "skipped") for code in skipped.get(place, ())]
        if place == len(sequence) or len(signed) >= n_steps:
            break
        code = sequence[place]
        sign: Sign = "usual" if code in usual else "other"
        signed.append((code, "extra" if is_extra[place] else "again" if code in seen else sign))
        seen.add(code)
    return signed[:n_steps]


def variant_difference(log: ExploredLog, variant: int) -> VariantDifference:
    """Return how a variant, by its number, differs from the most frequent variant of the whole log."""
    return compare_sequences(log.variants.sequence(variant), log.variants.sequence(0))
