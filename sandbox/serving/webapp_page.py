"""Turns the files of a webapp into one HTML document, with what a DSS offers to its scripts."""
from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sandbox.errors import PluginError
from sandbox.plugin import WebappFiles

_API = Path(__file__).resolve().parent.parent / "pages" / "webapp_api.js"
_LIBRARIES = frozenset({"dataiku"})
_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)


def webapp_page(files: WebappFiles, name: str, config: Mapping[str, Any], backend_path: str) -> str:
    """Return the page of a webapp.

    Parameters
    ----------
    files : WebappFiles
        Of the plugin.
    name : str
        How users call it.
    config : mapping of str to object
        Values of its parameters.
    backend_path : str
        Where its backend is, without a slash at its end.

    Returns
    -------
    str
        HTML.

    Raises
    ------
    PluginError
        When it asks for a library that the sandbox does not have.
    """
    unknown = [library for library in files.libraries if library not in _LIBRARIES]
    if unknown:
        raise PluginError(f"Webapp {files.id} asks for {', '.join(unknown)}; the sandbox has {', '.join(_LIBRARIES)}.")
    facts = {
        "backendPath": backend_path,
        "config": dict(config),
        "descriptor": files.descriptor,
        "hasDataiku": "dataiku" in files.libraries,
        "hasBackendHelpers": files.has_own_scripts,
    }
    api = _API.read_text(encoding="utf-8").replace("/* facts */ {}", json.dumps(facts))
    head = f"<script>{_inside_script(api)}</script>\n<style>{files.style}</style>\n"
    kind = ' type="module"' if files.has_modules else ""
    foot = f"<script{kind}>{_inside_script(files.script)}</script>\n"
    return _document(files.body, name, head, foot)


def _inside_script(code: str) -> str:
    """Return code that does not end the script element it stands in; `<\\/` and `<\\!` mean the same in a string."""
    return re.sub(r"<(?=/script|!--)", r"<\\", code, flags=re.IGNORECASE)


def _document(body: str, name: str, head: str, foot: str) -> str:
    """Return a document around a fragment; a body that is a document itself is completed."""
    if _HEAD_END.search(body) and _BODY_END.search(body):
        with_head = _HEAD_END.sub(lambda found: head + found[0], body, count=1)
        return _BODY_END.sub(lambda found: foot + found[0], with_head, count=1)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{html.escape(name)}</title>\n{head}'
        f"</head>\n<body>\n{body}\n{foot}</body>\n</html>\n"
    )
