"""Turns a Flask application into a web server of this machine, a thread a request, on a free port."""
from __future__ import annotations

import socket
import threading
from types import TracebackType

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from sandbox.errors import ServingError

_HOST = "127.0.0.1"
_PORTS_TRIED = 100


class _QuietHandler(WSGIRequestHandler):
    """Says nothing of requests; what goes wrong is still told."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class WebServer:
    """A web server in threads of this process, from when it is made until `close`.

    Parameters
    ----------
    app : Flask
        What it serves.
    port : int
        Wished for; the next free one is taken where it is in use. 0: any free one.

    Raises
    ------
    ServingError
        When none of the next hundred ports is free.
    """

    def __init__(self, app: Flask, port: int = 0) -> None:
        listening = _listen(port)
        self.port: int = listening.getsockname()[1]
        with listening:
            self._server = make_server(
                _HOST, self.port, app, threaded=True, request_handler=_QuietHandler, fd=listening.fileno()
            )
        self._thread = threading.Thread(target=self._server.serve_forever, name="sandbox-host", daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address, without a slash at its end."""
        return f"http://{_HOST}:{self.port}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> WebServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _listen(port: int) -> socket.socket:
    """Return a listening socket on the port, or on the next one that is free."""
    last = min(port + _PORTS_TRIED, 65_535) if port else 0
    for candidate in range(port, last + 1):
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((_HOST, candidate))
        except OSError:
            listening.close()
            continue
        listening.listen(128)
        return listening
    raise ServingError(f"None of the ports {port} to {last} is free: name another one.")
