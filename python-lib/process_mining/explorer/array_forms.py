"""Arrays in the one form that the compiled loops were compiled for; another form would be compiled anew, on a click."""
from __future__ import annotations

import numpy as np


def unsigned(codes: np.ndarray) -> np.ndarray:
    """Return the same codes, none negative, as unsigned ones: loops need not ask whether an index counts from the end.

    Examples
    --------
    >>> unsigned(np.array([0, 3], dtype=np.int16)).dtype.name
    'uint16'
    """
    return codes.view(f"u{codes.dtype.itemsize}")


def read_only(values: np.ndarray) -> np.ndarray:
    """Return the same values as an array that cannot be written, whether the one given can or not.

    Examples
    --------
    >>> read_only(np.zeros(3)).flags.writeable
    False
    """
    view = np.ascontiguousarray(values).view()
    view.setflags(write=False)
    return view
