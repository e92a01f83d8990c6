"""Turns the columns of a frame, and single values, into the canonical texts that a dataset keeps."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timezone
from typing import Any

import numpy as np
import pandas as pd

from sandbox.cells import INTEGER_TYPES, JSON_TYPES, TIME_TYPES, canonical
from sandbox.errors import CellError, SchemaError, shown
from sandbox.instants import time_text

_ROWS_AT_ONCE = 10_000


def frame_rows(frame: pd.DataFrame, schema: Sequence[dict], rows_before: int) -> Iterator[list[str]]:
    """Yield the rows of a frame as canonical texts.

    Parameters
    ----------
    frame : DataFrame
        Its columns must be those of the schema, in order.
    schema : sequence of dict
        DSS columns.
    rows_before : int
        Rows written earlier, for the row number in a refusal.

    Yields
    ------
    list of str
        One row.

    Raises
    ------
    SchemaError
        When the columns are others than the schema's.
    CellError
        When a value does not fit its column's type.
    """
    names, expected = [str(name) for name in frame.columns], [column["name"] for column in schema]
    if names != expected:
        raise SchemaError(_difference(names, expected))
    for start in range(0, len(frame), _ROWS_AT_ONCE):
        part = frame.iloc[start:start + _ROWS_AT_ONCE]
        texts = [
            _column_texts(part.iloc[:, at], column["name"], column["type"], rows_before + start + 1)
            for at, column in enumerate(schema)
        ]
        yield from map(list, zip(*texts))


def _difference(names: list[str], expected: list[str]) -> str:
    """Return in words how the columns of a frame differ from the schema's."""
    if len(names) != len(expected):
        extra = [name for name in names if name not in expected]
        lacking = [name for name in expected if name not in names]
        return (
            f"The frame has {len(names)} columns, the dataset's schema {len(expected)}"
            f"{'; not in the schema: ' + ', '.join(extra) if extra else ''}"
            f"{'; not in the frame: ' + ', '.join(lacking) if lacking else ''}. "
            "Write the schema first, or use write_with_schema."
        )
    at = next(at for at, name in enumerate(names) if name != expected[at])
    return (
        f"Columns are written by position: column {at + 1} of the frame is {shown(names[at])}, of the dataset's schema "
        f"{shown(expected[at])}. Put the frame's columns in the schema's order."
    )


def _column_texts(values: pd.Series, name: str, column_type: str, first_row: int) -> list[str]:
    if pd.api.types.is_datetime64_any_dtype(values.dtype) and column_type in TIME_TYPES:
        return _time_texts(values, column_type)
    missing = values.isna().to_numpy()
    return [
        "" if lacks else value_text(value, name, column_type, row)
        for row, (value, lacks) in enumerate(zip(values.to_numpy(dtype=object), missing), first_row)
    ]


def _time_texts(values: pd.Series, column_type: str) -> list[str]:
    """Return datetimes as texts; one with a zone as UTC, one without is taken as UTC."""
    if isinstance(values.dtype, pd.DatetimeTZDtype):
        values = values.dt.tz_convert("UTC").dt.tz_localize(None)
    micros = values.to_numpy(dtype="datetime64[us]")
    if column_type == "dateonly":
        texts = np.datetime_as_string(micros, unit="D")
    else:
        texts = np.datetime_as_string(micros, unit="ms").astype("U27")
        finer = micros.astype("datetime64[ms]") != micros
        texts[finer] = np.datetime_as_string(micros[finer], unit="us")
    ending = "Z" if column_type == "date" else ""
    return ["" if text == "NaT" else text + ending for text in texts.tolist()]


def value_text(value: Any, name: str, column_type: str, row: int) -> str:
    """Return one value as canonical text.

    Parameters
    ----------
    value : object
        None, NaN and the like are missing.
    name, column_type : str
        Of its column.
    row : int
        Its number, the first one being 1.

    Returns
    -------
    str
        "" when missing.

    Raises
    ------
    CellError
        When the type cannot hold it.
    """
    text = canonical(column_type, _plain_text(value, column_type))
    if text is None:
        raise CellError(name, column_type, row, value)
    return text


def _plain_text(value: Any, column_type: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (bool, np.bool_)):
        return "true" if value else "false"
    if isinstance(value, (float, np.floating)):
        return _number_text(float(value), column_type)
    if isinstance(value, datetime):
        return "" if pd.isna(value) else _datetime_text(value, column_type)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (list, dict)) or column_type in JSON_TYPES:
        return json.dumps(value, ensure_ascii=False)
    return "" if pd.isna(value) else str(value)


def _number_text(value: float, column_type: str) -> str:
    if value != value:
        return ""
    return str(int(value)) if column_type in INTEGER_TYPES and value.is_integer() else repr(value)


def _datetime_text(value: datetime, column_type: str) -> str:
    if column_type not in TIME_TYPES:
        return str(value)
    if value.tzinfo is not None:
        value = value.astimezone(timezone.utc).replace(tzinfo=None)
    if column_type == "dateonly":
        return value.date().isoformat()
    return time_text(value) + ("Z" if column_type == "date" else "")
