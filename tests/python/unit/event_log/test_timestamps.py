"""Times as they come -> nanoseconds in UTC."""
from __future__ import annotations

import datetime
import zoneinfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.errors import ParameterError
from process_mining.event_log.timestamps import NOT_A_TIME, read_times, seconds_between

NOON = pd.Timestamp("2024-01-01T12:00:00").value


def read(*values: object, **settings: str) -> list[int | None]:
    times = read_times(pd.Series(values, dtype=object), **settings).nanoseconds
    return [None if time == NOT_A_TIME else int(time) for time in times]


def test_no_rows_give_no_times():
    times = read_times(pd.Series([], dtype=object))
    assert (len(times.nanoseconds), len(times.missing), len(times.on_clock_change)) == (0, 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-01T12:00:00Z",
        "2024-01-01 12:00:00",
        "2024-01-01T13:00:00+01:00",
        "2024-01-01T13:00:00+0100",
        "2024-01-01T13:00:00+01",
        "2024-01-01T06:30:00-05:30",
        "2024-01-01T12:00:00.000Z",
        "2024-01-01T12:00:00,000",
        "2024-01-01t12:00:00z",
        "20240101T120000",
        "2024/01/01 12:00",
        " 2024-01-01T12:00:00Z ",
    ],
)
def test_spellings_of_iso_8601_name_the_same_moment(text):
    assert read(text) == [NOON]


def test_offsets_and_fractions_may_differ_from_row_to_row():
    assert read("2024-01-01T12:00:00Z", "2024-01-01T13:00:00.5+01:00", "2024-01-01T12:00:00.000000001") == [
        NOON,
        NOON + 500_000_000,
        NOON + 1,
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("now", "today", "Now", "soon", "1704110400", "12:00", "2024-13-01", "NaT", "1500-01-01", "9999-12-31"),
        *("9999-12-31T23:59:59", "0001-01-01", "1677-09-21T00:12:43.145224194", "2262-04-11T23:47:16.854775807"),
    ],
)
@pytest.mark.parametrize("time_zone", ["Europe/Paris", "America/New_York", "Pacific/Auckland"])
def test_what_is_no_time_within_range_is_unreadable_and_not_missing(text, time_zone):
    times = read_times(pd.Series([text, "2024-01-01T12:00:00Z"]), time_zone=time_zone)
    assert times.unreadable.tolist() == [True, False]
    assert times.missing.tolist() == [False, False]


@pytest.mark.parametrize("empty", [None, float("nan"), ""])
def test_an_empty_cell_is_missing_and_not_unreadable(empty):
    times = read_times(pd.Series([empty, "2024-01-01"], dtype=object))
    assert times.missing.tolist() == [True, False]
    assert times.unreadable.tolist() == [False, False]


def test_naive_times_are_read_in_the_zone_and_others_are_not():
    assert read("2024-01-01T13:00:00", "2024-01-01T12:00:00Z", "2024-01-01", time_zone="Europe/Paris") == [
        NOON,
        NOON,
        pd.Timestamp("2023-12-31T23:00:00").value,
    ]


def test_a_repeated_hour_is_its_first_occurrence_and_a_skipped_one_the_moment_of_the_change():
    naive = ["2024-10-27T02:30:00", "2024-03-31T02:30:00", "2024-06-01T12:00:00"]
    times = read_times(pd.Series(naive), time_zone="Europe/Paris")
    assert times.nanoseconds.tolist() == [
        pd.Timestamp("2024-10-27T00:30:00").value,
        pd.Timestamp("2024-03-31T01:00:00").value,
        pd.Timestamp("2024-06-01T10:00:00").value,
    ]
    assert times.on_clock_change.tolist() == [True, True, False]


@pytest.mark.parametrize(
    ("time_zone", "naive", "moment"),
    [
        ("Australia/Lord_Howe", "2024-10-06 02:00:00", "2024-10-05T15:30"),
        ("Australia/Lord_Howe", "2024-10-06 02:15:00", "2024-10-05T15:30"),
        ("Pacific/Apia", "2011-12-30 00:00:00", "2011-12-30T10:00"),
        ("Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T10:00"),
        ("Antarctica/Troll", "2024-03-31 01:15:00", "2024-03-31T01:00"),
        ("America/Caracas", "2016-05-01 02:15:00", "2016-05-01T06:45"),
        ("America/Caracas", "2016-05-01 02:45:00", "2016-05-01T07:00"),
    ],
)
def test_a_skipped_time_is_the_moment_of_the_change_however_long_and_when_it_is(time_zone, naive, moment):
    assert read(naive, time_zone=time_zone) == [pd.Timestamp(moment).value]


