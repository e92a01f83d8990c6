"""A drawn map -> the durations document: waiting time of its paths, service time of its steps."""
from __future__ import annotations

from collections.abc import Sequence

from process_mining.explorer.durations import TimeStatistics, measure_durations
from process_mining_dss.contract import answers
from process_mining_dss.documents.drawn_map import DrawnMap
from process_mining_dss.documents.times import statistics_document


def durations_document(version: str, drawn: DrawnMap | None, exact: bool) -> answers.DurationsDocument:
    """Return the durations of what is on the map; of no map, none."""
    if drawn is None:
        return {"version": version, "paths": {}, "steps": {}}
    measured = measure_durations(drawn.loaded.log, drawn.map, drawn.kept, exact)
    steps = {} if measured.service is None else _by_id(drawn.node_ids, measured.service)
    return {"version": version, "paths": _by_id(drawn.path_ids, measured.waiting), "steps": steps}


def _by_id(ids: Sequence[str], statistics: TimeStatistics) -> dict[str, answers.TimeStatistics]:
    return {name: statistics_document(statistics, at) for at, name in enumerate(ids) if statistics.count[at]}
