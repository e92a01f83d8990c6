"""Turns separated text with a header into a table, each refusal with its line number."""
from __future__ import annotations

import csv
import zlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from sandbox.cells import canonical
from sandbox.errors import CellError, UnreadableFileError, shown
from sandbox.schema import Column, load_schema
from sandbox.text_rows import LONGEST_CELL

from .table import Table, open_bytes

_DELIMITERS = ",;\t|"
_HEADER_LINES = 50
_LONGEST_LINE = LONGEST_CELL


def read_csv(path: Path, delimiter: str | None = None) -> Table:
    """Read a CSV file: header, UTF-8 with or without byte order mark, double quotes, values as they are.

    Parameters
    ----------
    path : Path
        `.csv` or `.csv.gz`. All columns are strings unless `<file>.schema.json` or `<stem>.schema.json` lies beside it.
    delimiter : str, optional
        One character; without it, of comma, semicolon, tab and bar the one that parts the header into most columns.

    Returns
    -------
    Table
        Rows are read while they are taken, so errors of later lines come then.

    Raises
    ------
    UnreadableFileError
        For bytes that are not UTF-8, names that are empty or come twice, rows of another width than the header.

    Notes
    -----
    An empty line is skipped where there are several columns; with one column it is a missing value.
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise UnreadableFileError(path, f"the delimiter must be one character and no quote, not {shown(delimiter)}.")
    lines = _lines(path)
    head = list(islice(lines, _HEADER_LINES))
    if not head:
        raise UnreadableFileError(path, "it is empty; its first line must name the columns.")
    records = _records(path, chain(head, lines), delimiter or _guess_delimiter(head))
    _, names = next(records)
    _check_names(path, names)
    columns = _typed_columns(path, names)
    return Table(columns, _rows(path, records, columns))


def _lines(path: Path) -> Iterator[str]:
    """Yield the physical lines of a file, decoded."""
    number = 0
    try:
        with open_bytes(path) as file:
            while raw := file.readline(_LONGEST_LINE):
                number += 1
                yield _decode(path, raw, number)
    except (EOFError, zlib.error, OSError) as error:
        place = f"line {number + 1:,}"
        raise UnreadableFileError(path, f"the file breaks off or is damaged ({error}).", place) from error


def _decode(path: Path, raw: bytes, number: int) -> str:
    if number == 1:
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise UnreadableFileError(path, "it is UTF-16. Save it as UTF-8.", "line 1")
        if raw[:2] == b"\x1f\x8b":
            raise UnreadableFileError(path, "it is compressed with gzip. Give its name the ending .gz.", "line 1")
        raw = raw.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in raw:
        raise UnreadableFileError(path, "it holds a zero byte, so it is no text.", f"line {number:,}")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        found = shown(raw[error.start:error.end])
        raise UnreadableFileError(
            path, f"byte {error.start + 1} of the line is not UTF-8 ({found}). Save it as UTF-8.", f"line {number:,}"
        ) from error


def _guess_delimiter(head: list[str]) -> str:
    """Return the delimiter that parts the header into most columns; a comma where none parts it."""

    def n_columns(delimiter: str) -> int:
        try:
            return len(next(csv.reader(head, delimiter=delimiter), []))
        except csv.Error:
            # Said with its line when the file is read.
            return 0

    return max(_DELIMITERS, key=n_columns)


def _records(path: Path, lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records with the numbers of the lines they begin on."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    start = 1
    try:
        for record in reader:
            yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFileError(
            path, f"its quotes or line ends cannot be read ({error}). A quote inside a quoted value must be doubled, "
            "and lines must end with a line feed.",
            f"line {start:,}",
        ) from error


def _check_names(path: Path, names: list[str]) -> None:
    for position, name in enumerate(names, 1):
        if not name.strip():
            raise UnreadableFileError(path, f"column {position} of the header has no name.", "line 1")
        if name in names[:position - 1]:
            raise UnreadableFileError(
                path, f"columns {names.index(name) + 1} and {position} are both called {shown(name)}.", "line 1"
            )
    if not names:
        raise UnreadableFileError(path, "its first line names no column.", "line 1")


def _typed_columns(path: Path, names: list[str]) -> list[Column]:
    """Return the columns of the schema file beside the data, or strings where there is none."""
    stem = path.name[:path.name.lower().rindex(".csv")]
    for beside in (path.with_name(path.name + ".schema.json"), path.with_name(stem + ".schema.json")):
        if beside.exists():
            columns = load_schema(beside)
            if [column["name"] for column in columns] != names:
                raise UnreadableFileError(path, f"its header does not name the columns of {beside.name} in order.")
            return columns
    return [{"name": name, "type": "string"} for name in names]


def _rows(path: Path, records: Iterator[tuple[int, list[str]]], columns: list[Column]) -> Iterator[list[str]]:
    n_columns = len(columns)
    typed = [(at, column) for at, column in enumerate(columns) if column["type"] != "string"]
    for number, (line, record) in enumerate(records, 1):
        if not record:
            if n_columns > 1:
                continue
            record = [""]
        if len(record) != n_columns:
            raise UnreadableFileError(
                path, f"the row has {len(record)} values, the header {n_columns} names. "
                "Quote values that hold the delimiter, or name another delimiter.", f"line {line:,}",
            )
        for at, column in typed:
            record[at] = _canonical_cell(record[at], column, number)
        yield record


def _canonical_cell(text: str, column: Column, number: int) -> str:
    kept = canonical(column["type"], text)
    if kept is None:
        raise CellError(column["name"], column["type"], number, text)
    return kept
