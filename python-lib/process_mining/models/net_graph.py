"""A Petri net with plain arcs as sets that can be changed, for rules that shrink a net step by step."""
from __future__ import annotations

from process_mining.petri_net import PetriNet


class NetGraph:
    """Places and transitions by number, and who feeds whom.

    Attributes
    ----------
    inputs, outputs : dict of int to set of int
        For each transition that is left, its places.
    producers, consumers : dict of int to set of int
        For each place that is left, its transitions.

    Parameters
    ----------
    net : PetriNet
        All arcs of weight one.
    """

    def __init__(self, net: PetriNet) -> None:
        self.inputs = {number: {place for place, _ in arcs} for number, arcs in enumerate(net.inputs)}
        self.outputs = {number: {place for place, _ in arcs} for number, arcs in enumerate(net.outputs)}
        self.producers: dict[int, set[int]] = {place: set() for place in range(net.n_places)}
        self.consumers: dict[int, set[int]] = {place: set() for place in range(net.n_places)}
        for transition in self.inputs:
            for place in self.inputs[transition]:
                self.consumers[place].add(transition)
            for place in self.outputs[transition]:
                self.producers[place].add(transition)

    def remove_transition(self, transition: int) -> None:
        """Take a transition out."""
        for place in self.inputs.pop(transition):
            self.consumers[place].discard(transition)
        for place in self.outputs.pop(transition):
            self.producers[place].discard(transition)

    def remove_place(self, place: int) -> None:
        """Take a place out."""
        for transition in self.producers.pop(place):
            self.outputs[transition].discard(place)
        for transition in self.consumers.pop(place):
            self.inputs[transition].discard(place)

    def merge_places(self, kept: int, gone: int) -> None:
        """Let one place take over all arcs of another.

        No transition may touch both, or its weight of two would be lost.
        """
        for transition in self.producers[gone]:
            self.outputs[transition].add(kept)
            self.producers[kept].add(transition)
        for transition in self.consumers[gone]:
            self.inputs[transition].add(kept)
            self.consumers[kept].add(transition)
        self.remove_place(gone)

    def touch_same_side(self, first: int, second: int) -> bool:
        """Tell whether some transition takes from both places, or gives to both."""
        both_taken = self.consumers[first] & self.consumers[second]
        return bool(both_taken or self.producers[first] & self.producers[second])
