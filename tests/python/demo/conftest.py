"""The log that the command line is tested with."""
from __future__ import annotations

from pathlib import Path

import pytest

from demo_runs import SMALL


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_text(SMALL, encoding="utf-8")
    return path
