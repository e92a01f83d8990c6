"""The two recipes, unmodified, from file to file through the sandbox."""
from __future__ import annotations

import json

import pytest

from sandbox import RecipeFailed
from workbench import CONFIG, Workbench

LIKE_MISSING = ("NA", "null", " ")
HOSTILE = [*LIKE_MISSING, "<script>alert(1)</script>", "a → b", "a, b", "é", "two\nlines", '"quote"', "a\ttab", "1.0"]


@pytest.fixture(scope="module", name="hostile")
def _hostile(tmp_path_factory):
    """Return a workbench whose log holds every hostile text as a case, an activity and an attribute."""
    rows = [[case, activity, f"2024-01-01T{hour:02d}:00:00Z", case]
            for case in HOSTILE for hour, activity in enumerate(HOSTILE)]  # fmt: skip
    bench = Workbench(tmp_path_factory.mktemp("hostile"), ["case", "activity", "time", "note"], rows)
    bench.run("process-mining-variants", case_attribute_columns=["note"])
    bench.run("process-mining-edge-metrics")
    return bench


def test_hostile_texts_survive_every_step_to_the_output(hostile):
    executions = hostile.table("executions")
    assert sorted(row["case_id"] for row in executions) == sorted(HOSTILE)
    assert {row["activity_start"] for row in executions} == {HOSTILE[0]}
    assert {row["activity_end"] for row in executions} == {HOSTILE[-1]}
    assert {row["note"] for row in executions} == (set(HOSTILE) - {"NA", "null"}) | {""}
    assert sorted(row["activity"] for row in hostile.table("activities")) == sorted(HOSTILE)
    edges = {(row["source"], row["target"]) for row in hostile.table("edges")}
    assert edges == set(zip(HOSTILE, HOSTILE[1:]))
    (variant,) = hostile.table("variants")
    assert json.loads(variant["variant"]) == HOSTILE


def test_outputs_carry_types_and_descriptions(hostile):
    schema = {column["name"]: column for column in hostile.project.read_schema("executions")}
    assert schema["timestamp_start"]["type"] == "date"
    assert schema["execution_time"]["comment"] == "Time from timestamp_start to timestamp_end, in days."
    settings = json.loads(schema["case_id"]["comment"].splitlines()[-1])["event_log"]
    assert settings == CONFIG


TYPED = {"case": "bigint", "time": "date", "amount": "double", "count": "bigint", "vip": "boolean"}


def test_a_byte_order_mark_in_the_first_cell_is_text(tmp_path):
    rows = [["\ufeff1", "a", "2024-01-01"], ["1", "a", "2024-01-02"]]
    bench = Workbench(tmp_path, list(CONFIG.values()), rows)
    bench.run("process-mining-variants")
    assert [row["case_id"] for row in bench.table("executions")] == ["\ufeff1", "1"]


def test_types_of_dss_are_read_and_attributes_keep_theirs(tmp_path):
    header = ["case", "activity", "time", "amount", "count", "vip"]
    rows = [
        ["1", "a", "2024-01-01T00:00:00.000Z", "1.50", "", "true"],
        ["1", "b", "2024-01-02T00:00:00.000Z", "", "9007199254740993", ""],
        ["2", "a", "2024-01-03T00:00:00.000Z", "2.0", "", "false"],
    ]
    bench = Workbench(tmp_path, header, rows, TYPED)
    bench.run("process-mining-variants", case_attribute_columns=["amount", "count", "vip"])
    names = ("case_id", "execution_time", "amount", "count", "vip")
    facts = [[row[name] for name in names] for row in bench.table("executions")]
    assert facts == [["1", "1.0", "1.50", "9007199254740993", "true"], ["2", "0.0", "2.0", "", "false"]]
    schema = {column["name"]: column["type"] for column in bench.project.read_schema("executions")}
    assert [schema[name] for name in ("case_id", "amount", "count", "vip")] == ["string", "double", "bigint", "boolean"]


def test_optional_outputs_may_be_left_out(tmp_path):
    bench = Workbench(tmp_path, list(CONFIG.values()), [["1", "a", "2024-01-01"]])
    bench.run("process-mining-variants", without=("data_quality",))
    bench.run("process-mining-edge-metrics", without=("activities",))
    assert bench.table("edges") == []
    assert [row["activities"] for row in bench.table("executions")] == ["1"]


def test_the_log_says_what_was_read_and_left_out(tmp_path):
    rows = [["1", "a", "2024-01-01"], ["1", "b", "soon"], ["", "b", "2024-01-01"]]
    log = Workbench(tmp_path, list(CONFIG.values()), rows).run("process-mining-variants")
    assert "Read 3 rows" in log
    assert "1 cases, 1 events, 1 activities; lifecycle rule: all." in log
    assert "Found unreadable_timestamps: 1 rows in 1 cases (for example column 'time' holds 'soon' (case '1'))." in log
    assert "Wrote 1 rows to" in log


def test_column_names_with_commas_can_be_chosen(tmp_path):
    bench = Workbench(tmp_path, ["case, id", "activity", "time", "other"], [["1", "a", "2024-01-01", "x"]])
    bench.run("process-mining-variants", case_column="case, id")
    assert [row["case_id"] for row in bench.table("executions")] == ["1"]


def failure(bench: Workbench, **config: object) -> str:
    with pytest.raises(RecipeFailed) as error:
        bench.run("process-mining-variants", **config)
    return str(error.value)


@pytest.mark.parametrize(
    ("rows", "config", "message"),
    [
        ([], {}, "The event log has no rows."),
        ([["1", "a", "2024-01-01"]], {"case_column": "cases"}, "Did you mean 'case'?"),
        ([["1", "a", "01.02.2024 10:00"]], {}, "1 with a timestamp that cannot be read. For example column 'time'"),
        ([["1", "a", "2024-01-01"]], {"case_attribute_columns": ["amount"]}, "The case attribute column 'amount'"),
        ([["1", "a", "2024-01-01"]], {"time_zone": "Nowhere"}, "Parameter time_zone: 'Nowhere'"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(tmp_path, rows, config, message):
    assert message in failure(Workbench(tmp_path, list(CONFIG.values()), rows), **config)


def test_an_attribute_with_a_name_of_ours_is_refused_before_reading(tmp_path):
    bench = Workbench(tmp_path, [*CONFIG.values(), "conformance", "variant_id"], [["1", "a", "2024-01-01", "", "x"]])
    assert "Case attributes cannot be called 'variant_id'" in failure(bench, case_attribute_columns=["variant_id"])


def test_rows_of_a_database_are_ordered_by_label_and_the_log_says_so(tmp_path):
    bench = Workbench(tmp_path, list(CONFIG.values()), [["1", "b", "2024-01-01"], ["1", "a", "2024-01-01"]])
    settings = bench.folder / "project" / "datasets" / "log" / "dataset.json"
    settings.write_text(json.dumps({**json.loads(settings.read_text()), "type": "PostgreSQL"}), encoding="utf-8")
    log = bench.run("process-mining-variants")
    assert "The rows of a PostgreSQL dataset have no order of their own" in log
    assert [row["variant"] for row in bench.table("variants")] == ["a → b"]
    effects = {row["finding"]: row["effect"] for row in bench.table("data_quality")}
    assert "ordered by the activity's label" in effects["tied_events"]
