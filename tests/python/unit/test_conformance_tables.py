"""Scores, alignments and deviations as tables."""
from __future__ import annotations

import json

import numpy as np
import pandas as pd

from process_mining.cases import find_open_cases, measure_cases
from process_mining.columns import ALIGNMENTS, CONFORMANCE, DEVIATIONS
from process_mining.conformance.case_scores import find_all_deviations, score_by_alignment, traces_to_score
from process_mining.conformance.references import match_reference
from process_mining.conformance_tables import alignments_table, conformance_columns, deviations_table
from process_mining.models.reference_model import ReferenceModel
from process_mining.petri_net import net_from_arcs
from process_mining.tables import executions_table
from process_mining.variants import find_variants
from small_logs import SETTINGS, log_of

CHAIN = ReferenceModel("chain", net_from_arcs({"t": ("start", "a", "p"), "u": ("p", "b", "q"), "v": ("q", "c", "end")}))


def scored(*traces: str, ends: str = "", leave_out: bool = False):
    log = log_of(*traces)
    variants = find_variants(log)
    groups = traces_to_score(variants, find_open_cases(variants, ends))
    reference = match_reference(CHAIN, "chain.pnml", b"", log.activities, {}, {})
    left_out = groups.is_open & leave_out
    return log, variants, score_by_alignment(groups, [reference], left_out, groups.is_open)


def whole(table) -> pd.DataFrame:
    frame = pd.concat(list(table.frames), ignore_index=True)
    assert list(frame.columns) == [column.name for column in table.columns]
    return frame


def test_every_case_has_its_conformance_in_the_executions_table():
    log, variants, scores = scored("abc", "ac", "ab", ends="c", leave_out=True)
    columns = conformance_columns(scores)
    table = whole(executions_table(log, variants, measure_cases(log), SETTINGS, None, columns))
    facts = table[[column.name for column in CONFORMANCE]].drop(columns="model_digest")
    assert facts.astype(object).where(facts.notna(), None).values.tolist() == [
        [1.0, 1.0, "exact", 0, "chain.pnml"],
        [0.8, 0.8, "exact", 1, "chain.pnml"],
        [None, None, "not_scored", None, None],
    ]


def test_alignments_are_a_row_a_variant_and_openness_with_their_moves():
    _, variants, scores = scored("abc", "acx", "ab", "ab", ends="cx")
    table = whole(alignments_table(scores, variants))
    assert list(table.columns) == [column.name for column in ALIGNMENTS]
    facts = ["variant_rank", "is_open", "cases", "conformance", "deviations", "cost", "conformance_status"]
    assert table[facts].values.tolist() == [
        [1, True, 2, 1.0, 0, 0.0, "exact"],
        [2, False, 1, 1.0, 0, 0.0, "exact"],
        [3, False, 1, 1 - 2 / 6, 2, 2.0, "exact"],
    ]
    moves = json.loads(table["moves"][2])
    assert [(move["kind"], move["activity"], move["label"]) for move in moves] == [
        ("synchronous", "a", "a"),
        ("model", None, "b"),
        ("synchronous", "c", "c"),
        ("log", "x", None),
    ]


def test_what_was_not_scored_is_there_without_moves():
    _, variants, scores = scored("ab", ends="c", leave_out=True)
    (row,) = whole(alignments_table(scores, variants)).to_dict("records")
    assert (row["conformance_status"], row["cases"], row["moves"]) == ("not_scored", 1, None)
    assert np.isnan(row["cost"])


def test_deviations_have_place_share_and_times_in_the_unit():
    log, _, scores = scored("abc", "ac", "abxc")
    rows = find_all_deviations(scores, measure_cases(log).execution)
    table = whole(deviations_table(rows, SETTINGS))
    facts = table.drop(columns=["execution_time_mean", "execution_time_mean_others", "share"])
    assert facts.astype(object).where(facts.notna(), None).values.tolist() == [
        ["extra", "x", None, "b", "c", 1, "chain.pnml"],
        ["skipped", "b", None, "a", "c", 1, "chain.pnml"],
    ]
    np.testing.assert_allclose(table["share"], [1 / 3, 1 / 3])
    np.testing.assert_allclose(table["execution_time_mean"] * 24, [3, 1])
    np.testing.assert_allclose(table["execution_time_mean_others"] * 24, [1.5, 2.5])


def test_no_deviation_is_an_empty_table_with_its_columns():
    log, _, scores = scored("abc")
    table = whole(deviations_table(find_all_deviations(scores, measure_cases(log).execution), SETTINGS))
    assert (len(table), list(table.columns)) == (0, [column.name for column in DEVIATIONS])
