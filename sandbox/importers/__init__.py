"""Turns a file (CSV, XES, Parquet) into a dataset of a project, chosen by the file's ending."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sandbox.errors import SandboxError, UnreadableFileError
from sandbox.project import Project
from sandbox.stored import StoredDataset

from .csv_table import read_csv
from .parquet_file import import_parquet
from .table import Imported, Table
from .xes import read_xes

__all__ = ["ENDINGS", "Imported", "import_file"]

_READERS: dict[str, Callable[[Path], Table]] = {".xes": read_xes, ".xes.gz": read_xes}
ENDINGS = (".csv", ".csv.gz", ".xes", ".xes.gz", ".parquet")


def import_file(project: Project, path: Path, name: str, delimiter: str | None = None) -> Imported:
    """Make a dataset of a file.

    Parameters
    ----------
    project : Project
        Where the dataset is made.
    path : Path
        The file; its ending (`ENDINGS`, in any letter case) says what it is.
    name : str
        The dataset's name, not yet taken.
    delimiter : str, optional
        Of a CSV file; guessed from its header when not given.

    Returns
    -------
    Imported
        How many rows there were, and what was left out.

    Raises
    ------
    UnreadableFileError
        For an unknown ending, or a file that is not what its ending says; no dataset is made then.
    ProjectError
        For an unsafe or taken name.
    """
    ending = next((known for known in ENDINGS if path.name.lower().endswith(known)), None)
    if ending is None:
        raise UnreadableFileError(path, f"its ending is none of {', '.join(ENDINGS)}.")
    if not path.is_file():
        raise UnreadableFileError(path, "there is no such file.")
    dataset = project.create_dataset(name, [])
    try:
        if ending == ".parquet":
            return import_parquet(path, dataset)
        read = _READERS.get(ending)
        return _store(read(path) if read else read_csv(path, delimiter), dataset)
    except (SandboxError, OSError):
        project.delete_dataset(name)
        raise


def _store(table: Table, dataset: StoredDataset) -> Imported:
    """Write a table as the dataset's schema and rows."""
    dataset.write_schema(table.columns)
    writer = dataset.open_writer()
    n_rows = 0
    try:
        for n_rows, row in enumerate(table.rows, 1):  # noqa: B007  (the last number is how many there were)
            writer.write(row)
    except BaseException:
        writer.discard()
        raise
    writer.commit()
    return Imported(n_rows, tuple(table.notes))
