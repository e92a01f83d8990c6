"""Turns the XML tree of a BPMN 2.0 file into typed processes, and refuses broken structure."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from process_mining.errors import shown
from process_mining.models.bpmn_elements import (
    ACTIVITIES,
    FLOW_NODES,
    SUB_PROCESSES,
    Content,
    Element,
    EventDefinition,
    Process,
    SequenceFlow,
    all_elements,
    kind_in_words,
)
from process_mining.models.labels import normalise_label
from process_mining.models.reference_model import ElementRef, refuse

MODEL_NAMESPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"

_PREFIX = f"{{{MODEL_NAMESPACE}}}"
_MEND = "Mend it in the drawing tool and export the file again."
_EXPORT = "Export the model as BPMN 2.0 XML (not XPDL, Visio, JSON or BPMN 1.x) and use that file."
_TRUE = ("true", "1")


def parse_processes(root: ElementTree.Element) -> tuple[Process, ...]:
    """Return every process of a BPMN 2.0 file, in file order.

    Parameters
    ----------
    root : xml.etree.ElementTree.Element
        Root of the document.

    Returns
    -------
    tuple of Process

    Raises
    ------
    ModelError
        ``E-format`` if the root is not BPMN 2.0, ``E-id``, ``E-flow``, ``E-start`` or ``E-quantity`` if the structure
        is broken, ``E-size`` for endless names.
    """
    if root.tag != f"{_PREFIX}definitions":
        raise refuse("E-format", f"its root element is {shown(root.tag)}, not BPMN 2.0 definitions", _EXPORT)
    pool_names = {
        _local(pool.get("processRef", "")): normalise_label(pool.get("name", ""))
        for collaboration in _children(root, "collaboration")
        for pool in _children(collaboration, "participant")
    }
    parse = _ContentParser(_codes(root))
    processes = tuple(
        Process(
            id=process.get("id", ""),
            name=normalise_label(process.get("name", "")),
            pool_name=pool_names.get(process.get("id", ""), ""),
            content=parse.content(process),
        )
        for process in _children(root, "process")
    )
    _refuse_repeated_process_ids(processes)
    return processes


def _children(parent: ElementTree.Element, *names: str) -> list[ElementTree.Element]:
    """Return the children of BPMN's own namespace with one of these local names."""
    wanted = {_PREFIX + name for name in names}
    return [child for child in parent if child.tag in wanted]


def _local(qualified: str) -> str:
    """Return what follows the colon of a qualified name."""
    return qualified.strip().rpartition(":")[2]


def _codes(root: ElementTree.Element) -> dict[str, str]:
    """Return the codes of the errors and escalations that the file declares, by id."""
    coded = {child.get("id", ""): child.get("errorCode", "") for child in _children(root, "error")}
    coded.update({child.get("id", ""): child.get("escalationCode", "") for child in _children(root, "escalation")})
    return coded


def _refuse_repeated_process_ids(processes: tuple[Process, ...]) -> None:
    seen: set[str] = set()
    for process in processes:
        if process.id in seen:
            raise refuse("E-id", f"two processes have the id {shown(process.id)}", _MEND)
        seen.add(process.id)


