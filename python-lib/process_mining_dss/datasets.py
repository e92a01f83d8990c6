"""Roles of a recipe -> chunks of text; tables -> datasets with schema and descriptions; progress into the log."""
from __future__ import annotations

import contextlib
import logging
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

import dataiku
import pandas as pd
from dataiku import customrecipe

from process_mining.columns import Table
from process_mining.errors import MissingColumnError
from process_mining.event_log import REASONS_TO_LEAVE_OUT, EventLog, read_event_log
from process_mining.settings import EventLogSettings
from process_mining_dss.params import Parameters, read_parameters
from process_mining_dss.running import check_pandas, start_log

logger = logging.getLogger("process-mining")

_ROWS_PER_CHUNK = 100_000
_SECONDS_BETWEEN_LINES = 5.0

# Datasets whose rows have an order of their own. A database promises none, so there ties go by label.
_LOCAL_TYPES = ("Filesystem", "UploadedFiles", "FilesInFolder", "Inline", "Sample")
_REMOTE_FILE_TYPES = ("HDFS", "S3", "GCS", "Azure", "HTTP", "FTP", "SCP", "SFTP")
ORDERED_TYPES = frozenset((*_LOCAL_TYPES, *_REMOTE_FILE_TYPES))


def recipe_parameters(kind: type[Parameters]) -> Parameters:
    """Return the parameters of the running recipe, and start its log.

    Raises
    ------
    ProcessMiningError
        If the code environment has a pandas that reads dates in another way.
    ParameterError
        If a parameter cannot be used.
    """
    start_log()
    check_pandas()
    parameters = read_parameters(kind, customrecipe.get_recipe_config())
    logger.info("Parameters: %s", parameters)
    return parameters


class EventLogInput:
    """The event log that a recipe reads.

    Parameters
    ----------
    role : str
        The input role, which has one dataset.
    """

    def __init__(self, role: str = "event_log") -> None:
        (name,) = customrecipe.get_input_names_for_role(role)
        self._dataset = dataiku.Dataset(name)
        self.column_types: dict[str, str] = {
            column["name"]: column["type"] for column in self._dataset.read_schema(raise_if_empty=False)
        }

    def settled(self, parameters: Parameters) -> Parameters:
        """Return the parameters with a tie rule that this dataset can keep."""
        kind = self._dataset.get_config().get("type")
        if parameters.tie_rule == "label" or kind in ORDERED_TYPES:
            return parameters
        logger.info("The rows of a %s dataset have no order of their own: equal times are ordered by label.", kind)
        return replace(parameters, tie_rule="label")

    def read(self, settings: EventLogSettings, case_attributes: Sequence[str] = ()) -> EventLog:
        """Read the event log, saying in the log how far it is, and at the end what was found.

        Parameters
        ----------
        settings : EventLogSettings
        case_attributes : sequence of str
            Columns to carry along by case.

        Returns
        -------
        EventLog

        Raises
        ------
        EventLogError
            As `process_mining.event_log.read_event_log`; a missing column is found before anything is read.
        """
        for column, purpose in {**dict.fromkeys(case_attributes, "case attribute"), **settings.named_columns}.items():
            if column not in self.column_types:
                raise MissingColumnError(column, purpose, self.column_types)
        progress = _ProgressLog()
        chunks = read_text_chunks(self._dataset, [*dict.fromkeys([*settings.event_columns, *case_attributes])])
        log = read_event_log(chunks, settings, case_attributes, progress)
        progress.finish(log)
        return log


