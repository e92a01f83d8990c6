"""Petri net -> nest of regions and parallel blocks, so that no product of parallel branches is ever built."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from process_mining.conformance.fold_fragments import fold_smallest_fragment, marking_region
from process_mining.conformance.fold_workspace import Fragment, Workspace, workspace_of
from process_mining.conformance.folded_net import DoesNotFold, FoldedNet
from process_mining.petri_net import PetriNet

MOST_MARKINGS = 1500


def fold_net(net: PetriNet, symbols: Sequence[int], most_markings: int = MOST_MARKINGS) -> FoldedNet:
    """Fold a net from the inside out.

    Parameters
    ----------
    net : PetriNet
        With exactly one final marking.
    symbols : sequence of int, shape (n_transitions,)
        What an event must show to go with a transition; -1 for silent ones.
    most_markings : int
        Largest number of markings of a fragment that has to be written out.

    Returns
    -------
    FoldedNet

    Raises
    ------
    DoesNotFold
        If the net has weights or several tokens on a place, or a fragment has too many markings.

    Notes
    -----
    1. *Regions.* Places joined by steps with one input and one output form a region: one token walks through it.
    2. *Blocks.* Regions entered by one arc each from the same split and left by one arc each to the same join run in
       parallel; together they become one step between that split and that join.
    3. *Leftovers.* What lies between a split and a join without being such regions (branches tied together by extra
       places) is written out as the markings it can reach, the smallest first, and folding goes on.
    4. *Shared symbols.* Parallel regions that wait for the same symbol are written out together, so that the
       regions of a block never compete for an event.

    A net that folds to one region with one token is 1-safe; written-out fragments are checked marking by marking.
    """
    workspace = workspace_of(net, symbols)
    while _fold_blocks(workspace, most_markings) or fold_smallest_fragment(workspace, _make_block, most_markings):
        pass
    return workspace.folded(_top_region(workspace, most_markings))


class _Arc(NamedTuple):
    """An arc between a split or join and a place of a region."""

    step: int
    place: int


class _Candidate(NamedTuple):
    """A region that may become part of a block."""

    places: frozenset[int]
    steps: tuple[int, ...]
    entry: int
    exit: int


def _fold_blocks(workspace: Workspace, most_markings: int) -> bool:
    """Fold every split and join with at least two regions between them; tell whether there was one."""
    groups = {ends: found for ends, found in _region_groups(workspace).items() if len(found) > 1}
    for (split, join), candidates in groups.items():
        regions = [
            workspace.add_machine(
                Fragment(
                    tuple(workspace.steps[step] for step in candidate.steps),
                    frozenset({candidate.entry}),
                    frozenset({candidate.exit}),
                )
            )
            for candidate in candidates
        ]
        whole = Fragment(
            (),
            frozenset(candidate.entry for candidate in candidates),
            frozenset(candidate.exit for candidate in candidates),
        )
        gone = [step for candidate in candidates for step in candidate.steps]
        workspace.replace_by_block(split, join, gone, whole, _make_block(workspace, regions, most_markings))
    return bool(groups)


def _region_groups(workspace: Workspace) -> dict[tuple[int, int], list[_Candidate]]:
    """Return the regions with one entry and one exit, by the split and the join they lie between."""
    root = _region_roots(workspace)
    entries: dict[int, list[_Arc]] = {}
    exits: dict[int, list[_Arc]] = {}
    own: dict[int, list[int]] = {}
    places: dict[int, set[int]] = {}
    for place in sorted(workspace.places):
        places.setdefault(root[place], set()).add(place)
    for number, step in workspace.steps.items():
        if step.is_plain:
            own.setdefault(root[min(step.inputs)], []).append(number)
            continue
        for place in sorted(step.inputs):
            exits.setdefault(root[place], []).append(_Arc(number, place))
        for place in sorted(step.outputs):
            entries.setdefault(root[place], []).append(_Arc(number, place))
    groups: dict[tuple[int, int], list[_Candidate]] = {}
    for region, inside in places.items():
        enters, leaves = entries.get(region, []), exits.get(region, [])
        if len(enters) != 1 or len(leaves) != 1 or inside & workspace.marked or enters[0].step == leaves[0].step:
            continue
        candidate = _Candidate(frozenset(inside), tuple(own.get(region, ())), enters[0].place, leaves[0].place)
        groups.setdefault((enters[0].step, leaves[0].step), []).append(candidate)
    return groups


def _region_roots(workspace: Workspace) -> dict[int, int]:
    """Return for each place the place that stands for its region."""
    root = {place: place for place in workspace.places}

    def find(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for step in workspace.steps.values():
        if step.is_plain:
            root[find(min(step.inputs))] = find(min(step.outputs))
    return {place: find(place) for place in workspace.places}


def _make_block(workspace: Workspace, regions: Iterable[int], most_markings: int) -> int:
    """Keep regions as one block; those that share a symbol are written out together first."""
    merged = []
    for group in _groups_by_symbol(workspace, regions):
        if len(group) == 1:
            merged.append(group[0])
            continue
        together = [workspace.fragments[region] for region in group]
        steps = tuple(step for fragment in together for step in fragment.steps)
        entries = frozenset().union(*(fragment.entries for fragment in together))
        exits = frozenset().union(*(fragment.exits for fragment in together))
        merged.append(marking_region(workspace, Fragment(steps, entries, exits), most_markings))
    return workspace.add_block(merged)


def _groups_by_symbol(workspace: Workspace, regions: Iterable[int]) -> list[list[int]]:
    """Return the regions in groups so that regions of different groups share no symbol."""
    groups: list[tuple[list[int], frozenset[int]]] = []
    for region in regions:
        members, symbols = [region], workspace.region_symbols[region]
        apart = []
        for other, seen in groups:
            if seen & symbols:
                members, symbols = other + members, seen | symbols
            else:
                apart.append((other, seen))
        groups = [*apart, (members, symbols)]
    return [members for members, _ in groups]


def _top_region(workspace: Workspace, most_markings: int) -> int:
    """Return the outermost region: a state machine where all is folded, else the markings of the rest."""
    steps = tuple(workspace.steps[number] for number in sorted(workspace.steps))
    rest = Fragment(steps, workspace.initial, workspace.final)
    root = _region_roots(workspace)
    ends = {root[place] for place in workspace.marked}
    folded = all(step.is_plain for step in steps)
    if not folded or len(ends) != 1 or len(workspace.initial) != 1 or len(workspace.final) != 1:
        return marking_region(workspace, rest, most_markings)
    inside = tuple(step for step in steps if root[min(step.inputs)] in ends)
    return workspace.add_machine(rest._replace(steps=inside))


__all__ = ["MOST_MARKINGS", "DoesNotFold", "fold_net"]
