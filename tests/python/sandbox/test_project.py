"""A project on disk: names, what is there, what is not."""
from __future__ import annotations

from pathlib import Path

import pytest

from sandbox import Project, SandboxError, export_dataset

COLUMNS = [{"name": "a", "type": "string", "comment": "first"}]


def test_a_new_project_is_empty(project: Project) -> None:
    assert (project.dataset_names(), project.folder_ids(), project.key) == ([], [], "SANDBOX")


def test_what_is_made_is_there_when_opened_again(project: Project) -> None:
    project.create_dataset("log", COLUMNS)
    project.create_folder("models")
    again = Project.open(project.folder)
    assert (again.dataset_names(), again.folder_ids(), again.read_schema("log")) == (["log"], ["models"], COLUMNS)


def test_a_folder_is_filled_from_a_directory(project: Project, tmp_path: Path) -> None:
    (tmp_path / "source" / "deep").mkdir(parents=True)
    (tmp_path / "source" / "deep" / "a.bpmn").write_text("x")
    assert (project.create_folder("models", tmp_path / "source") / "deep" / "a.bpmn").read_text() == "x"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "../a", "a.b", "-a", "a b", "é", "a\n", "a" * 101])
def test_an_unsafe_name_is_refused(project: Project, name: str) -> None:
    with pytest.raises(SandboxError, match="cannot name a dataset"):
        project.create_dataset(name, [])
    with pytest.raises(SandboxError, match="cannot name a managed folder"):
        project.create_folder(name)


def test_a_taken_name_is_refused(project: Project) -> None:
    project.create_dataset("log", [])
    with pytest.raises(SandboxError, match="exists already"):
        project.create_dataset("log", [])
    with pytest.raises(SandboxError, match="holds a project already"):
        Project.create(project.folder)


def test_what_is_not_there_is_named_beside_what_is(project: Project) -> None:
    project.create_dataset("log", [])
    with pytest.raises(SandboxError, match=r"'logs' does not exist in project SANDBOX\. There are: log"):
        project.read_schema("logs")
    with pytest.raises(SandboxError, match="There are: none"):
        project.managed_folder("models")


def test_a_folder_without_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="holds no project"):
        Project.open(tmp_path)


@pytest.mark.parametrize(
    "columns",
    [[{"name": ""}], [{"name": "a"}, {"name": "a"}], [{"name": "a", "type": "text"}], [{"type": "string"}], ["a"]],
)
def test_columns_that_are_no_schema_are_refused(project: Project, columns: list) -> None:
    with pytest.raises(SandboxError, match=r"schema|type"):
        project.create_dataset("log", columns)


def test_data_that_do_not_fit_the_schema_break_the_read(project: Project) -> None:
    dataset = project.create_dataset("log", COLUMNS)
    dataset.csv_path.write_text("1\n1,2\n", encoding="utf-8")
    with pytest.raises(SandboxError, match=r"Row 2 of dataset 'log' has 2 values, its schema 1 columns"):
        list(project.iter_rows("log"))


def test_an_export_that_breaks_off_leaves_no_file(project: Project, tmp_path: Path) -> None:
    dataset = project.create_dataset("log", COLUMNS)
    dataset.csv_path.write_text("1\n2\n", encoding="utf-8")
    dataset.break_reads(after_rows=1)
    with pytest.raises(SandboxError, match="broke off"):
        export_dataset(project, "log", tmp_path / "log.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["project"]
