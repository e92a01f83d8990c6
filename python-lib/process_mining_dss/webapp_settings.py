"""The tile's settings, as the webapp's form left them, and what the executions know -> how the event log is read."""
from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields

from process_mining.errors import ParameterError, shown
from process_mining.settings import EventLogSettings, check_choice
from process_mining_dss.params import read_parameters

OPENING_VIEWS = ("paths", "top_variants")
COLUMN_SETTINGS = (
    "case_column",
    "activity_column",
    "timestamp_column",
    "start_timestamp_column",
    "lifecycle_column",
    "order_column",
)
"""Settings of the tile that name columns of the event log; empty ones are as the recipe had them."""

_REQUIRED = {"case_column": "case id", "activity_column": "activity", "timestamp_column": "timestamp"}


@dataclass(frozen=True)
class TileSettings:
    """The webapp's parameters, valid if they exist.

    Parameters
    ----------
    event_log, executions : str
        Datasets: a row an event, a row a case.
    case_column, activity_column, timestamp_column : str or None
        Columns of the event log; None: those that the executions were made with.
    start_timestamp_column, lifecycle_column, order_column : str or None
        Likewise.
    alignments : str or None
        Dataset of the Conformance recipe, a row a variant.
    time_zone : str
        For parts of dates, and for the page to show times in.
    opening_view : {"paths", "top_variants"}

    Raises
    ------
    ParameterError
        If a dataset is not chosen, or a choice or the time zone is unknown.
    """

    event_log: str = ""
    executions: str = ""
    case_column: str | None = None
    activity_column: str | None = None
    timestamp_column: str | None = None
    start_timestamp_column: str | None = None
    lifecycle_column: str | None = None
    order_column: str | None = None
    alignments: str | None = None
    time_zone: str = "UTC"
    opening_view: str = "paths"

    def __post_init__(self) -> None:
        for name in ("event_log", "executions"):
            if not getattr(self, name):
                words = name.replace("_", " ")
                raise ParameterError(name, f"no {words} dataset is chosen", "Choose it in the webapp's settings.")
        check_choice("opening_view", self.opening_view, OPENING_VIEWS)
        # The zone is checked where all recipes check theirs.
        EventLogSettings("case", "activity", "time", time_zone=self.time_zone)


@dataclass(frozen=True)
class LogReading:
    """How the event log is read.

    Parameters
    ----------
    settings : EventLogSettings
    notes : tuple of str
        Sentences about what the tile reads differently from the recipe.
    """

    settings: EventLogSettings
    notes: tuple[str, ...]


def read_tile_settings(config: Mapping[str, object]) -> TileSettings:
    """Read the webapp's config; absent, empty or null means the default, names that are no settings are passed over.

    Raises
    ------
    ParameterError
        If a value is not a text, or the values make no valid settings.

    Examples
    --------
    >>> read_tile_settings({"event_log": "log", "executions": "cases", "time_zone": "", "old": 1}).time_zone
    'UTC'
    """
    values: dict[str, str] = {}
    for setting in fields(TileSettings):
        value = config.get(setting.name)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise ParameterError(setting.name, f"{shown(value)} is not a text", "Choose it in the webapp's settings.")
        values[setting.name] = value
    return TileSettings(**values)


def described_facts(comment: str) -> Mapping[str, object]:
    """Return what a recipe wrote below the description of the executions' case id; nothing where it wrote nothing.

    Examples
    --------
    >>> described_facts('Case id.\\n{"event_log": {"case_column": "case"}}')
    {'event_log': {'case_column': 'case'}}
    >>> described_facts("Case id, edited by hand")
    {}
    """
    lines = comment.strip().splitlines()
    try:
        facts = json.loads(lines[-1]) if lines else {}
    except (ValueError, RecursionError):
        return {}
    return facts if isinstance(facts, dict) else {}


def log_reading(settings: TileSettings, facts: Mapping[str, object]) -> LogReading:
    """Decide how the event log is read: as the executions were made, but with the columns that the tile names.

    Parameters
    ----------
    settings : TileSettings
    facts : mapping
        As `described_facts` returns them.

    Returns
    -------
    LogReading

    Raises
    ------
    ParameterError
        If a column is named by nobody, or the rules contradict each other.
    """
    described = facts.get("event_log")
    config: dict[str, object] = dict(described) if isinstance(described, dict) else {}
    notes = []
    for name in COLUMN_SETTINGS:
        chosen, known = getattr(settings, name), config.get(name)
        if chosen is None:
            continue
        if isinstance(described, dict) and chosen != known:
            made_with = f"column {shown(known)}" if known else "none"
            notes.append(
                f"The tile's settings choose column {shown(chosen)} as the {_words(name)}; dataset "
                f"{shown(settings.executions)} was made with {made_with}."
            )
        config[name] = chosen
    for name, purpose in _REQUIRED.items():
        if not config.get(name):
            raise ParameterError(
                name,
                f"no column is chosen for the {purpose}, and dataset {shown(settings.executions)} does not say which "
                "it was made with",
                f"Choose the column with the {purpose} in the webapp's settings.",
            )
    if not isinstance(described, dict):
        notes.append(
            f"Dataset {shown(settings.executions)} does not say how its event log was read; the tile reads it with the "
            "default rules."
        )
    return LogReading(read_parameters(EventLogSettings, config), tuple(notes))


def _words(name: str) -> str:
    return _REQUIRED.get(name, name.replace("_column", "").replace("_", " "))
