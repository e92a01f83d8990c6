"""Filtered cases -> the list of variants: how many cases, how long they take, and how each differs from the usual."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.recorded_moves import RecordedMoves
from process_mining.segments import freeze

VariantOrder = Literal["cases", "execution_time", "conformance", "steps"]
Sign = Literal["usual", "other", "again", "extra", "skipped"]


@dataclass(frozen=True)
class VariantDifference:
    """How a variant differs from the most frequent one of the log, as activity codes in the order of the variant."""

    added: tuple[int, ...]
    missing: tuple[int, ...]
    repeated: tuple[int, ...]
    earlier: tuple[int, ...]
    later: tuple[int, ...]


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
    """
    raise NotImplementedError


def variant_signs(
    log: ExploredLog, variant: int, moves: RecordedMoves | None, n_steps: int = 200
) -> list[tuple[int, Sign]]:
    """Return the first steps of a variant as activity codes with their signs; skipped steps stand among them."""
    raise NotImplementedError


def variant_difference(log: ExploredLog, variant: int) -> VariantDifference:
    """Return how a variant differs from the most frequent variant of the whole log."""
    raise NotImplementedError
