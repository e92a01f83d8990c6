"""EventLog: the events of a log as arrays, case by case in their order, immutable and right if it exists."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from process_mining.event_log.quality import Quality
from process_mining.segments import freeze


@dataclass(frozen=True)
class EventLog:
    """The events of a log, case by case in their order. Made by `read_event_log` only.

    Parameters
    ----------
    activities : tuple of str, shape (n_activities,)
        Label of each activity code, in code point order.
    case_ids : ndarray of str objects, shape (n_cases,)
        As they came; cases lie by their first time, then by their id.
    case_starts : ndarray of int64, shape (n_cases + 1,)
        Events of case i are ``case_starts[i]:case_starts[i + 1]``; no case is empty.
    activity_codes : ndarray of int16 or int32, shape (n_events,)
        Activity of each event.
    timestamps : ndarray of int64, shape (n_events,)
        Completion in nanoseconds since 1970 in UTC.
    start_timestamps : ndarray of int64, shape (n_events,), or None
        Start in the same unit, never after the completion; None when the log has no starts.
    attributes : DataFrame, shape (n_cases, n_attributes)
        Case attributes that were asked for, as text; None where a case has no value.
    quality : Quality
        What reading found.
    """

    activities: tuple[str, ...]
    case_ids: np.ndarray = field(repr=False)
    case_starts: np.ndarray = field(repr=False)
    activity_codes: np.ndarray = field(repr=False)
    timestamps: np.ndarray = field(repr=False)
    start_timestamps: np.ndarray | None = field(repr=False)
    attributes: pd.DataFrame = field(repr=False)
    quality: Quality = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_cases(self) -> int:
        """Return the number of cases."""
        return len(self.case_ids)

    @property
    def n_events(self) -> int:
        """Return the number of events (activity instances)."""
        return len(self.activity_codes)

    @property
    def event_starts(self) -> np.ndarray:
        """Return when each event started: its start time where the log has them, else its completion."""
        return self.timestamps if self.start_timestamps is None else self.start_timestamps
