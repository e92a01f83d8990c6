"""The sample log: what it counts, what it never does, and the patterns that somebody is meant to find in it."""
from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, datetime, timezone

import pytest

from demo.sample_dataset import moment_text
from demo.simulation import Event, simulate_loans
from demo.working_hours import DAY, day_number

LETTERS = {
    "Receive application": "R",
    "Run automatic check": "A",
    "Check completeness": "C",
    "Request documents": "Q",
    "Receive documents": "D",
    "Assess credit": "S",
    "Screen for fraud": "F",
    "Value collateral": "V",
    "Decide on application": "X",
    "Send offer": "O",
    "Sign contract": "G",
    "Pay out": "P",
    "Send rejection": "J",
    "Withdraw application": "W",
    "Close application": "Z",
}
AS_PRESCRIBED = re.compile("R[AC](QDC)*(QWZ|(SF|FS|SFV|SVF|FSV|FVS|VSF|VFS)(XQDS)?X(OGPZ|OWZ|JZ))")
HOLIDAYS = {
    date(2024, month, day) for month, day in ((1, 1), (3, 29), (4, 1), (5, 1), (12, 25), (12, 26))
}
SELF_SERVICE = {"Online portal", "Scoring engine", "Customer"}

ONE_APPLICATION = [
    ("LA-2024-0001", "Receive application", "2024-09-30T13:46:17.969Z", "2024-09-30T13:59:00.606Z", "Clerk 1"),
    ("LA-2024-0001", "Check completeness", "2024-09-30T14:31:33.972Z", "2024-09-30T14:55:30.451Z", "Clerk 2"),
    ("LA-2024-0001", "Request documents", "2024-09-30T15:15:45.792Z", "2024-09-30T15:26:50.542Z", "Clerk 3"),
    ("LA-2024-0001", "Receive documents", "2024-10-04T08:33:33.155Z", "2024-10-04T08:37:10.569Z", "Clerk 1"),
    ("LA-2024-0001", "Check completeness", "2024-10-04T12:25:56.898Z", "2024-10-04T12:34:10.014Z", "Clerk 2"),
    ("LA-2024-0001", "Assess credit", "2024-10-07T08:30:13.888Z", "2024-10-07T10:04:11.960Z", "Credit analyst 1"),
    ("LA-2024-0001", "Screen for fraud", "2024-10-07T08:40:18.097Z", "2024-10-07T10:04:43.102Z", "Fraud analyst 1"),
    ("LA-2024-0001", "Decide on application", "2024-10-08T08:30:13.695Z", "2024-10-08T10:52:56.834Z", "Underwriter 1"),
    ("LA-2024-0001", "Send offer", "2024-10-09T08:30:48.861Z", "2024-10-09T09:00:02.159Z", "Loan officer 1"),
    ("LA-2024-0001", "Sign contract", "2024-10-16T16:25:34.635Z", "2024-10-16T16:38:13.350Z", "Customer"),
    ("LA-2024-0001", "Pay out", "2024-10-22T08:32:38.114Z", "2024-10-22T08:42:45.324Z", "Back office 1"),
    ("LA-2024-0001", "Close application", "2024-10-24T08:30:36.178Z", "2024-10-24T08:35:27.953Z", "Back office 2"),
]
COUNTS = {
    "cases": 1_999,
    "events": 18_646,
    "activities": 15,
    "variants": 203,
    "resources": 21,
    "cases with the most frequent variant": 439,
    "open cases": 88,
}
ACTIVITIES = {
    "Assess credit": 2_082,
    "Decide on application": 2_028,
    "Receive application": 1_999,
    "Close application": 1_911,
    "Screen for fraud": 1_895,
    "Check completeness": 1_537,
    "Send offer": 1_473,
    "Sign contract": 1_336,
    "Pay out": 1_324,
    "Run automatic check": 868,
    "Request documents": 627,
    "Receive documents": 567,
    "Send rejection": 439,
    "Value collateral": 403,
    "Withdraw application": 157,
}
MONTHLY_WAITS = {
    1: 1.1, 2: 1.2, 3: 1.3, 4: 1.3, 5: 1.5, 6: 1.1, 7: 4.4, 8: 7.7, 9: 8.6, 10: 3.5, 11: 1.2, 12: 1.5,
}


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return simulate_loans()


@pytest.fixture(scope="module")
def cases(events: list[Event]) -> dict[str, list[Event]]:
    found = defaultdict(list)
    for event in events:
        found[event.case_id].append(event)
    return dict(found)


@pytest.fixture(scope="module")
def traces(cases: dict[str, list[Event]]) -> list[str]:
    return ["".join(LETTERS[event.activity] for event in events) for events in cases.values()]


def test_no_applications_make_an_empty_log() -> None:
    assert simulate_loans(n_cases=0) == []


def test_one_application_takes_these_steps() -> None:
    assert [
        (event.case_id, event.activity, moment_text(event.start), moment_text(event.end), event.resource)
        for event in simulate_loans(n_cases=1)
    ] == ONE_APPLICATION


def test_equal_seeds_give_equal_logs_and_others_do_not() -> None:
    assert simulate_loans(50, seed=1) == simulate_loans(50, seed=1)
    assert simulate_loans(50, seed=1) != simulate_loans(50, seed=2)


def test_the_log_counts(events: list[Event], traces: list[str]) -> None:
    assert {
        "cases": len(traces),
        "events": len(events),
        "activities": len({event.activity for event in events}),
        "variants": len(set(traces)),
        "resources": len({event.resource for event in events}),
        "cases with the most frequent variant": Counter(traces).most_common(1)[0][1],
        "open cases": sum(not trace.endswith("Z") for trace in traces),
    } == COUNTS


