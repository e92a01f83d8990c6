"""What a user of the command line can get wrong, said in one line."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_LONGEST_SHOWN = 80
_MOST_NAMES = 30


class DemoError(Exception):
    """Something the user can mend; the message says what was found and what to do."""


def quoted(name: object) -> str:
    """Return a name as it may stand in a message: quoted, control characters escaped, bounded in length.

    Examples
    --------
    >>> quoted("two\\nlines")
    "'two\\\\nlines'"
    """
    text = repr(str(name))
    if isinstance(name, Path):
        # The end of a path says most, and the user gave it.
        return text
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN - 4]}...{text[0]}"


def quoted_names(names: Iterable[str]) -> str:
    """Return names as a bounded list for a message.

    Examples
    --------
    >>> quoted_names(["a", "b"])
    "'a', 'b'"
    """
    known = list(names)
    listed = ", ".join(quoted(name) for name in known[:_MOST_NAMES])
    more = len(known) - _MOST_NAMES
    return f"{listed} and {more} more" if more > 0 else listed
