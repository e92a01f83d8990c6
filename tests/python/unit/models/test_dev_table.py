"""BPMN files of other tools: outcome, labels and number of traces by length, as worked out for the specification.

Most are interchange models of the BPMN Model Interchange Working Group.
"""
from __future__ import annotations

from math import inf

import pytest
from unit.models.files import codes
from unit.models.words import Words

from process_mining.errors import ModelError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_settings import BpmnSettings
from real_logs import real_file

# file, process, visible and distinct labels, shortest length, words of that length and the next three, total, codes
ROWS = [
    ("A.1.0", "", (3, 3), 3, [1, 0, 0, 0], 1, []),
    ("A.2.0", "", (4, 4), 2, [3, 0, 0, 0], 3, []),
    ("A.2.1", "", (4, 4), 2, [3, 2, 0, 0], 5, []),
    ("A.3.0", "", (5, 5), 2, [1, 3, 5, 5], inf, ["W-nonint", "I-unfold"]),
    ("A.4.0", "Pool", (2, 2), 2, [1, 0, 0, 0], 1, []),
    ("A.4.0", "WFP-6-2", (4, 4), 4, [3, 0, 0, 0], 3, ["W-split", "I-unfold"]),
    ("A.4.1", "Pool 1", (2, 2), 2, [1, 0, 0, 0], 1, []),
    ("A.4.1", "Pool 2", (4, 4), 4, [3, 0, 0, 0], 3, ["W-split", "I-unfold"]),
    ("B.1.0", "Process_ba16239e-181e-4b9f-bc5b-0bb2ee973450", (1, 1), 1, [1, 0, 0, 0], 1, []),
    ("B.1.0", "Participant", (3, 3), 3, [1, 0, 0, 0], 1, []),
    ("B.1.0", "Pool", (7, 7), 2, [1, 7, 14, 10], 32, ["W-call", "I-unfold"]),
    ("B.1.0", "WFP-0-", (1, 1), 1, [1, 0, 0, 0], 1, []),
    ("B.2.0", "Process_ba16239e-181e-4b9f-bc5b-0bb2ee973450", (3, 3), 1, [1, 1, 2, 2], inf, []),
    (
        "B.2.0",
        "Pool",
        (22, 22),
        2,
        [1, 4, 11, 20],
        inf,
        ["W-call", "W-nonint", "W-spont", "W-uncaught", "I-unfold", "W-stuck", "W-dead"],
    ),
    ("B.2.0", "WFP-0-", (1, 1), 1, [1, 0, 0, 0], 1, []),
    ("C.1.0", "Team-Assistant", (4, 4), 3, [1, 1, 0, 0], 2, []),
    ("C.1.0", "Process Engine - Invoice Receipt", (5, 5), 3, [1, 1, 1, 1], inf, []),
    ("C.1.1", "", (5, 5), 3, [1, 1, 1, 1], inf, []),
    ("C.2.0", "Credit Card Company", (1, 1), 1, [1, 0, 0, 0], 1, []),
    ("C.2.0", "Carrier", (2, 2), 2, [1, 0, 0, 0], 1, []),
    ("C.2.0", "Customer", (4, 4), 3, [1, 2, 3, 4], inf, ["I-unfold"]),
    ("C.2.0", "Amazon", (4, 4), 4, [1, 0, 0, 0], 1, []),
    # The file says startQuantity = completionQuantity = 2 for one task, which its drawing does not mean.
    ("C.3.0", "", (5, 5), 2, [4, 1, 0, 0], 5, ["I-quantity"]),
    ("C.4.0", "Money Bank", (12, 12), 11, [5, 0, 5, 0], inf, []),
    ("C.4.0", "IT", (5, 5), 5, [1, 0, 0, 0], 1, []),
    ("C.4.0", "Payroll", (3, 3), 2, [1, 1, 1, 1], inf, []),
    ("C.4.0", "Facilities", (2, 2), 2, [1, 0, 0, 0], 1, []),
    ("C.5.0", "", (17, 17), 4, [1, 0, 0, 0], 25, ["W-call"]),
    ("C.5.0", "Check for connected clients", (2, 2), 1, [1, 1, 0, 0], 2, []),
    ("../sepsis", "", (16, 16), 3, [1, 0, 0, 0], inf, []),
    ("../LoanApp_simplified", "", (12, 12), 6, [6, 0, 12, 6], inf, []),
    ("../Production", "", (23, 23), 4, [1, 2, 5, 14], inf, []),
]


