"""Filters on columns of the executions, beside a slow reading of the same filters with pandas."""
from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining_dss.case_columns import (
    CaseValues,
    IdValues,
    InstantValues,
    NumberValues,
    TextValues,
    id_values,
    read_case_columns,
)
from process_mining_dss.column_filters import keep_values
from process_mining_dss.dashboard_filters import read_dashboard_filter

NO_VALUE = "___dku_no_value___"
ZONE = "Europe/Paris"


def column(texts: list[str | None], kind: str) -> CaseValues:
    """Return a column as it is read from a dataset."""
    cases = np.array([str(number) for number in range(len(texts))], dtype=object)
    rows = pd.DataFrame({"case_id": cases, "value": pd.Series(texts, dtype=object)})
    read = read_case_columns([rows], {"case_id": "string", "value": kind}, cases, cases)
    return read.columns["value"]


def kept(texts: list[str | None], kind: str, facet: dict[str, Any]) -> list[bool] | None:
    found = read_dashboard_filter({"column": "value", **facet}).filter
    assert found is not None
    mask = keep_values(column(texts, kind), found, ZONE)
    return None if mask is None else mask.tolist()


def facet_of(kind: str, **parts: Any) -> dict[str, Any]:
    return {"filterType": f"{kind}_FACET", **parts}


TEXTS = ["a", "b", None, "A", "NA", " a", "a"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"selectedValues": {"a": True}}, "y.....y"),
        ({"selectedValues": {"a": True, NO_VALUE: True}}, "y.y...y"),
        ({"selectedValues": {NO_VALUE: True}}, "..y...."),
        ({"excludedValues": {"a": True}}, ".yyyyy."),
        ({"excludedValues": {"a": True, NO_VALUE: True}}, ".y.yyy."),
        ({"excludedValues": {"a": True}, "includeEmptyValues": False}, ".y.yyy."),
        ({"selectedValues": {"NA": True, "c": True}}, "....y.."),
        ({"selectedValues": {"c": True}}, "......."),
        ({"excludedValues": {}}, "yyyyyyy"),
    ],
)
def test_texts(parts, expected):
    assert kept(TEXTS, "string", facet_of("ALPHANUM", **parts)) == [letter == "y" for letter in expected]


@pytest.mark.parametrize(
    ("facet", "expected"),
    [
        (facet_of("NUMERICAL", minValue=0), "yyy.y"),
        (facet_of("NUMERICAL", minValue=0, includeEmptyValues=False), "yyy.."),
        (facet_of("NUMERICAL", minValue=0, maxValue=3), "yy..y"),
        (facet_of("NUMERICAL", maxValue=0), "y..yy"),
        (facet_of("ALPHANUM", selectedValues={"3": True}), ".y..."),
        (facet_of("ALPHANUM", selectedValues={"3.00": True, "many": True}), ".y..."),
        (facet_of("ALPHANUM", excludedValues={"3": True}), "y.yyy"),
        (facet_of("ALPHANUM", selectedValues={NO_VALUE: True}), "....y"),
        (facet_of("ALPHANUM", excludedValues={NO_VALUE: True}), "yyyy."),
    ],
)
def test_numbers(facet, expected):
    for kind, texts in (("double", ["0.0", "3.0", "3.5", "-1", None]), ("bigint", ["0", "3", "4", "-1", None])):
        assert kept(texts, kind, facet) == [letter == "y" for letter in expected]


WIDE = ["9007199254740992", "9007199254740993", "-9007199254740993", "3", None, "9223372036854775807", "1" * 25]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        (["9007199254740993"], ".y....."),
        (["9007199254740992", "3.0"], "y..y..."),
        (["-9007199254740993", "9007199254740994"], "..y...."),
        (["9223372036854775807"], ".....y."),
        (["1" * 25, NO_VALUE], "....y.y"),
    ],
)
def test_whole_numbers_that_no_float_holds_are_compared_digit_by_digit(listed, expected):
    for key, letter in (("selectedValues", "y"), ("excludedValues", ".")):
        facet = facet_of("ALPHANUM", **{key: dict.fromkeys(listed, True)})
        assert kept(WIDE, "bigint", facet) == [found == letter for found in expected]


def test_true_and_false_in_any_letter_case():
    assert kept(["true", "false", None, "TRUE"], "boolean", facet_of("ALPHANUM", selectedValues={"True": True})) == [
        True, False, False, True,
    ]  # fmt: skip


DATES = ["2018-06-01T00:00:00.000Z", "2018-06-30T23:30:00.000Z", None, "2019-01-01T00:00:00.000Z"]


