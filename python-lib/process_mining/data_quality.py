"""What reading and measuring a log found -> the rows of the data quality table."""
from __future__ import annotations

import pandas as pd

from process_mining.cases import find_open_cases
from process_mining.columns import DATA_QUALITY, Table
from process_mining.edges import count_overlapping_steps
from process_mining.errors import shown, shown_names
from process_mining.event_log import EventLog, Finding
from process_mining.settings import EventLogSettings
from process_mining.variants import Variants

_EFFECTS = {
    "rows_read": "Rows of the input, before any rule.",
    "rows_left_out": "The sum of the rows left out below, by reason.",
    "rows_without_case": "Left out: an event needs a case id.",
    "rows_without_activity": "Left out: an event needs an activity.",
    "rows_without_timestamp": "Left out: an event needs a time.",
    "unreadable_timestamps": "Left out: the time is not a date, not ISO 8601 or not in the format, or out of range.",
    "other_lifecycle": "Left out by the lifecycle rule.",
    "unpaired_starts": "Left out: no completion of the same case and activity follows the start.",
    "cases_left_out": "No row of these cases is left, so the cases are not in the results.",
    "unpaired_completions": "Kept with start = completion: no start of the same case and activity was waiting.",
    "missing_starts": "Kept with start = completion, so their work seems to take no time.",
    "unreadable_starts": "Kept with start = completion: the start is not a date, not ISO 8601 or not in the format.",
    "start_after_end": "Kept with start = completion.",
    "clock_change_times": (
        "Times that a clock change repeats count as the first of the two, times that it skips as the moment of the "
        "change; durations may be an hour off."
    ),
    "unreadable_order": "Sorted after all others with equal times: the order value is neither a number nor a date.",
    "out_of_order": "Sorted: a row with a later time of the same case came in before these.",
    "attribute_conflicts": "The first value of the case is kept, these differ from it.",
    "open_cases": "Their last activity is none of the end activities; they count in variants and edges.",
    "overlapping_steps": "The waiting time counts as zero: the next activity starts before this one completes.",
}
_TIE_RULES = {"input_row": "their row in the input", "label": "the activity's label"}


def data_quality_table(log: EventLog, variants: Variants, settings: EventLogSettings) -> Table:
    """Return what was found on a log as a table, a row a finding.

    Parameters
    ----------
    log : EventLog
    variants : Variants
        Of the log.
    settings : EventLogSettings
        The log was read with.

    Returns
    -------
    Table
        Columns `DATA_QUALITY`. Findings that concern nothing are there with zero rows, so that checks can name them.
    """
    quality = log.quality
    cases_left_out = quality.find("cases_left_out").cases or 0
    findings = (
        Finding("rows_read", quality.rows_read, log.n_cases + cases_left_out),
        Finding("rows_left_out", quality.rows_left_out),
        *quality.findings,
        _open_cases(log, variants, settings),
        Finding("overlapping_steps", *count_overlapping_steps(log)),
    )
    rows = {
        "finding": [finding.name for finding in findings],
        "rows": [finding.rows for finding in findings],
        "share": [finding.rows / quality.rows_read for finding in findings],
        "cases": pd.array([finding.cases for finding in findings], dtype="Int64"),
        "example": [finding.example for finding in findings],
        "effect": [_effect(finding, log, variants, settings) for finding in findings],
    }
    return Table(DATA_QUALITY, [pd.DataFrame(rows)])


def _open_cases(log: EventLog, variants: Variants, settings: EventLogSettings) -> Finding:
    is_open = find_open_cases(variants, settings.end_activities)
    example = f"case {shown(log.case_ids[is_open.argmax()])}" if is_open.any() else ""
    n_events = int(variants.lengths[variants.case_variants[is_open]].sum())
    unknown = [label for label in settings.end_activities if label not in set(variants.activities)]
    detail = f"End activities that occur nowhere: {shown_names(unknown)}" if unknown else ""
    return Finding("open_cases", n_events, int(is_open.sum()), example, detail)


def _effect(finding: Finding, log: EventLog, variants: Variants, settings: EventLogSettings) -> str:
    if finding.name != "tied_events":
        return " ".join(filter(None, [_EFFECTS[finding.name], finding.detail and f"{finding.detail}."]))
    changeable = len(set(variants.case_variants[log.quality.unordered_cases].tolist()))
    return (
        f"Equal times (and order values) in one case: ordered by {_TIE_RULES[settings.tie_rule]}. Another order could "
        f"change {changeable:,} of {variants.n_variants:,} variants."
    )
