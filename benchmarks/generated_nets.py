"""Seed -> Petri nets of nested blocks, runs of them, and runs with deviations; for tests and benchmarks."""
from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from process_mining.petri_net import PetriNet, arcs_of

Shares = tuple[float, float, float, float]
"""How often a block is a sequence, a choice, parallel, a loop."""

MIXED: Shares = (0.4, 0.25, 0.25, 0.1)
WIDE: Shares = (0.55, 0.08, 0.33, 0.04)


@dataclass
class _Drawing:
    """A net that grows block by block."""

    rng: random.Random
    labels: Sequence[str]
    silent_share: float
    shares: Shares
    n_places: int = 0
    visible: list[str | None] = field(default_factory=list)
    inputs: list[list[int]] = field(default_factory=list)
    outputs: list[list[int]] = field(default_factory=list)
    next_label: int = 0

    def place(self) -> int:
        self.n_places += 1
        return self.n_places - 1

    def transition(self, label: str | None, inputs: list[int], outputs: list[int]) -> None:
        self.visible.append(label)
        self.inputs.append(inputs)
        self.outputs.append(outputs)

    def step(self, source: int, target: int) -> None:
        silent = self.rng.random() < self.silent_share
        self.transition(None if silent else self.label(), [source], [target])

    def label(self) -> str:
        if self.next_label < 0:
            return self.rng.choice(self.labels)
        self.next_label += 1
        return self.labels[self.next_label - 1]

    def block(self, n_leaves: int, source: int, target: int) -> None:
        if n_leaves == 1:
            self.step(source, target)
            return
        cut = self.rng.randint(1, n_leaves - 1)
        kind = self.rng.choices(("sequence", "choice", "parallel", "loop"), self.shares)[0]
        if kind == "sequence":
            middle = self.place()
            self.block(cut, source, middle)
            self.block(n_leaves - cut, middle, target)
        elif kind == "choice":
            self.block(cut, source, target)
            self.block(n_leaves - cut, source, target)
        elif kind == "parallel":
            self.parallel(n_leaves, min(n_leaves, self.rng.choice((2, 2, 3))), source, target)
        else:
            first, last = self.place(), self.place()
            self.transition(None, [source], [first])
            self.block(cut, first, last)
            self.block(n_leaves - cut, last, first)
            self.transition(None, [last], [target])

    def parallel(self, n_leaves: int, n_branches: int, source: int, target: int) -> None:
        cuts = sorted(self.rng.sample(range(1, n_leaves), n_branches - 1))
        entries = [self.place() for _ in range(n_branches)]
        exits = [self.place() for _ in range(n_branches)]
        self.transition(None, [source], entries)
        for low, high, entry, exit_ in zip([0, *cuts], [*cuts, n_leaves], entries, exits):
            self.block(high - low, entry, exit_)
        self.transition(None, exits, [target])

    def tie(self) -> None:
        """Let one random transition wait for another."""
        place = self.place()
        before, after = self.rng.sample(range(len(self.visible)), 2)
        self.outputs[before].append(place)
        self.inputs[after].append(place)

    def net(self, initial: int, final: int) -> PetriNet:
        n_transitions = len(self.visible)
        return PetriNet(
            places=tuple(f"p{place}" for place in range(self.n_places)),
            transitions=tuple(f"t{transition}" for transition in range(n_transitions)),
            labels=tuple(self.visible),
            elements=tuple((f"t{transition}",) for transition in range(n_transitions)),
            inputs=tuple(arcs_of(places) for places in self.inputs),
            outputs=tuple(arcs_of(places) for places in self.outputs),
            initial_marking=tuple(int(place == initial) for place in range(self.n_places)),
            final_markings=(tuple(int(place == final) for place in range(self.n_places)),),
        )


def mixed_net(rng: random.Random, n_leaves: int, labels: Sequence[str], n_ties: int = 0) -> PetriNet:
    """Return a small net of nested choices, loops, parallel and silent steps, labels used again and again.

    Ties are places from any transition to any other; with them a net may not fold, not be 1-safe or not end.
    """
    drawing = _Drawing(rng, labels, 0.15, MIXED, next_label=-1)
    start, end = drawing.place(), drawing.place()
    drawing.block(n_leaves, start, end)
    if len(drawing.visible) > 1:
        for _ in range(n_ties):
            drawing.tie()
    return drawing.net(start, end)


