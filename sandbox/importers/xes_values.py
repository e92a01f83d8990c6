"""Turns typed attributes of an XES file into columns: which keys there are, their DSS types, their order."""
from __future__ import annotations

from sandbox.cells import canonical
from sandbox.schema import Column

DSS_TYPES = {
    "string": "string", "date": "date", "int": "bigint", "float": "double", "boolean": "boolean", "id": "string",
}
"""Name of an attribute's element -> DSS type."""

_FIRST = ("case:concept:name", "concept:name", "time:timestamp", "lifecycle:transition", "org:resource")


class ColumnTypes:
    """The type of each column, narrowed while values are seen.

    A column is a string as soon as two types are seen under its key, or a value that its type cannot hold: the texts
    then stay as they are in the file.
    """

    def __init__(self) -> None:
        self._types: dict[str, str] = {}

    def __len__(self) -> int:
        return len(self._types)

    def see(self, name: str, element: str, text: str) -> None:
        """Take one value into account.

        Parameters
        ----------
        name : str
            Name of the column.
        element : str
            Name of the attribute's element ("date").
        text : str
            Its value; an empty one is missing.
        """
        column_type = DSS_TYPES[element]
        known = self._types.setdefault(name, column_type)
        if known == "string":
            return
        if known != column_type or canonical(column_type, text) is None:
            self._types[name] = "string"

    def columns(self) -> list[Column]:
        """Return the columns: those that every log has first, then by name."""
        known = [name for name in _FIRST if name in self._types]
        rest = sorted(self._types.keys() - set(known))
        return [{"name": name, "type": self._types[name]} for name in [*known, *rest]]
