"""Turns the content of a BPMN process, sub-processes included, into nodes that pass tokens."""
from __future__ import annotations

from dataclasses import replace

from process_mining.models.bpmn_boundaries import boundary_of, event_starts_of
from process_mining.models.bpmn_compensation import compensation_steps, is_compensation_only
from process_mining.models.bpmn_elements import ACTIVITIES, SUB_PROCESSES, Content, Element
from process_mining.models.bpmn_links import is_link_catch, link_flows
from process_mining.models.bpmn_nodes import join_of, loop_of, split_of, throw_of
from process_mining.models.bpmn_reading import Reading
from process_mining.models.bpmn_visibility import is_one_activity
from process_mining.models.reference_model import refuse
from process_mining.models.token_flow import (
    NO_NODE,
    Activity,
    AnyOrder,
    Body,
    EachAtMostOnce,
    Flow,
    Node,
    Pass,
    Scope,
    Work,
    uncaught_throws,
)

MAX_DEPTH = 50

_REMOVE_THE_CYCLE = "Break the cycle of calls."


def build_scope(content: Content, reading: Reading) -> Scope:
    """Return a process as nodes and flows.

    Parameters
    ----------
    content : Content
        Content of the chosen process.
    reading : Reading
        Settings; collects warnings, visible elements and silent names.

    Returns
    -------
    Scope

    Raises
    ------
    ModelError
        ``E-link``, ``E-complex``, ``E-recursion``, and ``E-nocomplete`` if a scope cannot start.
    """
    return _ScopeBuilder(reading, (content,), (), depth=1, any_start_event=True).build()


def _takes_part(element: Element) -> bool:
    """Tell whether an element can run other than as compensation; an event sub-process without content cannot."""
    is_empty = element.content is None or not element.content.elements
    return not is_compensation_only(element) and not (element.is_event_sub_process and is_empty)


