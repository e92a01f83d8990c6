"""The webapp's form and the executions' description -> how the event log is read."""
from __future__ import annotations

import pytest

from process_mining.errors import ParameterError
from process_mining.settings import EventLogSettings
from process_mining_dss.webapp_settings import (
    TileSettings,
    described_facts,
    log_reading,
    read_tile_settings,
)

DATASETS = {"event_log": "log", "executions": "cases"}
FACTS = {
    "event_log": {
        "case_column": "case",
        "activity_column": "step",
        "timestamp_column": "end",
        "start_timestamp_column": "start",
        "tie_rule": "label",
        "end_activities": ["done"],
    }
}


def tile(**more: str) -> TileSettings:
    return read_tile_settings({**DATASETS, **more})


def refused(config: dict, facts: dict | None = None) -> str:
    with pytest.raises(ParameterError) as caught:
        log_reading(read_tile_settings(config), facts or {})
    return str(caught.value)


def test_absent_empty_and_null_mean_the_default_and_unknown_names_are_passed_over():
    config = {**DATASETS, "case_column": "", "alignments": None, "time_zone": "", "left_over": {"x": 1}}
    assert read_tile_settings(config) == TileSettings("log", "cases")


def test_what_the_executions_say_is_how_the_log_is_read():
    reading = log_reading(tile(), FACTS)
    assert reading.settings == EventLogSettings(
        "case", "step", "end", start_timestamp_column="start", tie_rule="label", end_activities=("done",)
    )
    assert reading.notes == ()


def test_a_column_that_is_chosen_comes_first_and_the_difference_is_said():
    reading = log_reading(tile(activity_column="task", order_column="nr", case_column="case"), FACTS)
    assert reading.settings.activity_column == "task"
    assert reading.settings.order_column == "nr"
    assert reading.notes == (
        "The tile's settings choose column 'task' as the activity; dataset 'cases' was made with column 'step'.",
        "The tile's settings choose column 'nr' as the order; dataset 'cases' was made with none.",
    )


def test_executions_without_a_description_need_the_columns():
    columns = {"case_column": "c", "activity_column": "a", "timestamp_column": "t"}
    reading = log_reading(tile(**columns), {})
    assert reading.settings == EventLogSettings("c", "a", "t")
    assert reading.notes == (
        "Dataset 'cases' does not say how its event log was read; the tile reads it with the default rules.",
    )


@pytest.mark.parametrize(
    ("config", "facts", "message"),
    [
        ({}, {}, "Parameter event_log: no event log dataset is chosen. Choose it in the webapp's settings."),
        (
            {"event_log": "log"},
            {},
            "Parameter executions: no executions dataset is chosen. Choose it in the webapp's settings.",
        ),
        (
            {**DATASETS, "opening_view": "all"},
            {},
            "Parameter opening_view: 'all' is not a choice. Choose one of 'paths', 'top_variants'.",
        ),
        (
            {**DATASETS, "time_zone": "Mars/Base"},
            {},
            "Parameter time_zone: 'Mars/Base' is not a known time zone. Use a name such as 'UTC' or 'Europe/Paris'.",
        ),
        (
            {**DATASETS, "case_column": 3},
            {},
            "Parameter case_column: '3' is not a text. Choose it in the webapp's settings.",
        ),
        (
            {**DATASETS, "case_column": "case"},
            {},
            "Parameter activity_column: no column is chosen for the activity, and dataset 'cases' does not say which "
            "it was made with. Choose the column with the activity in the webapp's settings.",
        ),
        (
            {**DATASETS, "activity_column": "case"},
            FACTS,
            "Parameter activity_column: column 'case' is already chosen as the case id. Choose another column for the "
            "activity.",
        ),
    ],
)
def test_settings_that_cannot_be_used(config, facts, message):
    assert refused(config, facts) == message


@pytest.mark.parametrize(
    ("comment", "facts"),
    [
        ("", {}),
        ("Case id, as in the event log.", {}),
        ('Case id.\n{"event_log": {"case_column": "c"}}', {"event_log": {"case_column": "c"}}),
        ('Case id.\n{"event_log": ', {}),
        ("Case id.\n[1, 2]", {}),
    ],
)
def test_facts_below_the_description(comment, facts):
    assert described_facts(comment) == facts


def test_facts_of_another_kind_count_as_none():
    columns = {"case_column": "c", "activity_column": "a", "timestamp_column": "t"}
    assert log_reading(tile(**columns), {"event_log": "yes"}).settings == EventLogSettings("c", "a", "t")