def ms(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=timezone.utc).timestamp() * 1000)


@pytest.mark.parametrize(
    ("facet", "expected"),
    [
        (facet_of("DATE", dateFilterType="RANGE", minValue=ms(2018, 6, 1)), "yyyy"),
        (facet_of("DATE", minValue=ms(2018, 6, 1) + 1), ".yyy"),
        (facet_of("DATE", maxValue=ms(2018, 6, 30, 23, 30), includeEmptyValues=False), "yy.."),
        (facet_of("DATE", minValue=0, maxValue=0, includeEmptyValues=False), "...."),
        (facet_of("ALPHANUM", selectedValues={"2018-06-01T02:00:00+02:00": True}), "y..."),
        (facet_of("ALPHANUM", excludedValues={"2019-01-01T00:00:00.000Z": True, "soon": True}), "yyy."),
        (facet_of("DATE", dateFilterType="YEAR", selectedValues={"2018": True}), "yy.."),
        # In Paris the second one is on 1 July, a Sunday.
        (facet_of("DATE", dateFilterType="MONTH_OF_YEAR", selectedValues={"6": True}), ".y.."),
        (facet_of("DATE", dateFilterType="DAY_OF_WEEK", excludedValues={"6": True}), "y.yy"),
        (facet_of("DATE", dateFilterType="HOUR_OF_DAY", selectedValues={"1": True, NO_VALUE: True}), ".yyy"),
    ],
)
def test_dates(facet, expected):
    # One at 00:00 UTC is at 01:00 in Paris in winter, at 02:00 in summer.
    assert kept(DATES, "date", facet) == [letter == "y" for letter in expected]


@pytest.mark.parametrize(
    ("kind", "facet"),
    [
        ("string", facet_of("NUMERICAL", minValue=0)),
        ("string", facet_of("DATE", minValue=0)),
        ("double", facet_of("DATE", minValue=0)),
        ("double", facet_of("DATE", dateFilterType="YEAR", selectedValues={"2018": True})),
        ("date", facet_of("NUMERICAL", minValue=0)),
    ],
)
def test_what_a_column_cannot_be_asked(kind, facet):
    assert kept(["1"], kind, facet) is None


# Against pandas, on random columns and random filters.

letters = st.sampled_from(["a", "b", "c", "ä", "1", "1.0"])
cells = st.lists(st.one_of(st.none(), letters), max_size=12)
chosen = st.dictionaries(st.one_of(letters, st.just(NO_VALUE)), st.booleans(), max_size=4)
flags = st.sampled_from([None, True, False])


def values_by_pandas(values: pd.Series, facet: dict[str, Any]) -> list[bool]:
    """Read a list of values as the rules say it, on values written as the keys are."""
    selected = {key for key, is_on in facet.get("selectedValues", {}).items() if is_on}
    excluded = {key for key, is_on in facet.get("excludedValues", {}).items() if is_on}
    keys = values.astype(object).where(values.notna(), NO_VALUE)
    if selected and (facet.get("excludeOtherValues") is True or not excluded):
        return keys.isin(selected).tolist()
    if facet.get("includeEmptyValues") is False:
        excluded.add(NO_VALUE)
    return (~keys.isin(excluded)).tolist()


@given(cells, chosen, chosen, flags, flags)
def test_lists_of_texts_as_pandas_reads_them(texts, selected, excluded, others, empty):
    parts = {"excludeOtherValues": others, "includeEmptyValues": empty}
    facet = facet_of("ALPHANUM", selectedValues=selected, excludedValues=excluded, **parts)
    assert kept(texts, "string", facet) == values_by_pandas(pd.Series(texts, dtype=object), facet)


numbers = st.one_of(st.none(), st.integers(-3, 3), st.floats(-3, 3).map(lambda number: round(number, 1)))


@given(st.lists(numbers, max_size=12), st.dictionaries(st.sampled_from(["-1", "0", "2.0", NO_VALUE]), st.booleans()))
def test_lists_of_numbers_as_pandas_reads_them(values, excluded):
    texts = [None if value is None else str(value) for value in values]
    as_keys = {-1.0: "-1", 0.0: "0", 2.0: "2.0"}
    keys = pd.Series([None if value is None else as_keys.get(float(value), "other") for value in values], dtype=object)
    facet = facet_of("NUMERICAL", excludedValues=excluded)
    assert kept(texts, "double", facet) == values_by_pandas(keys, facet)


