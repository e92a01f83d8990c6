"""Every BPMN construct in a small file of its own: the traces that it allows, and what the user is told."""
from __future__ import annotations

from math import inf

import pytest
from unit.models.files import codes, read
from unit.models.words import Words

from process_mining.models.bpmn import read_bpmn

# file, shortest length, words of that length and the next three, total, codes
ROWS = [
    ("or_pair", 1, [2, 2, 0, 0], 4, []),
    ("or_default", 1, [3, 2, 0, 0], 5, []),
    # A, then B or C or both; beside D or not; or D alone.
    ("or_nested", 1, [1, 2, 8, 8], 19, []),
    # Every non-empty subset of five, in any order: 5, 5*4, 5*4*3, ...
    ("or_five", 1, [5, 20, 60, 120], 325, []),
    ("or_split_seven", 1, [7, 42, 210, 840], 13699, []),
    ("or_join_after_and", 3, [2, 0, 0, 0], 2, []),
    ("or_join_after_xor", 2, [2, 0, 0, 0], 2, []),
    ("or_join_no_block", 3, [2, 5, 0, 0], 7, ["I-unfold"]),
    ("complex_split", 1, [2, 2, 0, 0], 4, ["W-complex"]),
    ("ad_hoc", 1, [1, 2, 4, 8], inf, ["W-adhoc"]),
    ("transaction_cancel", 2, [1, 1, 0, 0], 2, ["I-unfold"]),
    ("multi_instance_parallel", 1, [2, 4, 8, 16], inf, ["W-mi"]),
    ("multi_instance_sequential", 2, [1, 0, 1, 0], inf, []),
    ("loop", 2, [1, 1, 1, 1], inf, []),
    ("test_before", 1, [1, 1, 1, 1], inf, []),
    ("two_starts", 2, [2, 0, 0, 0], 2, []),
    ("no_start", 4, [4, 0, 0, 0], 4, ["I-unfold"]),
    ("unreachable", 1, [1, 0, 0, 0], 1, ["W-unreach"]),
    ("link", 2, [1, 0, 0, 0], 1, []),
    ("unnamed", 2, [1, 0, 0, 0], 1, ["W-unnamed"]),
    ("same_label_twice", 2, [1, 0, 0, 0], 1, ["I-dup"]),
    ("conditional_flows", 2, [1, 4, 6, 0], 11, ["I-unfold"]),
    ("implicit_split", 3, [2, 0, 0, 0], 2, ["W-split", "I-unfold"]),
    ("two_ends", 3, [2, 0, 0, 0], 2, ["I-unfold"]),
    ("terminate", 1, [1, 2, 0, 0], 3, ["I-unfold"]),
    ("interrupting", 1, [1, 1, 0, 0], 2, []),
    ("interrupting_box", 1, [1, 1, 2, 0], 4, ["I-unfold"]),
    ("non_interrupting_timer", 1, [1, 2, 0, 0], 3, ["W-nonint", "I-unfold"]),
    ("non_interrupting_message", 1, [1, 0, 3, 0], inf, ["W-nonint", "I-unfold"]),
    ("error_caught", 2, [1, 1, 0, 0], 2, ["I-unfold"]),
    ("error_uncaught", 2, [1, 2, 0, 0], 3, ["W-uncaught", "I-unfold"]),
    ("error_other_code", 1, [2, 1, 0, 0], 3, ["W-spont", "W-uncaught", "I-unfold", "W-dead"]),
    ("escalation", 4, [3, 0, 0, 0], 3, ["I-unfold"]),
    ("event_sub_process_interrupting", 1, [1, 2, 1, 0], 4, ["W-evsub", "I-unfold"]),
    ("event_sub_process_non_interrupting", 2, [1, 3, 6, 10], inf, ["W-evsub", "I-unfold"]),
    ("event_sub_process_error", 2, [2, 0, 0, 0], 2, ["W-evsub", "I-unfold"]),
    ("compensation", 2, [1, 1, 0, 0], 2, ["W-comp"]),
    ("compensation_of_one", 2, [1, 1, 0, 0], 2, ["W-comp"]),
    ("compensation_by_handler", 1, [1, 2, 0, 0], 3, ["W-comp", "W-evsub", "I-unfold"]),
    ("transaction_compensated", 3, [1, 1, 0, 0], 2, ["W-comp", "I-unfold"]),
    ("error_climbs", 2, [1, 0, 0, 0], 1, ["I-unfold", "W-dead"]),
    ("escalation_interrupts", 2, [1, 0, 0, 0], 1, ["I-unfold", "W-dead"]),
    ("loop_box_interrupted", 1, [1, 2, 1, 2], inf, ["I-unfold"]),
    ("non_interrupting_join", 2, [1, 0, 4, 0], 5, ["W-nonint", "I-unfold", "W-unsafe"]),
    ("non_interrupting_cycle", 1, [1, 2, 2, 2], inf, ["W-nonint", "I-unfold"]),
    # Every round gives A, B, AB or BA: any non-empty sequence.
    ("or_join_in_loop", 1, [2, 4, 8, 16], inf, []),
    ("event_based_start", 1, [2, 0, 0, 0], 2, []),
    ("event_based_start_all", 2, [2, 0, 0, 0], 2, []),
    ("visible_events", 1, [1, 0, 0, 0], 1, []),
    ("call", 2, [1, 0, 0, 0], 1, ["W-call"]),
    ("call_cycle", 1, [1, 0, 0, 0], 1, ["W-call"]),
    ("stuck_sometimes", 3, [2, 0, 0, 0], 2, ["I-unfold", "W-stuck", "W-dead"]),
    ("two_tokens", 4, [4, 0, 0, 0], 4, ["I-unfold", "W-unsafe"]),
    ("dead_step", 1, [1, 0, 0, 0], 1, ["W-stuck", "W-dead"]),
    ("foreign_elements", 1, [2, 2, 0, 0], 4, []),
    ("blanks_in_names", 2, [1, 0, 0, 0], 1, []),
]


