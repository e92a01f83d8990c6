"""Directly-follows edges: counts, case counts and waiting times."""
from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.edges import count_edges, count_overlapping_steps
from process_mining.event_log import read_event_log
from process_mining.settings import EventLogSettings
from small_logs import HOUR, events, log_of


def counted(edges) -> list[tuple[str, int, int]]:
    pairs = zip(edges.sources, edges.targets)
    names = [edges.activities[source] + edges.activities[target] for source, target in pairs]
    return list(zip(names, edges.frequency.tolist(), edges.case_frequency.tolist()))


def test_one_event_has_no_edge():
    edges = count_edges(log_of("a"))
    assert (counted(edges), edges.n_steps) == ([], 0)


def test_cases_do_not_run_into_each_other():
    assert counted(count_edges(log_of("ab", "cd"))) == [("ab", 1, 1), ("cd", 1, 1)]


def test_edges_are_counted_by_step_and_by_case():
    assert counted(count_edges(log_of("abab", "ab", "aa"))) == [("ab", 3, 2), ("aa", 1, 1), ("ba", 1, 1)]


STARTED = events(
    "1 a 2024-01-01T02:00 2024-01-01T00:00",
    "1 b 2024-01-01T05:00 2024-01-01T03:00",
    "1 c 2024-01-01T06:00 2024-01-01T04:00",
    columns="case activity time start",
)


def test_waiting_runs_from_completion_to_start_and_is_never_negative():
    log = read_event_log([STARTED], EventLogSettings("case", "activity", "time", start_timestamp_column="start"))
    edges = count_edges(log)
    assert counted(edges) == [("ab", 1, 1), ("bc", 1, 1)]
    assert edges.waiting.mean.tolist() == [HOUR, 0]
    assert count_overlapping_steps(log) == (1, 1)


def test_statistics_of_waiting_times():
    log = read_event_log(
        [events(*(f"{case} {step} 2024-01-01T0{hour}:00" for case in "123" for step, hour in (("a", 0), ("b", case))))],
        EventLogSettings("case", "activity", "time"),
    )
    waiting = count_edges(log).waiting
    expected = {"count": 3, "total": 6, "mean": 2, "median": 2, "p90": 2.8, "minimum": 1, "maximum": 3, "stddev": 1}
    for name, hours in expected.items():
        factor = 1 if name == "count" else HOUR
        np.testing.assert_allclose(getattr(waiting, name), [hours * factor], err_msg=name)


@pytest.mark.parametrize("percentiles", ["exact", "histogram"])
@given(traces=st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=10))
def test_edges_equal_a_counter_of_neighbours(percentiles, traces):
    edges = count_edges(log_of(*traces), percentiles)
    steps = Counter(trace[place : place + 2] for trace in traces for place in range(len(trace) - 1))
    cases = Counter(step for trace in traces for step in {trace[place : place + 2] for place in range(len(trace) - 1)})
    assert counted(edges) == [
        (step, count, cases[step]) for step, count in sorted(steps.items(), key=lambda item: (-item[1], item[0]))
    ]
    assert edges.n_steps == sum(map(len, traces)) - len(traces)


def test_more_activities_than_fit_in_a_table_of_pairs_are_counted_all_the_same():
    n_activities = 60_000
    rows = events(*(f"1 step{number:05d} 2024-01-01T00:00" for number in range(n_activities)))
    edges = count_edges(read_event_log([rows], EventLogSettings("case", "activity", "time")))
    assert edges.frequency.tolist() == [1] * (n_activities - 1)
    assert edges.targets.tolist() == list(range(1, n_activities))
