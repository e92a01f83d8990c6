"""Turns the stream of a dataset into frames by pandas' own parser, and cells into Python values."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

import pandas as pd

from sandbox.cells import INTEGER_TYPES, REAL_TYPES
from sandbox.instants import instant


@dataclass(frozen=True)
class Parsing:
    """How pandas is told to parse the stream."""

    names: list[str]
    dtypes: dict[str, Any] | None
    date_places: list[int] | bool
    float_precision: str | None = None
    na_values: Any = None
    keep_default_na: bool = True
    more: dict[str, Any] | None = None

    def options(self) -> dict[str, Any]:
        """Return the keyword arguments of `pandas.read_table`."""
        return {
            "names": self.names, "dtype": self.dtypes, "parse_dates": self.date_places or False, "header": None,
            "sep": "\t", "doublequote": True, "quotechar": '"', "encoding": "utf-8", "index_col": False,
            "float_precision": self.float_precision, "na_values": self.na_values,
            "keep_default_na": self.keep_default_na, **(self.more or {}),
        }


def parse_frame(stream: BinaryIO, parsing: Parsing) -> pd.DataFrame:
    """Return a whole stream as one frame."""
    return pd.read_table(stream, **parsing.options())


def parse_chunks(stream: BinaryIO, parsing: Parsing, chunksize: int) -> Iterator[pd.DataFrame]:
    """Yield a stream as frames of at most `chunksize` rows."""
    with pd.read_table(stream, chunksize=chunksize, **parsing.options()) as chunks:
        yield from chunks


def _boolean(text: str) -> bool:
    return text == "true"


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(INTEGER_TYPES, int),
    **dict.fromkeys(REAL_TYPES, float),
    "boolean": _boolean,
    "date": instant,
}


def value_reader(column_type: str) -> Callable[[str], Any]:
    """Return what makes a Python value of a text of a DSS type; a missing one is None."""
    read = _READERS.get(column_type, str)
    return lambda text: read(text) if text else None
