"""Turns a Petri net into a PNML file that ProM, PM4Py and our own reader open."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from process_mining.models.xml_writing import xml_bytes, xml_text
from process_mining.petri_net import Arcs, Marking, PetriNet

_TYPE = "http://www.pnml.org/version-2009/grammar/pnmlcoremodel"


def write_pnml(net: PetriNet, name: str) -> bytes:
    """Return a net as a PNML file.

    Parameters
    ----------
    net : PetriNet
    name : str
        Name of the net.

    Returns
    -------
    bytes
        UTF-8. Ids are numbers in the order of the net, so the same net gives the same bytes. Silent transitions carry
        ProM's mark; final markings stand where ProM and PM4Py look for them.
    """
    root = ElementTree.Element("pnml")
    document = ElementTree.SubElement(root, "net", {"id": "net1", "type": _TYPE})
    _annotate(document, "name", name)
    page = ElementTree.SubElement(document, "page", {"id": "page1"})
    for place, place_name in enumerate(net.places):
        node = ElementTree.SubElement(page, "place", {"id": _place(place)})
        _annotate(node, "name", place_name)
        if net.initial_marking[place]:
            _annotate(node, "initialMarking", str(net.initial_marking[place]))
    for transition, label in enumerate(net.labels):
        node = ElementTree.SubElement(page, "transition", {"id": _transition(transition)})
        _annotate(node, "name", net.transitions[transition] if label is None else label)
        if label is None:
            mark = {"tool": "ProM", "version": "6.4", "activity": "$invisible$"}
            ElementTree.SubElement(node, "toolspecific", mark)
    for transition in range(net.n_transitions):
        _write_arcs(page, net.inputs[transition], transition, is_input=True)
        _write_arcs(page, net.outputs[transition], transition, is_input=False)
    block = ElementTree.SubElement(document, "finalmarkings")
    for marking in net.final_markings:
        _write_marking(block, marking)
    return xml_bytes(root)


def _place(number: int) -> str:
    return f"place{number + 1}"


def _transition(number: int) -> str:
    return f"transition{number + 1}"


def _annotate(node: ElementTree.Element, kind: str, text: str) -> None:
    annotation = ElementTree.SubElement(node, kind)
    ElementTree.SubElement(annotation, "text").text = xml_text(text)


def _write_arcs(page: ElementTree.Element, arcs: Arcs, transition: int, is_input: bool) -> None:
    for place, weight in arcs:
        ends = (_place(place), _transition(transition)) if is_input else (_transition(transition), _place(place))
        identifier = f"arc_{ends[0]}_{ends[1]}"
        arc = ElementTree.SubElement(page, "arc", {"id": identifier, "source": ends[0], "target": ends[1]})
        _annotate(arc, "inscription", str(weight))


def _write_marking(block: ElementTree.Element, marking: Marking) -> None:
    node = ElementTree.SubElement(block, "marking")
    for place, tokens in enumerate(marking):
        if tokens:
            entry = ElementTree.SubElement(node, "place", {"idref": _place(place)})
            ElementTree.SubElement(entry, "text").text = str(tokens)
