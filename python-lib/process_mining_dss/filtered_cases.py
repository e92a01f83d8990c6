"""The filters of a request -> the cases they keep, cases by variant, and what became of each filter."""
from __future__ import annotations

import json
from dataclasses import dataclass, field

import numpy as np

from process_mining.errors import FilterError
from process_mining.explorer.own_filters import keep_cases
from process_mining.explorer.projection import variant_counts
from process_mining.segments import freeze
from process_mining_dss.bounded_cache import BoundedCache
from process_mining_dss.case_columns import CaseValues, InstantValues, NumberValues
from process_mining_dss.column_filters import (
    AllFilter,
    ColumnFilter,
    DatePartFilter,
    DateRangeFilter,
    NumberRangeFilter,
    keep_values,
)
from process_mining_dss.contract.answers import DashboardFilter, FilterResults, OwnFilterResult
from process_mining_dss.contract.checking import ContractError
from process_mining_dss.contract.requests import Filters, OwnFilter
from process_mining_dss.dashboard_filters import MOST_FILTERS, read_dashboard_filter
from process_mining_dss.loaded_log import LoadedLog
from process_mining_dss.own_filters import read_own_filter

_BYTES_KEPT = 64_000_000
_BYTES_OF_OBJECTS, _BYTES_OF_A_SIGN = 1_000, 8
"""Of the objects around the arrays, and of the results for each sign that they take as JSON: measured, rounded up."""

_MOST_LISTED = 10_000
_NO_CASE_LEFT_OUT = "No case is left out because of it."


@dataclass(frozen=True)
class FilteredCases:
    """The cases that all filters keep.

    Parameters
    ----------
    kept : ndarray of bool, shape (n_cases,)
    counts : ndarray of int64, shape (n_variants,)
        Kept cases of each variant.
    results : FilterResults
        What became of each filter.
    """

    kept: np.ndarray = field(repr=False)
    counts: np.ndarray = field(repr=False)
    results: FilterResults

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_cases(self) -> int:
        """Return how many cases are kept."""
        return int(self.counts.sum())

    @property
    def n_bytes(self) -> int:
        """Return how much memory it takes, nearly; of a small log the results take more than the arrays."""
        of_results = _BYTES_OF_A_SIGN * len(json.dumps(self.results))
        return self.kept.nbytes + self.counts.nbytes + of_results + _BYTES_OF_OBJECTS


# What filters keep depends on the data and the filters alone, so it may be shared: it is no user's choice.
_known: BoundedCache[FilteredCases] = BoundedCache(_BYTES_KEPT)


def filter_cases(loaded: LoadedLog, filters: Filters) -> FilteredCases:
    """Find the cases that all filters keep.

    Parameters
    ----------
    loaded : LoadedLog
    filters : Filters
        The dashboard's, then the tile's own.

    Returns
    -------
    FilteredCases
        A filter that cannot be applied keeps every case; its result says why.

    Raises
    ------
    ContractError
        If there are more filters than an answer could list.
    """
    if (n_filters := len(filters["dashboard"]) + len(filters["own"])) > _MOST_LISTED:
        raise ContractError("filters", f"there are {n_filters:,} filters, and at most {_MOST_LISTED:,} are listed")
    key = f"{loaded.load_id} {json.dumps(filters, sort_keys=True)}"
    return _known.get(key) or _known.keep(key, _filter_cases(loaded, filters))


def _filter_cases(loaded: LoadedLog, filters: Filters) -> FilteredCases:
    kept = np.ones(loaded.log.n_cases, dtype=bool)
    dashboard = [_apply_dashboard(loaded, facet, at, kept) for at, facet in enumerate(filters["dashboard"])]
    own = [_apply_own(loaded, wanted, at, kept) for at, wanted in enumerate(filters["own"])]
    return FilteredCases(kept, variant_counts(loaded.log.variants, kept), {"dashboard": dashboard, "own": own})


def _apply_dashboard(loaded: LoadedLog, facet: object, at: int, kept: np.ndarray) -> DashboardFilter:
    """Take the cases that one filter leaves out from those kept so far; return what became of it."""
    read = read_dashboard_filter(facet)
    reason = read.reason
    if at >= MOST_FILTERS:
        reason = f"Only the first {MOST_FILTERS} filters of the dashboard are read."
    result: DashboardFilter = {
        "column": read.column,
        "status": "applied",
        "reading": None if read.filter is None else read.filter.reading(),
        "reason": None,
        "note": read.note,
        "cases_after": None,
    }
    if not read.is_active:
        return {**result, "status": "off"}
    mask = None
    if reason is None and read.filter is not None and not isinstance(read.filter, AllFilter):
        values = loaded.columns.get(read.column)
        mask = None if values is None else keep_values(values, read.filter, loaded.settings.time_zone)
        if mask is None:
            reason = _not_applied(read.column, read.filter, values, loaded.settings.executions)
    if reason is not None:
        return {**result, "status": "not_applied", "reason": f"{reason} {_NO_CASE_LEFT_OUT}", "note": None}
    if mask is not None:
        kept &= mask
    return {**result, "cases_after": int(kept.sum())}


def _not_applied(column: str, wanted: ColumnFilter, values: CaseValues | None, dataset: str) -> str:
    """Say why a filter that was understood cannot be asked of the executions."""
    if values is None:
        return f"The dashboard filters on {column}, but dataset {dataset} has no such column."
    asked = {
        NumberRangeFilter: "a range of numbers",
        DateRangeFilter: "a range of dates",
        DatePartFilter: "parts of dates",
    }.get(type(wanted), "a list of values")
    held = "numbers" if isinstance(values, NumberValues) else "dates" if isinstance(values, InstantValues) else "text"
    return f"The dashboard filters on {column} by {asked}, but in dataset {dataset} that column holds {held}."


def _apply_own(loaded: LoadedLog, wanted: OwnFilter, at: int, kept: np.ndarray) -> OwnFilterResult:
    if at >= MOST_FILTERS:
        reason = f"Only the first {MOST_FILTERS} filters of the tile are read."
        return {"status": "not_applied", "reason": reason, "cases_after": None}
    try:
        kept &= keep_cases(loaded.log, read_own_filter(wanted), loaded.moves)
    except FilterError as error:
        return {"status": "not_applied", "reason": str(error), "cases_after": None}
    return {"status": "applied", "reason": None, "cases_after": int(kept.sum())}
