"""A recipe's config -> its parameters."""
from __future__ import annotations

import pytest

from process_mining.errors import ParameterError
from process_mining_dss.params import EdgeMetricsParameters, VariantsParameters, read_parameters

CHOSEN = {"case_column": "case", "activity_column": "activity", "timestamp_column": "time"}


def test_an_empty_config_names_the_first_column_to_choose():
    with pytest.raises(ParameterError, match=r"^Parameter case_column: no column is chosen"):
        read_parameters(VariantsParameters, {})


def test_absent_empty_and_null_values_are_defaults():
    empty = dict.fromkeys(["order_column", "time_zone", "tie_rule", "case_attribute_columns"])
    assert read_parameters(VariantsParameters, {**CHOSEN, **empty, "timestamp_format": ""}) == VariantsParameters(
        "case", "activity", "time"
    )


def test_lists_lose_their_empty_and_double_entries():
    parameters = read_parameters(VariantsParameters, {**CHOSEN, "end_activities": ["b", "", "a", "b"]})
    assert parameters.end_activities == ("b", "a")


def test_the_old_value_of_a_hidden_parameter_is_ignored():
    without_lifecycle = {**CHOSEN, "lifecycle_mode": "pair", "start_timestamp_column": "start"}
    parameters = read_parameters(EdgeMetricsParameters, without_lifecycle)
    assert (parameters.lifecycle_mode, parameters.start_timestamp_column) == ("auto", "start")
    paired = read_parameters(EdgeMetricsParameters, {**without_lifecycle, "lifecycle_column": "lifecycle"})
    assert (paired.lifecycle_mode, paired.start_timestamp_column) == ("pair", None)


def test_unknown_keys_of_other_versions_are_ignored():
    assert read_parameters(EdgeMetricsParameters, {**CHOSEN, "of_another_version": 3}).percentiles == "exact"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"percentiles": "some"}, "Parameter percentiles: 'some' is not a choice. Choose one of 'exact', 'histogram'."),
        ({"time_zone": 3.0}, "Parameter time_zone: '3.0' is not a text. Give a text."),
        ({"end_activities": "a"}, "Parameter end_activities: 'a' is not a list of texts. Give a list of texts."),
        ({"end_activities": [1]}, "Parameter end_activities: '[1]' is not a list of texts. Give a list of texts."),
    ],
)
def test_values_of_the_wrong_kind_are_refused(config, message):
    with pytest.raises(ParameterError) as error:
        read_parameters(EdgeMetricsParameters, {**CHOSEN, **config})
    assert str(error.value) == message
