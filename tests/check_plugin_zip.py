"""Checks that the plugin's zip holds all that DSS needs and only that, no remote address, and only allowed licences."""
from __future__ import annotations

import json
import re
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
    "webapps/process-explorer/webapp.json",
    "webapps/process-explorer/backend.py",
    "webapps/process-explorer/body.html",
    "resource/dist/app.js",
    "resource/dist/app.css",
    "resource/dist/layout.worker.js",
    "resource/dist/layout.js",
    "resource/dist/charts.js",
    "THIRD_PARTY_LICENSES.txt",
)
FILES = {"plugin.json", "README.md", "CHANGELOG.md", "LICENSE", "NOTICE", "THIRD_PARTY_LICENSES.txt"}
FOLDERS = {"code-env", "docs", "custom-recipes", "python-lib", "resource", "sample-datasets", "webapps"}
ADDRESS = re.compile(r"""https?://[^\s"'`<>)\\]+""")
# Addresses that stand in the built files and that nothing of ours asks for. Whatever is not listed is a fault: the page
# has to work where no other machine can be reached.
NOT_FETCHED = (
    "http://www.w3.org/",  # names of XML namespaces
    "https://github.com/d3/",  # in messages of plotly about wrong formats
    "https://plotly.com/",  # in a message of plotly, and the link behind its logo, which is switched off
    "https://cloud.plotly.com/newchart",  # behind a button of plotly that is switched off
    "https://cdn.plot.ly/un/",  # maps of plotly, whose kinds of chart are not in the bundle
)
LICENCES = {"MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "EPL-1.0", "EPL-2.0"}
LICENCE_LINE = "\n" + "-" * 78 + "\n"


def licence_problems(text: str) -> list[str]:
    """Return a sentence for every bundled package whose licence is not one of those that may be."""
    heads = [section.strip().partition("\n")[0] for section in text.split(LICENCE_LINE)[1:]]
    if not heads:
        return ["THIRD_PARTY_LICENSES.txt names no package"]
    allowed = "|".join(sorted(LICENCES))
    return [f"{head} may not be bundled" for head in heads if not re.fullmatch(rf"\S+ \S+ \(({allowed})\)", head)]


def remote_addresses(archive: zipfile.ZipFile, names: list[str]) -> list[str]:
    """Return a sentence for every address in the page's files that may be asked for over the network."""
    served = [name for name in names if name.startswith(("resource/dist/", "webapps/"))]
    return [
        f"{name} names the address {address}"
        for name in served
        for address in sorted(set(ADDRESS.findall(archive.read(name).decode("utf-8", errors="replace"))))
        if not address.startswith(NOT_FETCHED)
    ]


def problems(path: Path) -> list[str]:
    """Return what is wrong with the zip, a sentence each."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if not name.endswith("/")]
        broken = archive.testzip()
        version = json.loads(archive.read("plugin.json"))["version"]
        found = remote_addresses(archive, names)
        if "THIRD_PARTY_LICENSES.txt" in names:
            found += licence_problems(archive.read("THIRD_PARTY_LICENSES.txt").decode())
    found += [f"{name} is missing" for name in NEEDED if name not in names]
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
