"""Figures and sentences about conformance, from tables written by hand."""
from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from demo.health import conformance_line, read_health, read_total_cost
from demo.health_text import deviation_lines, health_lines, quality_lines

HEADS = {
    "executions": "case_id,variant_id,is_open,conformance,conformance_upper,conformance_status,model,model_digest",
    "alignments": "variant_id,is_open,cases,cost,conformance_status",
    "deviations": (
        "kind,activity,other_activity,after,before,cases,share,execution_time_mean,execution_time_mean_others"
    ),
    "model_quality": "measure,value,definition,model",
}
DAY = 86_400.0
EXACT = [
    ("1", "v1", "false", "1.0", "1.0", "exact", "a.bpmn", "0123456789ab"),
    ("2", "v1", "false", "1.0", "1.0", "exact", "a.bpmn", "0123456789ab"),
    ("3", "v2", "true", "0.5", "0.5", "exact", "b.bpmn", "ba9876543210"),
]
BOUNDED = ("4", "v3", "false", "0.3", "1.0", "bounded", "a.bpmn", "0123456789ab")
NOT_SCORED = ("5", "v4", "true", "", "", "not_scored", "", "")


def write_table(folder: Path, table: str, rows: Sequence[tuple[str, ...]]) -> None:
    with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADS[table].split(","))
        writer.writerows(rows)


def told(folder: Path, rows: Sequence[tuple[str, ...]]) -> list[str]:
    write_table(folder, "executions", rows)
    return health_lines(folder, "the rules", 100)


def told_deviations(folder: Path, *rows: tuple[str, ...], width: int = 100) -> list[str]:
    write_table(folder, "deviations", rows)
    return deviation_lines(folder, DAY, width)


def test_the_result_line_counts_cases_and_weighs_costs_by_them(tmp_path: Path) -> None:
    write_table(tmp_path, "executions", EXACT)
    write_table(
        tmp_path, "alignments", [("v1", "false", "2", "0.0", "exact"), ("v2", "true", "1", "3.0", "exact")]
    )
    line = conformance_line(tmp_path, 1.26)
    assert "\n" not in line
    assert list(json.loads(line).items()) == [
        ("cases", 3), ("variants", 2), ("exact", 3), ("bounded", 0), ("not_scored", 0), ("total_cost", 3),
        ("mean_conformance", 2.5 / 3), ("share_conforming", 2 / 3), ("seconds", 1.3),
    ]


def test_bounded_rows_give_a_mean_of_each_bound_and_unscored_ones_count_in_none(tmp_path: Path) -> None:
    write_table(tmp_path, "executions", [*EXACT, BOUNDED, NOT_SCORED])
    write_table(
        tmp_path, "alignments",
        [
            ("v1", "false", "2", "0.0", "exact"), ("v2", "true", "1", "0.25", "exact"),
            ("v3", "false", "1", "7.0", "bounded"), ("v4", "true", "1", "", "not_scored"),
        ],
    )
    assert json.loads(conformance_line(tmp_path, 0)) == {
        "cases": 5, "variants": 4, "exact": 3, "bounded": 1, "not_scored": 1, "total_cost": 7.25,
        "mean_conformance": 0.7, "mean_conformance_upper": 0.875, "share_conforming": 0.5, "seconds": 0,
    }


def test_without_a_scored_case_there_is_no_mean(tmp_path: Path) -> None:
    write_table(tmp_path, "executions", [NOT_SCORED])
    write_table(tmp_path, "alignments", [("v4", "true", "1", "", "not_scored")])
    assert json.loads(conformance_line(tmp_path, 0)) == {
        "cases": 1, "variants": 1, "exact": 0, "bounded": 0, "not_scored": 1, "total_cost": 0,
        "mean_conformance": None, "share_conforming": None, "seconds": 0,
    }


def test_a_scored_row_without_cost_leaves_the_total_unknown(tmp_path: Path) -> None:
    write_table(tmp_path, "alignments", [("v1", "false", "2", "1.0", "exact"), ("v2", "false", "1", "", "exact")])
    assert read_total_cost(tmp_path) is None


def test_a_log_that_fits_has_a_mean_of_exactly_one(tmp_path: Path) -> None:
    write_table(tmp_path, "executions", [EXACT[0]] * 10_007)
    assert read_health(tmp_path).mean_conformance == 1.0


def test_the_health_of_exact_scores_is_told_with_the_models_and_the_formula(tmp_path: Path) -> None:
    assert told(tmp_path, EXACT[:2]) == [
        "Health: do the cases follow the rules?",
        "  mean conformance  1.000",
        "  share conforming  100 %  2 of 2 scored cases without any deviation",
        "  share scored      100 %  2 of 2 cases",
        "  Against a.bpmn (0123456789ab): 1 - alignment cost / (events + cheapest model run)",
    ]


