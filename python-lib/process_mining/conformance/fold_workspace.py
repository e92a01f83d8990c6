"""The half-folded net: what is left to fold, and the regions and blocks found so far."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from process_mining.conformance.folded_net import NONE, DoesNotFold, Edge, FoldedNet, Region, region_of_edges
from process_mining.petri_net import PetriNet

Places = frozenset[int]
Symbols = frozenset[int]


class Step(NamedTuple):
    """A transition of the half-folded net: one of the net, a block that is already folded, or plain routing."""

    inputs: Places
    outputs: Places
    transition: int = NONE
    block: int = NONE

    @property
    def is_plain(self) -> bool:
        """Whether it moves one token from one place to another."""
        return len(self.inputs) == 1 and len(self.outputs) == 1


class Fragment(NamedTuple):
    """A part of the net between the places that a split fills and those that a join empties."""

    steps: tuple[Step, ...]
    entries: Places
    exits: Places


@dataclass
class Workspace:
    """A net while it is folded; steps and places shrink, regions and blocks grow."""

    symbols: Sequence[int]
    steps: dict[int, Step]
    places: set[int]
    initial: Places
    final: Places
    next_place: int
    regions: list[Region] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    region_symbols: list[Symbols] = field(default_factory=list)
    blocks: list[tuple[int, ...]] = field(default_factory=list)
    block_symbols: list[Symbols] = field(default_factory=list)

    @property
    def marked(self) -> Places:
        """Places with a token at the start or at the end: no block may hide them."""
        return self.initial | self.final

    def new_place(self) -> int:
        """Return the number of a place that did not exist."""
        self.next_place += 1
        return self.next_place - 1

    def add_region(self, region: Region, fragment: Fragment) -> int:
        """Keep a region with the steps it was made of, and return its number."""
        self.regions.append(region)
        self.fragments.append(fragment)
        self.region_symbols.append(self.symbols_of(fragment.steps))
        return len(self.regions) - 1

    def add_machine(self, fragment: Fragment) -> int:
        """Keep a fragment of plain steps with one entry and one exit as a region whose states are its places."""
        edges = [Edge(min(step.inputs), min(step.outputs), step.transition, step.block) for step in fragment.steps]
        return self.add_region(region_of_edges(edges, min(fragment.entries), min(fragment.exits)), fragment)

    def add_block(self, regions: Sequence[int]) -> int:
        """Keep regions as a block, and return its number."""
        self.blocks.append(tuple(regions))
        self.block_symbols.append(frozenset().union(*(self.region_symbols[region] for region in regions)))
        return len(self.blocks) - 1

    def symbols_of(self, steps: Iterable[Step]) -> Symbols:
        """Return the symbols that any of the steps can show."""
        found: set[int] = set()
        for step in steps:
            if step.block != NONE:
                found |= self.block_symbols[step.block]
            elif step.transition != NONE:
                found.add(self.symbols[step.transition])
        return frozenset(found - {NONE})

    def replace_by_block(self, split: int, join: int, gone: Iterable[int], fragment: Fragment, block: int) -> None:
        """Put one step for a block in the place of everything between a split and a join."""
        inside = set(fragment.entries | fragment.exits)
        for number in gone:
            step = self.steps.pop(number)
            inside |= step.inputs | step.outputs
        self.places -= inside
        entry, exit_ = self.new_place(), self.new_place()
        self.places |= {entry, exit_}
        before, after = self.steps[split], self.steps[join]
        self.steps[split] = before._replace(outputs=before.outputs - fragment.entries | {entry})
        self.steps[join] = self.steps[join]._replace(inputs=after.inputs - fragment.exits | {exit_})
        self.steps[max(self.steps) + 1] = Step(frozenset({entry}), frozenset({exit_}), block=block)

    def expanded(self, steps: Iterable[Step], block: int) -> tuple[Step, ...]:
        """Return the steps with a block's regions put back between routing steps, on places of their own."""
        result: list[Step] = []
        for step in steps:
            if step.block != block:
                result.append(step)
                continue
            entries: Places = frozenset()
            exits: Places = frozenset()
            for region in self.blocks[block]:
                copy = self._copied(self.fragments[region])
                result.extend(copy.steps)
                entries, exits = entries | copy.entries, exits | copy.exits
            result += [Step(step.inputs, entries), Step(exits, step.outputs)]
        return tuple(result)

    def _copied(self, fragment: Fragment) -> Fragment:
        """Return a fragment on new places."""
        new: dict[int, int] = {}

        def renamed(places: Places) -> Places:
            return frozenset(new.setdefault(place, self.next_place + len(new)) for place in sorted(places))

        steps = tuple(
            step._replace(inputs=renamed(step.inputs), outputs=renamed(step.outputs)) for step in fragment.steps
        )
        copy = Fragment(steps, renamed(fragment.entries), renamed(fragment.exits))
        self.next_place += len(new)
        return copy

    def folded(self, top: int) -> FoldedNet:
        """Return what the top region needs, inner parts first."""
        regions: dict[int, int] = {}
        blocks: dict[int, int] = {}
        visiting = [(top, False)]
        while visiting:
            region, seen = visiting.pop()
            if region in regions:
                continue
            inner = sorted({edge.block for edge in self.regions[region].edges} - {NONE} - blocks.keys())
            if seen:
                blocks.update(zip(inner, range(len(blocks), len(blocks) + len(inner))))
                regions[region] = len(regions)
                continue
            visiting.append((region, True))
            visiting.extend((child, False) for block in reversed(inner) for child in reversed(self.blocks[block]))
        return FoldedNet(
            tuple(_renumbered(self.regions[region], blocks) for region in regions),
            tuple(tuple(regions[region] for region in self.blocks[block]) for block in blocks),
        )


def workspace_of(net: PetriNet, symbols: Sequence[int]) -> Workspace:
    """Return a net as steps that can be folded.

    Raises
    ------
    DoesNotFold
        If an arc has a weight, a transition takes nothing, or a place starts or ends with several tokens.
    """
    if any(weight != 1 for arcs in (*net.inputs, *net.outputs) for _, weight in arcs):
        raise DoesNotFold("arcs with weights")
    if not all(net.inputs):
        raise DoesNotFold("a transition that takes no token")
    final = net.final_markings[0]
    if max(*net.initial_marking, *final) > 1:
        raise DoesNotFold("a place with several tokens")
    steps = {
        transition: Step(
            frozenset(place for place, _ in net.inputs[transition]),
            frozenset(place for place, _ in net.outputs[transition]),
            transition,
        )
        for transition in range(net.n_transitions)
    }
    return Workspace(
        symbols=symbols,
        steps=steps,
        places=set(range(net.n_places)),
        initial=frozenset(place for place, tokens in enumerate(net.initial_marking) if tokens),
        final=frozenset(place for place, tokens in enumerate(final) if tokens),
        next_place=net.n_places,
    )


def _renumbered(region: Region, blocks: dict[int, int]) -> Region:
    edges = tuple(
        edge if edge.block == NONE else edge._replace(block=blocks[edge.block]) for edge in region.edges
    )
    return region._replace(edges=edges)
