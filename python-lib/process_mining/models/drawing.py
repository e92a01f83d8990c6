"""What a BPMN diagram without pools shows: events, tasks and gateways, and the flows between them."""
from __future__ import annotations

from dataclasses import dataclass

START, END, TASK = "startEvent", "endEvent", "task"
EXCLUSIVE, PARALLEL, INCLUSIVE = "exclusiveGateway", "parallelGateway", "inclusiveGateway"


@dataclass(frozen=True)
class Shape:
    """One symbol: its kind, as BPMN calls it, and its name."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Drawing:
    """Shapes by number, the start event first, and flows as pairs of numbers, each once."""

    shapes: tuple[Shape, ...]
    flows: tuple[tuple[int, int], ...]


class DrawingBuilder:
    """A drawing in the making, where gateways may still be too many."""

    def __init__(self) -> None:
        self.shapes: dict[int, Shape] = {}
        self.flows: dict[tuple[int, int], None] = {}
        self.start, self.end = self.add(START), self.add(END)

    def add(self, kind: str, name: str = "") -> int:
        """Add a shape."""
        number = len(self.shapes)
        self.shapes[number] = Shape(kind, name)
        return number

    def connect(self, source: int, target: int) -> None:
        """Add a flow; a second one between the same shapes says nothing new."""
        self.flows[source, target] = None

    def drawing(self) -> Drawing:
        """Return the drawing with superfluous gateways removed and neighbours of one kind fused."""
        removed = dict.fromkeys(self.shapes, False)
        incoming: dict[int, dict[int, None]] = {number: {} for number in self.shapes}
        outgoing: dict[int, dict[int, None]] = {number: {} for number in self.shapes}
        for source, target in self.flows:
            outgoing[source][target] = None
            incoming[target][source] = None
        changed = True
        while changed:
            changed = False
            for number in self.shapes:
                if not removed[number] and self._removes(number, incoming, outgoing):
                    removed[number] = changed = True
        kept = [number for number in self.shapes if not removed[number]]
        position = {number: place for place, number in enumerate(kept)}
        flows = [(position[source], position[target]) for source in kept for target in outgoing[source]]
        return Drawing(tuple(self.shapes[number] for number in kept), tuple(flows))

    def _removes(
        self, number: int, incoming: dict[int, dict[int, None]], outgoing: dict[int, dict[int, None]]
    ) -> bool:
        """Remove a gateway that only passes on, or let its neighbour of the same kind take its place."""
        kind = self.shapes[number].kind
        if kind not in (EXCLUSIVE, PARALLEL, INCLUSIVE):
            return False
        if kind == EXCLUSIVE and number in outgoing[number]:
            del outgoing[number][number], incoming[number][number]
        passes_on = len(incoming[number]) == len(outgoing[number]) == 1
        if not passes_on and (kind == INCLUSIVE or not self._fuses(number, kind, incoming, outgoing)):
            return False
        for source in incoming[number]:
            del outgoing[source][number]
            outgoing[source].update(outgoing[number])
        for target in outgoing[number]:
            del incoming[target][number]
            incoming[target].update(incoming[number])
        incoming[number], outgoing[number] = {}, {}
        return True

    def _fuses(
        self, number: int, kind: str, incoming: dict[int, dict[int, None]], outgoing: dict[int, dict[int, None]]
    ) -> bool:
        """Tell whether a join leads straight into a join of its kind, or a split comes straight from one."""
        if len(outgoing[number]) == 1:
            (target,) = outgoing[number]
            return target != number and self.shapes[target].kind == kind and len(outgoing[target]) == 1
        if len(incoming[number]) == 1:
            (source,) = incoming[number]
            return source != number and self.shapes[source].kind == kind and len(incoming[source]) == 1
        return False
