"""Written BPMN reads back with the same traces, and its drawing can be opened."""
from __future__ import annotations

import re
import tempfile
import warnings
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.files import hand_made, read
from unit.models.trees import trees, words_of_tree
from unit.models.words import Words

from process_mining.errors import ModelError, ParameterError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_writer import write_bpmn_of_net, write_bpmn_of_tree
from process_mining.models.pnml import read_pnml
from process_mining.models.process_tree import SILENT, Block, Leaf, simplify
from process_mining.petri_net import PetriNet, net_from_arcs
from real_logs import real_file

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
A, B, C, D = (Leaf(letter) for letter in "ABCD")
EXAMPLE = Block("sequence", (A, Block("loop", (Block("parallel", (B, C)), SILENT)), Block("exclusive", (D, SILENT))))


def elements(content: bytes) -> list[str]:
    """Return flow nodes and flows in short: `task_1 A`, `flow_1 start_1>task_1`."""
    process = ElementTree.fromstring(content).find(f"{MODEL}process")
    assert process is not None
    lines = []
    for node in process:
        if node.tag == f"{MODEL}sequenceFlow":
            lines.append(f"{node.get('sourceRef')}>{node.get('targetRef')}")
        else:
            lines.append(f"{node.tag[len(MODEL):]} {node.get('id')} {node.get('name', '')}".strip())
    return lines


def shapes(content: bytes) -> dict[str, tuple[int, int, int, int]]:
    """Return left, top, right and bottom by element."""
    found = {}
    for shape in ElementTree.fromstring(content).iter(f"{DI}BPMNShape"):
        x, y, width, height = (int(shape[0].get(key, "")) for key in ("x", "y", "width", "height"))
        found[shape.get("bpmnElement", "")] = (x, y, x + width, y + height)
    return found


def lines(content: bytes) -> dict[str, list[tuple[int, int]]]:
    """Return waypoints by flow."""
    return {
        edge.get("bpmnElement", ""): [(int(point.get("x", "")), int(point.get("y", ""))) for point in edge]
        for edge in ElementTree.fromstring(content).iter(f"{DI}BPMNEdge")
    }


def test_nothing_at_all_is_a_flow_from_start_to_end():
    assert elements(write_bpmn_of_tree(SILENT, "empty")) == ["startEvent start_1", "endEvent end_1", "start_1>end_1"]


def test_one_activity_is_one_task():
    assert elements(write_bpmn_of_tree(A, "one")) == [
        "startEvent start_1",
        "endEvent end_1",
        "task task_1 A",
        "start_1>task_1",
        "task_1>end_1",
    ]


def test_operators_become_pairs_of_gateways_and_a_loop_leads_back():
    # gateway_2 is the way out of the loop and, being a split right before one, the choice of D as well.
    assert elements(write_bpmn_of_tree(EXAMPLE, "example")) == [
        "startEvent start_1",
        "endEvent end_1",
        "task task_1 A",
        "exclusiveGateway gateway_1",
        "exclusiveGateway gateway_2",
        "parallelGateway gateway_3",
        "parallelGateway gateway_4",
        "task task_2 B",
        "task task_3 C",
        "exclusiveGateway gateway_5",
        "task task_4 D",
        "start_1>task_1",
        "task_1>gateway_1",
        "gateway_1>gateway_3",
        "gateway_2>gateway_1",
        "gateway_2>task_4",
        "gateway_2>gateway_5",
        "gateway_3>task_2",
        "gateway_3>task_3",
        "gateway_4>gateway_2",
        "task_2>gateway_4",
        "task_3>gateway_4",
        "gateway_5>end_1",
        "task_4>gateway_5",
    ]


