"""Every error that the plugin raises on purpose, each with the facts behind its message.

::

    ProcessMiningError
    +-- EventLogError                what is wrong with the events
    |   +-- MissingColumnError       a column that was asked for is not there
    |   +-- ClashingColumnError      a case attribute has the name of a column we write
    |   +-- EmptyLogError            no row at all
    |   +-- NoEventsLeftError        rows, but none that can be used
    +-- ParameterError               a setting that cannot be used
    +-- ModelError                   a reference model that cannot be used
    +-- LimitError                   a search or a budget came to its limit
    +-- FilterError                  a filter that the data cannot answer
    +-- MissingPackageError          a package that only some recipes need is not installed
"""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

_LONGEST_SHOWN = 80
_MOST_NAMES = 12


def shown(value: object) -> str:
    """Return a value as it may stand in a message: quoted, control characters escaped, bounded in length.

    Labels, ids and file names are data that somebody else wrote; a message must not be broken or flooded by them.

    Examples
    --------
    >>> shown("two\\nlines")
    "'two\\\\nlines'"
    >>> len(shown("x" * 1000)) < 100
    True
    """
    text = repr(value if isinstance(value, str) else str(value))
    if len(text) <= _LONGEST_SHOWN:
        return text
    return f"{text[:_LONGEST_SHOWN - 3]}...{text[0]}"


def shown_names(names: Iterable[str]) -> str:
    """Return names as a bounded, quoted list for a message.

    Examples
    --------
    >>> shown_names(["a", "b"])
    "'a', 'b'"
    >>> shown_names([str(number) for number in range(14)])[-20:]
    "10', '11' and 2 more"
    """
    known = list(names)
    listed = ", ".join(shown(name) for name in known[:_MOST_NAMES])
    more = len(known) - _MOST_NAMES
    return f"{listed} and {more} more" if more > 0 else listed


class ProcessMiningError(Exception):
    """Something the user can understand and mend; the message says what, how many, an example and what to do."""


class EventLogError(ProcessMiningError):
    """The events cannot be used as they are."""


class MissingColumnError(EventLogError):
    """A column that was asked for is not in the data.

    Parameters
    ----------
    column : str
        The name that was asked for.
    purpose : str
        What it was asked for, in words ("case id").
    available : iterable of str
        The columns that are there.
    """

    def __init__(self, column: str, purpose: str, available: Iterable[str]) -> None:
        self.column, self.purpose, self.available = column, purpose, tuple(available)
        if not self.available:
            super().__init__(
                f"The {purpose} column {shown(column)} is not there: the data have no columns yet. "
                "Build the dataset first."
            )
            return
        close = difflib.get_close_matches(column, self.available, n=1)
        hint = f" Did you mean {shown(close[0])}?" if close else ""
        super().__init__(
            f"The {purpose} column {shown(column)} is not in the data.{hint} "
            f"Its columns are: {shown_names(self.available)}. Choose one of them in the recipe's settings."
        )


class ClashingColumnError(EventLogError):
    """A case attribute has the name of a column that the output already has.

    Parameters
    ----------
    columns : iterable of str
        The attributes whose names clash.
    table : str
        The output they clash with.
    """

    def __init__(self, columns: Iterable[str], table: str) -> None:
        self.columns, self.table = tuple(columns), table
        super().__init__(
            f"Case attributes cannot be called {shown_names(self.columns)}: {table} has columns of these names. "
            "Rename them in the event log (a Prepare recipe does it) or leave them out."
        )


class EmptyLogError(EventLogError):
    """The data hold no row at all."""

    def __init__(self) -> None:
        super().__init__("The event log has no rows. Build its dataset first, or check its partitions and sampling.")


class NoEventsLeftError(EventLogError):
    """There are rows, but after all rules none can be used.

    Parameters
    ----------
    rows_read : int
        How many rows there were.
    reasons : mapping of str to int
        How many rows were left out, by reason in words.
    example : str
        One value that could not be used, ready to be shown.
    remedy : str
        What to do.
    """

    def __init__(self, rows_read: int, reasons: Mapping[str, int], example: str, remedy: str) -> None:
        self.rows_read, self.reasons, self.example, self.remedy = rows_read, dict(reasons), example, remedy
        counted = ", ".join(f"{rows:,} {reason}" for reason, rows in self.reasons.items())
        super().__init__(
            f"None of the {rows_read:,} rows of the event log can be used: {counted}. For example {example}. {remedy}"
        )


class ParameterError(ProcessMiningError):
    """A setting cannot be used.

    Parameters
    ----------
    parameter : str
        Its name, as in the recipe's descriptor.
    problem : str
        What is wrong with it, with the value found.
    remedy : str
        What to do.
    """

    def __init__(self, parameter: str, problem: str, remedy: str) -> None:
        self.parameter, self.problem, self.remedy = parameter, problem, remedy
        super().__init__(f"Parameter {parameter}: {problem}. {remedy}")


class ModelError(ProcessMiningError):
    """A reference model cannot be used.

    Parameters
    ----------
    code : str
        Stable short name of the reason ("E-choose"), for tests and support.
    problem : str
        What is wrong, in one sentence.
    remedy : str
        What to change.
    element : str
        The element it is about as name, kind and id in words; empty when it is about the whole file.
    file : str
        The file that the model is in; empty when it is not known.
    """

    def __init__(self, code: str, problem: str, remedy: str, element: str = "", file: str = "") -> None:
        self.code, self.problem, self.remedy, self.element, self.file = code, problem, remedy, element, file
        subject = element if element else "this model"
        place = f" of {shown(file)}" if file else ""
        super().__init__(f"Cannot use {subject}{place}: {problem}. {remedy} [{code}]")

    def in_file(self, file: str) -> ModelError:
        """Return the same error with the file that the model is in."""
        return ModelError(self.code, self.problem, self.remedy, self.element, file)


class LimitError(ProcessMiningError):
    """A search came to its limit before it had an answer.

    Parameters
    ----------
    what : str
        What was searched, in words.
    limit : str
        The limit it reached, with its unit.
    remedy : str
        What to do.
    """

    def __init__(self, what: str, limit: str, remedy: str) -> None:
        self.what, self.limit, self.remedy = what, limit, remedy
        super().__init__(f"{what} reached its limit of {limit}. {remedy}")


class FilterError(ProcessMiningError):
    """A filter cannot be answered from the data as they are.

    Parameters
    ----------
    problem : str
        What is wrong, as a sentence without its full stop.
    names : iterable of str
        The activities or variants that it is about, if any.
    """

    def __init__(self, problem: str, names: Iterable[str] = ()) -> None:
        self.problem, self.names = problem, tuple(names)
        super().__init__(f"{problem}: {shown_names(self.names)}." if self.names else f"{problem}.")


class MissingPackageError(ProcessMiningError):
    """A package that only some recipes need is not installed.

    Parameters
    ----------
    package : str
        Name of the package.
    purpose : str
        What it is needed for, as the subject of a sentence.
    """

    def __init__(self, package: str, purpose: str) -> None:
        self.package, self.purpose = package, purpose
        super().__init__(
            f"{purpose} needs the package {package}, which is not installed in the plugin's code environment. "
            f"An administrator can add it there (see NOTICE about its licence); all other recipes work without it."
        )
