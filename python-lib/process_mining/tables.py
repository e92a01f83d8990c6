"""Results -> tables with the columns of `columns.py`, durations in the unit asked for."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from process_mining.activities import count_activities, measure_service_times
from process_mining.cases import CaseTimes, find_open_cases
from process_mining.columns import (
    ACTIVITIES,
    ACTIVITIES_WITH_STARTS,
    EDGES,
    EXECUTIONS,
    EXECUTIONS_WITH_STARTS,
    VARIANTS,
    Column,
    Table,
    columns_in_order,
)
from process_mining.edges import Edges
from process_mining.errors import ClashingColumnError
from process_mining.event_log import EventLog
from process_mining.segments import SegmentStatistics, exact_statistics
from process_mining.settings import SECONDS_PER_UNIT, EventLogSettings
from process_mining.variants import Variants, variant_texts

_ROWS_PER_FRAME = 100_000

_PARTS = {"min": "minimum", "max": "maximum"}


def executions_table(
    log: EventLog,
    variants: Variants,
    times: CaseTimes,
    settings: EventLogSettings,
    attribute_types: Mapping[str, str] | None = None,
    more_columns: Mapping[Column, np.ndarray] | None = None,
    more_facts: Mapping[str, object] | None = None,
) -> Table:
    """Return the cases of a log as a table, a row a case, by start time.

    Parameters
    ----------
    log : EventLog
    variants : Variants
        Of the log.
    times : CaseTimes
        Of the log.
    settings : EventLogSettings
        The log was read with; gives end activities and the unit of durations, and stands with the case ids, so that
        whoever reads the table later can read the log in the same way.
    attribute_types : mapping of str to str, optional
        DSS type of each case attribute; text by default.
    more_columns : mapping of Column to ndarray of shape (n_cases,), optional
        Further columns, which stand before the case attributes.
    more_facts : mapping, optional
        Plain values that stand with the case ids, beside the settings.

    Returns
    -------
    Table
        Columns `EXECUTIONS` (with start times also processing and waiting time), those given, the case attributes.

    Raises
    ------
    ClashingColumnError
        If a case attribute has the name of another column.
    """
    columns = EXECUTIONS if log.start_timestamps is None else EXECUTIONS_WITH_STARTS
    facts = {"event_log": settings.as_facts(), **(more_facts or {})}
    case_id = replace(columns[0], note=json.dumps(facts, ensure_ascii=False))
    types = attribute_types or {}
    attributes = tuple(
        Column(str(name), types.get(str(name), "string"), "Case attribute: its first value in the case, as given.")
        for name in log.attributes.columns
    )
    more = dict(more_columns or {})
    check_attribute_names([column.name for column in attributes], tuple(more))
    frames = _execution_frames(log, variants, times, settings, {column.name: more[column] for column in more})
    return Table((case_id, *columns[1:], *more, *attributes), frames)


def check_attribute_names(names: Sequence[str], more_columns: Sequence[Column] = ()) -> None:
    """Raise `ClashingColumnError` if a case attribute has the name of a column of the executions table.

    Parameters
    ----------
    names : sequence of str
        Names of the case attributes.
    more_columns : sequence of Column
        Columns that stand in the table beside those of `EXECUTIONS_WITH_STARTS`.
    """
    # Many databases take names that differ in letter case only for the same.
    taken = {column.name.casefold() for column in (*EXECUTIONS_WITH_STARTS, *more_columns)}
    clashing = [name for name in names if name.casefold() in taken]
    if clashing:
        raise ClashingColumnError(clashing, "executions")


def _execution_frames(
    log: EventLog, variants: Variants, times: CaseTimes, settings: EventLogSettings, more: Mapping[str, np.ndarray]
) -> Iterator[pd.DataFrame]:
    is_open = find_open_cases(variants, settings.end_activities)
    by_variant = _variant_facts(variants)
    seconds_per_unit = SECONDS_PER_UNIT[settings.duration_unit]
    execution_times = times.execution / seconds_per_unit
    for start in range(0, log.n_cases, _ROWS_PER_FRAME):
        part = slice(start, start + _ROWS_PER_FRAME)
        rows = variants.case_variants[part]
        execution = execution_times[part]
        facts = {name: values[rows] for name, values in by_variant.items()}
        frame = {
            "case_id": log.case_ids[part],
            "timestamp_start": _dates(times.starts[part]),
            "timestamp_end": _dates(times.ends[part]),
            "activity_start": facts["activity_start"],
            "activity_end": facts["activity_end"],
            "variant_rank": rows.astype(np.int64) + 1,
            "activities": facts["activities"],
            "execution_time": execution,
            "variant_id": facts["variant_id"],
            "distinct_activities": facts["distinct_activities"],
            "rework": facts["activities"] - facts["distinct_activities"],
            "is_open": is_open[part],
        }
        if times.processing is not None:
            frame["processing_time"] = times.processing[part] / seconds_per_unit
            # Rounding may leave a hair below zero where a case is busy all the time.
            frame["waiting_time"] = np.maximum(execution - frame["processing_time"], 0.0)
        frame.update({name: values[part] for name, values in more.items()})
        attributes = log.attributes.iloc[part].reset_index(drop=True)
        yield pd.concat([pd.DataFrame(frame), attributes], axis=1)


def _variant_facts(variants: Variants) -> dict[str, np.ndarray]:
    """Return what is the same for all cases of a variant, computed once per variant."""
    labels = _texts(variants.activities)
    pairs = np.unique(variants.variant_of_position * len(labels) + variants.activity_codes)
    return {
        "activity_start": labels[variants.activity_codes[variants.sequence_starts[:-1]]],
        "activity_end": labels[variants.activity_codes[variants.sequence_starts[1:] - 1]],
        "activities": variants.lengths,
        "distinct_activities": np.bincount(pairs // len(labels), minlength=variants.n_variants),
        "variant_id": _texts(variants.ids),
    }


def variants_table(variants: Variants, times: CaseTimes, settings: EventLogSettings) -> Table:
    """Return the variants of a log as a table, a row a variant, most frequent first; columns `VARIANTS`."""
    shares = variants.case_counts / len(variants.case_variants)
    frame = {
        "variant_rank": np.arange(1, variants.n_variants + 1),
        "variant_id": variants.ids,
        "variant": variant_texts(variants),
        "activities": variants.lengths,
        "cases": variants.case_counts,
        "share": shares,
        "cumulative_share": np.cumsum(variants.case_counts) / len(variants.case_variants),
        **_execution_statistics(times, variants, settings),
        **_seen(times, variants),
    }
    return Table(VARIANTS, [columns_in_order(frame, VARIANTS)])


def _execution_statistics(
    times: CaseTimes, variants: Variants, settings: EventLogSettings
) -> dict[str, np.ndarray]:
    statistics = exact_statistics(times.execution, variants.case_variants, variants.n_variants)
    return _durations("execution_time", statistics, settings)


def _seen(times: CaseTimes, variants: Variants) -> dict[str, pd.DatetimeIndex]:
    first = np.full(variants.n_variants, np.iinfo(np.int64).max)
    last = np.full(variants.n_variants, np.iinfo(np.int64).min)
    np.minimum.at(first, variants.case_variants, times.starts)
    np.maximum.at(last, variants.case_variants, times.ends)
    return {"first_seen": _dates(first), "last_seen": _dates(last)}


def edges_table(edges: Edges, settings: EventLogSettings) -> Table:
    """Return the directly-follows edges as a table, a row an edge, most frequent first; columns `EDGES`."""
    labels = _texts(edges.activities)
    frame = {
        "source": labels[edges.sources],
        "target": labels[edges.targets],
        "frequency": edges.frequency,
        "case_frequency": edges.case_frequency,
        "share": edges.frequency / max(edges.n_steps, 1),
        **_durations("waiting_time", edges.waiting, settings),
        "is_self_loop": edges.sources == edges.targets,
    }
    return Table(EDGES, [columns_in_order(frame, EDGES)])


def activities_table(log: EventLog, variants: Variants, settings: EventLogSettings) -> Table:
    """Return the activities of a log as a table, a row an activity, most frequent first.

    Columns `ACTIVITIES`; with start times also service times.
    """
    counts, service = count_activities(variants), measure_service_times(log)
    frame = {
        "activity": list(counts.activities),
        "frequency": counts.frequency,
        "case_frequency": counts.case_frequency,
        "start_cases": counts.start_cases,
        "end_cases": counts.end_cases,
        "self_loops": counts.self_loops,
        "rework_cases": counts.rework_cases,
        **({} if service is None else _durations("service_time", service, settings)),
    }
    columns = ACTIVITIES if service is None else ACTIVITIES_WITH_STARTS
    order = np.lexsort([np.arange(len(counts.activities)), -counts.frequency])
    return Table(columns, [columns_in_order(frame, columns).iloc[order].reset_index(drop=True)])


def _durations(prefix: str, statistics: SegmentStatistics, settings: EventLogSettings) -> dict[str, np.ndarray]:
    """Return every statistic in the unit asked for, under the name of its column."""
    names = ("mean", "median", "min", "max", "p90", "stddev", "total")
    seconds_per_unit = SECONDS_PER_UNIT[settings.duration_unit]
    return {f"{prefix}_{name}": getattr(statistics, _PARTS.get(name, name)) / seconds_per_unit for name in names}


def _texts(values: Sequence[str]) -> np.ndarray:
    """Return texts as an array of objects."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


def _dates(nanoseconds: np.ndarray) -> pd.DatetimeIndex:
    return pd.DatetimeIndex(nanoseconds.view("datetime64[ns]"), tz="UTC")
