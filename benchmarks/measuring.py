"""Runs a function in a fresh process and says what it cost: CPU seconds of all threads, and peak memory."""
from __future__ import annotations

import contextlib
import importlib
import io
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Cost:
    """What a run cost.

    Parameters
    ----------
    import_seconds : float
        CPU time of the imports that the function needs, once a process (the cold start).
    cpu_seconds : float
        CPU time of the function, all threads, after its imports.
    peak_megabytes : float
        Largest resident size of the whole process, imports included.
    result : object
        What the function returned, as JSON carries it.
    """

    import_seconds: float
    cpu_seconds: float
    peak_megabytes: float
    result: object


def measure(function: str, imports: str, *arguments: str) -> Cost:
    """Run ``module:function`` with texts as arguments in a fresh process that has imported some modules first.

    Parameters
    ----------
    function : str
    imports : str
        Names of modules, with commas between them.
    arguments : str
    """
    command = [sys.executable, "-m", "benchmarks.measuring", function, imports, *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Run the function named on the command line and print its cost as JSON."""
    sys.path.insert(0, str(ROOT / "python-lib"))
    module, name = sys.argv[1].split(":")
    function = getattr(importlib.import_module(module), name)
    started = time.process_time()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for needed in sys.argv[2].split(","):
            importlib.import_module(needed)
    imported = time.process_time()
    result = function(*sys.argv[3:])
    ended = time.process_time()
    cost = Cost(imported - started, ended - imported, _peak_megabytes(), result)
    print(json.dumps(vars(cost)))


def _peak_megabytes() -> float:
    """Return the high-water mark of this process; getrusage would still hold that of the process it came from."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