def test_one_year_is_covered(events: list[Event]) -> None:
    assert moment_text(min(event.start for event in events))[:10] == "2024-01-01"
    assert moment_text(max(event.end for event in events))[:10] == "2024-12-31"


def test_activities_come_this_often(events: list[Event]) -> None:
    assert dict(Counter(event.activity for event in events).most_common()) == ACTIVITIES


def test_finished_cases_take_two_to_three_weeks_on_average(cases: dict[str, list[Event]]) -> None:
    days = [
        (max(event.end for event in events) - events[0].start) / DAY
        for events in cases.values()
        if events[-1].activity == "Close application"
    ]
    assert round(sum(days) / len(days), 1) == 15.0


def test_no_activity_ends_before_it_starts(events: list[Event]) -> None:
    assert min(event.end - event.start for event in events) >= 0


def test_events_are_in_the_order_of_their_start_and_no_two_of_a_case_tie(
    events: list[Event], cases: dict[str, list[Event]]
) -> None:
    assert [event.start for event in events] == sorted(event.start for event in events)
    assert all(len({event.start for event in case}) == len(case) for case in cases.values())


def test_case_attributes_are_the_same_in_all_events_of_a_case(cases: dict[str, list[Event]]) -> None:
    assert {len({event.loan for event in events}) for events in cases.values()} == {1}


def test_staff_work_on_working_days_within_office_hours(events: list[Event]) -> None:
    by_staff = [event for event in events if event.resource not in SELF_SERVICE]
    assert len(by_staff) == 14_163
    for event in by_staff:
        start, end = (datetime.fromtimestamp(at / 1000, timezone.utc) for at in (event.start, event.end))
        assert start.weekday() < 5
        assert start.date() == end.date()
        assert (start.hour, start.minute) >= (8, 30)
        assert (end.hour, end.minute) < (17, 0)
        assert start.date() not in HOLIDAYS


def test_nobody_on_the_staff_does_two_things_at_once(events: list[Event]) -> None:
    free_from: dict[str, int] = defaultdict(int)
    for event in events:
        if event.resource not in SELF_SERVICE:
            assert event.start >= free_from[event.resource]
            free_from[event.resource] = event.end
    assert len(free_from) == 18


def test_an_analyst_on_leave_does_nothing(events: list[Event]) -> None:
    away = range(day_number(date(2024, 7, 8)), day_number(date(2024, 9, 30)) + 1)
    assert [event for event in events if event.resource == "Credit analyst 3" and event.start // DAY in away] == []


def test_the_three_sides_are_looked_at_in_every_order(traces: list[str]) -> None:
    found = Counter(match[0] for trace in traces if (match := re.search("[SFV]{3}(?=X)", trace)))
    assert set(found) >= {"SFV", "SVF", "FSV", "FVS", "VSF", "VFS"}


def test_the_loop_over_documents_is_taken_more_than_once(traces: list[str]) -> None:
    assert dict(Counter(trace.count("QDC") for trace in traces)) == {0: 1_582, 1: 378, 2: 38, 3: 1}


def test_a_tenth_of_the_finished_cases_is_not_as_prescribed(traces: list[str]) -> None:
    finished = [trace for trace in traces if trace.endswith("Z")]
    deviating = [trace for trace in finished if not AS_PRESCRIBED.fullmatch(trace)]
    assert (len(deviating), len(finished)) == (215, 1_911)


@pytest.mark.parametrize(
    ("deviation", "pattern", "n_cases"),
    [
        ("completeness never checked", "^R[SFV]", 51),
        ("fraud never screened", "^[^F]*X[^F]*Z$", 40),
        ("credit assessed twice", "S[FV]*S", 37),
        ("looked at after the decision", "X[FV]", 43),
        ("offer before the decision", "OX", 37),
        ("paid out before the signature", "PG", 12),
    ],
)
def test_each_deviation_is_there_to_be_found(deviation: str, pattern: str, n_cases: int, traces: list[str]) -> None:
    assert sum(re.search(pattern, trace) is not None for trace in traces) == n_cases, deviation


def test_brokers_break_the_rules_more_often(cases: dict[str, list[Event]]) -> None:
    counts: dict[str, list[bool]] = defaultdict(list)
    for events in cases.values():
        trace = "".join(LETTERS[event.activity] for event in events)
        if trace.endswith("Z"):
            counts[events[0].loan.channel].append(AS_PRESCRIBED.fullmatch(trace) is None)
    assert {channel: round(sum(found) / len(found), 2) for channel, found in counts.items()} == {
        "Online": 0.1, "Branch": 0.09, "Phone": 0.16, "Broker": 0.21,
    }


def test_the_wait_for_the_credit_assessment_grows_in_the_third_quarter(cases: dict[str, list[Event]]) -> None:
    waits: dict[int, list[float]] = defaultdict(list)
    for events in cases.values():
        first = next((event for event in events if event.activity == "Assess credit"), None)
        if first is not None:
            ready = max(event.end for event in events if LETTERS[event.activity] in "RACQD" and event.end < first.start)
            month = datetime.fromtimestamp(first.start / 1000, timezone.utc).month
            waits[month].append((first.start - ready) / DAY)
    assert {month: round(sum(found) / len(found), 1) for month, found in sorted(waits.items())} == MONTHLY_WAITS
