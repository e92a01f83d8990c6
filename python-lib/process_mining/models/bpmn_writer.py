"""Turns a process tree or a Petri net into a BPMN 2.0 file with a diagram that drawing tools open."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from process_mining.models.bpmn_parse import MODEL_NAMESPACE
from process_mining.models.drawing import END, EXCLUSIVE, START, TASK, Drawing
from process_mining.models.drawing_layout import Layout, lay_out
from process_mining.models.drawing_of_net import drawing_of_net
from process_mining.models.drawing_of_tree import drawing_of_tree
from process_mining.models.process_tree import Tree
from process_mining.models.xml_writing import xml_bytes, xml_text
from process_mining.petri_net import PetriNet

EXPORTER = "process-mining plugin for Dataiku DSS"
TARGET_NAMESPACE = "urn:dataiku:process-mining"

_NAMESPACES = {
    "bpmn": MODEL_NAMESPACE,
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
_PROCESS_ID = "process_1"


def write_bpmn_of_tree(tree: Tree, name: str) -> bytes:
    """Return a process tree as a BPMN 2.0 file.

    Parameters
    ----------
    tree : Tree
    name : str
        Name of the process.

    Returns
    -------
    bytes
        UTF-8, the same bytes for the same tree.
    """
    return _write(drawing_of_tree(tree), name)


def write_bpmn_of_net(net: PetriNet, name: str) -> bytes:
    """Return a free-choice workflow net as a BPMN 2.0 file.

    Parameters
    ----------
    net : PetriNet
    name : str
        Name of the process.

    Returns
    -------
    bytes
        UTF-8, the same bytes for the same net.

    Raises
    ------
    ModelError
        ``E-draw`` if BPMN cannot show the net.
    """
    return _write(drawing_of_net(net), name)


def _write(drawing: Drawing, name: str) -> bytes:
    ids = _ids(drawing)
    root = ElementTree.Element(
        "bpmn:definitions",
        {
            **{f"xmlns:{prefix}": uri for prefix, uri in _NAMESPACES.items()},
            "id": "definitions_1",
            "targetNamespace": TARGET_NAMESPACE,
            "exporter": EXPORTER,
            "exporterVersion": "1",
        },
    )
    _write_process(root, drawing, ids, name)
    _write_diagram(root, drawing, ids, lay_out(drawing))
    return xml_bytes(root)


def _ids(drawing: Drawing) -> list[str]:
    """Return an id for each shape: what it is and a number, never its label."""
    words = {START: "start", END: "end", TASK: "task"}
    counts: dict[str, int] = {}
    ids = []
    for shape in drawing.shapes:
        word = words.get(shape.kind, "gateway")
        counts[word] = counts.get(word, 0) + 1
        ids.append(f"{word}_{counts[word]}")
    return ids


def _write_process(root: ElementTree.Element, drawing: Drawing, ids: list[str], name: str) -> None:
    attributes = {"id": _PROCESS_ID, "name": xml_text(name), "isExecutable": "false"}
    process = ElementTree.SubElement(root, "bpmn:process", attributes)
    incoming: list[list[str]] = [[] for _ in ids]
    outgoing: list[list[str]] = [[] for _ in ids]
    for number, (source, target) in enumerate(drawing.flows, start=1):
        outgoing[source].append(f"flow_{number}")
        incoming[target].append(f"flow_{number}")
    for shape, identifier, arriving, leaving in zip(drawing.shapes, ids, incoming, outgoing):
        attributes = {"id": identifier}
        if shape.name:
            attributes["name"] = xml_text(shape.name)
        node = ElementTree.SubElement(process, f"bpmn:{shape.kind}", attributes)
        for kind, flows in (("incoming", arriving), ("outgoing", leaving)):
            for flow in flows:
                ElementTree.SubElement(node, f"bpmn:{kind}").text = flow
    for number, (source, target) in enumerate(drawing.flows, start=1):
        ends = {"sourceRef": ids[source], "targetRef": ids[target]}
        ElementTree.SubElement(process, "bpmn:sequenceFlow", {"id": f"flow_{number}", **ends})


def _write_diagram(root: ElementTree.Element, drawing: Drawing, ids: list[str], layout: Layout) -> None:
    diagram = ElementTree.SubElement(root, "bpmndi:BPMNDiagram", {"id": "diagram_1"})
    plane = ElementTree.SubElement(diagram, "bpmndi:BPMNPlane", {"id": "plane_1", "bpmnElement": _PROCESS_ID})
    for shape, identifier, bounds in zip(drawing.shapes, ids, layout.bounds):
        attributes = {"id": f"{identifier}_di", "bpmnElement": identifier}
        if shape.kind == EXCLUSIVE:
            # Without it the gateway is drawn as an empty diamond.
            attributes["isMarkerVisible"] = "true"
        node = ElementTree.SubElement(plane, "bpmndi:BPMNShape", attributes)
        sizes = {"x": bounds.x, "y": bounds.y, "width": bounds.width, "height": bounds.height}
        ElementTree.SubElement(node, "dc:Bounds", {key: str(size) for key, size in sizes.items()})
    for number, line in enumerate(layout.lines, start=1):
        attributes = {"id": f"flow_{number}_di", "bpmnElement": f"flow_{number}"}
        edge = ElementTree.SubElement(plane, "bpmndi:BPMNEdge", attributes)
        for x, y in line:
            ElementTree.SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})
