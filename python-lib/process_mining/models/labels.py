"""Turns names as drawing tools write them into labels that can be compared with the activities of a log."""
from __future__ import annotations

import html
import re
import unicodedata

from process_mining.errors import shown
from process_mining.models.reference_model import refuse

MAX_LABEL_LENGTH = 2_000

_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9A-Fa-f]{1,6});")
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_BLANKS = re.compile(r"\s+")


def normalise_label(name: str) -> str:
    """Return a name with blanks, line breaks and doubly escaped characters made plain; letter case is kept.

    The activities of a log are normalised in the same way, for comparison only.

    Parameters
    ----------
    name : str
        The name as the XML parser gave it.

    Returns
    -------
    str
        Empty if the name has nothing visible.

    Raises
    ------
    ModelError
        ``E-size`` if the name is longer than any name.

    Examples
    --------
    >>> normalise_label(" Check\\n\\tinvoice  &amp; pay<br/>it ")
    'Check invoice & pay it'
    """
    if len(name) > MAX_LABEL_LENGTH:
        raise refuse(
            "E-size",
            f"a name has {len(name):,} characters, more than {MAX_LABEL_LENGTH:,}: {shown(name)}",
            "Give the element a short name, and move long texts to its documentation.",
        )
    plain = _ENTITY.sub(lambda entity: html.unescape(entity.group()), name)
    plain = _ZERO_WIDTH.sub("", _LINE_BREAK_TAG.sub(" ", plain))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", plain)).strip()