class _ScopeBuilder:
    """Builds one scope, and the scopes inside through builders of their own.

    Parameters
    ----------
    reading : Reading
    contents : tuple of Content
        The content of this scope, then of those around it as far as compensation reaches.
    calls : tuple of str
        Ids of the processes being expanded, outermost first.
    depth : int
        How many scopes this one is in, itself included.
    any_start_event : bool
        Whether start events with a trigger count beside none start events.
    """

    def __init__(
        self,
        reading: Reading,
        contents: tuple[Content, ...],
        calls: tuple[str, ...],
        depth: int,
        any_start_event: bool,
    ) -> None:
        if depth > MAX_DEPTH:
            problem = f"sub-processes and calls are nested more than {MAX_DEPTH} deep"
            raise refuse("E-limit", problem, "Read sub-processes as one activity.")
        self.reading, self.contents, self.calls, self.depth = reading, contents, calls, depth
        self.content, self.any_start_event = contents[0], any_start_event
        self.elements = [element for element in self.content.elements if _takes_part(element)]
        reading.count_elements(len(self.elements))
        self.numbers = {element.id: number for number, element in enumerate(self.elements)}
        self.drawn = [
            flow
            for flow in (*self.content.flows, *link_flows(self.content))
            if flow.source in self.numbers and flow.target in self.numbers
        ]
        self.flows = [Flow(flow.id, self.numbers[flow.source], self.numbers[flow.target]) for flow in self.drawn]

    def build(self) -> Scope:
        """Return the scope."""
        entries = self._entries()
        boundary_entries = {
            element.id: self._add_entry(element) for element in self.elements if element.tag == "boundaryEvent"
        }
        nodes = tuple(self._node(element, *ends) for element, ends in zip(self.elements, self._flow_ends()))
        scope = Scope(nodes, tuple(self.flows), entries)
        scope = self._with_boundaries(scope, boundary_entries)
        return self._with_event_sub_processes(scope)

    def _flow_ends(self) -> list[tuple[list[int], list[int]]]:
        """Return the numbers of the incoming and of the outgoing flows of each element."""
        ends: list[tuple[list[int], list[int]]] = [([], []) for _ in self.elements]
        for number, flow in enumerate(self.flows):
            ends[flow.target][0].append(number)
            if flow.source != NO_NODE:
                ends[flow.source][1].append(number)
        return ends

    def _add_entry(self, element: Element) -> int:
        self.flows.append(Flow(f"entry of {element.id}", NO_NODE, self.numbers[element.id]))
        return len(self.flows) - 1

    def _entries(self) -> tuple[tuple[int, ...], ...]:
        """Return the alternative starts; without start events everything that waits for nothing starts at once."""
        targets = {flow.target for flow in self.flows}
        first = [
            element
            for number, element in enumerate(self.elements)
            if number not in targets and element.tag != "boundaryEvent" and not element.is_event_sub_process
        ]
        starts = self._starts(first)
        if starts:
            started = {element.id for element in starts}
            for element in first:
                if element.id not in started and element.tag != "endEvent":
                    sentence = "no flow leads to it, so it never runs; nor does what only it leads to"
                    self.reading.warn("W-unreach", element.ref, sentence, "Connect it, or remove it.")
            return tuple((self._add_entry(element),) for element in starts)
        together = tuple(self._add_entry(element) for element in first if not is_link_catch(element))
        if not together:
            raise refuse(
                "E-nocomplete", "no run can begin: every element waits for another one", "Add a start event."
            )
        return (together,)

    def _starts(self, first: list[Element]) -> list[Element]:
        """Return the elements that start the scope on their own."""
        events = [element for element in first if element.tag == "startEvent"]
        plain = [element for element in events if not element.definitions]
        if plain and not self.any_start_event:
            return plain
        gateways = [element for element in first if element.tag == "eventBasedGateway"]
        return events + [gateway for gateway in gateways if gateway.is_instantiating]

    def _node(self, element: Element, incoming: list[int], outgoing: list[int]) -> Node:
        work, label = self._work(element)
        return Node(
            ref=element.ref,
            label=label,
            ids=(element.id,),
            join=join_of(element, len(incoming)),
            incoming=tuple(incoming),
            work=work,
            split=split_of(element, {number: self.drawn[number] for number in outgoing}, self.reading),
            throw=throw_of(element),
            seen_when_interrupted=self.reading.settings.interrupted_activity_logged and label is not None,
        )

    def _work(self, element: Element) -> tuple[Work, str | None]:
        """Return what an element does, and its label if that is one step."""
        if element.tag in ACTIVITIES:
            return self._activity_work(element)
        if element.tag.endswith("Gateway"):
            return Pass(), None
        steps = compensation_steps(element, self.contents, self.reading)
        return EachAtMostOnce(steps) if steps else Pass(), self.reading.event_label(element)

    def _activity_work(self, activity: Element) -> tuple[Work, str | None]:
        loop = loop_of(activity, self.reading)
        called = self.reading.processes.get(activity.called) if activity.tag == "callActivity" else None
        if called is not None and called.content.elements and self.reading.settings.calls == "expand":
            return Body(self._called_scope(activity, called.content), loop), None
        if called is not None:
            sentence = "the process that it calls is in the file; the call was read as one activity"
            self.reading.warn("W-call", activity.ref, sentence, "Set \"calls\" to expand to read its content.")
        is_box = is_one_activity(activity, self.reading.settings)
        if activity.tag not in SUB_PROCESSES or activity.content is None or is_box:
            return Pass(loop), self.reading.activity_label(activity)
        if activity.name:
            self.reading.frame_names.add(activity.name)
        return self._sub_process_work(activity, activity.content, loop), None

    def _sub_process_work(self, activity: Element, content: Content, loop: str) -> Work:
        """Return the content of a sub-process, or the block that allows at least as much."""
        is_parallel = activity.loop == "parallel" and self.reading.settings.mi_parallel == "any_order"
        if activity.tag == "adHocSubProcess":
            sentence = "it was read as any number of its activities, also none, in any order"
            self.reading.warn("W-adhoc", activity.ref, sentence)
            return AnyOrder(self._ordinary_steps(content), at_least_one=False)
        if is_parallel:
            sentence = "its parallel instances were read as any number of its activities in any order"
            self.reading.warn("W-mi", activity.ref, sentence, "Mark it as sequential if instances follow each other.")
            steps = self._ordinary_steps(content)
            return AnyOrder(steps, at_least_one=bool(steps) and not self.reading.settings.mi_zero)
        around = self.contents if activity.is_event_sub_process else ()
        return Body(self._inner(activity, content, around, self.calls).build(), loop)

    def _ordinary_steps(self, content: Content) -> tuple[Activity, ...]:
        return self.reading.steps_inside(tuple(element for element in content.elements if _takes_part(element)))

    def _inner(
        self, frame: Element, content: Content, around: tuple[Content, ...], calls: tuple[str, ...]
    ) -> _ScopeBuilder:
        any_start_event = frame.is_event_sub_process
        return _ScopeBuilder(self.reading, (content, *around), calls, self.depth + 1, any_start_event)

    def _called_scope(self, call: Element, content: Content) -> Scope:
        if call.called in self.calls:
            raise refuse("E-recursion", "the process that it calls calls itself", _REMOVE_THE_CYCLE, call.ref)
        return self._inner(call, content, (), (*self.calls, call.called)).build()

    def _with_boundaries(self, scope: Scope, entries: dict[str, int]) -> Scope:
        """Return the scope with its boundary events on their activities."""
        nodes = list(scope.nodes)
        events = [event for event in self.elements if event.id in entries and event.attached_to in self.numbers]
        attached: dict[int, list[int]] = {}
        for event in events:
            attached.setdefault(self.numbers[event.attached_to], []).append(entries[event.id])
        for event in events:
            host = self.numbers[event.attached_to]
            boundary = boundary_of(event, entries[event.id], nodes[host], scope, attached, self.reading)
            nodes[host] = replace(nodes[host], boundaries=(*nodes[host].boundaries, boundary))
        return replace(scope, nodes=tuple(nodes))

    def _with_event_sub_processes(self, scope: Scope) -> Scope:
        """Return the scope with the starts of its event sub-processes."""
        nodes = list(scope.nodes)
        ordinary = (node for node, element in zip(nodes, self.elements) if not element.is_event_sub_process)
        around = uncaught_throws(replace(scope, nodes=tuple(ordinary)))
        for number, element in enumerate(self.elements):
            node = nodes[number]
            if not element.is_event_sub_process or element.content is None or not isinstance(node.work, Body):
                continue
            starts = event_starts_of(element.content, node.work.scope, around, self.reading)
            only_thrown = all(start.catches is not None for start in starts)
            when = "only when what it waits for is thrown" if only_thrown else "at any time while its scope has work"
            self.reading.warn("W-evsub", element.ref, f"it was read as starting {when}")
            nodes[number] = replace(node, event_starts=starts)
        return replace(scope, nodes=tuple(nodes))
