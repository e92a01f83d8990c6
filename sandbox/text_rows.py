"""Turns rows of texts into separated lines (quotes doubled) and back, a row at a time."""
from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

# Long enough for any JSON cell; an unclosed quote must not pull a whole file into one cell.
LONGEST_CELL = 2**26
csv.field_size_limit(LONGEST_CELL)

_NEEDS_QUOTES = re.compile(r'["\r\n]')


def encode_row(row: Sequence[str], delimiter: str) -> str:
    """Return a row as one line, cells quoted only where they must be.

    A row of one blank cell is quoted: as a blank line a reader would skip it.

    Parameters
    ----------
    row : sequence of str
        Cells.
    delimiter : str
        One character.

    Returns
    -------
    str
        The line with its newline.

    Examples
    --------
    >>> encode_row(["a", 'say "b", c', ""], ",")
    'a,"say ""b"", c",\\n'
    >>> encode_row([""], ",")
    '""\\n'
    """
    line = delimiter.join(row)
    if line.count(delimiter) == len(row) - 1 and not _NEEDS_QUOTES.search(line):
        return (f'"{line}"' if len(row) == 1 and not line.strip() else line) + "\n"
    return delimiter.join(_encode_cell(cell, delimiter) for cell in row) + "\n"


def _encode_cell(cell: str, delimiter: str) -> str:
    if delimiter in cell or _NEEDS_QUOTES.search(cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def decode_rows(lines: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    """Yield the rows of separated lines.

    Parameters
    ----------
    lines : iterable of str
        Physical lines with their newlines; a quoted cell may go over several.
    delimiter : str
        One character.

    Yields
    ------
    list of str
        Cells.

    Raises
    ------
    csv.Error
        For quotes that do not close or are followed by text.
    """
    return csv.reader(lines, delimiter=delimiter, strict=True)
