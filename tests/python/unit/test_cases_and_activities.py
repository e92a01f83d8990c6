"""Times of cases and counts of activities."""
from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from process_mining.activities import count_activities, measure_service_times
from process_mining.cases import find_open_cases, measure_cases
from process_mining.event_log import read_event_log
from process_mining.settings import EventLogSettings
from process_mining.variants import find_variants
from small_logs import HOUR, events, log_of

STARTED = EventLogSettings("case", "activity", "time", start_timestamp_column="start")


def log_with_starts(*intervals: tuple[int, int]):
    """Return a log of one case whose events run from hour to hour."""
    rows = [f"1 a 2024-01-{1 + end // 24:02d}T{end % 24:02d}:00 2024-01-{1 + start // 24:02d}T{start % 24:02d}:00"
            for start, end in intervals]  # fmt: skip
    return read_event_log([events(*rows, columns="case activity time start")], STARTED)


def test_one_event_takes_no_time():
    times = measure_cases(log_of("a"))
    assert (times.execution.tolist(), times.processing) == ([0.0], None)


def test_execution_time_runs_from_first_to_last_completion():
    assert measure_cases(log_of("abc", "a")).execution.tolist() == [2 * HOUR, 0]


def test_with_starts_it_runs_from_the_first_start_to_the_last_completion():
    times = measure_cases(log_with_starts((0, 9), (1, 2), (12, 13)))
    assert times.execution.tolist() == [13 * HOUR]
    assert times.processing.tolist() == [10 * HOUR]


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), min_size=1, max_size=15))
def test_processing_time_equals_the_hours_in_which_something_runs(intervals):
    intervals = [(start, start + length) for start, length in intervals]
    busy = {hour for start, end in intervals for hour in range(start, end)}
    assert measure_cases(log_with_starts(*intervals)).processing.tolist() == [len(busy) * HOUR]


def test_a_case_is_open_unless_it_ends_with_an_end_activity():
    variants = find_variants(log_of("ab", "abc", "ac"))
    assert find_open_cases(variants, ["c"]).tolist() == [True, False, False]
    assert find_open_cases(variants, []).tolist() == [False, False, False]
    assert find_open_cases(variants, ["unknown"]).tolist() == [True, True, True]


def test_activities_are_counted_by_event_and_by_case():
    counts = count_activities(find_variants(log_of("abbbc", "abcb", "abcb", "c")))
    assert counts.activities == ("a", "b", "c")
    assert counts.frequency.tolist() == [3, 7, 4]
    assert counts.case_frequency.tolist() == [3, 3, 4]
    assert counts.start_cases.tolist() == [3, 0, 1]
    assert counts.end_cases.tolist() == [0, 2, 2]
    assert counts.self_loops.tolist() == [0, 2, 0]
    assert counts.rework_cases.tolist() == [0, 3, 0]


@given(st.lists(st.text("abc", min_size=1, max_size=6), min_size=1, max_size=10))
def test_activity_counts_equal_counting_by_hand(traces):
    counts = count_activities(find_variants(log_of(*traces)))
    for code, label in enumerate(counts.activities):
        assert counts.frequency[code] == sum(trace.count(label) for trace in traces)
        assert counts.case_frequency[code] == sum(label in trace for trace in traces)
        assert counts.start_cases[code] == sum(trace[0] == label for trace in traces)
        assert counts.end_cases[code] == sum(trace[-1] == label for trace in traces)
        assert counts.rework_cases[code] == sum(trace.count(label) > 1 for trace in traces)
        assert counts.self_loops[code] == sum(a == b == label for trace in traces for a, b in zip(trace, trace[1:]))


def test_service_times_exist_only_with_starts():
    assert measure_service_times(log_of("a")) is None
    np.testing.assert_allclose(measure_service_times(log_with_starts((0, 2), (3, 7))).mean, [3 * HOUR])
