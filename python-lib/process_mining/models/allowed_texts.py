"""Rows of a dataset of allowed variants -> sequences of labels, refused where a row could mean two things."""
from __future__ import annotations

import json
from collections.abc import Iterable

from process_mining.errors import ModelError, shown

ARROW = " → "


def read_allowed_texts(texts: Iterable[str]) -> list[tuple[str, ...]]:
    """Read allowed variants from text.

    Parameters
    ----------
    texts : iterable of str
        A variant each, as the variants table writes them: labels with arrows between them, or a JSON list of labels,
        which any label can stand in. A text that begins with a bracket is a JSON list. Blank texts are passed over.

    Returns
    -------
    list of tuple of str

    Raises
    ------
    ModelError
        ``E-variant`` if a text is neither, with the text.

    Examples
    --------
    >>> read_allowed_texts(["ask → pay", '["ask", "a → b"]'])
    [('ask', 'pay'), ('ask', 'a → b')]
    """
    return [_read(text) for text in texts if text.strip()]


def _read(text: str) -> tuple[str, ...]:
    if not text.lstrip().startswith("["):
        labels = tuple(text.split(ARROW))
        if all(labels):
            return labels
        raise _unreadable(text)
    try:
        items = json.loads(text)
    except ValueError:
        raise _unreadable(text) from None
    if isinstance(items, list) and items and all(isinstance(item, str) and item for item in items):
        return tuple(items)
    raise _unreadable(text)


def _unreadable(text: str) -> ModelError:
    return ModelError(
        "E-variant",
        f"the allowed variant {shown(text)} is no sequence of activities",
        f"Write activities with {ARROW.strip()} between them, or as a JSON list of texts.",
    )
