"""A recipe of a plugin that nobody here knows runs as in a DSS: process, roles, parameters, failures."""
from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from sandbox import Project, RecipeFailed, SandboxError, run_recipe
from sandbox.recipe_settings import fill_config

HOSTILE = [
    ["NA", "null", "<script>alert(1)</script>"], ["007", "a,b", "→"], [" ", 'say "x"', "é"], ["two\nlines", "a\tb", ""],
]
COLUMNS = [{"name": name, "type": "string"} for name in ("case", "activity, of it", "note")]


@pytest.fixture
def log(project: Project) -> Project:
    """A project with the dataset `log`, the folder `models` and outputs that are not built yet."""
    writer = project.create_dataset("log", COLUMNS).open_writer()
    for row in HOSTILE:
        writer.write(row)
    writer.commit()
    (project.create_folder("models") / "a.bpmn").write_text("<definitions/>")
    project.create_dataset("copy", [])
    project.create_dataset("counts", [])
    project.create_folder("files")
    return project


def clean_rows(plugin: Path, project: Project, **config: Any) -> tuple[str, str]:
    """Run the stranger's recipe; return what came to the log while it ran, and afterwards."""
    log = io.StringIO()
    run = run_recipe(plugin, "clean-rows", project, {"rows": ["log"]}, {"copy": ["copy"]}, config, log)
    assert run.seconds > 0
    return log.getvalue(), run.log_text


def test_rows_comments_and_files_arrive(foreign_plugin: Path, log: Project) -> None:
    inputs = {"rows": ["log"], "models": ["models"]}
    outputs = {"copy": ["copy"], "counts": ["counts"], "files": ["files"]}
    run_recipe(foreign_plugin, "clean-rows", log, inputs, outputs, {}, io.StringIO())
    assert list(log.iter_rows("copy")) == HOSTILE
    assert log.read_schema("copy") == [{**column, "comment": "copied"} for column in COLUMNS]
    assert list(log.iter_rows("counts")) == [["log", "4"]]
    assert (log.managed_folder("files") / "notes" / "description.txt").read_text() == "3 columns"
    assert (log.managed_folder("files") / "a.bpmn").read_text() == "<definitions/>"


def test_a_recipe_sees_the_stage_and_its_plugin_and_nothing_of_ours(foreign_plugin: Path, project: Project) -> None:
    project.create_dataset("seen", [])
    run_recipe(foreign_plugin, "look-around", project, {}, {"seen": ["seen"]}, {}, io.StringIO())
    assert list(project.iter_rows("seen")) == [
        ["name", "__main__"], ["files in the working folder", "[]"], ["first on the path", "stage"], ["demo", "False"],
        ["tests", "False"], ["resource", "True"], ["inputs", "[]"], ["outputs", "['SANDBOX.seen']"],
        ["short outputs", "['seen']"], ["project", "SANDBOX"],
    ]


def test_absent_parameters_have_their_defaults_and_whole_numbers_are_floats(foreign_plugin: Path, log: Project) -> None:
    assert clean_rows(foreign_plugin, log) == ("hello 1.0 copied\n", "hello 1.0 copied\n")
    assert clean_rows(foreign_plugin, log, times=2, label="é")[1] == "hello 2.0 é\n"
    assert len(list(log.iter_rows("copy"))) == 8


@pytest.mark.parametrize(
    ("param", "given", "config"),
    [
        ({"type": "INT"}, {}, {}), ({"type": "INT", "defaultValue": 3}, {}, {"p": 3.0}),
        ({"type": "INT"}, {"p": 3}, {"p": 3.0}),
        ({"type": "INT"}, {"p": "3"}, {"p": "3"}), ({"type": "INT"}, {"p": None}, {"p": None}),
        ({"type": "INTS"}, {"p": [1, 2]}, {"p": [1.0, 2.0]}), ({"type": "DOUBLE"}, {"p": 1}, {"p": 1.0}),
        ({"type": "BOOLEAN", "defaultValue": True}, {"p": False}, {"p": False}),
        ({"type": "MAP"}, {"p": {"a": 1}}, {"p": {"a": 1}}),
    ],
)
def test_a_parameter_is_handed_over(param: dict[str, Any], given: dict[str, Any], config: dict[str, Any]) -> None:
    handed, warnings = fill_config([{"name": "p", **param}], given)
    assert (handed, warnings) == (config, [])
    assert [type(value) for value in handed.values()] == [type(value) for value in config.values()]


