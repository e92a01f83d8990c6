"""Files that cannot be read, broken by accident or by malice: the code, the element and what to do."""
from __future__ import annotations

import pytest
from unit.models.files import hand_made

from process_mining.errors import ModelError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_parse import parse_processes
from process_mining.models.bpmn_reading import Reading
from process_mining.models.bpmn_scopes import build_scope
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.unfolding import unfold
from process_mining.models.xml_safety import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, read_xml

NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def refusal_of(content: bytes, **settings: object) -> ModelError:
    with pytest.raises(ModelError) as refusal:
        read_bpmn(content, settings=BpmnSettings(**settings))
    return refusal.value


def definitions(body: str) -> bytes:
    return f'<definitions xmlns="{NAMESPACE}">{body}</definitions>'.encode()


def process(body: str) -> bytes:
    return definitions(f'<process id="p">{body}</process>')


@pytest.mark.parametrize(
    ("file", "code", "element"),
    [
        ("xpdl.xml", "E-format", ""),
        ("wrong_namespace.bpmn", "E-format", ""),
        ("not_closed.bpmn", "E-format", ""),
        ("doctype.bpmn", "E-dtd", ""),
        ("entity_bomb.bpmn", "E-dtd", ""),
        ("only_pools.bpmn", "E-empty", ""),
        ("all_unnamed.bpmn", "E-nolabel", ""),
        ("duplicate_ids.bpmn", "E-id", "'B' (task, id a)"),
        ("dangling_flow.bpmn", "E-flow", "the unnamed sequence flow (id a_nowhere)"),
        ("flow_across_scopes.bpmn", "E-flow", "the unnamed sequence flow (id s_a)"),
        ("flow_out_of_end.bpmn", "E-flow", "the unnamed end event (id e)"),
        ("start_with_incoming.bpmn", "E-start", "the unnamed start event (id s)"),
        ("link_to_nowhere.bpmn", "E-link", "'Page 2' (intermediate throw event, id out)"),
        ("quantity.bpmn", "E-quantity", "'A' (task, id a)"),
        ("complex_join.bpmn", "E-complex", "'Two of three' (complex gateway, id join)"),
        ("stuck_always.bpmn", "E-nocomplete", "'Both done' (parallel gateway, id join)"),
        ("unbounded.bpmn", "E-limit", "'B' (task, id b)"),
        ("or_over_limit.bpmn", "E-or", "the unnamed inclusive gateway (id join)"),
    ],
)
def test_a_file_is_refused_with_code_and_element(file, code, element):
    error = refusal_of(hand_made(file))
    assert (error.code, error.element) == (code, element)
    assert error.remedy.endswith(".")


def test_a_malformed_file_is_refused_with_line_and_column():
    error = refusal_of(b"<definitions>\n  <process>\n</definitions>")
    assert (error.code, error.problem) == (
        "E-format",
        "the file is not well-formed XML (mismatched tag, line 3, column 3)",
    )


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04", b'{"json": 1}', "\ufeff".encode()])
def test_what_is_no_xml_is_refused(content):
    assert refusal_of(content).code == "E-format"


