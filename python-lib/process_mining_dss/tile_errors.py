"""What can keep the tile from showing something, each with the code and the facts that its page turns into words."""
from __future__ import annotations

from collections.abc import Mapping

from process_mining.errors import (
    EmptyLogError,
    EventLogError,
    FilterError,
    MissingColumnError,
    ParameterError,
    ProcessMiningError,
    shown,
)
from process_mining_dss.contract.answers import ErrorCode
from process_mining_dss.contract.checking import ContractError


class TileError(ProcessMiningError):
    """The tile cannot show what it was asked for.

    Parameters
    ----------
    code : str
        One of the contract's codes.
    message : str
        What is wrong and what to do.
    facts : mapping of str to str
        What the message names: dataset, column, parameter.
    """

    def __init__(self, code: ErrorCode, message: str, facts: Mapping[str, str] | None = None) -> None:
        self.code, self.facts = code, dict(facts or {})
        super().__init__(message)


def not_built(dataset: str) -> TileError:
    """Return the error for a dataset without data."""
    return TileError(
        "not_built",
        f"Dataset {shown(dataset)} has no data. Build it in the Flow, then reload this tile.",
        {"dataset": dataset},
    )


def no_access(dataset: str) -> TileError:
    """Return the error for a dataset that the webapp's user may not read."""
    return TileError(
        "no_access",
        f"You may not read dataset {shown(dataset)}. Ask the project's owner for read access.",
        {"dataset": dataset},
    )


def dataset_gone(dataset: str) -> TileError:
    """Return the error for a dataset that does not exist."""
    return TileError(
        "settings",
        f"Dataset {shown(dataset)} does not exist. Choose the dataset again in the webapp's settings.",
        {"dataset": dataset},
    )


def column_gone(column: str, dataset: str) -> TileError:
    """Return the error for a column that a dataset does not have."""
    return TileError(
        "column_gone",
        f"Column {shown(column)} is not in dataset {shown(dataset)}. "
        "Choose the column again in the webapp's settings.",
        {"dataset": dataset, "column": column},
    )


def as_tile_error(error: ProcessMiningError, dataset: str = "") -> TileError:
    """Return one of our errors as the tile tells it.

    Parameters
    ----------
    error : ProcessMiningError
    dataset : str
        The dataset that was read, where it is about one.
    """
    facts = {"dataset": dataset} if dataset else {}
    if isinstance(error, TileError):
        return error
    if isinstance(error, EmptyLogError):
        return not_built(dataset)
    if isinstance(error, MissingColumnError):
        return column_gone(error.column, dataset)
    if isinstance(error, ParameterError):
        message = f"{error.problem[:1].upper()}{error.problem[1:]}. {error.remedy}"
        return TileError("settings", message, {**facts, "parameter": error.parameter})
    if isinstance(error, (ContractError, FilterError)):
        return TileError("bad_request", str(error), facts)
    if isinstance(error, EventLogError):
        return TileError("unusable_data", str(error), facts)
    # What else we raise on purpose is about the plugin's installation, and says what an administrator has to do.
    return TileError("settings", str(error), facts)
