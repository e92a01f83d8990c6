"""Turns a DSS schema into what pandas is told when it parses the stream, and a frame's dtypes into a DSS schema."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from sandbox.cells import INTEGER_TYPES, TIME_TYPES
from sandbox.errors import SchemaError, shown

_DTYPES: dict[str, Any] = {
    "tinyint": np.int8, "smallint": np.int16, "int": np.int32, "bigint": np.int64,
    "float": np.float32, "double": np.float64, "boolean": np.bool_,
}
_NULLABLE = {"tinyint": "Int8", "smallint": "Int16", "int": "Int32", "bigint": "Int64"}
_BY_KIND_AND_SIZE = {
    "i1": "tinyint", "i2": "smallint", "i4": "int", "i8": "bigint",
    "u1": "smallint", "u2": "int", "u4": "bigint", "u8": "bigint",
    "f2": "float", "f4": "float", "f8": "double", "b1": "boolean",
}


def schema_dtypes(
    schema: Sequence[dict],
    columns: Sequence[str] | None,
    parse_dates: bool,
    infer_with_pandas: bool,
    bool_as_str: bool,
    int_as_float: bool,
    use_nullable_integers: bool,
    categoricals: str | Sequence[str] | None,
) -> tuple[list[str], dict[str, Any] | None, list[int] | bool]:
    """Return names, dtypes (None: pandas infers) and the places of columns to parse as dates (False: none)."""
    types = {column["name"]: column["type"] for column in schema}
    names = list(types) if columns is None else list(dict.fromkeys(columns))
    for name in names:
        if name not in types:
            raise SchemaError(f"Unknown column {shown(name)}; the dataset's columns: {', '.join(types)}.")
    dates = [at for at, name in enumerate(names) if types[name] in TIME_TYPES]
    if infer_with_pandas:
        return names, None, dates

    def dtype(name: str) -> Any:
        if bool_as_str and types[name] == "boolean":
            return "str"
        if int_as_float and types[name] in INTEGER_TYPES:
            return np.float64
        if use_nullable_integers and types[name] in INTEGER_TYPES:
            return _NULLABLE[types[name]]
        if types[name] == "string" and (categoricals == "all" or name in (categoricals or ())):
            return "category"
        return _DTYPES.get(types[name], np.object_)

    # pandas leaves a column as text when it is told a dtype and to parse dates, and a cell is missing.
    parsed = {names[at] for at in dates} if parse_dates else set()
    return names, {name: dtype(name) for name in names if name not in parsed}, dates if parse_dates else False


def frame_schema(frame: pd.DataFrame) -> list[dict[str, str]]:
    """Return the schema that a DSS derives from a frame: names and types, nothing else."""
    return [{"name": str(name), "type": _dss_type(dtype)} for name, dtype in zip(frame.columns, frame.dtypes)]


def _dss_type(dtype: Any) -> str:
    if isinstance(dtype, pd.DatetimeTZDtype):
        return "date"
    if pd.api.types.is_datetime64_dtype(dtype):
        return "datetimenotz"
    if pd.api.types.is_bool_dtype(dtype):
        return "boolean"
    if pd.api.types.is_integer_dtype(dtype) or pd.api.types.is_float_dtype(dtype):
        return _BY_KIND_AND_SIZE.get(f"{dtype.kind}{dtype.itemsize}", "double")
    return "string"
