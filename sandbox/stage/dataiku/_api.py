"""Turns calls of the real public API client into answers of the project on disk, without a network."""
from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import dataikuapi
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from sandbox.public_api import answer_request

from ._run import current_project

# A name that no network has: whatever is not answered here must not reach another machine.
_HOST = "http://sandbox.invalid"
_BASE = "/dip/publicapi"


class _ProjectAdapter(BaseAdapter):
    """Answers requests from the project that the code runs in."""

    def send(
        self, request: PreparedRequest, stream: bool = False, timeout: Any = None, verify: Any = True, cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Return the answer to a request of the client."""
        path = urlsplit(request.url or "").path
        answer = answer_request(current_project(), request.method or "GET", str(path).removeprefix(_BASE))
        response = Response()
        response.status_code, response.request, response.url = answer.status, request, request.url or ""
        response.headers["Content-Type"] = "application/json"
        response.encoding = "utf-8"
        response._content = json.dumps(answer.body).encode("utf-8")
        return response

    def close(self) -> None:
        """Nothing is open."""


def client_of_current_project() -> dataikuapi.DSSClient:
    """Return a client whose requests the current project answers."""
    client = dataikuapi.DSSClient(_HOST, "sandbox")
    client._session.mount(_HOST, _ProjectAdapter())
    return client
