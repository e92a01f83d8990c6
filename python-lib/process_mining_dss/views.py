"""Requests of the page -> answers: the routes of the tile, and every error in one shape."""
from __future__ import annotations

import gzip
import json
import logging
import uuid
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from process_mining.errors import ProcessMiningError, shown
from process_mining_dss.contract import requests
from process_mining_dss.contract.answers import ErrorAnswer, LogDocument
from process_mining_dss.contract.checking import check_value
from process_mining_dss.documents.charts import charts_document
from process_mining_dss.documents.conformance import conformance_document
from process_mining_dss.documents.details import details_document
from process_mining_dss.documents.drawn_map import draw
from process_mining_dss.documents.durations import durations_document
from process_mining_dss.documents.figures import figures_document
from process_mining_dss.documents.log import log_document
from process_mining_dss.documents.process_map import map_document
from process_mining_dss.documents.variants import variants_document
from process_mining_dss.filtered_cases import filter_cases
from process_mining_dss.loaded_log import LoadedLog
from process_mining_dss.running import start_log
from process_mining_dss.store import Failed, LogStore, Ready
from process_mining_dss.tile_errors import TileError, as_tile_error

logger = logging.getLogger("process-mining")

Asked = TypeVar("Asked")

_STATUS = {"bad_request": 400, "no_access": 403, "internal": 500}
_STATUS_OF_OTHERS = 409
_LARGEST_REQUEST = 16_000_000
_WORTH_PACKING = 1_500
_PACKING_LEVEL = 5


def create_blueprint(store: LogStore | None = None) -> Blueprint:
    """Make the routes of the Process Explorer.

    Parameters
    ----------
    store : LogStore, optional
        Where the data come from; by default the datasets of the webapp's settings.

    Returns
    -------
    Blueprint
        To be registered on the application that DSS gives. It answers the errors of the whole application.
    """
    routes = Routes(LogStore() if store is None else store)
    blueprint = Blueprint("process_explorer", __name__)
    blueprint.add_url_rule("/log", view_func=routes.log)
    for view in (
        routes.view, routes.durations, routes.variants, routes.details, routes.charts, routes.conformance,
    ):  # fmt: skip
        blueprint.add_url_rule(f"/{view.__name__}", view_func=view, methods=["GET", "POST"])
    blueprint.after_request(_pack)
    blueprint.app_errorhandler(Exception)(answer_error)
    start_log()
    return blueprint


class Routes:
    """What each address answers.

    Parameters
    ----------
    store : LogStore
        Shared by all users; nothing that a user chose is kept.
    """

    def __init__(self, store: LogStore) -> None:
        self._store = store

    def log(self) -> Response:
        """Answer what there is, or how far it is."""
        state = self._store.state(reload=request.args.get("reload") == "1")
        if isinstance(state, Failed):
            _raise_again(state)
        if isinstance(state, Ready):
            document: LogDocument = log_document(state.log, state.has_newer)
            return _answer(document)
        return _answer(state)

    def view(self) -> Response:
        """Answer figures, filters and the map with frequencies."""
        asked, loaded = _read(requests.ViewRequest), self._loaded()
        filtered = filter_cases(loaded, asked["filters"])
        drawn = draw(loaded, filtered, asked["map"])
        return _answer(
            {
                "version": loaded.version,
                "figures": figures_document(loaded, filtered),
                "filters": filtered.results,
                "map": None if drawn is None else map_document(drawn),
            }
        )

    def durations(self) -> Response:
        """Answer how long the paths and steps of the map take."""
        asked, loaded = _read(requests.ViewRequest), self._loaded()
        drawn = draw(loaded, filter_cases(loaded, asked["filters"]), asked["map"])
        return _answer(durations_document(loaded.version, drawn, asked["exact"]))

    def variants(self) -> Response:
        """Answer a page of the list of variants."""
        asked, loaded = _read(requests.VariantsRequest), self._loaded()
        return _answer(variants_document(loaded, filter_cases(loaded, asked["filters"]), asked))

    def details(self) -> Response:
        """Answer what there is to say about the chosen steps and paths."""
        asked, loaded = _read(requests.DetailsRequest), self._loaded()
        drawn = draw(loaded, filter_cases(loaded, asked["filters"]), asked["map"])
        return _answer(details_document(loaded.version, drawn, asked["chosen"]))

    def charts(self) -> Response:
        """Answer the charts."""
        asked, loaded = _read(requests.ChartsRequest), self._loaded()
        return _answer(charts_document(loaded, filter_cases(loaded, asked["filters"])))

    def conformance(self) -> Response:
        """Answer what the reference does not allow."""
        asked, loaded = _read(requests.ViewRequest), self._loaded()
        filtered = filter_cases(loaded, asked["filters"])
        return _answer(conformance_document(loaded, filtered, draw(loaded, filtered, asked["map"])))

    def _loaded(self) -> LoadedLog:
        """Return the data that are there; a filter does not wait until DSS has said whether there are newer ones."""
        loaded = self._store.loaded()
        if loaded is not None:
            return loaded
        state = self._store.state()
        if isinstance(state, Ready):
            return state.log
        if isinstance(state, Failed):
            _raise_again(state)
        raise TileError("loading", "The event log is being read. Ask for it again when it is there.")


