"""Turns a folder into a project: datasets and managed folders under safe names."""
from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from .errors import ProjectError, shown
from .schema import Column
from .stored import StoredDataset

_SAFE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,99}", re.ASCII)


def check_name(name: str, what: str) -> str:
    """Return a name that may stand as a folder on disk and in a Flow.

    Parameters
    ----------
    name : str
        To be checked.
    what : str
        What it names, in words.

    Returns
    -------
    str
        The name.

    Raises
    ------
    ProjectError
        For anything but letters, digits, `_` and `-`, or more than 100 of them.

    Examples
    --------
    >>> check_name("event_log", "dataset")
    'event_log'
    """
    if not _SAFE_NAME.fullmatch(name):
        raise ProjectError(
            f"{shown(name)} cannot name a {what}: use up to 100 letters, digits, _ and -, and do not begin with -."
        )
    return name


class Project:
    """A project on disk; made by `create` and `open`.

    Parameters
    ----------
    folder : Path
        Its folder, with `project.json`, `datasets/` and `folders/`.
    key : str
        Its project key.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self.folder = folder.resolve()
        self.key = key
        self._datasets = self.folder / "datasets"
        self._folders = self.folder / "folders"

    @classmethod
    def create(cls, folder: Path, key: str = "SANDBOX") -> Project:
        """Make a new project.

        Parameters
        ----------
        folder : Path
            Made when it is not there; must not hold a project yet.
        key : str
            Project key.

        Returns
        -------
        Project
            Without datasets and folders.

        Raises
        ------
        ProjectError
            For an unsafe key, or a project that is there already.
        """
        check_name(key, "project key")
        description = folder / "project.json"
        if description.exists():
            raise ProjectError(f"{folder} holds a project already. Open it, or take another folder.")
        for part in ("datasets", "folders"):
            (folder / part).mkdir(parents=True, exist_ok=True)
        description.write_text(json.dumps({"projectKey": key, "variables": {}}, indent=2) + "\n", encoding="utf-8")
        return cls(folder, key)

    @classmethod
    def open(cls, folder: Path) -> Project:
        """Open a project that `create` made.

        Raises
        ------
        ProjectError
            When the folder holds none.
        """
        try:
            description = json.loads((folder / "project.json").read_text(encoding="utf-8"))
            return cls(folder, description["projectKey"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ProjectError(f"{folder} holds no project: project.json is missing or unreadable.") from error

    def variables(self) -> dict[str, Any]:
        """Return the project's variables."""
        found: dict[str, Any] = json.loads((self.folder / "project.json").read_text(encoding="utf-8"))["variables"]
        return found

    def dataset_names(self) -> list[str]:
        """Return the names of the datasets, sorted."""
        return sorted(path.name for path in self._datasets.iterdir() if path.is_dir())

    def folder_ids(self) -> list[str]:
        """Return the ids of the managed folders, sorted."""
        return sorted(path.name for path in self._folders.iterdir() if path.is_dir())

    def dataset(self, name: str) -> StoredDataset:
        """Return a dataset that is there.

        Raises
        ------
        ProjectError
            When it is not, naming those that are.
        """
        check_name(name, "dataset")
        if not (self._datasets / name).is_dir():
            raise ProjectError(
                f"Dataset {shown(name)} does not exist in project {self.key}. "
                f"There are: {', '.join(self.dataset_names()) or 'none'}."
            )
        return StoredDataset(self._datasets / name)

    def create_dataset(self, name: str, columns: Sequence[Column]) -> StoredDataset:
        """Make a dataset without data.

        Parameters
        ----------
        name : str
            Safe and not yet taken.
        columns : sequence of dict
            Its schema; none for an output whose recipe will set it.

        Returns
        -------
        StoredDataset
            The new one.

        Raises
        ------
        ProjectError
            For an unsafe or taken name.
        SchemaError
            For columns that cannot be a schema.
        """
        dataset = StoredDataset(self._datasets / check_name(name, "dataset"))
        if dataset.folder.exists():
            raise ProjectError(f"Dataset {shown(name)} exists already in project {self.key}.")
        dataset.create(columns)
        return dataset

    def delete_dataset(self, name: str) -> None:
        """Remove a dataset with its data."""
        shutil.rmtree(self.dataset(name).folder)

    def read_schema(self, name: str) -> list[Column]:
        """Return the columns of a dataset."""
        return self.dataset(name).read_schema()

    def iter_rows(self, name: str) -> Iterator[list[str]]:
        """Yield the rows of a dataset as stored texts, "" being missing."""
        return self.dataset(name).iter_rows()

    def managed_folder(self, folder_id: str) -> Path:
        """Return where the files of a managed folder lie.

        Raises
        ------
        ProjectError
            When there is no such folder, naming those that are.
        """
        path = self._folders / check_name(folder_id, "managed folder")
        if not path.is_dir():
            raise ProjectError(
                f"Managed folder {shown(folder_id)} does not exist in project {self.key}. "
                f"There are: {', '.join(self.folder_ids()) or 'none'}."
            )
        return path

    def create_folder(self, folder_id: str, source: Path | None = None) -> Path:
        """Make a managed folder.

        Parameters
        ----------
        folder_id : str
            Safe and not yet taken; it is the folder's name, too.
        source : Path, optional
            A directory whose files are copied into it.

        Returns
        -------
        Path
            Where its files lie.

        Raises
        ------
        ProjectError
            For an unsafe or taken id, or a source that is no directory.
        """
        path = self._folders / check_name(folder_id, "managed folder")
        if path.exists():
            raise ProjectError(f"Managed folder {shown(folder_id)} exists already in project {self.key}.")
        if source is None:
            path.mkdir(parents=True)
        elif source.is_dir():
            shutil.copytree(source, path)
        else:
            raise ProjectError(f"{source} is not a directory, so it cannot fill managed folder {shown(folder_id)}.")
        return path
