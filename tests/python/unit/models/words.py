"""The slow, obvious oracle of these tests: which label sequences lead a Petri net from its start to an end."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import inf

from process_mining.petri_net import Marking, PetriNet, enabled, fire

MarkingSet = frozenset[Marking]


class Words:
    """The complete label sequences of a bounded net.

    Parameters
    ----------
    net : PetriNet
        With fewer than 200,000 reachable markings.
    """

    def __init__(self, net: PetriNet) -> None:
        self.final = set(net.final_markings)
        self.steps: dict[Marking, list[tuple[str | None, Marking]]] = {}
        waiting = [net.initial_marking]
        while waiting:
            marking = waiting.pop()
            if marking in self.steps:
                continue
            self.steps[marking] = [(net.labels[t], fire(net, marking, t)) for t in enabled(net, marking)]
            assert len(self.steps) < 200_000, "the net is too large for this oracle"
            waiting.extend(target for _, target in self.steps[marking])
        self.useful = self._markings_that_can_finish()
        self.start = self._silently([net.initial_marking])
        self._next: dict[MarkingSet, dict[str, MarkingSet]] = {}

    def by_length(self, n_lengths: int = 4) -> tuple[int, list[int]]:
        """Return the length of the shortest word and how many words have that length, one more, and so on."""
        counts: Counter[MarkingSet] = Counter({self.start: 1})
        length, found = 0, []
        while len(found) < n_lengths:
            ended = sum(count for markings, count in counts.items() if markings & self.final)
            if ended or found:
                found.append(ended)
            following: Counter[MarkingSet] = Counter()
            for markings, count in counts.items():
                for target in self.after(markings).values():
                    following[target] += count
            counts, length = following, length + 1
            assert counts or found, "the net has no complete run"
        return length - len(found), found

    def total(self) -> float:
        """Return the number of words; inf if there is no bound."""
        known: dict[MarkingSet, float] = {}
        open_sets: set[MarkingSet] = set()

        def count(markings: MarkingSet) -> float:
            if markings in open_sets:
                return inf
            if markings not in known:
                open_sets.add(markings)
                known[markings] = bool(markings & self.final) + sum(map(count, self.after(markings).values()))
                open_sets.remove(markings)
            return known[markings]

        return count(self.start)

    def up_to(self, length: int) -> set[tuple[str, ...]]:
        """Return every word that is not longer than that."""
        words, found = {(): self.start}, set()
        for _ in range(length + 1):
            found.update(word for word, markings in words.items() if markings & self.final)
            words = {
                (*word, label): target
                for word, markings in words.items()
                for label, target in self.after(markings).items()
            }
        return found

    def accepts(self, word: str | tuple[str, ...]) -> bool:
        """Tell whether a word, as letters or as labels, is complete."""
        markings = self.start
        for label in word:
            markings = self.after(markings).get(label, frozenset())
        return bool(markings & self.final)

    def equals(self, other: Words) -> bool:
        """Tell whether two nets have the same words, of any length."""
        waiting, seen = [(self.start, other.start)], set()
        while waiting:
            pair = waiting.pop()
            if pair in seen:
                continue
            seen.add(pair)
            mine, theirs = self.after(pair[0]), other.after(pair[1])
            if bool(pair[0] & self.final) != bool(pair[1] & other.final) or set(mine) != set(theirs):
                return False
            waiting.extend((mine[label], theirs[label]) for label in mine)
        return True

    def after(self, markings: MarkingSet) -> dict[str, MarkingSet]:
        """Return where each label leads from a set of markings, silent steps included."""
        if markings not in self._next:
            moves: dict[str, set[Marking]] = {}
            for marking in markings:
                for label, target in self.steps[marking]:
                    if label is not None and target in self.useful:
                        moves.setdefault(label, set()).add(target)
            self._next[markings] = {label: self._silently(targets) for label, targets in sorted(moves.items())}
        return self._next[markings]

    def _silently(self, markings: Iterable[Marking]) -> MarkingSet:
        found: set[Marking] = set()
        waiting = [marking for marking in markings if marking in self.useful]
        while waiting:
            marking = waiting.pop()
            if marking not in found:
                found.add(marking)
                waiting.extend(t for label, t in self.steps[marking] if label is None and t in self.useful)
        return frozenset(found)

    def _markings_that_can_finish(self) -> set[Marking]:
        before: dict[Marking, list[Marking]] = {}
        for marking, steps in self.steps.items():
            for _, target in steps:
                before.setdefault(target, []).append(marking)
        waiting, found = [marking for marking in self.steps if marking in self.final], set()
        while waiting:
            marking = waiting.pop()
            if marking not in found:
                found.add(marking)
                waiting.extend(before.get(marking, ()))
        return found
