"""The policy that the sample log is scored with: the activities of the simulation, in a drawing for any editor."""
from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest

from demo.sample_dataset import read_sample_text
from demo.showing import POLICY_FILE

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
Box = tuple[int, int, int, int]


@pytest.fixture(scope="module")
def policy() -> ElementTree.Element:
    return ElementTree.parse(POLICY_FILE).getroot()


def nodes(policy: ElementTree.Element) -> list[ElementTree.Element]:
    process = policy.find(f"{MODEL}process")
    assert process is not None
    return [node for node in process if node.tag not in (f"{MODEL}sequenceFlow", f"{MODEL}documentation")]


def boxes(policy: ElementTree.Element) -> dict[str, Box]:
    """Return left, top, right and bottom of every shape by its element."""
    found = {}
    for shape in policy.iter(f"{DI}BPMNShape"):
        bounds = shape.find(BOUNDS)
        assert bounds is not None
        left, top, width, height = (int(bounds.attrib[name]) for name in ("x", "y", "width", "height"))
        found[shape.attrib["bpmnElement"]] = (left, top, left + width, top + height)
    return found


def is_on_border(x: int, y: int, box: Box) -> bool:
    left, top, right, bottom = box
    return (x in (left, right) and top <= y <= bottom) or (y in (top, bottom) and left <= x <= right)


def test_its_tasks_are_the_activities_of_the_sample(policy: ElementTree.Element) -> None:
    tasks = {node.attrib["name"] for node in nodes(policy) if node.tag.endswith("Task")}
    assert tasks == {line.split(",")[1] for line in read_sample_text().splitlines()}


def test_everything_is_drawn_and_no_two_shapes_overlap(policy: ElementTree.Element) -> None:
    drawn = boxes(policy)
    assert set(drawn) == {node.attrib["id"] for node in nodes(policy)}
    for (one, a), (other, b) in combinations(drawn.items(), 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1], (one, other)


def test_every_flow_runs_in_right_angles_from_its_source_to_its_target(policy: ElementTree.Element) -> None:
    drawn = boxes(policy)
    edges = {edge.attrib["bpmnElement"]: edge for edge in policy.iter(f"{DI}BPMNEdge")}
    flows = {flow.attrib["id"]: flow.attrib for flow in policy.iter(f"{MODEL}sequenceFlow")}
    assert set(edges) == set(flows)
    for name, flow in flows.items():
        points = [(int(point.attrib["x"]), int(point.attrib["y"])) for point in edges[name].iter(WAYPOINT)]
        assert is_on_border(*points[0], drawn[flow["sourceRef"]]), name
        assert is_on_border(*points[-1], drawn[flow["targetRef"]]), name
        assert all(a == c or b == d for (a, b), (c, d) in zip(points, points[1:])), name


def test_incoming_and_outgoing_flows_are_those_of_the_flows(policy: ElementTree.Element) -> None:
    for kind, end in (("outgoing", "sourceRef"), ("incoming", "targetRef")):
        said = {(node.attrib["id"], flow.text) for node in nodes(policy) for flow in node.findall(f"{MODEL}{kind}")}
        assert said == {(flow.attrib[end], flow.attrib["id"]) for flow in policy.iter(f"{MODEL}sequenceFlow")}
