"""Details of a chosen step and path: times, the others, the way round, and the filters offered."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.details import ItemDetails, follows_offers, path_details, step_details
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.own_filters import (
    FollowsFilter,
    PathFilter,
    StepFilter,
    WaitingFilter,
    keep_cases,
)
from process_mining.explorer.process_map import MapChoice
from tests.python.unit.explorer.logs import explored, map_of, path_names, timed

HOUR = 3600.0


def everybody(log: ExploredLog) -> np.ndarray:
    return np.ones(log.n_cases, dtype=bool)


def of_path(log: ExploredLog, name: str, choice: MapChoice) -> ItemDetails:
    process_map = map_of(log, choice)
    names = path_names(process_map, np.arange(process_map.projection.n_paths))
    return path_details(log, process_map, everybody(log), everybody(log), names.index(name))


def of_step(
    log: ExploredLog, label: str, kept: np.ndarray | None = None, filtered: np.ndarray | None = None
) -> ItemDetails:
    kept = everybody(log) if kept is None else kept
    filtered = kept if filtered is None else filtered
    process_map = map_of(log, kept=kept)
    node = [log.steps.labels[step] for step in process_map.shown].index(label)
    return step_details(log, process_map, kept, filtered, node)


CASES = ("a0-1 c2-3 b6-7", "a0-1 b2-3 a4-5 b9-10", "b0-1", "a0-2")


def test_a_path_over_hidden_steps():
    details = of_path(timed(*CASES), "ab", MapChoice(n_steps=2))
    assert (details.frequency, details.cases, details.share) == (3, 2, 0.5)
    assert details.measured == "waiting"
    assert details.times is not None
    assert details.times.exact
    figures = (details.times.count, details.times.total, details.times.median, details.times.p90)
    assert [figure.tolist()[0] for figure in figures] == [3, 10 * HOUR, 4 * HOUR, pytest.approx(4.8 * HOUR)]
    assert details.histogram is not None
    assert details.histogram.counts.sum() == 3
    assert (details.execution_seconds_mean, details.execution_seconds_mean_others) == (8.5 * HOUR, 1.5 * HOUR)
    assert (details.reverse_frequency, details.reverse_median_seconds) == (1, HOUR)
    assert [(offer.filter, offer.cases) for offer in details.offers] == [
        (PathFilter("takes", ("a",), ("b",), ("a", "b")), 2),
        (PathFilter("does_not_take", ("a",), ("b",), ("a", "b")), 2),
        (FollowsFilter(("a",), ("b",)), 2),
        (WaitingFilter(("a",), ("b",), ("a", "b"), pytest.approx(4.8 * HOUR), None), 1),
    ]


def test_a_path_from_start_has_no_waiting_and_nothing_follows():
    details = of_path(timed(*CASES), "^a", MapChoice(n_steps=2))
    assert (details.times, details.histogram, details.reverse_frequency) == (None, None, 0)
    assert [(offer.filter, offer.cases) for offer in details.offers] == [
        (PathFilter("takes", (), ("a",), ("a", "b")), 3),
        (PathFilter("does_not_take", (), ("a",), ("a", "b")), 1),
    ]


def test_a_self_loop_is_not_its_own_way_round():
    details = of_path(explored("aa"), "aa", MapChoice())
    assert (details.reverse_frequency, details.reverse_median_seconds) == (0, None)


def test_a_step_with_start_times_tells_its_service():
    details = of_step(timed(*CASES), "a")
    assert (details.measured, details.frequency, details.cases, details.share) == ("service", 4, 3, 0.75)
    assert details.times is not None
    assert details.times.total.tolist() == [5 * HOUR]
    assert [(offer.filter, offer.cases) for offer in details.offers] == [
        (StepFilter("passes", ("a",)), 3),
        (StepFilter("avoids", ("a",)), 1),
        (StepFilter("starts_with", ("a",)), 3),
        (StepFilter("ends_with", ("a",)), 1),
        (StepFilter("repeats", ("a",)), 1),
    ]


def test_a_step_without_start_times_tells_the_waiting_before_it():
    details = of_step(explored("abc", "ac", "cc", "b"), "c")
    assert (details.measured, details.frequency, details.cases) == ("waiting_before", 4, 3)
    assert details.times is not None
    assert (details.times.count.tolist(), details.times.total.tolist()) == ([3], [3 * HOUR])


def test_a_step_that_all_cases_pass_has_no_others():
    details = of_step(explored("ab", "a"), "a")
    assert (details.execution_seconds_mean, details.execution_seconds_mean_others) == (HOUR / 2, None)
    assert details.times is None


def test_only_the_kept_cases_count():
    details = of_step(explored("ab", "b", "aab"), "b", np.array([True, True, False]))
    assert (details.frequency, details.cases, details.share) == (2, 2, 1.0)
    assert [offer.cases for offer in details.offers] == [2, 0, 1, 2, 0]


def test_offers_count_the_filtered_cases_that_the_picture_leaves_out_too():
    details = of_step(explored("ab", "b", "aab"), "b", np.array([True, True, False]), np.array([True, True, True]))
    assert (details.frequency, details.cases) == (2, 2)
    assert [offer.cases for offer in details.offers] == [3, 0, 1, 3, 0]


def test_two_steps_offer_that_one_follows_the_other():
    log = explored("ab", "cab", "ba")
    process_map = map_of(log)
    nodes = tuple([log.steps.labels[step] for step in process_map.shown].index(label) for label in "ab")
    assert [(offer.filter.first, offer.cases) for offer in follows_offers(log, process_map, everybody(log), nodes)] == [
        (("a",), 2),
        (("b",), 1),
    ]


@given(st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1, max_size=8), st.integers(1, 4))
def test_the_cases_offered_are_those_of_the_path(traces, n_steps):
    log = explored(*traces)
    process_map = map_of(log, MapChoice(n_steps=n_steps))
    for path in process_map.drawn.paths:
        details = path_details(log, process_map, everybody(log), everybody(log), int(path))
        takes, does_not = details.offers[:2]
        assert (takes.cases, does_not.cases) == (details.cases, log.n_cases - details.cases)
        mask = keep_cases(log, takes.filter)
        assert details.execution_seconds_mean == pytest.approx(log.execution_seconds[mask].mean())


@given(st.lists(st.text("abcd", min_size=1, max_size=8), min_size=1, max_size=8), st.data())
def test_every_offer_says_how_many_cases_its_filter_keeps(traces, data):
    log = explored(*traces)
    process_map = map_of(log, MapChoice(n_steps=data.draw(st.integers(1, 4))))
    filtered = np.array(data.draw(st.lists(st.booleans(), min_size=log.n_cases, max_size=log.n_cases)))
    path = data.draw(st.sampled_from(process_map.drawn.paths.tolist()))
    items = (
        step_details(log, process_map, everybody(log), filtered, 0),
        path_details(log, process_map, everybody(log), filtered, path),
    )
    for offer in (*items[0].offers, *items[1].offers):
        assert offer.cases == np.count_nonzero(keep_cases(log, offer.filter) & filtered)
