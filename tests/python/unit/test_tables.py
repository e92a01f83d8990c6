"""The tables that are written: every column, its type, its unit, its value."""
from __future__ import annotations

import dataclasses
import json

import numpy as np
import pandas as pd
import pytest

from process_mining.cases import measure_cases
from process_mining.columns import (
    ACTIVITIES_WITH_STARTS,
    DATA_QUALITY,
    EDGES,
    EXECUTIONS_WITH_STARTS,
    VARIANTS,
    Table,
)
from process_mining.data_quality import data_quality_table
from process_mining.edges import count_edges
from process_mining.errors import ClashingColumnError
from process_mining.event_log import read_event_log
from process_mining.settings import EventLogSettings
from process_mining.tables import activities_table, check_attribute_names, edges_table, executions_table, variants_table
from process_mining.variants import find_variants
from small_logs import events

SETTINGS = EventLogSettings("case", "activity", "time", start_timestamp_column="start", end_activities=("pay",))
ROWS = events(
    "A ask 2024-01-01T02:00 2024-01-01T00:00 web",
    "A pay 2024-01-02T00:00 2024-01-01T12:00 web",
    "B ask 2024-01-03T00:00 2024-01-03T00:00 -",
    "B ask 2024-01-03T06:00 2024-01-03T03:00 -",
    columns="case activity time start channel",
)
DTYPES = {
    "string": ("object", "str"),
    "bigint": ("int64", "Int64"),
    "double": ("float64",),
    "boolean": ("bool",),
    "date": ("datetime64[ns, UTC]",),
}


@pytest.fixture(name="log")
def _log():
    return read_event_log([ROWS], SETTINGS, ["channel"])


def whole(table: Table) -> pd.DataFrame:
    """Return the table as one frame, after checking its columns and their types."""
    frames = list(table.frames)
    for frame in frames:
        assert list(frame.columns) == [column.name for column in table.columns]
        for column in table.columns:
            assert str(frame[column.name].dtype) in DTYPES[column.type], column.name
    return pd.concat(frames, ignore_index=True)


def tables_of(log, settings=SETTINGS) -> dict[str, Table]:
    variants, times = find_variants(log), measure_cases(log)
    return {
        "executions": executions_table(log, variants, times, settings),
        "variants": variants_table(variants, times, settings),
        "edges": edges_table(count_edges(log), settings),
        "activities": activities_table(log, variants, settings),
        "data_quality": data_quality_table(log, variants, settings),
    }


def test_executions(log):
    executions = whole(tables_of(log)["executions"]).drop(columns="variant_id")
    utc = {"tz": "UTC"}
    assert executions.to_dict("records") == [
        {
            "case_id": "A",
            "timestamp_start": pd.Timestamp("2024-01-01T00:00", **utc),
            "timestamp_end": pd.Timestamp("2024-01-02T00:00", **utc),
            "activity_start": "ask",
            "activity_end": "pay",
            "variant_rank": 2,
            "activities": 2,
            "execution_time": 1.0,
            "distinct_activities": 2,
            "rework": 0,
            "is_open": False,
            "processing_time": 14 / 24,
            "waiting_time": pytest.approx(10 / 24),
            "channel": "web",
        },
        {
            "case_id": "B",
            "timestamp_start": pd.Timestamp("2024-01-03T00:00", **utc),
            "timestamp_end": pd.Timestamp("2024-01-03T06:00", **utc),
            "activity_start": "ask",
            "activity_end": "ask",
            "variant_rank": 1,
            "activities": 2,
            "execution_time": 0.25,
            "distinct_activities": 1,
            "rework": 1,
            "is_open": True,
            "processing_time": 0.125,
            "waiting_time": 0.125,
            "channel": None,
        },
    ]


def test_executions_carry_the_settings_for_whoever_reads_them_later(log):
    comment = tables_of(log)["executions"].columns[0].as_schema("days")["comment"]
    assert json.loads(comment.splitlines()[-1]) == {
        "event_log": {
            "case_column": "case",
            "activity_column": "activity",
            "timestamp_column": "time",
            "start_timestamp_column": "start",
            "end_activities": ["pay"],
        }
    }


def test_variants(log):
    variants = whole(tables_of(log)["variants"])
    facts = ["variant_rank", "variant", "activities", "cases", "share", "cumulative_share"]
    assert variants[facts].values.tolist() == [
        [1, "ask → ask", 2, 1, 0.5, 0.5],
        [2, "ask → pay", 2, 1, 0.5, 1.0],
    ]
    assert variants.filter(like="execution_time").values.tolist() == [[0.25] * 5, [1.0] * 5]
    assert variants["first_seen"].dt.day.tolist() == [3, 1]
    assert variants["last_seen"].dt.day.tolist() == [3, 2]


