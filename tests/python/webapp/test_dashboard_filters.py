"""Every shape in which a dashboard's filter comes, as literal JSON, and what is read from it."""
from __future__ import annotations

import json

import pytest

from process_mining_dss.column_filters import (
    AllFilter,
    DatePartFilter,
    DateRangeFilter,
    NumberRangeFilter,
    ValuesFilter,
)
from process_mining_dss.dashboard_filters import ReadFilter, read_dashboard_filter

# A filter as the pages of a dashboard store it (captured in 2026), with all its bookkeeping.
STORED = """{
    "column": "region", "columnType": "ALPHANUM", "filterType": "ALPHANUM_FACET", "label": "region", "id": "f1",
    "isA": "filter", "active": true, "filterSelectionType": "MULTI_SELECT", "excludedValues": {},
    "selectedValues": {"North": true, "South": true}, "excludeOtherValues": true, "includeEmptyValues": true,
    "allValuesInSample": true, "minValue": null, "maxValue": null, "explicitExclude": false, "isAGlobalFilter": true,
    "useMinimalUi": false, "facetSorting": "COUNT_DESC", "__justDragDropped": false, "cacheable": true
}"""
INCLUDE_NORTH = ValuesFilter("include", ("North",), False)
EXCLUDE_NORTH = ValuesFilter("exclude", ("North",), False)


def read(facet: str) -> ReadFilter:
    return read_dashboard_filter(json.loads(facet))


def test_a_stored_filter_with_all_its_bookkeeping():
    assert read(STORED) == ReadFilter("region", True, ValuesFilter("include", ("North", "South"), False))


TEXT = '{"column": "region", "filterType": "ALPHANUM_FACET", %s}'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        # Nothing chosen.
        ('"excludedValues": {}', AllFilter()),
        ('"excludedValues": {}, "selectedValues": {}, "excludeOtherValues": true', AllFilter()),
        ('"excludedValues": {}, "selectedValues": {}, "excludeOtherValues": false', AllFilter()),
        ('"excludedValues": null, "selectedValues": null', AllFilter()),
        ('"active": true', AllFilter()),
        # Leaving out: the default of charts and of "include other values".
        ('"excludedValues": {"North": true}', EXCLUDE_NORTH),
        ('"excludedValues": {"North": true, "South": false}', EXCLUDE_NORTH),
        ('"excludedValues": {"North": true}, "selectedValues": {}', EXCLUDE_NORTH),
        ('"excludedValues": {"North": true}, "selectedValues": {"South": true}, "excludeOtherValues": false',
         EXCLUDE_NORTH),
        # Keeping: single selection, and "exclude other values".
        ('"selectedValues": {"North": true}', INCLUDE_NORTH),
        ('"selectedValues": {"North": true}, "filterSelectionType": "SINGLE_SELECT"', INCLUDE_NORTH),
        ('"selectedValues": {"North": true}, "excludeOtherValues": true', INCLUDE_NORTH),
        ('"selectedValues": {"North": true}, "excludedValues": {"South": true}, "excludeOtherValues": true',
         INCLUDE_NORTH),
        ('"selectedValues": ["North"]', INCLUDE_NORTH),
        # Cells without a value.
        ('"selectedValues": {"North": true, "___dku_no_value___": true}', ValuesFilter("include", ("North",), True)),
        ('"selectedValues": {"___dku_no_value___": true}', ValuesFilter("include", (), True)),
        ('"excludedValues": {"___dku_no_value___": true}', ValuesFilter("exclude", (), True)),
        ('"excludedValues": {"North": true}, "includeEmptyValues": false', ValuesFilter("exclude", ("North",), True)),
        ('"excludedValues": {}, "includeEmptyValues": false', ValuesFilter("exclude", (), True)),
        ('"selectedValues": {"North": true}, "includeEmptyValues": true', INCLUDE_NORTH),
        # What only an old page or a chart sends.
        ('"type": "ALPHANUM", "isDrill": true, "excludedValues": {"North": true}', EXCLUDE_NORTH),
    ],
)  # fmt: skip
def test_lists_of_values(parts, expected):
    assert read(TEXT % parts) == ReadFilter("region", True, expected)


def test_a_selection_that_does_not_leave_out_the_others_is_read_as_a_list_to_keep_and_says_so():
    assert read(TEXT % '"selectedValues": {"North": true}, "excludeOtherValues": false') == ReadFilter(
        "region", True, INCLUDE_NORTH, note="Read as the values to keep; all others are left out."
    )


def test_a_selection_meant_to_be_left_out_is_read_so_and_says_so():
    assert read(TEXT % '"selectedValues": {"North": true}, "explicitExclude": true') == ReadFilter(
        "region", True, EXCLUDE_NORTH, note="Read as the values to leave out."
    )


