"""Turns frames, dicts and tuples into rows of an output dataset, which has them once the writer is closed."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

import pandas as pd

from sandbox.errors import SandboxError, SchemaError, shown
from sandbox.stored import RowWriter, StoredDataset

from ._frame_text import frame_rows, value_text

if TYPE_CHECKING:
    from typing import Literal


class DatasetWriter:
    """Writer of rows; made by `Dataset.get_writer`, to be closed, else its rows are lost.

    Parameters
    ----------
    stored : StoredDataset
        The dataset, whose schema must be set before the first row.
    append : bool
        Keep the rows that are there.
    """

    def __init__(self, stored: StoredDataset, append: bool) -> None:
        self._stored = stored
        self._append = append
        self._rows: RowWriter | None = None
        self._schema: list[dict] = []
        self._n_rows = 0
        self._closed = False

    def _open(self) -> RowWriter:
        """Return the writer of canonical rows, which begins at the first call."""
        if self._closed:
            raise SandboxError(f"The writer of dataset {self._stored.name} is closed: no row can be written any more.")
        if self._rows is None:
            self._schema = self._stored.read_schema()
            if not self._schema:
                raise SchemaError(f"Dataset {self._stored.name} has no schema: write the schema before the first row.")
            self._rows = self._stored.open_writer(self._append)
        return self._rows

    def write_tuple(self, row: Sequence[Any]) -> None:
        """Write one row, values in the schema's order."""
        rows = self._open()
        if len(row) != len(self._schema):
            raise SchemaError(
                f"Row {self._n_rows + 1:,} has {len(row)} values, the schema of dataset {self._stored.name} "
                f"{len(self._schema)} columns."
            )
        self._n_rows += 1
        rows.write([
            value_text(value, column["name"], column["type"], self._n_rows) for value, column in zip(row, self._schema)
        ])

    def write_row_array(self, row: Sequence[Any]) -> None:
        """Write one row, values in the schema's order (the older name)."""
        self.write_tuple(row)

    def write_row_dict(self, row: Mapping[str, Any]) -> None:
        """Write one row from values by column name; a column left out is missing."""
        self._open()
        names = [column["name"] for column in self._schema]
        for name in row:
            if name not in names:
                raise SchemaError(f"Unknown column {shown(name)}; the dataset's columns: {', '.join(names)}.")
        self.write_tuple([row.get(name) for name in names])

    def write_dataframe(self, frame: pd.DataFrame) -> None:
        """Write the rows of a frame behind those written already."""
        rows = self._open()
        for row in frame_rows(frame, self._schema, self._n_rows):
            rows.write(row)
        self._n_rows += len(frame)

    def close(self) -> None:
        """Make the rows the dataset's data; a second call does nothing."""
        if self._closed:
            return
        self._open().commit()
        self._closed = True

    def _cancel(self) -> None:
        if self._rows is not None and not self._closed:
            self._rows.discard()
        self._closed = True

    def __enter__(self) -> DatasetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        if kind is None:
            self.close()
        else:
            self._cancel()
        return False
