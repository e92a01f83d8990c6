"""Arrows go down: who may import whom, asked of the files themselves."""
from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "python-lib"
OURS = ("process_mining", "process_mining_dss", "sandbox", "demo")
HEAVY = ("numpy", "pandas", "numba", "networkx", "plotly", "pm4py", "duckdb", "flask", "dataiku", "dataikuapi")

# The field, from the ground up: a module may import modules of lower floors, or of its own package.
FLOORS = (
    ("errors",),
    ("settings", "segments", "columns", "petri_net"),
    ("event_log",),
    ("variants", "models"),
    ("edges", "cases", "activities", "conformance", "discovery", "written_model"),
    ("tables", "data_quality", "conformance_tables", "model_quality", "explorer"),
)
MAY_USE = {
    "process_mining": {"numpy", "pandas"},
    "process_mining.conformance": {"numpy", "numba"},
    "process_mining.explorer": {"numpy", "pandas"},
    "process_mining.models": {"networkx"},
    "process_mining_dss.params": set(),
    "process_mining_dss.webapp_settings": set(),
    "process_mining_dss.contract": set(),
    "process_mining_dss.documents": {"numpy"},
    "process_mining_dss.bounded_cache": set(),
    "process_mining_dss.tile_errors": set(),
    "process_mining_dss.dashboard_filters": set(),
    "process_mining_dss.own_filters": set(),
    "process_mining_dss.column_filters": {"numpy", "pandas"},
    "process_mining_dss.case_columns": {"numpy", "pandas"},
    "process_mining_dss.filtered_cases": {"numpy"},
    "process_mining_dss.loaded_log": {"numpy"},
    "process_mining_dss.views": {"flask"},
    "process_mining_dss": {"dataiku", "dataikuapi", "pandas", "numpy"},
    "sandbox": {"flask", "pandas", "numpy", "duckdb", "dataiku", "dataikuapi"},
    "demo": set(),
    "shell": set(),
}
MAY_IMPORT = {
    "process_mining": {"process_mining"},
    "process_mining_dss.params": {"process_mining.errors", "process_mining.settings"},
    "process_mining_dss.contract": {"process_mining.errors", "process_mining_dss.contract"},
    "process_mining_dss": {"process_mining", "process_mining_dss"},
    "sandbox": {"sandbox"},
    "demo": {"sandbox", "demo"},
    "shell": {"process_mining", "process_mining_dss"},
}


def module_name(path: Path) -> str:
    base = LIBRARY if path.is_relative_to(LIBRARY) else ROOT
    parts = path.relative_to(base).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> list[str]:
    """Return every module that a file imports, relative ones made absolute."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from package import module` imports the module too; a name that is no module harms nothing here.
            found += [module, *(f"{module}.{alias.name}" for alias in node.names)]
    return found


def files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


SOURCES = files("python-lib", "sandbox", "demo")
SHELL = files("custom-recipes", "webapps", "python-runnables", "python-probes", "python-checks", "resource")


def rule_of(path: Path, rules: dict[str, set[str]]) -> set[str]:
    """Return the rule of a file: that of its own name, of its room, or of its package."""
    parts = ["shell"] if path in SHELL else module_name(path).split(".")
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next(rules[name] for name in names if name in rules)


def starts_with(name: str, allowed: set[str]) -> bool:
    return any(name == prefix or name.startswith(f"{prefix}.") for prefix in allowed)


@pytest.mark.parametrize("path", SOURCES + SHELL, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_floor_may(path):
    for name in imports_of(path):
        top = name.split(".")[0]
        if top in OURS:
            assert starts_with(name, rule_of(path, MAY_IMPORT)), name
        if top in HEAVY:
            assert top in rule_of(path, MAY_USE), name


def floor_of(name: str) -> int:
    room = name.split(".")[1] if "." in name else ""
    return next((floor for floor, rooms in enumerate(FLOORS) if room in rooms), -1)


FIELD = [path for path in files("python-lib/process_mining") if module_name(path) != "process_mining"]


@pytest.mark.parametrize("path", FIELD, ids=module_name)
def test_arrows_inside_the_field_go_down(path):
    name = module_name(path)
    assert floor_of(name) >= 0, f"{name} has no floor yet"
    room = name.split(".")[1]
    for imported in imports_of(path):
        if imported.startswith("process_mining.") and imported.split(".")[1] != room:
            assert floor_of(imported) < floor_of(name), imported


def test_no_package_has_a_circle():
    known = {module_name(path) for path in SOURCES}
    graph = {
        module_name(path): {name for name in imports_of(path) if name in known} for path in SOURCES
    }
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join([*above, name])
        if name not in done:
            for imported in graph.get(name, set()) - {name}:
                walk(imported, (*above, name))
            done.add(name)

    for name in graph:
        walk(name, ())


def test_nothing_lies_loose_in_python_lib():
    assert sorted(path.name for path in LIBRARY.iterdir() if path.name != "__pycache__") == [
        "process_mining",
        "process_mining_dss",
    ]


@pytest.mark.parametrize("path", SHELL, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_dss_starts_is_short(path):
    most = 15 if path.is_relative_to(ROOT / "webapps") else 30
    assert len(path.read_text(encoding="utf-8").splitlines()) <= most


@pytest.mark.parametrize("path", SOURCES + SHELL, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_does(path):
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9)))
    assert docstring
