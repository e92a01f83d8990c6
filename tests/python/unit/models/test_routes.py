"""Two independent readings must agree: fragments of a net, and the token game played in full."""
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.files import hand_made
from unit.models.trees import trees
from unit.models.words import Words

from process_mining.models.automaton import determinise, merge_equal_states, net_of_automaton, trim
from process_mining.models.bpmn_parse import parse_processes
from process_mining.models.bpmn_reading import Reading
from process_mining.models.bpmn_scopes import build_scope
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.contraction import contract
from process_mining.models.drawing_of_tree import drawing_of_tree
from process_mining.models.fragments import net_of_scope
from process_mining.models.routes import check_fragments
from process_mining.models.token_flow import Scope
from process_mining.models.unfolding import unfold
from process_mining.models.xml_safety import read_xml
from real_logs import real_file

HAND_MADE = [
    "or_pair", "or_default", "or_nested", "or_five", "or_split_seven", "or_join_after_and", "or_join_after_xor",
    "complex_split", "ad_hoc", "multi_instance_parallel", "multi_instance_sequential", "loop", "test_before",
    "two_starts", "unreachable", "link", "unnamed", "interrupting", "compensation", "event_based_start",
    "event_based_start_all", "call", "dead_step", "or_join_in_loop", "compensation_of_one",
]  # fmt: skip
REAL = ["A.1.0", "A.2.0", "A.2.1", "C.1.1", "C.3.0", "C.5.0", "../sepsis", "../LoanApp_simplified", "../Production"]


def scope_of(content: bytes, **chosen: object) -> Scope:
    processes = parse_processes(read_xml(content, "BPMN"))
    process = next(process for process in processes if process.content.elements)
    reading = Reading(BpmnSettings(**chosen), frozenset(), {process.id: process for process in processes})
    return build_scope(process.content, reading)


def words_by_play(scope: Scope) -> Words:
    automaton = determinise(trim(unfold(scope).automaton), 20_000)
    assert automaton is not None
    return Words(net_of_automaton(merge_equal_states(automaton)))


def assert_routes_agree(scope: Scope) -> None:
    assert check_fragments(scope) is not None
    drawn = net_of_scope(scope).net()
    contracted = contract(drawn)
    expected = words_by_play(scope)
    assert Words(drawn).equals(expected)
    assert Words(contracted).equals(expected)
    assert contracted.n_transitions <= drawn.n_transitions


@pytest.mark.parametrize("file", HAND_MADE)
def test_both_routes_allow_the_same_traces_of_a_construct(file):
    assert_routes_agree(scope_of(hand_made(f"{file}.bpmn")))


@pytest.mark.parametrize("file", ["loop", "multi_instance_sequential", "interrupting", "call", "implicit_split"])
def test_both_routes_agree_under_other_settings(file):
    chosen = {"mi_zero": True, "interrupted_activity_logged": True, "calls": "expand", "implicit_split": "one"}
    assert_routes_agree(scope_of(hand_made(f"{file}.bpmn"), **chosen))


@pytest.mark.parametrize("file", REAL)
def test_both_routes_allow_the_same_traces_of_another_tools_model(file):
    assert_routes_agree(scope_of(real_file(f"models/bpmn-miwg/{file}.bpmn").read_bytes()))


@given(trees())
@settings(max_examples=80, deadline=None)
def test_both_routes_agree_on_random_blocks(tree):
    assert_routes_agree(scope_of(write_bpmn_of_tree(tree, "random")))


@pytest.mark.parametrize(
    "file",
    [
        "or_join_no_block", "transaction_cancel", "no_start", "two_ends", "terminate", "interrupting_box",
        "non_interrupting_timer", "error_uncaught", "escalation", "event_sub_process_interrupting", "unbounded",
    ],
)  # fmt: skip
def test_what_fragments_cannot_say_is_left_to_play(file):
    assert check_fragments(scope_of(hand_made(f"{file}.bpmn"))) is None


KINDS = ["task", "task", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "endEvent", "terminate", "box"]


