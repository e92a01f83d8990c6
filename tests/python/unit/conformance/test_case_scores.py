"""Scores of cases: labels matched, open cases apart, the best of several references, deviations of all of them."""
from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.cases import find_open_cases
from process_mining.conformance.case_scores import (
    find_all_deviations,
    score_by_alignment,
    score_by_token_replay,
    traces_to_score,
)
from process_mining.conformance.references import Reference, costs_of, match_reference
from process_mining.models.allowed_variants import read_allowed_variants
from process_mining.models.reference_model import ReferenceModel
from process_mining.petri_net import net_from_arcs
from process_mining.variants import find_variants
from small_logs import log_of


def reference(*allowed: str, name: str = "a.bpmn", activities: str = "abc", **mapping: str) -> Reference:
    """Return the reference that allows some traces, a letter an activity."""
    model = read_allowed_variants(allowed, name)
    return match_reference(model, name, " ".join(allowed).encode(), tuple(activities), mapping, {})


def scores_of(traces: list[str], *references: Reference, ends: str = "", leave_out_open: bool = False, **settings):
    variants = find_variants(log_of(*traces))
    known = traces_to_score(variants, find_open_cases(variants, ends))
    leave_out = known.is_open & leave_out_open
    return score_by_alignment(known, references, leave_out, known.is_open & (not leave_out_open), **settings)


def of_cases(scores, values: np.ndarray) -> list[float]:
    return np.round(values[scores.traces.case_traces].astype(float), 4).tolist()


def test_a_trace_that_the_reference_allows_scores_one_exactly():
    scores = scores_of(["abc", "abc"], reference("abc"))
    assert scores.conformance.tolist() == [1.0]
    assert scores.status.tolist() == ["exact"]


def test_the_score_is_one_minus_cost_over_the_worst_cost():
    scores = scores_of(["abc", "ac", "cccc"], reference("abc"))
    assert of_cases(scores, scores.conformance) == [1.0, round(1 - 1 / 5, 4), round(1 - 5 / 7, 4)]
    assert of_cases(scores, scores.of_alignments("costs")) == [0, 1, 5]


def test_open_cases_are_prefixes_and_stand_apart_from_closed_ones_of_their_variant():
    scores = scores_of(["abc", "ab", "b"], reference("abc"), ends="c")
    assert scores.traces.is_open.tolist() == [True, False, True]
    assert of_cases(scores, scores.conformance) == [1.0, 1.0, round(1 - 1 / 3, 4)]


def test_open_cases_can_be_left_out():
    scores = scores_of(["abc", "ab"], reference("abc"), ends="c", leave_out_open=True)
    assert scores.status[scores.traces.case_traces].tolist() == ["exact", "not_scored"]
    assert np.isnan(scores.conformance[scores.traces.case_traces[1]])
    assert scores.reference[scores.traces.case_traces].tolist() == [0, -1]


def test_of_several_references_a_case_takes_the_one_it_follows_best_the_first_name_among_equals():
    one, other = reference("abc", name="b.bpmn"), reference("acb", "abc", name="a.bpmn")
    scores = scores_of(["acb", "abc", "ab"], one, other)
    assert [scores.references[number].file_name for number in scores.reference] == ["a.bpmn"] * 3
    third = reference("ab", name="z.bpmn")
    scores = scores_of(["acb", "ab"], other, third)
    names = [scores.references[number].file_name for number in scores.reference[scores.traces.case_traces]]
    assert names == ["a.bpmn", "z.bpmn"]


def test_deviations_count_against_all_scored_cases_whatever_their_reference():
    one, other = reference("abc", name="a.bpmn"), reference("b", name="b.bpmn")
    scores = scores_of(["abc", "ac", "b", "bc"], one, other)
    rows = find_all_deviations(scores, np.array([1.0, 2.0, 3.0, 6.0]))
    told = [
        (row.reference.file_name, row.deviation.kind, row.deviation.activity, row.deviation.cases, row.deviation.share)
        for row in rows
    ]
    assert told == [("a.bpmn", "skipped", "a", 1, 0.25), ("a.bpmn", "skipped", "b", 1, 0.25)]
    assert [row.deviation.execution_time_mean for row in rows] == [6.0, 2.0]
    assert [row.deviation.execution_time_mean_others for row in rows] == pytest.approx([2.0, 10 / 3])


def test_an_exhausted_time_budget_leaves_bounds_and_nothing_unsaid():
    scores = scores_of(["abc", "cab", "b"], reference("abc"), time_budget_seconds=0.0)
    exact = scores_of(["abc", "cab", "b"], reference("abc"))
    assert set(scores.status) == {"bounded"}
    assert find_all_deviations(scores, np.ones(3)) == []
    assert (scores.conformance <= exact.conformance).all()
    assert (exact.conformance <= scores.conformance_upper).all()


