"""Says where the tokens of a state wait, and where two lie on one flow."""
from __future__ import annotations

from process_mining.models.reference_model import ElementRef
from process_mining.models.token_flow import JOIN_EACH, Body, Node, Scope
from process_mining.models.token_state import State


def waiting_nodes(scope: Scope, state: State) -> list[Node]:
    """Return the nodes that hold tokens in a state, scopes inside included."""
    nodes = [scope.nodes[scope.flows[flow].target] for flow in dict.fromkeys(state.tokens)]
    for number in dict.fromkeys(item.node for item in state.running):
        nodes.append(scope.nodes[number])
        nodes.extend(node for inner in _inner(scope, state, number) for node in waiting_nodes(*inner))
    return nodes


def place_to_blame(nodes: list[Node]) -> ElementRef | None:
    """Return the element at which runs get stuck: a join that waits for more if there is one."""
    joins = [node for node in nodes if node.join != JOIN_EACH and len(node.incoming) > 1]
    return (joins or nodes)[0].ref if nodes else None


def doubled_flows(scope: Scope, state: State) -> list[ElementRef]:
    """Return the elements with two tokens on one flow into them, scopes inside included."""
    found = [
        scope.nodes[scope.flows[flow].target].ref
        for flow, following in zip(state.tokens, state.tokens[1:])
        if flow == following
    ]
    for number in dict.fromkeys(item.node for item in state.running):
        found.extend(ref for inner in _inner(scope, state, number) for ref in doubled_flows(*inner))
    return found


def _inner(scope: Scope, state: State, number: int) -> list[tuple[Scope, State]]:
    """Return the scopes at work inside a node, with their states."""
    work = scope.nodes[number].work
    if not isinstance(work, Body):
        return []
    return [(work.scope, item.inner) for item in state.running if item.node == number and item.inner is not None]
