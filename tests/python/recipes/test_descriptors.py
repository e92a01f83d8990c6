"""Every descriptor of the plugin against the rules of DSS, and against the parameters that the code knows."""
from __future__ import annotations

import json
import re
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from process_mining import settings
from process_mining_dss.params import (
    _SHOWN_WHEN,
    ConformanceParameters,
    DiscoverModelParameters,
    EdgeMetricsParameters,
    VariantsParameters,
    read_parameters,
)

ROOT = Path(__file__).resolve().parents[3]
RECIPES = {
    "process-mining-variants": VariantsParameters,
    "process-mining-edge-metrics": EdgeMetricsParameters,
    "process-mining-conformance": ConformanceParameters,
    "process-mining-discover-model": DiscoverModelParameters,
}
ICON_COLORS = {"red", "pink", "purple", "blue", "green", "sky", "yellow", "orange", "brown", "gray"}
RECIPE_KEYS = {"meta", "kind", "inputRoles", "outputRoles", "params", "selectableFromDataset"}
OPTIONAL_RECIPE_KEYS = {"selectableFromFolder", "paramsPythonSetup"}
ROLE_KEYS = {"name", "label", "description", "arity", "required", "acceptsDataset", "acceptsManagedFolder"}
COMMON_KEYS = {"type", "name", "label", "description", "defaultValue", "mandatory", "visibilityCondition"}
OWN_KEYS = {
    "STRING": set(),
    "STRINGS": {"allowDuplicates"},
    "INT": {"minI", "maxI"},
    "DOUBLE": {"minD", "maxD"},
    "BOOLEAN": set(),
    "SELECT": {"selectChoices", "getChoicesFromPython"},
    "MULTISELECT": {"selectChoices", "getChoicesFromPython"},
    "MAP": set(),
    "COLUMN": {"columnRole", "allowedColumnTypes"},
    "COLUMNS": {"columnRole", "allowedColumnTypes"},
    "SEPARATOR": set(),
}
CHOICES = {
    "lifecycle_mode": settings.LIFECYCLE_MODES,
    "tie_rule": settings.TIE_RULES,
    "duration_unit": tuple(settings.SECONDS_PER_UNIT),
    "percentiles": settings.PERCENTILES,
    "method": settings.CONFORMANCE_METHODS,
    "score_open_cases": settings.OPEN_CASE_RULES,
    "visible_events": settings.VISIBLE_EVENT_RULES,
    "sub_processes": settings.SUB_PROCESS_RULES,
}


def load(path: str) -> dict:
    """Read a descriptor, refusing keys that stand twice."""

    def once(pairs):
        assert len(dict(pairs)) == len(pairs), f"a key stands twice in {path}"
        return dict(pairs)

    return json.loads((ROOT / path).read_text(encoding="utf-8"), object_pairs_hook=once)


@pytest.fixture(name="recipe", params=RECIPES)
def _recipe(request):
    return load(f"custom-recipes/{request.param}/recipe.json"), RECIPES[request.param]


def test_every_recipe_folder_is_tested_here():
    assert sorted(RECIPES) == sorted(path.name for path in (ROOT / "custom-recipes").iterdir())


def test_the_plugin_descriptor():
    plugin = load("plugin.json")
    assert set(plugin) <= {"id", "version", "meta", "params"}
    assert plugin["id"] == "process-mining"
    assert re.fullmatch(r"\d+\.\d+\.\d+", plugin["version"])
    meta = plugin["meta"]
    assert {"label", "description", "author", "icon", "iconColor", "licenseInfo", "tags"} <= set(meta)
    assert re.match(r"icon-|fas fa-", meta["icon"])
    assert meta["iconColor"] in ICON_COLORS
    assert len(meta["description"]) <= 120


def test_the_code_environment_descriptor():
    environment = load("code-env/python/desc.json")
    assert environment["acceptedPythonInterpreters"] == ["PYTHON310", "PYTHON311", "PYTHON312", "PYTHON313"]
    assert environment["corePackagesSet"] == "AUTO"
    assert environment["installCorePackages"] is True
    requirements = (ROOT / "code-env/python/spec/requirements.txt").read_text(encoding="utf-8").splitlines()
    named = {re.split("[<>=]", line)[0] for line in requirements if line and not line.startswith("#")}
    assert named == {"networkx", "numba", "plotly", "flask", "pm4py"}


@pytest.mark.parametrize("name", RECIPES)
def test_names_carry_the_plugin_id(name):
    assert name.startswith("process-mining-")
    assert re.fullmatch(r"[a-z0-9-]+", name)
    assert (ROOT / "custom-recipes" / name / "recipe.py").is_file()


def test_a_recipe_has_known_keys_and_says_what_it_is(recipe):
    descriptor, _ = recipe
    assert RECIPE_KEYS <= set(descriptor) <= RECIPE_KEYS | OPTIONAL_RECIPE_KEYS
    assert descriptor["kind"] == "PYTHON"
    meta = descriptor["meta"]
    assert set(meta) == {"label", "description", "icon", "iconColor", "displayOrderRank"}
    assert meta["label"]
    assert meta["description"].endswith(".")
    assert meta["icon"].startswith("icon-")
    assert meta["iconColor"] in ICON_COLORS
    accepts = {"selectableFromDataset": "acceptsDataset", "selectableFromFolder": "acceptsManagedFolder"}
    for key, accepted in accepts.items():
        roles = {role["name"] for role in descriptor["inputRoles"] if role.get(accepted)}
        assert key not in descriptor or descriptor[key] in roles
    if "paramsPythonSetup" in descriptor:
        assert (ROOT / "resource" / descriptor["paramsPythonSetup"]).is_file()


