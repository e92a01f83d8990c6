"""Where the token game of a scope stands, and what one step of it shows."""
from __future__ import annotations

from typing import NamedTuple

from process_mining.models.token_flow import Throw


class Running(NamedTuple):
    """A node at work.

    Parameters
    ----------
    node : int
    phase : tuple of int
        Of a repeated step or a free block: (0,) before the first step, (1,) after it. Of an "each at most once" block:
        the steps still possible. Of an event sub-process: (1,) if it interrupted its scope.
    inner : State
        Of a node with a scope inside.
    fired : tuple of int
        Boundary events that have come and may not come again.
    """

    node: int
    phase: tuple[int, ...] = (0,)
    inner: State | None = None
    fired: tuple[int, ...] = ()


class State(NamedTuple):
    """Where a scope is: flows with tokens, sorted, as often as there are tokens; and nodes at work, sorted."""

    tokens: tuple[int, ...] = ()
    running: tuple[Running, ...] = ()


EMPTY = State()
"""Nothing is left to do: the scope is complete."""


class Step(NamedTuple):
    """What may happen next: what the log shows, the state after it, and a throw that nothing in the scope catches."""

    label: str | None
    ids: tuple[str, ...]
    state: State
    throw: Throw | None = None
