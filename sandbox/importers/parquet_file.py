"""Turns a Parquet file into a dataset that keeps its bytes."""
from __future__ import annotations

from pathlib import Path

from sandbox.errors import UnreadableFileError
from sandbox.parquet import parquet_columns
from sandbox.schema import check_columns
from sandbox.stored import StoredDataset

from .table import Imported


def import_parquet(path: Path, dataset: StoredDataset) -> Imported:
    """Make a Parquet file the data of a dataset.

    Parameters
    ----------
    path : Path
        The file.
    dataset : StoredDataset
        New, without schema and data.

    Returns
    -------
    Imported
        How many rows there are.

    Raises
    ------
    UnreadableFileError
        When it is no Parquet file, or cannot be read to its end.
    SchemaError
        When its columns cannot be a dataset's.
    """
    columns = check_columns(parquet_columns(path))
    if not columns:
        raise UnreadableFileError(path, "it has no columns.")
    dataset.write_schema(columns)
    dataset.take_parquet(path)
    return Imported(sum(1 for _ in dataset.iter_rows()), ())
