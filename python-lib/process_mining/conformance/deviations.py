"""Alignments and the cases behind them -> what deviates, where in the model, how often, and whether it takes longer."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from process_mining.conformance.alignment_problem import IntArray
from process_mining.conformance.alignments import Alignments, FloatArray

DeviationKind = Literal["skipped", "extra", "replaced", "out_of_order"]


@dataclass(frozen=True)
class Deviation:
    """One way in which cases differ from the model, at one place of it.

    Parameters
    ----------
    kind : {"skipped", "extra", "replaced", "out_of_order"}
    activity : str
        What was skipped, done besides, expected, or done at another place than the model says.
    other_activity : str or None
        What was done instead; only of ``replaced``.
    after, before : str or None
        The visible steps of the model around it; None at the start and at the end.
    cases : int
        Cases in which it occurs.
    share : float
        Of all cases scored, 0-1.
    execution_time_mean : float
        Mean execution time of those cases, in the unit of the totals given.
    execution_time_mean_others : float or None
        Mean execution time of the other cases; None if there are none.
    """

    kind: DeviationKind
    activity: str
    other_activity: str | None
    after: str | None
    before: str | None
    cases: int
    share: float
    execution_time_mean: float
    execution_time_mean_others: float | None


class DeviationPlace(NamedTuple):
    """What a deviation is, without who has it."""

    kind: DeviationKind
    activity: str
    other_activity: str | None
    after: str | None
    before: str | None


class VisibleMove(NamedTuple):
    """A move that shows: what event it has, what step, and what the two stand for."""

    activity: str | None
    label: str | None
    symbol: int


def find_deviations(
    alignments: Alignments, cases: IntArray, execution_time_totals: FloatArray
) -> list[Deviation]:
    """Count the deviations of alignments.

    Parameters
    ----------
    alignments : Alignments
    cases : IntArray, shape (n_sequences,)
        How many cases have each sequence.
    execution_time_totals : FloatArray, shape (n_sequences,)
        Execution time of all those cases together.

    Returns
    -------
    list of Deviation
        Most cases first; ties by kind, activity and place.

    Notes
    -----
    An activity that one alignment both skips and has extra is out of order there, as often as it can be paired, and
    is named where it happened. Of the rest, a log move next to a model move, with nothing visible between, replaces
    it. What is left was skipped or is extra. A case counts once for each deviation, however often it has it.
    """
    found: dict[DeviationPlace, list[int]] = {}
    for sequence in np.flatnonzero(alignments.deviations):
        for place in dict.fromkeys(deviations_of(_visible_moves(alignments, int(sequence)))):
            found.setdefault(place, []).append(int(sequence))
    rows = [_deviation(place, sequences, cases, execution_time_totals) for place, sequences in found.items()]
    return sorted(rows, key=_order)


def deviations_of(moves: Sequence[VisibleMove]) -> list[DeviationPlace]:
    """Return the deviations of one alignment in order, each as often as it occurs."""
    moved = _moved_symbols(moves)
    extra_left, skipped_left = Counter(moved), Counter(moved)
    found: list[DeviationPlace] = []
    waiting: int | None = None
    for number, move in enumerate(moves):
        if move.activity is not None and move.label is not None:
            waiting = None
            continue
        if move.activity is not None and extra_left[move.symbol] > 0:
            extra_left[move.symbol] -= 1
            found.append(DeviationPlace("out_of_order", move.activity, None, *_around(moves, number, number)))
            waiting = None
        elif move.label is not None and skipped_left[move.symbol] > 0:
            skipped_left[move.symbol] -= 1
            waiting = None
        elif waiting is not None and (moves[waiting].activity is None) != (move.activity is None):
            found[-1] = _replaced(moves, waiting, number)
            waiting = None
        else:
            found.append(_alone(moves, number))
            waiting = number
    return found


def _moved_symbols(moves: Iterable[VisibleMove]) -> Counter[int]:
    """Return how often each symbol is both extra and skipped."""
    known = [move for move in moves if move.symbol >= 0]
    extra = Counter(move.symbol for move in known if move.label is None)
    skipped = Counter(move.symbol for move in known if move.activity is None)
    return extra & skipped


def _alone(moves: Sequence[VisibleMove], number: int) -> DeviationPlace:
    move = moves[number]
    around = _around(moves, number, number)
    if move.activity is not None:
        return DeviationPlace("extra", move.activity, None, *around)
    return DeviationPlace("skipped", move.label or "", None, *around)


def _replaced(moves: Sequence[VisibleMove], one: int, other: int) -> DeviationPlace:
    log, model = (one, other) if moves[one].activity is not None else (other, one)
    return DeviationPlace("replaced", moves[model].label or "", moves[log].activity, *_around(moves, one, other))


def _around(moves: Sequence[VisibleMove], first: int, last: int) -> tuple[str | None, str | None]:
    """Return the labels of the model steps before and after some moves."""
    after = next((move.label for move in reversed(moves[:first]) if move.label is not None), None)
    before = next((move.label for move in moves[last + 1 :] if move.label is not None), None)
    return after, before


def _visible_moves(alignments: Alignments, sequence: int) -> list[VisibleMove]:
    """Return the moves of one alignment that show."""
    result = []
    for number in range(alignments.move_starts[sequence], alignments.move_starts[sequence + 1]):
        transition, event = alignments.transitions[number], alignments.positions[number]
        label = alignments.net.labels[transition] if transition >= 0 else None
        if event >= 0:
            code = alignments.activity_codes[event]
            result.append(VisibleMove(alignments.activities[code], label, int(alignments.activity_symbols[code])))
        elif label is not None:
            result.append(VisibleMove(None, label, alignments.transition_symbols[transition]))
    return result


def _deviation(place: DeviationPlace, sequences: list[int], cases: IntArray, totals: FloatArray) -> Deviation:
    n_cases, n_all = int(cases[sequences].sum()), int(cases.sum())
    total, n_others = float(totals[sequences].sum()), n_all - n_cases
    return Deviation(
        *place,
        cases=n_cases,
        share=n_cases / max(n_all, 1),
        execution_time_mean=total / max(n_cases, 1),
        execution_time_mean_others=(float(totals.sum()) - total) / n_others if n_others else None,
    )


def _order(row: Deviation) -> tuple[int, str, str, str, str, str]:
    return -row.cases, row.kind, row.activity, row.other_activity or "", row.after or "", row.before or ""
