"""Chunks of the executions dataset -> its columns as codes and numbers, one value for each case of the event log."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, Union

import numpy as np
import pandas as pd

from process_mining.event_log.encoding import MISSING, TextCodes
from process_mining.event_log.timestamps import NOT_A_TIME, read_times
from process_mining.segments import freeze

NUMBER_TYPES = frozenset(("tinyint", "smallint", "int", "bigint", "float", "double"))
INSTANT_TYPES = frozenset(("date", "datetimenotz", "dateonly"))
CASE_ID, VARIANT_ID = "case_id", "variant_id"
"""Columns that join the datasets; what they hold is known from the event log."""

_WIDEST_ID = 40
_FIRST_WIDE = 2.0**53
_INTEGER = re.compile("[+-]?[0-9]{1,19}")


@dataclass(frozen=True)
class TextValues:
    """A column of texts, or of true and false.

    Parameters
    ----------
    labels : sequence of str
        The different values.
    codes : ndarray of int, shape (n_cases,)
        Which of them each case has, `MISSING` where it has none.
    is_boolean : bool
    """

    labels: np.ndarray = field(repr=False)
    codes: np.ndarray = field(repr=False)
    is_boolean: bool = False

    def __post_init__(self) -> None:
        freeze(self)

    def __len__(self) -> int:
        return len(self.codes)


@dataclass(frozen=True)
class NumberValues:
    """A column of numbers.

    Parameters
    ----------
    numbers : ndarray of float64, shape (n_cases,)
        Not a number where a case has none.
    wide : ndarray of int64, shape (n_cases,), or None
        Whole numbers exactly, only where `is_wide`; None where there are none. Ids of 19 digits are such numbers, and
        hundreds of them are one and the same float.
    """

    numbers: np.ndarray = field(repr=False)
    wide: np.ndarray | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True)
class InstantValues:
    """A column of dates: ndarray of int64, shape (n_cases,), nanoseconds since 1970 in UTC, `NOT_A_TIME` for none."""

    instants: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    def __len__(self) -> int:
        return len(self.instants)


@dataclass(frozen=True)
class IdValues:
    """A column of ids, one for each case: ndarray of UTF-8 bytes of one width, shape (n_cases,).

    A million texts take 65 MB as objects of Python, and 10 MB as bytes of ten each.
    """

    ids: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    def __len__(self) -> int:
        return len(self.ids)


def is_wide(numbers: np.ndarray) -> np.ndarray:
    """Return which numbers, of whole ones, a float may not hold exactly.

    Examples
    --------
    >>> is_wide(np.array([3.5, 2.0**53, np.nan])).tolist()
    [False, True, False]
    """
    return np.abs(numbers) >= _FIRST_WIDE


def exact_integers(texts: Iterable[str]) -> np.ndarray:
    """Return texts of whole numbers as int64; 0, which is not wide, for any other text.

    Examples
    --------
    >>> exact_integers(["9007199254740993", "9e15", "-12", "9" * 30]).tolist()
    [9007199254740993, 0, -12, 0]
    """
    numbers = (int(text) if _INTEGER.fullmatch(text) else 0 for text in texts)
    return np.array([number if abs(number) < 2**63 else 0 for number in numbers], dtype=np.int64)


CaseValues = Union[TextValues, NumberValues, InstantValues, IdValues]


@dataclass(frozen=True)
class CaseColumns:
    """What the executions say of the cases of the event log.

    Parameters
    ----------
    columns : mapping of str to CaseValues
        All but the two that join; a case that the executions lack has no value in any.
    cases_without_row : int
        Cases of the event log that are not in the executions.
    rows_without_case : int
        Rows of the executions whose case is not in the event log.
    repeated_rows : int
        Rows of a case that had one already; the first one counts.
    other_variants : int
        Cases whose variant in the executions is not the one they have in the event log.
    unreadable : mapping of str to int
        Cells of a column that are neither empty nor of its type; they count as empty.
    """

    columns: Mapping[str, CaseValues]
    cases_without_row: int
    rows_without_case: int
    repeated_rows: int
    other_variants: int
    unreadable: Mapping[str, int]


def id_values(case_ids: np.ndarray) -> IdValues | TextValues:
    """Return the ids of the cases as a column; as texts where bytes would be longer, or could not tell them apart."""
    encoded = [case_id.encode("utf-8", "surrogatepass") for case_id in case_ids]
    # numpy takes zero bytes at the end for padding.
    if max(map(len, encoded), default=0) > _WIDEST_ID or any(case_id.endswith(b"\0") for case_id in encoded):
        return TextValues(case_ids, np.arange(len(case_ids), dtype=np.int32))
    return IdValues(np.array(encoded, dtype=bytes))


class _Column(Protocol):
    """A column on its way from texts to values."""

    unreadable: int

    def take(self, cases: np.ndarray, texts: pd.Series) -> None:
        """Keep the values of some cases."""

    def values(self) -> CaseValues:
        """Return what was kept."""


class _TextColumn:
    """Keeps codes; they take as few bytes as the number of different values allows."""

    def __init__(self, n_cases: int, is_boolean: bool = False) -> None:
        self._texts, self._is_boolean, self.unreadable = TextCodes(), is_boolean, 0
        self._codes = np.full(n_cases, MISSING, dtype=np.int8)

    def take(self, cases: np.ndarray, texts: pd.Series) -> None:
        codes = self._texts.encode(texts.str.lower() if self._is_boolean else texts)
        if len(self._texts) > np.iinfo(self._codes.dtype).max:
            wider = np.int16 if len(self._texts) <= np.iinfo(np.int16).max else np.int32
            self._codes = self._codes.astype(wider)
        self._codes[cases] = codes

    def values(self) -> TextValues:
        return TextValues(np.array(self._texts.texts, dtype=object), self._codes, self._is_boolean)


class _NumberColumn:
    def __init__(self, n_cases: int) -> None:
        self._numbers, self.unreadable = np.full(n_cases, np.nan), 0
        self._wide: np.ndarray | None = None

    def take(self, cases: np.ndarray, texts: pd.Series) -> None:
        numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=np.float64)
        self.unreadable += int((np.isnan(numbers) & texts.notna().to_numpy()).sum())
        self._numbers[cases] = numbers
        wide = is_wide(numbers)
        if wide.any():
            if self._wide is None:
                self._wide = np.zeros(len(self._numbers), dtype=np.int64)
            self._wide[cases[wide]] = exact_integers(texts[wide])

    def values(self) -> NumberValues:
        return NumberValues(self._numbers, self._wide)


class _InstantColumn:
    def __init__(self, n_cases: int) -> None:
        self._instants, self.unreadable = np.full(n_cases, NOT_A_TIME), 0

    def take(self, cases: np.ndarray, texts: pd.Series) -> None:
        read = read_times(texts)
        self.unreadable += int(read.unreadable.sum())
        self._instants[cases] = read.nanoseconds

    def values(self) -> InstantValues:
        return InstantValues(self._instants)


def _column_of_type(column_type: str, n_cases: int) -> _Column:
    if column_type in NUMBER_TYPES:
        return _NumberColumn(n_cases)
    if column_type in INSTANT_TYPES:
        return _InstantColumn(n_cases)
    return _TextColumn(n_cases, column_type == "boolean")


def read_case_columns(
    chunks: Iterable[pd.DataFrame], types: Mapping[str, str], case_ids: np.ndarray, variant_ids: np.ndarray
) -> CaseColumns:
    """Read the executions and put their values beside the cases of the event log.

    Parameters
    ----------
    chunks : iterable of DataFrame
        All columns as text, an empty cell missing.
    types : mapping of str to str
        DSS type of each column; a column of another type than number, date or boolean is taken as text.
    case_ids : ndarray of str objects, shape (n_cases,)
        Cases of the event log.
    variant_ids : ndarray of str objects, shape (n_cases,)
        Their variants in the event log.

    Returns
    -------
    CaseColumns
    """
    index, n_cases = pd.Index(case_ids, dtype=object), len(case_ids)
    columns = {
        name: _column_of_type(kind, n_cases) for name, kind in types.items() if name not in (CASE_ID, VARIANT_ID)
    }
    has_row = np.zeros(n_cases, dtype=bool)
    rows_without_case = repeated_rows = other_variants = 0
    for rows in chunks:
        cases = index.get_indexer(rows[CASE_ID].to_numpy(dtype=object))
        is_known = cases >= 0
        is_first = is_known & ~pd.Series(cases).duplicated().to_numpy()
        is_first[is_first] = ~has_row[cases[is_first]]
        rows_without_case += int((~is_known).sum())
        repeated_rows += int((is_known & ~is_first).sum())
        cases, rows = cases[is_first], rows[is_first]
        has_row[cases] = True
        for name, column in columns.items():
            column.take(cases, rows[name])
        if VARIANT_ID in types:
            said = rows[VARIANT_ID].to_numpy(dtype=object)
            other_variants += int((said != variant_ids[cases])[rows[VARIANT_ID].notna().to_numpy()].sum())
    return CaseColumns(
        {name: column.values() for name, column in columns.items()},
        int(n_cases - has_row.sum()),
        rows_without_case,
        repeated_rows,
        other_variants,
        {name: column.unreadable for name, column in columns.items() if column.unreadable},
    )
