"""Turns rows of a dataset into the byte stream that a DSS sends: tab separated, UTF-8, dates in milliseconds."""
from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO, cast

from sandbox.errors import ReadBrokenError, SandboxError, SchemaError, shown
from sandbox.instants import to_milliseconds
from sandbox.stored import StoredDataset
from sandbox.text_rows import encode_row

FORMATS = ("tsv-excel-noheader", "tsv-excel-header")

_ROWS_AT_ONCE = 1_000
_SEED = 1337

# Session id -> why its read broke off, "" while it did not.
_sessions: dict[str, str] = {}


def chosen_columns(schema: Sequence[dict], columns: Sequence[str] | None) -> list[int]:
    """Return the places of the columns asked for, in the order asked.

    The names travel as one text, parted by commas: a name that holds one cannot be asked for.
    """
    names = [column["name"] for column in schema]
    if columns is None:
        return list(range(len(names)))
    wanted = ",".join(columns).split(",")
    for name in wanted:
        if name not in names:
            raise SchemaError(f"Unknown column {shown(name)}; the dataset's columns: {', '.join(names)}.")
    return [names.index(name) for name in dict.fromkeys(wanted)]


@dataclass(frozen=True)
class Sample:
    """Which rows are read: the first `limit` (None: all), or each with the chance `ratio`."""

    method: str = "head"
    limit: int | None = None
    ratio: float | None = None

    def __post_init__(self) -> None:
        if self.method not in ("head", "random"):
            raise SandboxError(f"The sandbox samples by 'head' and 'random', not by {shown(self.method)}.")

    @classmethod
    def of_dss(cls, described: dict | None) -> Sample:
        """Return the sample that a DSS sampling object describes."""
        method = (described or {}).get("samplingMethod", "FULL")
        if method == "FULL":
            return cls()
        return cls("head" if method == "HEAD_SEQUENTIAL" else method, (described or {}).get("maxRecords"))


def sampled_rows(dataset: StoredDataset, columns: Sequence[str] | None, sample: Sample) -> Iterator[list[str]]:
    """Yield the chosen cells of the chosen rows as they stand in the stream."""
    schema = dataset.read_schema()
    places = chosen_columns(schema, columns)
    instants = [at for at, place in enumerate(places) if schema[place]["type"] == "date"]
    for row in _sampled(dataset.iter_rows(), sample):
        cells = [row[place] for place in places]
        for at in instants:
            cells[at] = to_milliseconds(cells[at])
        yield cells


def _sampled(rows: Iterator[list[str]], sample: Sample) -> Iterator[list[str]]:
    if sample.method == "random" and sample.ratio is not None:
        chance, ratio = random.Random(_SEED), sample.ratio
        rows = (row for row in rows if chance.random() < ratio)
    return islice(rows, sample.limit)


class _RowStream(io.RawIOBase):
    """Rows as bytes; when reading them fails the stream just ends, as over HTTP, and the session knows why."""

    def __init__(self, lines: Iterator[str], session: str | None) -> None:
        self._lines = lines
        self._session = session
        self._waiting = b""
        if session is not None:
            _sessions[session] = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self._waiting:
            self._waiting = self._next_bytes()
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size

    def _next_bytes(self) -> bytes:
        ready: list[str] = []
        try:
            ready.extend(islice(self._lines, _ROWS_AT_ONCE))
        except SandboxError as error:
            if self._session is not None:
                _sessions[self._session] = str(error)
        return "".join(ready).encode("utf-8")


def open_stream(rows: Iterator[list[str]], header: Sequence[str] | None, session: str | None) -> BinaryIO:
    """Return rows as a binary file in Excel's tab separated form, to be closed."""

    def lines() -> Iterator[str]:
        if header is not None:
            yield encode_row(header, "\t")
        for row in rows:
            yield encode_row(row, "\t")

    return cast(BinaryIO, io.BufferedReader(_RowStream(lines(), session), 2**16))


def verify_session(session: str) -> None:
    """Raise when the stream of a session broke off, or nothing was read under it."""
    if session not in _sessions:
        raise ReadBrokenError(f"No read has the session id {shown(session)}.")
    if _sessions[session]:
        raise ReadBrokenError(f"Reading dataset failed: {_sessions[session]}")


def forget_session(session: str) -> None:
    """Drop a session that nobody else can ask for."""
    _sessions.pop(session, None)
