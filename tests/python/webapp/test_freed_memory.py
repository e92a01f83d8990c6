"""Freed memory goes back to the machine."""
from __future__ import annotations

import subprocess
import sys

from workbench import ROOT

# Blocks too small to be mapped each by itself, and the last of them still in use: glibc keeps the others.
PROGRAM = """
from pathlib import Path
from process_mining_dss.freed_memory import give_back_memory

def resident_megabytes():
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

blocks = [bytearray(60_000) for _ in range(3_000)]
del blocks[:-1]
before = resident_megabytes()
give_back_memory()
print(round(before - resident_megabytes()), len(blocks[0]))
"""


def test_freed_blocks_below_one_in_use_go_back_to_the_machine():
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT / "python-lib", capture_output=True, text=True, check=True)
    returned, kept = map(int, done.stdout.split())
    assert returned > 100
    assert kept == 60_000
