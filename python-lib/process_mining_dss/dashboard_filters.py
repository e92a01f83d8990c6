"""One filter of a DSS dashboard, as its message brings it -> a filter on a column, or the reason why it is none.

The shapes are those that dashboards, their stored pages and chart webapps have used since DSS 8. What is unknown drops
no case: a filter that is not understood is told to the user, not guessed.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from process_mining.errors import shown
from process_mining.explorer.value_filters import DatePart
from process_mining_dss.column_filters import (
    AllFilter,
    ColumnFilter,
    DatePartFilter,
    DateRangeFilter,
    NumberRangeFilter,
    ValuesFilter,
)

MOST_FILTERS = 200
"""More filters than these are listed as not applied."""

_MOST_VALUES = 100_000
_TOO_LARGE = 1e299
_NO_VALUE = "___dku_no_value___"
_KINDS = {
    "ALPHANUM_FACET": "text",
    "NUMERICAL_FACET": "number",
    "DATE_FACET": "date",
    "ALPHANUM": "text",
    "NUMERICAL": "number",
    "DATE": "date",
}
# Where a facet is a range, or a list. Single selection is known from tests of plugins only, the name of the last one
# from nowhere: they are taken as what they say, and any other name is not guessed.
_LIST_SELECTIONS = ("MULTI_SELECT", "SINGLE_SELECT")
_RANGE_SELECTIONS = ("RANGE_OF_VALUES", "RANGE")
# Indexes that DSS counts from 0 and people from 1; a year and an hour are what they say.
_COUNTED_FROM_ZERO = ("QUARTER_OF_YEAR", "MONTH_OF_YEAR", "WEEK_OF_YEAR", "DAY_OF_MONTH", "DAY_OF_WEEK")
_NESTED = ("filters", "subFilters", "facets", "conditions")


class FilterNotRead(Exception):
    """A filter that is not understood; the message says why, for a business user."""


@dataclass(frozen=True)
class ReadFilter:
    """What a filter of the dashboard says.

    Parameters
    ----------
    column : str
        Empty when it names none.
    is_active : bool
        A filter that is switched off stays in the dashboard's list.
    filter : ColumnFilter or None
        None when it was not understood.
    reason : str or None
        Why it was not understood.
    note : str or None
        How an unclear filter was read.
    """

    column: str
    is_active: bool
    filter: ColumnFilter | None
    reason: str | None = None
    note: str | None = None


def read_dashboard_filter(facet: object) -> ReadFilter:
    """Read one filter of a dashboard.

    Parameters
    ----------
    facet : object
        Any JSON value.

    Returns
    -------
    ReadFilter

    Examples
    --------
    >>> read_dashboard_filter({"column": "age", "filterType": "NUMERICAL_FACET", "minValue": 0}).filter
    NumberRangeFilter(minimum=0.0, maximum=None, keeps_empty=True)
    >>> read_dashboard_filter("age > 3").reason
    'The dashboard sent something that is not a filter.'
    """
    if not isinstance(facet, dict):
        return ReadFilter("", True, None, "The dashboard sent something that is not a filter.")
    column, is_active = facet.get("column"), facet.get("active") is not False
    name = column if isinstance(column, str) else ""
    try:
        wanted, note = _read_facet(facet)
    except FilterNotRead as reason:
        return ReadFilter(name, is_active, None, str(reason))
    return ReadFilter(name, is_active, wanted, None, note)


def _read_facet(facet: Mapping[str, Any]) -> tuple[ColumnFilter, str | None]:
    if any(isinstance(facet.get(key), list) and facet[key] for key in _NESTED):
        raise FilterNotRead("It leaves out rows by several columns at once, which this tile cannot read.")
    if not isinstance(facet.get("column"), str) or not facet["column"]:
        raise FilterNotRead("It names no column.")
    selection = facet.get("filterSelectionType")
    if selection is not None and selection not in (*_LIST_SELECTIONS, *_RANGE_SELECTIONS):
        what = "compares values with a text pattern" if "MATCH" in str(selection).upper() else "selects in a way"
        raise FilterNotRead(f"It {what} that this tile cannot read ({shown(selection)}).")
    return _READERS[_kind(facet)](facet)


def _kind(facet: Mapping[str, Any]) -> str:
    """Return text, number or date: what the filter's own type says, else its column's."""
    named = facet.get("filterType")
    if named is None:
        named = facet.get("columnType", facet.get("type"))
    kind = _KINDS.get(named) if isinstance(named, str) else None
    if kind is None:
        raise FilterNotRead(f"It is of a kind that this tile does not know ({shown(named)}).")
    return kind


def _read_text(facet: Mapping[str, Any]) -> tuple[ColumnFilter, str | None]:
    if facet.get("filterSelectionType") in _RANGE_SELECTIONS:
        raise FilterNotRead("It selects a range of texts, which this tile cannot read.")
    return _read_values(facet)


def _read_number(facet: Mapping[str, Any]) -> tuple[ColumnFilter, str | None]:
    minimum, maximum = _bound(facet, "minValue"), _bound(facet, "maxValue")
    if _is_list(facet, minimum, maximum):
        return _read_values(facet)
    if minimum is None and maximum is None and _keeps_empty(facet):
        return AllFilter(), None
    return NumberRangeFilter(minimum, maximum, _keeps_empty(facet)), None


def _read_date(facet: Mapping[str, Any]) -> tuple[ColumnFilter, str | None]:
    kind, part = facet.get("dateFilterType"), facet.get("dateFilterPart")
    if kind == "RELATIVE":
        raise FilterNotRead("It selects dates relative to today, which this tile cannot read.")
    if kind == "PART" or kind in get_args(DatePart):
        return _read_date_part(facet, part if kind == "PART" else kind)
    if kind not in (None, "RANGE"):
        raise FilterNotRead(f"It selects dates in a way that this tile does not know ({shown(kind)}).")
    minimum, maximum = _bound(facet, "minValue"), _bound(facet, "maxValue")
    if kind is None and _is_list(facet, minimum, maximum):
        return _read_values(facet)
    if minimum is None and maximum is None and _keeps_empty(facet):
        return AllFilter(), None
    return DateRangeFilter(minimum, maximum, _keeps_empty(facet)), None


_READERS: dict[str, Callable[[Mapping[str, Any]], tuple[ColumnFilter, str | None]]] = {
    "text": _read_text,
    "number": _read_number,
    "date": _read_date,
}


def _is_list(facet: Mapping[str, Any], minimum: float | None, maximum: float | None) -> bool:
    """Return whether a filter that can be both is a list: it says so and lists values, or it has no bound."""
    selection = facet.get("filterSelectionType")
    lists_values = bool(_chosen(facet, "selectedValues") or _chosen(facet, "excludedValues"))
    if selection in _RANGE_SELECTIONS or not lists_values:
        return False
    return selection in _LIST_SELECTIONS or (minimum is None and maximum is None)


def _read_values(facet: Mapping[str, Any]) -> tuple[ColumnFilter, str | None]:
    """Read a list of values to keep, or to leave out."""
    selected, excluded = _chosen(facet, "selectedValues"), _chosen(facet, "excludedValues")
    others_pass = facet.get("excludeOtherValues") is False
    if len(selected) + len(excluded) > _MOST_VALUES:
        raise FilterNotRead(f"It lists more than {_MOST_VALUES:,} values.")
    if selected and facet.get("explicitExclude") is True and not excluded:
        return _values("exclude", selected), "Read as the values to leave out."
    if selected and (facet.get("excludeOtherValues") is True or not excluded):
        note = "Read as the values to keep; all others are left out." if others_pass else None
        return _values("include", selected), note
    if not excluded and _keeps_empty(facet):
        return AllFilter(), None
    # A list to leave out leaves cells without a value in, unless the filter says otherwise.
    return _values("exclude", excluded if _keeps_empty(facet) else [*excluded, _NO_VALUE]), None


def _values(mode: str, texts: list[str]) -> ValuesFilter:
    listed = tuple(text for text in texts if text != _NO_VALUE)
    return ValuesFilter("include" if mode == "include" else "exclude", listed, _NO_VALUE in texts)


def _read_date_part(facet: Mapping[str, Any], part: object) -> tuple[ColumnFilter, str | None]:
    if part not in get_args(DatePart):
        raise FilterNotRead(f"It selects by a part of dates that this tile does not know ({shown(part)}).")
    wanted, note = _read_values(facet)
    if not isinstance(wanted, ValuesFilter):
        return wanted, note
    if not all(value.isdigit() and value.isascii() for value in wanted.values):
        raise FilterNotRead("It lists parts of dates that are no numbers.")
    shift = 1 if part in _COUNTED_FROM_ZERO else 0
    numbers = tuple(sorted({int(value[:9]) + shift for value in wanted.values}))
    known: Any = part
    return DatePartFilter(known, wanted.mode, numbers, wanted.empty), note


def _chosen(facet: Mapping[str, Any], key: str) -> list[str]:
    """Return the values of a map from value to true; a list of texts says the same."""
    values = facet.get(key)
    if values is None:
        return []
    if isinstance(values, list) and all(isinstance(value, str) for value in values):
        return list(dict.fromkeys(values))
    if not isinstance(values, dict):
        raise FilterNotRead("Its list of values cannot be read.")
    return [value for value, is_chosen in values.items() if is_chosen is True]


def _bound(facet: Mapping[str, Any], key: str) -> float | None:
    """Return an end of a range; null or missing is open, 0 is an end like any other."""
    value = facet.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < _TOO_LARGE:
        raise FilterNotRead("An end of its range is not a number.")
    return float(value)


def _keeps_empty(facet: Mapping[str, Any]) -> bool:
    return facet.get("includeEmptyValues") is not False