def wide_net(seed: int, n_branches: int, n_leaves: int, n_ties: int = 0) -> PetriNet:
    """Return a net with so many parallel branches, each of nested blocks, every visible label once.

    Ties are places from a first step of one big branch to a step of the next branch, both sure to happen.
    """
    drawing = _Drawing(random.Random(seed), [f"activity {number}" for number in range(n_leaves + 1)], 0.03, WIDE)
    start, middle, end = drawing.place(), drawing.place(), drawing.place()
    drawing.step(start, middle)
    if n_ties == 0:
        drawing.parallel(n_leaves, n_branches, middle, end)
    else:
        _tied_branches(drawing, n_leaves, n_branches, n_ties, middle, end)
    return drawing.net(start, end)


def _tied_branches(
    drawing: _Drawing, n_leaves: int, n_branches: int, n_ties: int, source: int, target: int
) -> None:
    """Add parallel branches of three sure steps with blocks between them, tied from branch to branch."""
    entries = [drawing.place() for _ in range(n_branches)]
    exits = [drawing.place() for _ in range(n_branches)]
    drawing.transition(None, [source], entries)
    sure: list[list[int]] = []
    for entry, exit_ in zip(entries, exits):
        steps, here = [], entry
        for _ in range(2):
            there, behind = drawing.place(), drawing.place()
            drawing.block(max(1, n_leaves // n_branches // 2 - 1), here, there)
            steps.append(len(drawing.visible))
            drawing.transition(drawing.label(), [there], [behind])
            here = behind
        drawing.transition(None, [here], [exit_])
        sure.append(steps)
    drawing.transition(None, exits, [target])
    for number in range(n_ties):
        place = drawing.place()
        one, other = number % n_branches, (number + 1) % n_branches
        drawing.outputs[sure[one][0]].append(place)
        drawing.inputs[sure[other][1]].append(place)


def random_run(net: PetriNet, rng: random.Random, most_steps: int = 200) -> list[str] | None:
    """Return the labels of a random run; None if it did not end within so many steps."""
    marking = list(net.initial_marking)
    run: list[str] = []
    near: dict[int, list[int]] = {}
    for transition, arcs in enumerate(net.inputs):
        for place, _ in arcs:
            near.setdefault(place, []).append(transition)
    for _ in range(most_steps):
        if tuple(marking) in net.final_markings:
            return run
        marked = [place for place, tokens in enumerate(marking) if tokens]
        candidates = sorted({transition for place in marked for transition in near.get(place, ())})
        ready = [t for t in candidates if all(marking[place] >= weight for place, weight in net.inputs[t])]
        if not ready:
            return None
        fired = rng.choice(ready)
        for place, weight in net.inputs[fired]:
            marking[place] -= weight
        for place, weight in net.outputs[fired]:
            marking[place] += weight
        if net.labels[fired] is not None:
            run.append(net.labels[fired] or "")
    return None


def with_deviations(trace: Sequence[str], rng: random.Random, labels: Sequence[str], n_deviations: int) -> list[str]:
    """Return a trace with events left out, put in (some unknown to the model) or moved."""
    events = list(trace)
    for _ in range(n_deviations):
        kind = rng.random()
        if kind < 0.35 and events:
            del events[rng.randrange(len(events))]
        elif kind < 0.7:
            events.insert(rng.randint(0, len(events)), rng.choice([*labels, "unknown"]))
        elif events:
            event = events.pop(rng.randrange(len(events)))
            events.insert(rng.randint(0, len(events)), event)
    return events


def wide_log(net: PetriNet, seed: int, n_traces: int, deviating_share: float = 0.05) -> list[tuple[str, ...]]:
    """Return distinct traces of a net, a share of their events left out, put in or moved."""
    rng = random.Random(seed)
    labels = net.visible_labels
    traces: dict[tuple[str, ...], None] = {}
    while len(traces) < n_traces:
        run = random_run(net, rng, 20 * net.n_transitions)
        if run is not None:
            traces[tuple(with_deviations(run, rng, labels, round(deviating_share * len(run))))] = None
    return list(traces)
