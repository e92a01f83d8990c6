"""Which names are grouped, and by how many of their words."""
from __future__ import annotations

import pytest

from process_mining.explorer.name_groups import group_names, word_ends
from tests.python.unit.explorer.logs import explored

PHASES = ("01_HOOFD", "02_DRZ", "03_GBH", "04_BPT", "05_EIND")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", [""]),
        ("pay", ["pay"]),
        ("01_HOOFD_010", ["01", "01_HOOFD", "01_HOOFD_010"]),
        ("send  letter-2", ["send", "send  letter", "send  letter-2"]),
        ("checkOrderNow", ["check", "checkOrder", "checkOrderNow"]),
        ("-a", ["-a"]),
        ("ÄndernÜberweisung", ["Ändern", "ÄndernÜberweisung"]),
    ],
)
def test_where_words_end(name, words):
    assert [name[:end] for end in word_ends(name)] == words


@pytest.mark.parametrize(
    ("names", "groups"),
    [
        ([], None),
        (["a b", "a c"], None),
        ([f"step {number}" for number in range(20)], None),
        ([f"{number} step" for number in range(20)], None),
        ([f"{phase}_{number}" for phase in PHASES for number in "12"], [p for p in PHASES for _ in "12"]),
        ([f"{phase}_{number}" for phase in PHASES for number in "1"], None),
    ],
)
def test_groups_are_taken_where_they_make_a_readable_map(names, groups):
    assert group_names(names) == (None if groups is None else tuple(groups))


def test_an_activity_alone_in_its_group_keeps_its_name():
    names = [f"{phase} {number}" for phase in "abcd" for number in "123"] + ["e only", "end"]
    steps = group_names(names)
    assert steps is not None
    assert (steps[-2], steps[-1]) == ("e", "end")


def test_letters_make_no_groups():
    assert explored("abcdefghij").groups is None
