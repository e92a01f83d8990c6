"""Settings are valid if they exist; errors say what, how many, an example and what to do."""
from __future__ import annotations

import pytest

from process_mining.edges import _STATISTICS
from process_mining.errors import (
    ClashingColumnError,
    EventLogError,
    LimitError,
    MissingColumnError,
    ModelError,
    ParameterError,
    ProcessMiningError,
    shown,
    shown_names,
)
from process_mining.settings import PERCENTILES, EventLogSettings


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"case_column": ""}, "Parameter case_column: no column is chosen. Choose the column with the case id."),
        (
            {"activity_column": "case"},
            "Parameter activity_column: column 'case' is already chosen as the case id. Choose another column for the "
            "activity.",
        ),
        (
            {"lifecycle_mode": "some"},
            "Parameter lifecycle_mode: 'some' is not a choice. Choose one of 'auto', 'all', 'complete', 'pair'.",
        ),
        (
            {"time_zone": "Mars/Olympus"},
            "Parameter time_zone: 'Mars/Olympus' is not a known time zone. Use a name such as 'UTC' or 'Europe/Paris'.",
        ),
        (
            {"time_zone": "../../etc/passwd"},
            "Parameter time_zone: '../../etc/passwd' is not a known time zone. Use a name such as 'UTC' or "
            "'Europe/Paris'.",
        ),
        (
            {"lifecycle_mode": "pair"},
            "Parameter lifecycle_mode: 'pair' needs a lifecycle column. Choose that column.",
        ),
        (
            {"lifecycle_mode": "complete"},
            "Parameter lifecycle_mode: 'complete' needs a lifecycle column. Choose that column.",
        ),
        (
            {"lifecycle_mode": "pair", "lifecycle_column": "l", "start_timestamp_column": "s"},
            "Parameter lifecycle_mode: pairing start and complete makes the start times that a start timestamp column "
            "also gives. Clear the start timestamp column or choose another lifecycle mode.",
        ),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_a_remedy(settings, message):
    valid = {"case_column": "case", "activity_column": "activity", "timestamp_column": "time"}
    with pytest.raises(ParameterError) as error:
        EventLogSettings(**{**valid, **settings})
    assert str(error.value) == message


@pytest.mark.parametrize("timestamp_format", ["mixed", "ISO8601", "%Y %Z", "%Q", "%d/%m/%Y %", "dd/MM/yyyy"])
def test_formats_that_guess_or_name_zones_are_refused(timestamp_format):
    with pytest.raises(ParameterError, match=r"is not a usable format\. Use directives such as %d/%m/%Y"):
        EventLogSettings("case", "activity", "time", timestamp_format=timestamp_format)


def test_the_default_zone_needs_no_database_of_zones(monkeypatch):
    monkeypatch.setattr("zoneinfo.ZoneInfo", None)
    assert EventLogSettings("case", "activity", "time").time_zone == "UTC"


def test_data_without_columns_are_said_to_have_none():
    assert str(MissingColumnError("id", "case id", [])) == (
        "The case id column 'id' is not there: the data have no columns yet. Build the dataset first."
    )


def test_facts_hold_what_differs_from_the_defaults():
    settings = EventLogSettings("c", "a", "t", end_activities=("x", "y"), time_zone="Europe/Paris")
    assert settings.as_facts() == {
        "case_column": "c",
        "activity_column": "a",
        "timestamp_column": "t",
        "time_zone": "Europe/Paris",
        "end_activities": ["x", "y"],
    }


def test_every_choice_has_its_algorithm():
    assert set(PERCENTILES) == set(_STATISTICS)


def test_values_in_messages_are_bounded_and_escaped():
    assert shown("a\nb") == r"'a\nb'"
    assert len(shown("x" * 10**6)) == 81
    assert shown_names([]) == ""
    assert shown_names(map(str, range(100))).endswith("'11' and 88 more")


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (
            ClashingColumnError(["conformance"], "executions"),
            "Case attributes cannot be called 'conformance': executions has columns of these names. Rename them in the "
            "event log (a Prepare recipe does it) or leave them out.",
        ),
        (
            ModelError("E-choose", "it holds two processes", "Set process.", "'Pool' (process, id p1)"),
            "Cannot use 'Pool' (process, id p1): it holds two processes. Set process. [E-choose]",
        ),
        (LimitError("The search", "10 nodes", "Raise it."), "The search reached its limit of 10 nodes. Raise it."),
    ],
)
def test_messages_read_as_sentences(error, message):
    assert str(error) == message
    assert isinstance(error, ProcessMiningError)


def test_event_log_errors_are_a_branch():
    assert issubclass(ClashingColumnError, EventLogError)


def test_a_column_may_serve_twice_where_that_makes_sense():
    settings = EventLogSettings("case", "activity", "time", order_column="time", resource_column="activity")
    assert settings.named_columns == {"case": "case id", "activity": "activity", "time": "timestamp"}
    assert settings.event_columns == settings.named_columns
