"""Recorded alignments read back: deviations by place, by step and by path, and what cannot be read."""
from __future__ import annotations

import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.conformance.alignments import align_variants
from process_mining.conformance.deviations import DeviationPlace, find_deviations
from process_mining.conformance.moves import Move, move_records
from process_mining.errors import FilterError
from process_mining.explorer.explored_log import ExploredLog
from process_mining.explorer.overlay import ConformanceOverlay, overlay_conformance
from process_mining.explorer.own_filters import DeviationFilter, keep_cases
from process_mining.explorer.process_map import MapChoice
from process_mining.explorer.recorded_moves import RecordedMoves, read_moves
from process_mining.explorer.variant_list import variant_signs
from process_mining.petri_net import net_from_arcs
from process_mining.variants import variant_id
from tests.python.unit.explorer.logs import OPENING, explored, map_of, path_names


def moves_of(text: str) -> str:
    """Write moves as the recipe does: ``"a +b -c"`` is a in step, b extra, c missing; ``"a=L"`` goes with label L."""
    moves = []
    for move in text.split():
        if move[0] == "+":
            moves.append(Move("log", move[1:], None))
        elif move[0] == "-":
            moves.append(Move("model", None, move[1:]))
        elif move[0] == "~":
            moves.append(Move("silent", None, None, ("t1",)))
        else:
            activity, _, label = move.partition("=")
            moves.append(Move("synchronous", activity, label or activity))
    return json.dumps(move_records(moves))


def read(log: ExploredLog, *texts: str) -> RecordedMoves:
    """Read alignments whose events tell which variant they are of."""
    rows = []
    for text in texts:
        events = [move.lstrip("+").partition("=")[0] for move in text.split() if move[0] not in "-~"]
        rows.append((variant_id(events), moves_of(text)))
    return read_moves(log.variants, rows)


def overlaid(
    log: ExploredLog, moves: RecordedMoves, choice: MapChoice = OPENING
) -> tuple[ConformanceOverlay, dict[str, int]]:
    process_map = map_of(log, choice)
    overlay = overlay_conformance(log, process_map, moves, np.ones(log.n_cases, dtype=bool))
    deviating = dict(zip(path_names(process_map), overlay.path_deviations.tolist()))
    return overlay, {name: times for name, times in deviating.items() if times}


@pytest.mark.parametrize(
    ("trace", "moves", "places", "paths"),
    [
        ("abc", "a b c", [], {}),
        ("ac", "a -b c", [("skipped", "b", None, "a", "c")], {"ac": 1}),
        ("bc", "-a b c", [("skipped", "a", None, None, "b")], {"^b": 1}),
        ("ab", "a b -c", [("skipped", "c", None, "b", None)], {"b$": 1}),
        ("abxc", "a b +x c", [("extra", "x", None, "b", "c")], {"bx": 1, "xc": 1}),
        ("axc", "a +x -b c", [("replaced", "b", "x", "a", "c")], {"ax": 1, "xc": 1}),
        ("acb", "a -b c +b", [("out_of_order", "b", None, "c", None)], {"ac": 1, "cb": 1, "b$": 1}),
        ("ac", "a ~ -b ~ c", [("skipped", "b", None, "a", "c")], {"ac": 1}),
        # Where the log has an activity for a step of the model, it is called by that.
        ("acb", "a=A +c b=B", [("extra", "c", None, "a", "b")], {"ac": 1, "cb": 1}),
    ],
)
def test_deviations_of_one_case(trace, moves, places, paths):
    log = explored(trace)
    overlay, deviating = overlaid(log, read(log, moves))
    assert [tuple(row.place) for row in overlay.deviations] == places
    assert deviating == paths


