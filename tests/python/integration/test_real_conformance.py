"""Real logs against real and discovered models: every variant exact within the default budget."""
from __future__ import annotations

import numpy as np
import pytest

from process_mining.conformance.case_scores import CaseScores, score_by_alignment, traces_to_score
from process_mining.conformance.references import match_reference
from process_mining.discovery import discover_model
from process_mining.event_log import read_event_log
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.model_files import read_model_file
from process_mining.settings import EventLogSettings
from process_mining.variants import Variants, find_variants
from process_mining.written_model import write_model
from real_logs import real_file, real_rows

XES = EventLogSettings("case:concept:name", "concept:name", "time:timestamp")


def variants_of(name: str, settings: EventLogSettings, folder) -> Variants:
    return find_variants(read_event_log([real_rows(name, folder)], settings))


def scores_of(variants: Variants, content: bytes, name: str) -> CaseScores:
    model = read_model_file(content, name, BpmnSettings())
    reference = match_reference(model, name, content, variants.activities, {}, {})
    traces = traces_to_score(variants, np.zeros(len(variants.case_variants), dtype=bool))
    nothing = np.zeros(traces.n_traces, dtype=bool)
    return score_by_alignment(traces, [reference], nothing, nothing)


def test_the_loan_log_fits_its_model_exactly(tmp_path):
    settings = EventLogSettings("case_id", "activity", "end_time", start_timestamp_column="start_time")
    variants = variants_of("LoanApp_simplified_train.csv.gz", settings, tmp_path)
    model = real_file("models/LoanApp_simplified.bpmn").read_bytes()
    scores = scores_of(variants, model, "LoanApp_simplified.bpmn")
    assert set(scores.status) == {"exact"}
    assert set(scores.conformance) == {1.0}


def test_every_sepsis_variant_is_exact_against_its_hand_made_model(tmp_path):
    variants = variants_of("Sepsis_Cases.xes.gz", XES, tmp_path)
    scores = scores_of(variants, real_file("models/sepsis.bpmn").read_bytes(), "sepsis.bpmn")
    assert set(scores.status) == {"exact"}
    total_cost = (scores.of_alignments("costs") * scores.traces.case_counts).sum()
    assert (variants.n_variants, total_cost) == (846, 1_224)


@pytest.mark.parametrize(("noise", "coverage"), [(0.2, 0.8), (0.0, 1.0)])
def test_every_bpi_2012_variant_is_exact_against_a_discovered_model(tmp_path, noise, coverage):
    variants = variants_of("BPI_Challenge_2012.xes.gz", XES, tmp_path)
    written = write_model(discover_model(variants, noise, coverage).tree, "discovered")
    scores = scores_of(variants, written.bpmn, "discovered.bpmn")
    assert variants.n_variants == 4_366
    assert set(scores.status) == {"exact"}
    assert (scores.conformance.min() == 1.0) == (noise == 0.0)
