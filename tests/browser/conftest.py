"""A headless Chromium of the system, and pages that notice what goes wrong in them."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
# Without the last four, Chromium asks for updates and the like at every start.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium, whose name or path may be given in CHROMIUM."""
    path = os.environ.get("CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), "")
    assert path, f"Chromium is needed and none of {', '.join(NAMES)} is here; name it with CHROMIUM=path."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of 1400 by 900 pixels; afterwards no script of it may have failed, nor asked another machine."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB", timezone_id="UTC")
    page = context.new_page()
    errors: list[str] = []
    strangers: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "request",
        lambda asked: strangers.append(asked.url)
        if not asked.url.startswith(("http://127.0.0.1:", "data:", "blob:")) else None,
    )
    yield page
    context.close()
    assert (errors, strangers) == ([], [])
