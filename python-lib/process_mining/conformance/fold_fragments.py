"""Fragments whose branches are tied together -> regions whose states are the markings they can reach."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from process_mining.conformance.fold_workspace import Fragment, Places, Step, Workspace
from process_mining.conformance.folded_net import NONE, DoesNotFold, Edge, region_of_edges

MakeBlock = Callable[[Workspace, Iterable[int], int], int]
_MOST_SEARCH_STEPS = 3_000_000


class _Between(NamedTuple):
    """A fragment with the split and the join around it and the numbers of its steps."""

    n_places: int
    split: int
    join: int
    steps: tuple[int, ...]
    fragment: Fragment


class _Explored(NamedTuple):
    """Markings by number, the edges between them, and a block that has to be taken apart (-1 if none)."""

    markings: list[Places]
    edges: list[Edge]
    tied_block: int


def fold_smallest_fragment(workspace: Workspace, make_block: MakeBlock, most_markings: int) -> bool:
    """Write out the smallest fragment between a split and a join that does not fold; tell whether there was one."""
    for found in sorted(_fragments(workspace), key=lambda found: found[:3]):
        n_regions = len(workspace.regions)
        try:
            region = marking_region(workspace, found.fragment, most_markings)
            _require_nothing_left_behind(workspace, found, most_markings)
        except DoesNotFold:
            del workspace.regions[n_regions:], workspace.fragments[n_regions:], workspace.region_symbols[n_regions:]
            continue
        block = make_block(workspace, [region], most_markings)
        workspace.replace_by_block(found.split, found.join, found.steps, found.fragment, block)
        return True
    return False


def marking_region(workspace: Workspace, fragment: Fragment, most_markings: int) -> int:
    """Write a fragment out as a region and return its number.

    A block stays one edge only where nothing else can move while it runs; elsewhere its regions are put back.

    Raises
    ------
    DoesNotFold
        If it has too many markings, is not 1-safe or cannot be left.
    """
    steps = fragment.steps
    while True:
        explored = _explore(steps, fragment.entries, most_markings)
        if explored.tied_block == NONE:
            break
        steps = workspace.expanded(steps, explored.tied_block)
    numbers = {marking: number for number, marking in enumerate(explored.markings)}
    if fragment.exits not in numbers:
        raise DoesNotFold("a fragment cannot end")
    region = region_of_edges(explored.edges, 0, numbers[fragment.exits])
    return workspace.add_region(region, fragment._replace(steps=steps))


def _explore(steps: Sequence[Step], start: Places, most_markings: int) -> _Explored:
    """Return the markings that can be reached from a marking."""
    waiting = _steps_by_input(steps)
    numbers = {start: 0}
    markings = [start]
    edges: list[Edge] = []
    for marking in markings:
        for number in _enabled(steps, waiting, marking):
            step = steps[number]
            rest = marking - step.inputs
            if step.block != NONE and _enabled(steps, waiting, rest):
                return _Explored(markings, edges, step.block)
            if rest & step.outputs:
                raise DoesNotFold("a fragment is not 1-safe")
            after = rest | step.outputs
            if after not in numbers:
                numbers[after] = len(markings)
                markings.append(after)
                if len(markings) > most_markings:
                    raise DoesNotFold(f"a fragment has more than {most_markings} markings")
            edges.append(Edge(numbers[marking], numbers[after], step.transition, step.block))
    return _Explored(markings, edges, NONE)


def _steps_by_input(steps: Sequence[Step]) -> dict[int, list[int]]:
    waiting: dict[int, list[int]] = {}
    for number, step in enumerate(steps):
        for place in step.inputs:
            waiting.setdefault(place, []).append(number)
    return waiting


def _enabled(steps: Sequence[Step], waiting: dict[int, list[int]], marking: Places) -> list[int]:
    """Return the numbers of the steps that can fire, ascending."""
    near = {number for place in marking for number in waiting.get(place, ())}
    return sorted(number for number in near if steps[number].inputs <= marking)


def _require_nothing_left_behind(workspace: Workspace, found: _Between, most_markings: int) -> None:
    """Refuse a fragment that its join can leave while tokens stay inside that may matter later.

    The region knows only the ends where nothing stays behind. Another end can be part of a complete run if the rest
    can vanish, can let the join fire again, or is there when the fragment is entered again.
    """
    fragment = found.fragment
    explored = _explore_apart(workspace, fragment.steps, fragment.entries, most_markings)
    rests = {marking - fragment.exits for marking in explored.markings if marking > fragment.exits}
    if not rests:
        return
    if _can_return(workspace, found):
        raise DoesNotFold("tokens stay behind in a fragment that can be entered again")
    for rest in sorted(rests, key=sorted):
        for marking in _explore_apart(workspace, fragment.steps, rest, most_markings).markings:
            if not marking or marking >= fragment.exits:
                raise DoesNotFold("tokens that stay behind in a fragment can still leave it")


def _explore_apart(workspace: Workspace, steps: tuple[Step, ...], start: Places, most_markings: int) -> _Explored:
    """Explore with every block taken apart that something else can move beside."""
    while True:
        explored = _explore(steps, start, most_markings)
        if explored.tied_block == NONE:
            return explored
        steps = workspace.expanded(steps, explored.tied_block)


def _can_return(workspace: Workspace, found: _Between) -> bool:
    """Tell whether the split can be reached from the join."""
    inside = set(found.steps)
    waiting: dict[int, list[int]] = {}
    for number, step in workspace.steps.items():
        for place in () if number in inside else sorted(step.inputs):
            waiting.setdefault(place, []).append(number)
    seen, open_ = {found.join}, [found.join]
    while open_:
        for place in workspace.steps[open_.pop()].outputs:
            for number in waiting.get(place, ()):
                if number not in seen:
                    seen.add(number)
                    open_.append(number)
    return found.split in seen


def _fragments(workspace: Workspace) -> list[_Between]:
    """Return every connected part of the net that only one split fills and only one join empties."""
    splits = [number for number, step in workspace.steps.items() if len(step.outputs) > 1]
    joins = [number for number, step in workspace.steps.items() if len(step.inputs) > 1]
    if len(splits) * len(joins) * len(workspace.steps) > _MOST_SEARCH_STEPS:
        return []
    users: dict[int, list[int]] = {place: [] for place in workspace.places}
    for number, step in workspace.steps.items():
        for place in step.inputs | step.outputs:
            users[place].append(number)
    found: list[_Between] = []
    for split in splits:
        for join in joins:
            if split != join:
                found.extend(_fragments_between(workspace, users, split, join))
    return found


def _fragments_between(
    workspace: Workspace, users: dict[int, list[int]], split: int, join: int
) -> Iterable[_Between]:
    """Return the fragments between one split and one join."""
    before, after = workspace.steps[split], workspace.steps[join]
    seen: set[int] = set()
    for start in sorted(before.outputs):
        if start in seen:
            continue
        part = _connected_part(workspace, users, start, {split, join})
        if part is None:
            continue
        places, numbers = part
        seen |= places
        entries, exits = before.outputs & places, after.inputs & places
        if not exits or places & before.inputs or places & after.outputs:
            continue
        is_all = entries == before.outputs and exits == after.inputs and len(numbers) + 2 == len(workspace.steps)
        if is_all or all(workspace.steps[number].is_plain for number in numbers):
            continue
        steps = tuple(workspace.steps[number] for number in numbers)
        yield _Between(len(places), split, join, numbers, Fragment(steps, entries, exits))


def _connected_part(
    workspace: Workspace, users: dict[int, list[int]], start: int, borders: set[int]
) -> tuple[set[int], tuple[int, ...]] | None:
    """Return the places and steps connected with a place without crossing the borders; None if it meets an end."""
    places, steps, open_ = {start}, set(borders), [start]
    while open_:
        place = open_.pop()
        if place in workspace.marked:
            return None
        for number in users[place]:
            if number in steps:
                continue
            steps.add(number)
            for other in workspace.steps[number].inputs | workspace.steps[number].outputs:
                if other not in places:
                    places.add(other)
                    open_.append(other)
    return places, tuple(sorted(steps - borders))