@pytest.mark.parametrize(
    ("file", "shortest", "by_length", "total", "found"), ROWS, ids=[row[0] for row in ROWS]
)
def test_a_construct_allows_exactly_these_traces(file, shortest, by_length, total, found):
    model = read(file)
    words = Words(model.net)
    assert words.by_length() == (shortest, by_length)
    assert words.total() == total
    assert codes(model) == found


@pytest.mark.parametrize(
    ("file", "allowed", "forbidden"),
    [
        ("or_pair", ["A", "B", "AB", "BA"], ["", "AA", "ABA"]),
        ("or_default", ["C"], ["AC", "CB", "ABC"]),
        ("or_join_no_block", ["ABD", "BAD", "BACD", "BADC"], ["AD", "BD", "BDA", "ACD"]),
        ("transaction_cancel", ["ABD", "AC"], ["AD", "C", "ABC"]),
        ("two_starts", ["AC", "BC"], ["ABC", "C"]),
        ("no_start", ["ACBC", "ABCC", "BACC", "BCAC"], ["ABC", "CABC"]),
        ("conditional_flows", ["AD", "ABD", "ADC", "ABCD"], ["A", "AB", "ABC"]),
        ("terminate", ["B", "AB", "BA"], ["A", ""]),
        ("interrupting_box", ["C", "AC", "ABC", "ABD"], ["BD", "AD", "D"]),
        ("non_interrupting_timer", ["A", "AB", "BA"], ["ABB", "B"]),
        ("non_interrupting_message", ["A", "BCA", "ABC", "BAC", "BCBCA"], ["AB", "BBCCA"]),
        ("error_caught", ["AC", "ABD"], ["C", "AD", "ABC"]),
        ("error_uncaught", ["AB", "ABC", "ACB"], ["AC"]),
        ("error_other_code", ["A", "C", "AC"], ["AD", "D"]),
        ("escalation", ["ACBD", "ABCD", "ABDC"], ["ABD", "AC"]),
        ("event_sub_process_interrupting", ["AB", "X", "AX", "ABX"], ["XA", "AXB", "XX"]),
        ("event_sub_process_non_interrupting", ["AB", "AXB", "XXAB"], ["X", "AX"]),
        ("event_sub_process_error", ["AX", "AB"], ["X", "ABX"]),
        ("stuck_sometimes", ["ABC", "BAC"], ["ABD", "DB"]),
        ("error_climbs", ["AC"], ["ABD", "AD", "C"]),
        ("escalation_interrupts", ["AC"], ["ABC", "ABD"]),
        ("loop_box_interrupted", ["C", "AC", "ABC", "ABAB", "ABAC"], ["A", "ABA", "CC"]),
        ("non_interrupting_join", ["AC", "ABCC", "BCAC"], ["A", "ABC", "ABBCCC"]),
        ("non_interrupting_cycle", ["A", "AB", "BBA", "BBAB"], ["ABB", "B"]),
        ("multi_instance_parallel", ["A", "AABB", "BA"], [""]),
    ],
)
def test_a_construct_tells_these_traces_apart(file, allowed, forbidden):
    words = Words(read(file).net)
    assert [trace for trace in allowed if not words.accepts(trace)] == []
    assert [trace for trace in forbidden if words.accepts(trace)] == []


