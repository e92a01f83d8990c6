"""Real event logs as rows of text, where they are at hand."""
from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from sandbox import Project, import_file

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("PROCESS_MINING_DATA", ROOT.parent / "shared" / "data"))


def real_file(name: str) -> Path:
    """Return the path of a real log or model, or skip the test, saying so."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"the real log {name} is not at hand (set PROCESS_MINING_DATA)")
    return path


def real_rows(name: str, folder: Path) -> pd.DataFrame:
    """Return the rows of a real log as text, an empty cell missing; read by the sandbox's importers."""
    project = Project.create(folder / "project")
    import_file(project, real_file(f"logs/{name}"), "log")
    columns = [column["name"] for column in project.read_schema("log")]
    rows = pd.DataFrame(project.iter_rows("log"), columns=columns, dtype=object)
    return rows.mask(rows == "", None)
