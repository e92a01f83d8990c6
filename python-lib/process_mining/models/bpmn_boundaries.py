"""Turns boundary events and event sub-processes into what may interrupt or accompany an activity or a scope."""
from __future__ import annotations

from dataclasses import replace

from process_mining.models.bpmn_elements import Content, Element
from process_mining.models.bpmn_nodes import caught_by
from process_mining.models.bpmn_reading import Reading
from process_mining.models.reference_model import ElementRef
from process_mining.models.token_flow import (
    Body,
    Boundary,
    EventStart,
    Node,
    Scope,
    Throw,
    uncaught_throws,
)


def boundary_of(
    event: Element, entry: int, host: Node, scope: Scope, attached: dict[int, list[int]], reading: Reading
) -> Boundary:
    """Return what a boundary event does to the activity it sits on.

    Parameters
    ----------
    event : Element
        The boundary event.
    entry : int
        Its entry flow in the scope.
    host : Node
        The activity.
    scope : Scope
        Nodes and flows around it, boundary events as nodes of their own.
    attached : dict of int to list of int
        Entry flows of the boundary events on each node.
    reading : Reading
    """
    interrupts = event.is_interrupting or event.has_trigger("error") or event.has_trigger("cancel")
    inner = uncaught_throws(host.work.scope) if isinstance(host.work, Body) else []
    catches = _thrown_inside(event, inner, isinstance(host.work, Body), reading)
    boundary = Boundary(event.ref, entry, interrupts, catches)
    if interrupts or catches is not None:
        return boundary
    timer_once = event.has_trigger("timer") and not any(definition.repeats for definition in event.definitions)
    path = frozenset() if timer_once else closed_path(scope, attached, entry)
    how_often = "any number of times, one after the other," if path else "at most once"
    sentence = f"it was read as happening {how_often} while the activity runs"
    reading.warn("W-nonint", event.ref, sentence)
    return replace(boundary, at_most_once=not path, path=path)


def _thrown_inside(
    event: Element, inner: list[tuple[Throw, ElementRef]], has_content: bool, reading: Reading
) -> Throw | None:
    """Return what an event waits for if something inside throws it; None if it may come at any time."""
    catches = caught_by(event)
    if catches is None:
        return None
    if any(throw.is_caught_by(catches) for throw, _ in inner):
        return catches
    if has_content:
        sentence = f"nothing inside throws the {catches.kind} that it waits for; it was read as possible at any time"
        reading.warn("W-spont", event.ref, sentence, "Draw the event that throws it, if it should come only then.")
    return None


def closed_path(scope: Scope, attached: dict[int, list[int]], entry: int) -> frozenset[int]:
    """Return the flows of what follows an entry, if nothing else leads there and it ends by itself; else no flow.

    Ends that others share are allowed: there a token only disappears.
    """
    inside: set[int] = set()
    waiting = [entry]
    while waiting:
        flow = waiting.pop()
        if flow in inside:
            continue
        inside.add(flow)
        target = scope.flows[flow].target
        waiting.extend(scope.nodes[target].split.flows)
        waiting.extend(attached.get(target, ()))
    for flow in inside:
        node = scope.nodes[scope.flows[flow].target]
        is_end = not node.split.flows and node.throw is None
        if not is_end and not inside.issuperset(node.incoming):
            return frozenset()
    return frozenset(inside)


def event_starts_of(
    content: Content, scope: Scope, around: list[tuple[Throw, ElementRef]], reading: Reading
) -> tuple[EventStart, ...]:
    """Return the ways in which an event sub-process may start.

    Parameters
    ----------
    content : Content
        What it holds.
    scope : Scope
        The same, built; its entries are those of the start events.
    around : list of (Throw, ElementRef)
        What the ordinary nodes of the scope around it throw.
    reading : Reading
    """
    starts = {element.id: element for element in content.elements if element.tag == "startEvent"}
    found = []
    for entry in scope.entries:
        ids = [scope.nodes[scope.flows[flow].target].ref.id for flow in entry]
        event = starts.get(ids[0])
        if event is None:
            found.append(EventStart(entry, interrupts=True))
            continue
        interrupts = event.is_interrupting or event.has_trigger("error")
        found.append(EventStart(entry, interrupts, _thrown_inside(event, around, True, reading)))
    return tuple(found)




