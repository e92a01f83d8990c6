"""Small explored logs, and maps of them written as texts."""
from __future__ import annotations

import numpy as np
import pandas as pd

from process_mining.event_log import read_event_log
from process_mining.explorer.explored_log import ExploredLog, explore_log
from process_mining.explorer.process_map import MapChoice, ProcessMap, draw_map
from process_mining.explorer.projection import END, START, variant_counts
from process_mining.settings import EventLogSettings
from small_logs import log_of


def explored(*traces: str) -> ExploredLog:
    """Return the log of some traces; ``"3 abc"`` is three cases."""
    return explore_log(log_of(*repeated(*traces)))


def repeated(*traces: str) -> list[str]:
    """Return each trace as often as the number before it says, once without a number."""
    written = [trace.rpartition(" ") for trace in traces]
    return [trace for times, _, trace in written for _ in range(int(times or 1))]


OPENING = MapChoice()


def map_of(log: ExploredLog, choice: MapChoice = OPENING, kept: np.ndarray | None = None) -> ProcessMap:
    """Return the map of some cases, all by default."""
    kept = np.ones(log.n_cases, dtype=bool) if kept is None else kept
    process_map = draw_map(log.variants, log.steps, variant_counts(log.variants, kept), choice)
    assert process_map is not None
    return process_map


def path_names(process_map: ProcessMap, paths: np.ndarray | None = None) -> list[str]:
    """Return paths as pairs of labels, "^" for Start and "$" for End; the drawn ones by default."""
    names = {node: process_map.steps.labels[step] for node, step in enumerate(process_map.shown)}
    names.update({START: "^", END: "$"})
    projection = process_map.projection
    chosen = process_map.drawn.paths if paths is None else paths
    return [names[int(projection.sources[path])] + names[int(projection.targets[path])] for path in chosen]


def timed(*cases: str) -> ExploredLog:
    """Return a log with start times: ``"a0-2 b1-5"`` is a from hour 0 to 2, then b from hour 1 to 5."""
    rows = []
    for number, case in enumerate(cases, 1):
        for event in case.split():
            start, end = event[1:].split("-")
            rows.append({"case": str(number), "activity": event[0], "start": _hour(start), "end": _hour(end)})
    settings = EventLogSettings("case", "activity", "end", start_timestamp_column="start")
    return explore_log(read_event_log([pd.DataFrame(rows, dtype=object)], settings))


def _hour(text: str) -> str:
    return (pd.Timestamp("2024-01-01", tz="UTC") + pd.Timedelta(hours=float(text))).isoformat()
