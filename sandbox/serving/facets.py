"""Turns a column of a dataset into what a filter panel offers: values with their counts, or the range they span."""
from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timezone
from typing import Any

from sandbox.errors import ProjectError, shown
from sandbox.instants import instant_text
from sandbox.project import Project

from .dashboards import column_type

NO_VALUE = "___dku_no_value___"
"""Stands for an empty cell in a filter."""

_MOST_VALUES = 100

DATE_PARTS: dict[str, Callable[[datetime], int]] = {
    "YEAR": lambda time: time.year,
    "QUARTER_OF_YEAR": lambda time: (time.month - 1) // 3,
    "MONTH_OF_YEAR": lambda time: time.month - 1,
    "WEEK_OF_YEAR": lambda time: time.isocalendar()[1] - 1,
    "DAY_OF_MONTH": lambda time: time.day - 1,
    "DAY_OF_WEEK": lambda time: time.weekday(),
    "HOUR_OF_DAY": lambda time: time.hour,
}
"""Part of a date -> its index as filters write it, in UTC: all from 0 but years; day 0 of a week is Monday."""


class Facets:
    """The columns of a project's datasets, counted once per state of the data.

    Parameters
    ----------
    project : Project
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._counted: dict[tuple[str, str], tuple[object, Counter[str]]] = {}
        self._lock = threading.Lock()

    def facet(self, dataset: str, column: str, part: str = "", search: str = "") -> dict[str, Any]:
        """Return what a filter on a column may choose from.

        Parameters
        ----------
        dataset, column : str
            Names.
        part : str
            Of a date; empty: whole values.
        search : str
            Only values with this text, in any case.

        Returns
        -------
        dict
            `values`, the most frequent 100 with their counts (parts: all, in order); `n_values`, how many there are in
            all; `n_empty`, the rows without a value; `minimum` and `maximum` of numbers, and of dates in milliseconds
            since 1970; None where there are none.

        Raises
        ------
        ProjectError
            When there is no such dataset, column or part, or the dataset is not built.
        """
        described = next((entry for entry in self._project.read_schema(dataset) if entry["name"] == column), None)
        if described is None:
            raise ProjectError(f"Dataset {shown(dataset)} has no column {shown(column)}.")
        counts = self._counts(dataset, column)
        kind = column_type(described)
        if part:
            counts = _part_counts(counts, part)
        found = Counter({value: count for value, count in counts.items() if search.lower() in value.lower() and value})
        chosen = sorted(found.items(), key=lambda entry: int(entry[0])) if part else _most_frequent(found)
        minimum, maximum = _range(counts, kind) if not part else (None, None)
        return {
            "values": [{"value": value, "count": count} for value, count in chosen],
            "n_values": len(found), "n_empty": counts.get("", 0), "minimum": minimum, "maximum": maximum,
        }

    def _counts(self, dataset: str, column: str) -> Counter[str]:
        """Return value -> number of rows; "" is an empty cell."""
        stored = self._project.dataset(dataset)
        state = [(path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in stored.files]
        with self._lock:
            known = self._counted.get((dataset, column))
            if known is None or known[0] != state:
                place = [entry["name"] for entry in stored.read_schema()].index(column)
                known = state, Counter(row[place] for row in stored.iter_rows())
                self._counted[dataset, column] = known
        return known[1]


def _most_frequent(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST_VALUES]


def _part_counts(counts: Counter[str], part: str) -> Counter[str]:
    read = DATE_PARTS.get(part)
    if read is None:
        raise ProjectError(f"There is no part {shown(part)} of a date; there are {', '.join(DATE_PARTS)}.")
    found: Counter[str] = Counter()
    for text, count in counts.items():
        found[str(read(_instant(text))) if text else ""] += count
    return found


def _instant(text: str) -> datetime:
    known = instant_text(text)
    if known is None:
        raise ProjectError(f"{shown(text)} is no date.")
    return datetime.fromisoformat(known[:-1]).replace(tzinfo=timezone.utc)


def _range(counts: Iterable[str], kind: str) -> tuple[float | None, float | None]:
    if kind == "ALPHANUM":
        return None, None
    read: Callable[[str], float] = float if kind == "NUMERICAL" else lambda text: _instant(text).timestamp() * 1000
    # What is not finite is no end of a range, and no JSON.
    values = [number for text in counts if text and math.isfinite(number := read(text))]
    return (min(values), max(values)) if values else (None, None)
