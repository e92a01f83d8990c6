"""Rows that are events -> EventLog: cases ranked, labels sorted, events in order, attributes by case, findings."""
from __future__ import annotations

import numpy as np
import pandas as pd

from process_mining.errors import shown
from process_mining.event_log.collecting import EventRows, RowCollector
from process_mining.event_log.encoding import MISSING
from process_mining.event_log.event_log import EventLog
from process_mining.event_log.ordering import EventOrder, order_events, rank_cases
from process_mining.event_log.quality import NOTED_ON_ROWS, REASONS_TO_LEAVE_OUT, Finding, Quality


def assemble_log(rows: EventRows, collector: RowCollector, mode: str, lifecycle_detail: str) -> EventLog:
    """Put rows in order, case by case, and make the log of them."""
    first_of_row = rows.times if rows.start_times is None else rows.start_times
    case_codes, case_ids = _rank_cases(rows.case_codes, first_of_row, collector.cases.texts)
    activity_codes, activities = _sort_labels(rows.activity_codes, collector.activities.texts)
    keys = [rows.times] if rows.start_times is None else [rows.start_times, rows.times]
    if rows.order_values is not None:
        keys += rows.order_values.keys
    labels = activity_codes if collector.settings.tie_rule == "label" else None
    order = order_events(case_codes, len(case_ids), keys, labels)
    attributes, conflicts = _case_attributes(rows, collector, order, case_ids)
    ordered_codes = activity_codes[order.rows]
    unordered = _unordered_cases(ordered_codes, order)
    tally = collector.tally
    details = {"other_lifecycle": f"Values left out: {lifecycle_detail}" if lifecycle_detail else ""}
    findings = (
        *(tally.finding(name, details.get(name, "")) for name in REASONS_TO_LEAVE_OUT),
        _cases_left_out(rows.case_codes, collector.cases.texts),
        *(tally.finding(name) for name in NOTED_ON_ROWS),
        _tied_events(order, case_ids),
        conflicts,
    )
    rows_left_out = sum(tally.rows(name) for name in REASONS_TO_LEAVE_OUT)
    return EventLog(
        activities=activities,
        case_ids=case_ids,
        case_starts=order.case_starts,
        activity_codes=ordered_codes,
        timestamps=rows.times[order.rows],
        start_timestamps=None if rows.start_times is None else rows.start_times[order.rows],
        attributes=attributes,
        quality=Quality(collector.rows_read, rows_left_out, findings, mode, unordered),
    )


def _rank_cases(codes: np.ndarray, first_times: np.ndarray, texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    """Number the cases that have events by their first time, then by id; return the new codes and the ids."""
    first = np.full(len(texts), np.iinfo(np.int64).max)
    np.minimum.at(first, codes, first_times)
    present = np.flatnonzero(np.bincount(codes, minlength=len(texts)))
    ids = np.array(texts, dtype=object)[present]
    ranks = rank_cases(first[present], ids)
    rank_of_code = np.zeros(len(texts), dtype=np.int32)
    rank_of_code[present] = ranks
    ranked_ids = np.empty(len(ids), dtype=object)
    ranked_ids[ranks] = ids
    return rank_of_code[codes], ranked_ids


def _sort_labels(codes: np.ndarray, texts: list[str]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Number the activities that have events in code point order; return the new codes and the labels."""
    present = np.flatnonzero(np.bincount(codes, minlength=len(texts)))
    by_label = sorted(present.tolist(), key=texts.__getitem__)
    width = np.int16 if len(by_label) <= np.iinfo(np.int16).max else np.int32
    code_of = np.zeros(len(texts), dtype=width)
    code_of[by_label] = np.arange(len(by_label))
    return code_of[codes], tuple(texts[code] for code in by_label)


def _unordered_cases(activity_codes: np.ndarray, order: EventOrder) -> np.ndarray:
    """Return the cases in which only the tie rule orders two different activities."""
    different = (activity_codes[1:] != activity_codes[:-1])[order.tied_pairs]
    unordered = np.zeros(len(order.case_starts) - 1, dtype=bool)
    unordered[order.tied_cases[different]] = True
    return unordered


def _tied_events(order: EventOrder, case_ids: np.ndarray) -> Finding:
    cases = np.unique(order.tied_cases)
    example = f"case {shown(case_ids[cases[0]])}" if len(cases) else ""
    return Finding("tied_events", int(order.is_tied.sum()), len(cases), example)


def _cases_left_out(case_codes: np.ndarray, texts: list[str]) -> Finding:
    """Find the cases of which no row was left."""
    lost = np.flatnonzero(np.bincount(case_codes, minlength=len(texts)) == 0)
    return Finding("cases_left_out", 0, len(lost), f"case {shown(texts[lost[0]])}" if len(lost) else "")


def _case_attributes(
    rows: EventRows, collector: RowCollector, order: EventOrder, case_ids: np.ndarray
) -> tuple[pd.DataFrame, Finding]:
    """Return the first value of each attribute in the order of its case, and how many cases hold several values."""
    columns: dict[str, np.ndarray] = {}
    differs = np.zeros(len(order.rows), dtype=bool)
    example = ""
    lengths = np.diff(order.case_starts)
    cases = np.repeat(np.arange(len(case_ids)), lengths)
    for column, codes in rows.attribute_codes.items():
        ordered = codes[order.rows]
        position = np.where(ordered == MISSING, len(ordered), np.arange(len(ordered)))
        first = np.minimum.reduceat(position, order.case_starts[:-1])
        value = np.append(ordered, MISSING)[first]
        columns[column] = np.array([*collector.attributes[column].texts, None], dtype=object)[value]
        other = (ordered != MISSING) & (ordered != np.repeat(value, lengths))
        differs |= other
        if other.any() and not example:
            example = f"column {shown(column)} in case {shown(case_ids[cases[other.argmax()]])}"
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(case_ids)), dtype=object)
    n_cases = len(np.unique(cases[differs]))
    return frame, Finding("attribute_conflicts", int(differs.sum()), n_cases, example)