def test_edges(log):
    edges = whole(tables_of(log)["edges"])
    assert edges.iloc[:, :5].values.tolist() == [["ask", "ask", 1, 1, 0.5], ["ask", "pay", 1, 1, 0.5]]
    assert edges["waiting_time_mean"].tolist() == [0.125, 10 / 24]
    assert edges["waiting_time_stddev"].isna().all()
    assert edges["is_self_loop"].tolist() == [True, False]


def test_activities(log):
    activities = whole(tables_of(log)["activities"])
    assert activities.iloc[:, :7].values.tolist() == [["ask", 3, 2, 2, 1, 1, 1], ["pay", 1, 1, 0, 1, 0, 0]]
    assert activities["service_time_mean"].tolist() == pytest.approx([5 / 72, 0.5])


def test_data_quality_lists_every_finding_with_its_effect(log):
    quality = whole(tables_of(log)["data_quality"]).set_index("finding")
    assert quality["rows"].to_dict() == {
        "rows_read": 4,
        "rows_left_out": 0,
        "rows_without_case": 0,
        "rows_without_activity": 0,
        "rows_without_timestamp": 0,
        "unreadable_timestamps": 0,
        "other_lifecycle": 0,
        "unpaired_starts": 0,
        "cases_left_out": 0,
        "unpaired_completions": 0,
        "missing_starts": 0,
        "unreadable_starts": 0,
        "start_after_end": 0,
        "clock_change_times": 0,
        "unreadable_order": 0,
        "out_of_order": 0,
        "tied_events": 0,
        "attribute_conflicts": 0,
        "open_cases": 2,
        "overlapping_steps": 0,
    }
    assert quality.loc["open_cases", ["share", "cases", "example"]].tolist() == [0.5, 1, "case 'B'"]
    assert (quality["effect"].str.len() > 20).all()


def test_an_end_activity_that_occurs_nowhere_is_named(log):
    settings = dataclasses.replace(SETTINGS, end_activities=("pay", "Pay"))
    quality = whole(tables_of(log, settings)["data_quality"]).set_index("finding")
    assert quality.loc["open_cases", "effect"].endswith("End activities that occur nowhere: 'Pay'.")


def test_ties_say_how_many_variants_they_could_change():
    rows = events("1 b 2024-01-01", "1 a 2024-01-01", "2 a 2024-01-01", "3 b 2024-01-01", "3 b 2024-01-01")
    log = read_event_log([rows], EventLogSettings("case", "activity", "time"))
    quality = whole(tables_of(log, EventLogSettings("case", "activity", "time"))["data_quality"]).set_index("finding")
    assert quality.loc["tied_events", ["rows", "cases", "effect"]].tolist() == [
        4,
        2,
        "Equal times (and order values) in one case: ordered by their row in the input. Another order could change 1 "
        "of 3 variants.",
    ]


@pytest.mark.parametrize(("unit", "factor"), [("seconds", 86400), ("minutes", 1440), ("hours", 24), ("days", 1)])
def test_every_duration_follows_the_unit(log, unit, factor):
    settings = dataclasses.replace(SETTINGS, duration_unit=unit)
    for name, table in tables_of(log, settings).items():
        in_days = whole(tables_of(log)[name])
        in_unit = whole(table)
        durations = [column.name for column in table.columns if "{unit}" in column.description]
        np.testing.assert_allclose(in_unit[durations].to_numpy(float), in_days[durations].to_numpy(float) * factor)
        for column in table.columns:
            assert ("{unit}" in column.as_schema(unit)["comment"]) is False
            assert (unit in column.as_schema(unit)["comment"]) or column.name not in durations


def test_without_starts_there_is_no_work_time(log):
    settings = EventLogSettings("case", "activity", "time")
    tables = tables_of(read_event_log([ROWS], settings), settings)
    assert "processing_time" not in whole(tables["executions"]).columns
    assert "service_time_mean" not in whole(tables["activities"]).columns


def test_a_case_attribute_with_a_name_of_ours_is_an_error():
    with pytest.raises(ClashingColumnError, match="'variant_id', 'Waiting_Time'"):
        check_attribute_names(["amount", "variant_id", "Waiting_Time"])


def test_large_logs_are_written_in_parts():
    rows = pd.DataFrame({"case": np.arange(100_001).astype(str), "activity": "a", "time": "2024-01-01"})
    log = read_event_log([rows], EventLogSettings("case", "activity", "time"))
    frames = list(tables_of(log)["executions"].frames)
    assert [len(frame) for frame in frames] == [100_000, 1]


def test_every_column_is_described_once():
    for columns in (EXECUTIONS_WITH_STARTS, VARIANTS, EDGES, ACTIVITIES_WITH_STARTS, DATA_QUALITY):
        names = [column.name for column in columns]
        assert len(set(names)) == len(names)
        for column in columns:
            assert column.type in DTYPES
            assert column.description.endswith(".")
            assert column.type != "double" or "{unit}" in column.description or "between 0 and 1" in column.description
