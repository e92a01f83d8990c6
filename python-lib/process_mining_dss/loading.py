"""The tile's settings -> its data: the event log, the executions beside it, the alignments, and how far it is."""
from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from process_mining.errors import ProcessMiningError, shown
from process_mining.event_log import REASONS_TO_LEAVE_OUT, EventLog, read_event_log
from process_mining.explorer.explored_log import ExploredLog, explore_log
from process_mining.explorer.recorded_moves import RecordedMoves, read_moves
from process_mining.explorer.warm_up import warm_up
from process_mining.settings import EventLogSettings
from process_mining.variants import Variants
from process_mining_dss.case_columns import (
    CASE_ID,
    VARIANT_ID,
    CaseColumns,
    CaseValues,
    InstantValues,
    TextValues,
    id_values,
    read_case_columns,
)
from process_mining_dss.contract.answers import Loading
from process_mining_dss.loaded_log import LoadedLog, case_conformance
from process_mining_dss.running import check_pandas
from process_mining_dss.tile_datasets import DatasetVersion, TileDataset
from process_mining_dss.tile_errors import as_tile_error, not_built
from process_mining_dss.webapp_settings import LogReading, TileSettings, described_facts, log_reading

logger = logging.getLogger("process-mining")

Phase = Literal["event_log", "executions", "conformance", "preparing"]

_MOVES = "moves"
_SECONDS_TO_KNOW_THE_RATE = 0.5


@dataclass(frozen=True)
class _Reached:
    what: Phase
    rows_read: int
    rows_total: int | None
    began: float


class LoadProgress:
    """How far a load is; written by the thread that loads, read by those that answer."""

    def __init__(self) -> None:
        self._reached = _Reached("event_log", 0, None, time.monotonic())

    def begin(self, what: Phase, rows_total: int | None = None) -> None:
        """Say what is done next, and how many rows it has, if anybody knows."""
        self._reached = _Reached(what, 0, rows_total, time.monotonic())

    def reach(self, rows_read: int) -> None:
        """Say how many rows were read of what is being done."""
        self._reached = replace(self._reached, rows_read=rows_read)

    def document(self) -> Loading:
        """Return what the page is told."""
        reached = self._reached
        # More rows than were counted: the count is of older data, so nobody knows how many there are.
        total = reached.rows_total if reached.rows_read <= (reached.rows_total or 0) else None
        seconds = time.monotonic() - reached.began
        left = None
        if total is not None and reached.rows_read and seconds >= _SECONDS_TO_KNOW_THE_RATE:
            left = round((total - reached.rows_read) * seconds / reached.rows_read, 1)
        return {
            "state": "loading",
            "what": reached.what,
            "rows_read": reached.rows_read,
            "rows_total": total,
            "seconds_left": left,
        }


@dataclass(frozen=True)
class TileDatasets:
    """The datasets that the tile reads, and the settings that name them.

    Parameters
    ----------
    settings : TileSettings
    event_log, executions : TileDataset
    alignments : TileDataset or None
    """

    settings: TileSettings
    event_log: TileDataset
    executions: TileDataset
    alignments: TileDataset | None

    @classmethod
    def of(cls, settings: TileSettings) -> TileDatasets:
        """Find the datasets that the settings name.

        Raises
        ------
        TileError
            If one does not exist, may not be read, or has no columns yet.
        """
        alignments = TileDataset(settings.alignments) if settings.alignments else None
        return cls(settings, TileDataset(settings.event_log), TileDataset(settings.executions), alignments)

    def version(self) -> DatasetVersion:
        """Return which data they hold together, read by which settings, and when the youngest of them was built."""
        parts = [dataset.version() for dataset in (self.event_log, self.executions, self.alignments) if dataset]
        facts = repr((self.settings, [part.digest for part in parts]))
        digest = hashlib.sha256(facts.encode("utf-8", "backslashreplace")).hexdigest()[:12]
        return DatasetVersion(digest, max((part.built_ms for part in parts if part.built_ms), default=None))


def load_log(datasets: TileDatasets, version: DatasetVersion, progress: LoadProgress) -> LoadedLog:
    """Read the tile's datasets and join them.

    Parameters
    ----------
    datasets : TileDatasets
    version : DatasetVersion
        Of the datasets, found before anything was read.
    progress : LoadProgress
        Is told how far it is.

    Returns
    -------
    LoadedLog

    Raises
    ------
    TileError
        If a dataset has no data or lacks a column, or its data cannot be used.
    """
    check_pandas()
    began = time.perf_counter()
    settings, executions = datasets.settings, datasets.executions
    reading = log_reading(settings, described_facts(executions.comment(CASE_ID)))
    log, explored = _read_events(datasets.event_log, reading.settings, progress)
    read = _read_executions(executions, log.case_ids, explored.variants, progress)
    moves = None if datasets.alignments is None else _read_alignments(datasets.alignments, explored.variants, progress)
    progress.begin("preparing")
    warm_up()
    columns = _all_columns(read, log.case_ids, explored)
    notes = (*_reading_notes(settings, reading, log), *_joining_notes(settings, read), *_moves_notes(settings, moves))
    logger.info(
        "Tile: %s cases, %s events, version %s, loaded in %.1f s.",
        f"{explored.n_cases:,}", f"{explored.n_events:,}", version.digest, time.perf_counter() - began,
    )  # fmt: skip
    data_ms = time.time() * 1000 if version.built_ms is None else version.built_ms
    conformance = case_conformance(columns)
    return LoadedLog(version.digest, data_ms, settings, explored, columns, conformance, moves, notes)