def slow_deviations(moves: list[str], shown: str) -> Counter[str]:
    """Return the deviating passages of one case, looked at one by one: what lies from one shown event to the next."""
    places, at = [], 0
    for move in moves:
        places.append(at)
        at += move[0] != "-"
    # Place and letter of what is shown, between Start before all and End behind all.
    events = [(place, move[-1]) for place, move in zip(places, moves) if move[0] != "-" and move[-1] in shown]
    stops = [(-1, "^"), *events, (at, "$")]
    found: Counter[str] = Counter()
    for (begin, source), (end, target) in zip(stops, stops[1:]):
        is_extra = any(move[0] == "+" and begin <= place <= end for place, move in zip(places, moves))
        is_skipped = any(move[0] == "-" and begin < place <= end for place, move in zip(places, moves))
        found[source + target] += is_extra or is_skipped
    return +found if events else Counter()


aligned = st.lists(st.sampled_from(["a", "b", "c", "+a", "+b", "+c", "-a", "-z"]), min_size=1, max_size=8)


@given(st.lists(aligned.filter(lambda moves: any(move[0] != "-" for move in moves)), min_size=1, max_size=6))
def test_deviating_passages_equal_those_of_one_case_after_the_other(alignments):
    by_trace = {"".join(move[-1] for move in moves if move[0] != "-"): moves for moves in alignments}
    log = explored(*by_trace)
    recorded = read(log, *(" ".join(moves) for moves in by_trace.values()))
    for n_steps in (1, 2, 3):
        process_map = map_of(log, MapChoice(n_steps=n_steps, n_paths=99))
        shown = "".join(process_map.steps.labels[step] for step in process_map.shown)
        slow = sum((slow_deviations(moves, shown) for moves in by_trace.values()), Counter())
        assert overlaid(log, recorded, MapChoice(n_steps=n_steps, n_paths=99))[1] == slow


def test_a_label_stands_for_the_activity_it_goes_with_anywhere_in_the_log():
    log = explored("3 ab", "ba")
    moves = read(log, "a=A b=B", "-A b=B +a")
    assert moves.places == (DeviationPlace("out_of_order", "a", None, "b", None),)


def test_cases_by_step_and_missing_steps():
    log = explored("5 abc", "3 ac", "2 abxc", "4 xc", "b")
    moves = read(log, "a b c", "a -b c", "a b +x c", "-a +x -b -z c", "-a b -c")
    process_map = map_of(log, MapChoice(n_steps=3))
    overlay = overlay_conformance(log, process_map, moves, np.ones(15, dtype=bool))
    assert [log.steps.labels[step] for step in process_map.shown] == ["a", "b", "c"]
    assert (overlay.skipped.tolist(), overlay.extra.tolist()) == ([1, 7, 1], [0, 0, 0])
    assert (overlay.replaced.tolist(), overlay.out_of_order.tolist()) == ([4, 0, 0], [0, 0, 0])
    assert overlay.missing_labels == ("z",)
    assert (overlay.missing_cases.tolist(), overlay.missing_frequency.tolist()) == ([4], [0])


def test_a_hidden_step_that_is_skipped_is_a_missing_step_with_its_events():
    log = explored("5 ab", "4 abc", "a")
    overlay, _ = overlaid(log, read(log, "a b -c", "a b c", "a -b -c"), MapChoice(n_steps=2))
    assert (overlay.missing_labels, overlay.missing_cases.tolist()) == (("c",), [6])
    assert overlay.missing_frequency.tolist() == [4]


def test_shares_and_execution_times_are_of_the_scored_cases():
    log = explored("6 abc", "3 ac", "9 bbbbbb")
    overlay, _ = overlaid(log, read(log, "a b c", "a -b c"))
    (row,) = overlay.deviations
    assert (row.cases, row.share) == (3, 3 / 9)
    assert (row.execution_seconds_mean, row.execution_seconds_mean_others) == (3600.0, 7200.0)


def test_a_joined_passage_deviates_when_a_hidden_event_does():
    log = explored("2 ab", "axb")
    _, deviating = overlaid(log, read(log, "a b", "a +x b"), MapChoice(n_steps=2))
    assert deviating == {"ab": 1}


