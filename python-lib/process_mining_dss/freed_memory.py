"""Hands memory that is free inside this process back to the machine."""
from __future__ import annotations

import ctypes
import sys


def give_back_memory() -> None:
    """Return what the C library keeps of freed blocks; does nothing where it is not glibc.

    Notes
    -----
    A log is read chunk by chunk, so many of the freed blocks lie below others that stay, and glibc would keep them as
    long as the process lives: a backend with a million cases holds 396 MB above its imports, and some 65 MB more
    without this.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim is not None:
        trim(ctypes.c_size_t(0))
