"""Chunks of rows -> EventLog: the way of a row from the input to its place in its case, rule by rule."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from process_mining.errors import EmptyLogError, NoEventsLeftError, ParameterError, shown, shown_names
from process_mining.event_log.assembling import assemble_log
from process_mining.event_log.collecting import EventRows, Progress, RowCollector
from process_mining.event_log.event_log import EventLog
from process_mining.event_log.lifecycle import COMPLETE, START, choose_mode, pair_starts, transition_kinds
from process_mining.event_log.quality import REASONS_TO_LEAVE_OUT
from process_mining.event_log.timestamps import NOT_A_TIME
from process_mining.settings import EventLogSettings


def read_event_log(
    chunks: Iterable[pd.DataFrame],
    settings: EventLogSettings,
    case_attributes: Sequence[str] = (),
    progress: Progress | None = None,
) -> EventLog:
    """Read an event log from a stream of chunks.

    Parameters
    ----------
    chunks : iterable of DataFrame
        Rows in input order, with at least the columns named in the settings; case ids, activities and attributes as
        text, times as dates or text. Only codes and numbers of a chunk are kept.
    settings : EventLogSettings
    case_attributes : sequence of str
        Columns to carry along by case: the first value, in the order of the case, that is not missing.
    progress : callable, optional
        Called after each chunk with the rows read and the rows left out so far.

    Returns
    -------
    EventLog

    Raises
    ------
    MissingColumnError
        If a column is not there.
    EmptyLogError
        If there is no row.
    NoEventsLeftError
        If no row can be used; the message counts the reasons.
    ParameterError
        If the timestamp format or the order column cannot be used.

    Notes
    -----
    Events of a case are ordered by start where there are starts, then by completion, then by the order column, then by
    the tie rule (the input row, or the label in code point order).

    Examples
    --------
    >>> rows = pd.DataFrame({"case": ["1", "1"], "step": ["b", "a"], "at": ["2024-01-02", "2024-01-01"]})
    >>> log = read_event_log([rows], EventLogSettings("case", "step", "at"))
    >>> [log.activities[code] for code in log.activity_codes], log.quality.find("out_of_order").rows
    (['a', 'b'], 1)
    """
    collector = RowCollector(settings, case_attributes)
    rows = collector.collect(chunks, progress)
    if collector.rows_read == 0:
        raise EmptyLogError()
    rows, mode, lifecycle_detail = _apply_lifecycle(rows, collector)
    if len(rows) == 0:
        raise _nothing_left(collector, lifecycle_detail)
    _check_order_column(rows, settings, collector)
    rows.start_times = _mend_starts(rows, collector)
    return assemble_log(rows, collector, mode, lifecycle_detail)


def _apply_lifecycle(rows: EventRows, collector: RowCollector) -> tuple[EventRows, str, str]:
    """Keep the rows that the lifecycle rule makes events; return them, the rule and what it left out in words."""
    if rows.lifecycle_codes is None:
        return rows, "all", ""
    texts = collector.lifecycles.texts
    kinds = transition_kinds(rows.lifecycle_codes, texts)
    mode = choose_mode(collector.settings.lifecycle_mode, kinds, rows.lifecycle_codes)
    if mode == "all":
        return rows, mode, ""
    wanted = kinds == COMPLETE if mode == "complete" else kinds <= START
    others = np.unique(rows.lifecycle_codes[~wanted])
    detail = shown_names(texts[code] for code in others)
    codes = rows.lifecycle_codes
    collector.tally.count("other_lifecycle", ~wanted, rows.case_codes, lambda row: shown(texts[codes[row]]))
    rows, kinds = rows.take(np.flatnonzero(wanted)), kinds[wanted]
    return (rows if mode == "complete" else _pair(rows, kinds, collector)), mode, detail


def _pair(rows: EventRows, kinds: np.ndarray, collector: RowCollector) -> EventRows:
    """Join each start with its completion into one row."""
    groups = rows.case_codes.astype(np.int64) * len(collector.activities) + rows.activity_codes
    keys = [rows.times] if rows.order_values is None else [rows.times, rows.order_values]
    pairs = pair_starts(groups, kinds, keys)
    lonely = np.zeros(len(rows), dtype=bool)
    lonely[pairs.unpaired_starts] = True
    activities = collector.activities.texts

    def describe(row: int) -> str:
        return f"activity {shown(activities[rows.activity_codes[row]])}"

    collector.tally.count("unpaired_starts", lonely, rows.case_codes, describe)
    unstarted = np.zeros(len(rows), dtype=bool)
    unstarted[pairs.completions[pairs.starts < 0]] = True
    collector.tally.count("unpaired_completions", unstarted, rows.case_codes, describe)
    paired = rows.take(pairs.completions)
    paired.start_times = np.where(pairs.starts >= 0, rows.times[pairs.starts], paired.times)
    return paired


def _nothing_left(collector: RowCollector, lifecycle_detail: str) -> NoEventsLeftError:
    """Make the error that says why no row is left, with a remedy for the most frequent reason."""
    rows = {name: collector.tally.rows(name) for name in REASONS_TO_LEAVE_OUT if collector.tally.rows(name)}
    main = max(rows, key=rows.__getitem__)
    reasons = {REASONS_TO_LEAVE_OUT[name]: count for name, count in rows.items()}
    remedy = _remedies(collector.settings, lifecycle_detail)[main]
    return NoEventsLeftError(collector.rows_read, reasons, collector.tally.example(main), remedy)


def _remedies(settings: EventLogSettings, lifecycle_detail: str) -> dict[str, str]:
    timestamp_format = "empty" if settings.timestamp_format is None else shown(settings.timestamp_format)
    return {
        "rows_without_case": "Choose the column that holds the case id.",
        "rows_without_activity": "Choose the column that holds the activity.",
        "rows_without_timestamp": "Choose the column that holds the time of completion.",
        "unreadable_timestamps": (
            "Dates and ISO 8601 text need no timestamp format, other text needs one (%d/%m/%Y %H:%M:%S, for example); "
            f"it is now {timestamp_format}."
        ),
        "other_lifecycle": (
            f"The lifecycle column {shown(settings.lifecycle_column)} holds only {lifecycle_detail}: choose the "
            "lifecycle mode that keeps every event, or another column."
        ),
        "unpaired_starts": "Choose the lifecycle mode that keeps every event.",
    }


def _check_order_column(rows: EventRows, settings: EventLogSettings, collector: RowCollector) -> None:
    unreadable = collector.tally.rows("unreadable_order")
    if rows.order_values is not None and unreadable and np.isinf(rows.order_values).all():
        raise ParameterError(
            "order_column",
            f"none of its {unreadable:,} values is a number or a date; {collector.tally.example('unreadable_order')}",
            "Choose a column that counts events up, or leave it empty.",
        )


def _mend_starts(rows: EventRows, collector: RowCollector) -> np.ndarray | None:
    """Return start times that exist and do not lie after the completion, counting those that were changed."""
    if rows.start_times is None:
        return None
    starts, ends = rows.start_times, rows.times
    after = starts > ends
    collector.tally.count(
        "start_after_end",
        after,
        rows.case_codes,
        lambda row: f"start {pd.Timestamp(starts[row])}, end {pd.Timestamp(ends[row])} (UTC)",
    )
    return np.where(after | (starts == NOT_A_TIME), ends, starts)
