"""Every error that the sandbox raises on purpose; the message names the thing, the place and what to do.

::

    SandboxError
    +-- ProjectError           a project, dataset or folder that is not there or has an unsafe name
    +-- SchemaError            columns that cannot be a dataset's
    +-- CellError              a value that its column's type cannot hold
    +-- UnreadableFileError    a file that cannot be imported
    +-- AccessDeniedError      a dataset that the user may not read
    +-- FlowError              code uses what its recipe does not declare
    +-- ReadBrokenError        a stream of rows ended before its time
    +-- PluginError            a plugin folder or component that cannot be used
    +-- RecipeSettingsError    roles or parameters that do not fit the recipe
    +-- CodeEnvError           the running Python is not what the plugin asks for
    +-- RecipeFailed           the recipe's own code failed
    +-- WebappFailed           the backend of a webapp does not start
    +-- ServingError           a page cannot be served
"""
from __future__ import annotations

import reprlib
from pathlib import Path

_SHOWING = reprlib.Repr()
_SHOWING.maxstring = _SHOWING.maxother = 80


def shown(value: object) -> str:
    """Return a value as it may stand in a message: quoted, escaped, bounded in length.

    Parameters
    ----------
    value : object
        Somebody else's data.

    Returns
    -------
    str
        Its representation, at most some 80 characters.

    Examples
    --------
    >>> shown("two\\nlines")
    "'two\\\\nlines'"
    >>> len(shown("x" * 1000)) <= 80
    True
    """
    return _SHOWING.repr(value)


class SandboxError(Exception):
    """Something the user of the sandbox can understand and mend."""


class ProjectError(SandboxError):
    """A project, dataset or folder is not there, is there already, or has an unsafe name."""


class AccessDeniedError(SandboxError):
    """The user that the code runs as may not read a dataset."""


class SchemaError(SandboxError):
    """Columns cannot be those of the dataset."""


class CellError(SandboxError):
    """A value does not fit the type of its column.

    Parameters
    ----------
    column : str
        Name of the column.
    column_type : str
        Its DSS type.
    row : int
        Number of the row, the first one being 1.
    value : object
        The value.
    """

    def __init__(self, column: str, column_type: str, row: int, value: object) -> None:
        self.column, self.column_type, self.row, self.value = column, column_type, row, value
        super().__init__(
            f"Column {shown(column)} is of type {column_type} and cannot hold {shown(value)} (row {row:,}). "
            "Change the type in the schema, or the value."
        )


class UnreadableFileError(SandboxError):
    """A file cannot be imported.

    Parameters
    ----------
    path : Path
        The file; only its name is shown.
    problem : str
        What is wrong and what to do.
    place : str
        Where in the file ("line 3, column 7"); empty when it is about the whole file.
    """

    def __init__(self, path: Path, problem: str, place: str = "") -> None:
        self.path, self.problem, self.place = path, problem, place
        super().__init__(f"Cannot import {shown(path.name)}{', ' + place if place else ''}: {problem}")


class FlowError(SandboxError):
    """Code uses a dataset or folder in a way its recipe does not declare."""


class ReadBrokenError(SandboxError):
    """A stream of rows ended before its time; what was read of it is not the whole dataset."""


class PluginError(SandboxError):
    """A plugin folder or one of its components cannot be used."""


class RecipeSettingsError(SandboxError):
    """The roles or parameters given do not fit the recipe's descriptor."""


class CodeEnvError(SandboxError):
    """The running Python is not what the plugin's code environment asks for."""


class RecipeFailed(SandboxError):
    """The recipe's own code failed.

    Parameters
    ----------
    recipe : str
        Its id.
    reason : str
        The last error in words.
    log_text : str
        All that the recipe printed.
    """

    def __init__(self, recipe: str, reason: str, log_text: str) -> None:
        self.recipe, self.reason, self.log_text = recipe, reason, log_text
        super().__init__(f"Recipe {recipe} failed: {reason}")


class WebappFailed(SandboxError):
    """The backend of a webapp does not start.

    Parameters
    ----------
    webapp : str
        Its folder in the plugin.
    reason : str
        What happened, in words.
    """

    def __init__(self, webapp: str, reason: str) -> None:
        self.webapp, self.reason = webapp, reason
        super().__init__(f"Webapp {webapp} failed: {reason}")


class ServingError(SandboxError):
    """A page cannot be served: no port is free, or a name is taken or unknown."""
