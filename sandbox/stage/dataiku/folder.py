"""Turns a managed folder of the project into paths and streams, as `dataiku.Folder` does inside a DSS."""
from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

from sandbox.errors import FlowError, ProjectError, shown

from ._run import check_declared, check_writable, current_project, short_name


class Folder:
    """A managed folder, by id (its name here); in a recipe it must be an input or output unless `ignore_flow`."""

    def __init__(self, lookup: str, project_key: str | None = None, ignore_flow: bool = False) -> None:
        self._id = short_name(lookup, project_key)
        self.project_key = current_project().key
        self.ignore_flow = ignore_flow
        if not ignore_flow:
            check_declared("Managed folder", self._id)
        self._root = current_project().managed_folder(self._id).resolve()

    def get_id(self) -> str:
        """Return the id."""
        return self._id

    def get_name(self) -> str:
        """Return the name."""
        return self._id

    def get_info(self, sensitive_info: bool = False) -> dict[str, Any]:
        """Return id, name, project and where the files lie."""
        return {
            "id": self._id, "projectKey": self.project_key, "name": self._id, "type": "Filesystem",
            "accessInfo": {"root": str(self._root)},
        }

    def get_path(self) -> str:
        """Return the folder's path on this machine."""
        return str(self._root)

    def list_paths_in_partition(self, partition: str = "") -> Sequence[str]:
        """Return the paths of all files, sorted, each with a slash in front."""
        return sorted("/" + path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_file())

    def _inside(self, path: str) -> Path:
        """Return a path of the folder as a path of this machine; raise when it leads out of the folder."""
        target = (self._root / path.lstrip("/")).resolve()
        if "\0" in path or not target.is_relative_to(self._root):
            raise FlowError(f"{shown(path)} leads out of managed folder {self._id}.")
        return target

    def _existing_file(self, path: str) -> Path:
        target = self._inside(path)
        if not target.is_file():
            raise ProjectError(f"Managed folder {self._id} has no file {shown(path)}.")
        return target

    def _writable_path(self, path: str) -> Path:
        if not self.ignore_flow:
            check_writable("Managed folder", self._id)
        target = self._inside(path)
        if target == self._root:
            raise ProjectError(f"{shown(path)} names no file of managed folder {self._id}.")
        return target

    def get_path_details(self, path: str = "/") -> dict[str, Any]:
        """Return what a path is: its size in bytes, its time in milliseconds, its children when it is a directory."""
        target = self._inside(path)
        exists, is_directory = target.exists(), target.is_dir()
        here = "/" + target.relative_to(self._root).as_posix() if target != self._root else "/"
        children = sorted(target.iterdir()) if is_directory else []
        return {
            "exists": exists, "directory": is_directory, "fullPath": here, "name": target.name if here != "/" else "",
            "size": target.stat().st_size if exists and not is_directory else 0,
            "lastModified": int(target.stat().st_mtime * 1000) if exists else 0,
            "children": [self.get_path_details("/" + child.relative_to(self._root).as_posix()) for child in children],
        }

    def get_download_stream(self, path: str) -> BinaryIO:
        """Return the bytes of a file as a stream, to be closed."""
        return self._existing_file(path).open("rb")

    def upload_stream(self, path: str, f: BinaryIO) -> None:
        """Make a stream's bytes a file."""
        target = self._writable_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            shutil.copyfileobj(f, file)

    def upload_data(self, path: str, data: bytes) -> None:
        """Make bytes a file."""
        self.upload_stream(path, io.BytesIO(data))

    def upload_file(self, path: str, file_path: str) -> None:
        """Make a copy of a file of this machine a file of the folder."""
        with open(file_path, "rb") as source:
            self.upload_stream(path, source)

    def get_writer(self, path: str) -> BinaryIO:
        """Return a stream to write a file, to be closed."""
        target = self._writable_path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target.open("wb")

    def read_json(self, filename: str) -> Any:
        """Return the value of a JSON file."""
        with self.get_download_stream(filename) as stream:
            return json.load(stream)

    def write_json(self, filename: str, obj: Any) -> None:
        """Make a value a JSON file."""
        self.upload_data(filename, json.dumps(obj).encode("utf-8"))

    def delete_path(self, path: str) -> None:
        """Remove a file, or a directory with all that is in it; nothing when there is none."""
        target = self._writable_path(path)
        if target.is_dir():
            shutil.rmtree(target)
        elif target.exists():
            os.unlink(target)

    def clear(self) -> None:
        """Remove all files."""
        for child in self._root.iterdir():
            self.delete_path("/" + child.name)

    def clear_path(self, path: str) -> None:
        """Remove a file, or a directory with all that is in it."""
        self.delete_path(path)