@given(st.lists(numbers, max_size=12), st.none() | st.integers(-3, 3), st.none() | st.integers(-3, 3), flags)
def test_ranges_of_numbers_as_pandas_reads_them(values, minimum, maximum, empty):
    texts = [None if value is None else str(value) for value in values]
    series = pd.Series(values, dtype=float)
    low, high = (-np.inf if minimum is None else minimum), (np.inf if maximum is None else maximum)
    expected = series.between(low, high) | (series.isna() & (empty is not False))
    facet = facet_of("NUMERICAL", minValue=minimum, maxValue=maximum, includeEmptyValues=empty)
    assert kept(texts, "double", facet) == expected.tolist()


instants = st.one_of(st.none(), st.datetimes(datetime(2017, 12, 25), datetime(2021, 1, 5)))
PARTS = {
    "YEAR": lambda dates: dates.dt.year,
    "QUARTER_OF_YEAR": lambda dates: dates.dt.quarter - 1,
    "MONTH_OF_YEAR": lambda dates: dates.dt.month - 1,
    "WEEK_OF_YEAR": lambda dates: dates.dt.isocalendar().week.astype(float) - 1,
    "DAY_OF_MONTH": lambda dates: dates.dt.day - 1,
    "DAY_OF_WEEK": lambda dates: dates.dt.day_of_week,
    "HOUR_OF_DAY": lambda dates: dates.dt.hour,
}


@given(st.lists(instants, max_size=12), st.sampled_from(list(PARTS)), st.data())
def test_parts_of_dates_as_pandas_reads_them(values, part, data):
    texts = [None if value is None else value.strftime("%Y-%m-%dT%H:%M:%S.000Z") for value in values]
    dates = pd.to_datetime(pd.Series(texts, dtype=object), utc=True).dt.tz_convert(ZONE)
    found = PARTS[part](dates)
    keys = pd.Series([None if pd.isna(number) else str(int(number)) for number in found], dtype=object)
    some = st.dictionaries(st.sampled_from([NO_VALUE, "0", "2018", *keys.dropna()]), st.booleans(), max_size=5)
    facet = facet_of("DATE", dateFilterType=part, selectedValues=data.draw(some), excludedValues=data.draw(some))
    assert kept(texts, "date", facet) == values_by_pandas(keys, facet)


IDS = ["1", "10", "é", "", " 1", "NA", "10"[:1] + "0\0x"]


@pytest.mark.parametrize("ids", [IDS, [*IDS, "x" * 100], [*IDS, "1\0"]])
@pytest.mark.parametrize(
    "chosen", [["1"], ["10", "é", "lost"], ["1\0"], ["10" + "0" * 50], ["NA", ""], [NO_VALUE], ["x" * 100]]
)
def test_ids_are_compared_whole(ids, chosen):
    values = id_values(np.array(ids, dtype=object))
    assert isinstance(values, IdValues) == (ids == IDS)
    for key, included in (("selectedValues", True), ("excludedValues", False)):
        found = read_dashboard_filter({"column": "case_id", **facet_of("ALPHANUM", **{key: chosen})}).filter
        assert found is not None
        mask = keep_values(values, found, ZONE)
        assert mask is not None
        assert mask.tolist() == [(case_id in chosen) == included for case_id in ids]


def test_the_end_of_a_range_is_met_exactly():
    moment = "2011-10-01T00:38:44.547Z"
    end = ms(2011, 10, 1, 0, 38, 44) + 547
    assert kept([moment], "date", facet_of("DATE", minValue=end, maxValue=end)) == [True]
    assert kept([moment], "date", facet_of("DATE", minValue=end + 1)) == [False]
    assert kept([moment], "date", facet_of("DATE", maxValue=end - 1)) == [False]
    assert kept([moment], "date", facet_of("DATE", minValue=-1e290, maxValue=1e290)) == [True]


# The columns themselves.


def test_each_type_is_held_in_its_own_way():
    assert isinstance(column(["x"], "string"), TextValues)
    assert isinstance(column(["[1]"], "array"), TextValues)
    assert isinstance(column(["1"], "smallint"), NumberValues)
    assert isinstance(column(["2018-06-01"], "dateonly"), InstantValues)
    assert isinstance(column(["2018-06-01T10:00:00"], "datetimenotz"), InstantValues)


def test_codes_take_as_few_bytes_as_the_values_need():
    for n_values, width in ((100, np.int8), (200, np.int16), (40_000, np.int32)):
        values = column([str(number) for number in range(n_values)], "string")
        assert isinstance(values, TextValues)
        assert values.codes.dtype == width
        assert values.labels[values.codes].tolist() == [str(number) for number in range(n_values)]