def test_a_filter_that_is_switched_off_is_read_all_the_same():
    assert read(TEXT % '"active": false, "excludedValues": {"North": true}') == ReadFilter(
        "region", False, EXCLUDE_NORTH
    )


NUMBER = '{"column": "amount", "columnType": "NUMERICAL", "filterType": "NUMERICAL_FACET", %s}'


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ('"minValue": 10, "maxValue": 20.5', NumberRangeFilter(10.0, 20.5, True)),
        ('"minValue": 0, "maxValue": null', NumberRangeFilter(0.0, None, True)),
        ('"maxValue": 0', NumberRangeFilter(None, 0.0, True)),
        ('"minValue": -3.5, "includeEmptyValues": false', NumberRangeFilter(-3.5, None, False)),
        ('"minValue": null, "maxValue": null', AllFilter()),
        ('"excludedValues": {}', AllFilter()),
        ('"includeEmptyValues": false', NumberRangeFilter(None, None, False)),
        ('"minValue": 1, "filterSelectionType": "MULTI_SELECT"', NumberRangeFilter(1.0, None, True)),
        ('"minValue": 1, "filterSelectionType": "RANGE_OF_VALUES", "excludedValues": {"3": true}',
         NumberRangeFilter(1.0, None, True)),
        ('"minValue": 1, "maxValue": 9, "filterSelectionType": "MULTI_SELECT", "selectedValues": {"3": true}',
         ValuesFilter("include", ("3",), False)),
        ('"excludedValues": {"3": true}', ValuesFilter("exclude", ("3",), False)),
        ('"selectedValues": {"3.0": true}', ValuesFilter("include", ("3.0",), False)),
    ],
)  # fmt: skip
def test_ranges_of_numbers(parts, expected):
    assert read(NUMBER % parts) == ReadFilter("amount", True, expected)


def test_a_number_column_used_as_text_is_a_list():
    facet = NUMBER.replace("NUMERICAL_FACET", "ALPHANUM_FACET") % '"selectedValues": {"3": true}, "minValue": 1'
    assert read(facet) == ReadFilter("amount", True, ValuesFilter("include", ("3",), False))


DATE = '{"column": "started", "columnType": "DATE", "filterType": "DATE_FACET", %s}'
JUNE, JULY = 1528000000000, 1530600000000


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (f'"dateFilterType": "RANGE", "minValue": {JUNE}, "maxValue": {JULY}', DateRangeFilter(JUNE, JULY, True)),
        ('"dateFilterType": "RANGE", "minValue": 0', DateRangeFilter(0.0, None, True)),
        (f'"maxValue": {JULY}, "includeEmptyValues": false', DateRangeFilter(None, JULY, False)),
        ('"dateFilterType": "RANGE", "minValue": null', AllFilter()),
        ('"dateFilterType": "RANGE", "excludedValues": {"3": true}', AllFilter()),
        # Parts, the old form: the part is the type. A year is itself, all but the hour count from zero.
        ('"dateFilterType": "YEAR", "selectedValues": {"2018": true}',
         DatePartFilter("YEAR", "include", (2018,), False)),
        ('"dateFilterType": "QUARTER_OF_YEAR", "excludedValues": {"0": true, "3": true}',
         DatePartFilter("QUARTER_OF_YEAR", "exclude", (1, 4), False)),
        ('"dateFilterType": "MONTH_OF_YEAR", "excludedValues": {"11": true}',
         DatePartFilter("MONTH_OF_YEAR", "exclude", (12,), False)),
        ('"dateFilterType": "WEEK_OF_YEAR", "selectedValues": {"0": true}',
         DatePartFilter("WEEK_OF_YEAR", "include", (1,), False)),
        ('"dateFilterType": "DAY_OF_MONTH", "selectedValues": {"30": true}',
         DatePartFilter("DAY_OF_MONTH", "include", (31,), False)),
        ('"dateFilterType": "DAY_OF_WEEK", "selectedValues": {"0": true, "6": true}, "excludeOtherValues": true',
         DatePartFilter("DAY_OF_WEEK", "include", (1, 7), False)),
        ('"dateFilterType": "HOUR_OF_DAY", "excludedValues": {"0": true, "___dku_no_value___": true}',
         DatePartFilter("HOUR_OF_DAY", "exclude", (0,), True)),
        # Parts, the newer form.
        ('"dateFilterType": "PART", "dateFilterPart": "MONTH_OF_YEAR", "selectedValues": {"5": true}',
         DatePartFilter("MONTH_OF_YEAR", "include", (6,), False)),
        ('"dateFilterType": "PART", "dateFilterPart": "YEAR", "excludedValues": {}', AllFilter()),
        # A date used as text.
        ('"selectedValues": {"2018-06-01T00:00:00.000Z": true}',
         ValuesFilter("include", ("2018-06-01T00:00:00.000Z",), False)),
    ],
)  # fmt: skip
def test_dates(parts, expected):
    assert read(DATE % parts) == ReadFilter("started", True, expected)


