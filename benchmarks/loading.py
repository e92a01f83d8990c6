"""What the Process Explorer's backend holds, and takes at most, when it loads a million cases and 19 million events."""
from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated_log import write_parquet
from benchmarks.served_log import ServedLog, serve_log

N_CASES = 1_000_000
N_CASES_TO_COMPARE = 1_000
"""A log that weighs nothing: what its backend holds are the imports and the compiled loops."""
COLUMNS = {"case_column": "case", "activity_column": "activity", "timestamp_column": "timestamp"}
ATTRIBUTES = ("region", "amount")


@dataclass(frozen=True)
class Load:
    """What a backend's process cost.

    Parameters
    ----------
    held_megabytes, peak_megabytes : float
        Resident size once the log is there, and the largest one until then.
    cpu_seconds, wall_seconds : float
        From the first question to the answer that the log is there, the rows' way out of the sandbox included.
    """

    held_megabytes: float
    peak_megabytes: float
    cpu_seconds: float
    wall_seconds: float


def load(n_cases: int) -> tuple[int, Load]:
    """Load a log of so many cases in a backend of its own; return its number of events and what that cost."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "log.parquet")
        n_events = write_parquet(path, n_cases)
        with serve_log(path, COLUMNS, ATTRIBUTES) as served:
            return n_events, _load(served)


def _load(served: ServedLog) -> Load:
    process = Path("/proc", str(served.webapp.process_id))
    cpu, wall = _cpu_seconds(process), time.perf_counter()
    served.load()
    cpu, wall = _cpu_seconds(process) - cpu, time.perf_counter() - wall
    return Load(_megabytes(process, "VmRSS"), _megabytes(process, "VmHWM"), cpu, wall)


def _cpu_seconds(process: Path) -> float:
    """Return the CPU time of all threads of a process; its name, which stands before, may hold anything."""
    fields = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _megabytes(process: Path, entry: str) -> float:
    status = (process / "status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith(entry))


def main() -> None:
    """Load both logs and print what the large one takes above the small one."""
    _, small = load(N_CASES_TO_COMPARE)
    n_events, large = load(N_CASES)
    print(f"Process Explorer, loading {N_CASES:,} cases, {n_events:,} events and their executions from the sandbox")
    print(f"  imports and compiled loops: {small.held_megabytes:,.0f} MB held, {small.peak_megabytes:,.0f} MB peak")
    for what, above in (
        ("held", large.held_megabytes - small.held_megabytes),
        ("peak while it loads", large.peak_megabytes - small.held_megabytes),
    ):
        print(f"  {what}: {above:,.0f} MB above them")
    print(f"  {large.cpu_seconds:.0f} s CPU, {large.wall_seconds:.0f} s wall, most of it the sandbox's reading")


if __name__ == "__main__":
    main()
