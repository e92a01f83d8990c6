"""`python -m demo` as a stranger runs it, and a log small enough to be worked out by hand."""
from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from demo.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
# Six cases as rows of case, activity, time; three of them take the first variant.
SMALL = "case_id,activity,time\n" + "".join(
    f"{case},{activity},2024-01-{day:02d}T{hour:02d}:00:00Z\n"
    for day, (case, trace) in enumerate(
        [("NA", "abc"), ("2", "abc"), ("3", "abc"), ("4", "acb"), ("5", "ab"), ("6", "aab")], start=1
    )
    for hour, activity in enumerate(trace, start=8)
)


def demo(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "demo", *map(str, arguments)],
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def demo_here(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Do the same in this process, which spares the start of another Python."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        code = main([str(argument) for argument in arguments])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def last_line(done: subprocess.CompletedProcess[str]) -> dict[str, object]:
    assert done.returncode == 0, done.stderr
    result: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    result.pop("seconds")
    return result


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
