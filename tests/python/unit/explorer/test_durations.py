"""Waiting and service times of a map against times taken one case after the other."""
from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer import case_times
from process_mining.explorer.case_times import TimeStatistics, measure, measure_exactly
from process_mining.explorer.durations import measure_durations
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.process_map import MapChoice, ProcessMap
from process_mining.explorer.timed_steps import service_at, waiting_on
from tests.python.unit.explorer.logs import explored, map_of, path_names, timed

HOUR = 3600.0


def by_name(names: list[str], values: np.ndarray) -> dict[str, list[float]]:
    return {name: value for name, value in zip(names, values.tolist()) if not np.isnan(value)}


def waits(log: ExploredLog, process_map: ProcessMap, kept: np.ndarray, exact: bool) -> dict[str, TimeStatistics]:
    return measure_durations(log, process_map, kept, exact).waiting


@pytest.mark.parametrize(
    ("cases", "n_steps", "mean"),
    [
        (["a0-1"], 1, {}),
        (["a0-1 b3-4"], 2, {"ab": 2.0}),
        # b starts before a is complete: it did not wait.
        (["a0-3 b1-4"], 2, {"ab": 0.0}),
        (["a0-1 b2-3 a4-5"], 2, {"ab": 1.0, "ba": 1.0}),
        # c is hidden: from the completion of a to the start of b.
        (["a0-1 c2-3 b6-7", "a0-1 b2-3"], 2, {"ab": 3.0}),
        (["a0-1 a5-6 a8-9"], 1, {"aa": 3.0}),
    ],
)
def test_mean_waiting(cases, n_steps, mean):
    log = timed(*cases)
    process_map = map_of(log, MapChoice(n_steps=n_steps))
    statistics = waits(log, process_map, np.ones(log.n_cases, dtype=bool), exact=True)
    assert by_name(path_names(process_map), statistics.mean / HOUR) == mean


def test_service_times_of_a_filtered_log():
    log = timed("a0-1 b3-8", "a0-3", "a0-100")
    process_map = map_of(log)
    service = measure_durations(log, process_map, np.array([True, True, False]), exact=True).service
    assert service is not None
    assert service.count.tolist() == [2, 1]
    assert (service.total / HOUR).tolist() == [4.0, 5.0]
    assert [(column / HOUR).tolist()[0] for column in (service.mean, service.minimum, service.maximum)] == [2, 1, 3]
    assert np.round(service.p90 / HOUR, 9).tolist() == [2.8, 5.0]


def test_without_start_times_there_is_no_service_time():
    log = explored("ab")
    assert measure_durations(log, map_of(log), np.array([True]), exact=True).service is None


def test_nothing_measured_is_not_a_number():
    log = explored("ab", "ac")
    statistics = waits(log, map_of(log), np.array([False, False]), exact=True)
    assert not statistics.count.any()
    assert not statistics.total.any()
    assert np.isnan([statistics.mean, statistics.minimum, statistics.maximum, statistics.median]).all()


events = st.tuples(st.sampled_from("abcd"), st.integers(0, 400), st.integers(0, 50))
random_cases = st.lists(st.tuples(st.lists(events, min_size=1, max_size=8), st.booleans()), min_size=1, max_size=8)


@given(random_cases, st.integers(1, 4))
def test_statistics_equal_those_of_one_case_after_the_other(cases, n_steps):
    texts = [" ".join(f"{letter}{start}-{start + hours}" for letter, start, hours in case) for case, _ in cases]
    log = timed(*texts)
    kept = np.array([keeps for _, keeps in cases])
    process_map = map_of(log, MapChoice(n_steps=n_steps))
    result = measure_durations(log, process_map, kept, exact=True)
    waiting, service = slow_times(log, process_map, kept)
    same_statistics(result.waiting, [waiting[name] for name in path_names(process_map)])
    same_statistics(result.service, [service[process_map.steps.labels[step]] for step in process_map.shown])


