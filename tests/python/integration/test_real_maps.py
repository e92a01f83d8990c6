"""Maps of real logs: what the rules of the map were measured to give, and every number against slow counting."""
from __future__ import annotations

import numpy as np
import pytest

from process_mining.event_log import read_event_log
from process_mining.explorer.explored_log import ExploredLog, explore_log
from process_mining.explorer.process_map import MapChoice, draw_map
from process_mining.explorer.projection import variant_counts
from process_mining.settings import EventLogSettings
from real_logs import real_rows
from tests.python.unit.explorer.slow_map import slow_counts

COLUMNS = ("case:concept:name", "concept:name", "time:timestamp")
COMPLETE = EventLogSettings(*COLUMNS, lifecycle_column="lifecycle:transition", lifecycle_mode="complete")
ALL = EventLogSettings(*COLUMNS)

# Upward share of all steps; then of the opening view: steps shown and hidden, lines after merging two-way paths,
# passages drawn, cases in full; all in percent but the counts.
EXPECTED = {
    "receipt.csv.gz": (ALL, 10.0, (12, 15, 22, 96, 91)),
    "BPI_Challenge_2012.xes.gz": (ALL, 23.6, (18, 6, 34, 81, 49)),
    "BPI_Challenge_2012.xes.gz, complete": (COMPLETE, 18.8, (18, 5, 36, 80, 46)),
    "Sepsis_Cases.xes.gz": (ALL, 30.1, (15, 1, 31, 87, 18)),
}


@pytest.fixture(scope="module", params=EXPECTED, name="case")
def _case(request, tmp_path_factory):
    settings, upward, view = EXPECTED[request.param]
    rows = real_rows(request.param.partition(",")[0], tmp_path_factory.mktemp("real"))
    return explore_log(read_event_log([rows], settings)), upward, view


def test_the_order_runs_as_little_upward_as_was_measured(case):
    log, expected, _ = case
    variants, positions = log.variants, log.steps.positions
    up = total = 0
    for variant, cases in enumerate(variants.case_counts.tolist()):
        sequence = positions[variants.sequence(variant)].tolist()
        steps = [(one, other) for one, other in zip(sequence, sequence[1:]) if one != other]
        total += cases * len(steps)
        up += cases * sum(one > other for one, other in steps)
    assert round(100 * up / total, 1) == expected


def test_the_opening_view_is_as_was_measured(case):
    log, _, expected = case
    process_map = draw_map(log.variants, log.steps, variant_counts(log.variants, everybody(log)), MapChoice())
    drawn, projection, coverage = process_map.drawn, process_map.projection, process_map.coverage
    lines = drawn.paths[~drawn.is_mark]
    pairs = set(zip(projection.sources[lines].tolist(), projection.targets[lines].tolist()))
    two_way = sum(one < other and (other, one) in pairs for one, other in pairs)
    shares = (round(100 * coverage.passages_share), round(100 * coverage.whole_share))
    assert (coverage.steps_shown, len(coverage.hidden), len(pairs) - two_way, *shares) == expected


def test_every_number_of_a_filtered_map_equals_slow_counting(case):
    log, _, _ = case
    kept = np.random.default_rng(5).random(log.n_cases) < 0.3
    variants = log.variants
    process_map = draw_map(variants, log.steps, variant_counts(variants, kept), MapChoice(n_steps=8))
    letters = {activity: chr(97 + activity) for activity in range(len(variants.activities))}
    shown = {letters[step]: letters[step] for step in process_map.shown.tolist()}
    traces = ["".join(letters[code] for code in variants.sequence(v).tolist()) for v in range(variants.n_variants)]
    slow = slow_counts([traces[variant] for variant in variants.case_variants[kept].tolist()], shown)
    nodes = [letters[step] for step in process_map.shown.tolist()]
    counts, projection = process_map.counts, process_map.projection
    names = [*nodes, "$", "^"]
    paths = [names[source] + names[target] for source, target in ends_of(projection, len(nodes))]
    assert counts.frequency.tolist() == [slow.frequency[node] for node in nodes]
    assert counts.cases.tolist() == [slow.cases[node] for node in nodes]
    assert counts.repeated_cases.tolist() == [slow.repeated[node] for node in nodes]
    assert counts.path_frequency.tolist() == [slow.path_frequency[path] for path in paths]
    assert counts.path_cases.tolist() == [slow.path_cases[path] for path in paths]
    assert counts.path_joined.tolist() == [slow.path_joined[path] for path in paths]
    assert counts.path_frequency.sum() == sum(slow.path_frequency.values())


def ends_of(projection, n_nodes: int) -> list[tuple[int, int]]:
    """Return sources and targets with Start as the last name and End before it."""
    targets = np.where(projection.targets < 0, n_nodes, projection.targets)
    return list(zip(projection.sources.tolist(), targets.tolist()))


def everybody(log: ExploredLog) -> np.ndarray:
    return np.ones(log.n_cases, dtype=bool)
