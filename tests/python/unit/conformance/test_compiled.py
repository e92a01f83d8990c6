"""The first call compiles, and does so as well where nothing can be written to disk."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
PROGRAM = """
import sys
sys.path[:0] = [{library!r}, {source!r}]
from doubled import doubled
print(doubled(21))
"""
SOURCE = """
from process_mining.conformance.compiled import compiled, compiled_part

@compiled_part
def added(one, other):
    return one + other

@compiled
def doubled(number):
    return added(number, number)
"""


def run(folder: Path, **environment: str) -> str:
    (folder / "doubled.py").write_text(SOURCE)
    program = PROGRAM.format(library=str(ROOT / "python-lib"), source=str(folder))
    known = {key: value for key, value in os.environ.items() if key != "NUMBA_CACHE_DIR"}
    return subprocess.run(
        [sys.executable, "-c", program], env={**known, **environment}, check=True, capture_output=True, text=True
    ).stdout.strip()


@pytest.fixture
def blocked(tmp_path: Path) -> Path:
    """Return a path below which nothing can be made, whoever asks: it is a file."""
    path = tmp_path / "file"
    path.write_text("")
    return path


def test_results_are_kept_on_disk(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    assert run(tmp_path, NUMBA_CACHE_DIR=str(kept)) == "42"
    assert sorted(path.suffix for path in kept.rglob("doubled.doubled-*")) == [".nbc", ".nbi"]


def test_without_any_cache_folder_it_still_works(tmp_path: Path, blocked: Path) -> None:
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "__pycache__").write_text("")
    nowhere = {"HOME": str(blocked), "XDG_CACHE_HOME": str(blocked), "NUMBA_CACHE_DIR": str(blocked / "cache")}
    assert run(tmp_path / "source", **nowhere) == "42"
