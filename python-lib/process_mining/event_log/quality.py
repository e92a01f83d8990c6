"""What reading a log found: rows left out and why, ties, times out of order, each with an example."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from process_mining.segments import freeze

REASONS_TO_LEAVE_OUT = {
    "rows_without_case": "without a case id",
    "rows_without_activity": "without an activity",
    "rows_without_timestamp": "without a timestamp",
    "unreadable_timestamps": "with a timestamp that cannot be read",
    "other_lifecycle": "left out by the lifecycle rule",
    "unpaired_starts": "starts that no completion follows",
}
"""Findings that leave a row out, in the order in which they are checked, with words for a message."""

NOTED_ON_ROWS = (
    "unpaired_completions",
    "missing_starts",
    "unreadable_starts",
    "start_after_end",
    "clock_change_times",
    "unreadable_order",
    "out_of_order",
)
"""Findings on rows that become events all the same."""


@dataclass(frozen=True)
class Finding:
    """One thing that reading a log found.

    Parameters
    ----------
    name : str
        Stable short name.
    rows : int
        How many rows (or events) it concerns.
    cases : int or None
        How many cases, where that is known.
    example : str
        One instance in words; empty when there is none.
    detail : str
        What else there is to know about it; empty when there is nothing.
    """

    name: str
    rows: int
    cases: int | None = None
    example: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Quality:
    """What reading a log found.

    Parameters
    ----------
    rows_read : int
    rows_left_out : int
        Rows that did not become an event or part of one.
    findings : tuple of Finding
        In the order in which the rules are checked; those with no rows are there too.
    lifecycle_mode : str
        The rule that was used: "all", "complete" or "pair".
    unordered_cases : ndarray of bool, shape (n_cases,)
        Cases in which the order of different activities rests on the tie rule alone.
    """

    rows_read: int
    rows_left_out: int
    findings: tuple[Finding, ...]
    lifecycle_mode: str
    unordered_cases: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    def find(self, name: str) -> Finding:
        """Return the finding of this name; KeyError if reading does not know it."""
        return {finding.name: finding for finding in self.findings}[name]
