"""Turns texts into the text that a dataset keeps for a value of a type, or says that the type cannot hold them."""
from __future__ import annotations

import re
from collections.abc import Callable

from .instants import day_text, instant_text, wall_time_text

Canonical = Callable[[str], "str | None"]

_WHOLE = re.compile(r"([+-]?\d+)(?:\.0*)?", re.ASCII)
_REAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?inf(?:inity)?|nan", re.ASCII | re.IGNORECASE)
_BITS = {"tinyint": 8, "smallint": 16, "int": 32, "bigint": 64}
_LONGEST_NUMBER = 400

INTEGER_TYPES = frozenset(_BITS)
REAL_TYPES = frozenset({"double", "float"})
TIME_TYPES = frozenset({"date", "datetimenotz", "dateonly"})
JSON_TYPES = frozenset({"array", "map", "object"})
TYPES = INTEGER_TYPES | REAL_TYPES | TIME_TYPES | JSON_TYPES | {"string", "boolean", "geopoint", "geometry"}


def _whole(bits: int) -> Canonical:
    """Return the reader of whole numbers of so many bits; 3.0 is one, as a DSS casts it."""
    least, most = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1

    def read(text: str) -> str | None:
        found = _WHOLE.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
        number = int(found[1]) if found else most + 1
        return str(number) if least <= number <= most else None

    return read


def _real(text: str) -> str | None:
    """Keep a number as it is written."""
    return text if len(text) <= _LONGEST_NUMBER and _REAL.fullmatch(text) else None


def _boolean(text: str) -> str | None:
    """Keep true and false, in small letters."""
    lowered = text.lower()
    return lowered if lowered in ("true", "false") else None


CANONICAL: dict[str, Canonical] = {
    **{name: _whole(bits) for name, bits in _BITS.items()},
    **dict.fromkeys(REAL_TYPES, _real),
    "boolean": _boolean,
    "date": instant_text,
    "datetimenotz": wall_time_text,
    "dateonly": day_text,
}
"""DSS type -> reader of a non-empty text; a type that is not here keeps any text as it is."""


def canonical(column_type: str, text: str) -> str | None:
    """Return the text that a dataset keeps for a value.

    Parameters
    ----------
    column_type : str
        DSS type.
    text : str
        The value; empty = missing, which every type holds.

    Returns
    -------
    str or None
        None when the type cannot hold the value.

    Examples
    --------
    >>> canonical("bigint", "3.0"), canonical("bigint", "1.5"), canonical("string", "1.0")
    ('3', None, '1.0')
    """
    read = CANONICAL.get(column_type)
    return text if read is None or not text else read(text)
