"""The Conformance recipe, unmodified, from files to files through the sandbox."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.pnml_writer import write_pnml
from process_mining.models.process_tree import SILENT, Block, Leaf
from process_mining.petri_net import net_from_arcs
from sandbox import RecipeFailed, import_file, read_choices
from workbench import CONFIG, ROOT, Workbench

HOSTILE = '<b>&"→"\u00e9'
POLICY = Block("sequence", (Leaf("ask"), Block("exclusive", (Leaf(HOSTILE), SILENT)), Leaf("pay")))
RECIPE = "process-mining-conformance"
BPMN = write_bpmn_of_tree(POLICY, "policy")


def bench_of(folder: Path, *traces: tuple[str, ...]) -> Workbench:
    rows = [
        [f"c{number}", step, f"2024-01-01T{hour:02d}:00:00Z"]
        for number, trace in enumerate(traces)
        for hour, step in enumerate(trace)
    ]
    return Workbench(folder, list(CONFIG.values()), rows)


def with_models(bench: Workbench, **files: bytes) -> dict[str, list[str]]:
    folder = bench.folder / "models"
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(content)
    bench.project.create_folder("models", folder)
    return {"reference_models": ["models"]}


def scores(bench: Workbench) -> list[tuple[str, ...]]:
    names = ("case_id", "conformance", "conformance_upper", "conformance_status", "deviations", "model")
    return [tuple(row[name] for name in names) for row in bench.table("executions")]


TRACES = [("ask", HOSTILE, "pay"), ("ask", "pay"), ("pay", "ask"), ("ask", "pay", "call")]


def test_every_case_is_scored_against_a_bpmn_file(tmp_path):
    bench = bench_of(tmp_path, *TRACES)
    log = bench.run(RECIPE, more_inputs=with_models(bench, policy__bpmn=write_bpmn_of_tree(POLICY, "policy")))
    third, fourth = str(1 - 2 / 4), str(1 - 1 / 5)
    assert scores(bench) == [
        ("c0", "1.0", "1.0", "exact", "0", "policy.bpmn"),
        ("c1", "1.0", "1.0", "exact", "0", "policy.bpmn"),
        ("c2", third, third, "exact", "2", "policy.bpmn"),
        ("c3", fourth, fourth, "exact", "1", "policy.bpmn"),
    ]
    assert "Scored 4 cases exact, 0 cases bounded, 0 cases not_scored." in log
    assert "Mean conformance 0.8250; 50.0 % of the scored cases conform fully." in log
    assert "Activities that the model does not know: 'call'." in log


def test_a_score_travels_with_its_reference_and_settings(tmp_path):
    bench = bench_of(tmp_path, ("ask", "pay"))
    bench.run(RECIPE, more_inputs=with_models(bench, policy__bpmn=BPMN), move_costs={"ask": "2"})
    schema = {column["name"]: column["comment"] for column in bench.project.read_schema("executions")}
    facts = json.loads(schema["case_id"].splitlines()[-1])
    (row,) = bench.table("executions")
    assert facts["event_log"] == CONFIG
    assert facts["conformance"] == {
        "references": [{"name": "policy.bpmn", "digest": row["model_digest"]}],
        "method": "alignment",
        "score_open_cases": "as_prefix",
        "move_costs": {"ask": 2.0},
        "label_mapping": {},
    }
    assert "1 - cost of an optimal alignment" in schema["conformance"]


def test_alignments_and_deviations_say_what_differs_with_the_ids_of_the_drawing(tmp_path):
    bench = bench_of(tmp_path, *TRACES)
    bench.run(RECIPE, more_inputs=with_models(bench, policy__bpmn=write_bpmn_of_tree(POLICY, "policy")))
    moves = {row["variant_rank"]: json.loads(row["moves"]) for row in bench.table("alignments")}
    hostile = next(move for rank in moves for move in moves[rank] if move["activity"] == HOSTILE)
    assert (hostile["kind"], hostile["label"], len(hostile["elements"])) == ("synchronous", HOSTILE, 1)
    told = {(row["kind"], row["activity"], row["cases"]) for row in bench.table("deviations")}
    assert told == {("extra", "call", "1"), ("out_of_order", "pay", "1")} or told == {
        ("extra", "call", "1"),
        ("out_of_order", "ask", "1"),
    }


def test_pnml_allowed_variants_and_bpmn_serve_together(tmp_path):
    bench = bench_of(tmp_path, ("ask", "pay"), ("a → b", "pay"), ("call",))
    net = net_from_arcs({"t": ("start", "call", "end")})
    inputs = with_models(
        bench, calls__pnml=write_pnml(net, "calls"), policy__bpmn=write_bpmn_of_tree(POLICY, "policy")
    )
    allowed = bench.folder / "allowed.csv"
    allowed.write_text('variant\n"[""a → b"", ""pay""]"\nask → pay\n', encoding="utf-8")
    import_file(bench.project, allowed, "allowed")
    bench.run(RECIPE, more_inputs={**inputs, "allowed_variants": ["allowed"]})
    assert [(row[1], row[5]) for row in scores(bench)] == [
        ("1.0", "allowed"),
        ("1.0", "allowed"),
        ("1.0", "calls.pnml"),
    ]


def test_a_mapping_open_cases_costs_and_chosen_files_reach_the_score(tmp_path):
    bench = bench_of(tmp_path, ("Ask", "zahlen"), ("Ask",), ("zahlen",))
    tree = Block("sequence", (Leaf("ask"), Leaf("pay")))
    inputs = with_models(bench, one__bpmn=write_bpmn_of_tree(tree, "one"), other__bpmn=b"not BPMN at all")
    bench.run(
        RECIPE,
        more_inputs=inputs,
        model_files=["one.bpmn"],
        label_mapping={"ask": "Ask", "pay": "zahlen"},
        end_activities=["zahlen"],
        move_costs={"Ask": "3"},
    )
    assert [row[:4] for row in scores(bench)] == [
        ("c0", "1.0", "1.0", "exact"),
        ("c1", "1.0", "1.0", "exact"),
        ("c2", str(1 - 3 / 5), str(1 - 3 / 5), "exact"),
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [("as_prefix", ("1.0", "exact")), ("as_complete", (str(1 - 1 / 3), "exact")), ("leave_out", ("", "not_scored"))],
)
def test_open_cases_are_scored_by_the_rule(tmp_path, rule, expected):
    bench = bench_of(tmp_path, ("ask",))
    inputs = with_models(bench, one__bpmn=write_bpmn_of_tree(Block("sequence", (Leaf("ask"), Leaf("pay"))), "one"))
    bench.run(RECIPE, more_inputs=inputs, end_activities=["pay"], score_open_cases=rule)
    assert [(row[1], row[3]) for row in scores(bench)] == [expected]


def test_token_replay_is_a_choice(tmp_path):
    bench = bench_of(tmp_path, ("ask", "pay"), ("call",))
    inputs = with_models(bench, one__bpmn=write_bpmn_of_tree(POLICY, "one"))
    bench.run(RECIPE, more_inputs=inputs, method="token_replay")
    (fits, other) = scores(bench)
    assert fits[1:5] == ("1.0", "1.0", "exact", "")
    assert float(other[1]) < 0.6
    assert {row["moves"] for row in bench.table("alignments")} == {""}
    assert bench.table("deviations") == []


@pytest.mark.parametrize(
    ("files", "config", "message"),
    [
        ({}, {}, "Parameter reference_models: the folder has no model file. Put a file into it that ends with .bpmn"),
        ({"a__bpmn": BPMN}, {"model_files": ["b.bpmn"]}, "'b.bpmn' is not in the folder, which has 'a.bpmn'"),
        ({"a__bpmn": BPMN}, {"label_mapping": {"aks": "ask"}}, "label_mapping: 'aks' is a label of no model."),
        ({"a__bpmn": b"<x/>"}, {}, "[E-format]"),
        ({"a__bpmn": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}, {}, "[E-dtd]"),
        ({"a__bpmn": BPMN}, {"label_mapping": {"ask": ""}}, "label_mapping: nothing is given for 'ask'"),
        ({"a__bpmn": BPMN}, {"move_costs": {"aks": "2"}}, "'aks' is neither an activity of the log nor a label of a"),
        ({"a__bpmn": BPMN, "b__pnml": b"<"}, {}, "Cannot use this model of 'b.pnml': the file is not well-formed"),
        ({"a__bpmn": BPMN}, {"node_budget": 0}, "Parameter node_budget: 0 is too small"),
        ({"a__bpmn": BPMN}, {"move_costs": {"ask": "much"}}, "Parameter move_costs: the cost of 'ask' is 'much'"),
        ({"a__bpmn": BPMN}, {"case_attribute_columns": ["Conformance"]}, "Case attributes cannot be called"),
    ],
)
def test_what_cannot_be_used_is_said_in_words(tmp_path, files, config, message):
    bench = bench_of(tmp_path, ("ask",))
    with pytest.raises(RecipeFailed) as error:
        bench.run(RECIPE, more_inputs=with_models(bench, **files), **config)
    assert message in str(error.value)


def test_without_any_reference_the_recipe_says_what_to_give(tmp_path):
    with pytest.raises(RecipeFailed, match=r"there is no reference to compare with\. Give the recipe a folder"):
        bench_of(tmp_path, ("ask",)).run(RECIPE)


def test_an_allowed_variant_that_could_mean_two_things_is_refused(tmp_path):
    bench = bench_of(tmp_path, ("ask",))
    allowed = bench.folder / "allowed.csv"
    allowed.write_text("variant\nask →  → pay\n", encoding="utf-8")
    import_file(bench.project, allowed, "allowed")
    with pytest.raises(RecipeFailed, match="E-variant"):
        bench.run(RECIPE, more_inputs={"allowed_variants": ["allowed"]})


def test_the_form_offers_the_model_files_of_the_folder(tmp_path):
    bench = bench_of(tmp_path, ("ask",))
    inputs = with_models(bench, b__bpmn=b"", a__pnml=b"", notes__txt=b"")
    (bench.project.managed_folder("models") / ".hidden.bpmn").write_bytes(b"")
    choices = read_choices(ROOT, RECIPE, "model_files", bench.project, {"event_log": ["log"], **inputs})
    assert choices == [{"value": "a.pnml", "label": "a.pnml"}, {"value": "b.bpmn", "label": "b.bpmn"}]
    assert read_choices(ROOT, RECIPE, "model_files", bench.project, {"event_log": ["log"]}) == []
