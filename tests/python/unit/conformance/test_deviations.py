"""Deviations of small alignments, in which place and with whose execution times."""
from __future__ import annotations

import numpy as np
import pytest

from process_mining.conformance.alignments import align_variants
from process_mining.conformance.deviations import Deviation, find_deviations
from process_mining.petri_net import net_from_arcs
from tests.python.unit.conformance.logs import log_of

SEQUENCE = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "q"), "v": ("q", "C", "end")})


def found(*traces: str) -> list[Deviation]:
    """Return the deviations of sequences with one case each that took 1, 2, 3, ... seconds."""
    alignments = align_variants(SEQUENCE, log_of(list(traces)))
    n_cases = np.ones(len(traces), np.int64)
    return find_deviations(alignments, n_cases, np.arange(1.0, len(traces) + 1))


def places(*traces: str) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [(one.kind, one.activity, one.other_activity, one.after, one.before) for one in found(*traces)]


def test_no_deviations_where_all_conforms() -> None:
    assert found("ABC") == []


@pytest.mark.parametrize(
    ("trace", "expected"),
    [
        ("AC", [("skipped", "B", None, "A", "C")]),
        ("BC", [("skipped", "A", None, None, "B")]),
        ("ABZC", [("extra", "Z", None, "B", "C")]),
        ("ABCZZ", [("extra", "Z", None, "C", None)]),
        ("AZC", [("replaced", "B", "Z", "A", "C")]),
        ("ACB", [("out_of_order", "B", None, "C", None)]),
        ("AABC", [("extra", "A", None, "A", "B")]),
    ],
)
def test_kind_and_place(trace: str, expected: list[tuple[str, str, str | None, str | None, str | None]]) -> None:
    assert places(trace) == expected


def test_counts_shares_and_execution_times() -> None:
    alignments = align_variants(SEQUENCE, log_of(["ABC", "AC", "ACZ"]))
    rows = find_deviations(alignments, np.array([6, 3, 1]), np.array([60.0, 60.0, 21.0]))
    assert rows == [
        Deviation("skipped", "B", None, "A", "C", 4, 0.4, 20.25, 10.0),
        Deviation("extra", "Z", None, "C", None, 1, 0.1, 21.0, 120 / 9),
    ]


def test_a_case_counts_once_and_there_may_be_no_others() -> None:
    assert found("AZZBC") == [Deviation("extra", "Z", None, "A", "B", 1, 1.0, 1.0, None)]
