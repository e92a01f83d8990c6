"""What is known and what is collected while one process of a BPMN file is read."""
from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, field

from process_mining.models.bpmn_elements import Element, Process
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.bpmn_visibility import event_label, is_one_activity
from process_mining.models.reference_model import ElementRef, ModelWarning, refuse
from process_mining.models.token_flow import Activity

MAX_ELEMENTS = 20_000


@dataclass
class Reading:
    """The settings, the other processes of the file, and what was found so far.

    Parameters
    ----------
    settings : BpmnSettings
    log_activities : set of str
        Normalised activities of the log.
    processes : dict of str to Process
        All processes of the file, by id.
    found : dict of ModelWarning
        Warnings in the order found; the same finding about the same element stands once.
    visible : dict of str to ElementRef
        Elements with a label, by id, in the order found.
    silent_names, frame_names : set of str
        Names of events that were read as silent, and of sub-processes that were read as their content.
    n_elements : int
        Elements built so far; a process that is called twice counts twice.
    """

    settings: BpmnSettings
    log_activities: Set[str]
    processes: dict[str, Process]
    found: dict[ModelWarning, None] = field(default_factory=dict)
    visible: dict[str, ElementRef] = field(default_factory=dict)
    silent_names: set[str] = field(default_factory=set)
    frame_names: set[str] = field(default_factory=set)
    n_elements: int = 0

    def count_elements(self, more: int) -> None:
        """Refuse a model that grows without measure because its processes call each other again and again."""
        self.n_elements += more
        if self.n_elements > MAX_ELEMENTS:
            problem = f"with all calls expanded it has more than {MAX_ELEMENTS:,} elements"
            raise refuse("E-limit", problem, "Call fewer processes, or split the model.")

    @property
    def warnings(self) -> tuple[ModelWarning, ...]:
        """Warnings in the order found."""
        return tuple(self.found)

    def warn(self, code: str, element: ElementRef | None, sentence: str, remedy: str = "") -> None:
        """Remember a finding."""
        self.found[ModelWarning(code, element, sentence, remedy)] = None

    def activity_label(self, element: Element) -> str | None:
        """Return the label of an activity that is one step; an unnamed one is silent and reported."""
        if element.quantity != "1":
            sentence = f"it waits for {element.quantity} tokens and gives as many; it was read as 1 and 1"
            self.warn("I-quantity", element.ref, sentence, "Set startQuantity and completionQuantity to 1.")
        if not element.name:
            self.warn("W-unnamed", element.ref, "it has no name, so it stands for no activity of the log", "Name it.")
            return None
        self.visible[element.id] = element.ref
        return element.name

    def event_label(self, element: Element) -> str | None:
        """Return the label of an event, by the settings; the name of a silent one is remembered."""
        label = event_label(element, self.settings, self.log_activities)
        if label is not None:
            self.visible[element.id] = element.ref
        elif element.name:
            self.silent_names.add(element.name)
        return label

    def steps_inside(self, elements: tuple[Element, ...]) -> tuple[Activity, ...]:
        """Return every visible step of elements and of all scopes inside, whatever the order they are drawn in."""
        steps: list[Activity] = []
        for element in elements:
            if element.content is not None and element.content.elements and not is_one_activity(element, self.settings):
                steps.extend(self.steps_inside(element.content.elements))
                continue
            if "Gateway" in element.tag:
                continue
            label = self.event_label(element) if element.tag.endswith("Event") else self.activity_label(element)
            if label is not None:
                steps.append(Activity(label, (element.id,)))
        return tuple(steps)