def test_an_unknown_parameter_is_warned_of_and_handed_over(foreign_plugin: Path, log: Project) -> None:
    streamed, _ = clean_rows(foreign_plugin, log, colour="red")
    assert streamed.splitlines() == [
        "warning: the recipe has no parameter 'colour'; it is handed over all the same", "hello 1.0 copied",
    ]


def test_append_keeps_the_rows(foreign_plugin: Path, log: Project) -> None:
    inputs, outputs = {"rows": ["log"]}, {"copy": ["copy"]}
    for _ in range(2):
        run_recipe(foreign_plugin, "clean-rows", log, inputs, outputs, {}, io.StringIO(), append_to=["copy"])
    assert list(log.iter_rows("copy")) == HOSTILE * 2


@pytest.mark.parametrize(
    ("inputs", "outputs", "message"),
    [
        ({}, {"copy": ["copy"]}, "input role 'rows' is required"),
        ({"rows": []}, {"copy": ["copy"]}, "input role 'rows' is required"),
        ({"rows": ["log"]}, {}, "output role 'copy' is required"),
        ({"rows": ["log"], "row": ["log"]}, {"copy": ["copy"]}, "no input role 'row'; its input roles: models, rows"),
        ({"rows": ["log"]}, {"copy": ["copy"], "all": []}, "no output role 'all'"),
        ({"rows": ["log"]}, {"copy": ["copy", "counts"]}, "output role 'copy' takes one entry, not 2: copy, counts"),
        ({"rows": ["log"], "models": ["log"]}, {"copy": ["copy"]}, "takes a managed folder, and log is none"),
        ({"rows": ["models"]}, {"copy": ["copy"]}, "Dataset 'models' does not exist"),
        ({"rows": ["none"]}, {"copy": ["copy"]}, "Dataset 'none' does not exist"),
    ],
)
def test_roles_that_do_not_fit_are_refused_before_the_start(
    foreign_plugin: Path, log: Project, inputs: dict[str, list[str]], outputs: dict[str, list[str]], message: str
) -> None:
    streamed = io.StringIO()
    with pytest.raises(SandboxError, match=message):
        run_recipe(foreign_plugin, "clean-rows", log, inputs, outputs, {}, streamed)
    assert streamed.getvalue() == ""


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        ("raise", "Recipe foreign-plugin-clean-rows failed: ValueError: the label\nis not to my taste"),
        ("give up", "Recipe foreign-plugin-clean-rows failed: it ended itself with nothing to be done"),
        (
            "crash",
            "Recipe foreign-plugin-clean-rows failed: its process ended with code 7; "
            "the last line of its log: 'hello 1.0 copied'",
        ),
        (
            "leave",
            "Recipe foreign-plugin-clean-rows failed: it ended without writing its required output role 'copy' (copy)",
        ),
    ],
)
def test_a_failing_recipe_says_why(foreign_plugin: Path, log: Project, behaviour: str, message: str) -> None:
    with pytest.raises(RecipeFailed) as failure:
        clean_rows(foreign_plugin, log, behaviour=behaviour)
    assert str(failure.value) == message
    assert failure.value.log_text.startswith("hello 1.0 copied\n")


def test_an_output_of_an_earlier_run_does_not_count_as_written(foreign_plugin: Path, log: Project) -> None:
    clean_rows(foreign_plugin, log)
    with pytest.raises(RecipeFailed, match="without writing its required output role"):
        clean_rows(foreign_plugin, log, behaviour="leave")


def test_a_read_that_breaks_off_fails_the_recipe_and_leaves_no_output(foreign_plugin: Path, log: Project) -> None:
    log.dataset("log").break_reads(after_rows=2)
    with pytest.raises(RecipeFailed, match=r"ReadBrokenError: Reading dataset failed: .* broke off after 2 rows"):
        clean_rows(foreign_plugin, log)
    assert not log.dataset("copy").is_built


def test_a_code_env_that_is_not_met_is_refused_before_the_start(tmp_path: Path, log: Project) -> None:
    files = {
        "plugin.json": '{"id": "p"}', "custom-recipes/r/recipe.json": "{}",
        "custom-recipes/r/recipe.py": "print('ran')",
        "code-env/python/spec/requirements.txt": "not-there-at-all",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    streamed = io.StringIO()
    with pytest.raises(SandboxError, match=r"requires not-there-at-all \(not installed\)"):
        run_recipe(tmp_path, "r", log, {}, {}, {}, streamed)
    assert streamed.getvalue() == ""
