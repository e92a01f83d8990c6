"""Makes a project and, in it, the package `dataiku` as code inside a DSS finds it."""
from __future__ import annotations

import importlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sandbox import Project
from sandbox.run_spec import VARIABLE, RunSpec

collect_ignore_glob = ["data/*"]

ROOT = Path(__file__).resolve().parents[3]


class Stage:
    """Datasets, folders and a running recipe for code that knows `dataiku` only."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.syspath_prepend(str(ROOT / "sandbox" / "stage"))
        self.project = Project.create(folder / "project", "TEST")
        self.dataiku: Any = importlib.import_module("dataiku")
        self.customrecipe: Any = importlib.import_module("dataiku.customrecipe")
        self._folder, self._monkeypatch, self._n_runs = folder, monkeypatch, 0
        self.run()

    def run(self, **facts: Any) -> None:
        """Play a recipe with these roles and parameters; without any, code outside a recipe."""
        self._n_runs += 1
        path = self._folder / f"run-{self._n_runs}.json"
        RunSpec(str(self.project.folder), **facts).save(path)
        self._monkeypatch.setenv(VARIABLE, str(path))

    def dataset(self, types: dict[str, str], rows: Sequence[Sequence[str]] = (), name: str = "log") -> Any:
        """Return a dataset that holds these texts, "" being missing."""
        columns = [{"name": column, "type": column_type} for column, column_type in types.items()]
        writer = self.project.create_dataset(name, columns).open_writer()
        for row in rows:
            writer.write(row)
        writer.commit()
        return self.dataiku.Dataset(name)

    def output(self, types: dict[str, str] | None = None, name: str = "output") -> Any:
        """Return a dataset that is not built yet."""
        self.project.create_dataset(name, [{"name": key, "type": kind} for key, kind in (types or {}).items()])
        return self.dataiku.Dataset(name)

    def rows(self, name: str = "output") -> list[list[str]]:
        """Return the stored texts of a dataset."""
        return list(self.project.iter_rows(name))


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return Stage(tmp_path, monkeypatch)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.create(tmp_path / "project")


@pytest.fixture
def foreign_plugin() -> Path:
    return ROOT / "tests" / "python" / "sandbox" / "data" / "foreign-plugin"


@pytest.fixture(scope="session")
def real_logs() -> Path:
    folder = Path(os.environ.get("PROCESS_MINING_DATA", ROOT.parent / "shared" / "data")) / "logs"
    if not folder.is_dir():
        pytest.skip("the real logs are not here: set PROCESS_MINING_DATA to the folder that holds logs/")
    return folder