@pytest.mark.parametrize(
    "text",
    ["", "null", "7", "[7]", "{}", "[", '[{"activity": 7}]', moves_of("a"), moves_of("b a"), moves_of("a b c")],
)
def test_moves_that_do_not_tell_their_variant_are_not_scored(text):
    moves = read_moves(explored("ab").variants, [(variant_id("ab"), text)])
    assert (moves.is_scored.tolist(), moves.places, moves.n_unreadable) == ([False], (), 1)


def test_unknown_variants_and_those_not_scored_are_passed_over():
    rows = [(variant_id("zz"), moves_of("z z")), (variant_id("ab"), None)]
    moves = read_moves(explored("ab").variants, rows)
    assert (moves.is_scored.tolist(), moves.n_unreadable) == ([False], 0)


@pytest.mark.parametrize(
    ("deviation", "activity", "kept"),
    [
        ("any", None, "ac,axc,abxc"),
        ("none", None, "abc"),
        ("none", "x", "abc,ac"),
        ("any", "x", "axc,abxc"),
        ("skipped", None, "ac"),
        ("skipped", "b", "ac"),
        ("replaced", "b", "axc"),
        ("replaced", "x", "axc"),
        ("extra", "x", "abxc"),
        ("out_of_order", None, ""),
        ("skipped", "a", ""),
    ],
)
def test_filter_by_deviation(deviation, activity, kept):
    traces = ["abc", "ac", "axc", "abxc", "cc"]
    log = explored(*traces)
    moves = read(log, "a b c", "a -b c", "a +x -b c", "a b +x c")
    mask = keep_cases(log, DeviationFilter(deviation, activity), moves)
    assert ",".join(trace for trace, keeps in zip(traces, mask) if keeps) == kept


def test_a_step_that_nobody_knows_cannot_be_asked_for():
    log = explored("ab")
    with pytest.raises(FilterError, match="Neither the event log nor the reference has a step of this name: 'q'"):
        keep_cases(log, DeviationFilter("skipped", "q"), read(log, "a b"))


def test_signs_of_a_variant():
    log = explored("3 abc", "axbaQ")
    moves = read(log, "a b c", "a +x b +a -c +Q")
    signs = variant_signs(log, 1, moves)
    labels = "".join(log.variants.activities[code] for code, _ in signs)
    assert labels == "axbacQ"
    assert [sign for _, sign in signs] == ["usual", "extra", "usual", "extra", "skipped", "extra"]
    assert [sign for _, sign in variant_signs(log, 1, None)] == ["usual", "other", "usual", "again", "other"]
    assert variant_signs(log, 1, moves, 2) == signs[:2]


def test_deviations_equal_those_of_the_recipe():
    """Written by the recipe's own code and read back, every count is that of the recipe's table."""
    net = net_from_arcs({"t": ("start", "a", "p"), "u": ("p", "b", "q"), "v": ("q", "c", "end")})
    log = explored("6 abc", "3 ac", "2 axc", "acb", "zzabc", "aabbcc", "2 cba", "z")
    alignments = align_variants(net, log.variants)
    rows = [
        (log.variants.ids[variant], json.dumps(move_records(alignments.moves(variant))))
        for variant in range(log.variants.n_variants)
    ]
    overlay, _ = overlaid(log, read_moves(log.variants, rows))
    totals = np.bincount(log.variants.case_variants, weights=log.execution_seconds)
    expected = find_deviations(alignments, log.variants.case_counts, totals)
    assert [(*row.place, row.cases, row.share) for row in overlay.deviations] == [
        (row.kind, row.activity, row.other_activity, row.after, row.before, row.cases, row.share) for row in expected
    ]
    means = [(row.execution_seconds_mean, row.execution_seconds_mean_others) for row in overlay.deviations]
    assert means == [(row.execution_time_mean, row.execution_time_mean_others) for row in expected]
