"""Which steps and paths a map shows."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.choice import choose_paths, count_paths_by_rule, count_steps_by_rule
from process_mining.explorer.process_map import MapChoice, opening_variants, top_variants
from process_mining.explorer.projection import END, START
from tests.python.unit.explorer.logs import explored, map_of, path_names


@pytest.mark.parametrize(
    ("cases", "room", "n_steps"),
    [
        ([], 18, 0),
        ([100], 18, 1),
        ([100, 1, 1, 1], 18, 4),
        ([100, 1, 1, 1, 1, 1], 18, 5),
        ([100, 50, 30, 20, 10, 2, 1], 18, 6),
        ([100] * 30, 18, 18),
        ([100] * 30, 9, 9),
        ([100] * 30, 2, 5),
        ([100] * 30, 99, 18),
        ([100] * 6 + [0] * 9, 18, 6),
    ],
)
def test_steps_by_the_opening_rule(cases, room, n_steps):
    assert count_steps_by_rule(np.array(cases), 100, room) == n_steps


@pytest.mark.parametrize(
    ("connecting", "frequency", "n_paths"),
    [
        ("1", [5], 1),
        ("110", [50, 49, 1], 2),
        ("1100", [50, 30, 17, 3], 4),
        ("1000", [50, 30, 19, 1], 3),
        ("0001", [50, 30, 19, 1], 4),
        ("1" * 40, [5] * 40, 40),
        ("1" + "0" * 59, [5] * 60, 38),
        ("100", [5, 3, 0], 2),
    ],
)
def test_paths_by_the_opening_rule(connecting, frequency, n_paths):
    is_connecting = np.array([sign == "1" for sign in connecting])
    assert count_paths_by_rule(is_connecting, np.array(frequency)) == n_paths


@pytest.mark.parametrize(
    ("n_paths", "chosen"),
    [
        (0, [1, 3]),
        (2, [1, 3]),
        (3, [0, 1, 3]),
        (4, [0, 1, 2, 3]),
        (99, [0, 1, 2, 3]),
        (10**30, [0, 1, 2, 3]),
        (-(10**30), [1, 3]),
    ],
)
def test_connecting_paths_are_drawn_whatever_is_asked_for(n_paths, chosen):
    connecting = np.array([False, True, False, True, False])
    assert choose_paths(connecting, np.array([9, 8, 7, 1, 0]), n_paths).tolist() == chosen


def test_steps_are_those_with_most_cases_then_by_frequency_then_by_name():
    log = explored("3 dcb", "aab")
    shown = [[log.steps.labels[step] for step in map_of(log, MapChoice(n_steps=n)).shown] for n in (1, 2, 3, 4)]
    assert shown == [["b"], ["c", "b"], ["d", "c", "b"], ["d", "a", "c", "b"]]


def test_a_hidden_step_can_be_shown_all_the_same_and_an_unknown_one_is_passed_over():
    log = explored("3 dcb", "aab")
    process_map = map_of(log, MapChoice(n_steps=1, also=(0, 99)))
    assert [log.steps.labels[step] for step in process_map.shown] == ["a", "b"]


@pytest.mark.parametrize(
    ("traces", "n_variants"),
    [(["a"], 1), (["8 a", "b", "c"], 1), (["7 a", "2 b", "c"], 2), (list("abcdefghijklmnopqrstuvwxyz"), 20)],
)
def test_the_opening_shows_the_fewest_variants_for_80_percent_but_at_most_20(traces, n_variants):
    assert opening_variants(explored(*traces).variants) == n_variants


@pytest.mark.parametrize(
    ("n_variants", "mask"), [(0, [0, 1, 0, 0]), (1, [0, 1, 0, 0]), (2, [1, 1, 0, 0]), (9, [1, 1, 0, 1])]
)
def test_top_variants_are_those_of_the_filtered_cases(n_variants, mask):
    assert top_variants(np.array([2, 5, 0, 2]), n_variants).tolist() == [bool(sign) for sign in mask]


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(0, 30))
def test_every_node_can_be_reached_from_start_and_reaches_end(traces, n_paths):
    process_map = map_of(explored(*traces), MapChoice(n_paths=n_paths))
    projection, drawn = process_map.projection, process_map.drawn.paths
    pairs = list(zip(projection.sources[drawn].tolist(), projection.targets[drawn].tolist()))
    nodes = set(range(projection.n_nodes))
    assert nodes <= reachable(pairs, START)
    assert nodes <= reachable([(target, source) for source, target in pairs], END)
    assert path_names(process_map) == list(dict.fromkeys(path_names(process_map)))


@given(st.lists(st.text("abcdef", min_size=1, max_size=9), min_size=1, max_size=12), st.integers(0, 30))
def test_every_map_has_a_main_path_to_the_end_where_the_log_has_a_way_down(traces, n_paths):
    process_map = map_of(explored(*traces), MapChoice(n_paths=n_paths))
    projection, drawn = process_map.projection, process_map.drawn
    down = [
        (source, target)
        for source, target in zip(projection.sources.tolist(), projection.targets.tolist())
        if START in (source, target) or END in (source, target) or target > source
    ]
    reaches_end = bool((projection.targets[drawn.paths][drawn.is_main] == END).any())
    assert reaches_end == (END in reachable(down, START))


def reachable(pairs: list[tuple[int, int]], root: int) -> set[int]:
    found = {root}
    for _ in pairs:
        found |= {target for source, target in pairs if source in found}
    return found
