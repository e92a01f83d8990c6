"""`python -m demo conform`: models in, three tables and one line out, and every mistake said in one line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from demo_runs import demo, demo_here, last_line, rows
from real_logs import real_file

NET = """<?xml version="1.0" encoding="UTF-8"?>
<pnml><net id="n" type="http://www.pnml.org/version-2009/grammar/pnmlcoremodel"><page id="p">
  <place id="p0"><initialMarking><text>1</text></initialMarking></place><place id="p1"/><place id="p2"/><place id="p3"/>
  <transition id="ta"><name><text>a</text></name></transition>
  <transition id="tb"><name><text>b</text></name></transition>
  <transition id="tc"><name><text>LAST</text></name></transition>
  <arc id="a1" source="p0" target="ta"/><arc id="a2" source="ta" target="p1"/>
  <arc id="a3" source="p1" target="tb"/><arc id="a4" source="tb" target="p2"/>
  <arc id="a5" source="p2" target="tc"/><arc id="a6" source="tc" target="p3"/>
</page><finalmarkings><marking><place idref="p3"><text>1</text></place></marking></finalmarkings></net></pnml>
"""
# The process a, b, c against the cases abc (three times), acb, ab, aab of the small log, by hand.
BY_CASE = {"NA": 1.0, "2": 1.0, "3": 1.0, "4": 1 - 2 / 6, "5": 1 - 1 / 5, "6": 1 - 2 / 6}
TABLES = ["alignments.csv", "deviations.csv", "executions.csv"]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "abc.pnml"
    path.write_text(NET.replace("LAST", "c"), encoding="utf-8")
    return path


def as_json(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def allowed(path: Path, *variants: str) -> Path:
    path.write_text("\n".join(["variant", *variants]) + "\n", encoding="utf-8")
    return path


def test_three_tables_with_schemas_and_the_worked_out_scores(small: Path, model: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out"
    done = demo("conform", small, "--model", model, "--out", out)
    result = last_line(done)
    assert (result.pop("mean_conformance"), list(result.items())) == (
        pytest.approx(sum(BY_CASE.values()) / 6, abs=1e-12),
        [
            ("cases", 6), ("variants", 4), ("exact", 6), ("bounded", 0), ("not_scored", 0), ("total_cost", 5),
            ("share_conforming", 0.5),
        ],
    )
    assert {row["case_id"]: float(row["conformance"]) for row in rows(out / "executions.csv")} == BY_CASE
    assert sorted(path.name for path in out.iterdir()) == sorted(
        [*TABLES, *(table.replace(".csv", ".schema.json") for table in TABLES)]
    )


def test_the_variants_that_mine_wrote_are_allowed_variants(small: Path, tmp_path: Path) -> None:
    demo_here("mine", small, "--out", tmp_path)
    done = demo_here("conform", small, "--allowed-variants", tmp_path / "variants.csv", "--out", tmp_path)
    assert last_line(done) == {
        "cases": 6, "variants": 4, "exact": 6, "bounded": 0, "not_scored": 0, "total_cost": 0,
        "mean_conformance": 1.0, "share_conforming": 1.0,
    }


def test_of_several_references_a_case_takes_its_best(small: Path, model: Path, tmp_path: Path) -> None:
    done = demo_here(
        "conform", small, "--model", model, "--allowed-variants", allowed(tmp_path / "more.csv", "a → b"),
        "--out", tmp_path / "out",
    )
    assert last_line(done)["share_conforming"] == 4 / 6
    models = {row["case_id"]: row["model"] for row in rows(tmp_path / "out" / "executions.csv")}
    assert (models["2"], models["5"]) == ("abc.pnml", "allowed_variants")


def test_labels_are_mapped_to_activities(small: Path, model: Path, tmp_path: Path) -> None:
    model.write_text(NET.replace("LAST", "The end"), encoding="utf-8")
    mapping = as_json(tmp_path / "mapping.json", {"The end": "c"})
    done = demo_here("conform", small, "--model", model, "--mapping", mapping, "--out", tmp_path / "out")
    assert last_line(done)["total_cost"] == 5


def test_costs_of_moves_change_the_total(small: Path, model: Path, tmp_path: Path) -> None:
    costs = as_json(tmp_path / "costs.json", {"c": 2.5})
    done = demo_here("conform", small, "--model", model, "--move-costs", costs, "--out", tmp_path / "out")
    # acb: b is out of order for 2; ab misses c for 2.5; aab has an a too many and misses c.
    assert last_line(done)["total_cost"] == 2 + 2.5 + 3.5


@pytest.mark.parametrize(
    ("rule", "cost", "not_scored"), [("as_prefix", 2, 0), ("as_complete", 5, 0), ("leave_out", 0, 3)]
)
def test_open_cases_are_scored_as_asked(
    rule: str, cost: float, not_scored: int, small: Path, model: Path, tmp_path: Path
) -> None:
    options = ("--end-activities", "c", "--open", rule)
    done = demo_here("conform", small, "--model", model, "--out", tmp_path / "out", *options)
    result = last_line(done)
    assert (result["total_cost"], result["exact"], result["not_scored"]) == (cost, 6 - not_scored, not_scored)


def test_token_replay_has_no_cost(small: Path, model: Path, tmp_path: Path) -> None:
    done = demo_here("conform", small, "--model", model, "--method", "token_replay", "--out", tmp_path / "out")
    result = last_line(done)
    assert (result["total_cost"], result["exact"], result["share_conforming"]) == (None, 6, 0.5)


def test_every_other_option_reaches_the_recipe(small: Path, model: Path, tmp_path: Path) -> None:
    done = demo_here(
        "conform", small, "--model", model, "--out", tmp_path / "out", "--process", "main", "--visible-events", "named",
        "--sub-processes", "one_activity", "--budget-seconds", "7", "--node-budget", "9", "--duration-unit", "hours",
        "--attributes", "time",
    )
    assert done.returncode == 0, done.stderr
    for setting in (
        "process='main'", "visible_events='named'", "sub_processes='one_activity'", "time_budget_seconds=7",
        "node_budget=9", "duration_unit='hours'", "case_attribute_columns=('time',)",
    ):
        assert setting in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "there is nothing to compare with: give --model FILE or --allowed-variants FILE."),
        (["--model", "none.bpmn"], "cannot read 'none.bpmn': No such file or directory."),
        (["--model", "."], "'.' is a folder; give a model file."),
        (["--model", "empty.bpmn"], "'empty.bpmn' is empty."),
        (["--model", "small.csv"], "'small.csv' is no model: its ending is none of .bpmn, .pnml, .xml."),
        (
            ["--model", "abc.pnml", "--model", "../here/abc.pnml"],
            "two models are called 'abc.pnml': give each --model another file name.",
        ),
        (["--allowed-variants", "none.csv"], "cannot read 'none.csv': No such file or directory."),
        (
            ["--allowed-variants", "small.csv"],
            "'small.csv' (--allowed-variants) has no column 'variant'; its columns are 'case_id', 'activity', 'time'.",
        ),
        (["--model", "abc.pnml", "--mapping", "none.json"], "cannot read 'none.json': No such file or directory."),
        (
            ["--model", "abc.pnml", "--mapping", "broken.json"],
            "'broken.json' (--mapping) is no JSON: Expecting ',' delimiter at line 1, column 13.",
        ),
        (["--model", "abc.pnml", "--mapping", "latin.json"], "'latin.json' (--mapping) is no JSON in UTF-8."),
        (
            ["--model", "abc.pnml", "--mapping", "list.json"],
            "'list.json' (--mapping) holds no JSON object; write it as {\"name\": value, ...}.",
        ),
        (
            ["--model", "abc.pnml", "--mapping", "number.json"],
            "'number.json' (--mapping): 'a' has the value '1'; give texts.",
        ),
        (
            ["--model", "abc.pnml", "--move-costs", "text.json"],
            "'text.json' (--move-costs): 'a' has the value 'b'; give numbers.",
        ),
        (
            ["--model", "abc.pnml", "--open", "leave_out"],
            "--open needs --end-activities A,B: without them no case is open.",
        ),
        (
            ["--model", "abc.pnml", "--method", "token_replay", "--node-budget", "9", "--move-costs", "number.json"],
            "--node-budget, --move-costs and --method token_replay do not go together: leave one out.",
        ),
    ],
    ids=[
        "no reference", "missing model", "folder", "empty model", "no model's ending", "one name twice",
        "missing variants", "no column variant", "missing mapping", "broken mapping", "other encoding",
        "no object", "no text", "no number", "open without end", "options of alignments",
    ],
)
def test_a_mistake_ends_in_one_line_and_leaves_no_tables(
    arguments: list[str], message: str, small: Path, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for path in (small, model):
        path.rename(here / path.name)
    contents = {
        "empty.bpmn": b"", "broken.json": b'{"a": "b\\"" "c"}', "latin.json": b'{"\xe9": "b"}', "list.json": b"[1]",
        "number.json": b'{"a": 1}', "text.json": b'{"a": "b"}',
    }
    for name, content in contents.items():
        (here / name).write_bytes(content)
    done = demo_here("conform", "small.csv", "--out", "out", *arguments)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (1, f"error: {message}")
    assert "Traceback" not in done.stderr + done.stdout
    assert list(here.glob("out/*.csv")) == []


def test_a_refused_model_is_named_with_its_reason_and_removes_the_tables_of_an_earlier_run(
    small: Path, model: Path, tmp_path: Path
) -> None:
    for table in TABLES:
        (tmp_path / table).write_text("of an earlier run", encoding="utf-8")
    model.write_text("<!DOCTYPE a [<!ENTITY b 'c'>]><pnml/>", encoding="utf-8")
    done = demo_here("conform", small, "--model", model, "--out", tmp_path)
    error = done.stderr.splitlines()[-1]
    assert (done.returncode, error.startswith(f"error: Cannot use this model of '{model.name}': ")) == (1, True)
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["small.csv"]


def test_a_table_of_allowed_variants_is_not_overwritten(small: Path, tmp_path: Path) -> None:
    table = allowed(tmp_path / "deviations.csv", "a → b")
    done = demo_here("conform", small, "--allowed-variants", table, "--out", tmp_path)
    assert (done.returncode, done.stderr) == (
        1, f"error: '{table}' would be overwritten by a result of that name: choose another --out.\n"
    )
    assert table.read_text(encoding="utf-8") == "variant\na → b\n"


@pytest.mark.parametrize(
    ("log", "model", "cases", "total_cost"),
    [
        ("BPI_2013_closed_problems.xes.gz", "BPIC2013-ClosedProblems.pnml", 1_487, 2_173),
        ("BPI_2020_DomesticDeclarations.xes.gz", "BPIC2020-DomesticDeclarations.pnml", 10_500, 4_591),
        ("M8.xes.gz", "M8.pnml", 500, 3_658),
    ],
)
def test_real_logs_have_the_total_costs_that_prom_found(
    log: str, model: str, cases: int, total_cost: int, tmp_path: Path
) -> None:
    done = demo_here("conform", real_file(f"logs/{log}"), "--model", real_file(f"models/{model}"), "--out", tmp_path)
    result = last_line(done)
    assert (result["cases"], result["exact"], result["total_cost"]) == (cases, cases, total_cost)
