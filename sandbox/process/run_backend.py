"""Turns a webapp's backend.py into a web server, in the process that the sandbox started for it.

Run as a script: ``run_backend.py BACKEND PORT_FILE``. It ends when its standard input does, so that no backend outlives
the sandbox, however that ends.
"""
from __future__ import annotations

import json
import os
import runpy
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from run_recipe import prepare_process

if TYPE_CHECKING:
    from flask import Flask

_PING = "/__ping"


def make_app() -> Flask:
    """Return the application that a DSS gives to a backend: all it can do is to say that it is there."""
    from flask import Flask

    app = Flask("webapp")
    app.add_url_rule(_PING, "ping", lambda: "pong")
    return app


def _end_with_parent() -> None:
    # Not through sys.stdin, whose lock would be held when the backend ends by itself.
    while os.read(0, 1024):
        pass
    os._exit(0)


def main(backend: Path, port_file: Path) -> None:
    """Run the backend's code with the global `app`, then serve it on a free port, a thread a request.

    Parameters
    ----------
    backend : Path
        The webapp's backend.py.
    port_file : Path
        Where the port is written once it listens.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    prepare_process(json.loads(Path(os.environ["DSS_SANDBOX_RUN"]).read_text(encoding="utf-8"))["plugin"])
    sys.argv = [str(backend)]
    app = runpy.run_path(str(backend), init_globals={"app": make_app()}, run_name="__main__")["app"]
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    fresh = port_file.with_name(port_file.name + ".new")
    fresh.write_text(str(server.port), encoding="utf-8")
    fresh.replace(port_file)
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
