"""Turns the bytes of an XML file that a stranger wrote into an element tree, or refuses them before a tree is built."""
from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from xml.parsers import expat

from process_mining.models.reference_model import refuse

MAX_BYTES = 20_000_000
MAX_DEPTH = 100
MAX_ELEMENTS = 200_000


def read_xml(content: bytes, export_as: str) -> ElementTree.Element:
    """Return the root of an XML document that has no document type, no entities and bounded sizes.

    Parameters
    ----------
    content : bytes
        The file. The encoding is the declared one; a byte order mark is allowed.
    export_as : str
        What the file should have been, for the remedy ("BPMN 2.0 XML").

    Returns
    -------
    xml.etree.ElementTree.Element

    Raises
    ------
    ModelError
        ``E-format`` if it is not well-formed, ``E-dtd`` if it has a document type, ``E-size`` if it is over a limit.

    Notes
    -----
    A document type is the only place where entities can be defined, so refusing it rules out entity bombs and files
    read from elsewhere. Nothing that the document points to is ever opened.
    """
    remedy = f"Export the model as {export_as} and use that file."
    if len(content) > MAX_BYTES:
        raise refuse("E-size", f"the file has {len(content):,} bytes, more than {MAX_BYTES:,}", remedy)
    _Guard(remedy).check(content)
    return ElementTree.fromstring(content)


class _Guard:
    """One pass of expat that builds nothing and counts everything."""

    def __init__(self, remedy: str) -> None:
        self.remedy, self.depth, self.n_elements = remedy, 0, 0

    def check(self, content: bytes) -> None:
        """Raise if the document is malformed, has a document type or is over a limit."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        parser.StartElementHandler = self._enter
        parser.EndElementHandler = self._leave
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            place = f"line {error.lineno}, column {error.offset + 1}"
            raise refuse("E-format", f"the file is not well-formed XML ({reason}, {place})", self.remedy) from error
        except (LookupError, ValueError) as error:
            raise refuse("E-format", "the file declares a text encoding that cannot be read", self.remedy) from error

    def _refuse_doctype(self, *_: object) -> None:
        raise refuse("E-dtd", "the file has a document type declaration (<!DOCTYPE ...>)", self.remedy)

    def _enter(self, *_: object) -> None:
        self.depth += 1
        self.n_elements += 1
        if self.depth > MAX_DEPTH:
            raise refuse("E-size", f"its elements are nested more than {MAX_DEPTH} deep", self.remedy)
        if self.n_elements > MAX_ELEMENTS:
            raise refuse("E-size", f"it has more than {MAX_ELEMENTS:,} elements", self.remedy)

    def _leave(self, _: str) -> None:
        self.depth -= 1