def test_bounded_and_unscored_cases_stand_beside_the_mean(tmp_path: Path) -> None:
    assert told(tmp_path, [*EXACT, BOUNDED, NOT_SCORED]) == [
        "Health: do the cases follow the rules?",
        "  mean conformance  0.700 to 0.875  between proven bounds: the search for 1 case was cut short",
        "  share conforming            50 %  2 of 4 scored cases without any deviation",
        "  share scored                80 %  4 of 5 cases; 1 still open, not blamed for steps to come",
        "  Against a.bpmn (0123456789ab), b.bpmn (ba9876543210): 1 - alignment cost / (events + cheapest",
        "    model run)",
    ]


def test_a_log_of_which_nothing_is_scored_is_not_given_a_figure(tmp_path: Path) -> None:
    assert told(tmp_path, [NOT_SCORED]) == [
        "Health: do the cases follow the rules?", "  Unknown: no case could be scored.",
    ]


def test_no_deviations_are_none(tmp_path: Path) -> None:
    assert told_deviations(tmp_path) == ["Most frequent deviations", "  None."]


def test_every_kind_of_deviation_is_told_in_words(tmp_path: Path) -> None:
    lines = told_deviations(
        tmp_path,
        ("skipped", "Assess", "", "Check", "Decide", "1200", "0.06", "8", "5"),
        ("extra", "Call", "", "", "Check", "30", "0.0015", "4.75", "5"),
        ("replaced", "Letter", "Mail", "Decide", "", "2", "0.0001", "5.01", "5"),
        ("out_of_order", "Pay", "", "Close", "", "1", "0.00005", "5", ""),
        ("skipped", "Sign", "", "Offer", "Pay", "1", "0.00005", "0", "0"),
        ("skipped", "File", "", "Close", "", "1", "0.00005", "1", "5"),
    )
    assert lines == [
        "Most frequent deviations (5 of 6)",
        "  cases    share  than the others  what happens",
        "  1,200    6.0 %  3.0 days longer  skipped Assess, after Check",
        "     30    0.1 %      6 h shorter  extra Call, at the start",
        "      2  < 0.1 %          as long  Mail in place of Letter, after Decide",
        "      1  < 0.1 %                –  Pay out of order, after Close",
        "      1  < 0.1 %          as long  skipped Sign, after Offer",
    ]


def test_deviations_that_differ_only_in_the_step_after_them_name_it(tmp_path: Path) -> None:
    lines = told_deviations(
        tmp_path,
        ("skipped", "Check", "", "", "Assess", "3", "0.3", "1", "1"),
        ("skipped", "Check", "", "", "", "2", "0.2", "1", "1"),
    )
    assert lines[2:] == [
        "      3   30 %          as long  skipped Check, at the start and before Assess",
        "      2   20 %          as long  skipped Check, at the start and at the end",
    ]


def test_hostile_and_long_labels_keep_to_the_page(tmp_path: Path) -> None:
    lines = told_deviations(tmp_path, ("extra", "x" * 99, "", "a\nb\x1b[2J", "", "1", "1", "1", ""), width=60)
    assert lines[2:] == [
        "      1  100 %                –  extra xxxxxxxxxxxxxxxxxxxxx",
        "                                 xxxxxxxxxxxxxxxxxx…, after",
        "                                 a\\nb\\x1b[2J",
    ]


def test_the_quality_of_the_discovered_model_is_one_line(tmp_path: Path) -> None:
    write_table(
        tmp_path, "model_quality",
        [("log_fitness", "0.9444", "", ""), ("precision", "1.0", "", ""), ("places", "23", "", ""),
         ("generalisation", "", "", ""), ("simplicity", "0.9999", "", "")],
    )
    assert quality_lines(tmp_path, 100) == [
        "Discovered model (each from 0 to 1, more is better)",
        "  log fitness 0.944, precision 1.000, simplicity > 0.999",
    ]


def test_a_model_that_could_not_be_discovered_is_said(tmp_path: Path) -> None:
    assert quality_lines(tmp_path, 100, "Discovery needs a package.") == [
        "Discovered model", "  None: Discovery needs a package.",
    ]


def test_a_blank_label_is_seen(tmp_path: Path) -> None:
    lines = told_deviations(tmp_path, ("extra", " ", "", "a", "", "1", "1", "1", ""))
    assert lines[2] == "      1  100 %                –  extra ' ', after a"
