"""Which column holds what: guessed where that is plain, refused with the names where it is not."""
from __future__ import annotations

import pytest

from demo.columns import choose_columns, columns_text
from demo.errors import DemoError

XES = ["case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:resource", "case:AMOUNT_REQ"]


@pytest.mark.parametrize(
    ("available", "expected"),
    [
        (
            XES,
            {
                "case": "case:concept:name", "activity": "concept:name", "timestamp": "time:timestamp",
                "lifecycle": "lifecycle:transition", "resource": "org:resource",
            },
        ),
        (
            ["case_id", "activity", "start_time", "end_time", "resource"],
            {
                "case": "case_id", "activity": "activity", "timestamp": "end_time", "start": "start_time",
                "resource": "resource",
            },
        ),
        (["CaseID", "ACTIVITY", "Timestamp"], {"case": "CaseID", "activity": "ACTIVITY", "timestamp": "Timestamp"}),
        (["Case ID", "Task", "End Date"], {"case": "Case ID", "activity": "Task", "timestamp": "End Date"}),
        (["trace-id", "event", "time"], {"case": "trace-id", "activity": "event", "timestamp": "time"}),
        (["case", "activity", "start_time"], {"case": "case", "activity": "activity", "timestamp": "start_time"}),
        (
            ["case", "activity", "timestamp", "Start", "start"],
            {"case": "case", "activity": "activity", "timestamp": "timestamp"},
        ),
    ],
    ids=["xes", "start and end", "letter case", "spaces", "hyphen", "only a start time", "two start columns: neither"],
)
def test_plain_names_are_guessed(available: list[str], expected: dict[str, str]) -> None:
    chosen = choose_columns(available, {})
    assert (dict(chosen.by_option), chosen.guessed) == (expected, frozenset(expected))


def test_a_named_column_is_not_guessed_for_another_role() -> None:
    chosen = choose_columns(["event", "activity", "time"], {"case": "activity"})
    assert dict(chosen.by_option) == {"case": "activity", "activity": "event", "timestamp": "time"}
    assert chosen.guessed == {"activity", "timestamp"}


def test_an_empty_name_means_no_such_column() -> None:
    chosen = choose_columns(XES, {"lifecycle": "", "resource": ""})
    assert "lifecycle" not in chosen.by_option
    assert "resource" not in chosen.by_option


def test_the_choice_becomes_the_recipes_parameters() -> None:
    chosen = choose_columns([*XES, "begin", "nr"], {"start": "begin", "order": "nr"}, ("case:AMOUNT_REQ",))
    assert chosen.recipe_parameters() == {
        "case_column": "case:concept:name",
        "activity_column": "concept:name",
        "timestamp_column": "time:timestamp",
        "start_timestamp_column": "begin",
        "lifecycle_column": "lifecycle:transition",
        "order_column": "nr",
        "resource_column": "org:resource",
    }
    assert chosen.attributes == ("case:AMOUNT_REQ",)


@pytest.mark.parametrize(
    ("available", "asked", "attributes", "message"),
    [
        (
            ["id", "what", "when"], {}, (),
            "no column is plainly the case id: name it with --case NAME. The columns are 'id', 'what', 'when'.",
        ),
        (
            ["id", "what", "when"], {"case": "id", "activity": "what"}, (),
            "no column is plainly the timestamp: name it with --timestamp NAME. The columns are 'id', 'what', 'when'.",
        ),
        (
            ["case_id", "activity", "time"], {"case": "CASE ID"}, (),
            "there is no column 'CASE ID' (--case); did you mean 'case_id'? "
            "The columns are 'case_id', 'activity', 'time'.",
        ),
        (
            ["case_id", "activity", "time"], {"activity": "actvity"}, (),
            "there is no column 'actvity' (--activity); did you mean 'activity'? "
            "The columns are 'case_id', 'activity', 'time'.",
        ),
        (
            ["case_id", "activity", "time"], {}, ("amount",),
            "there is no column 'amount' (--attributes). The columns are 'case_id', 'activity', 'time'.",
        ),
        (
            ["Case ID", "case_id", "activity", "time"], {}, (),
            "both 'Case ID' and 'case_id' could be the case id column: choose with --case NAME.",
        ),
        (
            ["a\nb", "x" * 200], {}, (),
            f"no column is plainly the case id: name it with --case NAME. The columns are 'a\\nb', '{'x' * 75}...'.",
        ),
    ],
    ids=[
        "no case id", "no timestamp", "other letters", "misspelt", "no such attribute", "two that could be it",
        "names that would break or flood the line",
    ],
)
def test_what_cannot_be_chosen_is_said_with_the_columns_and_the_option(
    available: list[str], asked: dict[str, str | None], attributes: tuple[str, ...], message: str
) -> None:
    with pytest.raises(DemoError) as refusal:
        choose_columns(available, asked, attributes)
    assert str(refusal.value) == message


def test_many_columns_are_listed_up_to_a_bound() -> None:
    with pytest.raises(DemoError, match=r"\'29\' and 970 more\.$"):
        choose_columns([str(number) for number in range(1_000)], {})


def test_the_choice_is_printed_with_what_was_guessed() -> None:
    text = columns_text(choose_columns(["case id", "step", "time", "amount\t"], {"activity": "step"}, ["amount\t"]))
    assert text == (
        "Columns\n"
        "  case       case id   (guessed)\n"
        "  activity   step\n"
        "  timestamp  time      (guessed)\n"
        "  attribute  amount\\t"
    )
