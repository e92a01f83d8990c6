"""Lines of a page: safe to print, never wider than it, columns under one another."""
from __future__ import annotations

import textwrap

from demo.layout import aligned_rows, cut, hanging, one_line


def test_text_cannot_break_a_line_or_flood_it() -> None:
    assert one_line("Café → \x1b[2J\r\n") == "Café → \\x1b[2J\\r\\n"
    assert [cut("abcdef", 6), cut("abcdef", 5), cut("ab def", 4), cut("ab", 0)] == ["abcdef", "abcd…", "ab…", "…"]


def test_cells_stand_under_one_another_and_the_last_is_cut() -> None:
    rows = [["n", "what"], ["100", "a long story to tell"]]
    assert aligned_rows(rows, right=(0,), width=20) == ["    n  what", "  100  a long story…"]


def test_the_last_cell_may_go_on_below_itself() -> None:
    rows = [["100", "a long story to tell"], ["1", "short"]]
    assert aligned_rows(rows, right=(0,), width=20, wrap=textwrap.wrap) == [
        "  100  a long story", "       to tell", "    1  short",
    ]


def test_the_last_cell_has_some_room_even_on_the_narrowest_terminal() -> None:
    assert aligned_rows([["100,000,000", "a long story"]], right=(0,), width=8) == ["  100,000,000  a long story"]


def test_a_number_is_not_parted_from_its_percent_sign() -> None:
    assert hanging("all of 12 %", 10) == ["  all of", "    12 %"]
