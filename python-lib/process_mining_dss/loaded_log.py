"""What the tile holds of its datasets: immutable, the same for every user, and no user's choice in it."""
from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.recorded_moves import RecordedMoves
from process_mining.segments import freeze
from process_mining_dss.case_columns import CaseValues, NumberValues, TextValues
from process_mining_dss.webapp_settings import TileSettings

_SCORED = ("exact", "bounded")


@dataclass(frozen=True)
class CaseConformance:
    """How closely each case follows the reference, as the executions have it.

    Parameters
    ----------
    lower, upper : ndarray of float64, shape (n_cases,)
        Proven bounds, equal where the score is exact; not a number where a case was not scored.
    is_bounded : ndarray of bool, shape (n_cases,)
        The budget was spent before the score was proven.
    models : tuple of str
        The references that cases were scored with.
    """

    lower: np.ndarray = field(repr=False)
    upper: np.ndarray = field(repr=False)
    is_bounded: np.ndarray = field(repr=False)
    models: tuple[str, ...]

    def __post_init__(self) -> None:
        freeze(self)

    @cached_property
    def is_scored(self) -> np.ndarray:
        """Return which cases have a score."""
        return ~np.isnan(self.lower)

    @cached_property
    def is_conforming(self) -> np.ndarray:
        """Return which cases follow the reference to the letter."""
        return self.lower >= 1


@dataclass(frozen=True)
class LoadedLog:
    """One version of the tile's data.

    Parameters
    ----------
    version : str
    data_ms : float
        When the data were built, or loaded where DSS does not say; milliseconds since 1970.
    settings : TileSettings
    log : ExploredLog
    columns : mapping of str to CaseValues
        Every column of the executions, a value for each case of the log.
    conformance : CaseConformance or None
    moves : RecordedMoves or None
        The alignments.
    notes : tuple of str
        Sentences about the reading and joining of the datasets.
    load_id : str
        Of this load only: a version comes again with other rows where DSS knows neither builds, files nor rows.
    """

    version: str
    data_ms: float
    settings: TileSettings
    log: ExploredLog
    columns: Mapping[str, CaseValues] = field(repr=False)
    conformance: CaseConformance | None
    moves: RecordedMoves | None = field(repr=False)
    notes: tuple[str, ...]
    load_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    @cached_property
    def execution_seconds_mean(self) -> float:
        """Return the mean execution time of all cases."""
        return float(self.log.execution_seconds.mean())


def case_conformance(columns: Mapping[str, CaseValues]) -> CaseConformance | None:
    """Find the scores among the columns of the executions.

    Parameters
    ----------
    columns : mapping of str to CaseValues
        Those of the Conformance recipe, or a column `conformance` of another origin, which then counts as exact.
        What is not between 0 and 1 is no score.

    Returns
    -------
    CaseConformance or None
        None when nothing was scored.
    """
    scores = columns.get("conformance")
    if not isinstance(scores, NumberValues):
        return None
    is_scored = _are_shares(scores.numbers)
    is_bounded = np.zeros(len(is_scored), dtype=bool)
    status = columns.get("conformance_status")
    if isinstance(status, TextValues):
        is_scored &= _has_label(status, _SCORED)
        is_bounded = is_scored & _has_label(status, ("bounded",))
    if not is_scored.any():
        return None
    lower = np.where(is_scored, scores.numbers, np.nan)
    model = columns.get("model")
    models = tuple(sorted(model.labels.tolist())) if isinstance(model, TextValues) else ()
    return CaseConformance(lower, _upper(columns, lower, is_bounded), is_bounded, models)


def _upper(columns: Mapping[str, CaseValues], lower: np.ndarray, is_bounded: np.ndarray) -> np.ndarray:
    """Return the upper bounds; the same array where every score is exact."""
    upper = columns.get("conformance_upper")
    if not isinstance(upper, NumberValues) or not is_bounded.any():
        return lower
    return np.where(is_bounded & _are_shares(upper.numbers), np.maximum(lower, upper.numbers), lower)


def _are_shares(numbers: np.ndarray) -> np.ndarray:
    return (numbers >= 0) & (numbers <= 1)


def _has_label(values: TextValues, wanted: tuple[str, ...]) -> np.ndarray:
    # The entry behind the last serves the code -1 of a case without a value.
    is_wanted = np.array([*(label in wanted for label in values.labels.tolist()), False])
    return is_wanted[values.codes]
