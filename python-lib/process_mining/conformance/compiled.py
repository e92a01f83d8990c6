"""Plain Python loop -> machine code, kept on disk between processes where a folder for it can be written."""
from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import numba

Loop = TypeVar("Loop", bound=Callable[..., object])


def compiled(loop: Loop) -> Loop:
    """Compile an inner loop at its first call; it holds no interpreter lock while it runs.

    Parameters
    ----------
    loop : callable
        Takes and gives arrays, numbers and named tuples of them.

    Returns
    -------
    callable
        The same function, compiled.

    Notes
    -----
    numba looks only at the file of a function to tell whether what it kept is out of date, not at the files of the
    functions it calls. So the folder is named for the content of all sources here: a change in any of them compiles
    anew. Where no folder can be written, every process compiles, and nothing else changes.
    """
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy"}
    settings: Any = numba.config
    folder_before = settings.CACHE_DIR
    settings.CACHE_DIR = _cache_folder(folder_before)
    try:
        return _jit({**options, "cache": True}, loop)
    except RuntimeError:
        return _jit(options, loop)
    finally:
        settings.CACHE_DIR = folder_before


@lru_cache
def _cache_folder(chosen: str) -> str:
    """Return the folder for the sources as they are, inside the one that the user chose, or else beside them."""
    here = Path(__file__).parent
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in sorted(here.glob("*.py")))).hexdigest()
    return str(Path(chosen or here / "__pycache__") / f"compiled-{digest[:16]}")


def compiled_part(loop: Loop) -> Loop:
    """Compile a function that only compiled functions call, as a piece of their code.

    Notes
    -----
    Nothing is made for calls from Python: with arguments of many arrays that took most of the time to compile (the
    window tables 14 s instead of 30 s). The code is put in where it is called, which made traces a third faster.
    numba also compiles once more for every constant argument, as ``0`` is a type of its own: callers pass
    ``np.int64(0)``. Record arrays keep the number of arguments small, which is what the rest of the time goes by.
    """
    options = {
        "nogil": True,
        "error_model": "numpy",
        "no_cpython_wrapper": True,
        "no_cfunc_wrapper": True,
        "forceinline": True,
    }
    return _jit(options, loop)


def _jit(options: dict[str, Any], loop: Loop) -> Loop:
    compiler: Any = numba.njit
    function: Loop = compiler(**options)(loop)
    return function
