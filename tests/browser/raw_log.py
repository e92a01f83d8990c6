"""The raw rows of an event log -> every number that the tile draws, computed slowly and in the open."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import mean

import numpy as np

START, END = "start", "end"
Path = tuple[str, str]


@dataclass(frozen=True)
class Event:
    """One event, with its times as seconds since 1970."""

    activity: str
    started: float
    completed: float


@dataclass(frozen=True)
class Case:
    """The events of a case in their order, and the values that are the same in all its rows."""

    case_id: str
    events: tuple[Event, ...]
    attributes: Mapping[str, str]

    @property
    def trace(self) -> tuple[str, ...]:
        return tuple(event.activity for event in self.events)

    @property
    def first(self) -> float:
        return min(event.started for event in self.events)

    @property
    def execution_time(self) -> float:
        return max(event.completed for event in self.events) - self.first


def seconds(text: str) -> float:
    """Return an ISO instant as seconds since 1970."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def cases_of(rows: Iterable[Mapping[str, str]], case: str, activity: str, end: str, start: str | None) -> list[Case]:
    """Return the cases of a log, events in the order of their times (start, then completion, then row)."""
    by_case: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        by_case[row[case]].append(row)
    used = {case, activity, end, start}
    cases = []
    for name, lines in by_case.items():
        events = [Event(line[activity], seconds(line[start or end]), seconds(line[end])) for line in lines]
        attributes = {key: value for key, value in lines[0].items() if key not in used}
        cases.append(Case(name, tuple(sorted(events, key=lambda e: (e.started, e.completed))), attributes))
    return cases


@dataclass
class Drawn:
    """What a map of these cases must say, when it shows these activities."""

    frequency: Counter[str]
    cases: Counter[str]
    path_frequency: Counter[Path]
    path_cases: Counter[Path]
    waits: dict[Path, list[float]]

    def waiting(self, path: Path) -> dict[str, float]:
        """Return the statistics of the waiting time on a path, in seconds."""
        waits = np.array(self.waits[path])
        return {
            "mean": float(waits.mean()),
            "median": float(np.median(waits)),
            "p90": float(np.percentile(waits, 90)),
            "total": float(waits.sum()),
            "minimum": float(waits.min()),
            "maximum": float(waits.max()),
        }


def draw(cases: Iterable[Case], shown: Collection[str]) -> Drawn:
    """Return the numbers of the map: each case is reduced to the shown activities, and its neighbours are counted."""
    drawn = Drawn(Counter(), Counter(), Counter(), Counter(), defaultdict(list))
    for case in cases:
        events = [event for event in case.events if event.activity in shown]
        if not events:
            continue
        names = [START, *(event.activity for event in events), END]
        paths = list(zip(names, names[1:], strict=False))
        drawn.frequency.update(names[1:-1])
        drawn.cases.update(set(names[1:-1]))
        drawn.path_frequency.update(paths)
        drawn.path_cases.update(set(paths))
        for before, after in zip(events, events[1:], strict=False):
            drawn.waits[before.activity, after.activity].append(max(0.0, after.started - before.completed))
    return drawn


def figures(cases: list[Case]) -> dict[str, float]:
    """Return the figures at the top of the tile."""
    return {
        "cases": len(cases),
        "variants": len({case.trace for case in cases}),
        "execution_time_mean": mean(case.execution_time for case in cases) if cases else float("nan"),
    }


def takes(path: Path, shown: Collection[str] | None = None) -> Callable[[Case], bool]:
    """Return whether a case takes a path on a map of these activities; of all activities when none are given."""

    def has_path(case: Case) -> bool:
        trace = [name for name in case.trace if shown is None or name in shown]
        names = [START, *trace, END]
        return bool(trace) and path in zip(names, names[1:], strict=False)

    return has_path