def _raise_again(failed: Failed) -> NoReturn:
    # With the trace it had, which otherwise would grow with every request that meets the error.
    raise failed.error.with_traceback(failed.trace)


def _read(kind: type[Asked]) -> Asked:
    """Return the request, which has the shape that the contract gives it."""
    text = request.args.get("q", "") if request.method == "GET" else _body()
    try:
        value: Any = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise TileError("bad_request", f"The request is not JSON: {shown(text)}.") from None
    check_value(value, kind)
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _body() -> str:
    if (request.content_length or 0) > _LARGEST_REQUEST:
        raise TileError("bad_request", f"The request is larger than {_LARGEST_REQUEST // 1_000_000} MB.")
    return request.get_data(cache=False).decode("utf-8", "replace")


def _answer(document: Mapping[str, Any], status: int = 200) -> Response:
    text = json.dumps(document, allow_nan=False, separators=(",", ":"))
    answer = Response(text, status, content_type="application/json")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _pack(answer: Response) -> Response:
    """Compress a long answer for whoever can read it so."""
    answer.headers.add("Vary", "Accept-Encoding")
    text = answer.get_data()
    if len(text) >= _WORTH_PACKING and request.accept_encodings["gzip"] > 0:
        answer.set_data(gzip.compress(text, _PACKING_LEVEL))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def answer_error(error: Exception) -> Response:
    """Answer any error in the one shape that the contract has for it.

    Parameters
    ----------
    error : Exception
        Ours say what is wrong; of others the user learns a reference only, under which the log has all of it.
    """
    if isinstance(error, HTTPException):
        problem = f"{request.method} {shown(request.path)}: {error.name}."
        return _answer(_error_document("bad_request", problem, {}, None), error.code or 400)
    if isinstance(error, ProcessMiningError):
        told = as_tile_error(error)
        status = _STATUS.get(told.code, _STATUS_OF_OTHERS)
        return _answer(_error_document(told.code, str(told), told.facts, None), status)
    reference = uuid.uuid4().hex[:8]
    logger.error("Reference %s: %s %s", reference, request.method, request.path, exc_info=error)
    problem = f"Something went wrong here. Reference {reference}, the log of the webapp has the details."
    return _answer(_error_document("internal", problem, {}, reference), _STATUS["internal"])


def _error_document(code: Any, message: str, facts: dict[str, str], reference: str | None) -> ErrorAnswer:
    return {"error": {"code": code, "message": message, "facts": facts, "reference": reference}}