ZONES = ("Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo")


@given(st.sampled_from(ZONES), st.lists(st.datetimes(pd.Timestamp(1950, 1, 1), pd.Timestamp(2035, 1, 1)), min_size=1))
def test_naive_times_equal_pythons_own_zones(time_zone, naive):
    zone = zoneinfo.ZoneInfo(time_zone)
    naive = [moment.replace(microsecond=0, second=0) for moment in naive]
    found = read_times(pd.Series([moment.isoformat() for moment in naive]), time_zone=time_zone)
    for moment, time, changed in zip(naive, found.nanoseconds, found.on_clock_change):
        first, second = (moment.replace(tzinfo=zone, fold=fold).astimezone(datetime.timezone.utc) for fold in (0, 1))
        exists = first.astimezone(zone).replace(tzinfo=None) == moment
        assert changed == (first != second)
        if exists:
            assert time == pd.Timestamp(first).value
        else:
            # In a gap Python's two readings lie on either side of the change.
            assert pd.Timestamp(second).value < time <= pd.Timestamp(first).value
            before = datetime.datetime.fromtimestamp(time // 10**9 - 1, zone).utcoffset()
            assert before != datetime.datetime.fromtimestamp(time // 10**9, zone).utcoffset()


def test_an_offset_settles_a_repeated_hour():
    times = read_times(pd.Series(["2024-10-27T02:30:00+01:00", "2024-10-27T02:30:00+02:00"]), time_zone="Europe/Paris")
    assert np.diff(times.nanoseconds).tolist() == [-3_600_000_000_000]
    assert times.on_clock_change.tolist() == [False, False]


def test_a_format_reads_other_text_and_nothing_else():
    assert read("01.02.2024 12:00", "2024-02-01", timestamp_format="%d.%m.%Y %H:%M") == [
        pd.Timestamp("2024-02-01T12:00").value,
        None,
    ]


def test_a_format_with_an_offset_reads_mixed_offsets():
    assert read("01.01.2024 13:00 +0100", "01.01.2024 12:00 +0000", timestamp_format="%d.%m.%Y %H:%M %z") == [NOON] * 2


def test_a_format_whose_parts_do_not_go_together_is_a_clear_error():
    with pytest.raises(ParameterError, match=r"^Parameter timestamp_format: '%G-%m' names parts that do not go toge"):
        read("2024-01", timestamp_format="%G-%m")


@pytest.mark.parametrize("text", ["1500-01-01", "9999-12-31T23:59:59", "2262-04-12"])
def test_what_int64_nanoseconds_cannot_hold_is_unreadable(text):
    assert read(text, "2024-01-01T12:00:00Z") == [None, NOON]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_dates_of_any_resolution_and_zone_are_kept(unit):
    dates = pd.Series(pd.DatetimeIndex(["2024-01-01T12:00:00", None]).as_unit(unit))
    for series in (dates, dates.dt.tz_localize("UTC"), dates.dt.tz_localize("UTC").dt.tz_convert("Asia/Tokyo")):
        assert read_times(series).nanoseconds.tolist() == [NOON, NOT_A_TIME]


def test_dates_beyond_int64_nanoseconds_are_unreadable():
    dates = pd.Series(np.array(["2024-01-01T12:00", "3000-01-01", "NaT"], dtype="datetime64[s]"))
    times = read_times(dates)
    assert times.nanoseconds.tolist() == [NOON, NOT_A_TIME, NOT_A_TIME]
    assert (times.unreadable.tolist(), times.missing.tolist()) == ([False, True, False], [False, False, True])


def test_times_centuries_apart_do_not_overflow():
    times = read_times(pd.Series(["1700-01-01", "2200-01-01"])).nanoseconds
    assert seconds_between(times[:1], times[1:]).tolist() == [182_621 * 86_400.0]
