"""What a recipe prints: progress at once, a traceback only where it shows a fault of the program."""
from __future__ import annotations

import io

from demo.progress import RecipeProgress
from sandbox import RecipeFailed

TRACEBACK = 'Traceback (most recent call last):\n  File "recipe.py", line 3, in <module>\n'


def print_lines(*lines: str) -> tuple[RecipeProgress, io.StringIO]:
    target = io.StringIO()
    progress = RecipeProgress(target)
    for line in lines:
        progress.write(line)
    return progress, target


def test_lines_are_passed_on_up_to_a_traceback() -> None:
    _, target = print_lines("INFO read\n", "INFO wrote\n", *TRACEBACK.splitlines(keepends=True))
    assert target.getvalue() == "INFO read\nINFO wrote\n"


def test_an_error_that_the_plugin_raises_on_purpose_is_its_message_alone() -> None:
    progress, target = print_lines("INFO read\n", TRACEBACK, "process_mining.errors.EmptyLogError: No row: none.\n")
    assert progress.message_of(RecipeFailed("variants", "EmptyLogError: No row: none.", "")) == "No row: none."
    assert target.getvalue() == "INFO read\n"


def test_a_fault_keeps_its_traceback() -> None:
    progress, target = print_lines("INFO read\n", TRACEBACK, "OverflowError: too big\n")
    assert progress.message_of(RecipeFailed("variants", "OverflowError: too big", "")) is None
    assert target.getvalue() == f"INFO read\n{TRACEBACK}OverflowError: too big\n"


def test_a_fault_on_the_way_out_of_the_plugins_own_error_is_a_fault() -> None:
    progress, target = print_lines(
        TRACEBACK, "process_mining.errors.EmptyLogError: No row.\n", "During handling ...\n", "KeyError: 'x'\n"
    )
    assert progress.message_of(RecipeFailed("variants", "KeyError: 'x'", "")) is None
    assert target.getvalue().endswith("KeyError: 'x'\n")
