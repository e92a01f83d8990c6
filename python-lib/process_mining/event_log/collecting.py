"""Chunks of rows -> codes and times of the rows that can become events, and a tally of the others by reason."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from process_mining.errors import MissingColumnError, shown
from process_mining.event_log.encoding import MISSING, USUAL_MISSING_TEXTS, TextCodes
from process_mining.event_log.order_values import OrderReadings, join_order, read_order
from process_mining.event_log.quality import Finding
from process_mining.event_log.timestamps import ReadTimes, read_times
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
    order_values : OrderReadings, each of shape (n_rows,), or None
    attribute_codes : dict of str to ndarray of int32, each of shape (n_rows,)
    """

    case_codes: np.ndarray
    activity_codes: np.ndarray
    times: np.ndarray
    start_times: np.ndarray | None
    lifecycle_codes: np.ndarray | None
    order_values: OrderReadings | None
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
            None if self.order_values is None else self.order_values.take(rows),
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
        ends, starts = self._read_times(rows, settings.timestamp_column), None
        kept = self._leave_out(rows, case_codes, activity_codes, ends)
        on_clock_change = ends.on_clock_change
        if settings.start_timestamp_column:
            starts = self._read_times(rows, settings.start_timestamp_column)
            on_clock_change = on_clock_change | starts.on_clock_change
            for name, mask in (("missing_starts", starts.missing), ("unreadable_starts", starts.unreadable)):
                self._note(name, mask & kept, rows, case_codes, settings.start_timestamp_column)
        self._note("clock_change_times", on_clock_change & kept, rows, case_codes, settings.timestamp_column)
        encoded = EventRows(
            case_codes,
            activity_codes,
            ends.nanoseconds,
            None if starts is None else starts.nanoseconds,
            self.lifecycles.encode(rows[settings.lifecycle_column]) if settings.lifecycle_column else None,
            read_order(rows[settings.order_column], settings) if settings.order_column else None,
            {column: codes.encode(rows[column]) for column, codes in self.attributes.items()},
        )
        return encoded if kept.all() else encoded.take(np.flatnonzero(kept))

    def _read_times(self, rows: pd.DataFrame, column: str) -> ReadTimes:
        return read_times(rows[column], self.settings.timestamp_format, self.settings.time_zone)

    def _leave_out(
        self, rows: pd.DataFrame, case_codes: np.ndarray, activity_codes: np.ndarray, ends: ReadTimes
    ) -> np.ndarray:
        """Return which rows can become events; tally the others by their first reason."""
        settings = self.settings
        kept = np.ones(len(rows), dtype=bool)
        for name, mask, column in (
            ("rows_without_case", case_codes == MISSING, settings.case_column),
            ("rows_without_activity", activity_codes == MISSING, settings.activity_column),
            ("rows_without_timestamp", ends.missing, settings.timestamp_column),
            ("unreadable_timestamps", ends.unreadable, settings.timestamp_column),
        ):
            self._note(name, mask & kept, rows, case_codes, column)
            kept &= ~mask
        return kept

    def _note(self, name: str, mask: np.ndarray, rows: pd.DataFrame, case_codes: np.ndarray, column: str) -> None:
        """Tally some rows, with what one of them holds in a column as the example."""
        self.tally.count(name, mask, case_codes, lambda row: self._describe(rows, row, column))

    def _describe(self, rows: pd.DataFrame, row: int, column: str) -> str:
        """Say what a row holds in a column, and in which case."""
        value, case_id = rows[column].iloc[row], rows[self.settings.case_column].iloc[row]
        case = "no case" if pd.isna(case_id) or case_id == "" else f"case {shown(case_id)}"
        held = "nothing" if pd.isna(value) or value == "" else shown(value)
        return f"column {shown(column)} holds {held} ({case})"

    def _joined(self) -> EventRows:
        """Join the chunks, letting go of the parts of an array once it is whole, so that only one exists twice."""
        parts, self._parts = self._parts, []

        def joined(name: str, width: type) -> np.ndarray:
            pieces = [getattr(part, name) for part in parts]
            for part in parts:
                setattr(part, name, None)
            return np.concatenate(pieces) if pieces else np.empty(0, dtype=width)

        settings = self.settings
        return EventRows(
            joined("case_codes", np.int32),
            joined("activity_codes", np.int32),
            joined("times", np.int64),
            joined("start_times", np.int64) if settings.start_timestamp_column else None,
            joined("lifecycle_codes", np.int32) if settings.lifecycle_column else None,
            self._joined_order(parts) if settings.order_column else None,
            {
                column: np.concatenate([part.attribute_codes.pop(column) for part in parts] or [np.empty(0, np.int32)])
                for column in self.attributes
            },
        )

    def _joined_order(self, parts: Sequence[EventRows]) -> OrderReadings:
        empty = read_order(pd.Series([], dtype=object), self.settings)
        return join_order([part.order_values for part in parts if part.order_values is not None] or [empty])
