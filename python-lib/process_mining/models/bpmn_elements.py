"""The elements of a BPMN file that say what may happen, as typed values close to the file."""
from __future__ import annotations

from dataclasses import dataclass, field

from process_mining.models.reference_model import ElementRef

TASKS = frozenset(
    ("task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask")
)
SUB_PROCESSES = frozenset(("subProcess", "transaction", "adHocSubProcess"))
ACTIVITIES = TASKS | SUB_PROCESSES | {"callActivity"}
EVENTS = frozenset(("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"))
GATEWAYS = frozenset(
    ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway")
)
FLOW_NODES = ACTIVITIES | EVENTS | GATEWAYS


@dataclass(frozen=True)
class EventDefinition:
    """What triggers an event, or what it triggers.

    Parameters
    ----------
    kind : str
        "message", "timer", "error", "escalation", "cancel", "compensate", "conditional", "link", "signal", "terminate".
    code : str
        Code of an error or escalation, name of a link, activity of a compensation; empty when not given.
    repeats : bool
        Whether a timer is a cycle.
    """

    kind: str
    code: str = ""
    repeats: bool = False


@dataclass(frozen=True)
class SequenceFlow:
    """An arrow between two elements of one scope."""

    id: str
    source: str
    target: str
    is_conditional: bool = False


@dataclass(frozen=True)
class Element:
    """A flow node as drawn: activity, event or gateway.

    Parameters
    ----------
    id, name, tag : str
        Id, normalised name and local XML name.
    definitions : tuple of EventDefinition
        Of an event; empty for a none event.
    default_flow : str
        Id of the flow taken when no other is; empty when not given.
    attached_to : str
        Activity a boundary event sits on.
    is_interrupting : bool
        Of a boundary event, or of the start event of an event sub-process.
    loop : {"", "until", "while", "sequential", "parallel"}
        Marker: repeat after a test at the end or at the beginning, several instances in turn or at once.
    is_for_compensation, is_event_sub_process, is_instantiating, starts_all : bool
        A compensation handler; an event sub-process; an event-based gateway that starts the process, and whether all of
        its events have to come.
    called : str
        Id of what a call activity calls.
    quantity : str
        How many tokens an activity waits for and gives, "1" in every ordinary model.
    content : Content or None
        Of a sub-process; None for everything else.
    """

    id: str
    name: str
    tag: str
    definitions: tuple[EventDefinition, ...] = ()
    default_flow: str = ""
    attached_to: str = ""
    is_interrupting: bool = True
    loop: str = ""
    is_for_compensation: bool = False
    is_event_sub_process: bool = False
    is_instantiating: bool = False
    starts_all: bool = False
    called: str = ""
    quantity: str = "1"
    content: Content | None = None

    @property
    def ref(self) -> ElementRef:
        """How messages name this element."""
        return ElementRef(self.name, kind_in_words(self.tag), self.id)

    def has_trigger(self, kind: str) -> bool:
        """Tell whether one of the event definitions is of a kind."""
        return any(definition.kind == kind for definition in self.definitions)


@dataclass(frozen=True)
class Content:
    """What a process or a sub-process holds.

    Parameters
    ----------
    elements : tuple of Element
        In file order.
    flows : tuple of SequenceFlow
        In file order.
    associations : tuple of (source id, target id)
        They say which activity compensates another.
    """

    elements: tuple[Element, ...] = ()
    flows: tuple[SequenceFlow, ...] = ()
    associations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Process:
    """A process of the file.

    Parameters
    ----------
    id, name : str
        Of the process itself.
    pool_name : str
        Name of the pool that shows it; empty when there is none.
    """

    id: str
    name: str
    pool_name: str = ""
    content: Content = field(default_factory=Content)

    @property
    def shown_name(self) -> str:
        """Name of the pool, else of the process, else the id."""
        return self.pool_name or self.name or self.id


def kind_in_words(tag: str) -> str:
    """Return the local name of a BPMN element in words.

    Examples
    --------
    >>> kind_in_words("intermediateCatchEvent")
    'intermediate catch event'
    >>> kind_in_words("subProcess")
    'sub-process'
    """
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in tag)
    return words.replace("sub process", "sub-process")


def all_elements(content: Content) -> list[Element]:
    """Return the elements of a scope and of all scopes inside, in file order."""
    found = []
    for element in content.elements:
        found.append(element)
        if element.content is not None:
            found.extend(all_elements(element.content))
    return found
