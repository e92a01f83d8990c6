"""Turns a webapp's backend.py into a running process, and says when it is ready, has died or has been stopped."""
from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from sandbox.errors import WebappFailed
from sandbox.recipes import process_environment
from sandbox.run_spec import RunSpec

_PROCESS = Path(__file__).resolve().parent.parent / "process" / "run_backend.py"
_PING = "/__ping"
_SECONDS_TO_START = 60.0
_SECONDS_TO_END = 5.0
_SECONDS_BETWEEN_LOOKS = 0.02
_LINES_SHOWN = 3


class BackendProcess:
    """One backend; `start` it, `stop` or `kill` it, and start it again.

    Parameters
    ----------
    webapp : str
        Id of the webapp's folder, for messages.
    script : Path
        Its backend.py.
    spec : RunSpec
        What its process is told.

    Attributes
    ----------
    log_path : Path
        Where all goes that it prints; begun anew at each start, removed at the end.
    port : int or None
        Where it listens; of its last start when it does not run.
    """

    def __init__(self, webapp: str, script: Path, spec: RunSpec) -> None:
        self._webapp, self._script, self._spec = webapp, script, spec
        self._process: subprocess.Popen[bytes] | None = None
        self._scratch = tempfile.TemporaryDirectory(prefix="dss-sandbox-")
        self.log_path = Path(self._scratch.name, "backend.log")
        self.port: int | None = None

    @property
    def is_running(self) -> bool:
        """Whether its process is alive."""
        return self._process is not None and self._process.poll() is None

    @property
    def process_id(self) -> int | None:
        """Id of its process while that is alive."""
        return self._process.pid if self._process is not None and self.is_running else None

    @property
    def log_text(self) -> str:
        """All that it printed since it was last started."""
        return self.log_path.read_text(encoding="utf-8", errors="replace") if self.log_path.exists() else ""

    def start(self) -> None:
        """Start the process and wait until it answers the ping; does nothing when it runs.

        Raises
        ------
        WebappFailed
            When it ends, or does not answer in a minute.
        """
        if self.is_running:
            return
        folder = Path(self._scratch.name)
        told, port_file, cwd = folder / "run.json", folder / "port", folder / "webapp"
        cwd.mkdir(exist_ok=True)
        port_file.unlink(missing_ok=True)
        self._spec.save(told)
        with self.log_path.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-u", str(_PROCESS), str(self._script), str(port_file)],
                cwd=cwd, env=process_environment(told), stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT,
                # Ctrl-C in a terminal reaches us; we end our processes ourselves.
                start_new_session=True,
            )
        try:
            self.port = self._wait_for_port(port_file)
        except BaseException:
            self.kill()
            raise

    def stop(self) -> None:
        """End the process as a DSS does when its backend is stopped."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            try:
                self._process.wait(_SECONDS_TO_END)
            except subprocess.TimeoutExpired:
                self.kill()
        self._process = None

    def kill(self) -> None:
        """End the process at once, as a machine does that runs out of memory."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stdin is not None:
                self._process.stdin.close()

    def close(self) -> None:
        """End the process and forget its log."""
        self.stop()
        self._scratch.cleanup()

    def _wait_for_port(self, port_file: Path) -> int:
        deadline = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < deadline:
            if not self.is_running:
                raise WebappFailed(self._webapp, f"its backend ended while it started: {_last_lines(self.log_text)}")
            if port_file.exists():
                port = int(port_file.read_text(encoding="utf-8"))
                self._ping(port)
                return port
            time.sleep(_SECONDS_BETWEEN_LOOKS)
        raise WebappFailed(self._webapp, f"its backend did not start in {_SECONDS_TO_START:.0f} s.")

    def _ping(self, port: int) -> None:
        """Raise unless the backend answers as the application does that was given to it."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_SECONDS_TO_START)
        try:
            connection.request("GET", _PING)
            status = connection.getresponse().status
        finally:
            connection.close()
        if status != http.client.OK:
            raise WebappFailed(
                self._webapp,
                f"its backend never becomes ready: it answers {_PING} with {status}. Use the global `app` that is "
                "there when backend.py runs, and make no Flask application of your own.",
            )

    def __enter__(self) -> BackendProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _last_lines(log_text: str) -> str:
    lines: Iterable[str] = log_text.strip().splitlines()[-_LINES_SHOWN:]
    return " / ".join(line.strip() for line in lines) or "it printed nothing."
