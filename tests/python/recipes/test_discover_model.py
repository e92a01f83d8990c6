"""The Discover model recipe, unmodified, from file to file through the sandbox."""
from __future__ import annotations

import csv
import io
from pathlib import Path

import pm4py
import pytest

from process_mining.models.bpmn import read_bpmn
from process_mining.models.pnml import read_pnml
from real_logs import real_file
from sandbox import Project, RecipeFailed, export_dataset, import_file, run_recipe
from small_logs import rows_of
from workbench import CONFIG, ROOT, Workbench

RECIPE = "process-mining-discover-model"
FILES = ["discovered_model.bpmn", "discovered_model.pnml"]
MEASURES = [
    "log_fitness", "mean_fitness", "share_fitting", "precision", "generalisation", "simplicity", "places",
    "transitions", "arcs", "cases", "bounded_cases", "discovered_from_cases", "discovered_from_variants",
]  # fmt: skip


def discover(project: Project, with_quality: bool = True, **config: object) -> str:
    """Run the recipe on the dataset `log` of a project and return its log."""
    if "model" not in project.folder_ids():
        project.create_folder("model")
    outputs = {"model": ["model"]}
    if with_quality:
        project.create_dataset("quality", [])
        outputs["model_quality"] = ["quality"]
    log = io.StringIO()
    run_recipe(ROOT, RECIPE, project, {"event_log": ["log"]}, outputs, {**CONFIG, **config}, log)
    return log.getvalue()


def bench_of(folder: Path, *traces: str) -> Workbench:
    return Workbench(folder, list(CONFIG.values()), rows_of(*traces).to_numpy().tolist())


def quality_rows(project: Project, folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "quality.csv"
    export_dataset(project, "quality", path)
    with path.open(newline="", encoding="utf-8") as stream:
        return {row["measure"]: row for row in csv.DictReader(stream)}


def test_files_and_quality_of_a_small_log(tmp_path):
    bench = bench_of(tmp_path, *["abcd"] * 6, *["acbd"] * 2, "abd", "dx")
    log = discover(bench.project, noise_threshold=0)
    folder = bench.project.managed_folder("model")
    assert sorted(path.name for path in folder.iterdir()) == FILES
    bpmn, pnml = (read((folder / name).read_bytes()) for read, name in zip((read_bpmn, read_pnml), FILES))
    assert bpmn.net.labels == pnml.net.labels
    assert bpmn.net.visible_labels == ("a", "b", "c", "d")
    rows = quality_rows(bench.project, tmp_path)
    assert list(rows) == MEASURES
    assert set(rows["precision"]) == {"measure", "value", "definition", "model"}
    # Eight of ten cases fit; abd lacks c (1 of 3 + 4), dx fits nothing but d (lacks a, b, c, has x: 4 of 2 + 4).
    values = {name: float(row["value"]) for name, row in rows.items()}
    assert values["share_fitting"] == 0.8
    assert values["mean_fitness"] == pytest.approx((8 + 6 / 7 + 2 / 6) / 10)
    assert values["log_fitness"] == pytest.approx(1 - 5 / (8 * 8 + 7 + 6))
    # The run of abd is abcd or acbd, that of dx too: before 10 of 10, after a 20 of 20, then one each, all used.
    assert values["precision"] == 1.0
    assert (values["discovered_from_cases"], values["discovered_from_variants"], values["cases"]) == (8, 2, 10)
    assert "Discovered a model from the 2 most frequent of 4 variants, with 8 of 10 cases" in log
    assert "(coverage asked for: 0.8, noise threshold: 0.0)" in log
    assert "Activities that are not in the model: 'x'." in log
    assert "Wrote discovered_model.bpmn" in log
    assert "Wrote discovered_model.pnml" in log
    assert "Quality on all 10 cases: log fitness 0.9351, mean fitness 0.9190, share fitting 0.8000, precision 1." in log
    assert "Wrote 13 rows to" in log
    assert "pm4py" not in log.lower()
    schema = bench.project.read_schema("quality")
    assert [(column["name"], column["type"]) for column in schema] == [
        ("measure", "string"), ("value", "double"), ("definition", "string"), ("model", "string"),
    ]  # fmt: skip


def test_pm4py_opens_the_written_files(tmp_path):
    bench = bench_of(tmp_path, "abcd", "acbd", "aed", "abcbcd")
    discover(bench.project, coverage=1)
    folder = bench.project.managed_folder("model")
    tasks = [node.get_name() for node in pm4py.read_bpmn(str(folder / FILES[0])).get_nodes() if node.get_name()]
    assert set(tasks) >= set("abcde")
    net, _, _ = pm4py.read_pnml(str(folder / FILES[1]))
    assert sorted(step.label for step in net.transitions if step.label is not None) == list("abcde")


def test_a_second_run_replaces_its_own_files_only_and_writes_the_same_bytes(tmp_path):
    bench = bench_of(tmp_path, "abc", "acb")
    discover(bench.project, with_quality=False)
    folder = bench.project.managed_folder("model")
    first = [(folder / name).read_bytes() for name in FILES]
    (folder / "mine.bpmn").write_text("by hand", encoding="utf-8")
    (folder / FILES[0]).write_text("old " * 10_000, encoding="utf-8")
    discover(bench.project, with_quality=False)
    assert sorted(path.name for path in folder.iterdir()) == [*FILES, "mine.bpmn"]
    assert [(folder / name).read_bytes() for name in FILES] == first
    assert (folder / "mine.bpmn").read_text(encoding="utf-8") == "by hand"


HOSTILE = ["NA", "null", " ", "<script>alert(1)</script>", "a → b", "two\nlines", '"quote"', "é", "1.0", "a &amp; b"]


def test_hostile_labels_reach_the_files_and_fit(tmp_path):
    rows = [["1", label, f"2024-01-{day:02d}"] for day, label in enumerate(HOSTILE, 1)]
    bench = Workbench(tmp_path, list(CONFIG.values()), rows)
    log = discover(bench.project)
    labels = read_bpmn((bench.project.managed_folder("model") / FILES[0]).read_bytes()).net.visible_labels
    readable = {**{label: label for label in HOSTILE}, "two\nlines": "two lines", "a &amp; b": "a & b"}
    assert set(labels) == set(readable.values()) - {" "}
    # The blank has no name in a file, so its event is one too many for the nine steps: 1 of 10 + 9.
    assert float(quality_rows(bench.project, tmp_path)["mean_fitness"]["value"]) == pytest.approx(1 - 1 / 19)
    assert "the unnamed task" in log
    assert "Activities that are not in the model: ' '." in log


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"noise_threshold": 1.5}, "Parameter noise_threshold: 1.5 is not a share. Give a number from 0 to 1."),
        ({"coverage": -1}, "Parameter coverage: -1.0 is not a share. Give a number from 0 to 1."),
        ({"coverage": "most"}, "Parameter coverage: 'most' is not a number."),
    ],
)
def test_shares_that_are_none_are_refused_before_reading(tmp_path, config, message):
    with pytest.raises(RecipeFailed) as error:
        discover(bench_of(tmp_path, "abc").project, **config)
    assert message in str(error.value)
    assert "Read" not in error.value.log_text