def slow_times(log: ExploredLog, process_map: ProcessMap, kept: np.ndarray):
    """Return the waits by path and the service times by label, from the arrays of the log."""
    waiting, service = defaultdict(list), defaultdict(list)
    shown = {int(step) for step in process_map.shown}
    for case in np.flatnonzero(kept).tolist():
        before = None
        first = int(log.case_starts[case])
        for place, code in enumerate(log.variants.sequence(int(log.variants.case_variants[case])).tolist()):
            if code not in shown:
                continue
            label, event = process_map.steps.labels[code], first + place
            service[label].append((int(log.completions[event]) - int(log.event_starts[event])) / 1e9)
            if before is not None:
                wait = int(log.event_starts[event]) - int(log.completions[before[1]])
                waiting[before[0] + label].append(max(0, wait) / 1e9)
            before = (label, event)
    return waiting, service


def same_statistics(result: TimeStatistics, expected: list[list[float]]) -> None:
    assert result.count.tolist() == [len(times) for times in expected]
    for row, times in enumerate(expected):
        if times:
            found = [result.total[row], result.mean[row], result.minimum[row], result.maximum[row]]
            assert found == pytest.approx([sum(times), np.mean(times), min(times), max(times)], rel=1e-9)
            percentiles = np.percentile(times, [50, 90]).tolist()
            tolerance = 0.0 if result.exact else 0.05
            assert [result.median[row], result.p90[row]] == pytest.approx(percentiles, rel=tolerance)


@pytest.fixture(name="long_log")
def _long_log():
    """Return a log of 3,000 cases whose waits run from nothing over milliseconds to years."""
    random = np.random.default_rng(3)
    log = explored("500 abcd", "500 abd", "1000 acbd", "1000 abababd")
    gaps = np.round(10.0 ** random.uniform(-4, 8, log.n_events) * 1e9).astype(np.int64)
    gaps[random.random(log.n_events) < 0.2] = 0
    total = np.cumsum(gaps)
    offsets = np.repeat(total[log.case_starts[:-1]], np.diff(log.case_starts))
    return ExploredLog(**{**vars(log), "completions": total - offsets, "starts": total - offsets - gaps // 3})


def test_the_histogram_is_within_5_percent_and_the_rest_exact(long_log):
    process_map = map_of(long_log)
    kept = np.random.default_rng(4).random(long_log.n_cases) < 0.5
    waiting, service = slow_times(long_log, process_map, kept)
    paths = waiting_on(long_log, process_map.projection, process_map.drawn.paths)
    nodes = service_at(long_log, process_map.projection, np.arange(len(process_map.shown)))
    by_path = [waiting[name] for name in path_names(process_map)]
    by_node = [service[process_map.steps.labels[step]] for step in process_map.shown]
    same_statistics(measure(long_log, paths, kept), by_path)
    same_statistics(measure(long_log, nodes, kept), by_node)
    same_statistics(measure_exactly(long_log, paths, kept), by_path)


def test_threads_and_batches_change_nothing(long_log, monkeypatch):
    process_map = map_of(long_log)
    paths = waiting_on(long_log, process_map.projection, process_map.drawn.paths)
    kept = np.ones(long_log.n_cases, dtype=bool)
    before = [measure(long_log, paths, kept), measure_exactly(long_log, paths, kept)]
    monkeypatch.setattr(case_times, "_EVENTS_FOR_THREADS", 0)
    monkeypatch.setattr(case_times, "_VALUES_AT_A_TIME", 700)
    after = [measure(long_log, paths, kept), measure_exactly(long_log, paths, kept)]
    for one, other in zip(before, after):
        np.testing.assert_equal(vars(one), vars(other))


def test_the_longest_time_there_is():
    log = explored("ab")
    times = np.array([np.iinfo(np.int64).min, np.iinfo(np.int64).max])
    widest = ExploredLog(**{**vars(log), "completions": times})
    process_map = map_of(widest)
    statistics = measure(widest, waiting_on(widest, process_map.projection, process_map.drawn.paths), np.array([True]))
    assert np.nanmax(statistics.maximum) == np.nanmax(statistics.median) == pytest.approx(2**64 / 1e9)
