"""Turns DSS schemas (JSON with columns of name, type, comment ...) into checked lists of columns and back."""
from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .cells import TYPES
from .errors import SchemaError, shown

Column = dict[str, Any]


def check_columns(columns: Sequence[Column]) -> list[Column]:
    """Return columns as they may stand in a schema.

    Parameters
    ----------
    columns : sequence of dict
        Each with `name`, `type` (a DSS type) and what else a DSS column has.

    Returns
    -------
    list of dict
        Copies; a column without a type is a string.

    Raises
    ------
    SchemaError
        For a nameless column, a name that comes twice, or an unknown type.

    Examples
    --------
    >>> check_columns([{"name": "a"}])
    [{'name': 'a', 'type': 'string'}]
    """
    checked: list[Column] = []
    seen: set[str] = set()
    for position, column in enumerate(columns, 1):
        name, column_type = (column.get("name"), column.get("type", "string")) if isinstance(column, dict) else ("", "")
        if not isinstance(name, str) or not name:
            raise SchemaError(f"Column {position} of the schema has no name.")
        if name in seen:
            raise SchemaError(f"The schema has two columns called {shown(name)}.")
        if column_type not in TYPES:
            raise SchemaError(
                f"Column {shown(name)} has the type {shown(column_type)}; types are {', '.join(sorted(TYPES))}."
            )
        seen.add(name)
        checked.append({**column, "name": name, "type": column_type})
    return checked


def load_schema(path: Path) -> list[Column]:
    """Return the columns of a schema file.

    Parameters
    ----------
    path : Path
        JSON of the form ``{"columns": [{"name": ..., "type": ...}]}``.

    Returns
    -------
    list of dict
        Checked columns.

    Raises
    ------
    SchemaError
        When the file is no such JSON.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise SchemaError(f"{path.name} is not JSON in UTF-8: {error}.") from error
    columns = found.get("columns") if isinstance(found, dict) else None
    if not isinstance(columns, list):
        raise SchemaError(f'{path.name} is not a DSS schema: it has no "columns" list.')
    return check_columns(columns)


def save_schema(path: Path, columns: Sequence[Column]) -> None:
    """Write columns as a schema file, replacing it in one step.

    Parameters
    ----------
    path : Path
        Where.
    columns : sequence of dict
        Checked columns.
    """
    text = json.dumps({"columns": list(columns), "userModified": False}, ensure_ascii=False, indent=2) + "\n"
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
