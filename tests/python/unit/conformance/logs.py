"""Traces written down -> the light value that the aligner reads."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np


def log_of(traces: Iterable[Sequence[str]], activities: Sequence[str] = ()) -> Any:
    """Return traces as codes; further activities may be named that do not occur."""
    known = [list(trace) for trace in traces]
    names = tuple(sorted({event for trace in known for event in trace} | set(activities)))
    code = {name: number for number, name in enumerate(names)}
    return SimpleNamespace(
        activities=names,
        sequence_starts=np.cumsum([0, *(len(trace) for trace in known)]).astype(np.int64),
        activity_codes=np.array([code[event] for trace in known for event in trace], np.int32),
    )
