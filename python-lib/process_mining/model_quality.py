"""Alignments of a log with a model -> how good the model is for the log, a row a measure, each with its definition."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from process_mining.columns import MODEL_QUALITY, Table, columns_in_order
from process_mining.conformance.alignments import Alignments
from process_mining.conformance.precision import Precision, measure_precision
from process_mining.petri_net import PetriNet
from process_mining.variants import Variants

_DEGREE_WITHOUT_PENALTY = 2

_SOURCE = "the most frequent ones, until the coverage asked for."
_DEFINITIONS = {
    "log_fitness": (
        "1 - sum of the costs of optimal alignments / sum of the worst costs, over all cases; the worst cost of a case "
        "is its events + the cheapest run of the model. Long cases weigh more."
    ),
    "mean_fitness": (
        "Mean over all cases of 1 - cost of an optimal alignment / (events of the case + cheapest run of the model). "
        "Every case weighs the same."
    ),
    "share_fitting": "Share of the cases that are runs of the model, without any deviation.",
    "precision": (
        "Align-ETConformance: of the labels that the model allows next along the runs that the cases are aligned with, "
        "the share with which some of these runs go on. One alignment a case; a state is a prefix of a run's visible "
        "labels and weighs as many cases as pass it; silent steps count as taken when a visible one needs them. Low: "
        "the model allows much that never happens."
    ),
    "generalisation": (
        "1 - mean over all transitions of 1 / square root of how often the aligned cases fire it, 1 for one never "
        "fired (Buijs 2014). Low: parts of the model rest on few cases."
    ),
    "simplicity": (
        "Inverse arc degree: 1 / (1 + max(0, mean number of arcs at a place or transition - 2)). Low: the model is "
        "tangled."
    ),
    "places": "Places of the model's Petri net.",
    "transitions": "Transitions of the model's Petri net, silent ones included.",
    "arcs": "Arcs of the model's Petri net.",
    "cases": "Cases of the event log; all measures are about all of them, each as a complete case.",
    "bounded_cases": "Cases for which the budget was spent before the optimum was proven.",
    "discovered_from_cases": f"Cases of the variants that the model was discovered from: {_SOURCE}",
    "discovered_from_variants": f"Variants that the model was discovered from: {_SOURCE}",
}


@dataclass(frozen=True)
class ModelQuality:
    """How good a model is for a log.

    Parameters
    ----------
    log_fitness, mean_fitness, share_fitting : float
        Between 0 and 1; proven lower bounds where cases are bounded.
    log_fitness_upper, mean_fitness_upper, share_fitting_upper : float
        Proven upper bounds; equal where no case is bounded.
    precision : Precision
    generalisation, simplicity : float
        Between 0 and 1.
    n_cases, n_bounded_cases : int
        Cases measured on, and how many of them have no proven optimal alignment.
    n_places, n_transitions, n_arcs : int
        Size of the net.
    """

    log_fitness: float
    log_fitness_upper: float
    mean_fitness: float
    mean_fitness_upper: float
    share_fitting: float
    share_fitting_upper: float
    precision: Precision
    generalisation: float
    simplicity: float
    n_cases: int
    n_bounded_cases: int
    n_places: int
    n_transitions: int
    n_arcs: int


def measure_quality(alignments: Alignments, variants: Variants) -> ModelQuality:
    """Measure how good a model is for a log.

    Parameters
    ----------
    alignments : Alignments
        Of all variants as complete traces, every move at a cost of 1.
    variants : Variants

    Returns
    -------
    ModelQuality

    Notes
    -----
    The definitions stand with the measures in the table that `model_quality_table` makes.

    References
    ----------
    Adriansyah, van Dongen, van der Aalst, EDOC 2011 (fitness); Buijs, van Dongen, van der Aalst, "Quality dimensions in
    process discovery", Int. J. Coop. Inf. Syst. 23(1), 2014 (generalisation); Blum, "Metrics in process discovery",
    2015 (simplicity). PM4Py's mean fitness, share and simplicity are the same; in its log fitness silent moves cost a
    ten thousandth each, and its generalisation counts the steps of token replay.
    """
    counts, net = variants.case_counts, alignments.net
    worst = counts @ (variants.lengths + alignments.cheapest_run_cost)
    n_arcs = sum(len(arcs) for arcs in (*net.inputs, *net.outputs))
    return ModelQuality(
        log_fitness=float(1 - counts @ alignments.costs / worst),
        log_fitness_upper=float(1 - counts @ alignments.lower_costs / worst),
        mean_fitness=float(np.average(alignments.conformance, weights=counts)),
        mean_fitness_upper=float(np.average(alignments.conformance_upper, weights=counts)),
        share_fitting=float(np.average(alignments.costs == 0, weights=counts)),
        share_fitting_upper=float(np.average(alignments.lower_costs == 0, weights=counts)),
        precision=measure_precision(alignments, counts),
        generalisation=_generalisation(alignments, counts),
        simplicity=_simplicity(net, n_arcs),
        n_cases=int(counts.sum()),
        n_bounded_cases=int(counts[~alignments.is_exact].sum()),
        n_places=net.n_places,
        n_transitions=net.n_transitions,
        n_arcs=n_arcs,
    )


def _generalisation(alignments: Alignments, case_counts: np.ndarray) -> float:
    """Return 1 minus the mean over transitions of 1 / sqrt(how often the aligned cases fire it), 1 where never."""
    n_transitions = alignments.net.n_transitions
    cases_of_move = np.repeat(case_counts, np.diff(alignments.move_starts))
    is_step = alignments.transitions >= 0
    fired = np.bincount(alignments.transitions[is_step], weights=cases_of_move[is_step], minlength=n_transitions)
    return float(1 - np.mean(1 / np.sqrt(np.maximum(fired, 1))))


def _simplicity(net: PetriNet, n_arcs: int) -> float:
    """Return the inverse arc degree: every arc counts at both of its ends."""
    mean_degree = 2 * n_arcs / (net.n_places + net.n_transitions)
    return 1 / (1 + max(mean_degree - _DEGREE_WITHOUT_PENALTY, 0))


def model_quality_table(quality: ModelQuality, n_source_cases: int, n_source_variants: int, model: str) -> Table:
    """Return the quality of a discovered model as a table, a row a measure; columns `MODEL_QUALITY`.

    Parameters
    ----------
    quality : ModelQuality
    n_source_cases, n_source_variants : int
        Cases and variants that the model was discovered from.
    model : str
        Name of the model with its digest.
    """
    values = {
        "log_fitness": quality.log_fitness,
        "mean_fitness": quality.mean_fitness,
        "share_fitting": quality.share_fitting,
        "precision": quality.precision.value,
        "generalisation": quality.generalisation,
        "simplicity": quality.simplicity,
        "places": quality.n_places,
        "transitions": quality.n_transitions,
        "arcs": quality.n_arcs,
        "cases": quality.n_cases,
        "bounded_cases": quality.n_bounded_cases,
        "discovered_from_cases": n_source_cases,
        "discovered_from_variants": n_source_variants,
    }
    notes = _notes(quality)
    frame = {
        "measure": list(values),
        "value": np.array(list(values.values()), dtype=np.float64),
        "definition": [" ".join(filter(None, [_DEFINITIONS[name], notes.get(name)])) for name in values],
        "model": [model] * len(values),
    }
    return Table(MODEL_QUALITY, [columns_in_order(frame, MODEL_QUALITY)])


def _notes(quality: ModelQuality) -> dict[str, str]:
    """Return what is to be said about values that are bounds, for each measure."""
    notes = {}
    if quality.n_bounded_cases:
        cases = f"{quality.n_bounded_cases:,} of {quality.n_cases:,} cases"
        bound = f"This is the proven lower bound, {{:.4f}} the upper one: no optimum is proven for {cases}."
        found = f"Measured on the best alignment found where no optimum is proven ({cases})."
        notes = {
            "log_fitness": bound.format(quality.log_fitness_upper),
            "mean_fitness": bound.format(quality.mean_fitness_upper),
            "share_fitting": bound.format(quality.share_fitting_upper),
            "precision": found,
            "generalisation": found,
        }
    if not quality.precision.is_exact:
        bound = "This is a lower bound: silent steps reach too many markings to tell which labels are really available."
        notes["precision"] = " ".join(filter(None, [bound, notes.get("precision")]))
    return notes
