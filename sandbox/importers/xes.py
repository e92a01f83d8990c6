"""Turns an XES file into a table of one row an event, in two passes: first the columns, then the rows."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sandbox.cells import CANONICAL
from sandbox.errors import UnreadableFileError
from sandbox.schema import Column

from .table import Table
from .xes_events import Attributes, Skipped, iter_traces
from .xes_values import ColumnTypes

_MOST_COLUMNS = 2_000


def case_column(key: str) -> str:
    """Return the name of the column that holds a trace attribute."""
    return "case:" + key


def event_column(key: str) -> str:
    """Return the name of the column that holds an event attribute.

    Notes
    -----
    An event attribute whose own key begins with ``case:`` must not fall into a trace attribute's column.
    """
    return "event:" + key if key.startswith("case:") else key


def read_xes(path: Path) -> Table:
    """Read an XES log.

    Parameters
    ----------
    path : Path
        `.xes` or `.xes.gz`.

    Returns
    -------
    Table
        Event attributes under their keys, trace attributes as `case:<key>`; a missing one is empty. Its notes count
        what was not read.

    Raises
    ------
    UnreadableFileError
        With line and column, when the file is no XES log that can be read; or when it holds no event.
    """
    skipped = Skipped()
    columns = _find_columns(path, skipped)
    left_out = skipped.sentence()
    return Table(columns, _rows(path, columns), [f"left out of {path.name}: {left_out}"] if left_out else [])


def _find_columns(path: Path, skipped: Skipped) -> list[Column]:
    """Pass 1: which keys there are, and the types that hold all their values."""
    types = ColumnTypes()
    n_events = 0
    for trace in iter_traces(path, skipped):
        for key, (element, text) in trace.attributes.items():
            types.see(case_column(key), element, text)
        for event in trace.events:
            for key, (element, text) in event.items():
                types.see(event_column(key), element, text)
        n_events += len(trace.events)
        skipped.empty_traces += not trace.events
        if len(types) > _MOST_COLUMNS:
            raise UnreadableFileError(path, f"it has more than {_MOST_COLUMNS:,} attribute keys: too many columns.")
    if not n_events:
        raise UnreadableFileError(path, "it holds no event.")
    if not len(types):
        raise UnreadableFileError(path, "its events have no attributes.")
    return types.columns()


def _rows(path: Path, columns: list[Column]) -> Iterator[list[str]]:
    """Pass 2: the cells of each event, in the order of the columns."""
    places = {column["name"]: (at, CANONICAL.get(column["type"])) for at, column in enumerate(columns)}

    def put(row: list[str], name: str, text: str) -> None:
        at, read = places[name]
        row[at] = (read(text) or "") if read and text else text

    def case_cells(attributes: Attributes) -> list[str]:
        row = [""] * len(columns)
        for key, (_, text) in attributes.items():
            put(row, case_column(key), text)
        return row

    for trace in iter_traces(path, Skipped()):
        shared = case_cells(trace.attributes)
        for event in trace.events:
            row = shared.copy()
            for key, (_, text) in event.items():
                put(row, event_column(key), text)
            yield row
