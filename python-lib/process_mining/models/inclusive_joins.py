"""Says when an inclusive gateway that joins may fire: when no token can still arrive that it should wait for."""
from __future__ import annotations

from collections.abc import Iterable

from process_mining.models.token_flow import Scope

Reach = dict[int, frozenset[int]]
"""For each flow, the incoming flows of one gateway that a token there can still get to."""


class InclusiveJoins:
    """The inclusive joins of one scope, with who can reach which of their incoming flows.

    Notes
    -----
    BPMN 2.0, 13.4.3: the gateway fires when some incoming flow holds a token and, for every other token of the scope
    that can reach an empty incoming flow without passing the gateway, that token can also reach a filled one. Paths
    stay in the scope; a boundary event is a way out of its activity.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._reach: dict[int, Reach] = {}

    def may_fire(self, gateway: int, tokens: Iterable[int], running: Iterable[int]) -> bool:
        """Tell whether a gateway with at least one token waits for nothing more.

        Parameters
        ----------
        gateway : int
            Number of the node.
        tokens : iterable of int
            Flows with a token.
        running : iterable of int
            Nodes that are at work.
        """
        incoming = frozenset(self.scope.nodes[gateway].incoming)
        filled = incoming.intersection(tokens)
        empty = incoming - filled
        if gateway not in self._reach:
            self._reach[gateway] = self._reach_of(gateway)
        reach = self._reach[gateway]
        elsewhere = [reach[flow] for flow in tokens if flow not in incoming]
        elsewhere.extend(self._reach_from_node(reach, number) for number in running)
        return not any(reached & empty and not reached & filled for reached in elsewhere)

    def _reach_from_node(self, reach: Reach, number: int) -> frozenset[int]:
        return frozenset().union(*(reach[flow] for flow in self._ways_out(number)))

    def _ways_out(self, number: int) -> list[int]:
        node = self.scope.nodes[number]
        return [*node.split.flows, *(boundary.entry for boundary in node.boundaries)]

    def _reach_of(self, gateway: int) -> Reach:
        """Follow the flows backwards from each incoming flow of a gateway."""
        before: dict[int, list[int]] = {}
        for number, node in enumerate(self.scope.nodes):
            for flow in self._ways_out(number) if number != gateway else ():
                before.setdefault(flow, []).extend(node.incoming)
        reached: dict[int, set[int]] = {flow: set() for flow in range(len(self.scope.flows))}
        for target in self.scope.nodes[gateway].incoming:
            waiting = [target]
            while waiting:
                flow = waiting.pop()
                if target not in reached[flow]:
                    reached[flow].add(target)
                    waiting.extend(before.get(flow, ()))
        return {flow: frozenset(targets) for flow, targets in reached.items()}
