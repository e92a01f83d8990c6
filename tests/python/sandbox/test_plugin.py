"""A plugin's folder: lenient descriptors, roles, recipe names."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandbox import SandboxError, load_plugin
from sandbox.lenient_json import read_lenient_json
from sandbox.plugin import Role


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}), ('// first\n{"a": 1} // last', {"a": 1}), ('{"a": /* in\nside */ 1}', {"a": 1}),
        ('{"a": "http://x/*y*/"}', {"a": "http://x/*y*/"}), ('{"a": "\\"// still text"}', {"a": '"// still text'}),
        ("[1, /* a */ 2 /* b */]", [1, 2]), ('{"a": "/*", "b": "*/"}', {"a": "/*", "b": "*/"}),
    ],
)
def test_comments_are_no_json_but_texts_are(text: str, value: object) -> None:
    assert read_lenient_json(text) == value


def test_an_error_behind_a_comment_names_the_right_line() -> None:
    with pytest.raises(json.JSONDecodeError, match="line 4"):
        read_lenient_json('/* one\ntwo\n*/ {"a":\n oops}')


def test_recipes_roles_and_params_of_a_plugin(foreign_plugin: Path) -> None:
    plugin = load_plugin(foreign_plugin)
    assert (plugin.id, list(plugin.recipes)) == (
        "foreign-plugin", ["foreign-plugin-clean-rows", "foreign-plugin-look-around"]
    )
    recipe = plugin.recipes["foreign-plugin-clean-rows"]
    assert recipe.script == foreign_plugin / "custom-recipes" / "foreign-plugin-clean-rows" / "recipe.py"
    assert recipe.input_roles == (
        Role("rows", required=True, unary=False, accepts_dataset=True, accepts_folder=False),
        Role("models", required=False, unary=True, accepts_dataset=False, accepts_folder=True),
    )
    assert recipe.output_roles[1] == Role(
        "counts", required=False, unary=True, accepts_dataset=True, accepts_folder=False
    )
    assert [param["name"] for param in recipe.params] == ["times", "label", "behaviour"]


@pytest.mark.parametrize("name", ["clean-rows", "foreign-plugin-clean-rows"])
def test_a_recipe_has_its_name_with_and_without_the_plugins(foreign_plugin: Path, name: str) -> None:
    assert load_plugin(foreign_plugin).recipe(name).id == "foreign-plugin-clean-rows"


def test_an_unknown_recipe_is_named_beside_the_known(foreign_plugin: Path) -> None:
    with pytest.raises(SandboxError, match=r"'clean' names no recipe .* foreign-plugin-clean-rows, foreign-"):
        load_plugin(foreign_plugin).recipe("clean")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "it has no plugin.json"),
        ({"plugin.json": "[]"}, "is not a JSON object"),
        ({"plugin.json": "{"}, "plugin.json is not JSON"),
        ({"plugin.json": "{}"}, "has no id"),
        ({"plugin.json": '{"id": "p"}', "custom-recipes/r/recipe.json": "{}"}, "Recipe r is no Python recipe"),
        (
            {
                "plugin.json": '{"id": "p"}', "custom-recipes/r/recipe.py": "",
                "custom-recipes/r/recipe.json": '{"inputRoles": [{}]}',
            },
            "An entry of inputRoles in r/recipe.json has no name",
        ),
    ],
)
def test_a_folder_that_is_no_plugin_is_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    with pytest.raises(SandboxError, match=message):
        load_plugin(tmp_path)
