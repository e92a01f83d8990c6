"""Decides whether a process can become a net fragment by fragment, or has to be played in full."""
from __future__ import annotations

from dataclasses import dataclass, replace

from process_mining.models.fragments import net_of_scope
from process_mining.models.inclusive_blocks import find_inclusive_blocks
from process_mining.models.net_builder import NetBuilder
from process_mining.models.soundness import Soundness, check_soundness
from process_mining.models.token_flow import (
    JOIN_INCLUSIVE,
    ONCE,
    AnyOrder,
    Body,
    EachAtMostOnce,
    Node,
    Pass,
    Scope,
    scopes_of,
)


@dataclass(frozen=True)
class FlatCheck:
    """The net of the outermost scope, scopes inside as one step each, and what is known about its runs."""

    builder: NetBuilder
    soundness: Soundness


def check_fragments(scope: Scope) -> FlatCheck | None:
    """Return what is known about the runs of a process if fragments say all of it; None if it has to be played.

    Parameters
    ----------
    scope : Scope

    Returns
    -------
    FlatCheck or None

    Notes
    -----
    Fragments put the end of every scope in one place. That is right only if at most one token is ever left to end, and
    if a scope inside is never entered twice at once; each scope is checked on its own for that, with the scopes inside
    as single steps. A single scope that can get stuck is still right as fragments.
    """
    scopes = scopes_of(scope)
    if any(_needs_play(inner) for inner in scopes):
        return None
    checks = [_check_alone(inner) for inner in scopes]
    if any(check.soundness.doubled is not None or check.soundness.unclean for check in checks):
        return None
    if len(scopes) > 1 and not all(check.soundness.is_sound for check in checks):
        return None
    return checks[0]


def _needs_play(scope: Scope) -> bool:
    """Tell whether a scope has something that no fragment can say."""
    if scope.event_sub_processes or any(_is_beyond_fragments(node) for node in scope.nodes):
        return True
    n_inclusive = sum(node.join == JOIN_INCLUSIVE for node in scope.nodes)
    return n_inclusive > len(find_inclusive_blocks(scope))


def _is_beyond_fragments(node: Node) -> bool:
    if node.throw is not None and node.throw.kind in ("error", "cancel"):
        return True
    if any(not boundary.interrupts or boundary.catches is not None for boundary in node.boundaries):
        return True
    return bool(node.boundaries) and isinstance(node.work, (Body, AnyOrder, EachAtMostOnce))


def _check_alone(scope: Scope) -> FlatCheck:
    """Return what is known about the runs of one scope, everything inside its nodes as one step."""
    nodes = tuple(node if isinstance(node.work, Pass) else replace(node, work=Pass(ONCE)) for node in scope.nodes)
    builder = net_of_scope(replace(scope, nodes=nodes))
    return FlatCheck(builder, check_soundness(builder.net()))
