"""A recipe's config, as its form left it -> one frozen dataclass per recipe, valid if it exists."""
from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Optional, TypeVar

from process_mining.errors import ParameterError, shown
from process_mining.settings import (
    CONFORMANCE_METHODS,
    OPEN_CASE_RULES,
    PERCENTILES,
    SUB_PROCESS_RULES,
    VISIBLE_EVENT_RULES,
    EventLogSettings,
    check_choice,
    check_share,
)

Parameters = TypeVar("Parameters", bound=EventLogSettings)


@dataclass(frozen=True)
class VariantsParameters(EventLogSettings):
    """Parameters of the Variants recipe.

    Parameters
    ----------
    case_attribute_columns : tuple of str
        Columns to carry into the executions dataset.
    """

    case_attribute_columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class EdgeMetricsParameters(EventLogSettings):
    """Parameters of the Edge metrics recipe.

    Parameters
    ----------
    percentiles : {"exact", "histogram"}
        How the percentiles of waiting times are computed.
    """

    percentiles: str = "exact"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("percentiles", self.percentiles, PERCENTILES)


@dataclass(frozen=True)
class ConformanceParameters(EventLogSettings):
    """Parameters of the Conformance recipe.

    Parameters
    ----------
    case_attribute_columns : tuple of str
        Columns to carry into the executions dataset.
    model_files : tuple of str
        Files of the folder to use; empty: all of them.
    process : str
        Which process of a BPMN file with several; empty when it has one.
    label_mapping : mapping of str to str
        Label of the model -> activity of the log, for those that are not called the same.
    method : {"alignment", "token_replay"}
    node_budget : int
        Markings that the search for one alignment may visit.
    time_budget_seconds : int
        After it, what is not scored yet is bounded.
    move_costs : mapping of str to float
        Activity -> cost of a move on it; 1 for all others.
    score_open_cases : {"as_prefix", "as_complete", "leave_out"}
    visible_events : {"never", "named", "in_log"}
    sub_processes : {"expand", "one_activity"}
        The last two as `process_mining.models` reads BPMN.
    """

    case_attribute_columns: tuple[str, ...] = ()
    model_files: tuple[str, ...] = ()
    process: str = ""
    label_mapping: Mapping[str, str] = field(default_factory=dict)
    method: str = "alignment"
    node_budget: int = 100_000
    time_budget_seconds: int = 600
    move_costs: Mapping[str, float] = field(default_factory=dict)
    score_open_cases: str = "as_prefix"
    visible_events: str = "never"
    sub_processes: str = "expand"

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("method", self.method, CONFORMANCE_METHODS)
        check_choice("score_open_cases", self.score_open_cases, OPEN_CASE_RULES)
        check_choice("visible_events", self.visible_events, VISIBLE_EVENT_RULES)
        check_choice("sub_processes", self.sub_processes, SUB_PROCESS_RULES)
        for name in ("node_budget", "time_budget_seconds"):
            if getattr(self, name) < 1:
                raise ParameterError(name, f"{getattr(self, name)} is too small", "Give a number of at least 1.")


@dataclass(frozen=True)
class DiscoverModelParameters(EventLogSettings):
    """Parameters of the Discover model recipe.

    Parameters
    ----------
    noise_threshold : float
        Between 0 and 1.
    coverage : float
        Share of the cases that the variants it is discovered from must cover.
    """

    noise_threshold: float = 0.2
    coverage: float = 0.8

    def __post_init__(self) -> None:
        super().__post_init__()
        check_share("noise_threshold", self.noise_threshold)
        check_share("coverage", self.coverage)


# A hidden parameter keeps the value it once had. These are shown only on a condition, the same as in the descriptors.
_SHOWN_WHEN: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "lifecycle_mode": lambda config: bool(config.get("lifecycle_column")),
    "start_timestamp_column": lambda config: not (
        config.get("lifecycle_column") and config.get("lifecycle_mode") == "pair"
    ),
    "score_open_cases": lambda config: bool(config.get("end_activities")),
    "move_costs": lambda config: config.get("method") != "token_replay",
    "node_budget": lambda config: config.get("method") != "token_replay",
    "time_budget_seconds": lambda config: config.get("method") != "token_replay",
}


def read_parameters(kind: type[Parameters], config: Mapping[str, object]) -> Parameters:
    """Read a recipe's config.

    Parameters
    ----------
    kind : type
        The recipe's dataclass.
    config : mapping
        As DSS hands it over: absent, empty or null means the default, a list stands for several texts.

    Returns
    -------
    an instance of `kind`

    Raises
    ------
    ParameterError
        If a value has the wrong kind, or the values make no valid settings.

    Examples
    --------
    >>> read_parameters(EdgeMetricsParameters, {
    ...     "case_column": "case", "activity_column": "activity", "timestamp_column": "end",
    ...     "lifecycle_column": "", "lifecycle_mode": "pair"}).lifecycle_mode
    'auto'
    """
    types = typing.get_type_hints(kind)
    values: dict[str, typing.Any] = {}
    for parameter in fields(kind):
        value = config.get(parameter.name)
        is_shown = _SHOWN_WHEN.get(parameter.name, lambda _: True)(config)
        if value is not None and value != "" and is_shown:
            values[parameter.name] = _READERS[types[parameter.name]](parameter.name, value)
    for required in ("case_column", "activity_column", "timestamp_column"):
        values.setdefault(required, "")
    return kind(**values)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise ParameterError(name, f"{shown(value)} is not a text", "Give a text.")
    return value


def _texts(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ParameterError(name, f"{shown(value)} is not a list of texts", "Give a list of texts.")
    return tuple(dict.fromkeys(item for item in value if item))


def _number(name: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ParameterError(name, f"{shown(value)} is not a number", "Give a number.")
    return float(value)


def _whole_number(name: str, value: object) -> int:
    # DSS hands whole numbers over as 3 or as 3.0.
    number = _number(name, value)
    if not number.is_integer():
        raise ParameterError(name, f"{shown(value)} is not a whole number", "Give a whole number.")
    return int(number)


def _pairs(name: str, value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ParameterError(name, f"{shown(value)} is not a list of pairs", "Give pairs of texts.")
    return {_text(name, key): item for key, item in value.items() if key}


def _mapping(name: str, value: object) -> dict[str, str]:
    mapping = {key: _text(name, item) for key, item in _pairs(name, value).items()}
    for key, item in mapping.items():
        if not item:
            raise ParameterError(name, f"nothing is given for {shown(key)}", "Give a text, or remove the line.")
    return mapping


def _costs(name: str, value: object) -> dict[str, float]:
    costs: dict[str, float] = {}
    for key, item in _pairs(name, value).items():
        # A form gives a number in a list of pairs as text.
        try:
            costs[key] = float(item) if isinstance(item, str) else _number(name, item)
        except ValueError:
            raise ParameterError(name, f"the cost of {shown(key)} is {shown(item)}", "Give a number.") from None
    return costs


_READERS: dict[object, Callable[[str, object], object]] = {
    str: _text,
    Optional[str]: _text,
    tuple[str, ...]: _texts,
    int: _whole_number,
    float: _number,
    Mapping[str, str]: _mapping,
    Mapping[str, float]: _costs,
}
