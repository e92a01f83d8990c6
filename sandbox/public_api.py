"""Turns a request to the public API of a DSS into its answer, for the few routes that plugins use on datasets."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from .errors import AccessDeniedError, ProjectError, SandboxError
from .project import Project
from .stored import StoredDataset

RECORD_COUNT = "records:COUNT_RECORDS"
"""Id of the metric that holds the number of rows."""

_NOT_FOUND = "com.dataiku.dip.server.controllers.NotFoundException"
_FORBIDDEN = "com.dataiku.dip.exceptions.UnauthorizedException"
_NOT_SUPPORTED = "java.lang.UnsupportedOperationException"
_FAILED = "com.dataiku.dip.exceptions.DSSInternalErrorException"

Json = Any


@dataclass(frozen=True)
class Answer:
    """What a DSS answers.

    Parameters
    ----------
    status : int
        HTTP status.
    body : object
        JSON value; of an error, an object with `errorType`, `message` and `detailedMessage`.
    """

    status: int
    body: Json


def answer_request(project: Project, method: str, path: str) -> Answer:
    """Answer one request.

    Parameters
    ----------
    project : Project
        The only one of this DSS.
    method : str
        GET, POST, ...
    path : str
        Behind `/dip/publicapi`, without the query.

    Returns
    -------
    Answer
        404 for what does not exist, 403 for what the user may not read, 501 for a route that the sandbox lacks.
    """
    try:
        for route_method, pattern, read in _ROUTES:
            found = pattern.fullmatch(path)
            if found and route_method == method:
                return Answer(200, read(project, *(unquote(part) for part in found.groups())))
    except AccessDeniedError as error:
        return _refusal(403, _FORBIDDEN, error)
    except ProjectError as error:
        return _refusal(404, _NOT_FOUND, error)
    except SandboxError as error:
        return _refusal(500, _FAILED, error)
    return _refusal(501, _NOT_SUPPORTED, f"The sandbox has no route {method} {path}.")


def count_records(dataset: StoredDataset) -> None:
    """Count the rows of a dataset and keep the number as its metric, as a DSS does when it is asked to."""
    dataset.save_metric(RECORD_COUNT, sum(1 for _ in dataset.iter_rows()))


def last_metrics(dataset: StoredDataset) -> Json:
    """Return the last values of a dataset's metrics, as `dataikuapi.dss.metrics.ComputedMetrics` takes them."""
    return {"metrics": [_metric(metric_id, point) for metric_id, point in dataset.metrics().items()], "checks": []}


def _metric(metric_id: str, point: dict[str, Any]) -> Json:
    kind, _, name = metric_id.partition(":")
    last = {"partition": "NP", "dataType": "BIGINT", "value": str(point["value"]), "computed": point["computed"]}
    return {"metric": {"id": metric_id, "type": kind, "metricType": name, "dataType": "BIGINT"}, "lastValues": [last]}


def _refusal(status: int, kind: str, problem: object) -> Answer:
    return Answer(status, {"errorType": kind, "message": str(problem), "detailedMessage": str(problem)})


def _check_key(project: Project, key: str) -> None:
    if key != project.key:
        raise ProjectError(f"Project {key} does not exist.")


def _dataset(project: Project, key: str, name: str) -> StoredDataset:
    _check_key(project, key)
    dataset = project.dataset(name)
    dataset.check_access()
    return dataset


def _project_summary(project: Project, key: str) -> Json:
    _check_key(project, key)
    return {"projectKey": project.key, "name": project.key}


def _project_variables(project: Project, key: str) -> Json:
    _check_key(project, key)
    return {"standard": project.variables(), "local": {}}


def _datasets(project: Project, key: str) -> Json:
    _check_key(project, key)
    return [_dataset_settings(project, key, name) for name in project.dataset_names()]


def _dataset_settings(project: Project, key: str, name: str) -> Json:
    _check_key(project, key)
    dataset = project.dataset(name)
    schema = {"columns": dataset.read_schema(), "userModified": False}
    return {**dataset.definition(), "projectKey": key, "name": name, "schema": schema, "params": {}}


def _dataset_schema(project: Project, key: str, name: str) -> Json:
    return _dataset_settings(project, key, name)["schema"]


def _dataset_metadata(project: Project, key: str, name: str) -> Json:
    _dataset_settings(project, key, name)
    return {"checklists": {"checklists": []}, "tags": [], "custom": {"kv": {}}}


def _dataset_info(project: Project, key: str, name: str) -> Json:
    """Return what a DSS knows of a dataset; data that no recipe wrote have no last build."""
    build = _dataset(project, key, name).last_build()
    return {"dataset": _dataset_settings(project, key, name), **({"lastBuild": build} if build else {})}


def _dataset_metrics(project: Project, key: str, name: str, _partition: str) -> Json:
    return last_metrics(_dataset(project, key, name))


def _compute_metrics(project: Project, key: str, name: str) -> Json:
    """Count the rows, which is the one metric that the sandbox computes."""
    dataset = _dataset(project, key, name)
    count_records(dataset)
    return {"result": {"computed": [_metric(RECORD_COUNT, dataset.metrics()[RECORD_COUNT])], "skipped": []}}


def _route(method: str, path: str, read: Callable[..., Json]) -> tuple[str, re.Pattern[str], Callable[..., Json]]:
    return method, re.compile(path.replace("*", "([^/]+)")), read


_ROUTES = (
    _route("GET", "/projects/*", _project_summary),
    _route("GET", "/projects/*/variables/", _project_variables),
    _route("GET", "/projects/*/datasets/", _datasets),
    _route("GET", "/projects/*/datasets/*", _dataset_settings),
    _route("GET", "/projects/*/datasets/*/schema", _dataset_schema),
    _route("GET", "/projects/*/datasets/*/metadata", _dataset_metadata),
    _route("GET", "/projects/*/datasets/*/info", _dataset_info),
    _route("GET", "/projects/*/datasets/*/metrics/last/*", _dataset_metrics),
    _route("POST", "/projects/*/datasets/*/actions/computeMetrics", _compute_metrics),
    _route("POST", "/projects/*/datasets/*/actions/computeMetricsFromIds", _compute_metrics),
)
