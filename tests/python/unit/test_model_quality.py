"""How good a model is for a log, against examples worked by hand and PM4Py."""
from __future__ import annotations

import math
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pm4py
import pytest
from pm4py.algo.conformance.alignments.petri_net import algorithm as pm4py_alignments
from pm4py.algo.evaluation.generalization.variants import token_based as pm4py_generalisation
from pm4py.algo.evaluation.precision.variants import align_etconformance as pm4py_precision
from pm4py.algo.evaluation.replay_fitness.variants import alignment_based as pm4py_fitness
from pm4py.algo.evaluation.simplicity.variants import arc_degree as pm4py_simplicity
from pm4py.objects.log.obj import Event, EventLog, Trace

from process_mining.columns import MODEL_QUALITY
from process_mining.conformance.alignments import align_variants
from process_mining.conformance.precision import Precision
from process_mining.discovery import discover_model
from process_mining.model_quality import ModelQuality, measure_quality, model_quality_table
from process_mining.models.pnml_writer import write_pnml
from process_mining.petri_net import PetriNet, net_from_arcs
from process_mining.variants import find_variants
from process_mining.written_model import write_model
from small_logs import log_of

# PM4Py builds its linear programs with a class of numpy that is going away.
pytestmark = pytest.mark.filterwarnings("ignore:the matrix subclass:PendingDeprecationWarning")

LINE = {"a": ("start", "a", "p"), "b": ("p", "b", "q"), "c": ("q", "c", "end")}
CHOICE = {"a": ("start", "a", "p"), "b": ("p", "b", "end"), "c": ("p", "c", "end")}


def quality_of(net: PetriNet, *traces: str) -> ModelQuality:
    variants = find_variants(log_of(*traces))
    return measure_quality(align_variants(net, variants), variants)


def test_a_log_that_is_the_model():
    assert quality_of(net_from_arcs(LINE), *["abc"] * 4) == ModelQuality(
        log_fitness=1.0,
        log_fitness_upper=1.0,
        mean_fitness=1.0,
        mean_fitness_upper=1.0,
        share_fitting=1.0,
        share_fitting_upper=1.0,
        precision=Precision(1.0, True, 4),
        # Each transition is fired 4 times.
        generalisation=1 - 1 / math.sqrt(4),
        # Six arcs, seven nodes: a mean degree below two costs nothing.
        simplicity=1.0,
        n_cases=4,
        n_bounded_cases=0,
        n_places=4,
        n_transitions=3,
        n_arcs=6,
    )


def test_fitness_of_a_log_and_of_its_mean_case_differ():
    """Costs 0, 0 and 3 (x twice too many, b missing) with worst costs 2 + 2, 2 + 2 and 3 + 2."""
    quality = quality_of(net_from_arcs(CHOICE), "ab", "ab", "xax")
    assert quality.log_fitness == pytest.approx(1 - 3 / 13, abs=1e-12)
    assert quality.mean_fitness == pytest.approx((1 + 1 + 2 / 5) / 3, abs=1e-12)
    assert quality.share_fitting == pytest.approx(2 / 3, abs=1e-12)


def test_generalisation_counts_how_often_each_step_is_taken_and_one_for_a_step_never_taken():
    # a 9 times, b 9 times, c never.
    assert quality_of(net_from_arcs(CHOICE), *["ab"] * 9).generalisation == pytest.approx(1 - (1 / 3 + 1 / 3 + 1) / 3)
    # The same with c 4 times.
    found = quality_of(net_from_arcs(CHOICE), *["ab"] * 5, *["ac"] * 4).generalisation
    assert found == pytest.approx(1 - (1 / 3 + 1 / math.sqrt(5) + 1 / 2) / 3)


def test_simplicity_falls_with_the_arcs_at_a_node():
    # Four transitions between two places: 8 arcs, 6 nodes, mean degree 16 / 6.
    star = {name: ("start", name, "end") for name in "abcd"}
    assert quality_of(net_from_arcs(star), "a").simplicity == pytest.approx(1 / (1 + 16 / 6 - 2))
    weighted = net_from_arcs({"a": ("start", "a", "p p p"), "b": ("p p p", "b", "end")})
    assert quality_of(weighted, "ab").simplicity == 1.0


def pm4py_net(net: PetriNet, folder: Path) -> tuple[Any, Any, Any]:
    path = folder / "net.pnml"
    path.write_bytes(write_pnml(net, "net"))
    found: tuple[Any, Any, Any] = pm4py.read_pnml(str(path))
    return found


def pm4py_log(*traces: str) -> EventLog:
    return EventLog([Trace([Event({"concept:name": letter}) for letter in trace]) for trace in traces])


LOGS = {
    "all fit": (["abcd"] * 5 + ["acbd"] * 3 + ["abd"] * 2, ["abcd", "acbd", "abd"]),
    "some do not": (["abcd"] * 5 + ["aabd", "dcba", "xabcdx", "a", "abcbcd"], ["abcd", "acbd", "abcbcd"]),
    "a loop": (["abab", "ab", "ababab", "abba", "b"], ["abab", "ab", "ababab"]),
}


