"""Turns an element tree into the bytes of an XML file, with nothing in it that XML forbids."""
from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_bytes(root: ElementTree.Element) -> bytes:
    """Return a document as UTF-8 with declaration, indented, the same bytes for the same tree."""
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def xml_text(text: str) -> str:
    """Return a text with characters that XML cannot hold shown as U+FFFD; everything else stays as it is.

    Examples
    --------
    >>> xml_text("a\\x00b")
    'a\ufffdb'
    """
    return _FORBIDDEN.sub("\ufffd", text)
