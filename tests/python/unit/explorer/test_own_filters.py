"""Which cases each filter of the tile keeps; a case is its trace."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.errors import FilterError
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.map_steps import make_steps
from process_mining.explorer.own_filters import (
    DeviationFilter,
    ExecutionTimeFilter,
    FollowsFilter,
    OwnFilter,
    PathFilter,
    StartedFilter,
    StepFilter,
    VariantsFilter,
    WaitingFilter,
    keep_cases,
)
from process_mining.explorer.process_map import MapChoice, draw_map
from process_mining.explorer.projection import END, START, variant_counts
from process_mining.variants import variant_id
from tests.python.unit.explorer.logs import explored, map_of, timed
from tests.python.unit.explorer.slow_map import slow_counts

TRACES = ("abc", "acb", "aab", "b", "abab")


def kept(own_filter: OwnFilter, *traces: str) -> list[str]:
    """Return the traces that a filter keeps, those of this file by default."""
    log = explored(*(traces or TRACES))
    mask = keep_cases(log, own_filter)
    assert mask.dtype == bool
    sequences = [log.variants.sequence(log.variants.case_variants[case]) for case in np.flatnonzero(mask)]
    return ["".join(log.variants.activities[code] for code in sequence) for sequence in sequences]


@pytest.mark.parametrize(
    ("kind", "activities", "traces"),
    [
        ("passes", "c", ["abc", "acb"]),
        ("passes", "bc", list(TRACES)),
        ("avoids", "c", ["aab", "b", "abab"]),
        ("avoids", "ab", []),
        ("starts_with", "b", ["b"]),
        ("starts_with", "ab", list(TRACES)),
        ("ends_with", "b", ["acb", "aab", "b", "abab"]),
        ("repeats", "a", ["aab", "abab"]),
        # A group comes again when any of its activities follows any other.
        ("repeats", "bc", ["abc", "acb", "abab"]),
    ],
)
def test_by_step(kind, activities, traces):
    assert kept(StepFilter(kind, tuple(activities))) == traces


@pytest.mark.parametrize(
    ("sources", "targets", "shown", "traces"),
    [
        ("a", "b", None, ["abc", "aab", "abab"]),
        ("a", "b", "ab", ["abc", "acb", "aab", "abab"]),
        # What the map shows of a path's own ends need not be named.
        ("a", "b", "c", ["abc", "aab", "abab"]),
        ("a", "a", None, ["aab"]),
        ("a", "a", "a", ["aab", "abab"]),
        ("", "b", None, ["b"]),
        ("", "b", "bc", ["abc", "aab", "b", "abab"]),
        ("a", "", None, []),
        ("a", "", "ac", ["aab", "abab"]),
        ("ab", "c", None, ["abc", "acb"]),
    ],
)
def test_by_path(sources, targets, shown, traces):
    ends = (tuple(sources), tuple(targets), None if shown is None else tuple(shown))
    assert kept(PathFilter("takes", *ends)) == traces
    assert kept(PathFilter("does_not_take", *ends)) == [trace for trace in TRACES if trace not in traces]


@pytest.mark.parametrize(
    ("first", "then", "traces"),
    [
        ("a", "b", ["abc", "acb", "aab", "abab"]),
        ("b", "a", ["abab"]),
        ("b", "b", ["abab"]),
        ("c", "a", []),
        ("cb", "b", ["acb", "abab"]),
    ],
)
def test_by_what_follows(first, then, traces):
    assert kept(FollowsFilter(tuple(first), tuple(then))) == traces


@pytest.mark.parametrize(
    ("minimum", "maximum", "traces"),
    [(None, 0.0, ["b"]), (3600 * 3, None, ["abab"]), (7200, 7200, ["abc", "acb", "aab"]), (None, None, list(TRACES))],
)
def test_by_execution_time_with_both_ends_inside(minimum, maximum, traces):
    assert kept(ExecutionTimeFilter(minimum, maximum)) == traces


def test_by_start_with_both_ends_inside():
    days = [pd.Timestamp(f"2024-01-0{day}", tz="UTC").value for day in (1, 2, 3)]
    assert kept(StartedFilter(days[1], days[2])) == ["acb", "aab"]
    assert kept(StartedFilter(days[1] + 1, None)) == ["aab", "b", "abab"]
    assert kept(StartedFilter(None, days[0])) == ["abc"]


def test_by_variant_and_those_that_are_gone_keep_nobody():
    assert kept(VariantsFilter((variant_id("b"), variant_id("aab"), "0" * 32))) == ["aab", "b"]


WAITING = ("a0-1 c2-3 b6-7", "a0-1 b2-3 a4-5 b9-10", "a0-3 b1-4", "b0-1")


@pytest.mark.parametrize(
    ("shown", "minimum", "maximum", "cases"),
    [
        (None, None, None, [False, True, True, False]),
        ("ab", None, None, [True, True, True, False]),
        ("ab", 5, None, [True, False, False, False]),
        ("ab", 4, 5, [True, True, False, False]),
        (None, 1, 1, [False, True, False, False]),
        (None, None, 0, [False, False, True, False]),
        (None, 1.5, 3.5, [False, False, False, False]),
    ],
)
def test_by_waiting_at_least_once_this_long(shown, minimum, maximum, cases):
    bounds = [None if hours is None else 3600.0 * hours for hours in (minimum, maximum)]
    log = timed(*WAITING)
    own_filter = WaitingFilter(("a",), ("b",), None if shown is None else tuple(shown), *bounds)
    assert keep_cases(log, own_filter).tolist() == cases


@pytest.mark.parametrize(
    ("own_filter", "message"),
    [
        (StepFilter("passes", ("a", "x", "y")), "The event log has no step of this name: 'x', 'y'."),
        (StepFilter("passes", ()), "The filter names no step."),
        (PathFilter("takes", ("a",), ("b",), ("x",)), "The event log has no step of this name: 'x'."),
        (PathFilter("takes", (), (), None), "A path from Start to End has no step."),
        (WaitingFilter((), ("b",), None, 1, None), "Nothing waits on a path from Start or to End."),
        (FollowsFilter(("a",), ()), "The filter names no step."),
        (VariantsFilter(("0",)), "The event log has none of these variants: '0'."),
        (DeviationFilter("any", None), "There are no alignments that could tell what deviates."),
    ],
)
def test_what_the_data_cannot_answer_is_said(own_filter, message):
    with pytest.raises(FilterError, match=f"^{message}$"):
        keep_cases(explored(*TRACES), own_filter)


traces = st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1, max_size=8)


@given(traces, st.integers(1, 4))
def test_the_filter_of_a_drawn_path_keeps_as_many_cases_as_are_drawn(of_cases, n_steps):
    log = explored(*of_cases)
    process_map = map_of(log, MapChoice(n_steps=n_steps))
    labels = log.variants.activities
    shown = tuple(labels[step] for step in process_map.shown)
    projection = process_map.projection
    for path in process_map.drawn.paths:
        source, target = projection.sources[path], projection.targets[path]
        ends = [() if node in (START, END) else (labels[process_map.shown[node]],) for node in (source, target)]
        mask = keep_cases(log, PathFilter("takes", ends[0], ends[1], shown))
        assert mask.sum() == process_map.counts.path_cases[path]


@given(traces)
def test_the_filter_of_a_path_between_groups_keeps_as_many_cases_as_are_drawn(of_cases):
    log = explored(*of_cases)
    group_of = {"a": "x", "b": "y", "c": "x", "d": "z"}
    labels = tuple(sorted({group_of[label] for label in log.variants.activities}))
    codes = np.array([labels.index(group_of[label]) for label in log.variants.activities], dtype=np.int32)
    steps = make_steps(log.variants, labels, codes)
    counts = variant_counts(log.variants, np.ones(log.n_cases, dtype=bool))
    process_map = draw_map(log.variants, steps, counts, MapChoice())
    slow = slow_counts(of_cases, group_of)
    for name, cases in slow.path_cases.items():
        ends = [tuple(activities_of(log, group_of, letter)) for letter in name]
        assert keep_cases(log, PathFilter("takes", ends[0], ends[1], None)).sum() == cases
    assert process_map is not None
    assert process_map.coverage.paths_all == len(slow.path_cases)


def activities_of(log: ExploredLog, group_of: dict[str, str], group: str) -> list[str]:
    return [label for label in log.variants.activities if group_of[label] == group]