def test_roles_are_complete_and_described(recipe):
    descriptor, _ = recipe
    roles = descriptor["inputRoles"] + descriptor["outputRoles"]
    assert len({role["name"] for role in roles}) == len(roles)
    for role in roles:
        assert set(role) <= ROLE_KEYS
        assert re.fullmatch(r"[a-z_]+", role["name"])
        assert role["label"]
        assert role["description"].endswith(".")
        assert role["arity"] in ("UNARY", "NARY")
        assert role["acceptsDataset"] or role.get("acceptsManagedFolder")


ROLES = {
    "process-mining-variants": (
        {"event_log": True},
        {"executions": True, "variants": True, "data_quality": False},
    ),
    "process-mining-edge-metrics": ({"event_log": True}, {"edges": True, "activities": False}),
    "process-mining-conformance": (
        {"event_log": True, "reference_models": False, "allowed_variants": False},
        {"executions": True, "alignments": False, "deviations": False},
    ),
    "process-mining-discover-model": ({"event_log": True}, {"model": True, "model_quality": False}),
}


@pytest.mark.parametrize("name", RECIPES)
def test_roles_are_those_of_the_contract(name):
    descriptor = load(f"custom-recipes/{name}/recipe.json")
    roles = tuple(
        {role["name"]: role["required"] for role in descriptor[side]} for side in ("inputRoles", "outputRoles")
    )
    assert roles == ROLES[name]


def named(descriptor: dict) -> dict[str, dict]:
    return {parameter["name"]: parameter for parameter in descriptor["params"] if "name" in parameter}


def test_parameters_have_known_keys_and_are_described(recipe):
    descriptor, _ = recipe
    names = [parameter["name"] for parameter in descriptor["params"] if "name" in parameter]
    assert len(set(names)) == len(names)
    for parameter in descriptor["params"]:
        assert set(parameter) <= COMMON_KEYS | OWN_KEYS[parameter["type"]]
        assert parameter["label"]
        assert parameter["description"].endswith(".")
        if parameter["type"] != "SEPARATOR":
            assert re.fullmatch(r"[a-z][a-z0-9_]*", parameter["name"])
        if parameter["type"] in ("COLUMN", "COLUMNS"):
            assert parameter["columnRole"] in {role["name"] for role in descriptor["inputRoles"]}
        if parameter["type"] == "SELECT":
            assert all(set(choice) == {"value", "label"} and choice["label"] for choice in parameter["selectChoices"])


def test_parameters_are_the_fields_of_the_dataclass_with_their_defaults_and_choices(recipe):
    descriptor, kind = recipe
    parameters = named(descriptor)
    assert set(parameters) == {field.name for field in fields(kind)}
    for field in fields(kind):
        parameter = parameters[field.name]
        is_required = field.default is MISSING and field.default_factory is MISSING
        assert bool(parameter.get("mandatory")) == is_required
        if "defaultValue" in parameter:
            assert parameter["defaultValue"] == (field.default or "")
        else:
            assert field.default in (None, (), MISSING) or field.default_factory is dict
        if parameter["type"] == "SELECT":
            assert tuple(choice["value"] for choice in parameter["selectChoices"]) == CHOICES[field.name]


_WITH_ALIGNMENTS = "model.method != 'token_replay'"
CONDITIONS = {
    "lifecycle_mode": "model.lifecycle_column",
    "start_timestamp_column": "!(model.lifecycle_column && model.lifecycle_mode == 'pair')",
    "score_open_cases": "model.end_activities && model.end_activities.length > 0",
    "move_costs": _WITH_ALIGNMENTS,
    "node_budget": _WITH_ALIGNMENTS,
    "time_budget_seconds": _WITH_ALIGNMENTS,
}


def test_what_the_form_hides_the_code_ignores(recipe):
    descriptor, _ = recipe
    conditions = {
        name: parameter["visibilityCondition"]
        for name, parameter in named(descriptor).items()
        if "visibilityCondition" in parameter
    }
    assert set(conditions) == set(_SHOWN_WHEN) & set(named(descriptor))
    for name, condition in conditions.items():
        assert condition == CONDITIONS[name]


def test_a_form_left_as_it_opens_makes_valid_parameters(recipe):
    descriptor, kind = recipe
    config = {name: parameter.get("defaultValue") for name, parameter in named(descriptor).items()}
    config.update(case_column="case", activity_column="activity", timestamp_column="time")
    assert read_parameters(kind, config) == kind("case", "activity", "time")


def test_every_recipe_asks_for_the_event_log_in_the_same_words():
    first, *others = [load(f"custom-recipes/{name}/recipe.json") for name in RECIPES]
    common = {field.name for field in fields(settings.EventLogSettings)}
    for descriptor in others:
        assert descriptor["inputRoles"][0] == first["inputRoles"][0]
        for name in common:
            assert named(descriptor)[name] == named(first)[name]
