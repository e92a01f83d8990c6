"""Every code of a warning or refusal is explained to users, and nothing else is."""
from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]


def test_the_page_lists_exactly_the_codes_that_the_code_uses():
    sources = (ROOT / "python-lib" / "process_mining").rglob("*.py")
    used = {code for path in sources for code in re.findall(r'"([EWI]-[a-z]+)"', path.read_text(encoding="utf-8"))}
    page = (ROOT / "docs" / "bpmn.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| ([EWI]-[a-z]+) \|", page, re.MULTILINE)) == used
