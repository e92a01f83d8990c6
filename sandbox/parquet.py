"""Turns Parquet files into DSS columns and rows of canonical texts, through DuckDB."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UnreadableFileError
from .instants import time_text
from .schema import Column

if TYPE_CHECKING:
    import duckdb

_ROWS_AT_ONCE = 5_000
_EPOCH = datetime(1970, 1, 1)
_WHOLE_TYPES = {
    "TINYINT": "tinyint", "SMALLINT": "smallint", "INTEGER": "int", "BIGINT": "bigint",
    "UTINYINT": "smallint", "USMALLINT": "int", "UINTEGER": "bigint",
}
_PLAIN_TYPES = {
    **_WHOLE_TYPES, "FLOAT": "float", "DOUBLE": "double", "BOOLEAN": "boolean", "DATE": "dateonly",
    "TIMESTAMP WITH TIME ZONE": "date",
}


def _open(path: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection whose view `rows` is the file."""
    # Only Parquet needs DuckDB, and every recipe process would pay for its import.
    import duckdb

    connection = duckdb.connect()
    try:
        connection.read_parquet(str(path)).create_view("rows")
    except duckdb.Error as error:
        connection.close()
        raise UnreadableFileError(path, f"it is no readable Parquet file ({_first_line(error)}).") from error
    return connection


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]


def _dss_type(duckdb_type: str) -> str:
    """Return the DSS type that holds a DuckDB type; what no DSS number holds exactly stays text."""
    if duckdb_type in _PLAIN_TYPES:
        return _PLAIN_TYPES[duckdb_type]
    if duckdb_type.startswith("TIMESTAMP"):
        return "datetimenotz"
    if duckdb_type.startswith("DECIMAL"):
        return "double"
    if duckdb_type.endswith("]"):
        return "array"
    if duckdb_type.startswith("MAP("):
        return "map"
    return "object" if duckdb_type.startswith("STRUCT(") else "string"


def _described(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    return [(name, _dss_type(kind)) for name, kind, *_ in connection.execute("DESCRIBE rows").fetchall()]


def parquet_columns(path: Path) -> list[Column]:
    """Return the columns of a Parquet file as DSS columns.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    list of dict
        Names and DSS types, in file order.

    Raises
    ------
    UnreadableFileError
        When DuckDB cannot read it.
    """
    with _open(path) as connection:
        return [{"name": name, "type": column_type} for name, column_type in _described(connection)]


def _expression(name: str, column_type: str) -> str:
    """Return the SQL that gives a column as text, or times as microseconds since 1970."""
    quoted = '"' + name.replace('"', '""') + '"'
    if column_type in ("date", "datetimenotz"):
        return f"epoch_us({quoted})"
    if column_type in ("array", "map", "object"):
        return f"to_json({quoted})::VARCHAR"
    return f"{quoted}::VARCHAR"


def _text(value: Any, column_type: str) -> str:
    """Return one fetched value as canonical text."""
    if value is None:
        return ""
    if column_type not in ("date", "datetimenotz"):
        return str(value)
    return time_text(_EPOCH + timedelta(microseconds=value)) + ("Z" if column_type == "date" else "")


def iter_parquet_rows(path: Path, n_columns: int) -> Iterator[list[str]]:
    """Yield the rows of a Parquet file as canonical texts, "" being missing.

    Parameters
    ----------
    path : Path
        The file.
    n_columns : int
        How many columns are expected of it.

    Yields
    ------
    list of str
        One row.

    Raises
    ------
    UnreadableFileError
        When DuckDB cannot read it, the number of columns is another one, or a time is beyond the calendar.
    """
    with _open(path) as connection:
        columns = _described(connection)
        if len(columns) != n_columns:
            raise UnreadableFileError(path, f"it has {len(columns)} columns, the dataset's schema has {n_columns}.")
        types = [column_type for _, column_type in columns]
        found = connection.execute(f"SELECT {', '.join(_expression(*column) for column in columns)} FROM rows")
        while batch := found.fetchmany(_ROWS_AT_ONCE):
            for row in batch:
                try:
                    yield [_text(value, column_type) for value, column_type in zip(row, types)]
                except OverflowError as error:
                    raise UnreadableFileError(path, "it holds a time outside the years 1 to 9999.") from error
