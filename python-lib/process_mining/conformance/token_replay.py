"""Activity sequences and a Petri net -> tokens produced, consumed, missing and remaining, and fitness from them."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from process_mining.conformance.alignment_problem import NO_SYMBOL, IntArray, Sequences, pose_problem
from process_mining.petri_net import Marking, PetriNet, enabled, fire

FloatArray = npt.NDArray[np.float64]
_MOST_SILENT_MARKINGS = 2_000


@dataclass(frozen=True)
class TokenReplay:
    """Token counts of each sequence.

    Parameters
    ----------
    produced, consumed, missing, remaining : IntArray, shape (n_sequences,)
        The initial marking counts as produced, the final marking as consumed.

    Notes
    -----
    ``fitness = 1/2 (1 - missing / consumed) + 1/2 (1 - remaining / produced)`` for one sequence, and with sums over
    all cases for a log. A term whose denominator is 0 is 1.

    References
    ----------
    Rozinat, van der Aalst, "Conformance checking of processes based on monitoring real behavior", Information Systems
    33(1), 2008. PM4Py ignores activities unknown to the model by default; here each adds one to all four counts.
    """

    produced: IntArray
    consumed: IntArray
    missing: IntArray
    remaining: IntArray

    @property
    def fitness(self) -> FloatArray:
        """Fitness of each sequence, 0-1."""
        found: FloatArray = _fitness(self.produced, self.consumed, self.missing, self.remaining)
        return found

    def log_fitness(self, cases: IntArray) -> float:
        """Return the fitness of a log in which each sequence occurs in so many cases: tokens are summed first."""
        sums = [(cases * counts).sum() for counts in (self.produced, self.consumed, self.missing, self.remaining)]
        return float(_fitness(*(np.array([total]) for total in sums))[0])


def replay_tokens(
    net: PetriNet, variants: Sequences, activity_codes_by_label: Mapping[str, Collection[int]] | None = None
) -> TokenReplay:
    """Replay sequences on a net, putting in the tokens that are missing.

    Parameters
    ----------
    net : PetriNet
    variants : Sequences
    activity_codes_by_label : mapping of model label to activity codes, optional
        As in ``align_variants``.

    Returns
    -------
    TokenReplay

    Notes
    -----
    An event fires an enabled transition with its label, the first in the order of the net. If none is enabled, the
    shortest sequence of silent transitions that enables one is fired before; if there is none, the transition that
    lacks the fewest tokens fires and those are missing. At the end silent transitions fire as long as that brings the
    marking closer to a final one. At most 2,000 markings are looked at for one choice of silent transitions.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> from process_mining.petri_net import net_from_arcs
    >>> net = net_from_arcs({"t": ("start", "A", "p"), "u": ("p", "B", "end")})
    >>> log = SimpleNamespace(activities=("A", "B"), sequence_starts=np.array([0, 1]), activity_codes=np.array([1]))
    >>> replay = replay_tokens(net, log)
    >>> replay.missing.tolist(), replay.remaining.tolist(), replay.fitness.tolist()
    ([1], [1], [0.5])
    """
    problem = pose_problem(net, variants.activities, activity_codes_by_label)
    replayer = _Replayer(net, problem.transition_symbols[: net.n_transitions])
    counts = np.zeros((len(variants.sequence_starts) - 1, 4), np.int64)
    for sequence in range(len(counts)):
        first, last = variants.sequence_starts[sequence], variants.sequence_starts[sequence + 1]
        counts[sequence] = replayer.replay(problem.activity_symbols[variants.activity_codes[first:last]].tolist())
    return TokenReplay(*(counts[:, column] for column in range(4)))


def _fitness(produced: IntArray, consumed: IntArray, missing: IntArray, remaining: IntArray) -> FloatArray:
    return 0.5 * (1 - missing / np.maximum(consumed, 1)) + 0.5 * (1 - remaining / np.maximum(produced, 1))


_Step = tuple[Marking, tuple[int, int, int]]
"""The marking after a step, and tokens produced, consumed and missing by it."""


class _Replayer:
    """Replays sequences on one net; what an event does in a marking is worked out once."""

    def __init__(self, net: PetriNet, symbols: Sequence[int]) -> None:
        self.net = net
        self.taken = [sum(weight for _, weight in arcs) for arcs in net.inputs]
        self.given = [sum(weight for _, weight in arcs) for arcs in net.outputs]
        self.by_symbol: dict[int, list[int]] = {}
        for transition, symbol in enumerate(symbols):
            if symbol != NO_SYMBOL:
                self.by_symbol.setdefault(symbol, []).append(transition)
        self.steps: dict[tuple[Marking, int], _Step] = {}
        self.ends: dict[Marking, tuple[int, int, int, int]] = {}

    def replay(self, symbols: Sequence[int]) -> tuple[int, int, int, int]:
        """Return tokens produced, consumed, missing and remaining for the symbols of a sequence."""
        marking = self.net.initial_marking
        produced, consumed, missing, n_unknown = sum(marking), 0, 0, 0
        for symbol in symbols:
            if symbol == NO_SYMBOL:
                n_unknown += 1
                continue
            if (marking, symbol) not in self.steps:
                self.steps[marking, symbol] = self._step(marking, symbol)
            marking, (given, taken, lacking) = self.steps[marking, symbol]
            produced, consumed, missing = produced + given, consumed + taken, missing + lacking
        if marking not in self.ends:
            self.ends[marking] = self._end(marking)
        given, taken, lacking, remaining = self.ends[marking]
        return (
            produced + given + n_unknown,
            consumed + taken + n_unknown,
            missing + lacking + n_unknown,
            remaining + n_unknown,
        )

    def _step(self, marking: Marking, symbol: int) -> _Step:
        """Return what an event does in a marking."""
        candidates = self.by_symbol[symbol]
        for before, given, taken in self._after_silent(marking):
            for transition in candidates:
                if self._lacking(before, transition) == 0:
                    after = fire(self.net, before, transition)
                    return after, (given + self.given[transition], taken + self.taken[transition], 0)
        transition = min(candidates, key=lambda candidate: (self._lacking(marking, candidate), candidate))
        lacking = self._lacking(marking, transition)
        filled = list(marking)
        for place, weight in self.net.inputs[transition]:
            filled[place] = max(filled[place], weight)
        after = fire(self.net, tuple(filled), transition)
        return after, (self.given[transition], self.taken[transition], lacking)

    def _end(self, marking: Marking) -> tuple[int, int, int, int]:
        """Return tokens produced, consumed, missing and remaining at the end, the final marking consumed."""
        best: tuple[int, int, int, int] | None = None
        for before, given, taken in self._after_silent(marking):
            for final in self.net.final_markings:
                missing = sum(max(0, wanted - there) for wanted, there in zip(final, before))
                remaining = sum(max(0, there - wanted) for wanted, there in zip(final, before))
                if best is None or missing + remaining < best[2] + best[3]:
                    best = (given, taken + sum(final), missing, remaining)
            if best is not None and best[2] + best[3] == 0:
                break
        if best is None:
            raise AssertionError("a net has at least one final marking")
        return best

    def _lacking(self, marking: Marking, transition: int) -> int:
        return sum(max(0, weight - marking[place]) for place, weight in self.net.inputs[transition])

    def _after_silent(self, marking: Marking) -> Iterator[tuple[Marking, int, int]]:
        """Yield markings that silent transitions lead to, nearest first, with tokens produced and consumed."""
        seen, queue = {marking}, [(marking, 0, 0)]
        for before, given, taken in queue:
            yield before, given, taken
            for transition in enabled(self.net, before):
                if self.net.labels[transition] is not None:
                    continue
                after = fire(self.net, before, transition)
                if after not in seen and len(seen) < _MOST_SILENT_MARKINGS:
                    seen.add(after)
                    queue.append((after, given + self.given[transition], taken + self.taken[transition]))
