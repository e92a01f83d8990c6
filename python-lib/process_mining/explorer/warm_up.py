"""Compiles every inner loop of the tile on a tiny log, so that no user waits for it."""
from __future__ import annotations

import json

import numpy as np
import pandas as pd

from process_mining.event_log import read_event_log
from process_mining.explorer.case_times import measure
from process_mining.explorer.details import path_details, step_details
from process_mining.explorer.durations import measure_durations
from process_mining.explorer.explored_log import explore_log
from process_mining.explorer.overlay import overlay_conformance
from process_mining.explorer.own_filters import WaitingFilter, keep_cases
from process_mining.explorer.process_map import MapChoice, draw_map
from process_mining.explorer.projection import variant_counts
from process_mining.explorer.recorded_moves import read_moves
from process_mining.explorer.timed_steps import waiting_on
from process_mining.explorer.variant_list import variant_difference
from process_mining.settings import EventLogSettings


def warm_up() -> None:
    """Compile the loops, or load what an earlier process compiled; call it while the log loads."""
    rows = pd.DataFrame({"case": ["1", "1"], "activity": ["a", "b"], "time": ["2024-01-01", "2024-01-02"]})
    log = explore_log(read_event_log([rows], EventLogSettings("case", "activity", "time")))
    kept = np.ones(log.n_cases, dtype=bool)
    process_map = draw_map(log.variants, log.steps, variant_counts(log.variants, kept), MapChoice())
    if process_map is None:
        raise AssertionError("a log with a case has a map")
    measure_durations(log, process_map, kept, exact=True)
    # A log this small is always measured exactly, which takes another loop than the first answer of a large one.
    measure(log, waiting_on(log, process_map.projection, process_map.drawn.paths), kept)
    step_details(log, process_map, kept, kept, 0)
    path_details(log, process_map, kept, kept, int(process_map.drawn.paths[0]))
    keep_cases(log, WaitingFilter(("a",), ("b",), None, 1.0, None))
    variant_difference(log, 0)
    moves = [{"activity": "a", "label": "a"}, {"activity": "b", "label": None}]
    overlay_conformance(log, process_map, read_moves(log.variants, [(log.variants.ids[0], json.dumps(moves))]), kept)
