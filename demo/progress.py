"""What a recipe prints -> progress for the user, and a traceback only where it shows a fault of the program."""
from __future__ import annotations

import io
import re
from typing import TextIO

from sandbox import RecipeFailed

_TRACEBACK = "Traceback (most recent call last):"
_PLUGIN_PACKAGES = "process_mining"


class RecipeProgress(io.StringIO):
    """A log for `sandbox.run_recipe` that passes lines on, up to the first traceback, and keeps the rest.

    Parameters
    ----------
    target : text stream
        Where the lines go.
    """

    def __init__(self, target: TextIO) -> None:
        super().__init__()
        self._target = target
        self._is_holding = False

    def write(self, text: str) -> int:
        """Pass text on, or keep it from the first traceback on."""
        self._is_holding = self._is_holding or text.startswith(_TRACEBACK)
        return super().write(text) if self._is_holding else self._target.write(text)

    def flush(self) -> None:
        """Flush the target."""
        self._target.flush()

    def message_of(self, failure: RecipeFailed) -> str | None:
        """Return what the plugin tells the user, or None (and print what was kept) when the failure is a fault.

        The last line of a traceback names the error's class with its module. The plugin's own classes are raised on
        purpose, with a message for the user; any other is a fault, and its traceback is what a report of it needs.
        """
        kept = self.getvalue()
        name, _, message = failure.reason.partition(": ")
        if re.search(rf"^{_PLUGIN_PACKAGES}[\w.]*\.{re.escape(name)}: ", kept, re.MULTILINE):
            return message
        self._target.write(kept)
        return None
