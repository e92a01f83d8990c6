"""Finds which activities may undo what was done, for every event that asks for compensation."""
from __future__ import annotations

from process_mining.models.bpmn_elements import Content, Element, all_elements
from process_mining.models.bpmn_reading import Reading
from process_mining.models.token_flow import Activity


def is_compensation_only(element: Element) -> bool:
    """Tell whether an element has no meaning besides compensation: handlers, their events, their sub-processes."""
    if element.is_for_compensation:
        return True
    if element.tag == "boundaryEvent":
        return element.has_trigger("compensate")
    if not element.is_event_sub_process or element.content is None:
        return False
    starts = [inner for inner in element.content.elements if inner.tag == "startEvent"]
    return bool(starts) and all(start.has_trigger("compensate") for start in starts)


def compensation_steps(event: Element, scopes: tuple[Content, ...], reading: Reading) -> tuple[Activity, ...] | None:
    """Return the steps that an event may cause by asking for compensation; None if it does not ask.

    Parameters
    ----------
    event : Element
        Any event. A cancel end event asks for compensation of its whole transaction.
    scopes : tuple of Content
        Where compensation may reach: the event's own scope first.
    reading : Reading

    Returns
    -------
    tuple of Activity or None
    """
    if event.tag not in ("intermediateThrowEvent", "endEvent"):
        return None
    wanted = [definition.code for definition in event.definitions if definition.kind == "compensate"]
    if not wanted and not event.has_trigger("cancel"):
        return None
    handlers = _handlers_of(wanted[0], scopes) if wanted and wanted[0] else _handlers_in(scopes)
    if handlers:
        sentence = "what it compensates was read as: each compensation activity once or not at all, in any order"
        reading.warn("W-comp", event.ref, sentence)
    return reading.steps_inside(tuple(handlers))


def _handlers_in(scopes: tuple[Content, ...]) -> list[Element]:
    found = [element for scope in scopes for element in all_elements(scope) if element.is_for_compensation]
    return list({element.id: element for element in found}.values())


def _handlers_of(activity: str, scopes: tuple[Content, ...]) -> list[Element]:
    """Return the handlers inside a sub-process, or those tied to an activity through its compensation event."""
    elements = {element.id: element for scope in scopes for element in all_elements(scope)}
    host = elements.get(activity)
    if host is not None and host.content is not None and host.content.elements:
        return _handlers_in((host.content,))
    events = {element.id for element in elements.values() if element.attached_to == activity}
    contents = [*scopes, *(element.content for element in elements.values() if element.content is not None)]
    tied = {target for content in contents for source, target in content.associations if source in events}
    return [element for element in elements.values() if element.id in tied and element.is_for_compensation]
