"""The map of small logs: main path, marks, ways back, what is hidden, and how much of the cases it shows."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.main_path import find_marks, find_spine
from process_mining.explorer.process_map import MapChoice, draw_map
from process_mining.explorer.projection import variant_counts
from tests.python.unit.explorer.logs import explored, map_of, path_names


@pytest.mark.parametrize(
    ("paths", "spine"),
    [
        ([(-1, 0, 5), (0, 3, 5)], [0]),
        ([(-1, 0, 9), (0, 1, 6), (1, 3, 6), (0, 3, 3)], [0, 1]),
        # Straight on is more frequent than the detour with the larger sum.
        ([(-1, 0, 9), (0, 2, 5), (2, 3, 5), (0, 1, 4), (1, 2, 4)], [0, 2]),
        # The most frequent way on goes back: it is not followed.
        ([(-1, 1, 9), (1, 0, 6), (1, 2, 5), (0, 1, 5), (2, 3, 5)], [1, 2]),
        # The walk would end at 1: the heaviest path that reaches End instead.
        ([(-1, 0, 9), (0, 1, 6), (0, 2, 3), (1, 0, 6), (2, 3, 3)], [0, 2]),
        # No forward way to End at all: as far as the walk gets.
        ([(-1, 1, 9), (1, 0, 9), (1, 2, 4), (2, 1, 4)], [1, 2]),
    ],
)
def test_main_path(paths, spine):
    assert find_spine(paths, -1, 3) == spine


@pytest.mark.parametrize(
    ("paths", "marks"),
    [
        ([(-1, 0, 9), (0, 1, 9), (1, 3, 9), (0, 3, 1)], "0001"),
        ([(-1, 0, 9), (0, 3, 9), (-1, 1, 1), (1, 0, 1)], "0010"),
        # Two steps that only name each other hang on one of their starts.
        ([(-1, 0, 9), (0, 3, 9), (1, 2, 5), (2, 1, 5), (-1, 1, 2), (-1, 2, 1)], "000001"),
        # A step alone keeps its start, and its end is a mark.
        ([(-1, 0, 9), (0, 3, 9), (-1, 1, 1), (1, 3, 1)], "0001"),
    ],
)
def test_rare_starts_and_ends_are_marks_unless_a_step_hangs_on_them(paths, marks):
    candidates = [frequency < 3 and (source == -1 or target == 3) for source, target, frequency in paths]
    assert find_marks(paths, candidates, -1) == [sign == "1" for sign in marks]


def test_the_numbers_of_a_map():
    process_map = map_of(explored("60 abcd", "30 abbd", "9 acd", "d"), MapChoice(n_paths=0))
    drawn, counts = process_map.drawn, process_map.counts
    assert [process_map.steps.labels[step] for step in process_map.shown] == list("abcd")
    assert dict(zip(path_names(process_map), counts.path_frequency[drawn.paths].tolist())) == {
        "d$": 100, "^a": 99, "ab": 90, "cd": 69, "bc": 60,
    }
    assert counts.repeated_cases.tolist() == [0, 30, 0, 0]
    assert process_map.hidden_in.tolist() == [0, 30, 9, 31]
    assert process_map.hidden_out.tolist() == [9, 60, 0, 0]
    assert drawn.spine.tolist() == [0, 1, 2, 3]
    coverage = process_map.coverage
    assert (coverage.paths_shown, coverage.paths_all) == (5, 9)
    assert coverage.passages_share == (100 + 99 + 90 + 69 + 60) / (60 * 5 + 30 * 5 + 9 * 4 + 2)
    assert coverage.whole_share == 0.6


def test_a_path_to_an_earlier_step_goes_back_and_a_self_loop_does_not():
    process_map = map_of(explored("3 abbabc"))
    back = {name for name, goes_back in zip(path_names(process_map), process_map.drawn.is_back) if goes_back}
    assert back == {"ba"}


def test_hidden_steps_are_listed_and_their_cases_are_not_whole_when_nothing_is_shown():
    process_map = map_of(explored("3 ab", "b", "c"), MapChoice(n_steps=1))
    coverage = process_map.coverage
    assert [process_map.steps.labels[step] for step in coverage.hidden] == ["a", "c"]
    assert (coverage.hidden_cases.tolist(), coverage.hidden_frequency.tolist()) == ([3, 1], [3, 1])
    assert coverage.whole_share == 4 / 5
    assert coverage.passages_share == 8 / (3 * 3 + 2 + 2)


def test_a_picture_of_some_variants_is_measured_against_all_filtered_cases():
    log = explored("6 ab", "3 ac", "a")
    counts = variant_counts(log.variants, np.ones(10, dtype=bool))
    process_map = draw_map(log.variants, log.steps, counts, MapChoice(), np.array([True, False, False]))
    assert process_map is not None
    coverage = process_map.coverage
    assert sorted(path_names(process_map)) == ["^a", "ab", "b$"]
    assert (coverage.picture_cases, coverage.picture_variants, coverage.steps_all) == (6, 1, 2)
    assert (coverage.whole_share, coverage.passages_share) == (6 / 10, 18 / (18 + 9 + 2))


def test_no_case_no_map():
    log = explored("ab")
    assert draw_map(log.variants, log.steps, np.zeros(1, dtype=np.int64), MapChoice()) is None


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(1, 8))
def test_what_goes_in_comes_out_or_is_hidden(traces, n_steps):
    process_map = map_of(explored(*traces), MapChoice(n_steps=n_steps))
    names, drawn = path_names(process_map), process_map.drawn.paths
    frequency = dict(zip(names, process_map.counts.path_frequency[drawn].tolist()))
    for node, step in enumerate(process_map.shown):
        label = process_map.steps.labels[step]
        into = sum(times for name, times in frequency.items() if name[1] == label)
        out_of = sum(times for name, times in frequency.items() if name[0] == label)
        assert into + process_map.hidden_in[node] == process_map.counts.frequency[node]
        assert out_of + process_map.hidden_out[node] == process_map.counts.frequency[node]