@pytest.mark.parametrize("name", LOGS)
def test_it_equals_pm4py_where_the_definition_is_the_same(name, tmp_path):
    """Fitness and simplicity always; generalisation and precision where the net and the log leave one way to replay."""
    traces, known = LOGS[name]
    net = write_model(discover_model(find_variants(log_of(*known)), 0.0, 1.0).tree, "model").model.net
    found = quality_of(net, *traces)
    theirs = pm4py_net(net, tmp_path)
    log = pm4py_log(*traces)
    fitness = pm4py_fitness.evaluate(pm4py_alignments.apply(log, *theirs, {"show_progress_bar": False}))
    # In PM4Py's log fitness a silent move costs a ten thousandth of a deviation.
    assert found.log_fitness == pytest.approx(fitness["log_fitness"], abs=1e-3)
    assert found.mean_fitness == pytest.approx(fitness["averageFitness"], abs=1e-12)
    assert 100 * found.share_fitting == pytest.approx(fitness["percFitTraces"], abs=1e-9)
    assert found.simplicity == pytest.approx(pm4py_simplicity.apply(theirs[0]), abs=1e-12)
    if name == "all fit":
        assert found.generalisation == pytest.approx(pm4py_generalisation.apply(log, *theirs), abs=1e-9)
        precision = pm4py_precision.apply(log, *theirs, {"show_progress_bar": False})
        assert found.precision.value == pytest.approx(precision, abs=1e-9)


def test_precision_differs_from_pm4py_where_a_prefix_alone_is_aligned_with_another_run(tmp_path):
    """The x of xb alone fits neither branch, so PM4Py aligns it with nothing; the whole trace goes the way of b."""
    steps = {"a": ("start", "a", "p"), "b": ("p", "b", "end"), "c": ("p", "c", "end"), "d": ("start", "d", "end")}
    net = net_from_arcs(steps)
    theirs = pm4py_precision.apply(pm4py_log("xb", "xb"), *pm4py_net(net, tmp_path), {"show_progress_bar": False})
    # Before: a of a, d; after a: b of b, c; at the end nothing of nothing.
    assert quality_of(net, "xb", "xb").precision.value == 2 / 4
    assert theirs != pytest.approx(2 / 4)


BOUNDED = replace(
    quality_of(net_from_arcs(CHOICE), "ab", "ab", "xax"),
    log_fitness=0.5, log_fitness_upper=0.75, mean_fitness=0.25, mean_fitness_upper=0.5, share_fitting=0.0,
    share_fitting_upper=1 / 3, n_bounded_cases=2,
)  # fmt: skip


def test_the_bounds_of_alignments_that_are_not_proven_become_bounds_of_fitness():
    variants = find_variants(log_of("ab", "ab", "xax"))
    alignments = align_variants(net_from_arcs(CHOICE), variants, time_budget_seconds=0)
    quality = measure_quality(alignments, variants)
    # The worst alignments cost 4 and 5, and only x is known to cost anything at all.
    assert (quality.log_fitness, quality.log_fitness_upper) == (0.0, 1 - 2 / 13)
    assert (quality.mean_fitness, quality.mean_fitness_upper) == (0.0, pytest.approx((1 + 1 + 3 / 5) / 3))
    assert (quality.share_fitting, quality.share_fitting_upper) == (0.0, pytest.approx(2 / 3))
    assert quality.n_bounded_cases == 3


def rows_of(quality: ModelQuality) -> dict[str, dict[str, object]]:
    table = model_quality_table(quality, 2, 1, "model.bpmn (digest 0123)")
    assert table.columns == MODEL_QUALITY
    (frame,) = table.frames
    assert list(frame.columns) == ["measure", "value", "definition", "model"]
    return {row["measure"]: row for row in frame.to_dict("records")}


def test_the_table_has_a_row_a_measure_with_its_definition():
    quality = quality_of(net_from_arcs(CHOICE), "ab", "ab", "xax")
    rows = rows_of(quality)
    assert {name: row["value"] for name, row in rows.items()} == {
        "log_fitness": quality.log_fitness,
        "mean_fitness": quality.mean_fitness,
        "share_fitting": quality.share_fitting,
        "precision": quality.precision.value,
        "generalisation": quality.generalisation,
        "simplicity": quality.simplicity,
        "places": 3.0,
        "transitions": 3.0,
        "arcs": 6.0,
        "cases": 3.0,
        "bounded_cases": 0.0,
        "discovered_from_cases": 2.0,
        "discovered_from_variants": 1.0,
    }
    assert {row["model"] for row in rows.values()} == {"model.bpmn (digest 0123)"}
    assert all(str(row["definition"]).endswith(".") for row in rows.values())
    assert "bound" not in " ".join(str(rows[name]["definition"]) for name in asdict(quality) if name in rows)


def test_bounds_are_said_with_the_measures_that_they_concern():
    rows = rows_of(replace(BOUNDED, precision=Precision(0.5, False, 3)))
    said = "the upper one: no optimum is proven for 2 of 3 cases."
    assert str(rows["log_fitness"]["definition"]).endswith(f"This is the proven lower bound, 0.7500 {said}")
    assert str(rows["mean_fitness"]["definition"]).endswith(f"This is the proven lower bound, 0.5000 {said}")
    assert str(rows["share_fitting"]["definition"]).endswith(f"This is the proven lower bound, 0.3333 {said}")
    found = "Measured on the best alignment found where no optimum is proven (2 of 3 cases)."
    assert str(rows["generalisation"]["definition"]).endswith(found)
    many = "This is a lower bound: silent steps reach too many markings to tell which labels are really available."
    assert str(rows["precision"]["definition"]).endswith(f"{many} {found}")
    assert not str(rows["simplicity"]["definition"]).endswith(found)