def content(name: str) -> bytes:
    return real_file(f"models/bpmn-miwg/{name}.bpmn").read_bytes()


@pytest.mark.parametrize(
    ("file", "process", "labels", "shortest", "by_length", "total", "found"),
    ROWS,
    ids=[f"{file}-{process}" for file, process, *_ in ROWS],
)
def test_a_model_of_another_tool_allows_the_known_traces(file, process, labels, shortest, by_length, total, found):
    model = read_bpmn(content(file), settings=BpmnSettings(process=process))
    words = Words(model.net)
    assert (len(model.visible_elements), len({ref.name for ref in model.visible_elements})) == labels
    assert words.by_length() == (shortest, by_length)
    assert words.total() == total
    assert codes(model) == found
    assert model.unfolded == ("I-unfold" in found)


@pytest.mark.parametrize(
    ("file", "choices"),
    [
        ("A.4.0", "'Pool' (2 activities), 'WFP-6-2' (4 activities)"),
        ("A.4.1", "'Pool 1' (2 activities), 'Pool 2' (4 activities)"),
        ("B.1.0", "'Participant' (3 activities), 'Pool' (7 activities)"),
        ("B.2.0", "'Participant' (12 activities), 'Pool' (22 activities)"),
        ("C.1.0", "'Team-Assistant' (4 activities), 'Process Engine - Invoice Receipt' (5 activities)"),
        (
            "C.2.0",
            "'Credit Card Company' (1 activity), 'Carrier' (2 activities), 'Customer' (4 activities), "
            "'Amazon' (4 activities)",
        ),
        (
            "C.4.0",
            "'Money Bank' (12 activities), 'IT' (5 activities), 'Payroll' (3 activities), 'Facilities' (2 activities)",
        ),
    ],
)
def test_a_file_with_several_processes_asks_which_one(file, choices):
    with pytest.raises(ModelError) as refusal:
        read_bpmn(content(file))
    assert refusal.value.code == "E-choose"
    assert refusal.value.remedy == f'Set "process" to one of: {choices}.'


def test_a_palette_that_no_run_can_leave_is_refused_by_the_join_that_waits():
    with pytest.raises(ModelError) as refusal:
        read_bpmn(content("B.2.0"), settings=BpmnSettings(process="Participant"))
    assert refusal.value.code == "E-nocomplete"
    assert refusal.value.element.startswith("'Parallel Gateway 2' (parallel gateway, id _397c783e")


def test_an_unfolded_model_names_what_is_dead_and_where_it_sticks():
    model = read_bpmn(content("B.2.0"), settings=BpmnSettings(process="Pool"))
    named = {warning.code: warning.element.name for warning in model.warnings if warning.element is not None}
    assert (named["W-dead"], named["W-stuck"]) == ("Task 27", "Parallel Gateway 7")


def test_a_call_can_be_replaced_by_what_it_calls():
    called = Words(read_bpmn(content("C.5.0"), settings=BpmnSettings(calls="expand")).net)
    model = read_bpmn(content("C.5.0"), settings=BpmnSettings(calls="expand"))
    assert len(model.visible_elements) == 18
    assert "Check for connected clients" not in {ref.name for ref in model.visible_elements}
    # The called process has 2 traces where the call was 1 step: of 25 traces, those through the call double.
    assert 25 < called.total() < 50
