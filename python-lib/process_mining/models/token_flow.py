"""What a BPMN process does, reduced to the few ideas that both ways of building a net understand.

A scope holds nodes and flows, by number. A node waits for tokens (*join*), does its *work*, and gives tokens (*split*).
Everything that begins somewhere (start events, boundary events, activities without incoming flow) has an *entry flow*:
a flow without source.
"""
from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Union

from process_mining.models.reference_model import ElementRef

NO_NODE = -1
"""Source of an entry flow."""

ONCE, ONE_OR_MORE, ZERO_OR_MORE = "once", "one or more", "zero or more"
JOIN_EACH, JOIN_ALL, JOIN_INCLUSIVE = "each", "all", "inclusive"
SPLIT_ALL, SPLIT_ONE, SPLIT_SOME = "all", "one", "some"


@dataclass(frozen=True)
class Flow:
    """A place where a token can lie between two nodes.

    Parameters
    ----------
    id : str
        Of the sequence flow; made up for entry flows.
    source, target : int
        Numbers of nodes; ``NO_NODE`` as the source of an entry flow.
    """

    id: str
    source: int
    target: int


@dataclass(frozen=True)
class Split:
    """Which flows get a token when a node is done.

    Parameters
    ----------
    kind : {"all", "one", "some"}
        All flows; exactly one; or every flow in `always` with a non-empty part of the others, where `default` is taken
        only when none of the others is.
    flows : tuple of int
        All outgoing flows.
    always : tuple of int
        Of a "some" split: the unconditional flows.
    default : int or None
        Of a "some" split.
    """

    kind: str
    flows: tuple[int, ...]
    always: tuple[int, ...] = ()
    default: int | None = None

    @property
    def optional(self) -> tuple[int, ...]:
        """Flows of a "some" split that depend on a condition."""
        return tuple(flow for flow in self.flows if flow not in self.always and flow != self.default)

    def alternatives(self) -> list[tuple[int, ...]]:
        """Return every set of flows that may get a token together; ``[()]`` where there is no flow.

        Examples
        --------
        >>> Split("some", (4, 5, 6), default=6).alternatives()
        [(4,), (5,), (4, 5), (6,)]
        """
        if self.kind == SPLIT_ALL or not self.flows:
            return [self.flows]
        if self.kind == SPLIT_ONE:
            return [(flow,) for flow in self.flows]
        sizes = range(1, len(self.optional) + 1)
        chosen = [part for size in sizes for part in itertools.combinations(self.optional, size)]
        found = [(*self.always, *part) for part in chosen]
        if self.default is not None:
            found.append((*self.always, self.default))
        elif self.always:
            found.append(self.always)
        return found


@dataclass(frozen=True)
class Activity:
    """One step of a block: its label and the ids of its elements."""

    label: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Pass:
    """Work that is one step, silent or visible, perhaps repeated."""

    loop: str = ONCE


@dataclass(frozen=True)
class AnyOrder:
    """Work that is any number of steps in any order, from none or from one on."""

    activities: tuple[Activity, ...]
    at_least_one: bool


@dataclass(frozen=True)
class EachAtMostOnce:
    """Work in which each step may occur once, in any order."""

    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Body:
    """Work that is a scope of its own, perhaps repeated."""

    scope: Scope
    loop: str = ONCE


Work = Union[Pass, AnyOrder, EachAtMostOnce, Body]


@dataclass(frozen=True)
class Throw:
    """What a node does besides: end its scope ("terminate"), or throw an error, an escalation or a cancel."""

    kind: str
    code: str = ""

    def is_caught_by(self, other: Throw) -> bool:
        """Tell whether a catching event listens to this: same kind, and same code where both have one."""
        return self.kind == other.kind and (not self.code or not other.code or self.code == other.code)


@dataclass(frozen=True)
class Boundary:
    """A boundary event on a node.

    Parameters
    ----------
    ref : ElementRef
    entry : int
        Its entry flow; what happens then is an ordinary node.
    interrupts : bool
        Whether the activity ends.
    catches : Throw or None
        What it waits for, if something inside throws it; None when it may come at any time.
    at_most_once : bool
        Of a non-interrupting event that may come at any time: whether once per run of the activity.
    path : frozenset of int
        Flows that must be empty before it comes again; empty when that does not matter.
    """

    ref: ElementRef
    entry: int
    interrupts: bool
    catches: Throw | None = None
    at_most_once: bool = False
    path: frozenset[int] = frozenset()


@dataclass(frozen=True)
class EventStart:
    """One way to start an event sub-process: the entries it fills and what it waits for (None = any time)."""

    entry: tuple[int, ...]
    interrupts: bool
    catches: Throw | None = None


@dataclass(frozen=True)
class Node:
    """A node of a scope.

    Parameters
    ----------
    ref : ElementRef
        The element that messages name.
    label : str or None
        What the log shows when its work is done; None = nothing.
    ids : tuple of str
        Elements of the user's model.
    join : {"each", "all", "inclusive"}
        Whether each token, one from every incoming flow, or every token that can still come is taken.
    incoming : tuple of int
    work : Work
    split : Split
    throw : Throw or None
    boundaries : tuple of Boundary
    event_starts : tuple of EventStart
        Of an event sub-process; empty for everything else.
    seen_when_interrupted : bool
        Whether an interrupting event may also come right after the visible step.
    """

    ref: ElementRef
    label: str | None
    ids: tuple[str, ...]
    join: str
    incoming: tuple[int, ...]
    work: Work
    split: Split
    throw: Throw | None = None
    boundaries: tuple[Boundary, ...] = ()
    event_starts: tuple[EventStart, ...] = ()
    seen_when_interrupted: bool = False


@dataclass(frozen=True)
class Scope:
    """A process or the content of a sub-process.

    Parameters
    ----------
    nodes : tuple of Node
    flows : tuple of Flow
    entries : tuple of tuple of int
        Each alternative start: the entry flows that get a token together.
    """

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]
    entries: tuple[tuple[int, ...], ...]

    @property
    def event_sub_processes(self) -> tuple[int, ...]:
        """Numbers of the nodes that start by an event."""
        return tuple(number for number, node in enumerate(self.nodes) if node.event_starts)


def scopes_of(scope: Scope) -> list[Scope]:
    """Return a scope and all scopes inside, outer ones first."""
    found = [scope]
    for node in scope.nodes:
        if isinstance(node.work, Body):
            found.extend(scopes_of(node.work.scope))
    return found


def uncaught_throws(scope: Scope) -> list[tuple[Throw, ElementRef]]:
    """Return the throws that leave a scope, each with the element that throws.

    An event sub-process catches what its own scope throws; what it throws itself goes to the scope around.
    """
    own = [start.catches for number in scope.event_sub_processes for start in scope.nodes[number].event_starts]
    leaving: list[tuple[Throw, ElementRef]] = []
    for node in scope.nodes:
        inner = uncaught_throws(node.work.scope) if isinstance(node.work, Body) else []
        listening = [boundary.catches for boundary in node.boundaries]
        thrown = [(throw, ref) for throw, ref in inner if not _is_caught(throw, listening)]
        if node.throw is not None and node.throw.kind != "terminate":
            thrown.append((node.throw, node.ref))
        leaving.extend(pair for pair in thrown if node.event_starts or not _is_caught(pair[0], own))
    return leaving


def _is_caught(throw: Throw, listening: list[Throw | None]) -> bool:
    return any(catches is not None and throw.is_caught_by(catches) for catches in listening)
