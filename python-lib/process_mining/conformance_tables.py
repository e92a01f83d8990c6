"""Scores, alignments and deviations -> tables with the columns of `columns.py`."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from process_mining.columns import ALIGNMENTS, CONFORMANCE, DEVIATIONS, Column, Table, columns_in_order
from process_mining.conformance.case_scores import NO_REFERENCE, CaseScores, ReferenceDeviation
from process_mining.conformance.moves import move_records
from process_mining.settings import SECONDS_PER_UNIT, EventLogSettings
from process_mining.variants import Variants

_ROWS_PER_FRAME = 10_000


def conformance_columns(scores: CaseScores) -> dict[Column, np.ndarray]:
    """Return the conformance of every case, for the executions table.

    Parameters
    ----------
    scores : CaseScores

    Returns
    -------
    dict of Column to ndarray of shape (n_cases,)
        Columns `CONFORMANCE`.
    """
    by_trace = _by_trace(scores)
    return {column: by_trace[column.name][scores.traces.case_traces] for column in CONFORMANCE}


def _by_trace(scores: CaseScores) -> dict[str, np.ndarray | pd.api.extensions.ExtensionArray]:
    """Return the columns `CONFORMANCE` of every trace."""
    names = np.array([*(reference.file_name for reference in scores.references), None], dtype=object)
    digests = np.array([*(reference.digest for reference in scores.references), None], dtype=object)
    # NO_REFERENCE picks the last entry, which is missing.
    assert NO_REFERENCE == -1
    return {
        "conformance": scores.conformance,
        "conformance_upper": scores.conformance_upper,
        "conformance_status": scores.status,
        "deviations": pd.array(scores.of_alignments("deviations"), dtype="Int64"),
        "model": names[scores.reference],
        "model_digest": digests[scores.reference],
    }


def alignments_table(scores: CaseScores, variants: Variants) -> Table:
    """Return the alignments as a table, a row a variant and whether its cases are open; columns `ALIGNMENTS`.

    Parameters
    ----------
    scores : CaseScores
    variants : Variants
        Of the log.

    Returns
    -------
    Table
        Traces that were not scored are there, without cost and moves.
    """
    return Table(ALIGNMENTS, _alignment_frames(scores, variants))


def _alignment_frames(scores: CaseScores, variants: Variants) -> Iterator[pd.DataFrame]:
    traces, by_trace = scores.traces, _by_trace(scores)
    costs = scores.of_alignments("costs")
    for start in range(0, traces.n_traces, _ROWS_PER_FRAME):
        part = slice(start, start + _ROWS_PER_FRAME)
        ranks = traces.variants[part]
        values = {
            "variant_id": [variants.ids[rank] for rank in ranks],
            "variant_rank": ranks + 1,
            "is_open": traces.is_open[part],
            "cases": traces.case_counts[part],
            "cost": costs[part],
            "moves": [_moves(scores, trace) for trace in range(start, start + len(ranks))],
            **{name: column[part] for name, column in by_trace.items()},
        }
        yield columns_in_order(values, ALIGNMENTS)


def _moves(scores: CaseScores, trace: int) -> str | None:
    number = int(scores.reference[trace])
    if number == NO_REFERENCE or not scores.alignments:
        return None
    return json.dumps(move_records(scores.alignments[number].moves(trace)), ensure_ascii=False)


def deviations_table(deviations: Sequence[ReferenceDeviation], settings: EventLogSettings) -> Table:
    """Return deviations as a table, a row a deviation, most cases first; columns `DEVIATIONS`.

    Parameters
    ----------
    deviations : sequence of ReferenceDeviation
        Execution times in seconds.
    settings : EventLogSettings
        Gives the unit of durations.
    """
    seconds_per_unit = SECONDS_PER_UNIT[settings.duration_unit]
    rows = [row.deviation for row in deviations]
    others = [np.nan if row.execution_time_mean_others is None else row.execution_time_mean_others for row in rows]
    values = {
        "kind": [row.kind for row in rows],
        "activity": [row.activity for row in rows],
        "other_activity": [row.other_activity for row in rows],
        "after": [row.after for row in rows],
        "before": [row.before for row in rows],
        "cases": np.array([row.cases for row in rows], dtype=np.int64),
        "share": np.array([row.share for row in rows], dtype=np.float64),
        "execution_time_mean": np.array([row.execution_time_mean for row in rows]) / seconds_per_unit,
        "execution_time_mean_others": np.array(others, dtype=np.float64) / seconds_per_unit,
        "model": [row.reference.file_name for row in deviations],
    }
    texts = {name: pd.Series(column, dtype=object) for name, column in values.items() if isinstance(column, list)}
    return Table(DEVIATIONS, [columns_in_order({**values, **texts}, DEVIATIONS)])
