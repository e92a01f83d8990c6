"""Turns a PNML file, in the dialects that tools write, into a reference model."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

from process_mining.errors import shown, shown_names
from process_mining.models.labels import normalise_label
from process_mining.models.pnml_findings import report_soundness
from process_mining.models.reference_model import ElementRef, ModelWarning, ReferenceModel, refuse
from process_mining.models.xml_safety import read_xml
from process_mining.petri_net import Arcs, Marking, PetriNet

MAX_TOKENS = 1_000
MAX_MARKING_CELLS = 5_000_000

_EXPORT = "Export the model as PNML (a place/transition net) and use that file."
_MEND = "Mend it in the tool that made it and export the file again."
_SET_MARKING = "Set the marking in the tool that made the file, or leave exactly one place without {} arcs."


def read_pnml(content: bytes, name: str = "") -> ReferenceModel:
    """Return the reference model of a PNML file with one place/transition net.

    Parameters
    ----------
    content : bytes
        The file. Pages may be nested; what tools add for themselves is ignored.
    name : str
        How the model is to be called; empty for the name of the net.

    Returns
    -------
    ReferenceModel
        The label of a transition is its name. A transition is silent if it has no name, or if the tool marked it so.
        Final markings are those of the file (of the net, or of its places), else one token in the one place that
        nothing leaves.

    Raises
    ------
    ModelError
        ``E-format``, ``E-dtd``, ``E-size``, ``E-empty``, ``E-choose``, ``E-id``, ``E-flow``, ``E-arc``, ``E-marking``,
        ``E-nolabel`` or ``E-nocomplete``.
    """
    root = read_xml(content, "PNML")
    if _local(root) != "pnml":
        raise refuse("E-format", f"its root element is {shown(root.tag)}, not pnml", _EXPORT)
    nets = _children(root, "net")
    if len(nets) != 1:
        code, problem = ("E-choose", f"the file holds {len(nets)} nets") if nets else ("E-empty", "it holds no net")
        raise refuse(code, problem, "Use a file with exactly one net.")
    parsed = _NetParser(nets[0])
    net = parsed.net()
    if not net.visible_labels:
        raise refuse("E-nolabel", "it has no named transition, so it says nothing", "Name the transitions.")
    visible = tuple(
        ElementRef(label, "transition", ids[0]) for label, ids in zip(net.labels, net.elements) if label is not None
    )
    warnings = (*parsed.warnings, *report_soundness(net))
    return ReferenceModel(name or parsed.name or "Petri net", net, warnings, visible)


class _NetParser:
    """Reads places, transitions and arcs of one net, page by page."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.root, self.name = root, normalise_label(_text(root, "name"))
        self.warnings: list[ModelWarning] = []
        nodes = list(_inside_pages(root))
        self.places = self._by_id(node for node in nodes if _local(node) == "place")
        self.transitions = self._by_id(node for node in nodes if _local(node) == "transition")
        self.arcs = [node for node in nodes if _local(node) == "arc"]
        self.same_as = {
            node.get("id", ""): node.get("ref", "")
            for node in nodes
            if _local(node) in ("referencePlace", "referenceTransition")
        }
        repeated = set(self.places) & set(self.transitions)
        if repeated:
            raise refuse("E-id", f"a place and a transition have the id {shown_names(sorted(repeated)[:1])}", _MEND)
        if not self.places or not self.transitions:
            raise refuse("E-empty", "it has no places or no transitions", "Draw a net first.")
        self.place_numbers = {identifier: number for number, identifier in enumerate(self.places)}

    def net(self) -> PetriNet:
        """Return the net."""
        inputs, outputs = self._arcs()
        labels = tuple(self._label(identifier, node) for identifier, node in self.transitions.items())
        return PetriNet(
            places=tuple(_name(node) or identifier for identifier, node in self.places.items()),
            transitions=tuple(_name(node) or identifier for identifier, node in self.transitions.items()),
            labels=labels,
            elements=tuple((identifier,) if label else () for identifier, label in zip(self.transitions, labels)),
            inputs=inputs,
            outputs=outputs,
            initial_marking=self._initial_marking(outputs),
            final_markings=self._final_markings(inputs),
        )

    def _by_id(self, nodes: Iterator[ElementTree.Element]) -> dict[str, ElementTree.Element]:
        found: dict[str, ElementTree.Element] = {}
        for node in nodes:
            identifier = node.get("id", "")
            ref = ElementRef(_name(node), _local(node), identifier)
            if not identifier or identifier in found:
                raise refuse("E-id", "it has no id" if not identifier else "another one has the same id", _MEND, ref)
            found[identifier] = node
        return found

    def _label(self, identifier: str, transition: ElementTree.Element) -> str | None:
        """Return the label of a transition; None if it has no name or its tool calls it invisible."""
        if any(tool.get("activity") == "$invisible$" for tool in _children(transition, "toolspecific")):
            return None
        name = _name(transition)
        if name in ("tau", "τ"):
            ref = ElementRef(name, "transition", identifier)
            self.warnings.append(ModelWarning("I-tau", ref, "it was read as silent because of its name", ""))
            return None
        return name or None

    def _resolve(self, identifier: str, arc: ElementRef) -> str:
        """Return the id of the node that an end of an arc means, through references between pages."""
        seen: set[str] = set()
        while identifier in self.same_as and identifier not in seen:
            seen.add(identifier)
            identifier = self.same_as[identifier]
        if identifier not in self.places and identifier not in self.transitions:
            raise refuse("E-flow", f"its end {shown(identifier)} is no place and no transition", _MEND, arc)
        return identifier

    def _arcs(self) -> tuple[tuple[Arcs, ...], tuple[Arcs, ...]]:
        """Return for each transition what it takes and gives; arcs between the same nodes add up."""
        taken: dict[str, dict[int, int]] = {identifier: {} for identifier in self.transitions}
        given: dict[str, dict[int, int]] = {identifier: {} for identifier in self.transitions}
        for arc in self.arcs:
            ref = ElementRef("", "arc", arc.get("id", ""))
            source, target = (self._resolve(arc.get(end, ""), ref) for end in ("source", "target"))
            kind = _text(arc, "arctype") or _text(arc, "type") or "normal"
            if kind != "normal":
                problem = f"it is of type {shown(kind)}; only normal arcs can be read"
                raise refuse("E-arc", problem, "Model it with normal arcs.", ref)
            if (source in self.places) == (target in self.places):
                raise refuse("E-flow", "it joins two places or two transitions", _MEND, ref)
            side, transition, place = (taken, target, source) if source in self.places else (given, source, target)
            number = self.place_numbers[place]
            side[transition][number] = side[transition].get(number, 0) + _count(arc, "inscription", 1, ref)
        return _sorted_arcs(taken), _sorted_arcs(given)

    def _initial_marking(self, outputs: tuple[Arcs, ...]) -> Marking:
        marking = self._marking_of_places("initialMarking")
        if any(marking):
            return marking
        return self._only_place("initial", "incoming", {place for arcs in outputs for place, _ in arcs})

    def _final_markings(self, inputs: tuple[Arcs, ...]) -> tuple[Marking, ...]:
        """Return the final markings of the net, else of its places, else the one sink place."""
        listed = [
            marking
            for block in self.root.iter()
            if _local(block).lower() == "finalmarkings"
            for marking in _children(block, "marking")
        ]
        if len(listed) * len(self.places) > MAX_MARKING_CELLS:
            raise refuse("E-size", f"it has {len(listed):,} final markings of {len(self.places):,} places", _MEND)
        markings = [*map(self._listed_marking, listed), self._marking_of_places("finalMarking")]
        found = [marking for marking in markings if any(marking)]
        if found:
            return tuple(dict.fromkeys(found))
        return (self._only_place("final", "outgoing", {place for arcs in inputs for place, _ in arcs}),)

    def _listed_marking(self, marking: ElementTree.Element) -> Marking:
        tokens = [0] * len(self.places)
        for entry in _children(marking, "place"):
            ref = ElementRef("", "final marking", entry.get("idref", ""))
            place = self._resolve(entry.get("idref", ""), ref)
            if place not in self.places:
                raise refuse("E-marking", "it names a transition, not a place", _MEND, ref)
            tokens[self.place_numbers[place]] += _number(_text_here(entry), 0, ref)
        return tuple(tokens)

    def _marking_of_places(self, kind: str) -> Marking:
        return tuple(
            _count(place, kind, 0, ElementRef(_name(place), "place", identifier))
            for identifier, place in self.places.items()
        )

    def _only_place(self, kind: str, direction: str, touched: set[int]) -> Marking:
        """Return one token in the one place that no arc touches on that side."""
        alone = [number for number in range(len(self.places)) if number not in touched]
        if len(alone) == 1:
            return tuple(int(number == alone[0]) for number in range(len(self.places)))
        problem = f"it has no {kind} marking, and {len(alone)} places without {direction} arcs"
        raise refuse("E-marking", problem, _SET_MARKING.format(direction))


