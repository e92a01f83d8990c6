"""Turns a plugin's code environment description into a yes, or one sentence about what the running Python lacks."""
from __future__ import annotations

import shlex
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from .errors import CodeEnvError, PluginError, shown
from .plugin import Plugin, read_descriptor


def check_code_env(plugin: Plugin) -> None:
    """Check that the running Python is one that the plugin accepts and has what it requires.

    Parameters
    ----------
    plugin : Plugin
        Whose `code-env/python` is read; a plugin without one accepts everything.

    Raises
    ------
    CodeEnvError
        Naming what is missing, and the command that installs it.
    PluginError
        When a requirement cannot be read.
    """
    folder = plugin.folder / "code-env" / "python"
    if (folder / "desc.json").is_file():
        _check_interpreter(plugin.id, read_descriptor(folder / "desc.json").get("acceptedPythonInterpreters", []))
    required = folder / "spec" / "requirements.txt"
    missing = missing_requirements(required) if required.is_file() else []
    if missing:
        lacking = "; ".join(f"{requirement} ({found})" for requirement, found in missing)
        command = shlex.join([sys.executable, "-m", "pip", "install", *(requirement for requirement, _ in missing)])
        raise CodeEnvError(f"Plugin {plugin.id} requires {lacking}. Install with: {command}")


def _check_interpreter(plugin_id: str, accepted: list[str]) -> None:
    running = f"PYTHON{sys.version_info.major}{sys.version_info.minor}"
    if accepted and running not in accepted:
        names = ", ".join(f"{name[6:7]}.{name[7:]}" for name in accepted)
        raise CodeEnvError(
            f"Plugin {plugin_id} accepts Python {names}; the running one is "
            f"{sys.version_info.major}.{sys.version_info.minor}. Start the sandbox with one that it accepts."
        )


def missing_requirements(path: Path) -> list[tuple[str, str]]:
    """Return the requirements of a file that the running Python does not meet.

    Parameters
    ----------
    path : Path
        Of pip's form; its options (lines that begin with `-`) are not followed.

    Returns
    -------
    list of tuple of str
        Requirement, and what there is instead.

    Raises
    ------
    PluginError
        When a line is no requirement.
    """
    missing = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line.partition(" #")[0].strip()
        if not text or text.startswith(("#", "-")):
            continue
        try:
            requirement = Requirement(text)
        except InvalidRequirement as error:
            raise PluginError(f"Line {number} of {path.name} is no requirement: {shown(text)}.") from error
        found = _what_is_there(requirement)
        if found:
            missing.append((f"{requirement.name}{requirement.specifier}", found))
    return missing


def _what_is_there(requirement: Requirement) -> str:
    """Return "" when a requirement is met or does not concern this machine, else what there is instead."""
    if requirement.marker is not None and not requirement.marker.evaluate():
        return ""
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return "not installed"
    return "" if requirement.specifier.contains(version, prereleases=True) else f"{version} is installed"