@pytest.mark.parametrize(
    ("tree", "n_gateways"),
    [
        (Block("exclusive", (A, Block("exclusive", (B, C)))), 2),
        (Block("parallel", (A, Block("parallel", (B, C)))), 2),
        (Block("exclusive", (A, SILENT, SILENT)), 2),
        (Block("parallel", (A, SILENT)), 0),
        (Block("sequence", (SILENT, A, Block("exclusive", (B,)))), 0),
        (Block("inclusive", (A, Block("inclusive", (B, C)))), 4),
        (Block("loop", (SILENT, SILENT)), 0),
    ],
)
def test_neighbours_of_one_kind_fuse_and_idle_gateways_vanish(tree, n_gateways):
    found = elements(write_bpmn_of_tree(tree, "fused"))
    assert sum("Gateway" in line for line in found) == n_gateways
    assert Words(read_bpmn(write_bpmn_of_tree(Block("sequence", (D, tree)), "x")).net).up_to(4) == words_of_tree(
        Block("sequence", (D, tree)), 4
    )


@given(trees())
@settings(max_examples=120, deadline=None)
def test_a_written_tree_reads_back_with_the_words_of_the_tree(tree):
    labelled = Block("sequence", (Leaf("start"), tree))
    model = read_bpmn(write_bpmn_of_tree(labelled, "random"))
    assert Words(model.net).up_to(5) == words_of_tree(labelled, 5)
    assert not model.unfolded


@given(trees(("sequence", "exclusive", "parallel", "loop")))
@settings(max_examples=60, deadline=None)
def test_a_net_that_was_read_can_be_written_and_read_again(tree):
    net = read_bpmn(write_bpmn_of_tree(Block("sequence", (Leaf("start"), tree)), "random")).net
    again = read_bpmn(write_bpmn_of_net(net, "random")).net
    assert Words(again).equals(Words(net))


@given(trees())
@settings(max_examples=60, deadline=None)
def test_shapes_do_not_overlap_and_lines_end_on_their_borders(tree):
    assert_is_drawn_well(write_bpmn_of_tree(tree, "random"))


def assert_is_drawn_well(content: bytes) -> None:
    boxes, flows = shapes(content), lines(content)
    names = sorted(boxes)
    for number, first in enumerate(names):
        for second in names[number + 1 :]:
            a, b = boxes[first], boxes[second]
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (first, second)
    process = ElementTree.fromstring(content).find(f"{MODEL}process")
    assert process is not None
    drawn = process.findall(f"{MODEL}sequenceFlow")
    assert sorted(flows) == sorted(flow.get("id", "") for flow in drawn)
    for flow in drawn:
        points = flows[flow.get("id", "")]
        source, target = boxes[flow.get("sourceRef", "")], boxes[flow.get("targetRef", "")]
        assert points[0] in ((source[2], middle(source)[1]), (middle(source)[0], source[3]))
        assert points[-1] in ((target[0], middle(target)[1]), (middle(target)[0], target[3]))
        assert all(x >= 0 and y >= 0 for x, y in points)
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in zip(points, points[1:]))


def middle(box: tuple[int, int, int, int]) -> tuple[int, int]:
    return (box[0] + box[2]) // 2, (box[1] + box[3]) // 2


def test_the_file_has_what_drawing_tools_ask_for():
    root = ElementTree.fromstring(write_bpmn_of_tree(EXAMPLE, "Order <to> cash"))
    process, diagram = root.find(f"{MODEL}process"), root.find(f"{DI}BPMNDiagram")
    assert process is not None
    assert diagram is not None
    assert root.get("targetNamespace")
    assert root.get("exporter")
    assert (process.get("name"), process.get("isExecutable")) == ("Order <to> cash", "false")
    assert diagram[0].get("bpmnElement") == process.get("id")
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", identifier) for identifier in ids if identifier)
    for node in process:
        kinds = [child.tag[len(MODEL) :] for child in node]
        assert kinds == sorted(kinds), "incoming flows stand before outgoing ones"
    markers = [shape.get("isMarkerVisible") for shape in root.iter(f"{DI}BPMNShape")]
    assert markers.count("true") == 3


def test_the_same_model_gives_the_same_bytes():
    assert write_bpmn_of_tree(EXAMPLE, "x") == write_bpmn_of_tree(EXAMPLE, "x")
    net = read("or_pair").net
    assert write_bpmn_of_net(net, "x") == write_bpmn_of_net(net, "x")


