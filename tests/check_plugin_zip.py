"""Checks that the plugin's zip holds all that DSS needs, and nothing that only serves development."""
from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

NEEDED = (
    "plugin.json",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "NOTICE",
    "code-env/python/desc.json",
    "code-env/python/spec/requirements.txt",
    "custom-recipes/process-mining-variants/recipe.json",
    "custom-recipes/process-mining-variants/recipe.py",
    "custom-recipes/process-mining-edge-metrics/recipe.json",
    "custom-recipes/process-mining-edge-metrics/recipe.py",
    "custom-recipes/process-mining-conformance/recipe.json",
    "custom-recipes/process-mining-conformance/recipe.py",
    "custom-recipes/process-mining-discover-model/recipe.json",
    "custom-recipes/process-mining-discover-model/recipe.py",
    "resource/params_conformance.py",
    "python-lib/process_mining/__init__.py",
    "python-lib/process_mining_dss/__init__.py",
    "sample-datasets/loan-applications/dataset.json",
)
FILES = {"plugin.json", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE"}
FOLDERS = {"code-env", "docs", "custom-recipes", "python-lib", "resource", "sample-datasets"}


def problems(path: Path) -> list[str]:
    """Return what is wrong with the zip, a sentence each."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        broken = archive.testzip()
        version = json.loads(archive.read("plugin.json"))["version"]
    found = [f"{name} is missing" for name in NEEDED if name not in names]
    strangers = [name for name in names if name not in FILES and name.split("/")[0] not in FOLDERS]
    found += [f"{name} does not belong into the zip" for name in strangers]
    found += [f"{name} is a compiled file" for name in names if name.endswith((".pyc", ".so"))]
    found += [f"{broken} is damaged"] if broken else []
    if version not in path.name:
        found.append(f"the zip is called {path.name}, but the plugin's version is {version}")
    return found


def main() -> None:
    """Exit with the problems of the zip named on the command line, or say how many files it holds."""
    path = Path(sys.argv[1])
    found = problems(path)
    if found:
        sys.exit("\n".join(f"error: {problem}" for problem in found))
    with zipfile.ZipFile(path) as archive:
        print(f"{path.name}: {len(archive.namelist())} entries, {path.stat().st_size / 1024:,.0f} KiB, all in place")


if __name__ == "__main__":
    main()
