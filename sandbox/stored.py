"""Turns a dataset's folder (definition, schema, data as CSV or Parquet) into rows of texts and back."""
from __future__ import annotations

import csv
import json
import shutil
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .errors import ProjectError, ReadBrokenError, shown
from .parquet import iter_parquet_rows
from .schema import Column, check_columns, load_schema, save_schema
from .text_rows import decode_rows, encode_row

_DELIMITER = ","
_DEFINITION = {"type": "Filesystem", "managed": True}


class RowWriter:
    """Rows on their way into a dataset: they replace its data (or go behind them) at `commit`, and not before.

    Parameters
    ----------
    dataset : StoredDataset
        Where the rows go.
    append : bool
        Keep the rows that are there.
    """

    def __init__(self, dataset: StoredDataset, append: bool = False) -> None:
        self._dataset = dataset
        self._fresh = dataset.folder / f"data.{uuid.uuid4().hex}.new"
        if append and dataset.csv_path.exists():
            shutil.copyfile(dataset.csv_path, self._fresh)
        self._file = self._fresh.open("a", encoding="utf-8", newline="")
        if append and not dataset.csv_path.exists() and dataset.is_built:
            for row in dataset.iter_rows():
                self.write(row)

    def write(self, row: Sequence[str]) -> None:
        """Take one row of canonical texts."""
        self._file.write(encode_row(row, _DELIMITER))

    def commit(self) -> None:
        """Make the rows the dataset's data."""
        self._file.close()
        self._fresh.replace(self._dataset.csv_path)
        self._dataset.parquet_path.unlink(missing_ok=True)

    def discard(self) -> None:
        """Forget the rows; the dataset keeps what it had."""
        self._file.close()
        self._fresh.unlink(missing_ok=True)


class StoredDataset:
    """One dataset of a project on disk.

    Parameters
    ----------
    folder : Path
        Its folder, which holds `dataset.json`, `schema.json` and, once built, `data.csv` or `data.parquet`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name
        self.csv_path = folder / "data.csv"
        self.parquet_path = folder / "data.parquet"
        self._definition_path = folder / "dataset.json"
        self._schema_path = folder / "schema.json"
        self._faults_path = folder / "faults.json"

    def create(self, columns: Sequence[Column]) -> None:
        """Make the folder, with a definition and a schema, without data."""
        checked = check_columns(columns)
        self.folder.mkdir(parents=True)
        self._definition_path.write_text(json.dumps(_DEFINITION, indent=2) + "\n", encoding="utf-8")
        save_schema(self._schema_path, checked)

    def definition(self) -> dict[str, Any]:
        """Return what a DSS knows of the dataset beside its schema: its `type`, and whether it is `managed`.

        Notes
        -----
        A test may write another type into `dataset.json`, to see what code makes of it; data lie here all the same.
        """
        found: dict[str, Any] = json.loads(self._definition_path.read_text(encoding="utf-8"))
        return found

    def read_schema(self) -> list[Column]:
        """Return the columns; none before a schema is written."""
        return load_schema(self._schema_path) if self._schema_path.exists() else []

    def write_schema(self, columns: Sequence[Column]) -> None:
        """Replace the columns; data stay as they are."""
        save_schema(self._schema_path, check_columns(columns))

    @property
    def files(self) -> list[Path]:
        """The files that hold the data: one, or none before the dataset is built."""
        return [path for path in (self.csv_path, self.parquet_path) if path.exists()]

    @property
    def is_built(self) -> bool:
        """Whether there are data, be it no row."""
        return bool(self.files)

    def clear(self) -> None:
        """Forget the data; the schema stays."""
        for path in self.files:
            path.unlink()

    def open_writer(self, append: bool = False) -> RowWriter:
        """Return a writer of canonical rows that replaces the data, or appends to them."""
        return RowWriter(self, append)

    def take_parquet(self, source: Path) -> None:
        """Make a copy of a Parquet file the data."""
        shutil.copyfile(source, self.parquet_path)
        self.csv_path.unlink(missing_ok=True)

    def break_reads(self, after_rows: int | None) -> None:
        """Make every later read break off after so many rows (None: no longer), to test who notices.

        Parameters
        ----------
        after_rows : int or None
            How many rows still come.
        """
        if after_rows is None:
            self._faults_path.unlink(missing_ok=True)
        else:
            self._faults_path.write_text(json.dumps({"break_after_rows": after_rows}), encoding="utf-8")

    def iter_rows(self) -> Iterator[list[str]]:
        """Yield the rows as canonical texts, "" being missing.

        Raises
        ------
        ProjectError
            When the dataset is not built.
        ReadBrokenError
            When the data are not what the schema says, or a fault was asked for.
        """
        if not self.is_built:
            raise ProjectError(f"Dataset {shown(self.name)} is not built: it holds no data. Build or import it first.")
        n_columns = len(self.read_schema())
        stop = self._rows_before_fault()
        for number, row in enumerate(self._stored_rows(n_columns), 1):
            if stop is not None and number > stop:
                raise ReadBrokenError(f"Reading dataset {shown(self.name)} broke off after {stop:,} rows.")
            if len(row) != n_columns:
                raise ReadBrokenError(
                    f"Row {number:,} of dataset {shown(self.name)} has {len(row)} values, its schema {n_columns} "
                    "columns. Build the dataset again."
                )
            yield row

    def _rows_before_fault(self) -> int | None:
        if not self._faults_path.exists():
            return None
        stop: int = json.loads(self._faults_path.read_text(encoding="utf-8"))["break_after_rows"]
        return stop

    def _stored_rows(self, n_columns: int) -> Iterator[list[str]]:
        if self.csv_path.exists():
            with self.csv_path.open(encoding="utf-8", newline="") as lines:
                try:
                    yield from decode_rows(lines, _DELIMITER)
                except (csv.Error, UnicodeDecodeError) as error:
                    raise ReadBrokenError(f"The data of dataset {shown(self.name)} cannot be read: {error}.") from error
        else:
            yield from iter_parquet_rows(self.parquet_path, n_columns)
