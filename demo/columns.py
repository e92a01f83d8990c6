"""The columns of a file and what the user said about them -> which column holds what, guessed where that is obvious."""
from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from demo.errors import DemoError, quoted, quoted_names
from demo.layout import one_line


@dataclass(frozen=True)
class Role:
    """Something that a column can hold.

    Parameters
    ----------
    option : str
        Its option on the command line, without the dashes.
    parameter : str
        The recipes' parameter for it.
    words : str
        What it is called in a message.
    is_required : bool
        Whether a log cannot be read without it.
    known_names : tuple of str
        Names that say it plainly, most telling first, as `_bare` writes them.
    """

    option: str
    parameter: str
    words: str
    is_required: bool
    known_names: tuple[str, ...]


# The order matters: a column that one role has taken is not guessed for a later one.
ROLES = (
    Role(
        "case", "case_column", "case id", True,
        ("caseconceptname", "caseid", "case", "caseidentifier", "casenumber", "caseno", "casekey", "traceid",
         "processinstanceid", "processinstance"),
    ),
    Role(
        "activity", "activity_column", "activity", True,
        ("conceptname", "activity", "activityname", "activitylabel", "eventname", "event", "taskname", "task"),
    ),
    Role(
        "timestamp", "timestamp_column", "timestamp", True,
        ("timetimestamp", "endtime", "endtimestamp", "completetimestamp", "completetime", "completiontime",
         "enddatetime", "enddate", "end", "timestamp", "eventtimestamp", "eventtime", "eventdatetime", "datetime",
         "time", "eventdate", "date", "starttime", "starttimestamp"),
    ),
    Role(
        "start", "start_timestamp_column", "start timestamp", False,
        ("starttimestamp", "starttime", "startdatetime", "startdate", "start"),
    ),
    Role("lifecycle", "lifecycle_column", "lifecycle", False, ("lifecycletransition", "lifecycle", "transition")),
    Role("order", "order_column", "order", False, ()),
    Role("resource", "resource_column", "resource", False, ("orgresource", "resource", "originator", "performer")),
)


@dataclass(frozen=True)
class ChosenColumns:
    """Which column of the log holds what.

    Parameters
    ----------
    by_option : mapping of option -> column
        Only the roles that have a column.
    guessed : frozenset of str
        Options of the roles that nobody named a column for.
    attributes : tuple of str
        Columns that belong to the case.
    """

    by_option: Mapping[str, str]
    guessed: frozenset[str]
    attributes: tuple[str, ...]

    def recipe_parameters(self) -> dict[str, str]:
        """Return the column parameters of a recipe."""
        return {role.parameter: self.by_option[role.option] for role in ROLES if role.option in self.by_option}


def choose_columns(
    available: Sequence[str], asked: Mapping[str, str | None], attributes: Sequence[str] = ()
) -> ChosenColumns:
    """Return which column holds what.

    Parameters
    ----------
    available : sequence of str
        The columns of the log.
    asked : mapping of option -> column
        What the user named. A role that is missing or None is guessed; "" means: the log has no such column.
    attributes : sequence of str
        Case attributes that the user named.

    Returns
    -------
    ChosenColumns
        With every required role.

    Raises
    ------
    DemoError
        For a name that is not a column, or a required role that cannot be guessed.

    Examples
    --------
    >>> chosen = choose_columns(["Case ID", "Activity", "Start Time", "End Time"], {})
    >>> chosen.by_option["timestamp"], chosen.by_option["start"], "lifecycle" in chosen.by_option
    ('End Time', 'Start Time', False)
    """
    named = {option: name for option, name in asked.items() if name is not None}
    for option, name in named.items():
        _check_is_column(name, f"--{option}", available)
    for name in attributes:
        _check_is_column(name, "--attributes", available)
    chosen = {option: name for option, name in named.items() if name}
    guessed = set()
    for role in ROLES:
        if named.get(role.option) or (role.option in named and not role.is_required):
            continue
        guess = _guess(role, available, taken=chosen.values())
        if guess is not None:
            chosen[role.option] = guess
            guessed.add(role.option)
    return ChosenColumns(chosen, frozenset(guessed), tuple(attributes))


def columns_text(chosen: ChosenColumns) -> str:
    """Return the choice as a small table, so that a wrong guess is seen.

    Examples
    --------
    >>> print(columns_text(choose_columns(["id", "activity", "time"], {"case": "id"})))
    Columns
      case       id
      activity   activity  (guessed)
      timestamp  time      (guessed)
    """
    rows = [
        (role.option, one_line(name), "(guessed)" if role.option in chosen.guessed else "")
        for role in ROLES
        if (name := chosen.by_option.get(role.option))
    ]
    rows += [("attribute", one_line(name), "") for name in chosen.attributes]
    widths = [max(len(row[at]) for row in rows) for at in range(2)]
    lines = (f"  {option:<{widths[0]}}  {name:<{widths[1]}}  {note}".rstrip() for option, name, note in rows)
    return "\n".join(("Columns", *lines))


def _check_is_column(name: str, option: str, available: Sequence[str]) -> None:
    if not name or name in available:
        return
    near = [known for known in available if _bare(known) == _bare(name)]
    near = near or difflib.get_close_matches(name, available, n=1)
    hint = f"; did you mean {quoted(near[0])}?" if near else "."
    raise DemoError(f"there is no column {quoted(name)} ({option}){hint} The columns are {quoted_names(available)}.")


def _guess(role: Role, available: Sequence[str], taken: Iterable[str]) -> str | None:
    free = [name for name in available if name not in set(taken)]
    for known in role.known_names:
        matches = [name for name in free if _bare(name) == known]
        if len(matches) == 1:
            return matches[0]
        if matches and role.is_required:
            raise DemoError(
                f"both {quoted(matches[0])} and {quoted(matches[1])} could be the {role.words} column: "
                f"choose with --{role.option} NAME."
            )
    if role.is_required:
        raise DemoError(
            f"no column is plainly the {role.words}: name it with --{role.option} NAME. "
            f"The columns are {quoted_names(available)}."
        )
    return None


def _bare(name: str) -> str:
    """Return a name in lower case without what people put between words."""
    return re.sub(r"[\s_:.\-]+", "", name.strip().lower())
