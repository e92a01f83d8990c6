"""Turns the bytes of an XES file into traces, by a streaming parser that refuses what it cannot bound."""
from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from sandbox.errors import UnreadableFileError, shown

from .table import open_bytes
from .xes_values import DSS_TYPES

_CHUNK_BYTES = 2**18
_DEEPEST = 50
_LONGEST_TOKEN_BYTES = 2**26
_MOST_BYTES = 2**36

Attributes = dict[str, tuple[str, str]]
"""Key -> (name of the element, text)."""


@dataclass
class Skipped:
    """How much was not read because a table of events has no place for it."""

    nested: int = 0
    collections: int = 0
    empty_traces: int = 0

    def sentence(self) -> str:
        """Return in words what was left out; empty when it was nothing."""
        counts = {
            "nested attributes": self.nested, "lists and containers": self.collections,
            "traces without events": self.empty_traces,
        }
        return ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)


@dataclass
class Trace:
    """One trace: its own attributes and those of its events."""

    attributes: Attributes = field(default_factory=dict)
    events: list[Attributes] = field(default_factory=list)


class _Reading:
    """The parser's state: the elements around it, the trace being read, the traces ready to be taken."""

    def __init__(self, path: Path, skipped: Skipped) -> None:
        self.path = path
        self.ready: list[Trace] = []
        self.skipped = skipped
        self.n_bytes = 0
        self._open: list[str] = []
        self._trace = Trace()
        self._target: Attributes | None = None
        self._target_depth = 0
        self._local: dict[str, str] = {}
        self.parser = self._make_parser()

    def _make_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.buffer_text = True
        return parser

    def place(self) -> str:
        return f"line {self.parser.CurrentLineNumber:,}, column {self.parser.CurrentColumnNumber + 1:,}"

    def refuse(self, problem: str) -> UnreadableFileError:
        return UnreadableFileError(self.path, problem, self.place())

    def _refuse_doctype(self, *_: object) -> None:
        raise self.refuse("it declares a document type or entities, which no event log needs. Remove the DOCTYPE.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        opened = self._open
        depth = len(opened)
        name = self._local.get(tag) or self._local.setdefault(tag, tag.rpartition(":")[2])
        opened.append(name)
        if self._target is not None and depth > self._target_depth and name != "event":
            if depth == self._target_depth + 1:
                self._take(name, attributes)
            elif "key" in attributes:
                self.skipped.nested += 1
            if depth >= _DEEPEST:
                raise self.refuse(f"its elements are nested more than {_DEEPEST} deep.")
        elif depth == 0:
            if name != "log":
                raise self.refuse(f"its root element is {shown(name)}, not log, so it is no XES file.")
        elif name == "trace" and depth == 1:
            self._trace = Trace()
            self._target, self._target_depth = self._trace.attributes, depth
        elif name == "event" and depth <= 2 and opened[depth - 1] in ("trace", "log"):
            event: Attributes = {}
            self._trace.events.append(event)
            self._target, self._target_depth = event, depth
        elif depth >= _DEEPEST:
            raise self.refuse(f"its elements are nested more than {_DEEPEST} deep.")

    def _take(self, element: str, attributes: dict[str, str]) -> None:
        """Keep one attribute of the trace or event being read."""
        key = attributes.get("key")
        if element not in DSS_TYPES:
            self.skipped.collections += key is not None
        elif not key:
            raise self.refuse(f"a {element} attribute has no key.")
        elif self._target is not None:
            self._target[key] = element, attributes.get("value", "")

    def _end(self, tag: str) -> None:
        depth = len(self._open) - 1
        name = self._open.pop()
        if depth != self._target_depth or self._target is None:
            return
        if name == "event" and depth == 2:
            self._target, self._target_depth = self._trace.attributes, 1
        else:
            self.ready.append(self._trace)
            self._trace, self._target = Trace(), None


def iter_traces(path: Path, skipped: Skipped) -> Iterator[Trace]:
    """Yield the traces of an XES file; an event outside any trace comes as a trace without attributes.

    Parameters
    ----------
    path : Path
        `.xes` or `.xes.gz`.
    skipped : Skipped
        Counts what a table has no place for; right when all traces are taken.

    Yields
    ------
    Trace
        In file order.

    Raises
    ------
    UnreadableFileError
        With line and column: malformed or truncated XML, no XES, a DOCTYPE, more depth or length than an event log has.
    """
    reading = _Reading(path, skipped)
    for chunk in _chunks(path, reading):
        _feed(reading, chunk, last=not chunk)
        yield from reading.ready
        reading.ready.clear()


def _feed(reading: _Reading, chunk: bytes, last: bool) -> None:
    """Parse one more chunk; refuse a file whose parser waits for the end of one endless tag or text."""
    reading.n_bytes += len(chunk)
    try:
        reading.parser.Parse(chunk, last)
        if reading.n_bytes - reading.parser.CurrentByteIndex > _LONGEST_TOKEN_BYTES:
            raise reading.refuse(f"a tag is longer than {_LONGEST_TOKEN_BYTES:,} bytes.")
    except expat.ExpatError as error:
        place = f"line {error.lineno:,}, column {error.offset + 1:,}"
        why = expat.errors.messages.get(error.code, "unknown fault")
        raise UnreadableFileError(reading.path, f"its XML breaks off or is malformed ({why}).", place) from error
    except LookupError as error:
        raise UnreadableFileError(reading.path, f"it names an encoding that nobody knows ({error}).") from error


def _chunks(path: Path, reading: _Reading) -> Iterator[bytes]:
    """Yield the bytes of a file, and an empty chunk behind the last."""
    try:
        with open_bytes(path) as file:
            while chunk := file.read(_CHUNK_BYTES):
                if reading.n_bytes > _MOST_BYTES:
                    raise reading.refuse(f"it is longer than {_MOST_BYTES:,} bytes.")
                yield chunk
    except (EOFError, zlib.error, OSError) as error:
        place = f"after {reading.place()}"
        raise UnreadableFileError(path, f"the file breaks off or is damaged ({error}).", place) from error
    yield b""
