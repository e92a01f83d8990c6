"""Plays the token game of the BPMN standard on a scope: from a state to the states that one step may lead to."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from process_mining.models.inclusive_joins import InclusiveJoins
from process_mining.models.reference_model import ElementRef, refuse
from process_mining.models.token_flow import (
    JOIN_ALL,
    JOIN_EACH,
    ONCE,
    SPLIT_SOME,
    ZERO_OR_MORE,
    AnyOrder,
    Body,
    Boundary,
    EachAtMostOnce,
    EventStart,
    Node,
    Pass,
    Scope,
    Throw,
)
from process_mining.models.token_state import EMPTY, Running, State, Step

MAX_COPIES = 2
MAX_OPTIONAL_FLOWS = 12


class TokenGame:
    """The rules of one scope; scopes inside have games of their own.

    Parameters
    ----------
    scope : Scope
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.joins = InclusiveJoins(scope)
        self._alternatives: dict[int, list[tuple[int, ...]]] = {}
        self.inner = {
            number: TokenGame(node.work.scope)
            for number, node in enumerate(scope.nodes)
            if isinstance(node.work, Body)
        }

    def starts(self) -> list[State]:
        """Return the states in which the scope may begin."""
        return [State(tuple(sorted(entry))) for entry in self.scope.entries]

    def steps(self, state: State) -> list[Step]:
        """Return every step that is possible in a state, in a fixed order."""
        found: list[Step] = []
        for number, rest in self._ready(state):
            found.extend(self._begin(number, rest))
        for position, item in enumerate(state.running):
            if position == 0 or item != state.running[position - 1]:
                rest = State(state.tokens, state.running[:position] + state.running[position + 1 :])
                found.extend(self._go_on(item, rest))
        found.extend(Step(None, (), started) for started in self._spontaneous_starts(state))
        return found

    def _ready(self, state: State) -> Iterator[tuple[int, State]]:
        """Yield each node that can begin, with the state after it has taken its tokens."""
        flows = list(dict.fromkeys(state.tokens))
        for number in dict.fromkeys(self.scope.flows[flow].target for flow in flows):
            node = self.scope.nodes[number]
            filled = [flow for flow in flows if self.scope.flows[flow].target == number]
            if node.join == JOIN_EACH:
                yield from ((number, _without(state, (flow,))) for flow in filled)
            elif self._may_join(number, flows, filled, state):
                yield number, _without(state, filled)

    def _may_join(self, number: int, flows: list[int], filled: list[int], state: State) -> bool:
        """Tell whether a node that waits for several tokens has all that it waits for."""
        node = self.scope.nodes[number]
        if node.join == JOIN_ALL:
            return len(filled) == len(node.incoming)
        return self.joins.may_fire(number, flows, _ordinary(self.scope, state))

    def _begin(self, number: int, rest: State) -> list[Step]:
        """Return what a node that has taken its tokens may do first."""
        node = self.scope.nodes[number]
        if node.work == Pass() and all(boundary.interrupts for boundary in node.boundaries):
            return self._single_step(number, rest)
        if isinstance(node.work, EachAtMostOnce):
            return [Step(None, (), self._with_running(rest, Running(number, tuple(range(len(node.work.activities))))))]
        if not isinstance(node.work, Body):
            return [Step(None, (), self._with_running(rest, Running(number)))]
        skipped = self._finish(number, rest, None) if node.work.loop == ZERO_OR_MORE else []
        begun = [Running(number, (0,), inner) for inner in self.inner[number].starts()]
        return [*skipped, *(Step(None, (), self._with_running(rest, item)) for item in begun)]

    def _single_step(self, number: int, rest: State) -> list[Step]:
        """Return the end of a node that is one step, or the interrupting events instead of it."""
        node = self.scope.nodes[number]
        found = self._finish(number, rest, node.label)
        for boundary in node.boundaries:
            if not boundary.interrupts:
                continue
            interrupted = self._with_tokens(rest, (boundary.entry,))
            if isinstance(node.work, Pass) and node.work.loop == ONCE and node.seen_when_interrupted:
                found.append(Step(node.label, node.ids, interrupted))
            found.append(Step(None, (), interrupted))
        return found

    def _go_on(self, item: Running, rest: State) -> list[Step]:
        """Return what a node at work may do next; `rest` is the state without it."""
        node = self.scope.nodes[item.node]
        found = [Step(None, (), state) for state in self._spontaneous_events(node, item, rest)]
        if isinstance(node.work, Body):
            return found + self._body_steps(node.work, item, rest)
        if node.work == Pass():
            return found + self._finish(item.node, rest, node.label) + self._seen_then_interrupted(node, rest)
        if isinstance(node.work, EachAtMostOnce):
            for number in item.phase:
                left = tuple(other for other in item.phase if other != number)
                activity = node.work.activities[number]
                found.append(Step(activity.label, activity.ids, self._with_running(rest, item._replace(phase=left))))
            return found + self._finish(item.node, rest, node.label)
        return found + self._repeated_steps(node, item, rest)

    def _repeated_steps(self, node: Node, item: Running, rest: State) -> list[Step]:
        """Return the steps of a loop around one step, or of a block in any order."""
        again = self._with_running(rest, item._replace(phase=(1,)))
        if isinstance(node.work, AnyOrder):
            found = [Step(activity.label, activity.ids, again) for activity in node.work.activities]
            may_leave = item.phase == (1,) or not node.work.at_least_one
        else:
            found = [Step(node.label, node.ids, again)]
            may_leave = item.phase == (1,) or (isinstance(node.work, Pass) and node.work.loop == ZERO_OR_MORE)
        return found + (self._finish(item.node, rest, None) if may_leave else [])

    def _seen_then_interrupted(self, node: Node, rest: State) -> list[Step]:
        if not node.seen_when_interrupted:
            return []
        entries = [boundary.entry for boundary in node.boundaries if boundary.interrupts]
        return [Step(node.label, node.ids, self._with_tokens(rest, (entry,))) for entry in entries]

    def _body_steps(self, body: Body, item: Running, rest: State) -> list[Step]:
        """Return the steps of a scope inside, its end, and its next round."""
        assert item.inner is not None
        game = self.inner[item.node]
        found: list[Step] = []
        for step in game.steps(item.inner):
            after = self._with_running(rest, item._replace(inner=step.state))
            if step.throw is None:
                found.append(Step(step.label, step.ids, after))
                continue
            found.extend(self._throw_from_inside(step, item.node, rest, after))
        if item.inner == EMPTY:
            found.extend(self._finish(item.node, rest, None))
            if body.loop != ONCE:
                found.extend(
                    Step(None, (), self._with_running(rest, item._replace(inner=inner))) for inner in game.starts()
                )
        return found

    def _throw_from_inside(self, step: Step, number: int, rest: State, after: State) -> list[Step]:
        """Return where a throw that left a scope inside is caught: by its boundary events, else further out."""
        assert step.throw is not None
        node = self.scope.nodes[number]
        catching = [
            boundary
            for boundary in node.boundaries
            if boundary.catches is not None and step.throw.is_caught_by(boundary.catches)
        ]
        if not catching:
            return self._raise(step.throw, step.label, step.ids, after, bool(node.event_starts))
        return [
            Step(step.label, step.ids, self._with_tokens(rest if boundary.interrupts else after, (boundary.entry,)))
            for boundary in catching
        ]

    def _raise(
        self, throw: Throw, label: str | None, ids: tuple[str, ...], after: State, by_event_sub_process: bool
    ) -> list[Step]:
        """Return where a throw in this scope is caught: by its event sub-processes, else outside."""
        caught: list[Step] = []
        if not by_event_sub_process and not self._is_interrupted(after):
            for number, start in self._event_starts():
                if start.catches is not None and throw.is_caught_by(start.catches):
                    caught.append(Step(label, ids, self._with_event_start(after, number, start)))
        return caught or [Step(label, ids, after, throw)]

    def _finish(self, number: int, rest: State, label: str | None) -> list[Step]:
        """Return the end of a node: its label is seen, it throws or gives tokens."""
        node = self.scope.nodes[number]
        ids = node.ids if label is not None else ()
        if node.throw is not None and node.throw.kind == "terminate":
            return [Step(label, ids, EMPTY)]
        states = [self._with_tokens(rest, flows) for flows in self._alternatives_of(number)]
        if node.throw is None:
            return [Step(label, ids, state) for state in states]
        return [step for state in states for step in self._raise(node.throw, label, ids, state, False)]

    def _alternatives_of(self, number: int) -> list[tuple[int, ...]]:
        """Return the ways a node may give tokens; refuse a split with too many."""
        if number not in self._alternatives:
            node = self.scope.nodes[number]
            n_optional = len(node.split.optional)
            if node.split.kind == SPLIT_SOME and n_optional > MAX_OPTIONAL_FLOWS:
                problem = f"it chooses among {n_optional} flows; more than {MAX_OPTIONAL_FLOWS} cannot be unfolded"
                remedy = "Close it with a matching inclusive gateway, or use exclusive ones."
                raise refuse("E-or", problem, remedy, node.ref)
            self._alternatives[number] = node.split.alternatives()
        return self._alternatives[number]

    def _spontaneous_events(self, node: Node, item: Running, rest: State) -> Iterator[State]:
        """Yield the states after boundary events that may come at any time."""
        for number, boundary in enumerate(node.boundaries):
            if boundary.catches is not None:
                continue
            if boundary.interrupts:
                yield self._with_tokens(rest, (boundary.entry,))
            elif number not in item.fired and not self._is_on_path(boundary, rest):
                fired = (*item.fired, number) if boundary.at_most_once else item.fired
                beside = self._with_running(rest, item._replace(fired=tuple(sorted(fired))))
                yield self._with_tokens(beside, (boundary.entry,))

    def _is_on_path(self, boundary: Boundary, state: State) -> bool:
        """Tell whether what a boundary event started is still going on."""
        if not boundary.path.isdisjoint(state.tokens):
            return True
        return any(not boundary.path.isdisjoint(self.scope.nodes[item.node].incoming) for item in state.running)

    def _spontaneous_starts(self, state: State) -> Iterator[State]:
        """Yield the states after event sub-processes that may start at any time while there is work."""
        if state == EMPTY or self._is_interrupted(state):
            return
        running = {item.node for item in state.running}
        for number, start in self._event_starts():
            if start.catches is None and (start.interrupts or number not in running):
                yield self._with_event_start(state, number, start)

    def _event_starts(self) -> Iterator[tuple[int, EventStart]]:
        for number in self.scope.event_sub_processes:
            yield from ((number, start) for start in self.scope.nodes[number].event_starts)

    def _with_event_start(self, state: State, number: int, start: EventStart) -> State:
        inner = State(tuple(sorted(start.entry)))
        if start.interrupts:
            return State((), (Running(number, (1,), inner),))
        return self._with_running(state, Running(number, (0,), inner))

    def _is_interrupted(self, state: State) -> bool:
        return any(item.phase == (1,) and self.scope.nodes[item.node].event_starts for item in state.running)

    def _with_tokens(self, state: State, flows: Iterable[int]) -> State:
        """Return a state with more tokens; a third one on a flow says that the model has no bound."""
        tokens = tuple(sorted((*state.tokens, *flows)))
        for first, third in zip(tokens, tokens[MAX_COPIES:]):
            if first == third:
                raise _too_many(self.scope.nodes[self.scope.flows[first].target].ref)
        return State(tokens, state.running)

    def _with_running(self, state: State, item: Running) -> State:
        """Return a state with one more node at work."""
        running = tuple(sorted((*state.running, item)))
        if len(running) > MAX_COPIES and sum(other.node == item.node for other in running) > MAX_COPIES:
            raise _too_many(self.scope.nodes[item.node].ref)
        return State(state.tokens, running)


def _ordinary(scope: Scope, state: State) -> list[int]:
    """Return the nodes at work from which a token may come back to the flows of the scope."""
    return [item.node for item in state.running if not scope.nodes[item.node].event_starts]


def _without(state: State, flows: Iterable[int]) -> State:
    tokens = list(state.tokens)
    for flow in flows:
        tokens.remove(flow)
    return State(tuple(tokens), state.running)


def _too_many(ref: ElementRef) -> Exception:
    problem = "more than two tokens gather here, so the model probably has no bound"
    return refuse("E-limit", problem, "Let a parallel split be joined by a parallel gateway before it repeats.", ref)
