"""Turns pairs of link events into the sequence flows that they stand for."""
from __future__ import annotations

from process_mining.errors import shown
from process_mining.models.bpmn_elements import Content, Element, SequenceFlow
from process_mining.models.reference_model import refuse


def link_flows(content: Content) -> tuple[SequenceFlow, ...]:
    """Return one flow from every throwing link event to the catching one with the same link name in its scope.

    Raises
    ------
    ModelError
        ``E-link`` if no event, or more than one, catches a link.
    """
    catches = [element for element in content.elements if is_link_catch(element)]
    flows = []
    for throw in content.elements:
        if throw.tag != "intermediateThrowEvent" or not throw.has_trigger("link"):
            continue
        targets = [catch for catch in catches if _link_name(catch) == _link_name(throw)]
        if len(targets) != 1:
            found = "no link event catches" if not targets else f"{len(targets)} link events catch"
            raise refuse(
                "E-link",
                f"{found} the link {shown(_link_name(throw))} in the same scope",
                "Give each link exactly one catching event with the same link name, or draw a sequence flow instead.",
                throw.ref,
            )
        flows.append(SequenceFlow(f"link from {throw.id}", throw.id, targets[0].id))
    return tuple(flows)


def is_link_catch(element: Element) -> bool:
    """Tell whether an element is where a link arrives."""
    return element.tag == "intermediateCatchEvent" and element.has_trigger("link")


def _link_name(event: Element) -> str:
    return next(definition.code for definition in event.definitions if definition.kind == "link")
