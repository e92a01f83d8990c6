"""Turns a dataset's folder (definition, schema, data as CSV or Parquet) into rows of texts and back."""
from __future__ import annotations

import csv
import json
import shutil
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .errors import AccessDeniedError, ProjectError, ReadBrokenError, shown
from .parquet import iter_parquet_rows
from .schema import Column, check_columns, load_schema, save_schema
from .text_rows import decode_rows, encode_row

_DELIMITER = ","
_DEFINITION = {"type": "Filesystem", "managed": True}


def _read_json(path: Path) -> dict[str, Any]:
    """Return the object of a file, empty where there is none."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _write_json(path: Path, value: dict[str, Any]) -> None:
    """Write an object in one step: another process may be reading it."""
    fresh = path.with_name(f"{path.name}.{uuid.uuid4().hex}.new")
    fresh.write_text(json.dumps(value), encoding="utf-8")
    fresh.replace(path)


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
        self._build_path = folder / "last_build.json"
        self._metrics_path = folder / "metrics.json"

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
        self._save_fault("break_after_rows", after_rows)

    def deny_access(self, is_denied: bool = True) -> None:
        """Make every later read fail as for a user who may not read the dataset (False: no longer)."""
        self._save_fault("is_denied", is_denied or None)

    def check_access(self) -> None:
        """Raise when the user may not read the dataset.

        Raises
        ------
        AccessDeniedError
            Naming it.
        """
        if self._faults().get("is_denied"):
            raise AccessDeniedError(
                f"Action forbidden, you don't have permission to read data of dataset {shown(self.name)}."
            )

    def note_build(self, started: float, ended: float) -> None:
        """Keep when a recipe began and ended to write the data, in seconds since 1970."""
        build = {"buildStartTime": int(started * 1000), "buildEndTime": int(ended * 1000), "buildSuccess": True}
        _write_json(self._build_path, build)

    def last_build(self) -> dict[str, Any]:
        """Return when a recipe last wrote the data, in milliseconds since 1970; nothing for data that none wrote."""
        return _read_json(self._build_path)

    def save_metric(self, metric_id: str, value: int) -> None:
        """Keep the value of a metric and when it was computed."""
        point = {"value": value, "computed": int(time.time() * 1000)}
        _write_json(self._metrics_path, {**self.metrics(), metric_id: point})

    def metrics(self) -> dict[str, Any]:
        """Return metric id -> its last value, and when it was computed in milliseconds since 1970."""
        return _read_json(self._metrics_path)

    def iter_rows(self) -> Iterator[list[str]]:
        """Yield the rows as canonical texts, "" being missing.

        Raises
        ------
        ProjectError
            When the dataset is not built; of a database, with the words of PostgreSQL, which a DSS passes on.
        ReadBrokenError
            When the data are not what the schema says, or a fault was asked for.
        """
        if not self.is_built:
            raise ProjectError(self._without_data())
        n_columns = len(self.read_schema())
        self.check_access()
        stop: int | None = self._faults().get("break_after_rows")
        for number, row in enumerate(self._stored_rows(n_columns), 1):
            if stop is not None and number > stop:
                raise ReadBrokenError(f"Reading dataset {shown(self.name)} broke off after {stop:,} rows.")
            if len(row) != n_columns:
                raise ReadBrokenError(
                    f"Row {number:,} of dataset {shown(self.name)} has {len(row)} values, its schema {n_columns} "
                    "columns. Build the dataset again."
                )
            yield row

    def _without_data(self) -> str:
        if self.definition().get("type") != _DEFINITION["type"]:
            return f'Failed to read dataset stream data: ERROR: relation "{self.name}" does not exist'
        return f"Dataset {shown(self.name)} is not built: it holds no data. Build or import it first."

    def _faults(self) -> dict[str, Any]:
        return _read_json(self._faults_path)

    def _save_fault(self, name: str, value: object) -> None:
        faults = {key: kept for key, kept in {**self._faults(), name: value}.items() if kept is not None}
        _write_json(self._faults_path, faults)

    def _stored_rows(self, n_columns: int) -> Iterator[list[str]]:
        if self.csv_path.exists():
            with self.csv_path.open(encoding="utf-8", newline="") as lines:
                try:
                    yield from decode_rows(lines, _DELIMITER)
                except (csv.Error, UnicodeDecodeError) as error:
                    raise ReadBrokenError(f"The data of dataset {shown(self.name)} cannot be read: {error}.") from error
        else:
            yield from iter_parquet_rows(self.parquet_path, n_columns)