def test_costs_of_an_activity_count_in_numerator_and_denominator():
    dear = scores_of(["ac"], reference("abc", activities="ac"), move_costs={"b": 3.0})
    assert dear.conformance.tolist() == [pytest.approx(1 - 3 / (2 + 5))]


def test_a_label_that_the_log_never_has_can_still_have_a_cost():
    missing = reference("abx", activities="ab")
    assert missing.labels_without_activity == ("x",)
    assert costs_of(missing, {"x": 2.0, "a": 0.5}, ("a", "b")).model == {"x": 2.0, "a": 0.5}


def test_token_replay_scores_too_and_has_no_alignments():
    variants = find_variants(log_of("abc", "ac"))
    traces = traces_to_score(variants, np.zeros(2, dtype=bool))
    chain = match_reference(model_of("a", "b", "c"), "chain.pnml", b"", ("a", "b", "c"), {}, {})
    scores = score_by_token_replay(traces, [chain], np.zeros(2, dtype=bool))
    # Produced and consumed 3 each, one token missing before c, one remaining after a.
    assert scores.conformance.tolist() == [1.0, pytest.approx(1 / 2 * (1 - 1 / 3) + 1 / 2 * (1 - 1 / 3))]
    assert (scores.alignments, np.isnan(scores.of_alignments("costs")).all()) == ((), True)


def model_of(*labels: str) -> ReferenceModel:
    names = [f"p{number}" for number in range(1, len(labels))]
    places = ["start", *names, "end"]
    return ReferenceModel(
        "m", net_from_arcs({f"t{at}": (places[at], label, places[at + 1]) for at, label in enumerate(labels)})
    )


@pytest.mark.parametrize(
    ("label", "activity"),
    [("Check credit", "Check\ncredit"), ("Check  credit", " Check credit "), ("Büro", "Bu\u0308ro")],
)
def test_names_are_compared_without_what_drawing_adds(label, activity):
    matched = match_reference(model_of(label), "m", b"", (activity, "x" * 5000), {}, {})
    assert matched.codes_by_label == {label: (0,)}
    assert matched.activities_without_label == ("x" * 5000,)


def test_a_mapping_names_the_activity_of_a_label():
    matched = match_reference(model_of("Pruefen", "Pay"), "m", b"", ("Check", "Pay"), {"Pruefen ": "Check"}, {})
    assert matched.codes_by_label == {"Pay": (1,), "Pruefen": (0,)}


def test_the_digest_depends_on_content_mapping_and_settings():
    one = match_reference(model_of("a"), "m", b"x", ("a",), {}, {"method": "alignment"})
    digests = {
        one.digest,
        match_reference(model_of("a"), "m", b"y", ("a",), {}, {"method": "alignment"}).digest,
        match_reference(model_of("a"), "m", b"x", ("a",), {"a": "b"}, {"method": "alignment"}).digest,
        match_reference(model_of("a"), "m", b"x", ("a",), {}, {"method": "token_replay"}).digest,
    }
    assert len(digests) == 4
    assert match_reference(model_of("a"), "other", b"x", ("b", "a"), {}, {"method": "alignment"}).digest == one.digest


traces = st.lists(st.text("abc", min_size=1, max_size=5), min_size=1, max_size=8)


@given(traces, st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=3))
def test_scores_do_not_depend_on_the_order_of_cases_or_on_other_cases(log, allowed):
    together = scores_of(log, reference(*allowed, activities="".join(sorted(set("".join(log))))))
    by_case = dict(zip(log, of_cases(together, together.conformance)))
    for trace in set(log):
        alone = scores_of([trace], reference(*allowed, activities="".join(sorted(set(trace)))))
        assert of_cases(alone, alone.conformance) == [by_case[trace]]
        assert 0 <= by_case[trace] <= 1
        assert (by_case[trace] == 1) == (trace in allowed)


def test_many_allowed_variants_equal_the_longest_common_subsequence():
    random = np.random.default_rng(3)
    texts = ["".join(random.choice(list("abcdefgh"), size=12)) for _ in range(160)]
    allowed, log = texts[:120], texts[100:]
    scores = scores_of(log, reference(*allowed, activities="".join(sorted(set("".join(log))))))

    def common(one: str, other: str) -> int:
        row = [0] * (len(other) + 1)
        for letter in one:
            before = row[:]
            for at, other_letter in enumerate(other):
                row[at + 1] = before[at] + 1 if letter == other_letter else max(row[at], before[at + 1])
        return row[-1]

    expected = [min(len(trace) + len(one) - 2 * common(trace, one) for one in allowed) for trace in log]
    assert of_cases(scores, scores.of_alignments("costs")) == expected
    assert [engine.engine for engine in scores.alignments] == ["dense program"]


def test_values_cannot_be_written():
    scores = scores_of(["abc"], reference("abc"))
    with pytest.raises(ValueError, match="read-only"):
        scores.conformance[0] = 0
    with pytest.raises(dataclasses.FrozenInstanceError):
        scores.traces = None
