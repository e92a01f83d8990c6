"""Finds inclusive joins that close one split, branch by branch, so that they need not be played to be understood."""
from __future__ import annotations

from dataclasses import dataclass

import networkx

from process_mining.models.token_flow import JOIN_INCLUSIVE, Scope

_BEFORE_ALL = -1


@dataclass(frozen=True)
class InclusiveBlock:
    """A split and the inclusive gateway that joins exactly its branches.

    Parameters
    ----------
    split, join : int
        Numbers of nodes.
    branches : tuple of (int, tuple of int)
        For each outgoing flow of the split, the flows in which its branch reaches the join.
    """

    split: int
    join: int
    branches: tuple[tuple[int, tuple[int, ...]], ...]


def find_inclusive_blocks(scope: Scope) -> dict[int, InclusiveBlock]:
    """Return the block that each inclusive join closes; joins that close none are missing.

    Parameters
    ----------
    scope : Scope

    Returns
    -------
    dict of int to InclusiveBlock
        By number of the joining node.

    Notes
    -----
    Where branches are disjoint, every way to the join last meets at its split: the split is the immediate dominator.
    """
    joins = [number for number, node in enumerate(scope.nodes) if node.join == JOIN_INCLUSIVE]
    if not joins:
        return {}
    dominators = networkx.immediate_dominators(_graph(scope), _BEFORE_ALL)
    found = {join: _block(scope, dominators.get(join, _BEFORE_ALL), join) for join in joins}
    return {join: block for join, block in found.items() if block is not None}


def _graph(scope: Scope) -> networkx.DiGraph:
    """Return which node leads to which, boundary events as ways out of their activities."""
    graph = networkx.DiGraph()
    graph.add_node(_BEFORE_ALL)
    graph.add_edges_from((_BEFORE_ALL, scope.flows[flow].target) for entry in scope.entries for flow in entry)
    for number in range(len(scope.nodes)):
        graph.add_edges_from((number, scope.flows[flow].target) for flow in _ways_out(scope, number))
    return graph


def _ways_out(scope: Scope, number: int) -> list[int]:
    node = scope.nodes[number]
    return [*node.split.flows, *(boundary.entry for boundary in node.boundaries)]


def _block(scope: Scope, split: int, join: int) -> InclusiveBlock | None:
    """Return the block of a split and a join if every branch leads from the one to the other and nowhere else."""
    if split in (_BEFORE_ALL, join):
        return None
    node = scope.nodes[split]
    if node.split.always or node.boundaries or len(node.split.flows) < 2:
        return None
    branches = []
    taken: set[int] = set()
    for flow in node.split.flows:
        inside = _branch(scope, flow, split, join)
        if inside is None or not taken.isdisjoint(inside):
            return None
        taken |= inside
        reaches = tuple(sorted(inside.intersection(scope.nodes[join].incoming)))
        if not reaches:
            return None
        branches.append((flow, reaches))
    if not taken.issuperset(scope.nodes[join].incoming):
        return None
    return InclusiveBlock(split, join, tuple(branches))


def _branch(scope: Scope, first: int, split: int, join: int) -> set[int] | None:
    """Return the flows from the first one of a branch to the join; None if something else enters, leaves or ends."""
    inside: set[int] = set()
    waiting = [first]
    while waiting:
        flow = waiting.pop()
        target = scope.flows[flow].target
        if flow in inside:
            continue
        inside.add(flow)
        if target == join:
            continue
        if target == split or not scope.nodes[target].split.flows or scope.nodes[target].throw is not None:
            return None
        waiting.extend(_ways_out(scope, target))
    targets = {scope.flows[flow].target for flow in inside} - {join}
    entered = {flow for target in targets for flow in scope.nodes[target].incoming}
    return inside if inside.issuperset(entered) else None
