"""Finds out whether every run of a net can finish, cleanly, and whether every step is of use."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from process_mining.models.net_graph import NetGraph
from process_mining.petri_net import PetriNet

MAX_MARKINGS = 50_000
MAX_BITS = 200_000_000
MAX_STEPS = 1_000_000


@dataclass(frozen=True)
class Soundness:
    """What is known about the runs of a net.

    Parameters
    ----------
    is_decided : bool
        False if the net has more markings than the limit; then only what was met is told.
    can_complete : bool
        Whether some run is complete. True where that is not decided.
    doubled : int or None
        A place that may hold two tokens; the search stops there.
    unclean : bool
        Whether the final marking can be reached with tokens left elsewhere.
    stuck : tuple of int or None
        Places with tokens in a marking from which no run is complete.
    stuck_after : tuple of str
        Labels of the shortest way there.
    dead : tuple of int
        Visible transitions that are in no complete run.
    """

    is_decided: bool = True
    can_complete: bool = True
    doubled: int | None = None
    unclean: bool = False
    stuck: tuple[int, ...] | None = None
    stuck_after: tuple[str, ...] = ()
    dead: tuple[int, ...] = ()

    @property
    def is_sound(self) -> bool:
        """Whether nothing at all was found."""
        return self == Soundness()


def check_soundness(net: PetriNet, max_markings: int = MAX_MARKINGS) -> Soundness:
    """Return what is known about the runs of a net with one token in one start and one end place.

    Parameters
    ----------
    net : PetriNet
        All arcs of weight one; initial and final marking of at most one token a place; one final marking.
    max_markings : int

    Returns
    -------
    Soundness

    Notes
    -----
    Reductions that keep liveness and safeness come first: a net that shrinks to one step is sound and never has two
    tokens on a place (Murata 1989). Other nets are played marking by marking.
    """
    if shrinks_to_one_step(net):
        return Soundness()
    return _Search(net).run(min(max_markings, MAX_BITS // max(net.n_places, 1)))


def shrinks_to_one_step(net: PetriNet) -> bool:
    """Tell whether reductions turn a net into one step from its start to its end.

    Examples
    --------
    >>> from process_mining.petri_net import net_from_arcs
    >>> shrinks_to_one_step(net_from_arcs({"t": ("start", "A", "p q"), "u": ("p q", "B", "end")}))
    True
    >>> shrinks_to_one_step(net_from_arcs({"t": ("start", "A", "p"), "u": ("p q", "B", "end")}))
    False
    """
    if sum(net.initial_marking) != 1 or len(net.final_markings) != 1 or sum(net.final_markings[0]) != 1:
        return False
    graph = NetGraph(net)
    start, end = net.initial_marking.index(1), net.final_markings[0].index(1)
    if start == end or graph.producers[start] or graph.consumers[end]:
        return False
    while _reduce_series(graph, start, end) or _reduce_parallel(graph):
        pass
    return set(graph.producers) == {start, end} and len(graph.inputs) == 1 and all(
        graph.inputs[transition] == {start} and graph.outputs[transition] == {end} for transition in graph.inputs
    )


def _reduce_series(graph: NetGraph, start: int, end: int) -> bool:
    """Join two places with one step between them, or two steps with one place between them."""
    changed = False
    for place in list(graph.producers):
        if place in (start, end) or place not in graph.producers:
            continue
        if len(graph.consumers[place]) == 1:
            (after,) = graph.consumers[place]
            changed = _join_steps(graph, place, after) or _join_places(graph, place, after, end) or changed
    return changed


def _join_steps(graph: NetGraph, place: int, after: int) -> bool:
    """Let the one step before a place do what the one step after it does, if that takes nothing else."""
    if len(graph.producers[place]) != 1 or graph.inputs[after] != {place}:
        return False
    (before,) = graph.producers[place]
    gives = set(graph.outputs[after])
    if before == after or graph.outputs[before] & gives:
        return False
    graph.remove_transition(after)
    graph.remove_place(place)
    for target in gives:
        graph.outputs[before].add(target)
        graph.producers[target].add(before)
    return True


def _join_places(graph: NetGraph, place: int, after: int, end: int) -> bool:
    """Let a place become the next one, if the step between takes and gives nothing else."""
    if graph.inputs[after] != {place} or len(graph.outputs[after]) != 1:
        return False
    (target,) = graph.outputs[after]
    if target in (place, end) or graph.touch_same_side(place, target):
        return False
    graph.remove_transition(after)
    graph.merge_places(target, place)
    return True


def _reduce_parallel(graph: NetGraph) -> bool:
    """Keep one of several steps or places with the same neighbours, and drop steps that change nothing."""
    n_before = len(graph.inputs) + len(graph.producers)
    seen: set[tuple[frozenset[int], frozenset[int]]] = set()
    for transition in list(graph.inputs):
        around = (frozenset(graph.inputs[transition]), frozenset(graph.outputs[transition]))
        if around in seen or (around[0] == around[1] and len(around[0]) == 1):
            graph.remove_transition(transition)
        seen.add(around)
    seen = set()
    for place in list(graph.producers):
        around = (frozenset(graph.producers[place]), frozenset(graph.consumers[place]))
        # A place that nothing leaves may keep a token for ever: two of them are not one.
        if around in seen and around[0] and around[1]:
            graph.remove_place(place)
        seen.add(around)
    return len(graph.inputs) + len(graph.producers) < n_before


class _Search:
    """Plays a net marking by marking; a marking is a number with one bit a place."""

    def __init__(self, net: PetriNet) -> None:
        self.net = net
        self.takes = [sum(1 << place for place, _ in arcs) for arcs in net.inputs]
        self.gives = [sum(1 << place for place, _ in arcs) for arcs in net.outputs]
        self.initial = sum(1 << place for place, tokens in enumerate(net.initial_marking) if tokens)
        self.final = sum(1 << place for place, tokens in enumerate(net.final_markings[0]) if tokens)
        self.consumers: list[list[int]] = [[] for _ in net.places]
        for transition, arcs in enumerate(net.inputs):
            if arcs:
                self.consumers[arcs[0][0]].append(transition)
        self.came_from: dict[int, tuple[int, int] | None] = {self.initial: None}
        self.steps: list[tuple[int, int, int]] = []

    def run(self, max_markings: int) -> Soundness:
        """Return what all markings say; if there are too many, what one walk in depth meets."""
        queue = [self.initial]
        unclean = False
        for marking in queue:
            unclean = unclean or self._is_unclean(marking)
            for transition, target in self._steps(marking):
                if target is None:
                    return self._two_tokens(marking, transition, unclean)
                if target not in self.came_from:
                    self.came_from[target] = (marking, transition)
                    queue.append(target)
                self.steps.append((marking, transition, target))
            if len(queue) > max_markings or len(self.steps) > MAX_STEPS:
                return self._walk_in_depth(unclean)
        return self._decide(queue, unclean)

    def _walk_in_depth(self, unclean: bool) -> Soundness:
        """Look along single runs to their end, where breadth first came to its limit before any end."""
        seen = {self.initial}
        path = [self.initial]
        n_steps = 0
        while path and n_steps < MAX_STEPS // 10:
            marking = path.pop()
            if self._is_unclean(marking):
                return Soundness(is_decided=False, unclean=True)
            for transition, target in self._steps(marking):
                n_steps += 1
                if target is None:
                    return self._two_tokens(marking, transition, unclean)
                if target not in seen:
                    seen.add(target)
                    path.append(target)
        return Soundness(is_decided=False, unclean=unclean)

    def _is_unclean(self, marking: int) -> bool:
        return marking & self.final == self.final and marking != self.final

    def _two_tokens(self, marking: int, transition: int, unclean: bool) -> Soundness:
        twice = marking & ~self.takes[transition] & self.gives[transition]
        return Soundness(is_decided=False, doubled=twice.bit_length() - 1, unclean=unclean)

    def _steps(self, marking: int) -> Iterator[tuple[int, int | None]]:
        """Yield each enabled transition with the marking after it; None if that has two tokens on a place."""
        for transition in self._enabled(marking):
            left = marking & ~self.takes[transition]
            gives = self.gives[transition]
            yield transition, None if left & gives else left | gives

    def _enabled(self, marking: int) -> list[int]:
        found: list[int] = []
        rest = marking
        while rest:
            place = (rest & -rest).bit_length() - 1
            rest &= rest - 1
            found.extend(t for t in self.consumers[place] if self.takes[t] & marking == self.takes[t])
        return found

    def _decide(self, markings: list[int], unclean: bool) -> Soundness:
        before: dict[int, list[int]] = {}
        for source, _, target in self.steps:
            before.setdefault(target, []).append(source)
        useful, waiting = set(), [self.final] if self.final in self.came_from else []
        while waiting:
            marking = waiting.pop()
            if marking not in useful:
                useful.add(marking)
                waiting.extend(before.get(marking, ()))
        used = {transition for source, transition, target in self.steps if target in useful}
        visible = (number for number, label in enumerate(self.net.labels) if label is not None)
        moving = {source for source, _, _ in self.steps}
        lost = [marking for marking in markings if marking not in useful]
        stuck = next((marking for marking in lost if marking not in moving), lost[0] if lost else None)
        return Soundness(
            can_complete=bool(useful),
            unclean=unclean,
            stuck=None if stuck is None else tuple(p for p in range(self.net.n_places) if stuck >> p & 1),
            stuck_after=() if stuck is None else self._labels_to(stuck),
            dead=tuple(transition for transition in visible if transition not in used),
        )

    def _labels_to(self, marking: int) -> tuple[str, ...]:
        labels: list[str] = []
        step = self.came_from[marking]
        while step is not None:
            label = self.net.labels[step[1]]
            if label is not None:
                labels.append(label)
            step = self.came_from[step[0]]
        return tuple(reversed(labels))
