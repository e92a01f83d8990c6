"""The rules by which rows become events, one by one."""
from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.errors import EmptyLogError, MissingColumnError, NoEventsLeftError, ParameterError
from process_mining.event_log import EventLog, read_event_log
from small_logs import SETTINGS, events, rows_of, traces_of

HOUR = 3_600_000_000_000


def read(rows: pd.DataFrame, attributes=(), **settings) -> EventLog:
    return read_event_log([rows], dataclasses.replace(SETTINGS, **settings), attributes)


def found(log: EventLog) -> dict[str, int]:
    return {finding.name: finding.rows for finding in log.quality.findings if finding.rows}


def starts_and_ends(log: EventLog) -> list[tuple[str, int, int]]:
    """Return label, start and completion of each event, in hours since the first of January 2024."""
    day = pd.Timestamp("2024-01-01").value
    hours = [((times - day) // HOUR).tolist() for times in (log.event_starts, log.timestamps)]
    return list(zip([log.activities[code] for code in log.activity_codes], *hours))


def test_no_rows_are_an_error():
    with pytest.raises(EmptyLogError, match="no rows"):
        read(rows_of())


def test_no_chunks_are_an_error():
    with pytest.raises(EmptyLogError, match="no rows"):
        read_event_log([], SETTINGS)


def test_one_event_is_one_case():
    log = read(rows_of("a"))
    assert (log.n_cases, log.n_events, log.activities, log.quality.rows_left_out) == (1, 1, ("a",), 0)


def test_one_case_keeps_its_trace():
    assert traces_of(read(rows_of("abca"))) == {"1": "abca"}


def test_arrays_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        read(rows_of("ab")).timestamps[0] = 0


def test_a_missing_column_is_named_with_the_nearest_one():
    rows = rows_of("a").rename(columns={"case": "case_id"})
    with pytest.raises(MissingColumnError) as error:
        read(rows, case_column="caseid")
    assert str(error.value) == (
        "The case id column 'caseid' is not in the data. Did you mean 'case_id'? Its columns are: 'case_id', "
        "'activity', 'time'. Choose one of them in the recipe's settings."
    )


def test_a_missing_attribute_is_named():
    with pytest.raises(MissingColumnError, match="case attribute column 'amount'"):
        read(rows_of("a"), ["amount"])


LIKE_MISSING = ["NA", "null", "None", "nan", " "]
HOSTILE = [*LIKE_MISSING, "1.0", "007", "<script>alert(1)</script>", "a → b", "a, b", "é", "two\nlines", '"']


def test_texts_that_look_like_something_else_stay_what_they_are():
    rows = pd.DataFrame({"case": HOSTILE, "activity": HOSTILE, "time": "2024-01-01"})
    log = read(rows)
    assert sorted(log.case_ids) == sorted(HOSTILE)
    assert log.activities == tuple(sorted(HOSTILE))
    assert log.quality.rows_left_out == 0


def test_rows_without_case_activity_or_time_are_left_out_once_each_and_counted():
    log = read(
        events(
            "1 a 2024-01-01T00:00",
            "- a 2024-01-01T01:00",
            "1 - 2024-01-01T02:00",
            "1 b -",
            "1 b soon",
            "- - -",
            "2 c never",
        )
    )
    assert traces_of(log) == {"1": "a"}
    assert found(log) == {
        "rows_without_case": 2,
        "rows_without_activity": 1,
        "rows_without_timestamp": 1,
        "unreadable_timestamps": 2,
    }
    assert (log.quality.rows_read, log.quality.rows_left_out) == (7, 6)
    unreadable = log.quality.find("unreadable_timestamps")
    assert (unreadable.cases, unreadable.example) == (2, "column 'time' holds 'soon' (case '1')")
    lost = log.quality.find("cases_left_out")
    assert (lost.cases, lost.example) == (1, "case '2'")


def test_all_times_unreadable_is_an_error_with_count_example_and_remedy():
    rows = events("1 a 31/12/2023", "1 b 01/01/2024", "- b 01/01/2024")
    with pytest.raises(NoEventsLeftError) as error:
        read(rows)
    assert str(error.value) == (
        "None of the 3 rows of the event log can be used: 1 without a case id, 2 with a timestamp that cannot be "
        "read. For example column 'time' holds '31/12/2023' (case '1'). Dates and ISO 8601 text need no timestamp "
        "format, other text needs one (%d/%m/%Y %H:%M:%S, for example); it is now empty. Numbers that count from 1970 "
        "have to be made dates first. Choose the column that holds the case id."
    )


def test_a_hostile_value_neither_floods_nor_breaks_a_message():
    rows = pd.DataFrame({"case": ["x" * 10_000], "activity": ["a"], "time": ["\n" * 10_000]})
    with pytest.raises(NoEventsLeftError) as error:
        read(rows)
    assert len(str(error.value)) < 800
    assert "\n" not in str(error.value)


def test_rows_out_of_order_are_sorted_and_counted():
    log = read(events("1 c 2024-01-03", "1 a 2024-01-01", "1 b 2024-01-02", "2 a 2024-01-01"))
    assert traces_of(log) == {"1": "abc", "2": "a"}
    late = log.quality.find("out_of_order")
    assert (late.rows, late.cases, late.example) == (2, 1, "case '1'")


def test_equal_timestamps_keep_the_input_order():
    log = read(events("1 b 2024-01-01", "1 a 2024-01-01", "1 c 2024-01-02", "2 a 2024-01-01"))
    assert traces_of(log) == {"1": "bac", "2": "a"}
    tied = log.quality.find("tied_events")
    assert (tied.rows, tied.cases) == (2, 1)
    assert log.quality.unordered_cases.tolist() == [True, False]


def test_equal_timestamps_go_by_label_where_rows_have_no_order():
    log = read(events("1 b 2024-01-01", "1 a 2024-01-01"), tie_rule="label")
    assert traces_of(log) == {"1": "ab"}
    assert log.quality.find("tied_events").rows == 2


def test_ties_of_one_activity_change_no_variant():
    log = read(events("1 a 2024-01-01", "1 a 2024-01-01"))
    assert log.quality.find("tied_events").rows == 2
    assert not log.quality.unordered_cases.any()


def test_an_order_column_breaks_ties_as_numbers_and_settles_them():
    rows = events("1 c 2024-01-01 10", "1 b 2024-01-01 9", "1 a 2024-01-01 1", columns="case activity time step")
    log = read(rows, order_column="step")
    assert traces_of(log) == {"1": "abc"}
    assert log.quality.find("tied_events").rows == 0


def test_an_order_column_may_hold_dates_and_holes_sort_last():
    rows = events(
        "1 c 2024-01-01 -",
        "1 b 2024-01-01 2024-02-02",
        "1 a 2024-01-01 2024-02-01",
        columns="case activity time at",
    )
    assert traces_of(read(rows, order_column="at")) == {"1": "abc"}


def test_an_order_column_without_numbers_or_dates_is_an_error():
    rows = events("1 a 2024-01-01 first", "1 b 2024-01-01 second", columns="case activity time step")
    with pytest.raises(ParameterError, match=r"none of the 2 values of column 'step' is a number or a date"):
        read(rows, order_column="step")


def test_order_numbers_keep_every_digit():
    rows = events(
        "1 b 2024-01-01 9007199254740993", "1 a 2024-01-01 9007199254740992", columns="case activity time step"
    )
    assert traces_of(read(rows, order_column="step")) == {"1": "ab"}


def test_whether_an_order_column_holds_numbers_or_dates_is_decided_for_all_rows_at_once():
    rows = events(
        "1 c 2024-01-01 2024-02-03",
        "1 b 2024-01-01 2024-02-02",
        "1 a 2024-01-01 2024-02-01",
        "1 d 2024-01-01 5",
        columns="case activity time at",
    )
    settings = dataclasses.replace(SETTINGS, order_column="at")
    for chunks in ([rows], [rows[:3], rows[3:]], [rows[:1], rows[1:2], rows[2:]]):
        log = read_event_log(chunks, settings)
        assert traces_of(log) == {"1": "abcd"}
        assert log.quality.find("unreadable_order").rows == 1


def test_times_on_a_clock_change_are_counted_once_a_row_and_only_where_kept():
    rows = events(
        "1 a 2024-10-27T02:30 2024-10-27T02:30",
        "- b 2024-10-27T02:30 2024-10-27T02:30",
        "1 c 2024-10-27T12:00 2024-10-27T02:10",
        columns="case activity time start",
    )
    log = read(rows, start_timestamp_column="start", time_zone="Europe/Paris")
    changed = log.quality.find("clock_change_times")
    assert (changed.rows, changed.cases, changed.example) == (2, 1, "column 'time' holds '2024-10-27T02:30' (case '1')")


def test_with_starts_events_lie_by_start_then_completion():
    rows = events(
        "1 b 2024-01-01T05:00 2024-01-01T02:00",
        "1 c 2024-01-01T03:00 2024-01-01T02:00",
        "1 a 2024-01-01T09:00 2024-01-01T01:00",
        columns="case activity time start",
    )
    assert starts_and_ends(read(rows, start_timestamp_column="start")) == [("a", 1, 9), ("c", 2, 3), ("b", 2, 5)]


def test_starts_that_are_missing_unreadable_or_late_become_the_completion():
    rows = events(
        "1 a 2024-01-01T01:00 -",
        "1 b 2024-01-01T02:00 soon",
        "1 c 2024-01-01T03:00 2024-01-01T04:00",
        columns="case activity time start",
    )
    log = read(rows, start_timestamp_column="start")
    assert starts_and_ends(log) == [("a", 1, 1), ("b", 2, 2), ("c", 3, 3)]
    assert found(log) == {"missing_starts": 1, "unreadable_starts": 1, "start_after_end": 1}
    assert log.quality.find("start_after_end").example == "start 2024-01-01 04:00:00, end 2024-01-01 03:00:00 (UTC)"


def test_a_start_column_without_any_time_is_an_error():
    rows = events("1 a 2024-01-01 foo", "1 b 2024-01-02 -", columns="case activity time start")
    with pytest.raises(ParameterError) as error:
        read(rows, start_timestamp_column="start")
    assert str(error.value) == (
        "Parameter start_timestamp_column: none of its 1 values can be read as a time; column 'start' holds 'foo' "
        "(case '1'). Choose a column with start times, give their timestamp format, or leave it empty."
    )


def test_cases_lie_by_their_first_time_then_by_id():
    log = read(events("z a 2024-01-02", "b a 2024-01-01", "a a 2024-01-01", "z a 2024-01-03"))
    assert log.case_ids.tolist() == ["a", "b", "z"]


LIFECYCLE = events(
    "1 a 2024-01-01T01:00 START",
    "1 a 2024-01-01T02:00 COMPLETE",
    "1 b 2024-01-01T03:00 suspend",
    "1 b 2024-01-01T04:00 complete",
    "1 c 2024-01-01T05:00 start",
    columns="case activity time lifecycle",
)


@pytest.mark.parametrize(
    ("mode", "expected", "left_out"),
    [
        ("auto", "ab", {"other_lifecycle": 3}),
        ("complete", "ab", {"other_lifecycle": 3}),
        ("all", "aabbc", {}),
        ("pair", "ab", {"other_lifecycle": 1, "unpaired_starts": 1, "unpaired_completions": 1}),
    ],
)
def test_the_lifecycle_rule_chooses_the_events(mode, expected, left_out):
    log = read(LIFECYCLE, lifecycle_column="lifecycle", lifecycle_mode=mode)
    assert traces_of(log) == {"1": expected}
    assert found(log) == left_out
    assert log.quality.lifecycle_mode == ("complete" if mode == "auto" else mode)


def test_pairs_carry_start_and_completion():
    log = read(LIFECYCLE, lifecycle_column="lifecycle", lifecycle_mode="pair")
    assert starts_and_ends(log) == [("a", 1, 2), ("b", 4, 4)]
    assert log.quality.find("unpaired_starts").example == "activity 'c'"


@pytest.mark.parametrize("order", [[0, 1], [1, 0]])
def test_without_a_row_order_a_start_comes_before_a_completion_of_the_same_time(order):
    rows = events("1 a 2024-01-01 start", "1 a 2024-01-01 complete", columns="case activity time lifecycle").iloc[order]
    log = read(rows, lifecycle_column="lifecycle", lifecycle_mode="pair", tie_rule="label")
    assert found(log) == {}


def test_nested_work_in_time_order_is_not_out_of_order():
    rows = events(
        "1 a 2024-01-01T01:00 start",
        "1 b 2024-01-01T02:00 start",
        "1 b 2024-01-01T03:00 complete",
        "1 a 2024-01-01T04:00 complete",
        columns="case activity time lifecycle",
    )
    log = read(rows, lifecycle_column="lifecycle", lifecycle_mode="pair")
    assert (starts_and_ends(log), found(log)) == ([("a", 1, 4), ("b", 2, 3)], {})


def test_starts_alone_make_no_event_and_the_error_says_what_to_do():
    rows = events("1 a 2024-01-01 start", "1 b 2024-01-02 START", columns="case activity time lifecycle")
    with pytest.raises(NoEventsLeftError) as error:
        read(rows, lifecycle_column="lifecycle", lifecycle_mode="pair")
    assert str(error.value) == (
        "None of the 2 rows of the event log can be used: 2 starts that no completion follows. For example activity "
        "'a'. The lifecycle column 'lifecycle' holds starts without completions: choose the lifecycle mode that keeps "
        "every event, or another column."
    )


def test_automatic_keeps_every_event_where_the_column_holds_a_sub_status():
    rows = events("1 a 2024-01-01 Assigned", "1 b 2024-01-02 Wait", columns="case activity time lifecycle")
    log = read(rows, lifecycle_column="lifecycle")
    assert (traces_of(log), log.quality.lifecycle_mode) == ({"1": "ab"}, "all")


def test_an_empty_lifecycle_is_a_completion():
    rows = events(
        "1 a 2024-01-01 complete",
        "1 b 2024-01-02 -",
        "1 c 2024-01-03 start",
        columns="case activity time lifecycle",
    )
    assert traces_of(read(rows, lifecycle_column="lifecycle")) == {"1": "ab"}


def test_a_lifecycle_rule_that_leaves_nothing_names_the_values_found():
    rows = events("1 a 2024-01-01 Assigned", "1 b 2024-01-02 Wait", columns="case activity time lifecycle")
    with pytest.raises(NoEventsLeftError) as error:
        read(rows, lifecycle_column="lifecycle", lifecycle_mode="complete")
    assert str(error.value) == (
        "None of the 2 rows of the event log can be used: 2 left out by the lifecycle rule. For example 'Assigned'. "
        "The lifecycle column 'lifecycle' holds only 'Assigned', 'Wait': choose the lifecycle mode that keeps every "
        "event, or another column."
    )


def test_an_attribute_is_the_first_value_of_its_case_in_order():
    rows = events(
        "1 b 2024-01-02 late",
        "1 a 2024-01-01 -",
        "1 c 2024-01-03 later",
        "2 a 2024-01-01 NA",
        columns="case activity time channel",
    )
    log = read(rows, ["channel"])
    assert log.attributes["channel"].tolist() == ["late", None]
    conflicts = log.quality.find("attribute_conflicts")
    assert (conflicts.rows, conflicts.cases, conflicts.example) == (1, 1, "column 'channel' in case '1'")


def test_a_row_that_conflicts_in_two_attributes_counts_once():
    rows = events("1 a 2024-01-01 x x", "1 b 2024-01-02 y y", columns="case activity time one two")
    conflicts = read(rows, ["one", "two"]).quality.find("attribute_conflicts")
    assert (conflicts.rows, conflicts.cases, conflicts.example) == (1, 1, "column 'one' in case '1'")


def test_attributes_keep_their_text():
    rows = events("1 a 2024-01-01 1.10 007", columns="case activity time amount code")
    log = read(rows, ["amount", "code"])
    assert log.attributes.iloc[0].tolist() == ["1.10", "007"]


letters = st.text("abc", min_size=1, max_size=6)


FULL = dataclasses.replace(SETTINGS, order_column="step", lifecycle_column="lifecycle", lifecycle_mode="pair")


@given(st.lists(letters, min_size=1, max_size=6), st.randoms(use_true_random=False), st.integers(1, 10))
def test_shuffling_rows_and_cutting_chunks_changes_nothing_where_no_times_tie(traces, random, size):
    rows = rows_of(*traces).assign(note=lambda rows: rows["time"].str[-2:], lifecycle="complete")
    rows["step"] = [str(place) for place in range(len(rows))]
    rows.loc[rows.index % 3 == 0, "lifecycle"] = "start"
    order = list(range(len(rows)))
    random.shuffle(order)
    shuffled = rows.iloc[order]
    chunks = [shuffled.iloc[start : start + size] for start in range(0, len(shuffled), size)]
    for settings in (SETTINGS, FULL):
        if settings is FULL and set(rows["lifecycle"]) == {"start"}:
            continue
        log, again = (read_event_log(parts, settings, ["note"]) for parts in ([rows], chunks))
        assert log.activities == again.activities
        for name in ("case_ids", "case_starts", "activity_codes", "timestamps", "start_timestamps"):
            assert np.array_equal(getattr(log, name), getattr(again, name))
        assert log.attributes.equals(again.attributes)


@given(st.lists(letters, min_size=1, max_size=6))
def test_no_finding_concerns_more_rows_than_were_read(traces):
    rows = pd.concat([rows_of(*traces)] * 2)
    for finding in read(rows.assign(one=rows["time"], two=rows["time"]), ["one", "two"]).quality.findings:
        assert 0 <= finding.rows <= len(rows)


@given(st.lists(letters, min_size=1, max_size=6), st.sets(st.integers(1, 36)))
def test_every_row_is_an_event_or_counted(traces, unreadable):
    rows = rows_of(*traces)
    rows.loc[rows.index.isin(unreadable), "time"] = "soon"
    log = read(rows)
    assert log.n_events + log.quality.rows_left_out == len(rows) == log.quality.rows_read


def test_progress_is_told_after_each_chunk():
    told = []
    rows = events("1 a 2024-01-01", "- a 2024-01-01", "1 b 2024-01-02")
    read_event_log([rows[:2], rows[2:]], SETTINGS, progress=lambda *facts: told.append(facts))
    assert told == [(2, 1), (3, 1)]