def _read_events(
    dataset: TileDataset, settings: EventLogSettings, progress: LoadProgress
) -> tuple[EventLog, ExploredLog]:
    if not dataset.has_ordered_rows:
        settings = replace(settings, tie_rule="label")
    progress.begin("event_log", dataset.row_count)
    chunks = _chunks(dataset, settings.event_columns, progress)
    try:
        log = read_event_log(chunks, settings)
        progress.begin("preparing")
        return log, explore_log(log)
    except ProcessMiningError as error:
        raise as_tile_error(error, dataset.name) from error


def _read_executions(
    dataset: TileDataset, case_ids: np.ndarray, variants: Variants, progress: LoadProgress
) -> CaseColumns:
    types = dataset.column_types
    progress.begin("executions", dataset.row_count)
    variant_ids = np.array(variants.ids, dtype=object)[variants.case_variants]
    chunks = _chunks(dataset, (CASE_ID, *types), progress)
    return read_case_columns(chunks, types, case_ids, variant_ids)


def _read_alignments(dataset: TileDataset, variants: Variants, progress: LoadProgress) -> RecordedMoves:
    progress.begin("conformance", dataset.row_count)
    chunks = _chunks(dataset, (VARIANT_ID, _MOVES), progress)
    rows = (
        (variant_id, moves if isinstance(moves, str) else None)
        for chunk in chunks
        for variant_id, moves in zip(chunk[VARIANT_ID].tolist(), chunk[_MOVES].tolist())
        if isinstance(variant_id, str)
    )
    return read_moves(variants, rows)


def _chunks(
    dataset: TileDataset, columns: Mapping[str, str] | tuple[str, ...], progress: LoadProgress
) -> Iterator[pd.DataFrame]:
    """Yield chunks of a dataset that has at least one row."""
    n_rows = 0
    for rows in dataset.chunks(tuple(columns), progress.reach):
        n_rows += len(rows)
        yield rows
    if n_rows == 0:
        raise not_built(dataset.name)


def _all_columns(read: CaseColumns, case_ids: np.ndarray, explored: ExploredLog) -> dict[str, CaseValues]:
    """Return every column, those that join as the event log has them."""
    variants = explored.variants
    joining: dict[str, CaseValues] = {
        CASE_ID: id_values(case_ids),
        VARIANT_ID: TextValues(np.array(variants.ids, dtype=object), variants.case_variants),
    }
    known = (explored.case_begins, explored.case_ends)
    return {**joining, **{name: _not_held_twice(values, known) for name, values in read.columns.items()}}


def _not_held_twice(values: CaseValues, known: tuple[np.ndarray, ...]) -> CaseValues:
    """Return a column of dates on the array of the event log that holds the same: where cases begin or end, mostly."""
    if isinstance(values, InstantValues):
        same = (instants for instants in known if np.array_equal(instants, values.instants))
        return next((InstantValues(instants) for instants in same), values)
    return values


def _reading_notes(settings: TileSettings, reading: LogReading, log: EventLog) -> list[str]:
    """Say what was left out of the event log, and what the tile reads otherwise than the recipe."""
    notes = list(reading.notes)
    for name, reason in REASONS_TO_LEAVE_OUT.items():
        if rows := log.quality.find(name).rows:
            verb = "row was" if rows == 1 else "rows were"
            notes.append(f"{rows:,} {verb} left out of event log {shown(settings.event_log)}: {reason}.")
    return notes


def _joining_notes(settings: TileSettings, read: CaseColumns) -> list[str]:
    """Say what the two datasets do not have in common."""
    events, executions = shown(settings.event_log), shown(settings.executions)
    notes = []
    if count := read.cases_without_row:
        notes.append(f"{_cases(count)} of {events} {_are(count)} not in {executions}, so no value is known of them.")
    if count := read.rows_without_case:
        notes.append(f"{_cases(count)} of {executions} {_are(count)} not in {events}.")
    if count := read.repeated_rows:
        rows = "row repeats" if count == 1 else "rows repeat"
        notes.append(f"{count:,} {rows} a case in {executions}; the first row of a case counts.")
    if count := read.other_variants:
        follow = "follows" if count == 1 else "follow"
        notes.append(f"{_cases(count)} {follow} another variant in {executions} than in {events}: build both again.")
    for column, count in read.unreadable.items():
        values, counted = ("value", "counts") if count == 1 else ("values", "count")
        told = f"{count:,} {values} of column {shown(column)} in {executions}"
        notes.append(f"{told} cannot be read and {counted} as empty.")
    return notes


def _moves_notes(settings: TileSettings, moves: RecordedMoves | None) -> list[str]:
    if moves is None or not moves.n_unreadable:
        return []
    rows = "row of {} does" if moves.n_unreadable == 1 else "rows of {} do"
    told = rows.format(shown(settings.alignments))
    return [f"{moves.n_unreadable:,} {told} not tell the activities of the variant: its deviations are not known."]


def _cases(count: int) -> str:
    return f"{count:,} case{'' if count == 1 else 's'}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"
