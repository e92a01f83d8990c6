"""Turns a dataset into a CSV file with a header, and its schema beside it."""
from __future__ import annotations

from pathlib import Path

from .project import Project
from .schema import save_schema
from .text_rows import encode_row


def export_dataset(project: Project, name: str, csv_path: Path) -> None:
    """Write a dataset as CSV (header, comma, quotes doubled, UTF-8) and `<stem>.schema.json` beside it.

    Parameters
    ----------
    project : Project
        Where the dataset is.
    name : str
        The dataset.
    csv_path : Path
        The file to write; its folder must exist.

    Raises
    ------
    ProjectError
        When the dataset does not exist or is not built.
    ReadBrokenError
        When its data cannot be read to their end; the file is then not there.
    """
    columns = project.read_schema(name)
    fresh = csv_path.with_name(csv_path.name + ".new")
    try:
        with fresh.open("w", encoding="utf-8", newline="") as file:
            file.write(encode_row([column["name"] for column in columns], ","))
            file.writelines(encode_row(row, ",") for row in project.iter_rows(name))
        fresh.replace(csv_path)
    finally:
        fresh.unlink(missing_ok=True)
    save_schema(csv_path.with_name(csv_path.stem + ".schema.json"), columns)