def element(number: int, kind: str) -> str:
    if kind == "task":
        return f'<task id="n{number}" name="{"ABC"[number % 3]}"/>'
    if kind == "terminate":
        return f'<endEvent id="n{number}"><terminateEventDefinition/></endEvent>'
    if kind == "box":
        inner = f'<task id="i{number}" name="X"/><task id="j{number}" name="Y"/><endEvent id="k{number}"/>'
        # Odd boxes begin with both tasks at once, and end twice; even ones are a chain.
        ends = ("i", "k", "j", "k") if number % 2 else ("i", "j", "j", "k")
        flow = '<sequenceFlow id="{0}{1}{2}" sourceRef="{0}{2}" targetRef="{1}{2}"/>'
        flows = flow.format(*ends[:2], number) + flow.format(*ends[2:], number)
        return f'<subProcess id="n{number}" name="Box">{inner}{flows}</subProcess>'
    return f'<{kind} id="n{number}"/>'


@st.composite
def drawings(draw: st.DrawFn) -> bytes:
    """Return a process as a careless person might draw it: anything may lead to anything."""
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=3, max_size=8))
    sources = [number for number, kind in enumerate(kinds) if kind not in ("endEvent", "terminate")]
    anything = st.integers(0, len(kinds) - 1)
    flows = [("s", f"n{draw(anything)}")]
    for source in sources:
        n_flows = 1 if kinds[source] in ("task", "box") else draw(st.integers(1, 3))
        flows += [(f"n{source}", f"n{draw(anything)}") for _ in range(n_flows)]
    drawn = "".join(
        f'<sequenceFlow id="f{number}" sourceRef="{source}" targetRef="{target}"/>'
        for number, (source, target) in enumerate(flows)
    )
    late = ""
    if draw(st.booleans()) and "task" in kinds:
        host, target = kinds.index("task"), draw(anything)
        late = f'<boundaryEvent id="b" attachedToRef="n{host}"><timerEventDefinition/></boundaryEvent>'
        drawn += f'<sequenceFlow id="fb" sourceRef="b" targetRef="n{target}"/>'
    body = "".join(element(number, kind) for number, kind in enumerate(kinds))
    text = f'<process id="p"><startEvent id="s"/>{body}{late}{drawn}</process>'
    return f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">{text}</definitions>'.encode()


@st.composite
def changed_blocks(draw: st.DrawFn) -> bytes:
    """Return a block structure in which a few flows were redirected or added, or gateways changed."""
    drawing = drawing_of_tree(draw(trees()))
    kinds = [shape.kind for shape in drawing.shapes]
    flows = list(drawing.flows)
    targets = st.sampled_from([number for number, kind in enumerate(kinds) if kind != "startEvent"])
    gateways = [number for number, kind in enumerate(kinds) if kind.endswith("Gateway")]
    gateway_kinds = ["exclusiveGateway", "parallelGateway", "inclusiveGateway"]
    for _ in range(draw(st.integers(0, 3))):
        change = draw(st.sampled_from(["redirect", "add", "kind"]))
        if change == "redirect":
            number = draw(st.integers(0, len(flows) - 1))
            flows[number] = (flows[number][0], draw(targets))
        elif gateways and change == "add":
            flows.append((draw(st.sampled_from(gateways)), draw(targets)))
        elif gateways:
            kinds[draw(st.sampled_from(gateways))] = draw(st.sampled_from(gateway_kinds))
    names = [shape.name for shape in drawing.shapes]
    body = "".join(
        f'<{kind} id="n{number}" name="{name}"/>' for number, (kind, name) in enumerate(zip(kinds, names))
    )
    body += "".join(
        f'<sequenceFlow id="f{number}" sourceRef="n{source}" targetRef="n{target}"/>'
        for number, (source, target) in enumerate(flows)
    )
    text = f'<process id="p">{body}</process>'
    return f'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">{text}</definitions>'.encode()


@given(st.one_of(drawings(), changed_blocks()))
@settings(max_examples=250, deadline=None)
def test_where_fragments_are_trusted_they_agree_with_play_on_careless_drawings(content):
    scope = scope_of(content)
    check = check_fragments(scope)
    if check is None:
        return
    drawn = net_of_scope(scope).net()
    unfolding = unfold(scope)
    assert check.soundness.can_complete == bool(unfolding.automaton.accepting)
    assert (check.soundness.stuck is None) == (unfolding.stuck is None)
    if not unfolding.automaton.accepting:
        assert Words(drawn).start == frozenset()
        return
    expected = words_by_play(scope)
    assert Words(drawn).equals(expected)
    assert Words(contract(drawn)).equals(expected)
