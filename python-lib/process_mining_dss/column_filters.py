"""A filter on a column of the executions -> the cases that it keeps, and how it was read, for the page's words."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Union

import numpy as np
import pandas as pd

from process_mining.event_log.timestamps import read_times
from process_mining.explorer.value_filters import (
    NOT_A_TIME,
    DatePart,
    keep_codes,
    keep_date_parts,
    keep_instants,
    keep_numbers,
)
from process_mining_dss.case_columns import (
    CaseValues,
    IdValues,
    InstantValues,
    NumberValues,
    TextValues,
    exact_integers,
)
from process_mining_dss.contract.answers import FilterReading

_VALUES_TOLD = 20
_EARLIEST, _LATEST = int(NOT_A_TIME) + 1, int(np.iinfo(np.int64).max)

Mode = Literal["include", "exclude"]


class _ListFilter:
    """What is listed is kept or left out; cases without a value may stand on the list."""

    mode: Mode
    empty: bool

    @property
    def keeps_empty(self) -> bool:
        """Return whether cases without a value are kept."""
        return self.empty == (self.mode == "include")


@dataclass(frozen=True)
class ValuesFilter(_ListFilter):
    """A list of values, given as texts; `empty`: cases without a value are on the list."""

    mode: Mode
    values: tuple[str, ...]
    empty: bool

    def reading(self) -> FilterReading:
        """Return how it was read."""
        return {
            "kind": "values",
            "mode": self.mode,
            "values": list(self.values[:_VALUES_TOLD]),
            "n_values": len(self.values),
            "empty": self.empty,
        }


@dataclass(frozen=True)
class NumberRangeFilter:
    """A range of numbers, both ends inside, None open."""

    minimum: float | None
    maximum: float | None
    keeps_empty: bool

    def reading(self) -> FilterReading:
        """Return how it was read."""
        return {
            "kind": "number_range",
            "minimum": self.minimum,
            "maximum": self.maximum,
            "keeps_empty": self.keeps_empty,
        }


@dataclass(frozen=True)
class DateRangeFilter:
    """A range of instants in milliseconds since 1970, both ends inside, None open."""

    from_ms: float | None
    to_ms: float | None
    keeps_empty: bool

    def reading(self) -> FilterReading:
        """Return how it was read."""
        return {"kind": "date_range", "from_ms": self.from_ms, "to_ms": self.to_ms, "keeps_empty": self.keeps_empty}


@dataclass(frozen=True)
class DatePartFilter(_ListFilter):
    """Parts of dates as people count them; `empty`: cases without a date are on the list."""

    part: DatePart
    mode: Mode
    values: tuple[int, ...]
    empty: bool

    def reading(self) -> FilterReading:
        """Return how it was read."""
        return {
            "kind": "date_part",
            "part": self.part,
            "mode": self.mode,
            "values": list(self.values),
            "empty": self.empty,
        }


@dataclass(frozen=True)
class AllFilter:
    """Lets everything pass."""

    def reading(self) -> FilterReading:
        """Return how it was read."""
        return {"kind": "all"}


ColumnFilter = Union[ValuesFilter, NumberRangeFilter, DateRangeFilter, DatePartFilter, AllFilter]


def keep_values(values: CaseValues, wanted: ColumnFilter, time_zone: str) -> np.ndarray | None:
    """Return which cases a filter keeps.

    Parameters
    ----------
    values : CaseValues
        The column, shape (n_cases,).
    wanted : ColumnFilter
    time_zone : str
        In which dates have their parts.

    Returns
    -------
    ndarray of bool, shape (n_cases,), or None
        None when the filter cannot be asked of such a column.
    """
    if isinstance(wanted, AllFilter):
        return np.ones(len(values), dtype=bool)
    keep = _KEEP.get((type(wanted), type(values)))
    return None if keep is None else keep(values, wanted, time_zone)


def _keep_texts(values: TextValues, wanted: ValuesFilter, _: str) -> np.ndarray:
    chosen = {text.lower() for text in wanted.values} if values.is_boolean else set(wanted.values)
    is_listed = np.fromiter((label in chosen for label in values.labels), dtype=bool, count=len(values.labels))
    return keep_codes(values.codes, is_listed == (wanted.mode == "include"), wanted.keeps_empty)


def _keep_ids(values: IdValues, wanted: ValuesFilter, _: str) -> np.ndarray:
    encoded = [text.encode("utf-8", "surrogatepass") for text in wanted.values]
    # numpy would cut longer ones to the width of the ids, and zero bytes off their ends.
    known = [text for text in encoded if len(text) <= values.ids.itemsize and not text.endswith(b"\0")]
    is_listed = np.isin(values.ids, np.array(known, dtype=values.ids.dtype))
    return is_listed if wanted.mode == "include" else ~is_listed


def _keep_listed_numbers(values: NumberValues, wanted: ValuesFilter, _: str) -> np.ndarray:
    """Compare as numbers: 3, 3.0 and 3.00 are one value; whole ones that no float holds, digit by digit."""
    listed = pd.to_numeric(pd.Series(wanted.values, dtype=object), errors="coerce").dropna().to_numpy(dtype=np.float64)
    is_listed = np.isin(values.numbers, listed)
    if values.wide is not None:
        exactly = exact_integers(wanted.values)
        is_exact = values.wide != 0
        is_listed[is_exact] = np.isin(values.wide[is_exact], exactly[exactly != 0])
    is_kept = is_listed if wanted.mode == "include" else ~is_listed
    return np.where(np.isnan(values.numbers), wanted.keeps_empty, is_kept)


def _keep_listed_instants(values: InstantValues, wanted: ValuesFilter, _: str) -> np.ndarray:
    """Compare as instants: one may be written in many ways."""
    listed = read_times(pd.Series(wanted.values, dtype=object)).nanoseconds
    is_listed = np.isin(values.instants, listed[listed != NOT_A_TIME])
    is_kept = is_listed if wanted.mode == "include" else ~is_listed
    return np.where(values.instants == NOT_A_TIME, wanted.keeps_empty, is_kept)


def _keep_number_range(values: NumberValues, wanted: NumberRangeFilter, _: str) -> np.ndarray:
    return keep_numbers(values.numbers, wanted.minimum, wanted.maximum, wanted.keeps_empty)


def _keep_date_range(values: InstantValues, wanted: DateRangeFilter, _: str) -> np.ndarray:
    earliest, latest = ms_as_nanoseconds(wanted.from_ms), ms_as_nanoseconds(wanted.to_ms)
    return keep_instants(values.instants, earliest, latest, wanted.keeps_empty)


def _keep_date_parts(values: InstantValues, wanted: DatePartFilter, time_zone: str) -> np.ndarray:
    excludes = wanted.mode == "exclude"
    return keep_date_parts(values.instants, wanted.part, wanted.values, time_zone, excludes, wanted.keeps_empty)


def ms_as_nanoseconds(milliseconds: float | None) -> int | None:
    """Return an instant in nanoseconds, within the range that can be held; None stays None."""
    if milliseconds is None:
        return None
    # By way of microseconds, which a float holds exactly; nanoseconds of our days it would round to 256 of them.
    return max(_EARLIEST, min(_LATEST, round(milliseconds * 1000) * 1000))


_KEEP: dict[tuple[type, type], Callable[[Any, Any, str], np.ndarray]] = {
    (ValuesFilter, TextValues): _keep_texts,
    (ValuesFilter, IdValues): _keep_ids,
    (ValuesFilter, NumberValues): _keep_listed_numbers,
    (ValuesFilter, InstantValues): _keep_listed_instants,
    (NumberRangeFilter, NumberValues): _keep_number_range,
    (DateRangeFilter, InstantValues): _keep_date_range,
    (DatePartFilter, InstantValues): _keep_date_parts,
}
