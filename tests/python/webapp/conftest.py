"""The tile's real blueprint on a plain application, with a project of the sandbox behind it."""
from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sandbox.run_spec import VARIABLE, RunSpec
from tile_bench import ATTRIBUTES, CASES, CONFIG, HEADER, Tile, rows_of, small_bench
from workbench import ROOT, Workbench


@pytest.fixture(name="serve")
def _serve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Tile]:
    """Return what serves the tile on a project, with a config."""
    monkeypatch.syspath_prepend(str(ROOT / "sandbox" / "stage"))

    def serve(project_folder: Path, config: dict[str, Any], seconds_between_checks: float = 0.0) -> Tile:
        from flask import Flask

        from process_mining_dss.store import LogStore
        from process_mining_dss.views import create_blueprint

        told = tmp_path / f"run-{time.monotonic_ns()}.json"
        RunSpec(project=str(project_folder), plugin=str(ROOT), config=config).save(told)
        monkeypatch.setenv(VARIABLE, str(told))
        app = Flask("webapp")
        app.register_blueprint(create_blueprint(LogStore(seconds_between_checks=seconds_between_checks)))
        return Tile(app.test_client())

    return serve


@pytest.fixture(name="bench", scope="module")
def _bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Return the small log with regions, and its executions."""
    return small_bench(tmp_path_factory.mktemp("tile"), rows_of(CASES), HEADER, **ATTRIBUTES)


@pytest.fixture(name="tile")
def _tile(bench: Workbench, serve: Callable[..., Tile]) -> Tile:
    """Return the tile on that log, loaded."""
    tile = serve(bench.project.folder, CONFIG)
    tile.log()
    return tile
