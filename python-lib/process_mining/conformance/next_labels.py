"""Marking of a net -> the labels that can come next, after any silent steps."""
from __future__ import annotations

from typing import NamedTuple

from process_mining.petri_net import Marking, PetriNet, fire, is_enabled

MOST_MARKINGS = 2_000


class NextLabels(NamedTuple):
    """Labels that can come next.

    Parameters
    ----------
    labels : frozenset of str
    is_exact : bool
        Whether each of them is proven; where not, labels may be among them that cannot come next, and none is missing.
    """

    labels: frozenset[str]
    is_exact: bool


def next_labels(net: PetriNet, marking: Marking, most_markings: int = MOST_MARKINGS) -> NextLabels:
    """Return the labels of the visible transitions that can fire next, after any silent ones.

    Parameters
    ----------
    net : PetriNet
    marking : Marking
    most_markings : int
        How many markings to visit before labels that are not proven are taken for possible.

    Returns
    -------
    NextLabels

    Notes
    -----
    Wide parallel blocks with steps that can be skipped reach far too many markings by silent steps to visit them all.
    So first every place is kept that some chain of silent steps can mark, as if no step took tokens away: what has no
    token then can never fire. For each label left, the few silent steps on its way are then fired for real. That proves
    every label of a net made of nested blocks; only where it does not are the markings visited one by one.

    Examples
    --------
    >>> from process_mining.petri_net import net_from_arcs
    >>> net = net_from_arcs({"a": ("start", "A", "p"), "skip": ("start", None, "p"), "b": ("p", "B", "end")})
    >>> sorted(next_labels(net, net.initial_marking).labels)
    ['A', 'B']
    """
    marked_by = _marked_without_taking(net, marking)
    possible: set[str] = set()
    proven: set[str] = set()
    for transition, label in enumerate(net.labels):
        if label is None or label in proven or any(place not in marked_by for place, _ in net.inputs[transition]):
            continue
        possible.add(label)
        if _can_fire(net, marking, _way_to(net, transition, marked_by)):
            proven.add(label)
    if possible == proven:
        return NextLabels(frozenset(proven), True)
    return _visit(net, marking, possible, proven, most_markings)


def _marked_without_taking(net: PetriNet, marking: Marking) -> dict[int, int | None]:
    """Return every place that silent steps can mark if none takes tokens, with the first step that does, in order."""
    first: dict[int, int | None] = {place: None for place, tokens in enumerate(marking) if tokens}
    silent = [transition for transition, label in enumerate(net.labels) if label is None]
    n_waiting = len(silent) + 1
    while len(silent) < n_waiting:
        n_waiting = len(silent)
        ready = [step for step in silent if all(place in first for place, _ in net.inputs[step])]
        for step in ready:
            for place, _ in net.outputs[step]:
                first.setdefault(place, step)
        silent = [step for step in silent if step not in set(ready)]
    return first


def _way_to(net: PetriNet, transition: int, marked_by: dict[int, int | None]) -> list[int]:
    """Return the silent steps that mark the places before a transition, in an order in which they can, and itself."""
    needed: set[int] = set()
    places = [place for place, _ in net.inputs[transition]]
    while places:
        step = marked_by[places.pop()]
        if step is not None and step not in needed:
            needed.add(step)
            places += [place for place, _ in net.inputs[step]]
    return [*(step for step in dict.fromkeys(marked_by.values()) if step in needed), transition]


def _can_fire(net: PetriNet, marking: Marking, steps: list[int]) -> bool:
    """Tell whether transitions can fire one after the other."""
    for step in steps:
        if not is_enabled(net, marking, step):
            return False
        marking = fire(net, marking, step)
    return True


def _visit(net: PetriNet, marking: Marking, possible: set[str], proven: set[str], most_markings: int) -> NextLabels:
    """Visit the markings that silent steps reach until every possible label is proven, or there are too many."""
    found = set(proven)
    seen = {marking}
    queue = [marking]
    for current in queue:
        for transition, label in enumerate(net.labels):
            if not is_enabled(net, current, transition):
                continue
            if label is not None:
                found.add(label)
                continue
            after = fire(net, current, transition)
            if after not in seen:
                seen.add(after)
                queue.append(after)
        if found == possible:
            break
        if len(seen) > most_markings:
            return NextLabels(frozenset(possible), False)
    return NextLabels(frozenset(found), True)
