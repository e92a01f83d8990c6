"""`python -m demo serve`: the dashboard of what show made, until Ctrl-C."""
from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from demo.serving import serve
from demo_runs import ROOT, SMALL, demo_here


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which show left its results for a small log."""
    folder = tmp_path_factory.mktemp("results")
    log = folder / "small.csv"
    log.write_text(SMALL, encoding="utf-8")
    done = demo_here("show", log, "--out", folder / "out", "--time-zone", "Europe/Paris")
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_show_keeps_what_the_dashboard_needs_to_know(results: Path) -> None:
    assert json.loads((results / "project" / "demo.json").read_text(encoding="utf-8")) == {
        "title": "small.csv",
        "config": {
            "event_log": "event_log", "case_column": "case_id", "activity_column": "activity",
            "timestamp_column": "time", "executions": "executions", "alignments": "alignments",
            "deviations": "deviations", "time_zone": "Europe/Paris", "opening_view": "paths",
        },
        "filters": ["timestamp_start", "execution_time", "conformance"],
    }


def test_the_dashboard_is_served_until_it_ends(results: Path) -> None:
    end, started = threading.Event(), threading.Event()
    said: list[str] = []

    def say(line: str) -> None:
        said.append(line)
        if "Ctrl-C" in line:
            started.set()

    thread = threading.Thread(target=serve, args=(results, 0, say, end))
    thread.start()
    try:
        assert started.wait(60)
        address = said[0].split()[-1]
        page = urllib.request.urlopen(address, timeout=30).read().decode()
        told = json.loads(page.split('type="application/json">')[1].split("</script>")[0])
        tile = urllib.request.urlopen(address.split("/dashboards")[0] + told["tiles"][0]["url"], timeout=30)
        assert (told["title"], told["dataset"], tile.status) == ("small.csv", "executions", 200)
        assert told["tiles"][0]["config"]["executions"] == "executions"
    finally:
        end.set()
        thread.join()
    with pytest.raises(OSError, match="refused"):
        urllib.request.urlopen(address, timeout=30)


def test_ctrl_c_ends_it_without_a_word(results: Path) -> None:
    command = [sys.executable, "-m", "demo", "serve", str(results)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ}
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(4)]
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
    assert re.fullmatch(r"Dashboard: http://127\.0\.0\.1:\d+/dashboards/DEMO/process\n", lines[1])
    assert lines[3] == "Ctrl-C ends it.\n"
    assert (process.returncode, rest) == (0, "")
    assert [line for line in errors.splitlines() if not line.startswith("note: ")] == []


def test_a_folder_without_results_is_refused(tmp_path: Path) -> None:
    done = demo_here("serve", tmp_path)
    assert done.returncode == 1
    assert done.stderr == f"error: '{tmp_path}' holds no results to serve: run show --out '{tmp_path}' first.\n"


def test_a_damaged_note_is_refused(results: Path, tmp_path: Path) -> None:
    shutil.copytree(results, tmp_path / "out")
    (tmp_path / "out" / "project" / "demo.json").write_text("{", encoding="utf-8")
    assert "demo.json' is damaged: run show --out" in demo_here("serve", tmp_path / "out").stderr


@pytest.mark.parametrize("port", ["0", "65536", "x", "-1"])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        demo_here("serve", f"--port={port}")


def test_another_run_replaces_the_project_but_not_the_log_it_reads(results: Path, tmp_path: Path) -> None:
    shutil.copytree(results, tmp_path / "out")
    data = tmp_path / "out" / "project" / "datasets" / "event_log" / "data.csv"
    done = demo_here("show", data, "--out", tmp_path / "out")
    assert done.stderr.endswith("lies in the project of an earlier run, which is replaced: copy it first.\n")
    assert data.is_file()


def test_a_folder_called_project_that_is_none_is_left_alone(small: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "project").mkdir(parents=True)
    done = demo_here("show", small, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "holds no project" in done.stderr
    assert (tmp_path / "out" / "project").is_dir()
