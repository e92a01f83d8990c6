"""Texts -> lines of a page: safe to print, no wider than it, columns under one another."""
from __future__ import annotations

import textwrap
from collections.abc import Callable, Collection, Sequence

# A terminal may be narrower than the other columns.
_LEAST_WIDTH = 12
_NO_BREAK = "\N{NO-BREAK SPACE}"


def one_line(text: str) -> str:
    """Return text that cannot break a line or command a terminal.

    Examples
    --------
    >>> one_line("a\\nb \\x1b[31m")
    'a\\\\nb \\\\x1b[31m'
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def cut(text: str, width: int) -> str:
    """Return text that is at most so many characters wide, with an ellipsis where some is missing.

    Examples
    --------
    >>> cut("Receive application", 10)
    'Receive a…'
    """
    return text if len(text) <= width else f"{text[:max(width - 1, 0)].rstrip()}…"


def wrapped_steps(text: str, width: int, n_lines: int) -> list[str]:
    """Return a sequence of steps with arrows as lines that break between two steps; an ellipsis where some is missing.

    Examples
    --------
    >>> wrapped_steps("Ask first → Answer → Close the case", 20, 2)
    ['Ask first → Answer', '→ Close the case']
    >>> wrapped_steps("Ask first → Answer → Close the case", 20, 1)
    ['Ask first → Answer …']
    """
    unbroken = text.replace(" ", _NO_BREAK).replace(f"{_NO_BREAK}→{_NO_BREAK}", f" →{_NO_BREAK}")
    lines = textwrap.wrap(unbroken, max(width, 2), max_lines=n_lines, placeholder=" …", break_on_hyphens=False)
    return [line.replace(_NO_BREAK, " ") for line in lines]


def cut_to_one(text: str, width: int) -> list[str]:
    """Return text as one line."""
    return [cut(text, width)]


def aligned_rows(
    rows: Sequence[Sequence[str]], right: Collection[int], width: int,
    wrap: Callable[[str, int], list[str]] = cut_to_one,
) -> list[str]:
    """Return rows of cells with columns under one another.

    Parameters
    ----------
    rows : sequence of sequence of str
        At least one, all with the same number of cells.
    right : collection of int
        Columns that stand at the right of their room.
    width : int
        Characters a line may have.
    wrap : callable
        Makes lines of the last cell, which takes the width that is left.

    Examples
    --------
    >>> aligned_rows([["a", "100", "first"], ["bcd", "5", "second"]], right=(1,), width=20)
    ['  a    100  first', '  bcd    5  second']
    """
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]) - 1)]
    left = max(width - sum(size + 2 for size in widths) - 2, _LEAST_WIDTH)
    lines = []
    for row in rows:
        cells = [row[at].rjust(size) if at in right else row[at].ljust(size) for at, size in enumerate(widths)]
        first = "  " + "".join(f"{cell}  " for cell in cells)
        for at, line in enumerate(wrap(row[-1], left)):
            lines.append(f"{' ' * len(first) if at else first}{line}".rstrip())
    return lines


def hanging(text: str, width: int) -> list[str]:
    """Return a sentence as indented lines, those after the first a little further in.

    Examples
    --------
    >>> hanging("one two three", 10)
    ['  one two', '    three']
    """
    unbroken = text.replace(" %", f"{_NO_BREAK}%")
    lines = textwrap.wrap(unbroken, width, initial_indent="  ", subsequent_indent="    ")
    return [line.replace(_NO_BREAK, " ") for line in lines]