@pytest.mark.parametrize("encoding", ["no-such-encoding", "utf-32", "idna"])
def test_an_encoding_that_cannot_be_read_is_refused(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><a/>'.encode()
    assert refusal_of(content).code == "E-format"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_declared_encodings_and_byte_order_marks_are_read(encoding):
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    body = process('<task id="a" name="Prüfung"/>').decode()
    content = f'<?xml version="1.0" encoding="{declared}"?>{body}'.encode(encoding)
    assert read_bpmn(content).net.visible_labels == ("Prüfung",)


def test_sizes_are_bounded_before_a_tree_is_built():
    deep = "<a>" * MAX_DEPTH + "</a>" * MAX_DEPTH
    assert refusal_of(definitions(deep)).code == "E-size"
    assert refusal_of(definitions("<a/>" * MAX_ELEMENTS)).code == "E-size"
    assert refusal_of(b" " * (MAX_BYTES + 1)).code == "E-size"


def test_an_endless_name_is_refused_and_shown_short():
    error = refusal_of(process(f'<task id="a" name="{"x" * 5_000}"/>'))
    assert error.code == "E-size"
    assert len(str(error)) < 400


def test_hostile_names_cannot_break_a_message():
    name = "two&#10;lines&#9;and &lt;script&gt;"
    error = refusal_of(process(f'<task id="a" name="{name}" startQuantity="3"/>'))
    assert error.element == "'two lines and <script>' (task, id a)"
    assert "\n" not in str(error)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<task name="A"/>', "E-id"),
        ('<task id="a" name="A"/><sequenceFlow id="a" sourceRef="a" targetRef="a"/>', "E-id"),
        ('<task id="a" name="A"/><sequenceFlow id="f" sourceRef="a"/>', "E-flow"),
        ('<boundaryEvent id="b" attachedToRef="nothing"/><task id="a" name="A"/>', "E-flow"),
        ('<task id="a" name="A"/><boundaryEvent id="b" attachedToRef="a"/>'
         '<sequenceFlow id="f" sourceRef="a" targetRef="b"/>', "E-flow"),
        ('<task id="a" name="A"/><subProcess id="h" triggeredByEvent="true"><task id="x" name="X"/></subProcess>'
         '<sequenceFlow id="f" sourceRef="a" targetRef="h"/>', "E-flow"),
        ('<task id="a" name="A"/><sequenceFlow id="f" sourceRef="a" targetRef="a"/>', "E-nocomplete"),
        ('<task id="a" name="A" completionQuantity="0"/>', "E-quantity"),
    ],
)  # fmt: skip
def test_broken_structure_is_refused(body, code):
    assert refusal_of(process(body)).code == code


def test_two_processes_with_one_id_are_refused():
    assert refusal_of(definitions('<process id="p"/><process id="p"/>')).code == "E-id"


def test_a_link_with_two_catching_events_is_refused():
    link = '<linkEventDefinition name="L"/>'
    catches = "".join(f'<intermediateCatchEvent id="c{n}">{link}</intermediateCatchEvent>' for n in (1, 2))
    throw = f'<intermediateThrowEvent id="t">{link}</intermediateThrowEvent>'
    error = refusal_of(process(f'<task id="a" name="A"/>{throw}{catches}'))
    assert (error.code, error.problem) == ("E-link", "2 link events catch the link 'L' in the same scope")


def test_an_unknown_process_is_refused_with_the_names_there_are():
    error = refusal_of(process('<task id="a" name="A"/>'), process="nope")
    assert (error.code, error.remedy) == ("E-choose", 'Set "process" to one of: \'p\' (1 activity).')


def test_processes_that_call_each_other_without_end_do_not_grow_without_end():
    calls = "".join(
        f'<process id="p{n}">'
        + "".join(f'<callActivity id="c{n}_{k}" name="C" calledElement="p{n + 1}"/>' for k in range(4))
        + "</process>"
        for n in range(12)
    )
    last = '<process id="p12"><task id="a" name="A"/></process>'
    assert refusal_of(definitions(calls + last), calls="expand").code == "E-limit"


def test_deep_nesting_is_refused_before_the_stack_ends():
    depth = 90
    nested = "".join(f'<subProcess id="s{n}">' for n in range(depth)) + '<task id="a" name="A"/>'
    assert refusal_of(process(nested + "</subProcess>" * depth)).code == "E-limit"


def test_an_inclusive_split_too_wide_to_unfold_is_refused():
    branches = "".join(
        f'<task id="t{n}" name="T{n}"/><sequenceFlow id="f{n}" sourceRef="g" targetRef="t{n}"/>' for n in range(13)
    )
    error = refusal_of(process(f'<startEvent id="s"/><inclusiveGateway id="g"/>{branches}'
                               '<sequenceFlow id="f" sourceRef="s" targetRef="g"/>'))  # fmt: skip
    assert (error.code, error.element) == ("E-or", "the unnamed inclusive gateway (id g)")


def test_the_time_limit_stops_an_unfolding():
    (parsed,) = parse_processes(read_xml(hand_made("or_pair.bpmn"), "BPMN"))
    scope = build_scope(parsed.content, Reading(BpmnSettings(), frozenset(), {}))
    with pytest.raises(ModelError) as refusal:
        unfold(scope, max_seconds=-1.0)
    assert refusal.value.code == "E-or"