def test_compensation_reaches_what_it_names_and_what_it_is_around():
    words = {name: Words(read(name).net).up_to(5) for name in ("compensation_of_one", "compensation_by_handler")}
    assert words["compensation_of_one"] == {("A", "B"), ("A", "B", "Undo B")}
    assert words["compensation_by_handler"] == {("A",), ("A", "B"), ("A", "Undo A")}


def test_a_cancelled_transaction_may_undo_what_was_done():
    assert Words(read("transaction_compensated").net).up_to(5) == {("A", "B", "C"), ("A", "B", "Undo A", "C")}


def test_line_breaks_and_double_escapes_in_names_are_undone():
    assert read("blanks_in_names").net.visible_labels == ("Check invoice & pay it", "two blanks")


def test_visible_transitions_carry_the_ids_of_their_elements():
    model = read("same_label_twice")
    assert sorted(zip(model.net.labels, model.net.elements)) == [("A", ("a",)), ("A", ("again",))]
    assert [str(ref) for ref in model.visible_elements] == ["'A' (task, id a)", "'A' (task, id again)"]


def test_an_unfolded_step_carries_the_ids_of_all_elements_it_may_stand_for():
    net = read("no_start").net
    assert {ids for label, ids in zip(net.labels, net.elements) if label == "C"} == {("c",)}
    assert {ids for label, ids in zip(net.labels, net.elements) if label is None} == {()}


def test_the_net_has_one_start_that_nothing_leads_to_and_one_end_that_nothing_leaves():
    for file in ("or_pair", "loop", "no_start", "event_sub_process_non_interrupting"):
        net = read(file).net
        (start,) = [place for place, tokens in enumerate(net.initial_marking) if tokens]
        ((end,),) = [[place for place, tokens in enumerate(marking) if tokens] for marking in net.final_markings]
        assert (net.places[start], net.places[end]) == ("start", "end")
        assert not any(place == start for arcs in net.outputs for place, _ in arcs)
        assert not any(place == end for arcs in net.inputs for place, _ in arcs)


def test_five_optional_branches_need_few_transitions():
    net = read("or_five").net
    # 5 labels; first_1..first_5, take_2..take_5, skip_2..skip_5 (k + 2(k - 1)); the join. 2^5 - 1 subsets would be 31.
    assert sum(label is None for label in net.labels) == 14


def test_warnings_name_the_element_and_say_how_it_was_read():
    (warning,) = read("ad_hoc").warnings
    assert str(warning) == (
        "'Box' (ad hoc sub-process, id box): it was read as any number of its activities, also none, in any order. "
        "[W-adhoc]"
    )


def test_a_dead_end_is_told_with_the_way_there():
    by_code = {warning.code: str(warning) for warning in read("stuck_sometimes").warnings}
    assert by_code["W-stuck"].startswith("'Both done' (parallel gateway, id join): after ")
    assert by_code["W-dead"].startswith("'D' (task, id d): no complete run comes here")


def test_several_dead_steps_stand_together():
    assert [warning.element.name for warning in read("dead_step").warnings if warning.code == "W-dead"] == [
        "A",
        "B",
        "C",
    ]


def test_a_model_with_too_many_situations_to_check_is_read_and_says_so():
    # P and Q may follow each other or leave, from either: no reduction helps. Beside them 16 tasks: 2^16 markings.
    knot = "s>g g>x x>p x>q p>px px>qm px>m q2>qx qm>q2 q>qm qx>pm qx>m pm>p m>j"
    beside = " ".join(f"g>t{number} t{number}>j" for number in range(16))
    flows = [flow.split(">") for flow in f"{knot} {beside}".split()]
    kinds = {"s": "startEvent", "g": "parallelGateway", "j": "parallelGateway"}
    kinds |= dict.fromkeys(("x", "px", "qx", "qm", "pm", "m"), "exclusiveGateway")
    names = sorted({name for flow in flows for name in flow})
    body = "".join(f'<{kinds.get(name, "task")} id="{name}" name="{name}"/>' for name in names)
    body += "".join(f'<sequenceFlow id="{a}_{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in flows)
    namespace = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    content = f'<definitions xmlns="{namespace}"><process id="process">{body}</process></definitions>'
    model = read_bpmn(content.encode())
    assert (codes(model), model.unfolded) == (["W-unchecked"], False)
