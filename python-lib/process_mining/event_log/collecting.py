"""Chunks of rows -> codes and times of the rows that can become events, and a tally of the others by reason."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from process_mining.errors import MissingColumnError, shown
from process_mining.event_log.encoding import MISSING, USUAL_MISSING_TEXTS, TextCodes
from process_mining.event_log.quality import Finding
from process_mining.event_log.timestamps import NOT_A_TIME, read_times
from process_mining.settings import EventLogSettings

Progress = Callable[[int, int], None]
"""Called after each chunk with the rows read and the rows left out so far."""


class Tally:
    """Counts rows by finding, with the cases they belong to and one example."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._cases: dict[str, list[np.ndarray]] = {}
        self._examples: dict[str, str] = {}

    def count(
        self, name: str, mask: np.ndarray, case_codes: np.ndarray | None, example: Callable[[int], str] | None = None
    ) -> None:
        """Add the rows of a mask; `example` says one of them, given by its position, in words."""
        rows = np.flatnonzero(mask)
        self._rows[name] = self._rows.get(name, 0) + len(rows)
        if len(rows) and case_codes is not None:
            self._cases.setdefault(name, []).append(np.unique(case_codes[rows]))
        if len(rows) and example is not None:
            self._examples.setdefault(name, example(int(rows[0])))

    def add(self, name: str, rows: int) -> None:
        """Add rows of which nothing else is known."""
        self._rows[name] = self._rows.get(name, 0) + rows

    def rows(self, name: str) -> int:
        """Return how many rows were counted under a name."""
        return self._rows.get(name, 0)

    def example(self, name: str) -> str:
        """Return an example of a finding, empty if there is none."""
        return self._examples.get(name, "")

    def finding(self, name: str, detail: str = "") -> Finding:
        """Return what was counted under a name."""
        cases = np.concatenate(self._cases[name]) if name in self._cases else np.empty(0, dtype=np.int32)
        n_cases = len(np.unique(cases[cases != MISSING]))
        return Finding(name, self.rows(name), n_cases, self.example(name), detail)


@dataclass
class EventRows:
    """Rows that have a case, an activity and a time, in the order in which they came.

    Parameters
    ----------
    case_codes, activity_codes : ndarray of int32, shape (n_rows,)
    times : ndarray of int64, shape (n_rows,)
        Completion in nanoseconds.
    start_times : ndarray of int64, shape (n_rows,), or None
        `NOT_A_TIME` where a row has none; None when no column was chosen.
    lifecycle_codes : ndarray of int32, shape (n_rows,), or None
    order_values : ndarray of float64 or int64, shape (n_rows,), or None
        Infinity where a row has none.
    attribute_codes : dict of str to ndarray of int32, each of shape (n_rows,)
    """

    case_codes: np.ndarray
    activity_codes: np.ndarray
    times: np.ndarray
    start_times: np.ndarray | None
    lifecycle_codes: np.ndarray | None
    order_values: np.ndarray | None
    attribute_codes: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.case_codes)

    def take(self, rows: np.ndarray) -> EventRows:
        """Return some of the rows."""

        def part(array: np.ndarray | None) -> np.ndarray | None:
            return None if array is None else array[rows]

        attribute_codes = {name: codes[rows] for name, codes in self.attribute_codes.items()}
        return EventRows(
            self.case_codes[rows],
            self.activity_codes[rows],
            self.times[rows],
            part(self.start_times),
            part(self.lifecycle_codes),
            part(self.order_values),
            attribute_codes,
        )


