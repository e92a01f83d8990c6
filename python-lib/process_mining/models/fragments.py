"""Turns a scope into a Petri net piece by piece: every flow a place, every node a small fragment."""
from __future__ import annotations

from collections.abc import Sequence

from process_mining.models.inclusive_blocks import InclusiveBlock, find_inclusive_blocks
from process_mining.models.net_builder import NetBuilder
from process_mining.models.token_flow import (
    JOIN_ALL,
    ONCE,
    SPLIT_ALL,
    SPLIT_SOME,
    ZERO_OR_MORE,
    AnyOrder,
    Body,
    EachAtMostOnce,
    Node,
    Pass,
    Scope,
    Split,
)

MAX_LISTED_CONDITIONS = 6
"""Up to so many conditional flows, every possible set of them is one transition; above, a chain decides one by one."""


def net_of_scope(scope: Scope) -> NetBuilder:
    """Return the net of a process, with the scopes inside.

    Parameters
    ----------
    scope : Scope
        Without anything that a fragment cannot say (see ``routes``).

    Returns
    -------
    NetBuilder
    """
    builder = NetBuilder()
    _ScopeFragments(builder, scope, "").connect(builder.start, builder.end)
    return builder


class _ScopeFragments:
    """Adds the fragments of one scope to a net."""

    def __init__(self, builder: NetBuilder, scope: Scope, prefix: str) -> None:
        self.builder, self.scope, self.prefix = builder, scope, prefix
        self.place_of = [builder.place(f"{prefix}{flow.id}") for flow in scope.flows]
        for place, flow in zip(self.place_of, scope.flows):
            builder.waits_for[place] = scope.nodes[flow.target]
        self.blocks = find_inclusive_blocks(scope)
        self.done_places = {
            flow: builder.place(f"{prefix}{scope.flows[flow].id} done")
            for block in self.blocks.values()
            if scope.nodes[block.split].split.kind == SPLIT_SOME
            for flow, _ in block.branches
        }
        self.end = builder.end

    def connect(self, start: int, end: int) -> None:
        """Add everything between a place where the scope starts and one where it ends."""
        self.end = end
        for entry in self.scope.entries:
            self.builder.silent([start], self._places(entry))
        for number, node in enumerate(self.scope.nodes):
            preset = self._joined(number, node)
            if preset:
                self._split(node, *self._worked(node, preset))

    def _places(self, flows: Sequence[int]) -> list[int]:
        return [self.place_of[flow] for flow in flows]

    def _new_place(self, node: Node, what: str) -> int:
        return self.builder.place(f"{self.prefix}{node.ref.id} {what}")

    def _one_place(self, node: Node, places: list[int], what: str) -> int:
        """Return the only place, or a new one that takes a token from all of them."""
        if len(places) == 1:
            return places[0]
        place = self._new_place(node, what)
        self.builder.silent(places, [place])
        return place

    def _merged(self, node: Node, places: list[int], what: str) -> int:
        """Return the only place, or a new one that takes each token of each of them."""
        if len(places) == 1:
            return places[0]
        merged = self._new_place(node, what)
        for place in places:
            self.builder.silent([place], [merged])
        return merged

    def _joined(self, number: int, node: Node) -> list[int]:
        """Return the places from which a node takes one token each; none if nothing leads to it."""
        places = self._places(node.incoming)
        if not places:
            return []
        block = self.blocks.get(number)
        if block is not None:
            return self._joined_branches(node, block)
        return places if node.join == JOIN_ALL else [self._merged(node, places, "in")]

    def _joined_branches(self, node: Node, block: InclusiveBlock) -> list[int]:
        """Return what an inclusive join waits for: it depends on the split that it closes."""
        kind = self.scope.nodes[block.split].split.kind
        if kind == SPLIT_ALL:
            return [self._merged(node, self._places(flows), f"branch {flow}") for flow, flows in block.branches]
        if kind != SPLIT_SOME:
            return [self._merged(node, self._places(node.incoming), "in")]
        for flow, flows in block.branches:
            for place in self._places(flows):
                self.builder.silent([place], [self.done_places[flow]])
        return [self.done_places[flow] for flow, _ in block.branches]

    def _worked(self, node: Node, preset: list[int]) -> tuple[list[int], str | None]:
        """Return the places that the end of a node's work takes its tokens from, and the label seen then."""
        if node.work == Pass() and not node.boundaries:
            return preset, node.label
        ready = self._one_place(node, preset, "ready")
        if node.work != Pass():
            inner = self._new_place(node, "begun")
            self.builder.silent([ready], [inner])
            ready = inner
        for boundary in node.boundaries:
            entry = self.place_of[boundary.entry]
            self.builder.silent([ready], [entry])
            if node.seen_when_interrupted and node.work == Pass():
                self.builder.step(node.label, node.ids, [ready], [entry])
        if isinstance(node.work, EachAtMostOnce):
            return self._each_at_most_once(node, node.work, ready), node.label
        if isinstance(node.work, AnyOrder):
            return [self._any_order(node, node.work, ready)], None
        if node.work == Pass():
            return [ready], node.label
        return [self._loop(node, ready)], None

    def _any_order(self, node: Node, work: AnyOrder, ready: int) -> int:
        """Add a place where every step may happen again and again, after a first one if one is asked for."""
        if not work.at_least_one:
            for activity in work.activities:
                self.builder.step(activity.label, activity.ids, [ready], [ready])
            return ready
        done = self._new_place(node, "done")
        for activity in work.activities:
            self.builder.step(activity.label, activity.ids, [ready], [done])
        self.builder.silent([done], [ready])
        return done

    def _each_at_most_once(self, node: Node, work: EachAtMostOnce, ready: int) -> list[int]:
        """Add steps side by side, each of which may be left out."""
        possible = [self._new_place(node, f"{number} possible") for number in range(len(work.activities))]
        settled = [self._new_place(node, f"{number} settled") for number in range(len(work.activities))]
        self.builder.silent([ready], possible)
        for activity, before, after in zip(work.activities, possible, settled):
            self.builder.step(activity.label, activity.ids, [before], [after])
            self.builder.silent([before], [after])
        return settled

    def _loop(self, node: Node, ready: int) -> int:
        """Add a step or a scope that may repeat."""
        done = self._new_place(node, "done")
        loop = node.work.loop if isinstance(node.work, (Pass, Body)) else ONCE
        if isinstance(node.work, Body):
            inner = _ScopeFragments(self.builder, node.work.scope, f"{self.prefix}{node.ref.id}/")
            inner.connect(ready, done)
        else:
            self.builder.step(node.label, node.ids, [ready], [done])
        if loop != ONCE:
            self.builder.silent([done], [ready])
        if loop == ZERO_OR_MORE:
            self.builder.silent([ready], [done])
        return done

    def _split(self, node: Node, preset: list[int], label: str | None) -> None:
        """Add the end of a node: the label is seen, and tokens are given."""
        if not node.split.flows:
            self.builder.step(label, node.ids, preset, [self.end])
            return
        is_closed = node.split.kind == SPLIT_SOME and node.split.flows[0] in self.done_places
        is_chain = is_closed or len(node.split.optional) > MAX_LISTED_CONDITIONS
        if node.split.kind == SPLIT_SOME and is_chain:
            self._chain(node, node.split, self._seen(node, preset, label, always=True))
            return
        alternatives = node.split.alternatives()
        if len(alternatives) > 1:
            preset, label = self._seen(node, preset, label, always=False), None
        for flows in alternatives:
            self.builder.step(label, node.ids, preset, self._places(flows))

    def _seen(self, node: Node, preset: list[int], label: str | None, always: bool) -> list[int]:
        """Return one place after the visible step, so that the choice that follows is silent."""
        if label is None and len(preset) == 1 and not always:
            return preset
        after = self._new_place(node, "chooses")
        self.builder.step(label, node.ids, preset, [after])
        return [after]

    def _chain(self, node: Node, split: Split, preset: list[int]) -> None:
        """Add the choice of a non-empty set of flows, each set in exactly one way, in linear size.

        The first flow taken settles the ones before it as not taken and leaves the ones after it free; each free one
        is then taken or not. In a closed block a flow not taken tells the join at once.
        """
        branches = split.optional
        default = () if split.default is None else (split.default,)
        free = {flow: self._new_place(node, f"may take {self.scope.flows[flow].id}") for flow in branches[1:]}
        always = self._places(split.always)
        for position, flow in enumerate(branches):
            left_out = self._left_out((*branches[:position], *default))
            later = [free[other] for other in branches[position + 1 :]]
            self.builder.silent(preset, [*always, *left_out, self.place_of[flow], *later])
        for flow, place in free.items():
            self.builder.silent([place], [self.place_of[flow]])
            self.builder.silent([place], self._left_out((flow,)))
        if default:
            self.builder.silent(preset, [*always, self.place_of[default[0]], *self._left_out(branches)])
        elif always:
            self.builder.silent(preset, always)

    def _left_out(self, flows: Sequence[int]) -> list[int]:
        """Return the places that tell a join that these branches are not coming; none outside closed blocks."""
        return [self.done_places[flow] for flow in flows if flow in self.done_places]
