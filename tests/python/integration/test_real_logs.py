"""Real logs: the counts everybody knows, PM4Py's numbers, and pandas done slowly."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pm4py
import pytest
from pm4py.algo.discovery.dfg.adapters.pandas.df_statistics import get_dfg_graph

from process_mining.activities import count_activities
from process_mining.cases import measure_cases
from process_mining.edges import Edges, count_edges
from process_mining.event_log import EventLog, read_event_log
from process_mining.settings import EventLogSettings
from process_mining.variants import find_variants
from real_logs import real_rows

XES = EventLogSettings("case:concept:name", "concept:name", "time:timestamp")
STARTED = EventLogSettings("case_id", "Activity", "end_time", start_timestamp_column="start_time")
LOGS = {
    "BPI_Challenge_2012.xes.gz": (XES, (13_087, 262_200, 24, 4_366)),
    "BPI_2013_closed_problems.xes.gz": (XES, (1_487, 6_660, 4, 183)),
    "BPI_2020_DomesticDeclarations.xes.gz": (XES, (10_500, 56_437, 17, 99)),
    "Sepsis_Cases.xes.gz": (XES, (1_050, 15_214, 16, 846)),
    "sepsis_fmannhardt.csv.gz": (EventLogSettings("case_id", "activity", "timestamp"), (1_050, 15_214, 16, 846)),
    "receipt.csv.gz": (XES, (1_434, 8_577, 27, 116)),
    "M8.xes.gz": (XES, (500, 8_246, 15, 432)),
    "Production.csv.gz": (STARTED, (225, 4_503, None, None)),
    "LoanApp_simplified_train.csv.gz": (
        EventLogSettings("case_id", "activity", "end_time", start_timestamp_column="start_time"),
        (1_000, 7_544, None, None),
    ),
}


@pytest.fixture(scope="module", params=LOGS, name="case")
def _case(request, tmp_path_factory):
    """Return settings, rows, the log read from them in chunks, and the counts it must have."""
    settings, counts = LOGS[request.param]
    rows = real_rows(request.param, tmp_path_factory.mktemp("real"))
    chunks = [rows.iloc[start : start + 50_000] for start in range(0, len(rows), 50_000)]
    return settings, rows, read_event_log(chunks, settings), counts


def test_counts(case):
    _, rows, log, (n_cases, n_events, n_activities, n_variants) = case
    assert (log.n_cases, log.n_events) == (n_cases, n_events)
    assert log.quality.rows_left_out == len(rows) - n_events
    assert n_activities in (None, len(log.activities))
    assert n_variants in (None, find_variants(log).n_variants)


def slow_events(rows: pd.DataFrame, settings: EventLogSettings) -> pd.DataFrame:
    """Return the events in the order of their cases, by pandas alone."""
    end = pd.to_datetime(rows[settings.timestamp_column], format="ISO8601", utc=True)
    start = end
    if settings.start_timestamp_column:
        start = pd.to_datetime(rows[settings.start_timestamp_column], format="ISO8601", utc=True)
    frame = pd.DataFrame(
        {"case": rows[settings.case_column], "activity": rows[settings.activity_column], "start": start, "end": end}
    )
    frame["start"] = frame[["start", "end"]].min(axis=1)
    frame["row"] = np.arange(len(frame))
    return frame.sort_values(["case", "start", "end", "row"], ignore_index=True)


def slow_edges(events: pd.DataFrame) -> pd.DataFrame:
    following = events.groupby("case", sort=False).shift(-1)
    steps = pd.DataFrame(
        {
            "case": events["case"],
            "source": events["activity"],
            "target": following["activity"],
            "wait": (following["start"] - events["end"]).dt.total_seconds().clip(lower=0),
        }
    ).dropna(subset=["target"])
    grouped = steps.groupby(["source", "target"])
    table = grouped["wait"].agg(["size", "mean", "median", "min", "max", "sum", "std"])
    table["p90"] = grouped["wait"].quantile(0.9)
    table["cases"] = grouped["case"].nunique()
    return table


def by_edge(edges: Edges) -> pd.DataFrame:
    waiting = edges.waiting
    return pd.DataFrame(
        {
            "source": [edges.activities[code] for code in edges.sources],
            "target": [edges.activities[code] for code in edges.targets],
            "size": edges.frequency,
            "mean": waiting.mean,
            "median": waiting.median,
            "min": waiting.minimum,
            "max": waiting.maximum,
            "sum": waiting.total,
            "std": waiting.stddev,
            "p90": waiting.p90,
            "cases": edges.case_frequency,
        }
    ).set_index(["source", "target"])


def test_edges_equal_pandas_done_slowly(case):
    settings, rows, log, _ = case
    expected = slow_edges(slow_events(rows, settings)).sort_index()
    found = by_edge(count_edges(log)).sort_index()
    assert found.index.tolist() == expected.index.tolist()
    for column in expected.columns:
        np.testing.assert_allclose(found[column], expected[column].astype(float), rtol=1e-9, atol=1e-6, err_msg=column)


def test_cases_variants_and_activities_equal_pandas_done_slowly(case):
    settings, rows, log, _ = case
    events = slow_events(rows, settings)
    by_case = events.groupby("case")
    spans = (by_case["end"].max() - by_case["start"].min()).dt.total_seconds()
    times = pd.Series(measure_cases(log).execution, index=log.case_ids)
    pd.testing.assert_series_equal(times.sort_index(), spans.sort_index(), check_names=False, check_index_type=False)
    variants = find_variants(log)
    expected = by_case["activity"].agg(tuple).value_counts()
    found = {
        tuple(variants.activities[code] for code in variants.sequence(rank)): count
        for rank, count in enumerate(variants.case_counts.tolist())
    }
    assert found == expected.to_dict()
    counts = count_activities(variants)
    assert dict(zip(counts.activities, counts.frequency.tolist())) == events["activity"].value_counts().to_dict()
    cases = events.groupby("activity")["case"].nunique()
    assert dict(zip(counts.activities, counts.case_frequency.tolist())) == cases.to_dict()


def for_pm4py(log: EventLog) -> pd.DataFrame:
    """Return the events in our order, which is what PM4Py is given: ties are then broken alike."""
    lengths = np.diff(log.case_starts)
    frame = pd.DataFrame(
        {
            "case:concept:name": np.repeat(log.case_ids, lengths).astype(str),
            "concept:name": np.array(log.activities, dtype=object)[log.activity_codes].astype(str),
            "time:timestamp": pd.to_datetime(log.timestamps, utc=True),
        }
    )
    if log.start_timestamps is not None:
        frame["start_timestamp"] = pd.to_datetime(log.start_timestamps, utc=True)
    return frame


def test_edges_and_variants_equal_pm4py(case):
    """Calls: pm4py.discover_dfg, df_statistics.get_dfg_graph(measure="performance"), pm4py.get_variants.

    pm4py.discover_performance_dfg does not hand the start column on, and then lets overlapping steps wait a negative
    time; the function below it, given the column, counts them as zero.
    """
    _, _, log, _ = case
    frame = for_pm4py(log)
    table = by_edge(count_edges(log))
    frequencies, starts, ends = pm4py.discover_dfg(frame)
    assert table["size"].to_dict() == {tuple(map(str, edge)): count for edge, count in frequencies.items()}
    counts = count_activities(find_variants(log))
    assert {label: cases for label, cases in zip(counts.activities, counts.start_cases.tolist()) if cases} == starts
    assert {label: cases for label, cases in zip(counts.activities, counts.end_cases.tolist()) if cases} == ends
    start_column = "time:timestamp" if log.start_timestamps is None else "start_timestamp"
    performance = get_dfg_graph(
        frame, measure="performance", perf_aggregation_key="all", start_timestamp_key=start_column,
        sort_caseid_required=False, sort_timestamp_along_case_id=False,
    )  # fmt: skip
    for edge, statistics in performance.items():
        for name in ("mean", "median", "min", "max", "sum"):
            assert table.loc[edge, name] == pytest.approx(statistics[name], rel=1e-9, abs=1e-6), (edge, name)
    variants = find_variants(log)
    found = {
        tuple(variants.activities[code] for code in variants.sequence(rank)): count
        for rank, count in enumerate(variants.case_counts.tolist())
    }
    assert found == {tuple(map(str, trace)): count for trace, count in pm4py.get_variants(frame).items()}


def test_the_receipt_log_has_its_known_edges(tmp_path):
    table = by_edge(count_edges(read_event_log([real_rows("receipt.csv.gz", tmp_path)], XES)))["size"]
    known = {
        ("Confirmation of receipt", "T02 Check confirmation of receipt"): 1_079,
        ("Confirmation of receipt", "T06 Determine necessity of stop advice"): 239,
        ("T02 Check confirmation of receipt", "T04 Determine confirmation of receipt"): 1_119,
    }
    assert table.loc[list(known)].tolist() == list(known.values())


def test_bpi_2012_by_lifecycle_rule(tmp_path):
    rows = real_rows("BPI_Challenge_2012.xes.gz", tmp_path)

    def events(mode: str) -> tuple[int, str]:
        settings = EventLogSettings(
            "case:concept:name", "concept:name", "time:timestamp", lifecycle_column="lifecycle:transition",
            lifecycle_mode=mode,
        )  # fmt: skip
        log = read_event_log([rows], settings)
        return log.n_events, log.quality.lifecycle_mode

    assert events("all") == (262_200, "all")
    assert events("auto") == (164_506, "complete")
    assert events("pair") == (164_506, "pair")
