"""Turns a scope into the automaton of all its runs, by playing its token game from the start."""
from __future__ import annotations

import time
from dataclasses import dataclass

from process_mining.models.automaton import states_that_can_finish
from process_mining.models.automaton_states import Automaton, Edge
from process_mining.models.reference_model import ElementRef, refuse
from process_mining.models.token_flow import JOIN_INCLUSIVE, Scope, scopes_of
from process_mining.models.token_game import TokenGame
from process_mining.models.token_situations import doubled_flows, place_to_blame, waiting_nodes
from process_mining.models.token_state import EMPTY, State, Step

MAX_STATES = 50_000
MAX_SECONDS = 10.0

_SIMPLIFY = (
    "Close inclusive gateways with a matching one, use exclusive and parallel ones, or read sub-processes as one "
    "activity."
)


@dataclass(frozen=True)
class StuckSituation:
    """A reachable situation from which no run ends.

    Parameters
    ----------
    after : tuple of str
        Labels of the shortest way there.
    waiting : ElementRef or None
        Where it waits, a join if there is one.
    """

    after: tuple[str, ...]
    waiting: ElementRef | None


@dataclass(frozen=True)
class Unfolding:
    """All runs of a scope.

    Parameters
    ----------
    automaton : Automaton
        State 0 is before the start; the only accepting state is "nothing left to do".
    stuck : StuckSituation or None
        The nearest one; None when every situation can end.
    doubled : tuple of ElementRef
        Elements with two tokens on one flow into them, in the order found.
    """

    automaton: Automaton
    stuck: StuckSituation | None
    doubled: tuple[ElementRef, ...]


def unfold(scope: Scope, max_states: int = MAX_STATES, max_seconds: float = MAX_SECONDS) -> Unfolding:
    """Return every reachable state of a process and the steps between them.

    Parameters
    ----------
    scope : Scope
    max_states : int
    max_seconds : float
        Of processor time; only guards against models whose single steps are slow.

    Returns
    -------
    Unfolding

    Raises
    ------
    ModelError
        ``E-or`` or ``E-limit`` if there are more states; ``E-limit`` if tokens pile up.
    """
    game = TokenGame(scope)
    numbers: dict[State | None, int] = {None: 0}
    came_from: list[Edge | None] = [None]
    doubled: dict[ElementRef, None] = {}
    edges: list[Edge] = []
    deadline = time.process_time() + max_seconds
    for state in (queue := list(numbers)):
        source = numbers[state]
        for label, ids, target, _ in _steps(game, state):
            if target not in numbers:
                numbers[target] = len(numbers)
                queue.append(target)
                came_from.append(Edge(source, label, ids, numbers[target]))
                doubled.update(dict.fromkeys(doubled_flows(scope, target)))
            edges.append(Edge(source, label, ids, numbers[target]))
        if len(numbers) > max_states or time.process_time() > deadline:
            raise _over_the_limit(scope, max_states)
    accepting = frozenset([numbers[EMPTY]] if EMPTY in numbers else [])
    automaton = Automaton(len(numbers), 0, accepting, tuple(edges))
    return Unfolding(automaton, _find_stuck(automaton, queue, came_from, scope), tuple(doubled))


def _steps(game: TokenGame, state: State | None) -> list[Step]:
    """Return the steps of the whole process: the start, and throws that nobody catches, included."""
    if state is None:
        return [Step(None, (), start) for start in game.starts()]
    return [
        step._replace(state=EMPTY) if step.throw is not None and step.throw.kind in ("error", "cancel") else step
        for step in game.steps(state)
    ]


def _over_the_limit(scope: Scope, max_states: int) -> Exception:
    """Return the refusal of a model with too many states; an inclusive join is the likely reason where there is one."""
    problem = f"its runs have more than {max_states:,} different situations"
    for inner in scopes_of(scope):
        for node in inner.nodes:
            if node.join == JOIN_INCLUSIVE:
                reason = f"what it waits for can only be found by playing all runs, and {problem}"
                return refuse("E-or", reason, _SIMPLIFY, node.ref)
    return refuse("E-limit", problem, _SIMPLIFY)


def _find_stuck(
    automaton: Automaton, states: list[State | None], came_from: list[Edge | None], scope: Scope
) -> StuckSituation | None:
    """Return the nearest situation that cannot end, one in which nothing can happen at all if there is one."""
    can_finish = states_that_can_finish(automaton)
    stuck = [number for number in range(automaton.n_states) if number not in can_finish]
    if not stuck:
        return None
    moving = {edge.source for edge in automaton.edges}
    number = next((number for number in stuck if number not in moving), stuck[0])
    state = states[number]
    after: list[str] = []
    edge = came_from[number]
    while edge is not None:
        if edge.label is not None:
            after.append(edge.label)
        edge = came_from[edge.source]
    where = None if state is None else place_to_blame(waiting_nodes(scope, state))
    return StuckSituation(tuple(reversed(after)), where)
