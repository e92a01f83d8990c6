"""Parts of dates against pandas, value by value; ranges and lists with and without missing values."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.value_filters import (
    MISSING,
    NOT_A_TIME,
    date_parts,
    keep_codes,
    keep_date_parts,
    keep_instants,
    keep_numbers,
)


def instant(text: str) -> int:
    return pd.Timestamp(text, tz="UTC").value


@pytest.mark.parametrize(
    ("chosen", "keeps_missing", "kept"),
    [
        ([True, False], False, [True, False, False]),
        ([True, False], True, [True, False, True]),
        ([False, False], True, [False, False, True]),
        ([True, True], False, [True, True, False]),
    ],
)
def test_values_on_a_list(chosen, keeps_missing, kept):
    assert keep_codes(np.array([0, 1, MISSING]), np.array(chosen), keeps_missing).tolist() == kept


def test_a_column_without_any_value():
    assert keep_codes(np.array([MISSING]), np.zeros(0, dtype=bool), False).tolist() == [False]


@pytest.mark.parametrize(
    ("minimum", "maximum", "keeps_missing", "kept"),
    [
        (None, None, False, [1, 1, 1, 0]),
        (0, None, False, [0, 1, 1, 0]),
        (0, 0, False, [0, 1, 0, 0]),
        (0, 0, True, [0, 1, 0, 1]),
        (5, 1, False, [0, 0, 0, 0]),
    ],
)
def test_numbers_in_a_range(minimum, maximum, keeps_missing, kept):
    numbers = keep_numbers(np.array([-1.0, 0.0, 7.5, np.nan]), minimum, maximum, keeps_missing)
    instants = keep_instants(np.array([-1, 0, 7, NOT_A_TIME]), minimum, maximum, keeps_missing)
    assert (numbers.tolist(), instants.tolist()) == ([bool(one) for one in kept], [bool(one) for one in kept])


@pytest.mark.parametrize(
    ("part", "zone", "of_text"),
    [
        ("YEAR", "UTC", 2024),
        ("YEAR", "Europe/Paris", 2025),
        ("QUARTER_OF_YEAR", "UTC", 4),
        ("MONTH_OF_YEAR", "UTC", 12),
        ("MONTH_OF_YEAR", "Europe/Paris", 1),
        ("WEEK_OF_YEAR", "UTC", 1),
        ("DAY_OF_MONTH", "UTC", 31),
        ("DAY_OF_WEEK", "UTC", 2),
        ("DAY_OF_WEEK", "Asia/Tokyo", 3),
        ("HOUR_OF_DAY", "UTC", 23),
        ("HOUR_OF_DAY", "Asia/Kolkata", 5),
    ],
)
def test_parts_of_the_last_half_hour_of_2024(part, zone, of_text):
    assert date_parts(np.array([instant("2024-12-31T23:30"), NOT_A_TIME]), part, zone).tolist() == [of_text, MISSING]


def test_the_hour_that_comes_twice_is_one_hour():
    hours = np.array([instant("2024-10-27T00:30"), instant("2024-10-27T01:30")])
    assert date_parts(hours, "HOUR_OF_DAY", "Europe/Paris").tolist() == [2, 2]


@pytest.mark.parametrize(
    ("excludes", "keeps_missing", "kept"),
    [(False, False, [1, 0, 0]), (False, True, [1, 0, 1]), (True, False, [0, 1, 0]), (True, True, [0, 1, 1])],
)
def test_parts_on_a_list(excludes, keeps_missing, kept):
    instants = np.array([instant("2024-03-01"), instant("2024-04-01"), NOT_A_TIME])
    result = keep_date_parts(instants, "MONTH_OF_YEAR", (3, 12), "UTC", excludes, keeps_missing)
    assert result.tolist() == [bool(one) for one in kept]


@given(st.lists(st.integers(-(2**62), 2**62), min_size=1, max_size=5), st.sampled_from(["UTC", "America/New_York"]))
def test_parts_equal_those_of_single_timestamps(instants, zone):
    stamps = [pd.Timestamp(value, unit="ns", tz="UTC").tz_convert(zone) for value in instants]
    values = np.array(instants, dtype=np.int64)
    assert date_parts(values, "YEAR", zone).tolist() == [stamp.year for stamp in stamps]
    assert date_parts(values, "DAY_OF_WEEK", zone).tolist() == [stamp.isoweekday() for stamp in stamps]
    assert date_parts(values, "WEEK_OF_YEAR", zone).tolist() == [stamp.isocalendar()[1] for stamp in stamps]
    assert date_parts(values, "HOUR_OF_DAY", zone).tolist() == [stamp.hour for stamp in stamps]
