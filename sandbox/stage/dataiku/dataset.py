"""Turns a dataset of the project into frames, rows and streams, and back, as `dataiku.Dataset` does inside a DSS."""
from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd

from sandbox.errors import SandboxError, SchemaError, shown
from sandbox.public_api import last_metrics
from sandbox.stored import StoredDataset

from ._dtypes import frame_schema, schema_dtypes
from ._read import Parsing, parse_chunks, parse_frame, value_reader
from ._run import check_declared, check_readable, check_writable, current_project, current_run, short_name
from ._stream import FORMATS, Sample, chosen_columns, forget_session, open_stream, sampled_rows, verify_session
from .dataset_writer import DatasetWriter

if TYPE_CHECKING:
    from dataikuapi.dss.metrics import ComputedMetrics

_CONNECTION = "filesystem_managed"
_NO_PARTITION = "NP"


class Dataset:
    """A dataset, by name or `PROJECT.name`; in a recipe it must be an input or output unless `ignore_flow`."""

    def __init__(self, name: str, project_key: str | None = None, ignore_flow: bool = False) -> None:
        self.name = self.short_name = short_name(name, project_key)
        self.project_key = current_project().key
        self.ignore_flow = ignore_flow
        if not ignore_flow:
            check_declared("Dataset", self.name)

    @staticmethod
    def list(project_key: str | None = None) -> Sequence[str]:
        """Return the names of the project's datasets."""
        short_name("any", project_key)
        return current_project().dataset_names()

    @property
    def full_name(self) -> str:
        """The name with the project key."""
        return f"{self.project_key}.{self.name}"

    def _stored(self) -> StoredDataset:
        stored = current_project().dataset(self.name)
        stored.check_access()
        return stored

    def _readable(self) -> StoredDataset:
        if not self.ignore_flow:
            check_readable("Dataset", self.name)
        return self._stored()

    def _writable(self) -> StoredDataset:
        if not self.ignore_flow:
            check_writable("Dataset", self.name)
        return self._stored()

    def read_schema(self, raise_if_empty: bool = True) -> Sequence[dict[str, Any]]:
        """Return the columns; raise when there are none."""
        columns = self._stored().read_schema()
        if not columns and raise_if_empty:
            raise SchemaError(f"Dataset {self.name} has no schema. Build it, or write its schema.")
        return columns

    @staticmethod
    def get_dataframe_schema_st(
        schema: Sequence[dict[str, Any]], columns: Sequence[str] | None = None, parse_dates: bool = True,
        infer_with_pandas: bool = False, bool_as_str: bool = False, int_as_float: bool = False,
        use_nullable_integers: bool = False, categoricals: Any = None,
    ) -> tuple[Sequence[str], dict[str, Any] | None, Any]:
        """Return names, dtypes and the places of date columns, as `iter_dataframes_forced_types` takes them."""
        typing = (infer_with_pandas, bool_as_str, int_as_float, use_nullable_integers, categoricals)
        return schema_dtypes(schema, columns, parse_dates, *typing)

    def get_dataframe(
        self, columns: Sequence[str] | None = None, sampling: str = "head", sampling_column: str | None = None,
        limit: int | None = None, ratio: float | None = None, ascending: bool = True, infer_with_pandas: bool = True,
        parse_dates: bool = True, bool_as_str: bool = False, int_as_float: bool = False,
        use_nullable_integers: bool = False, categoricals: Any = None, float_precision: str | None = None,
        na_values: Any = None, keep_default_na: bool = True, print_deep_memory_usage: bool = True,
        skip_additional_data_checks: bool = False, date_parser: Any = None,
        override_dtypes: dict[str, Any] | None = None, pandas_read_kwargs: dict[str, Any] | None = None,
    ) -> pd.DataFrame:
        """Return the dataset as one frame."""
        stored = self._readable()
        typing = (infer_with_pandas, bool_as_str, int_as_float, use_nullable_integers, categoricals)
        names, dtypes, dates = self._typed(stored, columns, parse_dates, typing, override_dtypes)
        more = {**(pandas_read_kwargs or {}), **({"date_parser": date_parser} if date_parser else {})}
        parsing = Parsing(names, dtypes, dates, float_precision, na_values, keep_default_na, more)
        with self._verified_stream(stored, columns, Sample(sampling, limit, ratio)) as stream:
            return parse_frame(stream, parsing)

    def iter_dataframes(
        self, chunksize: int = 10000, infer_with_pandas: bool = True, sampling: str = "head",
        sampling_column: str | None = None, parse_dates: bool = True, limit: int | None = None,
        ratio: float | None = None, columns: Sequence[str] | None = None, bool_as_str: bool = False,
        int_as_float: bool = False, use_nullable_integers: bool = False, categoricals: Any = None,
        float_precision: str | None = None, na_values: Any = None, keep_default_na: bool = True, ascending: bool = True,
        date_parser: Any = None, override_dtypes: dict[str, Any] | None = None,
        pandas_read_kwargs: dict[str, Any] | None = None,
    ) -> Iterator[pd.DataFrame]:
        """Yield the dataset as frames of at most `chunksize` rows, each typed on its own."""
        stored = self._readable()
        typing = (infer_with_pandas, bool_as_str, int_as_float, use_nullable_integers, categoricals)
        names, dtypes, dates = self._typed(stored, columns, parse_dates, typing, override_dtypes)
        more = {**(pandas_read_kwargs or {}), **({"date_parser": date_parser} if date_parser else {})}
        parsing = Parsing(names, dtypes, dates, float_precision, na_values, keep_default_na, more)
        yield from self._chunks(stored, columns, Sample(sampling, limit, ratio), parsing, chunksize)

    def iter_dataframes_forced_types(
        self, names: Sequence[str], dtypes: Any, parse_date_columns: Any, chunksize: int = 10000,
        sampling: str = "head", sampling_column: str | None = None, limit: int | None = None,
        ratio: float | None = None, float_precision: str | None = None, na_values: Any = None,
        keep_default_na: bool = True, ascending: bool = True, date_parser: Any = None,
        pandas_read_kwargs: dict[str, Any] | None = None,
    ) -> Iterator[pd.DataFrame]:
        """Yield the dataset as frames of exact dtypes; `names` are all columns of the schema, in order."""
        stored = self._readable()
        more = {**(pandas_read_kwargs or {}), **({"date_parser": date_parser} if date_parser else {})}
        parsing = Parsing([*names], dtypes, parse_date_columns, float_precision, na_values, keep_default_na, more)
        yield from self._chunks(stored, None, Sample(sampling, limit, ratio), parsing, chunksize)

    @staticmethod
    def _typed(
        stored: StoredDataset, columns: Sequence[str] | None, parse_dates: bool, typing: tuple[Any, ...],
        override_dtypes: Mapping[str, Any] | None,
    ) -> tuple[Any, dict[str, Any] | None, Any]:
        schema = stored.read_schema()
        if columns is not None:
            columns = [schema[place]["name"] for place in chosen_columns(schema, columns)]
        names, dtypes, dates = schema_dtypes(schema, columns, parse_dates, *typing)
        return names, {**(dtypes or {}), **override_dtypes} if override_dtypes else dtypes, dates

    def _chunks(
        self, stored: StoredDataset, columns: Sequence[str] | None, sample: Sample, parsing: Parsing, chunksize: int
    ) -> Iterator[pd.DataFrame]:
        with self._verified_stream(stored, columns, sample) as stream:
            yield from parse_chunks(stream, parsing, chunksize)

    @contextmanager
    def _verified_stream(
        self, stored: StoredDataset, columns: Sequence[str] | None, sample: Sample
    ) -> Iterator[BinaryIO]:
        """Open the stream for reading to its end; raise there when it broke off."""
        session = uuid.uuid4().hex
        try:
            with open_stream(sampled_rows(stored, columns, sample), None, session) as stream:
                yield stream
            verify_session(session)
        finally:
            forget_session(session)

    def iter_tuples(
        self, sampling: str = "head", sampling_column: str | None = None, limit: int | None = None,
        ratio: float | None = None, log_every: int = -1, timeout: int = 30, columns: Sequence[str] | None = None,
        ascending: bool = True,
    ) -> Iterator[tuple[Any, ...]]:
        """Yield rows as tuples of values cast by the schema's types, None being missing."""
        stored = self._readable()
        schema = stored.read_schema()
        readers = [value_reader(schema[place]["type"]) for place in chosen_columns(schema, columns)]
        for cells in sampled_rows(stored, columns, Sample(sampling, limit, ratio)):
            yield tuple(read(cell) for read, cell in zip(readers, cells))

    def iter_rows(
        self, sampling: str = "head", sampling_column: str | None = None, limit: int | None = None,
        ratio: float | None = None, log_every: int = -1, timeout: int = 30, columns: Sequence[str] | None = None,
        ascending: bool = True,
    ) -> Iterator[dict[str, Any]]:
        """Yield rows as dicts of values cast by the schema's types, None being missing."""
        schema = self._readable().read_schema()
        names = [schema[place]["name"] for place in chosen_columns(schema, columns)]
        for row in self.iter_tuples(sampling, sampling_column, limit, ratio, log_every, timeout, columns, ascending):
            yield dict(zip(names, row))

    def raw_formatted_data(
        self, sampling: dict[str, Any] | None = None, columns: Sequence[str] | None = None,
        format: str = "tsv-excel-noheader", format_params: dict[str, Any] | None = None,
        read_session_id: str | None = None,
    ) -> BinaryIO:
        """Return the rows as a binary stream, to be closed; `verify_read` says afterwards whether it was whole."""
        stored = self._readable()
        if format not in FORMATS:
            raise SandboxError(f"Unknown format {shown(format)}; the sandbox streams {', '.join(FORMATS)}.")
        schema = stored.read_schema()
        header = [schema[place]["name"] for place in chosen_columns(schema, columns)]
        rows = sampled_rows(stored, columns, Sample.of_dss(sampling))
        return open_stream(rows, header if format == "tsv-excel-header" else None, read_session_id)

    def verify_read(self, read_session_id: str) -> None:
        """Raise when the stream that was read under this id broke off."""
        verify_session(read_session_id)

    def write_schema(self, columns: Sequence[dict[str, Any]], drop_and_create: bool = False) -> None:
        """Replace the schema."""
        stored = self._writable()
        stored.write_schema(columns)
        if drop_and_create:
            stored.clear()

    def write_schema_from_dataframe(self, df: pd.DataFrame, drop_and_create: bool = False) -> None:
        """Replace the schema by the frame's: names and types, without comments."""
        self.write_schema(frame_schema(df), drop_and_create)

    def write_dataframe(self, df: pd.DataFrame, infer_schema: bool = False, drop_and_create: bool = False) -> None:
        """Replace the rows by the frame's; the schema only when it is to be inferred."""
        if infer_schema:
            self.write_schema_from_dataframe(df, drop_and_create)
        with self.get_writer() as writer:
            writer.write_dataframe(df)

    def write_with_schema(self, df: pd.DataFrame, drop_and_create: bool = False) -> None:
        """Replace schema and rows by the frame's."""
        self.write_dataframe(df, infer_schema=True, drop_and_create=drop_and_create)

    def get_writer(self) -> DatasetWriter:
        """Return a writer that replaces the rows when it is closed."""
        return DatasetWriter(self._writable(), self.name in current_run().append_to)

    def get_config(self) -> dict[str, Any]:
        """Return the dataset's definition."""
        return {
            **self._stored().definition(), "projectKey": self.project_key, "name": self.name,
            "params": {"connection": _CONNECTION, "path": str(self._stored().folder)}, "formatType": "csv",
            "schema": {"columns": self.read_schema(raise_if_empty=False), "userModified": False},
            "partitioning": {"dimensions": []}, "metrics": {"probes": []},
        }

    def get_location_info(self, sensitive_info: bool = False) -> dict[str, Any]:
        """Return where the data lie."""
        info = {"connectionName": _CONNECTION, "path": str(self._stored().folder)}
        return {"locationInfoType": "FS", "info": info}

    def list_partitions(self, raise_if_empty: bool = True) -> Sequence[str]:
        """Return the one partition that a dataset without partitions has."""
        if raise_if_empty and not self._stored().is_built:
            raise SandboxError(f"Dataset {self.name} is not built: it has no partition.")
        return [_NO_PARTITION]

    def get_files_info(self, partitions: Sequence[str] = ()) -> dict[str, Any]:
        """Return path, size in bytes and time in milliseconds of the files that hold the data."""
        files = [
            {"path": "/" + path.name, "size": path.stat().st_size, "lastModified": int(path.stat().st_mtime * 1000)}
            for path in self._stored().files
        ]
        return {"globalPaths": files, "pathsByPartition": {_NO_PARTITION: files}}

    def get_last_metric_values(self, partition: str = "") -> ComputedMetrics:
        """Return the last values of the dataset's metrics."""
        # Imported here: it takes 0.2 s, and no recipe needs it.
        from dataikuapi.dss.metrics import ComputedMetrics

        return ComputedMetrics(last_metrics(self._stored()))
