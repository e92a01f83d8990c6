"""The logs that the tile is shown on: the sample, real ones where they are at hand, and a small one full of traps."""
from __future__ import annotations

import os
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from demo.sample_dataset import SAMPLE_ATTRIBUTES, SAMPLE_END_ACTIVITIES, write_sample_log
from stages import ROOT, LogFile, write_log

DATA = Path(os.environ.get("PROCESS_MINING_DATA", ROOT.parent / "shared" / "data"))
XES = {"case": "case:concept:name", "activity": "concept:name", "end": "time:timestamp"}
MARKUP = "<b onclick=alert(1)>Pay</b> &amp; \"close\""


def sample_log(folder: Path) -> LogFile:
    """Return the sample log, scored by the bank's own rules."""
    return LogFile(
        write_sample_log(folder), "case_id", "activity", "end_time", "start_time", SAMPLE_ATTRIBUTES,
        ROOT / "demo" / "loan_policy.bpmn", (("end_activities", list(SAMPLE_END_ACTIVITIES)),),
    )


def real_log(name: str, model: str | None = None) -> LogFile:
    """Return a real log, or skip the test, saying so."""
    path = DATA / "logs" / name
    if not path.exists():
        pytest.skip(f"the real log {name} is not at hand (set PROCESS_MINING_DATA)")
    return LogFile(path, **XES, model=DATA / "models" / model if model else None)


def small_log(folder: Path) -> LogFile:
    """Return 24 cases with a column of every type, empty cells, and a label that looks like markup."""
    first = datetime(2023, 11, 1, 9, tzinfo=timezone.utc)
    traces = (("Open", "Check", MARKUP), ("Open", "Check", "Check", MARKUP), ("Open", MARKUP))
    rows = []
    for index in range(24):
        at = first + timedelta(days=11 * index, hours=index)
        town = ("Oslo", "Łódź", "", "Nära")[index % 4]
        amount = "" if index % 6 == 5 else str(index * 2.5)
        count = "" if index % 7 == 6 else str(index % 5)
        due = "" if index % 8 == 7 else (at + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        urgent = "true" if index % 3 == 0 else "false"
        for place, activity in enumerate(traces[index % 3]):
            time = (at + timedelta(hours=place * (1 + index % 4))).strftime("%Y-%m-%dT%H:%M:%S.000Z")
            rows.append((f"c{index:02}", activity, time, town, amount, count, due, urgent))
    types = {
        "case": "string", "activity": "string", "time": "date", "town": "string", "amount": "double", "count": "bigint",
        "due": "date", "urgent": "boolean",
    }
    path = write_log(folder / "small.csv", types, rows)
    return LogFile(path, "case", "activity", "time", attributes=("town", "amount", "count", "due", "urgent"))
