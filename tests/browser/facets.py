"""The dashboard's filters as its message holds them, and what each keeps of the raw log's cases."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from raw_log import Case, seconds

NO_VALUE = "___dku_no_value___"
Facet = dict[str, Any]
Keep = Callable[[Case], bool]


def text(column: str, **more: Any) -> Facet:
    shape = {"column": column, "columnType": "ALPHANUM", "filterType": "ALPHANUM_FACET", "active": True}
    return {**shape, "selectedValues": {}, "excludedValues": {}, "excludeOtherValues": False, **more}


def only(column: str, *values: str, **more: Any) -> Facet:
    """Return a filter that includes some values and no others."""
    return text(column, selectedValues=dict.fromkeys(values, True), excludeOtherValues=True, **more)


def without(column: str, *values: str) -> Facet:
    """Return a filter that excludes some values and includes all others."""
    return text(column, excludedValues=dict.fromkeys(values, True))


def number(column: str, low: float | None, high: float | None, keeps_empty: bool = False) -> Facet:
    shape = {"column": column, "columnType": "NUMERICAL", "filterType": "NUMERICAL_FACET", "active": True}
    return {**shape, "minValue": low, "maxValue": high, "includeEmptyValues": keeps_empty}


def date(column: str, **more: Any) -> Facet:
    return {"column": column, "columnType": "DATE", "filterType": "DATE_FACET", "active": True, **more}


def dates(column: str, low: str | None, high: str | None, keeps_empty: bool = False) -> Facet:
    """Return a range of instants."""
    low_ms, high_ms = (None if instant is None else int(seconds(instant) * 1000) for instant in (low, high))
    return date(
        column, dateFilterType="RANGE", minValue=low_ms, maxValue=high_ms, includeEmptyValues=keeps_empty
    )


def parts(column: str, part: str, *indexes: str) -> Facet:
    """Return a filter that includes parts of dates, by the name of the part, which is the older form."""
    selected = dict.fromkeys(indexes, True)
    return date(column, dateFilterType=part, selectedValues=selected, excludedValues={}, excludeOtherValues=True)


def has(column: str, *values: str) -> Keep:
    return lambda case: case.attributes[column] in values


def within(column: str, low: float, high: float, keeps_empty: bool = False) -> Keep:
    def keep(case: Case) -> bool:
        value = case.attributes[column]
        return low <= float(value) <= high if value else keeps_empty

    return keep


def between(column: str, low: str, high: str, keeps_empty: bool = False) -> Keep:
    def keep(case: Case) -> bool:
        value = case.attributes[column]
        return seconds(low) <= seconds(value) <= seconds(high) if value else keeps_empty

    return keep


def in_part(column: str, read: Callable[[datetime], int], *wanted: int) -> Keep:
    """Return whether a part of a date, counted as people count, is wanted."""

    def keep(case: Case) -> bool:
        value = case.attributes[column]
        return bool(value) and read(datetime.fromtimestamp(seconds(value), timezone.utc)) in wanted

    return keep


def all_but(keep: Keep) -> Keep:
    return lambda case: not keep(case)


def everything(_: Case) -> bool:
    return True