class _ContentParser:
    """Reads scopes one after the other, and remembers the ids of the whole file."""

    def __init__(self, codes: dict[str, str]) -> None:
        self.codes, self.ids = codes, set[str]()

    def content(self, scope: ElementTree.Element) -> Content:
        """Return the flow nodes and flows of one scope, scopes inside included."""
        elements = tuple(self._element(child) for child in scope if _flow_node_name(child))
        flows = tuple(
            self._flow(child, number) for number, child in enumerate(_children(scope, "sequenceFlow"), start=1)
        )
        associations = tuple(
            (child.get("sourceRef", ""), child.get("targetRef", "")) for child in _children(scope, "association")
        )
        content = Content(elements, flows, associations)
        _refuse_broken_flows(content)
        _refuse_broken_attachments(content)
        return content

    def _element(self, child: ElementTree.Element) -> Element:
        tag = _flow_node_name(child)
        ref = ElementRef(normalise_label(child.get("name", "")), kind_in_words(tag), child.get("id", ""))
        self._claim(ref)
        quantity = _quantity(child, ref)
        interrupts = child.get("cancelActivity" if tag == "boundaryEvent" else "isInterrupting", "true")
        return Element(
            id=ref.id,
            name=ref.name,
            tag=tag,
            definitions=self._definitions(child, ref.name),
            default_flow=child.get("default", ""),
            attached_to=_local(child.get("attachedToRef", "")),
            is_interrupting=interrupts in _TRUE,
            loop=_loop(child),
            is_for_compensation=child.get("isForCompensation") in _TRUE,
            is_event_sub_process=child.get("triggeredByEvent") in _TRUE,
            is_instantiating=child.get("instantiate") in _TRUE,
            starts_all=child.get("eventGatewayType") == "Parallel",
            called=_local(child.get("calledElement", "")),
            quantity=quantity,
            content=self.content(child) if tag in SUB_PROCESSES else None,
        )

    def _definitions(self, event: ElementTree.Element, event_name: str) -> tuple[EventDefinition, ...]:
        found = []
        for child in event:
            if child.tag.startswith(_PREFIX) and child.tag.endswith("EventDefinition"):
                kind = child.tag[len(_PREFIX) : -len("EventDefinition")]
                found.append(EventDefinition(kind, self._code(child, kind, event_name), _is_cycle(child)))
        return tuple(found)

    def _code(self, definition: ElementTree.Element, kind: str, event_name: str) -> str:
        """Return what makes two definitions of one kind equal or different."""
        if kind == "link":
            return normalise_label(definition.get("name", "")) or event_name
        if kind == "compensate":
            return _local(definition.get("activityRef", ""))
        return self.codes.get(_local(definition.get(f"{kind}Ref", "")), "")

    def _flow(self, child: ElementTree.Element, number: int) -> SequenceFlow:
        flow_id = child.get("id", "") or f"flow {number}"
        ref = ElementRef(normalise_label(child.get("name", "")), "sequence flow", flow_id)
        if child.get("id"):
            self._claim(ref)
        source, target = _local(child.get("sourceRef", "")), _local(child.get("targetRef", ""))
        if not source or not target:
            raise refuse("E-flow", "it has no source or no target", _MEND, ref)
        return SequenceFlow(flow_id, source, target, bool(_children(child, "conditionExpression")))

    def _claim(self, ref: ElementRef) -> None:
        """Refuse an element without id, or with the id of another."""
        if not ref.id:
            raise refuse("E-id", "it has no id", _MEND, ref)
        if ref.id in self.ids:
            raise refuse("E-id", "another element of the file has the same id", _MEND, ref)
        self.ids.add(ref.id)


def _flow_node_name(child: ElementTree.Element) -> str:
    """Return the local name of a flow node; empty for everything else."""
    name = child.tag[len(_PREFIX) :] if child.tag.startswith(_PREFIX) else ""
    return name if name in FLOW_NODES else ""


def _quantity(activity: ElementTree.Element, ref: ElementRef) -> str:
    """Return how many tokens an activity waits for and gives; refuse it if these differ."""
    waits_for, gives = (activity.get(name, "1").strip() for name in ("startQuantity", "completionQuantity"))
    if waits_for != gives:
        problem = f"it waits for {shown(waits_for)} tokens and gives {shown(gives)}; only 1 and 1 can be read"
        raise refuse("E-quantity", problem, "Set startQuantity and completionQuantity to 1 in the drawing tool.", ref)
    return gives


def _loop(activity: ElementTree.Element) -> str:
    for marker in _children(activity, "standardLoopCharacteristics"):
        return "while" if marker.get("testBefore") in _TRUE else "until"
    for marker in _children(activity, "multiInstanceLoopCharacteristics"):
        return "sequential" if marker.get("isSequential") in _TRUE else "parallel"
    return ""


def _is_cycle(definition: ElementTree.Element) -> bool:
    return bool(_children(definition, "timeCycle"))


def _refuse_broken_flows(content: Content) -> None:
    """Refuse flows whose ends are not in the same scope, or that enter or leave where none may."""
    by_id = {element.id: element for element in content.elements}
    for flow in content.flows:
        ref = ElementRef("", "sequence flow", flow.id)
        for end in (flow.source, flow.target):
            if end not in by_id:
                raise refuse("E-flow", f"its end {shown(end)} is not an element of the same scope", _MEND, ref)
        source, target = by_id[flow.source], by_id[flow.target]
        if target.tag == "startEvent":
            raise refuse("E-start", "a sequence flow leads into a start event", _MEND, target.ref)
        if target.tag == "boundaryEvent":
            raise refuse("E-flow", "a sequence flow leads into a boundary event", _MEND, target.ref)
        if source.tag == "endEvent":
            raise refuse("E-flow", "a sequence flow leaves an end event", _MEND, source.ref)
        for element in (source, target):
            if element.is_event_sub_process:
                raise refuse("E-flow", "a sequence flow touches an event sub-process", _MEND, element.ref)


def _refuse_broken_attachments(content: Content) -> None:
    """Refuse boundary events that sit on nothing that can be interrupted."""
    hosts = {element.id for element in content.elements if element.tag in ACTIVITIES}
    for element in content.elements:
        if element.tag == "boundaryEvent" and element.attached_to not in hosts:
            problem = f"it is attached to {shown(element.attached_to)}, which is no activity of the same scope"
            raise refuse("E-flow", problem, _MEND, element.ref)


def activities_called(processes: tuple[Process, ...]) -> set[str]:
    """Return the ids that the call activities of a file call."""
    return {
        element.called for process in processes for element in all_elements(process.content) if element.called
    }
