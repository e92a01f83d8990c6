"""A DSS on one laptop: the smallest faithful stage on which unmodified plugins run; it knows none of them."""
from __future__ import annotations

from .choices import read_choices
from .errors import RecipeFailed, SandboxError
from .export import export_dataset
from .importers import import_file
from .plugin import load_plugin
from .project import Project
from .public_api import count_records
from .recipes import RecipeRun, run_recipe

__all__ = [
    "Project",
    "RecipeFailed",
    "RecipeRun",
    "SandboxError",
    "count_records",
    "export_dataset",
    "import_file",
    "load_plugin",
    "read_choices",
    "run_recipe",
]
