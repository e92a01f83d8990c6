"""Variants of a log -> a discovered model as files, and its quality, both told of in the recipe's log."""
from __future__ import annotations

from process_mining.columns import Table
from process_mining.conformance.alignments import align_variants
from process_mining.conformance.references import match_reference
from process_mining.discovery import Discovery, discover_model
from process_mining.errors import shown_names
from process_mining.model_quality import ModelQuality, measure_quality, model_quality_table
from process_mining.variants import Variants
from process_mining.written_model import WrittenModel, write_model
from process_mining_dss.datasets import logger
from process_mining_dss.params import DiscoverModelParameters

BPMN_FILE, PNML_FILE = "discovered_model.bpmn", "discovered_model.pnml"
_PROCESS_NAME = "Discovered model"


def discover(variants: Variants, parameters: DiscoverModelParameters) -> tuple[Discovery, WrittenModel]:
    """Discover a model from the most frequent variants of a log.

    Parameters
    ----------
    variants : Variants
    parameters : DiscoverModelParameters

    Returns
    -------
    Discovery, WrittenModel

    Raises
    ------
    MissingPackageError, LimitError
        As `process_mining.discovery.discover_model`.
    ModelError
        As `process_mining.written_model.write_model`.
    """
    discovery = discover_model(variants, parameters.noise_threshold, parameters.coverage)
    logger.info(
        "Discovered a model from the %s most frequent of %s variants, with %s of %s cases "
        "(coverage asked for: %s, noise threshold: %s).",
        *(f"{count:,}" for count in (discovery.n_variants, variants.n_variants, discovery.n_cases)),
        f"{len(variants.case_variants):,}", parameters.coverage, parameters.noise_threshold,
    )  # fmt: skip
    written = write_model(discovery.tree, _PROCESS_NAME)
    for warning in written.model.warnings:
        logger.warning("%s", warning)
    return discovery, written


def quality_table(discovery: Discovery, written: WrittenModel, variants: Variants) -> Table:
    """Measure the model on all variants of the log, also those it was not discovered from.

    Parameters
    ----------
    discovery : Discovery
    written : WrittenModel
    variants : Variants

    Returns
    -------
    Table
        Columns `MODEL_QUALITY`.
    """
    reference = match_reference(written.model, BPMN_FILE, written.bpmn, variants.activities, {}, {})
    if reference.activities_without_label:
        logger.info("Activities that are not in the model: %s.", shown_names(reference.activities_without_label))
    alignments = align_variants(written.model.net, variants, activity_codes_by_label=reference.codes_by_label)
    quality = measure_quality(alignments, variants)
    _tell(quality)
    model = f"{BPMN_FILE} (digest {reference.digest})"
    return model_quality_table(quality, discovery.n_cases, discovery.n_variants, model)


def _tell(quality: ModelQuality) -> None:
    """Say in the log how good the model is."""
    measures = ("log_fitness", "mean_fitness", "share_fitting", "generalisation", "simplicity")
    told = [f"{name.replace('_', ' ')} {getattr(quality, name):.4f}" for name in measures]
    told.insert(3, f"precision {quality.precision.value:.4f}")
    logger.info("Quality on all %s cases: %s.", f"{quality.n_cases:,}", ", ".join(told))
    if quality.n_bounded_cases:
        cases = f"{quality.n_bounded_cases:,}"
        logger.warning("For %s cases the budget was spent before the optimum was proven: lower bounds.", cases)