XES = {"case_column": "case:concept:name", "activity_column": "concept:name", "timestamp_column": "time:timestamp"}


@pytest.mark.parametrize(
    ("name", "config", "counts", "values"),
    [
        (
            "Sepsis_Cases.xes.gz",
            {},
            {"cases": 1050, "discovered_from_cases": 840, "discovered_from_variants": 636, "bounded_cases": 0},
            {"mean_fitness": 0.9686, "precision": 0.3032},
        ),
        (
            "BPI_Challenge_2012.xes.gz",
            {"lifecycle_column": "lifecycle:transition"},
            {"cases": 13087, "discovered_from_cases": 10470, "discovered_from_variants": 1719, "bounded_cases": 0},
            {"mean_fitness": 0.8964, "precision": 0.3656},
        ),
    ],
)
def test_real_logs(tmp_path, name, config, counts, values):
    project = Project.create(tmp_path / "project")
    import_file(project, real_file(f"logs/{name}"), "log")
    log = discover(project, **XES, **config)
    folder = project.managed_folder("model")
    tasks = {node.get_name() for node in pm4py.read_bpmn(str(folder / FILES[0])).get_nodes() if node.get_name()}
    bpmn = read_bpmn((folder / FILES[0]).read_bytes())
    assert set(bpmn.net.visible_labels) <= tasks
    assert read_pnml((folder / FILES[1]).read_bytes()).net.labels == bpmn.net.labels
    rows = quality_rows(project, tmp_path)
    assert list(rows) == MEASURES
    assert {measure: float(rows[measure]["value"]) for measure in counts} == counts
    found = {measure: float(rows[measure]["value"]) for measure in values}
    assert found == pytest.approx(values, abs=1e-4)
    assert all(0 <= float(rows[measure]["value"]) <= 1 for measure in MEASURES[:6])
    assert "Quality on all" in log
