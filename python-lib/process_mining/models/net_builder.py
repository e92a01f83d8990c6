"""Collects places and transitions one by one, and turns them into a Petri net with one start and one end."""
from __future__ import annotations

from collections.abc import Iterable

from process_mining.models.token_flow import Node
from process_mining.petri_net import PetriNet, arcs_of


class NetBuilder:
    """A net in the making, with one place for the start and one for the end.

    Attributes
    ----------
    start, end : int
        The two places that are always there.
    waits_for : dict of int to Node
        For a place that stands for a flow, the node that takes the token from it.
    """

    def __init__(self) -> None:
        self._places: list[str] = []
        self._names: list[str] = []
        self._labels: list[str | None] = []
        self._ids: list[tuple[str, ...]] = []
        self._arcs: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
        self.waits_for: dict[int, Node] = {}
        self.start, self.end = self.place("start"), self.place("end")

    def place(self, name: str) -> int:
        """Add a place."""
        self._places.append(name)
        return len(self._places) - 1

    def silent(self, inputs: Iterable[int], outputs: Iterable[int]) -> None:
        """Add a silent transition."""
        self.step(None, (), inputs, outputs)

    def step(self, label: str | None, ids: tuple[str, ...], inputs: Iterable[int], outputs: Iterable[int]) -> None:
        """Add a transition; one without label carries no ids."""
        kind = "silent" if label is None else "step"
        self._names.append(f"{kind} {len(self._names)}")
        self._labels.append(label)
        self._ids.append(() if label is None else ids)
        self._arcs.append((tuple(inputs), tuple(outputs)))

    def net(self) -> PetriNet:
        """Return the net as it is now: one token in the start, complete with one token in the end."""
        n_places = len(self._places)
        return PetriNet(
            places=tuple(self._places),
            transitions=tuple(self._names),
            labels=tuple(self._labels),
            elements=tuple(self._ids),
            inputs=tuple(arcs_of(inputs) for inputs, _ in self._arcs),
            outputs=tuple(arcs_of(outputs) for _, outputs in self._arcs),
            initial_marking=tuple(int(place == self.start) for place in range(n_places)),
            final_markings=(tuple(int(place == self.end) for place in range(n_places)),),
        )
