"""How every test runs: no deadline on a busy machine, and the same random examples in every automatic run."""
from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")
