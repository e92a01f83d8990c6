"""After the warm-up no answer compiles anything."""
from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from process_mining import explorer
from process_mining.explorer.case_times import measure
from process_mining.explorer.details import step_details
from process_mining.explorer.durations import measure_durations
from process_mining.explorer.own_filters import PathFilter, WaitingFilter, keep_cases
from process_mining.explorer.process_map import MapChoice
from process_mining.explorer.timed_steps import waiting_on
from process_mining.explorer.warm_up import warm_up
from tests.python.unit.explorer.logs import explored, map_of, timed

ROOT = Path(__file__).resolve().parents[4]


def compiled_loops() -> dict[str, object]:
    """Return every compiled loop that Python calls."""
    names = [module.name for module in pkgutil.iter_modules(explorer.__path__)]
    modules = [importlib.import_module(f"process_mining.explorer.{name}") for name in names]
    return {
        f"{module.__name__}.{name}": loop
        for module in modules
        for name, loop in vars(module).items()
        # The parts of loops begin with an underscore, but for the search that is a loop of its own.
        if hasattr(loop, "signatures") and (name == "_search" or not name.startswith("_"))
    }


def forms() -> dict[str, int]:
    return {name: len(loop.signatures) for name, loop in compiled_loops().items()}


@pytest.mark.parametrize("log", [explored("3 abc", "acb"), timed("a0-1 b2-3", "a0-1 c2-3")], ids=["ends", "starts"])
@pytest.mark.parametrize("is_writeable", [True, False])
def test_answers_use_only_what_was_compiled(log, is_writeable):
    warm_up()
    before = forms()
    assert set(before.values()) == {1}, before
    kept = np.ones(log.n_cases, dtype=bool)
    kept.setflags(write=is_writeable)
    process_map = map_of(log, MapChoice(n_steps=2), kept)
    measure_durations(log, process_map, kept, exact=False)
    measure(log, waiting_on(log, process_map.projection, process_map.drawn.paths), kept)
    step_details(log, process_map, kept, kept, 0)
    keep_cases(log, PathFilter("takes", ("a",), ("c",), ("a", "c")))
    keep_cases(log, WaitingFilter(("a",), ("c",), None, None, 5.0))
    keep_cases(log, WaitingFilter(("a",), ("c",), None, 1, 10**25))
    assert forms() == before


def test_the_warm_up_alone_compiles_every_loop():
    """In a process of its own: here, other tests have compiled loops that the warm-up may have forgotten."""
    told = subprocess.run(
        [sys.executable, "-c", "from tests.python.unit.explorer.test_warm_up import *; warm_up(); print(forms())"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ast.literal_eval(told.stdout) == dict.fromkeys(compiled_loops(), 1)
