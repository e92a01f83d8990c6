"""Chunks of rows -> EventLog: the way of a row from the input to its place in its case, rule by rule."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from process_mining.errors import EmptyLogError, NoEventsLeftError, ParameterError, shown, shown_names
from process_mining.event_log.assembling import assemble_log
from process_mining.event_log.collecting import EventRows, Progress, RowCollector
from process_mining.event_log.event_log import EventLog
from process_mining.event_log.lifecycle import COMPLETE, START, choose_mode, pair_starts, transition_kinds
from process_mining.event_log.ordering import find_late_rows
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
    late = find_late_rows(rows.case_codes, len(collector.cases), rows.times)
    collector.tally.count("out_of_order", _mask(late, len(rows)), rows.case_codes, _case_of(rows, collector))
    rows, mode, lifecycle_detail = _choose_events(rows, collector)
    if len(rows) == 0:
        raise _nothing_left(collector, lifecycle_detail)
    _check_order_column(rows, collector)
    _check_start_column(rows, collector)
    rows.start_times = _mend_starts(rows, collector)
    return assemble_log(rows, collector, mode, lifecycle_detail)


def _choose_events(rows: EventRows, collector: RowCollector) -> tuple[EventRows, str, str]:
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
    keys = [rows.times] if rows.order_values is None else [rows.times, *rows.order_values.keys]
    if collector.settings.tie_rule == "label":
        # Rows have no order to fall back to. With the start first, no pair is lost to a tie.
        keys.append(kinds != START)
    pairs = pair_starts(groups, kinds, keys)
    activities = collector.activities.texts

    def describe(row: int) -> str:
        return f"activity {shown(activities[rows.activity_codes[row]])}"

    unpaired = {
        "unpaired_starts": pairs.unpaired_starts,
        "unpaired_completions": pairs.completions[pairs.starts < 0],
    }
    for name, positions in unpaired.items():
        collector.tally.count(name, _mask(positions, len(rows)), rows.case_codes, describe)
    paired = rows.take(pairs.completions)
    paired.start_times = np.where(pairs.starts >= 0, rows.times[pairs.starts], paired.times)
    return paired


def _mask(positions: np.ndarray, size: int) -> np.ndarray:
    mask = np.zeros(size, dtype=bool)
    mask[positions] = True
    return mask


def _case_of(rows: EventRows, collector: RowCollector) -> Callable[[int], str]:
    """Return what says the case of a row in words."""
    texts = collector.cases.texts
    return lambda row: f"case {shown(texts[rows.case_codes[row]])}"


def _nothing_left(collector: RowCollector, lifecycle_detail: str) -> NoEventsLeftError:
    """Make the error that says why no row is left, with an example of the most frequent reason and all remedies."""
    rows = {name: collector.tally.rows(name) for name in REASONS_TO_LEAVE_OUT if collector.tally.rows(name)}
    main = max(rows, key=rows.__getitem__)
    reasons = {REASONS_TO_LEAVE_OUT[name]: count for name, count in rows.items()}
    remedies = _remedies(collector.settings, lifecycle_detail)
    by_weight = sorted(rows, key=lambda name: -rows[name])
    remedy = " ".join(remedies[name] for name in by_weight)
    return NoEventsLeftError(collector.rows_read, reasons, collector.tally.example(main), remedy)


def _remedies(settings: EventLogSettings, lifecycle_detail: str) -> dict[str, str]:
    timestamp_format = "empty" if settings.timestamp_format is None else shown(settings.timestamp_format)
    return {
        "rows_without_case": "Choose the column that holds the case id.",
        "rows_without_activity": "Choose the column that holds the activity.",
        "rows_without_timestamp": "Choose the column that holds the time of completion.",
        "unreadable_timestamps": (
            "Dates and ISO 8601 text need no timestamp format, other text needs one (%d/%m/%Y %H:%M:%S, for example); "
            f"it is now {timestamp_format}. Numbers that count from 1970 have to be made dates first."
        ),
        "other_lifecycle": (
            f"The lifecycle column {shown(settings.lifecycle_column)} holds only {lifecycle_detail}: choose the "
            "lifecycle mode that keeps every event, or another column."
        ),
        "unpaired_starts": (
            f"The lifecycle column {shown(settings.lifecycle_column)} holds starts without completions: choose the "
            "lifecycle mode that keeps every event, or another column."
        ),
    }


def _check_order_column(rows: EventRows, collector: RowCollector) -> None:
    """Tally the order values that cannot be read; raise if that is all of them."""
    order = rows.order_values
    if order is None:
        return
    column = shown(collector.settings.order_column)
    unreadable = ~order.is_readable & ~order.missing
    in_case = _case_of(rows, collector)
    collector.tally.count(
        "unreadable_order", unreadable, rows.case_codes, lambda row: f"column {column}, {in_case(row)}"
    )
    if unreadable.any() and not order.is_readable.any():
        raise ParameterError(
            "order_column",
            f"none of the {int(unreadable.sum()):,} values of column {column} is a number or a date "
            f"(for example in {in_case(int(unreadable.argmax()))})",
            "Choose a column that counts events up, or leave it empty.",
        )


def _check_start_column(rows: EventRows, collector: RowCollector) -> None:
    """Raise if a start column was chosen in which something stands, but no time."""
    unreadable = collector.tally.rows("unreadable_starts")
    if rows.start_times is not None and unreadable and (rows.start_times == NOT_A_TIME).all():
        raise ParameterError(
            "start_timestamp_column",
            f"none of its {unreadable:,} values can be read as a time; {collector.tally.example('unreadable_starts')}",
            "Choose a column with start times, give their timestamp format, or leave it empty.",
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
