"""The data behind the tile, shared by all its users: loaded once per version, in the background, by one thread."""
from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Union

from dataiku import customwebapp

from process_mining_dss.contract.answers import Loading
from process_mining_dss.freed_memory import give_back_memory
from process_mining_dss.loaded_log import LoadedLog
from process_mining_dss.loading import LoadProgress, TileDatasets, load_log
from process_mining_dss.tile_errors import TileError
from process_mining_dss.webapp_settings import TileSettings, read_tile_settings

logger = logging.getLogger("process-mining")

_SECONDS_BETWEEN_CHECKS = 10.0
"""A page that opens asks for the version; many that open at once ask DSS only once."""


@dataclass(frozen=True)
class Ready:
    """The data are there; `has_newer`: DSS has newer ones."""

    log: LoadedLog
    has_newer: bool


@dataclass(frozen=True)
class Failed:
    """The data could not be loaded."""

    error: BaseException
    trace: TracebackType | None


StoreState = Union[Loading, Ready, Failed]


@dataclass
class _Attempt:
    """One load: of which version, how far it is, and what became of it."""

    progress: LoadProgress = field(default_factory=LoadProgress)
    version: str = ""
    result: Future[LoadedLog] = field(default_factory=Future)
    is_told: bool = False


class LogStore:
    """Holds one version of the data, and the next one while it is loaded.

    Parameters
    ----------
    read_config : callable
        Returns the webapp's parameters; asked for when the first user comes, so that wrong ones are an answer and no
        crash of the backend.
    seconds_between_checks : float
        DSS is asked for the version of the datasets at most so often.
    """

    def __init__(
        self,
        read_config: Callable[[], Mapping[str, object]] = customwebapp.get_webapp_config,
        seconds_between_checks: float = _SECONDS_BETWEEN_CHECKS,
    ) -> None:
        self._read_config, self._seconds_between_checks = read_config, seconds_between_checks
        self._lock = threading.Lock()
        self._loader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="load-event-log")
        self._loaded: LoadedLog | None = None
        self._attempt: _Attempt | None = None
        self._settings: TileSettings | None = None
        self._checked_at = -float("inf")
        self._newest = ""

    def state(self, reload: bool = False) -> StoreState:
        """Return the data, or how far they are, or why there are none; start to load them where that is due.

        Parameters
        ----------
        reload : bool
            Load newer data if there are any, and say how far that is; try again what failed, once that was told.

        Returns
        -------
        Loading, Ready or Failed
            Without `reload`, the data that are there are given while newer ones are loaded, and when that fails.

        Raises
        ------
        ParameterError
            If the webapp's parameters cannot be used.
        """
        settings = self._settings = self._settings or read_tile_settings(self._read_config())
        newest = self._newest_version(settings)
        with self._lock:
            attempt = self._attempt
            if attempt is None:
                return self._start(settings)
            if not attempt.result.done():
                if self._loaded is None or reload:
                    return attempt.progress.document()
                return Ready(self._loaded, True)
            self._take_loaded()
            error = attempt.result.exception()
            is_newer = bool(newest) and newest != attempt.version
            if (is_newer and (reload or self._loaded is None)) or (error and reload and attempt.is_told):
                return self._start(settings)
            if error is not None and (reload or self._loaded is None):
                attempt.is_told = True
                return Failed(error, error.__traceback__)
            assert self._loaded is not None
            return Ready(self._loaded, is_newer or error is not None)

    def loaded(self) -> LoadedLog | None:
        """Return the data that are there, and ask DSS nothing about newer ones; None before there are any."""
        with self._lock:
            self._take_loaded()
            return self._loaded

    def _take_loaded(self) -> None:
        """Keep what was loaded last, if that went well; the lock is held."""
        attempt = self._attempt
        if attempt is not None and attempt.result.done() and attempt.result.exception() is None:
            self._loaded = attempt.result.result()

    def _start(self, settings: TileSettings) -> Loading:
        """Begin to load; the lock is held."""
        attempt = self._attempt = _Attempt()
        self._newest = ""
        attempt.result = self._loader.submit(_load, settings, attempt)
        return attempt.progress.document()

    def _newest_version(self, settings: TileSettings) -> str:
        """Return the version of the data in DSS, as of the last time it was asked; empty before there is anything."""
        with self._lock:
            now = time.monotonic()
            attempt = self._attempt
            is_due = attempt is not None and attempt.result.done()
            if not is_due or now - self._checked_at < self._seconds_between_checks:
                return self._newest
            self._checked_at = now
        # DSS is asked outside the lock: whoever else comes meanwhile is not kept waiting.
        newest = _version_text(settings)
        with self._lock:
            if attempt is self._attempt:
                self._newest = newest
            return self._newest


def _load(settings: TileSettings, attempt: _Attempt) -> LoadedLog:
    try:
        datasets = TileDatasets.of(settings)
        version = datasets.version()
    except TileError as error:
        attempt.version = _refusal(error)
        raise
    attempt.version = version.digest
    loaded = load_log(datasets, version, attempt.progress)
    give_back_memory()
    return loaded


def _version_text(settings: TileSettings) -> str:
    """Return what changes when a load would give something else: the version, or what keeps it from being known.

    Empty when DSS fails to answer: then nobody knows of newer data, and those that are there are shown.
    """
    try:
        return TileDatasets.of(settings).version().digest
    except TileError as error:
        return _refusal(error)
    # DSS raises nothing narrower.
    except Exception:
        logger.warning("DSS does not say which data there are.", exc_info=True)
        return ""


def _refusal(error: TileError) -> str:
    return f"{error.code}: {error}"
