"""A dashboard as a DSS keeps it: a page with a filter panel on one dataset, and webapps as tiles in a grid."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sandbox.cells import INTEGER_TYPES, REAL_TYPES, TIME_TYPES
from sandbox.schema import Column

COLUMNS = 36
"""Columns of the grid."""


@dataclass(frozen=True)
class Box:
    """Where a tile lies, in cells of the grid: `left` of 36 columns, the others in rows of 20 pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Tile:
    """A webapp on a dashboard.

    Parameters
    ----------
    webapp : str
        Id of the webapp.
    title : str
        Above the tile; empty: none.
    box : Box
        Where it lies.
    """

    webapp: str
    title: str = ""
    box: Box = field(default=Box(0, 0, COLUMNS, 36))


@dataclass(frozen=True)
class Dashboard:
    """A dashboard with one page.

    Parameters
    ----------
    id : str
        In its address.
    title : str
        Above the page.
    dataset : str
        The one that its filter panel is bound to.
    tiles : sequence of Tile
    filters : sequence of str or mapping
        What the panel opens with: the name of a column, or a filter as a DSS keeps it.
    """

    id: str
    title: str
    dataset: str
    tiles: Sequence[Tile]
    filters: Sequence[str | Mapping[str, Any]] = ()

    def document(
        self, project_key: str, columns: Sequence[Column], configs: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, Any]:
        """Return what its page is told, as JSON values.

        Parameters
        ----------
        project_key : str
        columns : sequence of dict
            Of its dataset.
        configs : mapping of str to mapping
            Id of a webapp -> values of its parameters.
        """
        return {
            "id": self.id,
            "title": self.title,
            "projectKey": project_key,
            "dataset": self.dataset,
            "columns": [{"name": column["name"], "columnType": column_type(column)} for column in columns],
            "filters": [entry if isinstance(entry, str) else dict(entry) for entry in self.filters],
            "gridColumns": COLUMNS,
            "tiles": [
                {**asdict(tile), "url": f"/webapps/{project_key}/{tile.webapp}", "config": configs[tile.webapp]}
                for tile in self.tiles
            ],
        }


def column_type(column: Column) -> str:
    """Return how a filter panel sees a column: DATE, NUMERICAL or ALPHANUM."""
    if column["type"] in TIME_TYPES:
        return "DATE"
    return "NUMERICAL" if column["type"] in INTEGER_TYPES | REAL_TYPES else "ALPHANUM"
