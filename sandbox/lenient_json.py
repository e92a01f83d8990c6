"""Turns JSON with // and /* */ comments, as DSS reads descriptors, into values."""
from __future__ import annotations

import json
import re
from typing import Any

# A string is matched first, so that "http://..." in it is no comment.
_STRING_OR_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def _blank(found: re.Match[str]) -> str:
    """Keep strings; make comments white space of as many lines, so that an error's line number stays right."""
    text = found[0]
    return text if text.startswith('"') else " " + "\n" * text.count("\n")


def read_lenient_json(text: str) -> Any:
    """Return the value of JSON text that may hold comments.

    Parameters
    ----------
    text : str
        JSON with comments.

    Returns
    -------
    object
        Its value.

    Raises
    ------
    json.JSONDecodeError
        When it is no JSON without them, either.

    Examples
    --------
    >>> read_lenient_json('{"a": "// no comment", /* one */ "b": 1} // another')
    {'a': '// no comment', 'b': 1}
    """
    return json.loads(_STRING_OR_COMMENT.sub(_blank, text))
