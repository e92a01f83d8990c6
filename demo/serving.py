"""What `show` made of a log -> its dashboard with the Process Explorer, served on this machine until Ctrl-C."""
from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from demo.kept_project import open_kept
from sandbox import load_plugin
from sandbox.serving import Dashboard, Host, Tile

PLUGIN_FOLDER = Path(__file__).resolve().parent.parent
_WEBAPP = "process-explorer"
_DASHBOARD = "process"
_FRONT_END = PLUGIN_FOLDER / "resource" / "dist" / "app.js"


def serve(out: Path, port: int, say: Callable[[str], None] = print, until: threading.Event | None = None) -> None:
    """Serve the dashboard of a folder of results.

    Parameters
    ----------
    out : Path
        Where `show` wrote.
    port : int
        Wished for; the next free one is taken where it is in use.
    say : callable
        Gets the dashboard's address once all runs.
    until : threading.Event, optional
        Ends the serving when it is set; without it, only Ctrl-C does.

    Raises
    ------
    DemoError
        When there is nothing to serve.
    sandbox.SandboxError
        When no port is free, or the webapp's backend does not start.
    """
    kept = open_kept(out)
    if not _FRONT_END.is_file():
        print("note: the page is not built yet; make frontend builds it.", file=sys.stderr)
    known = {param["name"] for param in load_plugin(PLUGIN_FOLDER).webapp(_WEBAPP).params}
    config = {name: value for name, value in kept.config.items() if name in known}
    with Host(kept.project, port) as host:
        webapp = host.add_webapp(PLUGIN_FOLDER, _WEBAPP, config, "Process Explorer")
        dashboard = Dashboard(_DASHBOARD, kept.title, "executions", [Tile(webapp.id)], kept.filters)
        say(f"\nDashboard: {host.add_dashboard(dashboard)}")
        say(f"Log of the webapp: {webapp.log_path}\nCtrl-C ends it.")
        (until or threading.Event()).wait()
