"""Turns what a recipe's process is told (project, plugin, roles, parameters) into a JSON file and back."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

VARIABLE = "DSS_SANDBOX_RUN"
"""Environment variable that holds the path of the file."""


@dataclass(frozen=True)
class RunSpec:
    """One run.

    Parameters
    ----------
    project : str
        Folder of the project.
    plugin : str
        Folder of the plugin; empty when code outside any plugin runs.
    script : str
        The recipe's code; empty when no recipe runs: then every dataset may be used.
    inputs, outputs : dict of str to list of str
        Role -> names of datasets or ids of folders.
    append_to : list of str
        Outputs whose rows are kept and added to.
    config, plugin_config : dict
        Values of the parameters.
    """

    project: str
    plugin: str = ""
    script: str = ""
    inputs: dict[str, list[str]] = field(default_factory=dict)
    outputs: dict[str, list[str]] = field(default_factory=dict)
    append_to: list[str] = field(default_factory=list)
    config: dict[str, Any] = field(default_factory=dict)
    plugin_config: dict[str, Any] = field(default_factory=dict)

    def save(self, path: Path) -> None:
        """Write it where `load` finds it."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> RunSpec:
        """Read what `save` wrote."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
