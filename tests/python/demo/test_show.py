"""`python -m demo show`: the page for a newcomer, to the letter, and the sample's health against what was simulated."""
from __future__ import annotations

import re
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest

from demo.sample_dataset import SAMPLE_FOLDER
from demo_runs import demo, rows

SMALL_PAGE = """\
small.csv
  6 cases, 4 variants, 17 events, 3 activities; 1 Jan 2024 to 6 Jan 2024 (UTC)

Written to told
  executions.csv                6 rows  a row a case: when, how long, its variant, attributes
  variants.csv                  4 rows  a row a variant: its activities in order, cases, times
  edges.csv                     5 rows  a row an edge: which activity follows which, how soon
  activities.csv                3 rows  a row an activity: how often, in how many cases
  data_quality.csv             20 rows  a row a finding: what was left out, what was unclear
  alignments.csv                4 rows  a row a variant: its steps beside the reference's
  deviations.csv                 1 row  a row a deviation: what, where, in how many cases
  model_quality.csv            13 rows  a row a measure: how well the discovered model fits
  model/discovered_model.bpmn           the discovered model, for any BPMN editor
  model/discovered_model.pnml           the same model as a Petri net
  Beside each table, <name>.schema.json says what its columns mean and their units.

Most frequent variants (4 of 4, 100 % of the cases)
  share  cases  mean time  steps  what happens
   50 %      3        2 h      3  a → b → c
   17 %      1        2 h      3  a → a → b
   17 %      1        1 h      2  a → b
   17 %      1        2 h      3  a → c → b

Longest waits from one activity to the next (in at least 1 % of the cases)
  mean wait  cases  from → to
        1 h      1  a → a
        1 h      5  a → b
        1 h      1  a → c
        1 h      3  b → c
        1 h      1  c → b

Health: do the cases follow the model discovered from them?
  mean conformance  0.967
  share conforming   83 %  5 of 6 scored cases without any deviation
  share scored      100 %  6 of 6 cases
  Against discovered_model.bpmn (DIGEST): 1 - alignment cost / (events + cheapest model run)

Most frequent deviations (1 of 1)
  cases  share  than the others  what happens
      1   17 %    12 min longer  extra c, after a

Discovered model (each from 0 to 1, more is better)
  log fitness 0.966, precision 0.923, generalisation 0.442, simplicity 0.846

Data quality
  Nothing that needs a look.
"""
SAMPLE_HEALTH = """\
Health: do the cases follow the bank's own rules, loan_policy.bpmn?
  mean conformance  0.989
  share conforming   89 %  1,779 of 1,999 scored cases without any deviation
  share scored      100 %  1,999 of 1,999 cases; 88 still open, not blamed for steps to come
  Against loan_policy.bpmn (DIGEST): 1 - alignment cost / (events + cheapest model run)

Most frequent deviations (5 of 16)
  cases  share   than the others  what happens
     41  2.1 %      18 h shorter  skipped Check completeness, after Receive application and before
                                  Screen for fraud
     34  1.7 %   2.4 days longer  Decide on application out of order, after Send offer and before
                                  Sign contract
     26  1.3 %   3.3 days longer  extra Assess credit, after Assess credit and before Decide on
                                  application
     25  1.3 %   3.9 days longer  Screen for fraud out of order, after Decide on application and
                                  before Send offer
     23  1.2 %  1.2 days shorter  skipped Screen for fraud, after Check completeness and before
                                  Assess credit"""
# The slips of the simulation, as counted in its traces by test_simulation, and how the conformance recipe calls them.
SLIPS = {
    ("skipped", "Check completeness"): 51,
    ("skipped", "Screen for fraud"): 40,
    ("extra", "Assess credit"): 37,
    ("out_of_order", "Screen for fraud"): 31,
    ("extra", "Value collateral"): 12,
    ("out_of_order", "Decide on application"): 37,
    ("out_of_order", "Sign contract"): 12,
}
RECEIVE, CLOSE, DECIDE = "Receive application", "Close application", "Decide on application"
ASSESS, SCREEN, VALUE = "Assess credit", "Screen for fraud", "Value collateral"
ASK = ("Request documents", "Receive documents")


def without_digest(page: str) -> str:
    return re.sub(r"\([0-9a-f]{12}\)", "(DIGEST)", page)


