"""The order column, read as numbers and as dates while it streams by -> one of the two, chosen at the end."""
from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from process_mining.event_log.timestamps import NOT_A_TIME, read_times
from process_mining.settings import EventLogSettings


class OrderReadings(NamedTuple):
    """An order column in both readings; which one is meant shows only when all rows have been seen."""

    numbers: np.ndarray
    """Whole numbers as int64, else float64; zero where the cell is not a number, shape (n_rows,)."""
    is_number: np.ndarray
    times: np.ndarray
    """Nanoseconds as int64; zero where the cell is not a date, shape (n_rows,)."""
    is_time: np.ndarray
    missing: np.ndarray

    @property
    def counts_events(self) -> bool:
        """Return whether the column is meant as numbers: more of its cells are numbers than dates, or as many."""
        return bool(self.is_number.sum() >= self.is_time.sum())

    @property
    def is_readable(self) -> np.ndarray:
        """Return which cells can be read in the chosen reading."""
        return self.is_number if self.counts_events else self.is_time

    @property
    def keys(self) -> list[np.ndarray]:
        """Return what orders rows, most significant first: cells without a value come last."""
        return [~self.is_readable, self.numbers if self.counts_events else self.times]

    def take(self, rows: np.ndarray) -> OrderReadings:
        """Return the readings of some rows."""
        return OrderReadings(*(part[rows] for part in self))


def read_order(values: pd.Series, settings: EventLogSettings) -> OrderReadings:
    """Read a chunk of the order column as numbers and as dates.

    Examples
    --------
    >>> readings = read_order(pd.Series(["9007199254740993", None, "x"]), EventLogSettings("c", "a", "t"))
    >>> readings.numbers.tolist(), readings.is_readable.tolist()
    ([9007199254740993, 0, 0], [True, False, False])
    """
    missing = (values.isna() | (values == "")).to_numpy(dtype=bool)
    read = read_times(values, settings.timestamp_format, settings.time_zone).nanoseconds
    is_time = read != NOT_A_TIME
    numbers, is_number = np.zeros(len(values), dtype=np.int64), np.zeros(len(values), dtype=bool)
    if not pd.api.types.is_datetime64_any_dtype(values.dtype):
        floats = pd.to_numeric(values, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
        is_number = np.isfinite(floats)
        # Only now, without the cells that are not numbers, do whole numbers come as int64, which keeps every digit.
        exact = pd.to_numeric(values[is_number]).to_numpy()
        numbers = numbers.astype(np.result_type(exact.dtype, np.int64) if len(exact) else np.int64)
        numbers[is_number] = exact
    return OrderReadings(numbers, is_number, np.where(is_time, read, 0), is_time, missing)


def join_order(parts: Sequence[OrderReadings]) -> OrderReadings:
    """Return the readings of several chunks as one."""
    return OrderReadings(*(np.concatenate(pieces) for pieces in zip(*parts)))
