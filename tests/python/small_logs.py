"""Small logs for tests: a trace is a text of letters, one event an hour; and the same logs read."""
from __future__ import annotations

import pandas as pd

from process_mining.event_log import EventLog, read_event_log
from process_mining.settings import EventLogSettings

SETTINGS = EventLogSettings("case", "activity", "time")
HOUR = 3600
NOON = "2024-01-01T12:00:00Z"


def rows_of(*traces: str, start: str = "2024-01-01") -> pd.DataFrame:
    """Return a row an event: case 1 holds the first trace, an activity a letter, an hour apart; cases a day apart."""
    rows = []
    for number, trace in enumerate(traces, 1):
        first = pd.Timestamp(start) + pd.Timedelta(days=number - 1)
        rows += [
            {"case": str(number), "activity": letter, "time": (first + pd.Timedelta(hours=hour)).isoformat()}
            for hour, letter in enumerate(trace)
        ]
    return pd.DataFrame(rows, columns=["case", "activity", "time"], dtype=object)


def log_of(*traces: str) -> EventLog:
    """Return the log of some traces."""
    return read_event_log([rows_of(*traces)], SETTINGS)


def events(*rows: str, columns: str = "case activity time") -> pd.DataFrame:
    """Return rows written as texts with blanks between the cells; a dash is an empty cell."""
    cells = [[None if cell == "-" else cell for cell in row.split()] for row in rows]
    return pd.DataFrame(cells, columns=columns.split(), dtype=object)


def traces_of(log: EventLog) -> dict[str, str]:
    """Return the trace of each case as text, letters joined."""
    labels = [log.activities[code] for code in log.activity_codes]
    bounds = zip(log.case_ids, log.case_starts[:-1], log.case_starts[1:])
    return {case: "".join(labels[start:end]) for case, start, end in bounds}