@given(st.text(min_size=1, max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_label_can_be_written_and_is_read_back_but_for_what_xml_forbids(label):
    content = write_bpmn_of_tree(Block("sequence", (A, Leaf(label))), label)
    tasks = [node.get("name", "") for node in ElementTree.fromstring(content).iter(f"{MODEL}task")]
    kept = [(character, is_allowed_in_xml(ord(character))) for character in label]
    assert tasks == ["A", "".join(character if allowed else "\ufffd" for character, allowed in kept)]


def is_allowed_in_xml(code: int) -> bool:
    """The characters of XML 1.0, clause 2.2."""
    return code in (9, 10, 13) or 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000


def test_pm4py_opens_what_we_write():
    pm4py = pytest.importorskip("pm4py")
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "model.bpmn"
        path.write_bytes(write_bpmn_of_tree(EXAMPLE, "example"))
        net, initial, final = pm4py.convert_to_petri_net(pm4py.read_bpmn(str(path)))
    assert sorted(transition.label for transition in net.transitions if transition.label) == ["A", "B", "C", "D"]
    assert (sum(initial.values()), sum(final.values())) == (1, 1)


@pytest.mark.parametrize("name", ["BPIC2013-ClosedProblems", "BPIC2020-DomesticDeclarations", "M8"])
def test_a_real_net_can_be_shown_as_bpmn(name):
    net = read_pnml(real_file(f"models/{name}.pnml").read_bytes()).net
    content = write_bpmn_of_net(net, name)
    assert Words(read_bpmn(content).net).equals(Words(net))
    assert_is_drawn_well(content)


NOT_FREE_CHOICE = net_from_arcs(
    {"t": ("start", "A", "p q"), "u": ("p q", "B", "end"), "v": ("p", "C", "r"), "w": ("q r", "D", "end")}
)


@pytest.mark.parametrize(
    ("net", "problem"),
    [
        (NOT_FREE_CHOICE, "a choice depends on something BPMN cannot show"),
        (net_from_arcs({"t": ("start", "A", "p p"), "u": ("p p", "B", "end")}), "arc weights"),
        (net_from_arcs({"t": ("start", "A", "end p")}), "not a workflow net"),
        (net_from_arcs({"t": ("start", "A", "end"), "u": ("p", "B", "end")}), "not a workflow net"),
        (net_from_arcs({"t": ("start", "A", "p q"), "u": ("p", "B", "end"), "v": ("q", "C", "end")}), "leave tokens"),
        (net_from_arcs({"t": ("start", "A", "end"), "u": ("end", "B", "start")}), "not a workflow net"),
    ],
)
def test_a_net_that_bpmn_cannot_show_is_refused(net: PetriNet, problem: str):
    with pytest.raises(ModelError, match=problem) as refusal:
        write_bpmn_of_net(net, "x")
    assert (refusal.value.code, refusal.value.remedy) == ("E-draw", "Export PNML instead.")


def test_a_choice_behind_a_join_is_drawn_as_a_join_and_a_choice():
    net = net_from_arcs({"t": ("start", "A", "p q"), "u": ("p q", "B", "end"), "v": ("p q", "C", "end")})
    content = write_bpmn_of_net(net, "x")
    assert Words(read_bpmn(content).net).up_to(3) == {("A", "B"), ("A", "C")}


def test_a_hand_drawn_model_comes_back_with_our_layout():
    net = read_bpmn(hand_made("or_default.bpmn")).net
    assert Words(read_bpmn(write_bpmn_of_net(net, "x")).net).equals(Words(net))


@pytest.mark.parametrize(
    ("operator", "children"), [("choice", (A, B)), ("sequence", ()), ("loop", (A,))]
)
def test_a_block_that_means_nothing_cannot_exist(operator, children):
    with pytest.raises(ParameterError):
        Block(operator, children)


def test_trees_are_simplified_without_changing_their_words():
    tree = Block("sequence", (SILENT, Block("exclusive", (SILENT, SILENT, A)), Block("parallel", (SILENT, B))))
    assert simplify(tree) == Block("sequence", (Block("exclusive", (SILENT, A)), B))
