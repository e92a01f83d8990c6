"""How an event log is read: the settings that every recipe shares, valid if they exist."""
from __future__ import annotations

import re
import zoneinfo
from dataclasses import dataclass, fields

from process_mining.errors import ParameterError, shown, shown_names

LIFECYCLE_MODES = ("auto", "all", "complete", "pair")
TIE_RULES = ("input_row", "label")
PERCENTILES = ("exact", "histogram")
CONFORMANCE_METHODS = ("alignment", "token_replay")
VISIBLE_EVENT_RULES = ("never", "named", "in_log")
SUB_PROCESS_RULES = ("expand", "one_activity")
OPEN_CASE_RULES = ("as_prefix", "as_complete", "leave_out")
SECONDS_PER_UNIT = {"seconds": 1.0, "minutes": 60.0, "hours": 3600.0, "days": 86400.0}
"""Units in which durations are written."""

_PURPOSES = {
    "case_column": "case id",
    "activity_column": "activity",
    "timestamp_column": "timestamp",
    "start_timestamp_column": "start timestamp",
    "lifecycle_column": "lifecycle",
    "order_column": "order",
    "resource_column": "resource",
}


@dataclass(frozen=True)
class EventLogSettings:
    """Which columns hold what, and by which rules rows become events.

    Parameters
    ----------
    case_column, activity_column, timestamp_column : str
        Columns with the case id, the activity label and the time of completion.
    start_timestamp_column, lifecycle_column, order_column, resource_column : str or None
        Columns with the time of start, the lifecycle transition, a number that breaks ties, and who did it.
    lifecycle_mode : {"auto", "all", "complete", "pair"}
        Which rows become events: "complete" keeps completions, "all" keeps every row, "pair" joins starts with their
        completions; "auto" is "complete" when the lifecycle column holds complete, else "all".
    timestamp_format : str or None
        Format of text timestamps in the directives of `datetime.strptime`; None reads ISO 8601.
    time_zone : str
        Zone of timestamps that name none.
    tie_rule : {"input_row", "label"}
        What decides between events of a case with equal times and order: their row in the input, or their label.
    end_activities : tuple of str
        A case is open unless its last activity is one of these; empty: no case is open.
    duration_unit : {"seconds", "minutes", "hours", "days"}
        Unit of every duration that is written.

    Raises
    ------
    ParameterError
        If a required column is not named, one column is named for two things, a choice or the time zone is unknown,
        or the rules contradict each other.
    """

    case_column: str
    activity_column: str
    timestamp_column: str
    start_timestamp_column: str | None = None
    lifecycle_column: str | None = None
    order_column: str | None = None
    resource_column: str | None = None
    lifecycle_mode: str = "auto"
    timestamp_format: str | None = None
    time_zone: str = "UTC"
    tie_rule: str = "input_row"
    end_activities: tuple[str, ...] = ()
    duration_unit: str = "days"

    def __post_init__(self) -> None:
        check_choice("lifecycle_mode", self.lifecycle_mode, LIFECYCLE_MODES)
        check_choice("tie_rule", self.tie_rule, TIE_RULES)
        check_choice("duration_unit", self.duration_unit, tuple(SECONDS_PER_UNIT))
        _check_time_zone(self.time_zone)
        _check_timestamp_format(self.timestamp_format)
        _check_roles(self)
        _check_lifecycle(self)

    @property
    def named_columns(self) -> dict[str, str]:
        """Return the columns that were named, as column -> its purpose in words."""
        named = {name: getattr(self, name) for name in _PURPOSES}
        return {column: _PURPOSES[name] for name, column in reversed(named.items()) if column is not None}

    @property
    def event_columns(self) -> dict[str, str]:
        """Return the columns that make an event; who did it is not among them, no result so far depends on that."""
        unused = _PURPOSES["resource_column"]
        return {column: purpose for column, purpose in self.named_columns.items() if purpose != unused}

    def as_facts(self) -> dict[str, object]:
        """Return the settings of the event log as plain values, without those left at their default."""
        values = {field.name: getattr(self, field.name) for field in fields(EventLogSettings)}
        defaults = {field.name: field.default for field in fields(EventLogSettings)}
        changed = {name: value for name, value in values.items() if value != defaults[name]}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in changed.items()}


def check_choice(parameter: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise `ParameterError` if the value of a parameter is none of its choices."""
    if value not in choices:
        raise ParameterError(parameter, f"{shown(value)} is not a choice", f"Choose one of {shown_names(choices)}.")


def check_share(parameter: str, value: float) -> None:
    """Raise `ParameterError` if the value of a parameter is not between 0 and 1."""
    if not 0 <= value <= 1:
        raise ParameterError(parameter, f"{value} is not a share", "Give a number from 0 to 1.")


def _check_timestamp_format(timestamp_format: str | None) -> None:
    """Refuse what is no format, and names of zones: "CET" says one thing in winter and another in a database."""
    if timestamp_format is None:
        return
    directives = re.findall(r"%(.?)", timestamp_format)
    if not directives or not set(directives) <= set("aAbBdfGHIjmMpSuUVwWyYz%"):
        raise ParameterError(
            "timestamp_format",
            f"{shown(timestamp_format)} is not a usable format",
            "Use directives such as %d/%m/%Y %H:%M:%S (%z for an offset), or leave it empty for dates and ISO 8601.",
        )


def _check_time_zone(name: str) -> None:
    if name == "UTC":
        # Needs no database of time zones, which a small machine may not have.
        return
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ParameterError(
            "time_zone", f"{shown(name)} is not a known time zone", "Use a name such as 'UTC' or 'Europe/Paris'."
        ) from None


def _check_roles(settings: EventLogSettings) -> None:
    seen: dict[str, str] = {}
    for name in _PURPOSES:
        column = getattr(settings, name)
        required = name in ("case_column", "activity_column", "timestamp_column")
        if column == "" or (required and column is None):
            raise ParameterError(name, "no column is chosen", f"Choose the column with the {_PURPOSES[name]}.")
        # Sorting by the activity, or colouring by it as the resource, is a legitimate second use.
        if column in seen and name not in ("resource_column", "order_column"):
            raise ParameterError(
                name,
                f"column {shown(column)} is already chosen as the {_PURPOSES[seen[column]]}",
                f"Choose another column for the {_PURPOSES[name]}.",
            )
        if column is not None:
            seen.setdefault(column, name)


def _check_lifecycle(settings: EventLogSettings) -> None:
    if settings.lifecycle_mode in ("complete", "pair") and settings.lifecycle_column is None:
        raise ParameterError(
            "lifecycle_mode", f"{shown(settings.lifecycle_mode)} needs a lifecycle column", "Choose that column."
        )
    if settings.lifecycle_mode == "pair" and settings.start_timestamp_column is not None:
        raise ParameterError(
            "lifecycle_mode",
            "pairing start and complete makes the start times that a start timestamp column also gives",
            "Clear the start timestamp column or choose another lifecycle mode.",
        )
