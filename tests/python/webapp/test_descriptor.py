"""The webapp's files against the rules of DSS, and its form against the settings that the code knows."""
from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest

from process_mining_dss.webapp_settings import COLUMN_SETTINGS, OPENING_VIEWS, TileSettings
from workbench import ROOT

FOLDER = ROOT / "webapps" / "process-explorer"
COMMON_KEYS = {"type", "name", "label", "description", "mandatory"}
OWN_KEYS = {
    "SEPARATOR": set(),
    "DATASET": {"canSelectForeign"},
    "DATASET_COLUMN": {"datasetParamName"},
    "STRING": {"defaultValue"},
    "SELECT": {"defaultValue", "selectChoices"},
}
DESCRIPTOR = json.loads((FOLDER / "webapp.json").read_text(encoding="utf-8"))
PARAMS = {param["name"]: param for param in DESCRIPTOR["params"] if "name" in param}


def test_the_folder_holds_what_a_standard_webapp_is_made_of():
    names = {path.name for path in FOLDER.iterdir() if path.name != "__pycache__"}
    assert names == {"app.js", "backend.py", "body.html", "style.css", "webapp.json"}
    assert len((FOLDER / "backend.py").read_text(encoding="utf-8").splitlines()) <= 15


def test_the_descriptor_says_what_it_is():
    meta = DESCRIPTOR["meta"]
    assert set(meta) == {"label", "description", "icon", "iconColor"}
    assert meta["description"].endswith(".")
    rest = {key: value for key, value in DESCRIPTOR.items() if key not in ("meta", "params")}
    assert rest == {
        "baseType": "STANDARD",
        "hasBackend": "true",
        "noJSSecurity": "true",
        "standardWebAppLibraries": ["dataiku"],
        "roles": [{"type": "DATASET", "targetParamsKey": "event_log"}],
    }


@pytest.mark.parametrize("param", DESCRIPTOR["params"], ids=lambda param: param.get("name", param["label"]))
def test_every_parameter_has_a_label_and_a_description(param):
    assert set(param) <= COMMON_KEYS | OWN_KEYS[param["type"]]
    assert param["label"]
    assert param["description"].endswith(".")
    if param["type"] == "DATASET_COLUMN":
        assert param["datasetParamName"] == "event_log"


def test_the_form_has_the_settings_that_the_code_knows_with_the_same_defaults():
    assert list(PARAMS) == [
        "event_log", "executions", "alignments", *COLUMN_SETTINGS, "time_zone", "opening_view",
    ]  # fmt: skip
    assert set(PARAMS) == {setting.name for setting in fields(TileSettings)}
    defaults = {name: param["defaultValue"] for name, param in PARAMS.items() if "defaultValue" in param}
    assert defaults == {"time_zone": "UTC", "opening_view": "paths"}
    assert {name for name, param in PARAMS.items() if param["mandatory"]} == {"event_log", "executions"}
    assert tuple(choice["value"] for choice in PARAMS["opening_view"]["selectChoices"]) == OPENING_VIEWS


def test_the_page_asks_for_the_plugins_own_files_of_this_version():
    plugin = json.loads((ROOT / "plugin.json").read_text(encoding="utf-8"))
    body = (FOLDER / "body.html").read_text(encoding="utf-8")
    assert re.findall(r'(?:src|href)="([^"]*)"', body) == [
        f"/plugins/{plugin['id']}/resource/dist/{name}?v={plugin['version']}" for name in ("app.css", "app.js")
    ]
    assert 'id="process-explorer"' in body
    assert "The script of this tile did not load." in body
    assert not re.search(r"<(html|head|body)\b", body)
