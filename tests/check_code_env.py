"""Resolves the plugin's code environment for every accepted Python, from wheels alone, without installing it."""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE_ENV = ROOT / "code-env" / "python"
# Beside whatever pandas is newest: the core packages of older DSS code environments.
CELLS = {"newest": [], "pandas 2.2": ["pandas>=2.2,<2.3"]}


def pythons() -> list[str]:
    """Return the accepted Pythons as versions: PYTHON311 is 3.11."""
    accepted = json.loads((CODE_ENV / "desc.json").read_text(encoding="utf-8"))["acceptedPythonInterpreters"]
    return [f"{name.removeprefix('PYTHON')[0]}.{name.removeprefix('PYTHON')[1:]}" for name in accepted]


def resolve(python: str, core_packages: list[str]) -> str:
    """Return what would be installed, one requirement a line; exit with the resolver's words where there is no way."""
    requirements = (CODE_ENV / "spec" / "requirements.txt").read_text(encoding="utf-8")
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", "--quiet", "--no-header", "--no-annotate"]
    command += ["--only-binary", ":all:", "--python-version", python, "--python-platform", "x86_64-manylinux_2_28", "-"]
    text = "\n".join([requirements, *core_packages])
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"error: the code environment does not resolve for Python {python}:\n{done.stderr}")
    return done.stdout


def main() -> None:
    """Resolve every cell and say what each would install of the packages that matter most."""
    shown = ("numpy", "pandas", "numba", "networkx", "plotly", "flask", "pm4py")
    for python in pythons():
        for name, core_packages in CELLS.items():
            versions = dict(line.split("==") for line in resolve(python, core_packages).split())
            told = ", ".join(f"{package} {versions[package]}" for package in shown if package in versions)
            print(f"Python {python}, {name}: {told}")


if __name__ == "__main__":
    main()
