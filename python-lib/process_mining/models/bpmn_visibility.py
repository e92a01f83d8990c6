"""Says which elements of a BPMN model stand for an activity of the log."""
from __future__ import annotations

from collections.abc import Set

from process_mining.models.bpmn_elements import ACTIVITIES, EVENTS, SUB_PROCESSES, Element
from process_mining.models.bpmn_settings import BpmnSettings


def is_visible_activity(element: Element) -> bool:
    """Tell whether an element is an activity that a log can show: a named one that is not a frame around others."""
    has_content = element.content is not None and bool(element.content.elements)
    return element.tag in ACTIVITIES and bool(element.name) and not has_content


def event_label(element: Element, settings: BpmnSettings, log_activities: Set[str]) -> str | None:
    """Return the label of an event, or None where it is silent.

    Parameters
    ----------
    element : Element
        A start, end, intermediate or boundary event.
    settings : BpmnSettings
    log_activities : set of str
        Normalised activities of the log.
    """
    if element.tag not in EVENTS or not element.name or settings.visible_events == "never":
        return None
    if settings.visible_events == "in_log" and element.name not in log_activities:
        return None
    return element.name


def is_one_activity(element: Element, settings: BpmnSettings) -> bool:
    """Tell whether a sub-process is read as one activity: an empty box, or any box if the settings say so."""
    if element.tag not in SUB_PROCESSES or element.is_event_sub_process:
        return False
    is_empty = element.content is None or not element.content.elements
    return is_empty or settings.sub_processes == "one_activity"
