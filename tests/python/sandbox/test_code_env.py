"""A plugin's code environment against the Python that runs."""
from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sandbox import SandboxError, load_plugin
from sandbox.code_env import check_code_env

RUNNING = f"PYTHON{sys.version_info.major}{sys.version_info.minor}"


def check(folder: Path, description: str | None, requirements: str | None) -> str:
    """Check a plugin with this code environment; return its id when the check lets it through."""
    python = folder / "code-env" / "python"
    (python / "spec").mkdir(parents=True)
    (folder / "plugin.json").write_text('{"id": "p"}')
    if description is not None:
        (python / "desc.json").write_text(description)
    if requirements is not None:
        (python / "spec" / "requirements.txt").write_text(requirements)
    plugin = load_plugin(folder)
    check_code_env(plugin)
    return plugin.id


@pytest.mark.parametrize(
    ("description", "requirements"),
    [
        (None, None), ("{}", ""), ('{"acceptedPythonInterpreters": []}', "# none\n"),
        (f'{{"acceptedPythonInterpreters": ["PYTHON36", "{RUNNING}"]}} // this one', "pytest>=7,<1000\n"),
        (None, "pytest  # of any version\n-r more.txt\nmissing; python_version < '3'\n"),
    ],
)
def test_it_is_met(tmp_path: Path, description: str | None, requirements: str | None) -> None:
    assert check(tmp_path, description, requirements) == "p"


def test_what_is_missing_stands_in_one_sentence_with_its_command(tmp_path: Path) -> None:
    with pytest.raises(SandboxError) as refusal:
        check(tmp_path, None, "not-there-at-all>=1,<2\npytest>=1000\nhypothesis\n")
    message = str(refusal.value)
    assert message.startswith("Plugin p requires not-there-at-all<2,>=1 (not installed); pytest>=1000 (")
    assert message.endswith("-m pip install 'not-there-at-all<2,>=1' 'pytest>=1000'")


def test_another_python_is_named_beside_the_accepted(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"accepts Python 3\.6, 2\.7; the running one is 3\.\d+\. Start"):
        check(tmp_path, '{"acceptedPythonInterpreters": ["PYTHON36", "PYTHON27"]}', None)


def test_a_line_that_is_no_requirement_is_named(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"Line 2 of requirements.txt is no requirement: 'a b c'"):
        check(tmp_path, None, "pytest\na b c\n")
