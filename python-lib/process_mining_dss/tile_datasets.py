"""A dataset of the tile's settings -> its columns, its chunks of text, its version; what keeps it from being read."""
from __future__ import annotations

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dataiku
import pandas as pd
from dataikuapi.utils import DataikuException

from process_mining_dss.datasets import ORDERED_TYPES, read_text_chunks
from process_mining_dss.tile_errors import column_gone, dataset_gone, no_access, not_built

logger = logging.getLogger("process-mining")

# Datasets that have no row as long as they have no file.
_FILE_TYPES = frozenset(("Filesystem", "UploadedFiles", "HDFS", "S3", "GCS", "Azure"))
_RECORD_COUNT = "records:COUNT_RECORDS"
_WHOLE_DATASET = ("NP", "ALL")

# How databases say that a table is not there. DSS passes their words on, and has none of its own for it.
_NO_TABLE = re.compile(
    r"\b(relation|table|object|view)( with name)? \S+ (does not|doesn't) exist"  # PostgreSQL, Snowflake, MySQL, DuckDB
    r"|not found: table\b|\btable not found\b|TABLE_OR_VIEW_NOT_FOUND"  # BigQuery, Hive, Spark and Databricks
    r"|invalid object name|\bORA-00942\b",  # SQL Server, Oracle
    re.IGNORECASE,
)

RowsRead = Callable[[int], None]
"""Called after each chunk with the rows read so far."""


@dataclass(frozen=True)
class DatasetVersion:
    """Which data a dataset holds.

    Parameters
    ----------
    digest : str
        Another one means other data.
    built_ms : float or None
        When the data were built or last changed, milliseconds since 1970; None when DSS does not say.
    """

    digest: str
    built_ms: float | None


class TileDataset:
    """A dataset that the tile reads.

    Parameters
    ----------
    name : str
        As the webapp's form gives it: a name, with its project's key in front where that is another one.

    Raises
    ------
    TileError
        If it does not exist, may not be read, or has no columns yet.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._info = _ask_info(name)
        self._dataset = dataiku.Dataset(name, ignore_flow=True)
        self._columns = self._dataset.read_schema(raise_if_empty=False)
        self._config = self._dataset.get_config()
        self._files = self._list_files()
        if not self._columns or self._is_unbuilt:
            raise not_built(name)

    @property
    def column_types(self) -> dict[str, str]:
        """Return the DSS type of each column, in the order of the schema."""
        return {column["name"]: column["type"] for column in self._columns}

    def comment(self, column: str) -> str:
        """Return the description of a column; empty where it has none."""
        return next((str(entry.get("comment") or "") for entry in self._columns if entry["name"] == column), "")

    def chunks(self, columns: Sequence[str], rows_read: RowsRead | None = None) -> Iterator[pd.DataFrame]:
        """Yield columns as text, chunk by chunk.

        Raises
        ------
        TileError
            If a column is not there, or in a database the table.
        """
        for column in columns:
            if column not in self.column_types:
                raise column_gone(column, self.name)
        n_rows = 0
        for rows in self._texts([*dict.fromkeys(columns)]):
            n_rows += len(rows)
            if rows_read is not None:
                rows_read(n_rows)
            yield rows

    def _texts(self, columns: list[str]) -> Iterator[pd.DataFrame]:
        try:
            yield from read_text_chunks(self._dataset, columns)
        # DSS raises nothing narrower when a stream cannot be opened.
        except Exception as error:
            if tells_of_no_table(str(error)):
                raise not_built(self.name) from error
            raise

    @property
    def has_ordered_rows(self) -> bool:
        """Return whether its rows have an order of their own; a database promises none."""
        return self._config.get("type") in ORDERED_TYPES

    @property
    def row_count(self) -> int | None:
        """Return how many rows it had when DSS last counted them; None when it never did."""
        try:
            metrics = _handle(self.name).get_last_metric_values().get_raw().get("metrics", [])
        except (DataikuException, OSError) as error:
            logger.info("DSS gives no metrics of dataset %s: %s", self.name, error)
            return None
        values = [
            point.get("value")
            for metric in metrics
            if metric.get("metric", {}).get("id") == _RECORD_COUNT
            for point in metric.get("lastValues", [])
            if point.get("partition") in _WHOLE_DATASET
        ]
        return int(values[0]) if values and str(values[0]).isdigit() else None

    def version(self) -> DatasetVersion:
        """Return which data it holds: by its last build, else by its files, else by its number of rows."""
        columns = [[column["name"], column["type"], column.get("comment")] for column in self._columns]
        build = self._info.get("lastBuild") or {}
        built_ms = build.get("buildEndTime") or build.get("buildStartTime")
        if built_ms:
            return DatasetVersion(_digest([columns, "built", built_ms]), float(built_ms))
        if files := self._files:
            facts = sorted([file["path"], file.get("size"), file.get("lastModified")] for file in files)
            times = [float(file["lastModified"]) for file in files if file.get("lastModified")]
            return DatasetVersion(_digest([columns, "files", facts]), max(times, default=None))
        return DatasetVersion(_digest([columns, "rows", self.row_count]), None)

    @property
    def _is_unbuilt(self) -> bool:
        """Return whether DSS knows of no data: no file, or files that it cannot list of what no recipe has built."""
        if self._config.get("type") not in _FILE_TYPES:
            return False
        never_built = bool(self._config.get("managed")) and not self._info.get("lastBuild")
        return not self._files and (self._files is not None or never_built)

    def _list_files(self) -> list[dict[str, Any]] | None:
        """Return the files that hold the data; None where nobody can tell."""
        if self._config.get("type") not in _FILE_TYPES:
            return None
        try:
            files: list[dict[str, Any]] = self._dataset.get_files_info().get("globalPaths") or []
        # DSS raises nothing narrower, and does not document for which datasets there is a folder to list.
        except Exception as error:
            logger.info("DSS does not list the files of dataset %s: %s", self.name, error)
            return None
        return files


def tells_of_no_table(problem: str) -> bool:
    """Return whether a database says that there is no such table.

    Examples
    --------
    >>> tells_of_no_table('ERROR: relation "log" does not exist'), tells_of_no_table("Connection refused")
    (True, False)
    """
    return _NO_TABLE.search(problem) is not None


def _handle(name: str) -> Any:
    """Return the public API's handle of a dataset."""
    key, dot, short_name = name.partition(".")
    project_key = key if dot else dataiku.default_project_key()
    return dataiku.api_client().get_project(project_key).get_dataset(short_name if dot else name)


def _ask_info(name: str) -> Mapping[str, Any]:
    """Return what DSS knows of a dataset; nothing when it does not tell for a reason of its own."""
    try:
        info: dict[str, Any] = _handle(name).get_info().get_raw()
        return info
    except DataikuException as error:
        # The public API tells its errors apart by the class that begins their text, and by nothing else.
        kind = str(error).partition(":")[0]
        if kind.endswith("NotFoundException"):
            raise dataset_gone(name) from error
        if kind.endswith(("UnauthorizedException", "ForbiddenException")):
            raise no_access(name) from error
        logger.warning("DSS does not tell about dataset %s: %s", name, error)
    except OSError as error:
        logger.warning("DSS's public API does not answer about dataset %s: %s", name, error)
    return {}


def _digest(facts: object) -> str:
    return hashlib.sha256(json.dumps(facts).encode("utf-8")).hexdigest()[:12]
