"""Turns a request below a webapp's address into one to its backend, and the backend's answer into ours."""
from __future__ import annotations

import http.client
from collections.abc import Iterator

from flask import Request, Response

# They concern one connection and are not passed on (RFC 9110, 7.6.1).
_HOP_BY_HOP = frozenset({
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding",
    "upgrade", "host",
})
_SECONDS_TO_ANSWER = 600.0
_BYTES_AT_ONCE = 65_536
_NOT_RUNNING = "<!DOCTYPE html><title>502 Bad Gateway</title><h1>The backend of this webapp is not running.</h1>"


def forward(request: Request, port: int | None, path: str) -> Response:
    """Return the backend's answer to a request.

    Parameters
    ----------
    request : flask.Request
        As it came to the host.
    port : int or None
        Where the backend listens; None when it does not run.
    path : str
        Below the webapp's address, as it came (still quoted), with its query.

    Returns
    -------
    flask.Response
        502 when nobody answers, as DSS's own proxy does.
    """
    if port is None:
        return _bad_gateway()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS_TO_ANSWER)
    headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP_BY_HOP}
    try:
        connection.request(request.method, f"/{path}", body=request.get_data() or None, headers=headers)
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException):
        connection.close()
        return _bad_gateway()
    passed_on = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOP_BY_HOP]
    response = Response(_body(connection, answer), status=answer.status)
    response.headers.clear()
    for name, value in passed_on:
        response.headers.add(name, value)
    return response


def _body(connection: http.client.HTTPConnection, answer: http.client.HTTPResponse) -> Iterator[bytes]:
    try:
        while chunk := answer.read(_BYTES_AT_ONCE):
            yield chunk
    finally:
        connection.close()


def _bad_gateway() -> Response:
    return Response(_NOT_RUNNING, status=http.client.BAD_GATEWAY, mimetype="text/html")
