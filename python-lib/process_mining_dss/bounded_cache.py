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
        What was not used for longest is let go when all take more than this; what alone takes more is not kept.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._n_bytes, self._lock = most_bytes, 0, threading.Lock()
        self._results: OrderedDict[str, tuple[Result, int]] = OrderedDict()

    def get(self, key: str) -> Result | None:
        """Return what is known under a key."""
        with self._lock:
            if key not in self._results:
                return None
            self._results.move_to_end(key)
            return self._results[key][0]

    def keep(self, key: str, result: Result) -> Result:
        """Keep a result under its key, and return it; a key is long only by what was asked, and counts as well."""
        n_bytes = result.n_bytes + len(key)
        if n_bytes > self._most_bytes:
            return result
        with self._lock:
            if key in self._results:
                self._n_bytes -= self._results.pop(key)[1]
            self._results[key] = result, n_bytes
            self._n_bytes += n_bytes
            while self._n_bytes > self._most_bytes:
                _, (_, freed) = self._results.popitem(last=False)
                self._n_bytes -= freed
        return result
