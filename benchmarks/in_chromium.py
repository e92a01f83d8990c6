"""The Process Explorer's page in Chromium: how soon a map of 130 paths is there, and the first map of a real log.

    PYTHONPATH=python-lib python -m benchmarks.in_chromium [--data ../shared/data]

The page is the sandbox's dashboard with the tile on it, 1400 by 900 pixels, each time in a context that has nothing in
its cache. Wall times depend on what else the machine does; CPU times, on Linux only, are those of the page's own thread
and of the worker that lays out. In them is more than layout and drawing: the page reads the answers and brings all its
panels up to date.
"""
from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.generated_log import write_parquet
from benchmarks.measuring import ROOT
from benchmarks.served_log import ServedLog, serve_log

REPEATS = 7
N_PATHS = 130
LAYOUT_GOAL_MS, OPENING_GOAL_MS = 250, 2_000
XES = {
    "case_column": "case:concept:name", "activity_column": "concept:name", "timestamp_column": "time:timestamp",
}  # fmt: skip
GENERATED = {"case_column": "case", "activity_column": "activity", "timestamp_column": "timestamp"}
N_GENERATED_CASES = 2_000
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
# From the question to the worker that lays out to the frame that shows the answer.
_WATCH_LAYOUTS = """
window.layoutTimes = [];
window.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => {
      const { asked } = this;
      requestAnimationFrame(() => setTimeout(() => window.layoutTimes.push(performance.now() - asked)));
    });
  }
  postMessage(...given) {
    this.asked = performance.now();
    super.postMessage(...given);
  }
};
"""
_PAINTED = """async () => {
  await window.processExplorer.ready();
  await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
  return performance.timeOrigin + performance.now();
}"""


@dataclass(frozen=True)
class Times:
    """Milliseconds that something took on a clock, and of CPU time in the page and its worker."""

    wall: float
    cpu: float


class Chromium:
    """A running browser; made by `open_chromium`."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser
        self._system = browser.new_browser_cdp_session()

    @property
    def version(self) -> str:
        """Its version."""
        version: str = self._browser.version
        return version

    def opening(self, url: str) -> Times:
        """Measure from the page's opening to the first map on the screen."""
        before = self._cpu_milliseconds()
        with self._tile(url) as (page, tile):
            wall = tile.evaluate(_PAINTED) - page.evaluate("performance.timeOrigin")
            return Times(wall, self._cpu_milliseconds() - before)

    def more_paths(self, url: str) -> Times:
        """Measure the layout and the drawing of all activities and `N_PATHS` paths, after the first map."""
        with self._tile(url) as (_, tile):
            _slide(tile, "Activities", None)
            tile.evaluate(_PAINTED)
            before = self._cpu_milliseconds()
            tile.evaluate("layoutTimes.length = 0")
            _slide(tile, "Paths", N_PATHS)
            tile.wait_for_function("layoutTimes.length > 0")
            cpu = self._cpu_milliseconds() - before
            drawn = tile.evaluate("processExplorer.state().paths")
            if drawn != N_PATHS:
                raise SystemExit(f"error: {N_PATHS} paths were asked for and {drawn} are drawn.")
            return Times(tile.evaluate("layoutTimes[0]"), cpu)

    @contextmanager
    def _tile(self, url: str) -> Iterator[tuple[Any, Any]]:
        """Open a dashboard; yield its page and the frame of its tile once there is a map in it."""
        context = self._browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
        context.add_init_script(_WATCH_LAYOUTS)
        page = context.new_page()
        page.goto(f"{url}?tileSize=1400x900&panel=0", wait_until="commit")
        tile = page.wait_for_selector("[data-testid=tile-frame]", state="attached").content_frame()
        tile.wait_for_selector(".map-boxes .map-item", timeout=120_000)
        yield page, tile
        context.close()

    def _cpu_milliseconds(self) -> float:
        found = self._system.send("SystemInfo.getProcessInfo")["processInfo"]
        pages = [Path("/proc", str(process["id"]), "task") for process in found if process["type"] == "renderer"]
        return sum(_busy_milliseconds(thread) for page in pages for thread in page.glob("*") if _is_ours(thread))


