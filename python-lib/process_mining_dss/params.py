"""A recipe's config, as its form left it -> one frozen dataclass per recipe, valid if it exists."""
from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TypeVar

from process_mining.errors import ParameterError, shown
from process_mining.settings import PERCENTILES, EventLogSettings, check_choice

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


# A hidden parameter keeps the value it once had. These are shown only on a condition, the same as in the descriptors.
_SHOWN_WHEN: dict[str, Callable[[Mapping[str, object]], bool]] = {
    "lifecycle_mode": lambda config: bool(config.get("lifecycle_column")),
    "start_timestamp_column": lambda config: not (
        config.get("lifecycle_column") and config.get("lifecycle_mode") == "pair"
    ),
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
    for field in fields(kind):
        value = config.get(field.name)
        is_shown = _SHOWN_WHEN.get(field.name, lambda _: True)(config)
        if value is not None and value != "" and is_shown:
            values[field.name] = _checked(field.name, value, types[field.name])
    for required in ("case_column", "activity_column", "timestamp_column"):
        values.setdefault(required, "")
    return kind(**values)


def _checked(name: str, value: object, expected: object) -> object:
    if expected == tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(dict.fromkeys(item for item in value if item))
        raise ParameterError(name, f"{shown(value)} is not a list of texts", "Give a list of texts.")
    if not isinstance(value, str):
        raise ParameterError(name, f"{shown(value)} is not a text", "Give a text.")
    return value
