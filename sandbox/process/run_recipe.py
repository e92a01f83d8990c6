"""Turns a run specification into one run of a recipe's code, in the process that the sandbox started for it.

Run as a script: ``run_recipe.py OUTCOME``. It imports the standard library only, until `sys.path` is as in a DSS.
"""
from __future__ import annotations

import importlib.util
import json
import os
import runpy
import sys
import traceback
from pathlib import Path
from typing import Any

_SANDBOX = Path(__file__).resolve().parent.parent


def _offer_sandbox() -> None:
    """Make the package `sandbox` importable without its neighbours, which a recipe must not see."""
    spec = importlib.util.spec_from_file_location(
        "sandbox", _SANDBOX / "__init__.py", submodule_search_locations=[str(_SANDBOX)]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no package at {_SANDBOX}")
    module = importlib.util.module_from_spec(spec)
    sys.modules["sandbox"] = module
    spec.loader.exec_module(module)


def prepare_process(plugin: str) -> None:
    """Make `dataiku`, the plugin's library and the package `sandbox` importable, and nothing beside them."""
    _set_path(plugin)
    _offer_sandbox()


def _set_path(plugin: str) -> None:
    """Put the stage, which holds `dataiku`, in place of this script's folder; then the plugin's library."""
    sys.path[0] = str(_SANDBOX / "stage")
    if plugin and os.path.isdir(os.path.join(plugin, "python-lib")):
        sys.path.insert(1, os.path.join(plugin, "python-lib"))


def _failure(error: BaseException) -> str:
    """Return an error in words."""
    message = str(error).strip()
    if isinstance(error, SystemExit):
        return f"it ended itself with {message or 'no message'}"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def main(outcome: Path) -> int:
    """Run the recipe's code; leave its last error in a file.

    Parameters
    ----------
    outcome : Path
        Where the error is written, as JSON, when there is one.

    Returns
    -------
    int
        Exit code: 0 when the code came to its end.
    """
    spec: dict[str, Any] = json.loads(Path(os.environ["DSS_SANDBOX_RUN"]).read_text(encoding="utf-8"))
    prepare_process(spec["plugin"])
    sys.argv = [spec["script"]]
    try:
        runpy.run_path(spec["script"], run_name="__main__")
    except SystemExit as error:
        if error.code in (None, 0):
            return 0
        outcome.write_text(json.dumps({"reason": _failure(error)}), encoding="utf-8")
        return 1
    except BaseException as error:
        traceback.print_exc()
        outcome.write_text(json.dumps({"reason": _failure(error)}), encoding="utf-8")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
