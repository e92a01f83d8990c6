"""Moves of an alignment as values with a kind, an activity, a model label and element ids."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MoveKind = Literal["synchronous", "log", "model", "silent"]


@dataclass(frozen=True)
class Move:
    """One step of an alignment.

    Parameters
    ----------
    kind : {"synchronous", "log", "model", "silent"}
        Event and model step together; an event without a step; a visible step without an event; a silent step.
    activity : str or None
        Activity of the event; None without one.
    label : str or None
        Label of the model step; None without one and for a silent step.
    elements : tuple of str
        Ids of the model elements that the step stands for.
    """

    kind: MoveKind
    activity: str | None
    label: str | None
    elements: tuple[str, ...] = ()


def make_move(activity: str | None, label: str | None, elements: tuple[str, ...], has_step: bool) -> Move:
    """Return the move of an event, a model step, or both.

    Examples
    --------
    >>> make_move("pay", "Pay", ("t1",), True).kind
    'synchronous'
    >>> make_move(None, None, ("gateway",), True).kind
    'silent'
    """
    if not has_step:
        return Move("log", activity, None)
    if activity is not None:
        return Move("synchronous", activity, label, elements)
    return Move("silent" if label is None else "model", None, label, elements)


def move_records(moves: Iterable[Move]) -> list[dict[str, object]]:
    """Return moves as they are written to the alignments table; silent moves only where they carry element ids.

    Examples
    --------
    >>> move_records([Move("silent", None, None), Move("log", "pay", None)])
    [{'kind': 'log', 'activity': 'pay', 'label': None, 'elements': []}]
    """
    return [
        {"kind": move.kind, "activity": move.activity, "label": move.label, "elements": list(move.elements)}
        for move in moves
        if move.kind != "silent" or move.elements
    ]
