"""Compiles every inner loop of the tile on a tiny log, so that no user waits for it."""
from __future__ import annotations

import numpy as np
import pandas as pd

from process_mining.event_log import read_event_log
from process_mining.explorer.explored_log import explore_log
from process_mining.explorer.process_map import MapChoice, draw_map
from process_mining.explorer.projection import variant_counts
from process_mining.settings import EventLogSettings


def warm_up() -> None:
    """Compile the loops, or load what an earlier process compiled; call it while the log loads."""
    rows = pd.DataFrame({"case": ["1", "1"], "activity": ["a", "b"], "time": ["2024-01-01", "2024-01-02"]})
    log = explore_log(read_event_log([rows], EventLogSettings("case", "activity", "time")))
    kept = np.ones(log.n_cases, dtype=bool)
    draw_map(log.variants, log.steps, variant_counts(log.variants, kept), MapChoice())
