"""The Process Explorer on the sandbox's dashboard: what a user does with it, and the numbers that it says."""
from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from playwright.sync_api import FrameLocator, Locator, Page

from raw_log import END, START, Case

Answer = TypeVar("Answer")
COUNTS = r"([\d,]+) times in ([\d,]+) cases"
SPOKEN = {START: "Start", END: "End"}


def eventually(read: Callable[[], Answer], expected: Answer, seconds: float = 15.0) -> None:
    """Wait until something reads as expected; at the end, say how it differs."""
    deadline = time.monotonic() + seconds
    while True:
        found = read()
        if found == expected or time.monotonic() > deadline:
            break
        time.sleep(0.05)
    assert found == expected, (found, expected)


def number(text: str) -> int:
    """Return a count as the tile writes it, thousands with commas."""
    return int(text.replace(",", ""))


def _counted(text: str) -> int | None:
    # Three dots stand where the answer is still under way.
    return None if text == "…" else number(text)


class ExplorerTile:
    """The tile on an open dashboard.

    Parameters
    ----------
    page : Page
        Shows the dashboard.
    cases : iterable of Case
        Of its log, for the names that its texts are made of.
    """

    def __init__(self, page: Page, cases: Iterable[Case]) -> None:
        self.page = page
        self.frame: FrameLocator = page.frame_locator("[data-testid=tile-frame]")
        self.root: Locator = self.frame.locator("#process-explorer")
        names = sorted({name for case in cases for name in case.trace})
        self._steps = {name: name for name in names}
        ends = [START, END, *names]
        spoken = {name: SPOKEN.get(name, name) for name in ends}
        self._paths = {f"{spoken[a]} to {spoken[b]}": (a, b) for a in ends for b in ends}

    def find(self, selector: str, **options: Any) -> Locator:
        """Return what a selector names in the tile."""
        return self.frame.locator(selector, **options)

    def evaluate(self, script: str) -> Any:
        """Run a script in the tile; `tile` is its hook."""
        return self.root.evaluate(f"async () => {{ const tile = window.processExplorer; {script} }}")

    def ready(self) -> None:
        """Wait until the map of the present state is drawn."""
        self.find(".map-boxes .map-item").first.wait_for(timeout=60_000)
        self.evaluate("await tile.ready();")

    def send(self, filters: object) -> None:
        """Let the dashboard send filters as they are."""
        self.page.evaluate("filters => window.sandboxDashboard.send(filters)", filters)

    def figure(self, label: str) -> str:
        """Return the value of a figure at the top, without its unit."""
        shown = self.find(".figure").filter(has=self.page.locator(f".figure-label:text-is('{label}')"))
        return shown.locator(".figure-value").evaluate("element => element.firstChild.textContent.trim()")

    def cases(self) -> int | None:
        """Return the figure of the cases, None while it is not said yet."""
        return _counted(self.figure("Cases"))

    def counted(self) -> tuple[int | None, int | None]:
        """Return the figures of cases and variants, None where one is not said yet."""
        return _counted(self.figure("Cases")), _counted(self.figure("Variants"))

    def _spoken(self, selector: str) -> list[str]:
        script = "elements => elements.map(element => element.getAttribute('aria-label'))"
        return [text for text in self.find(selector).evaluate_all(script) if text]

    def steps(self) -> dict[str, tuple[int, int]]:
        """Return frequency and cases of each step on the map."""
        return dict(_read(self._spoken(".map-boxes .map-step"), self._steps))

    def paths(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return frequency and cases of each path that has a line on the map; a line both ways says both."""
        return dict(_read(self._spoken(".map-paths .map-path"), self._paths))

    def numbers(self) -> dict[str, str]:
        """Return the number beside each line, by the key that the line has too."""
        script = "elements => elements.map(element => [element.dataset.key, element.textContent])"
        return dict(self.find(".map-numbers .map-item").evaluate_all(script))

    def table(self, sheet: str) -> list[dict[str, str]]:
        """Return the table view's rows as texts, by the heads of their columns."""
        self.find(f"[data-sheet={sheet}]").click()
        script = """table => {
          const heads = [...table.querySelectorAll("thead th")].map((cell) => cell.textContent);
          return [...table.querySelectorAll("tbody tr")].map((row) =>
            Object.fromEntries([...row.children].map((cell, i) => {
              const said = cell.cloneNode(true);
              said.querySelector(".back-tag")?.remove();
              return [i + " " + heads[i], said.textContent];
            })));
        }"""
        return self.find("table.table").evaluate(script)

    def slide(self, label: str, value: int) -> None:
        """Set a slider."""
        self.find(f"input[type=range][aria-label='{label}']").fill(str(value))


def _read(spoken: Iterable[str], names: Mapping[str, Any]) -> Iterable[tuple[Any, tuple[int, int]]]:
    # Longest first: a name may begin like another one.
    known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    # Numbers that are written in the box otherwise than exactly come first.
    told = re.compile(rf"({known}), (?:[^;]*?, )??{COUNTS}")
    for text in spoken:
        yield from ((names[found[1]], (number(found[2]), number(found[3]))) for found in told.finditer(text))