def prescribed_traces() -> set[tuple[str, ...]]:
    """Return every trace without a slip that asks for documents at most three times before the decision."""
    orders = [order for n in (2, 3) for order in product((ASSESS, SCREEN, VALUE), repeat=n)]
    sides = [order for order in orders if len(set(order)) == len(order) and {ASSESS, SCREEN} <= set(order)]
    questions = [(DECIDE,), (DECIDE, *ASK, ASSESS, DECIDE)]
    ends = [
        ("Send offer", "Sign contract", "Pay out", CLOSE), ("Send offer", "Withdraw application", CLOSE),
        ("Send rejection", CLOSE),
    ]
    checks = [
        (RECEIVE, check, *((*ASK, "Check completeness") * loops))
        for check in ("Run automatic check", "Check completeness") for loops in range(4)
    ]
    given_up = {(*check, ASK[0], "Withdraw application", CLOSE) for check in checks}
    return given_up | {sum(parts, ()) for parts in product(checks, sides, questions, ends)}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Path]:
    """Return the lines that `make demo` prints without a log, and where it wrote its tables."""
    folder = tmp_path_factory.mktemp("sample")
    done = demo("show", cwd=folder, COLUMNS="100")
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines(), folder / "demo-output"


def test_a_small_log_is_told_to_the_letter(small: Path, tmp_path: Path) -> None:
    done = demo("show", small, "--out", "told", cwd=tmp_path, COLUMNS="100")
    assert done.returncode == 0, done.stderr
    assert without_digest(done.stdout.split("\n\n", 1)[1]) == SMALL_PAGE
    assert (tmp_path / "told" / "model" / "discovered_model.bpmn").is_file()


def test_the_sample_is_told_within_a_hundred_columns(sample: tuple[list[str], Path]) -> None:
    lines, _ = sample
    start = lines.index("A year of loan applications, simulated (demo-output/loan-applications.csv)")
    assert lines[start + 1] == (
        "  1,999 cases, 203 variants, 18,646 events, 15 activities; 1 Jan 2024 to 31 Dec 2024 (UTC)"
    )
    assert max(map(len, lines[start:])) <= 100
    assert SAMPLE_HEALTH in without_digest("\n".join(lines))
    assert (
        "  open cases: 517 rows in 88 cases. Their last activity is none of the end activities; they count in" in lines
    )


def test_the_executions_of_the_sample_have_conformance_and_then_the_attributes(
    sample: tuple[list[str], Path]
) -> None:
    assert list(rows(sample[1] / "executions.csv")[0])[-10:] == [
        "conformance", "conformance_upper", "conformance_status", "deviations", "model", "model_digest",
        "amount", "channel", "region", "segment",
    ]


def test_exactly_the_cases_that_break_a_rule_of_the_simulation_do_not_conform(
    sample: tuple[list[str], Path]
) -> None:
    _, folder = sample
    traces = defaultdict(list)
    events = rows(folder / f"{SAMPLE_FOLDER.name}.csv")
    for event in sorted(events, key=lambda row: (row["start_time"], row["end_time"])):
        traces[event["case_id"]].append(event["activity"])
    allowed = prescribed_traces()
    allowed |= {trace[:length] for trace in allowed for length in range(len(trace))}
    slipped = {case for case, trace in traces.items() if tuple(trace) not in allowed}
    found = {row["case_id"] for row in rows(folder / "executions.csv") if float(row["conformance"]) < 1}
    assert (len(found), found) == (220, slipped)


def test_every_kind_of_slip_is_found_as_often_as_it_was_simulated(sample: tuple[list[str], Path]) -> None:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(sample[1] / "deviations.csv"):
        counts[row["kind"], row["activity"]] += int(row["cases"])
    assert counts == SLIPS


@pytest.fixture(scope="module")
def undiscovered(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """Return the page of a log whose one label no model takes, from a terminal that knows only ASCII."""
    folder = tmp_path_factory.mktemp("undiscovered")
    log = folder / "long.csv"
    log.write_text(f"case,activity,time\n1,{'x' * 2_001},2024-01-01\n1,b,2024-01-02\n", encoding="utf-8")
    done = demo("show", log, "--out", folder / "out", COLUMNS="100", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    return done.stdout, folder / "out"


def test_a_log_of_which_no_model_can_be_discovered_is_told_all_the_same(undiscovered: tuple[str, Path]) -> None:
    page, out = undiscovered
    lines = page.splitlines()
    start = lines.index("Discovered model")
    assert lines[start + 1].startswith("  None: Cannot use this model: a name has 2,001 characters")
    assert [line for line in lines if line.startswith("Health")] == []
    assert sorted(path.stem for path in out.glob("*.csv")) == [
        "activities", "data_quality", "edges", "executions", "variants",
    ]


def test_a_terminal_that_knows_only_ascii_gets_a_page_all_the_same(undiscovered: tuple[str, Path]) -> None:
    assert "x\\u2026" in undiscovered[0]
