"""What every importer gives: columns, rows still to be read, and notes about what was left out."""
from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from sandbox.schema import Column


@dataclass
class Table:
    """Columns and rows of a file.

    Parameters
    ----------
    columns : list of dict
        Checked DSS columns.
    rows : iterator of list of str
        Canonical texts, "" being missing; the file is read while they are taken.
    notes : list of str
        Sentences about what was left out; complete when the rows are taken.
    """

    columns: list[Column]
    rows: Iterator[list[str]]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Imported:
    """What became of a file.

    Parameters
    ----------
    n_rows : int
        Rows of the new dataset.
    notes : tuple of str
        Sentences about what was left out.
    """

    n_rows: int
    notes: tuple[str, ...]


def open_bytes(path: Path) -> BinaryIO:
    """Open a file that may be compressed with gzip, by its ending."""
    if path.name.lower().endswith(".gz"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    return path.open("rb")
