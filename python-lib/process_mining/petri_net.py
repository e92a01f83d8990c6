"""Petri nets as immutable tuples: places, labelled transitions, weighted arcs, markings, and what firing does."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from process_mining.errors import ModelError, shown

Marking = tuple[int, ...]
"""Number of tokens on each place, in the order of ``PetriNet.places``."""

Arcs = tuple[tuple[int, int], ...]
"""Pairs (place index, weight), sorted by place; at most one pair a place."""

_EXPORT_AGAIN = "Export the model again from the tool that made it."


@dataclass(frozen=True)
class PetriNet:
    """A labelled Petri net with one initial marking and the markings in which a run is complete.

    Parameters
    ----------
    places : tuple of str, shape (n_places,)
        Names, for messages only.
    transitions : tuple of str, shape (n_transitions,)
        Names, for messages only.
    labels : tuple of str or None, shape (n_transitions,)
        The activity that a transition stands for; None for a silent one.
    elements : tuple of tuple of str, shape (n_transitions,)
        Ids of the elements of the user's model that a transition stands for; may be empty.
    inputs, outputs : tuple of Arcs, shape (n_transitions,)
        For each transition, what it takes from and what it puts on which place.
    initial_marking : Marking
        Tokens at the start.
    final_markings : tuple of Marking
        Markings in which a run is complete; at least one.

    Raises
    ------
    ModelError
        If the parts do not fit together: sizes, place numbers, weights below one, arcs not sorted.
    """

    places: tuple[str, ...]
    transitions: tuple[str, ...]
    labels: tuple[str | None, ...]
    elements: tuple[tuple[str, ...], ...]
    inputs: tuple[Arcs, ...]
    outputs: tuple[Arcs, ...]
    initial_marking: Marking
    final_markings: tuple[Marking, ...]

    def __post_init__(self) -> None:
        _require_equal_sizes(self)
        for name, taken, given in zip(self.transitions, self.inputs, self.outputs):
            _require_arcs(name, taken, self.n_places)
            _require_arcs(name, given, self.n_places)
        if not self.final_markings:
            raise ModelError("E-net", "it has no final marking, so no run could ever be complete", _EXPORT_AGAIN)
        for marking in (self.initial_marking, *self.final_markings):
            _require_marking(marking, self.n_places)

    @property
    def n_places(self) -> int:
        """Number of places."""
        return len(self.places)

    @property
    def n_transitions(self) -> int:
        """Number of transitions, silent ones included."""
        return len(self.transitions)

    @property
    def visible_labels(self) -> tuple[str, ...]:
        """Distinct labels, sorted."""
        return tuple(sorted({label for label in self.labels if label is not None}))


def is_enabled(net: PetriNet, marking: Marking, transition: int) -> bool:
    """Tell whether a transition can fire in a marking."""
    return all(marking[place] >= weight for place, weight in net.inputs[transition])


def enabled(net: PetriNet, marking: Marking) -> list[int]:
    """Return the transitions that can fire in a marking, in the order of the net.

    Examples
    --------
    >>> net = net_from_arcs({"t": ("start", "A", "end")})
    >>> enabled(net, net.initial_marking)
    [0]
    """
    return [transition for transition in range(net.n_transitions) if is_enabled(net, marking, transition)]


def fire(net: PetriNet, marking: Marking, transition: int) -> Marking:
    """Return the marking after a transition has fired.

    Parameters
    ----------
    net : PetriNet
    marking : Marking
        A marking in which the transition is enabled.
    transition : int
        Index of the transition.

    Raises
    ------
    ValueError
        If the transition is not enabled.

    Examples
    --------
    >>> net = net_from_arcs({"t": ("start", "A", "end")})
    >>> fire(net, net.initial_marking, 0) in net.final_markings
    True
    """
    if not is_enabled(net, marking, transition):
        raise ValueError(f"transition {net.transitions[transition]!r} is not enabled in {marking}")
    tokens = list(marking)
    for place, weight in net.inputs[transition]:
        tokens[place] -= weight
    for place, weight in net.outputs[transition]:
        tokens[place] += weight
    return tuple(tokens)


def arcs_of(places: Sequence[int]) -> Arcs:
    """Return places, each named once for every token, as sorted arcs.

    Examples
    --------
    >>> arcs_of([2, 0, 2])
    ((0, 1), (2, 2))
    """
    weights: dict[int, int] = {}
    for place in places:
        weights[place] = weights.get(place, 0) + 1
    return tuple(sorted(weights.items()))


def net_from_arcs(
    steps: Mapping[str, tuple[str, str | None, str]],
    initial: str = "start",
    final: str | Sequence[str] = "end",
) -> PetriNet:
    """Return a small net written down by hand.

    Parameters
    ----------
    steps : mapping of transition name to (places taken from, label, places given to)
        Places are separated by blanks; a place named twice has weight two. Label None = silent.
    initial : str
        Places with a token at the start.
    final : str or sequence of str
        Places with a token when a run is complete; several texts for several final markings.

    Returns
    -------
    PetriNet
        Places in sorted order, transitions in the order given, ``elements`` = the transition's name.

    Examples
    --------
    >>> net = net_from_arcs({"t": ("start", "A", "p q"), "u": ("p q", None, "end")})
    >>> net.places
    ('end', 'p', 'q', 'start')
    >>> net.inputs[1]
    ((1, 1), (2, 1))
    """
    finals = [final] if isinstance(final, str) else list(final)
    written = [initial, *finals, *(text for taken, _, given in steps.values() for text in (taken, given))]
    names = sorted({name for text in written for name in text.split()})
    index = {name: number for number, name in enumerate(names)}

    def marking(text: str) -> Marking:
        return tuple(text.split().count(name) for name in names)

    return PetriNet(
        places=tuple(names),
        transitions=tuple(steps),
        labels=tuple(label for _, label, _ in steps.values()),
        elements=tuple((name,) for name in steps),
        inputs=tuple(arcs_of([index[name] for name in taken.split()]) for taken, _, _ in steps.values()),
        outputs=tuple(arcs_of([index[name] for name in given.split()]) for _, _, given in steps.values()),
        initial_marking=marking(initial),
        final_markings=tuple(marking(text) for text in finals),
    )


def _require_equal_sizes(net: PetriNet) -> None:
    """Refuse a net whose columns have different lengths."""
    columns = {"labels": net.labels, "elements": net.elements, "inputs": net.inputs, "outputs": net.outputs}
    for name, column in columns.items():
        if len(column) != net.n_transitions:
            raise ModelError(
                "E-net", f"it has {net.n_transitions} transitions but {len(column)} {name}", _EXPORT_AGAIN
            )


def _require_arcs(transition: str, arcs: Arcs, n_places: int) -> None:
    """Refuse arcs to places that do not exist, weights below one, and arcs out of order."""
    places = [place for place, _ in arcs]
    element = f"the transition {shown(transition)}"
    if any(not 0 <= place < n_places for place in places):
        raise ModelError("E-net", f"an arc leads to a place that is not among the {n_places}", _EXPORT_AGAIN, element)
    if any(weight < 1 for _, weight in arcs):
        raise ModelError("E-net", "an arc has a weight below one", _EXPORT_AGAIN, element)
    if any(first >= second for first, second in zip(places, places[1:])):
        raise ModelError("E-net", "its arcs are not sorted by place, each place once", _EXPORT_AGAIN, element)


def _require_marking(marking: Marking, n_places: int) -> None:
    """Refuse a marking of another size or with fewer than no tokens."""
    if len(marking) != n_places:
        raise ModelError("E-net", f"a marking names {len(marking)} places of {n_places}", _EXPORT_AGAIN)
    if any(tokens < 0 for tokens in marking):
        raise ModelError("E-net", "a marking has fewer than no tokens on a place", _EXPORT_AGAIN)