def read_text_chunks(dataset: dataiku.Dataset, columns: Sequence[str]) -> Iterator[pd.DataFrame]:
    """Read columns of a dataset as text, exactly as DSS streams them.

    Parameters
    ----------
    dataset : dataiku.Dataset
    columns : sequence of str
        Columns of its schema.

    Yields
    ------
    DataFrame
        Text; an empty cell is missing.

    Raises
    ------
    Exception
        Whatever DSS raises when the dataset cannot be read, or when the stream broke off before its end.

    Notes
    -----
    The typed readers would turn "NA" into a missing value, "007" into 7, and fail on integers with holes. Text is also
    the fastest: dates are parsed once, by us.
    """
    names = [column["name"] for column in dataset.read_schema()]
    # DSS joins the names it is asked for with commas, so a name with a comma can only be had with all the others.
    asked = None if any("," in column for column in columns) else list(columns)
    session = str(uuid.uuid4())
    stream = dataset.raw_formatted_data(columns=asked, format="tsv-excel-noheader", read_session_id=session)
    with contextlib.closing(stream), contextlib.suppress(pd.errors.EmptyDataError):
        yield from pd.read_csv(
            _BehindALine(stream),
            sep="\t",
            header=None,
            skiprows=1,
            names=names if asked is None else asked,
            usecols=list(columns),
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            skip_blank_lines=False,
            chunksize=_ROWS_PER_CHUNK,
        )
    dataset.verify_read(session)


class _BehindALine:
    """A stream behind a line of its own: pandas takes a U+FEFF off the first cell of a stream, which is data here."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._line = stream, b"first\n"

    def read(self, size: int = -1) -> bytes:
        """Return the line first, then what the stream gives."""
        line, self._line = self._line, b""
        return line or self._stream.read(size)

    def __iter__(self) -> Iterator[bytes]:
        """Return the lines; pandas asks whether they could be had, and reads."""
        return iter(self._stream)


def write_table(role: str, table: Table, settings: EventLogSettings) -> None:
    """Write a table to the dataset of an output role, part by part; an output that was not asked for is passed over.

    Parameters
    ----------
    role : str
    table : Table
    settings : EventLogSettings
        Gives the unit of durations, which stands in the descriptions of columns.
    """
    for name in customrecipe.get_output_names_for_role(role):
        dataset = dataiku.Dataset(name)
        # The schema first: writing a frame with its own schema would lose the descriptions.
        dataset.write_schema([column.as_schema(settings.duration_unit) for column in table.columns])
        n_rows = 0
        with dataset.get_writer() as writer:
            for frame in table.frames:
                writer.write_dataframe(frame)
                n_rows += len(frame)
        logger.info("Wrote %s rows to %s.", *_counts(n_rows), name)


def is_wanted(role: str) -> bool:
    """Return whether the recipe has a dataset for an output role."""
    return bool(customrecipe.get_output_names_for_role(role))


class _ProgressLog:
    """Says every few seconds how many rows were read, and at the end what became of them."""

    def __init__(self) -> None:
        self._started = self._last_line = time.monotonic()

    def __call__(self, rows_read: int, rows_left_out: int) -> None:
        now = time.monotonic()
        if now - self._last_line >= _SECONDS_BETWEEN_LINES:
            self._last_line = now
            rate = rows_read / (now - self._started)
            logger.info("Read %s rows (%s a second), left out %s.", *_counts(rows_read, rate, rows_left_out))

    def finish(self, log: EventLog) -> None:
        """Say what was read and everything that was found."""
        seconds = max(time.monotonic() - self._started, 1e-3)
        rows_read = log.quality.rows_read
        logger.info(
            "Read %s rows (%s a second): %s cases, %s events, %s activities; lifecycle rule: %s.",
            *_counts(rows_read, rows_read / seconds, log.n_cases, log.n_events, len(log.activities)),
            log.quality.lifecycle_mode,
        )
        for finding in log.quality.findings:
            if finding.rows or finding.cases:
                cases = "" if finding.cases is None else f" in {finding.cases:,} cases"
                facts = "; ".join(filter(None, [finding.detail, finding.example and f"for example {finding.example}"]))
                facts = f" ({facts})" if facts else ""
                level = logging.WARNING if finding.name in REASONS_TO_LEAVE_OUT else logging.INFO
                logger.log(level, "Found %s: %s rows%s%s.", finding.name, *_counts(finding.rows), cases, facts)


def _counts(*counts: float) -> tuple[str, ...]:
    return tuple(f"{count:,.0f}" for count in counts)
