"""Names of activities -> what several of them begin with, where that makes a readable number of groups."""
from __future__ import annotations

from collections.abc import Sequence

FEWEST_GROUPS, MOST_GROUPS = 5, 40


def group_names(names: Sequence[str]) -> tuple[str, ...] | None:
    """Return the group of each name: its first words, the same number of words for all.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    tuple of str, shape (n_names,), or None
        None where no number of words makes 5 to 40 groups, and at most half as many as there are names.

    Notes
    -----
    Words end at blanks, underscores, hyphens and other signs, and where a capital follows a small letter. Of several
    numbers of words that fit, the largest is taken: its groups say most.

    Examples
    --------
    >>> names = [f"0{phase}_STEP_{number}" for phase in range(1, 6) for number in range(3)]
    >>> sorted(set(group_names(names)))
    ['01_STEP', '02_STEP', '03_STEP', '04_STEP', '05_STEP']
    >>> group_names(["receive", "check", "pay"]) is None
    True
    """
    ends = [word_ends(name) for name in names]
    most_words = max(map(len, ends), default=0)
    for n_words in range(most_words, 0, -1):
        prefixes = tuple(name[: of_name[:n_words][-1]] for name, of_name in zip(names, ends))
        if FEWEST_GROUPS <= len(set(prefixes)) <= min(MOST_GROUPS, len(names) // 2):
            return prefixes
    return None


def word_ends(name: str) -> list[int]:
    """Return where each word of a name ends, the end of the name last.

    Examples
    --------
    >>> word_ends("payInvoice_2 now")
    [3, 10, 12, 16]
    """
    inside = [
        place
        for place in range(1, len(name))
        if (name[place - 1].isalnum() and not name[place].isalnum())
        or (name[place - 1].islower() and name[place].isupper())
    ]
    return [*inside, len(name)]
