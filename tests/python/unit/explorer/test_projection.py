"""Counting a map through variants gives what counting case by case gives, whatever is hidden, grouped or filtered."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.event_log import EventLog
from process_mining.explorer.map_steps import MapSteps, make_steps
from process_mining.explorer.projection import (
    END,
    HIDDEN,
    START,
    MapCounts,
    Projection,
    count_map,
    count_steps,
    count_whole_cases,
    project,
    variant_counts,
)
from process_mining.variants import find_variants
from small_logs import log_of
from tests.python.unit.explorer.slow_map import SlowCounts, slow_counts


def counted(log: EventLog, node_of: dict[str, str], kept: list[bool]) -> tuple[Projection, MapCounts, str]:
    """Project a log on the nodes of some letters and count the kept cases; nodes are numbered by their letter."""
    variants, nodes = find_variants(log), "".join(sorted(set(node_of.values())))
    # A hidden letter is a step of its own, named by its capital.
    steps = steps_of(log, {letter: node_of.get(letter, letter.upper()) for letter in log.activities})
    counts = variant_counts(variants, np.array(kept))
    shown = [steps.labels.index(node) for node in nodes if node in steps.labels]
    node_of_step = np.full(steps.n_steps, HIDDEN, dtype=np.int32)
    node_of_step[shown] = np.arange(len(shown))
    projection = project(variants, node_of_step[steps.step_of_activity], len(shown))
    names = "".join(steps.labels[step] for step in shown)
    of_nodes = count_steps(variants, steps, counts).of(np.array(shown, dtype=np.int64))
    return projection, count_map(projection, counts, of_nodes), names


def steps_of(log: EventLog, step_of: dict[str, str]) -> MapSteps:
    """Return the steps of which each letter is one or part of one."""
    labels = tuple(sorted({step_of[letter] for letter in log.activities}))
    codes = [labels.index(step_of[letter]) for letter in log.activities]
    return make_steps(find_variants(log), labels, np.array(codes, dtype=np.int32))


def as_slow(projection: Projection, counts: MapCounts, nodes: str) -> SlowCounts:
    """Return counts by letters, without the zeros."""
    letters = {**dict(enumerate(nodes)), START: "^", END: "$"}
    paths = [letters[int(s)] + letters[int(t)] for s, t in zip(projection.sources, projection.targets)]

    def named(names: object, values: np.ndarray) -> dict[str, int]:
        return {name: value for name, value in zip(names, values.tolist()) if value}

    return SlowCounts(
        named(nodes, counts.frequency),
        named(nodes, counts.cases),
        named(nodes, counts.repeated_cases),
        named(paths, counts.path_frequency),
        named(paths, counts.path_cases),
        named(paths, counts.path_joined),
    )


ALL = {"a": "a", "b": "b", "c": "c", "d": "d"}


@pytest.mark.parametrize(
    ("traces", "node_of", "paths", "joined"),
    [
        (["a"], ALL, {"^a": 1, "a$": 1}, {}),
        (["abc"], ALL, {"^a": 1, "ab": 1, "bc": 1, "c$": 1}, {}),
        (["abc"], {"a": "a", "c": "c"}, {"^a": 1, "ac": 1, "c$": 1}, {"ac": 1}),
        (["abc"], {"b": "b"}, {"^b": 1, "b$": 1}, {"^b": 1, "b$": 1}),
        (["abc", "d"], {"d": "d"}, {"^d": 1, "d$": 1}, {}),
        (["abcabc"], {"a": "g", "b": "g"}, {"^g": 1, "gg": 3, "g$": 1}, {"gg": 1, "g$": 1}),
        (["abab", "abab"], ALL, {"^a": 2, "ab": 4, "ba": 2, "b$": 2}, {}),
    ],
)
def test_paths_of_a_map(traces, node_of, paths, joined):
    result = as_slow(*counted(log_of(*traces), node_of, [True] * len(traces)))
    assert (result.path_frequency, result.path_joined) == (paths, joined)


def test_starts_and_ends_are_those_of_the_shown_steps():
    _, counts, nodes = counted(log_of("abc", "abc", "b"), {"b": "b", "c": "c"}, [True, True, True])
    assert (nodes, counts.start_cases.tolist(), counts.end_cases.tolist()) == ("bc", [3, 0], [1, 2])


traces_and_masks = st.lists(st.tuples(st.text("abcd", min_size=1, max_size=9), st.booleans()), min_size=1, max_size=12)
node_maps = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("xyz"))


@given(traces_and_masks, node_maps)
def test_counts_equal_those_of_one_case_after_the_other(cases, node_of):
    traces, kept = [trace for trace, _ in cases], [keeps for _, keeps in cases]
    result = as_slow(*counted(log_of(*traces), node_of, kept))
    assert result == slow_counts([trace for trace, keeps in cases if keeps], node_of)


def test_more_activities_than_a_table_of_all_pairs_holds():
    letters = [chr(0x4E00 + number) for number in range(700)]
    random = np.random.default_rng(2)
    traces = ["".join(random.choice(letters, size=40)) for _ in range(60)]
    node_of = {letter: letter for letter in letters[:650]}
    result = as_slow(*counted(log_of(*traces), node_of, [True] * 60))
    assert result == slow_counts(traces, {letter: letter for letter in node_of if letter in "".join(traces)})


@pytest.mark.parametrize(
    ("drawn", "whole"),
    [
        ({"^a", "ab", "bc", "c$"}, 2),
        ({"^a", "ab", "bc", "c$", "ac"}, 3),
        ({"ab", "bc", "c$", "ac"}, 0),
        ({"^a", "ab", "bc", "ac"}, 0),
    ],
)
def test_a_case_is_whole_when_all_its_passages_are_drawn(drawn, whole):
    log = log_of("abc", "abc", "ac", "d")
    projection, _, nodes = counted(log, {"a": "a", "b": "b", "c": "c"}, [True] * 4)
    letters = {**dict(enumerate(nodes)), START: "^", END: "$"}
    paths = [letters[int(s)] + letters[int(t)] for s, t in zip(projection.sources, projection.targets)]
    counts = variant_counts(find_variants(log), np.ones(4, dtype=bool))
    assert count_whole_cases(projection, counts, np.array([path in drawn for path in paths])) == whole
