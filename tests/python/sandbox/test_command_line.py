"""`python -m sandbox recipe` as a stranger calls it."""
from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def sandbox(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sandbox", *map(str, arguments)], cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"}, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a=b.csv"
    path.write_bytes('case;activity\n007;NA\n→;"say ""é"";"\n'.encode())
    return path


def test_every_output_role_becomes_a_file(foreign_plugin: Path, file: Path, tmp_path: Path) -> None:
    (tmp_path / "models" / "deep").mkdir(parents=True)
    (tmp_path / "models" / "deep" / "m.bpmn").write_text("x")
    out = tmp_path / "new" / "out"
    done = sandbox(
        "recipe", foreign_plugin, "clean-rows", "--input", f"rows={file}", "--input", f"rows={file}",
        "--folder", f"models={tmp_path / 'models'}", "--param", "times=2", "--param", 'label="3=x"', "--out", out,
    )
    assert (done.returncode, done.stderr) == (0, "hello 2.0 3=x\n")
    assert done.stdout.splitlines() == [str(out / "copy.csv"), str(out / "counts.csv"), str(out / "files")]
    part = '007,NA\n→,"say ""é"";"\n' * 4
    assert (out / "copy.csv").read_bytes().decode("utf-8") == "case,activity\n" + part
    assert json.loads((out / "copy.schema.json").read_text(encoding="utf-8"))["columns"] == [
        {"name": "case", "type": "string", "comment": "3=x"}, {"name": "activity", "type": "string", "comment": "3=x"}
    ]
    assert (out / "counts.csv").read_text() == "source,rows\nin_rows_1,2\nin_rows_2,2\n"
    assert sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()) == [
        "copy.csv", "copy.schema.json", "counts.csv", "counts.schema.json", "files/deep/m.bpmn",
        "files/notes/description.txt",
    ]


@pytest.mark.parametrize(
    ("given", "handed"), [("label=plain", "plain"), ('label="3"', "3"), ("label=a=b", "a=b"), ("label={", "{")]
)
def test_a_value_that_is_no_json_is_text(
    foreign_plugin: Path, file: Path, tmp_path: Path, given: str, handed: str
) -> None:
    done = sandbox(
        "recipe", foreign_plugin, "clean-rows", "--input", f"rows={file}", "--param", given, "--out", tmp_path / "out"
    )
    assert (done.returncode, done.stderr) == (0, f"hello 1.0 {handed}\n")


def test_what_was_left_out_of_an_input_is_said(foreign_plugin: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.xes"
    log.write_text('<log><trace/><trace><event><string key="a" value="1"/></event></trace></log>')
    done = sandbox("recipe", foreign_plugin, "clean-rows", "--input", f"rows={log}", "--out", tmp_path / "out")
    assert done.stderr == "note: left out of log.xes: 1 traces without events\nhello 1.0 copied\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["clean-rows", "--input", "rows=none.csv"], "Cannot import 'none.csv': there is no such file."),
        (["clean-rows"], "The input role 'rows' is required, and nothing is given for it."),
        (["clean"], "'clean' names no recipe"),
        (["clean-rows", "--input", "ro/ws=a.csv"], "The recipe has no input role 'ro/ws'; it has "),
        (["clean-rows", "--folder", "models=none"], "none is not a directory"),
        (["clean-rows", "--folder", "other=/"], "The recipe has no input role 'other'"),
        (["clean-rows", "--folder", "models=/"], "The folder '/' holds the folder for temporary files"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_1(
    foreign_plugin: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    done = sandbox("recipe", foreign_plugin, *arguments, "--out", tmp_path / "out")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert done.stderr.startswith("error: ")
    assert message in done.stderr


def test_an_output_that_is_a_file_is_refused_before_the_recipe_runs(
    foreign_plugin: Path, file: Path, tmp_path: Path
) -> None:
    done = sandbox("recipe", foreign_plugin, "clean-rows", "--input", f"rows={file}", "--out", file)
    assert (done.returncode, done.stderr) == (1, f"error: {str(file)!r} is a file; --out takes a folder.\n")


def test_a_failing_recipe_ends_with_its_error_in_one_line(foreign_plugin: Path, file: Path, tmp_path: Path) -> None:
    done = sandbox(
        "recipe", foreign_plugin, "clean-rows", "--input", f"rows={file}", "--param", "behaviour=raise",
        "--out", tmp_path / "out",
    )
    assert (done.returncode, (tmp_path / "out").exists()) == (1, False)
    assert done.stderr.splitlines()[-1] == (
        "error: Recipe foreign-plugin-clean-rows failed: ValueError: the label is not to my taste"
    )


@pytest.mark.parametrize(
    "arguments", [[], ["recipe"], ["recipe", "x", "y"], ["recipe", "x", "y", "--out", "z", "--param", "p"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    done = sandbox(*arguments)
    assert (done.returncode, "usage: python -m sandbox" in done.stderr) == (2, True)


def test_help_explains_how_values_are_read() -> None:
    done = sandbox("recipe", "--help")
    assert done.returncode == 0
    assert "VALUE is read as JSON" in done.stdout