def _local(node: ElementTree.Element) -> str:
    """Return the name of an XML element without its namespace: tools disagree about that of PNML."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _children(node: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [child for child in node if _local(child) == name]


def _inside_pages(node: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the children of a net and of its pages, in file order."""
    for child in node:
        if _local(child) == "page":
            yield from _inside_pages(child)
        else:
            yield child


def _text_here(node: ElementTree.Element) -> str:
    """Return the annotation of a node: the content of its text (or, in old files, value) child."""
    for child in node:
        if _local(child) in ("text", "value"):
            return (child.text or "").strip()
    return (node.text or "").strip()


def _text(node: ElementTree.Element, annotation: str) -> str:
    for child in _children(node, annotation):
        return _text_here(child)
    return ""


def _name(node: ElementTree.Element) -> str:
    return normalise_label(_text(node, "name"))


def _count(node: ElementTree.Element, annotation: str, default: int, ref: ElementRef) -> int:
    return _number(_text(node, annotation), default, ref)


def _number(text: str, default: int, ref: ElementRef) -> int:
    """Return a number of tokens as written in the file."""
    if not text:
        return default
    if not text.isdecimal() or len(text) > 9 or not default <= int(text) <= MAX_TOKENS:
        problem = f"{shown(text)} is not a whole number of tokens from {default} to {MAX_TOKENS:,}"
        raise refuse("E-format", problem, "Use a place/transition net with plain tokens, not a high-level one.", ref)
    return int(text)


def _sorted_arcs(sides: dict[str, dict[int, int]]) -> tuple[Arcs, ...]:
    return tuple(tuple(sorted(weights.items())) for weights in sides.values())