@pytest.mark.parametrize(
    ("facet", "column", "reason"),
    [
        ("null", "", "The dashboard sent something that is not a filter."),
        ('"region"', "", "The dashboard sent something that is not a filter."),
        ("[]", "", "The dashboard sent something that is not a filter."),
        ("{}", "", "It names no column."),
        ('{"filterType": "ALPHANUM_FACET", "column": 3}', "", "It names no column."),
        ('{"column": "region"}', "region", "It is of a kind that this tile does not know ('None')."),
        ('{"column": "a", "filterType": "GEO_FACET"}', "a",
         "It is of a kind that this tile does not know ('GEO_FACET')."),
        ('{"column": "a", "filterType": ["x"]}', "a", "It is of a kind that this tile does not know (\"['x']\")."),
        (TEXT % '"filterSelectionType": "CUSTOM_MATCH"', "region",
         "It compares values with a text pattern that this tile cannot read ('CUSTOM_MATCH')."),
        (TEXT % '"filterSelectionType": "TOP_N"', "region",
         "It selects in a way that this tile cannot read ('TOP_N')."),
        (TEXT % '"filterSelectionType": "RANGE", "minValue": 1', "region",
         "It selects a range of texts, which this tile cannot read."),
        (TEXT % '"selectedValues": "North"', "region", "Its list of values cannot be read."),
        (TEXT % '"excludedValues": [3]', "region", "Its list of values cannot be read."),
        ('{"filters": [{"column": "a", "filterType": "ALPHANUM_FACET"}]}', "",
         "It leaves out rows by several columns at once, which this tile cannot read."),
        (NUMBER % '"minValue": "10"', "amount", "An end of its range is not a number."),
        (NUMBER % '"maxValue": true', "amount", "An end of its range is not a number."),
        (NUMBER % f'"maxValue": {10 ** 400}', "amount", "An end of its range is not a number."),
        (DATE % '"dateFilterType": "RELATIVE", "dateFilterPart": "YEAR"', "started",
         "It selects dates relative to today, which this tile cannot read."),
        (DATE % '"dateFilterType": "ERA"', "started",
         "It selects dates in a way that this tile does not know ('ERA')."),
        (DATE % '"dateFilterType": "PART", "dateFilterPart": "ERA", "selectedValues": {"1": true}', "started",
         "It selects by a part of dates that this tile does not know ('ERA')."),
        (DATE % '"dateFilterType": "YEAR", "selectedValues": {"MMXX": true}', "started",
         "It lists parts of dates that are no numbers."),
    ],
)  # fmt: skip
def test_what_is_not_understood_says_why(facet, column, reason):
    assert read(facet) == ReadFilter(column, True, None, reason)


def test_a_list_of_values_has_an_end():
    many = {str(number): True for number in range(100_001)}
    facet = {"column": "a", "filterType": "ALPHANUM_FACET", "selectedValues": many}
    assert read_dashboard_filter(facet).reason == "It lists more than 100,000 values."


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (TEXT % '"selectedValues": {"North": true}',
         {"kind": "values", "mode": "include", "values": ["North"], "n_values": 1, "empty": False}),
        (NUMBER % '"minValue": 0',
         {"kind": "number_range", "minimum": 0.0, "maximum": None, "keeps_empty": True}),
        (DATE % '"maxValue": 0', {"kind": "date_range", "from_ms": None, "to_ms": 0.0, "keeps_empty": True}),
        (DATE % '"dateFilterType": "DAY_OF_WEEK", "selectedValues": {"0": true}',
         {"kind": "date_part", "part": "DAY_OF_WEEK", "mode": "include", "values": [1], "empty": False}),
        (TEXT % '"excludedValues": {}', {"kind": "all"}),
    ],
)  # fmt: skip
def test_the_reading_for_the_page(parts, expected):
    found = read(parts).filter
    assert found is not None
    assert found.reading() == expected


def test_the_reading_tells_twenty_values_and_how_many_there_are():
    facet = {"column": "a", "filterType": "ALPHANUM_FACET", "selectedValues": {str(n): True for n in range(30)}}
    found = read_dashboard_filter(facet).filter
    assert found is not None
    reading = found.reading()
    assert reading["kind"] == "values"
    assert (reading["values"], reading["n_values"]) == ([str(n) for n in range(20)], 30)