class RowCollector:
    """Turns chunks into `EventRows`, chunk by chunk; holds codes and times, never the chunks.

    Parameters
    ----------
    settings : EventLogSettings
    case_attributes : sequence of str
        Columns to carry along as case attributes.
    """

    def __init__(self, settings: EventLogSettings, case_attributes: Sequence[str]) -> None:
        self.settings = settings
        self.cases, self.activities, self.lifecycles = TextCodes(), TextCodes(), TextCodes()
        self.attributes = {column: TextCodes(USUAL_MISSING_TEXTS) for column in case_attributes}
        self.tally = Tally()
        self.rows_read = 0
        self._parts: list[EventRows] = []

    def collect(self, chunks: Iterable[pd.DataFrame], progress: Progress | None = None) -> EventRows:
        """Read every chunk and return the rows that can become events.

        Raises
        ------
        MissingColumnError
            If a chunk lacks a column that was asked for.
        """
        for rows in chunks:
            self._check_columns(rows)
            self.rows_read += len(rows)
            self._parts.append(self._encode(rows.reset_index(drop=True)))
            if progress is not None:
                progress(self.rows_read, self.rows_read - sum(map(len, self._parts)))
        return self._joined()

    def _check_columns(self, rows: pd.DataFrame) -> None:
        wanted = {**self.settings.event_columns, **dict.fromkeys(self.attributes, "case attribute")}
        for column, purpose in wanted.items():
            if column not in rows.columns:
                raise MissingColumnError(column, purpose, map(str, rows.columns))

    def _encode(self, rows: pd.DataFrame) -> EventRows:
        settings = self.settings
        case_codes = self.cases.encode(rows[settings.case_column])
        activity_codes = self.activities.encode(rows[settings.activity_column])
        times, kept = self._read_times(rows, case_codes, activity_codes)
        encoded = EventRows(
            case_codes,
            activity_codes,
            times,
            self._read_starts(rows, case_codes, kept),
            self.lifecycles.encode(rows[settings.lifecycle_column]) if settings.lifecycle_column else None,
            self._read_order(rows, case_codes, kept) if settings.order_column else None,
            {column: codes.encode(rows[column]) for column, codes in self.attributes.items()},
        )
        return encoded if kept.all() else encoded.take(np.flatnonzero(kept))

    def _read_times(
        self, rows: pd.DataFrame, case_codes: np.ndarray, activity_codes: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return the completion of each row and which rows can become events; tally the others by first reason."""
        settings, column = self.settings, self.settings.timestamp_column
        read = read_times(rows[column], settings.timestamp_format, settings.time_zone)
        reasons = {
            "rows_without_case": case_codes == MISSING,
            "rows_without_activity": activity_codes == MISSING,
            "rows_without_timestamp": read.missing,
            "unreadable_timestamps": read.unreadable,
        }
        kept = np.ones(len(rows), dtype=bool)
        for name, mask in reasons.items():
            self.tally.count(name, mask & kept, case_codes, lambda row: self._describe(rows, row, column))
            kept &= ~mask
        self.tally.add("clock_change_times", read.on_clock_change)
        return read.nanoseconds, kept

    def _read_starts(self, rows: pd.DataFrame, case_codes: np.ndarray, kept: np.ndarray) -> np.ndarray | None:
        settings, column = self.settings, self.settings.start_timestamp_column
        if column is None:
            return None
        read = read_times(rows[column], settings.timestamp_format, settings.time_zone)
        for name, mask in (("missing_starts", read.missing), ("unreadable_starts", read.unreadable)):
            self.tally.count(name, mask & kept, case_codes, lambda row: self._describe(rows, row, column))
        self.tally.add("clock_change_times", read.on_clock_change)
        return read.nanoseconds

    def _read_order(self, rows: pd.DataFrame, case_codes: np.ndarray, kept: np.ndarray) -> np.ndarray:
        """Return what breaks ties: numbers as they are, or times as nanoseconds."""
        column = self.settings.order_column
        values = rows[column]
        missing = (values.isna() | (values == "")).to_numpy(dtype=bool)
        if pd.api.types.is_datetime64_any_dtype(values.dtype):
            order = read_times(values).nanoseconds.astype(np.float64)
        else:
            order = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
            if np.isnan(order).all():
                times = read_times(values).nanoseconds
                order = np.where(times == NOT_A_TIME, np.nan, times)
        unreadable = np.isnan(order) & ~missing
        self.tally.count(
            "unreadable_order", unreadable & kept, case_codes, lambda row: self._describe(rows, row, str(column))
        )
        return np.where(np.isnan(order), np.inf, order)

    def _describe(self, rows: pd.DataFrame, row: int, column: str) -> str:
        """Say what a row holds in a column, and in which case."""
        value, case_id = rows[column].iloc[row], rows[self.settings.case_column].iloc[row]
        case = "no case" if pd.isna(case_id) or case_id == "" else f"case {shown(case_id)}"
        held = "nothing" if pd.isna(value) or value == "" else shown(value)
        return f"column {shown(column)} holds {held} ({case})"

    def _joined(self) -> EventRows:
        """Join the chunks, one array at a time so that only one exists twice."""
        parts = self._parts

        def joined(name: str, default: type) -> np.ndarray:
            pieces = [getattr(part, name) for part in parts]
            return np.concatenate(pieces) if pieces else np.empty(0, dtype=default)

        settings = self.settings
        rows = EventRows(
            joined("case_codes", np.int32),
            joined("activity_codes", np.int32),
            joined("times", np.int64),
            joined("start_times", np.int64) if settings.start_timestamp_column else None,
            joined("lifecycle_codes", np.int32) if settings.lifecycle_column else None,
            joined("order_values", np.float64) if settings.order_column else None,
            {
                column: np.concatenate([part.attribute_codes[column] for part in parts] or [np.empty(0, np.int32)])
                for column in self.attributes
            },
        )
        self._parts = []
        return rows
