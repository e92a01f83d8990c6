"""Results by what they are made of, as many as fit into so many bytes; shared by threads."""
from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how much memory it takes."""

    @property
    def n_bytes(self) -> int:
        """Return the bytes it takes, nearly."""


Result = TypeVar("Result", bound=Sized)


class BoundedCache(Generic[Result]):
    """Keeps the results that were used last.

    Parameters
    ----------
    most_bytes : int
        What was not used for longest is let go when all take more than this.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._lock = most_bytes, threading.Lock()
        self._results: OrderedDict[str, Result] = OrderedDict()

    def get(self, key: str) -> Result | None:
        """Return what is known under a key."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
            return self._results.get(key)

    def keep(self, key: str, result: Result) -> Result:
        """Keep a result under its key, and return it; a key is long only by what was asked, and counts as well."""
        with self._lock:
            self._results[key] = result
            while sum(kept.n_bytes + len(name) for name, kept in self._results.items()) > self._most_bytes:
                self._results.popitem(last=False)
        return result
