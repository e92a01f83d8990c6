"""What code learns of its datasets through the real client of the public API: builds, metrics, refusals."""
from __future__ import annotations

import io
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sandbox import Project, run_recipe

if TYPE_CHECKING:
    from conftest import Stage

SCHEMA = {"columns": [{"name": "case", "type": "string"}], "userModified": False}


def handle(stage: Stage, name: str = "log") -> Any:
    """Return the API's handle of a dataset."""
    return stage.dataiku.api_client().get_default_project().get_dataset(name)


def failure(call: Any) -> str:
    """Return what the client says of a call that is refused."""
    with pytest.raises(Exception, match="Exception: ") as found:
        call()
    assert type(found.value).__name__ == "DataikuException"
    return str(found.value)


def test_a_dataset_that_no_recipe_wrote_has_no_last_build(stage: Stage) -> None:
    stage.dataset({"case": "string"}, [["1"]])
    info = handle(stage).get_info()
    assert (info.last_build_start_time, info.last_build_end_time, info.is_last_build_successful) == (None, None, False)


def test_a_recipe_run_is_the_last_build(foreign_plugin: Path, stage: Stage) -> None:
    stage.output(name="seen")
    before = datetime.now(timezone.utc)
    run_recipe(foreign_plugin, "look-around", stage.project, {}, {"seen": ["seen"]}, {}, io.StringIO())
    info = handle(stage, "seen").get_info()
    assert info.is_last_build_successful
    assert before.replace(microsecond=0) <= info.last_build_start_time < info.last_build_end_time


def test_an_output_that_a_run_did_not_write_keeps_its_last_build(foreign_plugin: Path, project: Project) -> None:
    columns = [{"name": "case", "type": "string"}]
    project.create_dataset("log", columns).open_writer().commit()
    project.create_dataset("counts", columns).note_build(1, 2.5)
    project.create_dataset("copy", [])
    given, made = {"rows": ["log"]}, {"copy": ["copy"]}
    run_recipe(foreign_plugin, "clean-rows", project, given, made, {}, io.StringIO())
    assert project.dataset("counts").last_build() == {
        "buildStartTime": 1_000, "buildEndTime": 2_500, "buildSuccess": True,
    }


def test_the_number_of_rows_is_known_once_it_was_counted(stage: Stage) -> None:
    log = stage.dataset({"case": "string"}, [["1"], ["2"]])
    assert handle(stage).get_last_metric_values().get_all_ids() == []
    handle(stage).compute_metrics(metric_ids=["records:COUNT_RECORDS"])
    assert handle(stage).get_last_metric_values().get_global_value("records:COUNT_RECORDS") == 2
    assert log.get_last_metric_values().get_global_value("records:COUNT_RECORDS") == 2


def test_schema_settings_names_and_variables_are_told(stage: Stage) -> None:
    stage.dataset({"case": "string"})
    project = stage.dataiku.api_client().get_project("TEST")
    assert handle(stage).get_schema() == SCHEMA
    assert handle(stage).get_settings().type == "Filesystem"
    assert [item.name for item in project.list_datasets()] == ["log"]
    assert project.get_variables() == {"standard": {}, "local": {}}
    assert project.get_summary()["projectKey"] == "TEST"


def test_a_dataset_that_does_not_exist_is_not_found(stage: Stage) -> None:
    assert not handle(stage, "nowhere").exists()
    assert failure(handle(stage, "nowhere").get_info) == (
        "com.dataiku.dip.server.controllers.NotFoundException: "
        "Dataset 'nowhere' does not exist in project TEST. There are: none."
    )


def test_a_project_that_does_not_exist_is_not_found(stage: Stage) -> None:
    stage.dataset({"case": "string"})
    elsewhere = stage.dataiku.api_client().get_project("OTHER").get_dataset("log")
    assert failure(elsewhere.get_info).endswith("NotFoundException: Project OTHER does not exist.")


def test_who_may_not_read_a_dataset_is_refused_everywhere(stage: Stage) -> None:
    log = stage.dataset({"case": "string"}, [["1"]])
    stage.project.dataset("log").deny_access()
    told = "Action forbidden, you don't have permission to read data of dataset 'log'."
    assert failure(handle(stage).get_info) == f"com.dataiku.dip.exceptions.UnauthorizedException: {told}"
    for call in (log.read_schema, log.get_dataframe, log.get_files_info, lambda: list(log.iter_rows())):
        with pytest.raises(Exception, match=r"^Action forbidden, you"):
            call()
    stage.project.dataset("log").deny_access(False)
    assert list(log.iter_rows()) == [{"case": "1"}]


def test_a_route_that_the_sandbox_lacks_is_named(stage: Stage) -> None:
    assert failure(stage.dataiku.api_client().list_users).endswith("The sandbox has no route GET /admin/users/.")


def test_a_webapp_is_told_its_parameters(stage: Stage) -> None:
    stage.run(config={"event_log": "log", "rows": 3.0}, plugin_config={"key": "value"})
    customwebapp: Any = __import__("dataiku.customwebapp").customwebapp
    assert customwebapp.get_webapp_config() == {"event_log": "log", "rows": 3.0}
    assert customwebapp.get_plugin_config() == {"key": "value"}