def _is_ours(thread: Path) -> bool:
    """Return whether a thread is a page's own, which has the number of its process, or a worker's."""
    is_page = thread.name == thread.parent.parent.name
    return is_page or (thread / "comm").read_text(encoding="utf-8").startswith("DedicatedWorker")


def _busy_milliseconds(thread: Path) -> float:
    """Return how long a thread had a core to itself; the first number that the scheduler tells, in nanoseconds."""
    return int((thread / "schedstat").read_text(encoding="ascii").split()[0]) / 1e6


def _slide(tile: Any, name: str, value: int | None) -> None:
    """Set a slider; `None`: as far as it goes."""
    slider = tile.locator(f"input[type=range][aria-label='{name}']")
    slider.fill(str(value or slider.get_attribute("max")))


@contextmanager
def open_chromium() -> Iterator[Chromium]:
    """Start the browser of the system, as the browser tests do, and end it after the block."""
    from playwright.sync_api import sync_playwright

    path = _chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield Chromium(browser)
        browser.close()


def _chromium_path() -> str | None:
    return os.environ.get("CHROMIUM") or next((path for name in _NAMES if (path := shutil.which(name))), None)


def missing() -> str:
    """Say what keeps this from being measured; empty when nothing does."""
    if not (ROOT / "resource" / "dist" / "app.js").is_file():
        return "the page is not built: make frontend builds it"
    if _chromium_path() is None:
        return f"Chromium is needed and none of {', '.join(_NAMES)} is here: name it with CHROMIUM=path"
    return ""


def report(name: str, what: str, goal: float, measure: Callable[[], Times]) -> None:
    """Print the medians of several measurements."""
    times = [measure() for _ in range(REPEATS)]
    wall, cpu = median(one.wall for one in times), median(one.cpu for one in times)
    least = min(one.wall for one in times)
    print(f"  {name}, {what}: {wall:,.0f} ms wall (least {least:,.0f}, goal {goal:,.0f}), {cpu:,.0f} ms CPU")


def _serve(path: Path, columns: dict[str, str], ask: Callable[[ServedLog], None]) -> None:
    with serve_log(path, columns) as served:
        served.load()
        ask(served)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all measurements that are possible here; `arguments` are those of the command line when not given."""
    parser = argparse.ArgumentParser(description="The Process Explorer's page in Chromium")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    logs = parser.parse_args(arguments).data / "logs"
    if reason := missing():
        print(f"Process Explorer in a browser: not measured, {reason}.")
        return
    with open_chromium() as chromium, tempfile.TemporaryDirectory() as folder:
        print(f"Process Explorer in Chromium {chromium.version}, medians of {REPEATS}")
        generated = Path(folder, "generated.parquet")
        write_parquet(generated, N_GENERATED_CASES)
        _serve(generated, GENERATED, lambda served: _report_layout("generated log", chromium, served))
        _with_real_log(logs / "Sepsis_Cases.xes.gz", lambda served: _report_layout("Sepsis", chromium, served))
        loans = logs / "BPI_Challenge_2012.xes.gz"
        _with_real_log(loans, lambda served: _report_opening("BPIC 2012", chromium, served))


def _with_real_log(path: Path, ask: Callable[[ServedLog], None]) -> None:
    if path.is_file():
        _serve(path, XES, ask)
    else:
        print(f"  {path.name} is not at hand; --data names the folder in whose folder logs it lies")


def _report_layout(name: str, chromium: Chromium, served: ServedLog) -> None:
    what = f"layout and drawing of {N_PATHS} paths"
    report(name, what, LAYOUT_GOAL_MS, lambda: chromium.more_paths(served.url))


def _report_opening(name: str, chromium: Chromium, served: ServedLog) -> None:
    what = "from the page's opening to the first map"
    report(name, what, OPENING_GOAL_MS, lambda: chromium.opening(served.url))


if __name__ == "__main__":
    main()
