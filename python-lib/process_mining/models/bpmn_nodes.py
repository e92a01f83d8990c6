"""Turns one BPMN element into how it waits, what it throws and how it splits."""
from __future__ import annotations

from process_mining.models.bpmn_elements import ACTIVITIES, Element, SequenceFlow
from process_mining.models.bpmn_reading import Reading
from process_mining.models.reference_model import refuse
from process_mining.models.token_flow import (
    JOIN_ALL,
    JOIN_EACH,
    JOIN_INCLUSIVE,
    ONCE,
    ONE_OR_MORE,
    SPLIT_ALL,
    SPLIT_ONE,
    SPLIT_SOME,
    ZERO_OR_MORE,
    Split,
    Throw,
)

THROWN_KINDS = ("error", "escalation", "cancel")

_INCLUSIVE = ("inclusiveGateway", "complexGateway")


def join_of(element: Element, n_incoming: int) -> str:
    """Return how an element waits for tokens.

    Raises
    ------
    ModelError
        ``E-complex`` for a complex gateway with several incoming flows: what it waits for depends on data.
    """
    if element.tag == "parallelGateway":
        return JOIN_ALL
    if element.tag == "complexGateway" and n_incoming > 1:
        raise refuse(
            "E-complex",
            "it joins flows by a condition on data, which the log does not have",
            "Use an inclusive or a parallel gateway.",
            element.ref,
        )
    return JOIN_INCLUSIVE if element.tag in _INCLUSIVE and n_incoming > 1 else JOIN_EACH


def split_of(element: Element, outgoing: dict[int, SequenceFlow], reading: Reading) -> Split:
    """Return which flows get a token when an element is done.

    Parameters
    ----------
    element : Element
    outgoing : dict of int to SequenceFlow
        Outgoing flows by number.
    reading : Reading
        Collects warnings about splits that no gateway shows.
    """
    flows = tuple(outgoing)
    default = next((number for number, flow in outgoing.items() if flow.id == element.default_flow), None)
    if element.tag == "parallelGateway" or (element.tag == "eventBasedGateway" and element.starts_all):
        return Split(SPLIT_ALL, flows)
    if element.tag in ("exclusiveGateway", "eventBasedGateway"):
        return Split(SPLIT_ONE, flows)
    if element.tag in _INCLUSIVE:
        if element.tag == "complexGateway":
            sentence = "it was read as an inclusive gateway: any of its flows, at least one"
            reading.warn("W-complex", element.ref, sentence)
        return Split(SPLIT_SOME, flows, default=default)
    return _implicit_split(element, outgoing, default, reading)


def _implicit_split(
    element: Element, outgoing: dict[int, SequenceFlow], default: int | None, reading: Reading
) -> Split:
    """Return the split of an activity or event; only flows out of activities may have conditions."""
    flows = tuple(outgoing)
    has_conditions = element.tag in ACTIVITIES
    always = tuple(
        number
        for number, flow in outgoing.items()
        if number != default and not (flow.is_conditional and has_conditions)
    )
    if len(always) > 1:
        one = reading.settings.implicit_split == "one"
        sentence = f"{len(always)} flows leave it without a gateway; {'one' if one else 'all'} of them are taken"
        reading.warn("W-split", element.ref, sentence, "Draw a gateway that says which.")
        if one:
            return Split(SPLIT_ONE, flows)
    if len(always) == len(flows):
        return Split(SPLIT_ALL, flows)
    return Split(SPLIT_SOME, flows, always, default)


def throw_of(event: Element) -> Throw | None:
    """Return what an event throws or ends; None for all events that only pass a token on."""
    if event.tag not in ("endEvent", "intermediateThrowEvent"):
        return None
    for definition in event.definitions:
        if definition.kind == "terminate" or definition.kind in THROWN_KINDS:
            return Throw(definition.kind, definition.code)
    return None


def caught_by(event: Element) -> Throw | None:
    """Return what a boundary or start event waits for, if all it waits for is thrown by elements of the model."""
    kinds = {definition.kind for definition in event.definitions}
    if not kinds or not kinds <= set(THROWN_KINDS):
        return None
    return Throw(event.definitions[0].kind, event.definitions[0].code)


def loop_of(activity: Element, reading: Reading) -> str:
    """Return how often an activity may repeat."""
    if activity.loop in ("sequential", "parallel"):
        return ZERO_OR_MORE if reading.settings.mi_zero else ONE_OR_MORE
    return {"until": ONE_OR_MORE, "while": ZERO_OR_MORE}.get(activity.loop, ONCE)
