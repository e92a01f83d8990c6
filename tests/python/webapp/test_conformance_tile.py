"""The tile on what the Conformance recipe wrote: figures, deviations and their filters, with and without alignments."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.process_tree import Block, Leaf
from tile_bench import CONFIG, Tile, view_request
from workbench import Workbench

RECIPE = "process-mining-conformance"
POLICY = Block("sequence", (Leaf("a"), Leaf("b"), Leaf("c")))
# Cost 0 for abc; b is skipped in ac; x is extra in abxc; b and c are out of order or skipped in acb.
TRACES = ["abc", "abc", "abc", "ac", "abxc", "axc"]
WITH_ALIGNMENTS = {**CONFIG, "alignments": "alignments"}


@pytest.fixture(name="bench", scope="module")
def _bench(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    folder = tmp_path_factory.mktemp("conformance")
    rows = [
        [str(number), letter, f"2024-01-{number:02d}T{hour:02d}:00:00.000Z"]
        for number, trace in enumerate(TRACES, 1)
        for hour, letter in enumerate(trace)
    ]
    bench = Workbench(folder, ["case", "activity", "time"], rows)
    models = folder / "models"
    models.mkdir()
    (models / "policy.bpmn").write_bytes(write_bpmn_of_tree(POLICY, "policy"))
    bench.project.create_folder("models", models)
    bench.run(RECIPE, more_inputs={"reference_models": ["models"]})
    return bench


@pytest.fixture(name="tile")
def _tile(bench: Workbench, serve: Callable[..., Tile]) -> Tile:
    tile = serve(bench.project.folder, WITH_ALIGNMENTS)
    tile.log()
    return tile


SCORES = [1.0, 1.0, 1.0, 1 - 1 / 5, 1 - 1 / 7, 1 - 2 / 6]


def test_the_log_names_the_reference(tile):
    _, document = tile.log()
    assert (document["has_conformance"], document["has_alignments"]) == (True, True)
    assert document["models"] == ["policy.bpmn"]


def test_the_mean_of_the_scored_cases(tile):
    figure = tile.get("view", view_request())["figures"]["conformance"]
    assert figure.pop("mean_lower") == pytest.approx(sum(SCORES) / 6)
    assert figure.pop("mean_upper") == pytest.approx(sum(SCORES) / 6)
    assert figure == {"cases": 6, "scored_cases": 6, "bounded_cases": 0, "conforming_cases": 3}


def test_dashboard_filters_on_scores(tile):
    facet = {"column": "conformance", "filterType": "NUMERICAL_FACET", "maxValue": 0.9}
    figure = tile.get("view", view_request(dashboard=[facet]))["figures"]["conformance"]
    assert (figure["cases"], figure["conforming_cases"]) == (3, 0)


def deviations(document: dict[str, Any]) -> list[tuple[Any, ...]]:
    keys = ("kind", "activity", "other_activity", "after", "before", "cases")
    return [tuple(row[key] for key in keys) for row in document["deviations"]]


def test_what_deviates_and_where(tile):
    document = tile.get("conformance", view_request())
    assert sorted(deviations(document)) == [
        ("extra", "x", None, "b", "c", 1),
        ("replaced", "b", "x", "a", "c", 1),
        ("skipped", "b", None, "a", "c", 1),
    ]
    assert {row["share"] for row in document["deviations"]} == {1 / 6}
    by_label = {node["id"]: node["label"] for node in tile.get("view", view_request())["map"]["nodes"]}
    steps = {by_label[name]: counts for name, counts in document["steps"].items()}
    assert steps["x"]["extra"] == 1
    assert steps["b"] == {"skipped": 1, "extra": 0, "replaced": 1, "out_of_order": 0}


def test_the_filter_of_a_deviation_keeps_its_cases(tile):
    for row in tile.get("conformance", view_request())["deviations"]:
        document = tile.get("view", view_request(own=[row["filter"]]))
        assert document["filters"]["own"][0]["status"] == "applied"
        assert document["figures"]["cases"] == row["cases"]
    for deviation, cases in (("any", 3), ("none", 3)):
        wanted = {"kind": "deviates", "deviation": deviation, "activity": None, "context": None}
        assert tile.get("view", view_request(own=[wanted]))["figures"]["cases"] == cases


def test_deviations_are_those_of_the_filtered_cases(tile):
    wanted = {"kind": "passes", "activities": ["x"]}
    assert sorted(deviations(tile.get("conformance", view_request(own=[wanted])))) == [
        ("extra", "x", None, "b", "c", 1), ("replaced", "b", "x", "a", "c", 1),
    ]  # fmt: skip


def test_without_alignments_the_figures_stand(bench, serve):
    tile = serve(bench.project.folder, CONFIG)
    _, document = tile.log()
    assert (document["has_conformance"], document["has_alignments"]) == (True, False)
    found = tile.get("conformance", view_request())
    assert found["figure"]["conforming_cases"] == 3
    assert (found["models"], found["deviations"], found["steps"]) == (["policy.bpmn"], [], {})


def test_a_bounded_mean_is_an_interval_and_unscored_cases_are_counted(bench, serve):
    names = [column["name"] for column in bench.project.read_schema("executions")]
    rows = [dict(zip(names, row)) for row in bench.project.iter_rows("executions")]
    rows[3].update(conformance="0.5", conformance_upper="0.9", conformance_status="bounded")
    rows[4].update(conformance="", conformance_upper="", conformance_status="not_scored", model="")
    other = bench.project.create_dataset("bounded", bench.project.read_schema("executions"))
    writer = other.open_writer()
    for row in rows:
        writer.write(list(row.values()))
    writer.commit()
    tile = serve(bench.project.folder, {**CONFIG, "executions": "bounded"})
    tile.log()
    figure = tile.get("view", view_request())["figures"]["conformance"]
    assert figure.pop("mean_lower") == pytest.approx((3 + 0.5 + SCORES[5]) / 5)
    assert figure.pop("mean_upper") == pytest.approx((3 + 0.9 + SCORES[5]) / 5)
    assert figure == {"cases": 6, "scored_cases": 5, "bounded_cases": 1, "conforming_cases": 3}


def test_variants_carry_their_scores_and_signs(tile):
    asked = {"filters": view_request()["filters"], "order": "conformance", "descending": False, "offset": 0, "limit": 9}
    rows = tile.get("variants", asked)["rows"]
    assert [row["conformance_lower"] for row in rows] == pytest.approx(sorted([SCORES[0], *SCORES[3:]]))
    signs = [[step["sign"] for step in row["steps"]] for row in rows]
    assert "skipped" in signs[1]
    assert "extra" in signs[2]


def test_alignments_of_another_log_are_noticed(bench, serve):
    names = [column["name"] for column in bench.project.read_schema("alignments")]
    rows = [dict(zip(names, row)) for row in bench.project.iter_rows("alignments")]
    rows[0]["moves"], rows[1]["moves"] = rows[1]["moves"], "[{]"
    other = bench.project.create_dataset("mixed_up", bench.project.read_schema("alignments"))
    writer = other.open_writer()
    for row in rows:
        writer.write(list(row.values()))
    writer.commit()
    _, document = serve(bench.project.folder, {**CONFIG, "alignments": "mixed_up"}).log()
    assert document["notes"] == [
        "2 rows of 'mixed_up' do not tell the activities of the variant: its deviations are not known."
    ]
