"""A process tree -> files that hold the same model."""
from __future__ import annotations

from pathlib import Path

import pm4py
import pytest
from hypothesis import given, settings
from unit.models.trees import trees, words_of_tree
from unit.models.words import Words

from process_mining.errors import ModelError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.pnml import read_pnml
from process_mining.models.process_tree import SILENT, Block, Leaf
from process_mining.written_model import write_model

EXAMPLE = Block("sequence", (Leaf("Ask"), Block("parallel", (Leaf("Check"), SILENT)), Leaf("Pay")))


@given(trees().filter(lambda tree: "Leaf(label='" in repr(tree)))
@settings(max_examples=60)
def test_both_files_hold_the_traces_of_the_tree(tree):
    written = write_model(tree, "model")
    bpmn, pnml = Words(read_bpmn(written.bpmn).net), Words(read_pnml(written.pnml).net)
    assert bpmn.equals(pnml)
    assert bpmn.up_to(4) == words_of_tree(tree, 4)


def test_the_model_is_what_the_files_hold():
    written = write_model(EXAMPLE, "Orders")
    assert written.model == read_bpmn(written.bpmn, "Orders")
    assert (written.model.name, written.model.warnings) == ("Orders", ())
    assert read_pnml(written.pnml).net.labels == written.model.net.labels
    assert written == write_model(EXAMPLE, "Orders")


def test_pm4py_opens_both_files(tmp_path: Path):
    written = write_model(EXAMPLE, "Orders")
    (tmp_path / "model.bpmn").write_bytes(written.bpmn)
    (tmp_path / "model.pnml").write_bytes(written.pnml)
    tasks = {node.get_name() for node in pm4py.read_bpmn(str(tmp_path / "model.bpmn")).get_nodes()}
    assert tasks >= {"Ask", "Check", "Pay"}
    net, initial, final = pm4py.read_pnml(str(tmp_path / "model.pnml"))
    assert sorted(t.label for t in net.transitions if t.label is not None) == ["Ask", "Check", "Pay"]
    assert (sum(initial.values()), sum(final.values())) == (1, 1)


@pytest.mark.parametrize(
    ("label", "read_as"),
    [("two\nlines", "two lines"), ("a &amp; b", "a & b"), ("<task/>", "<task/>"), ("a\x00b", "a\ufffdb"), ("é", "é")],
)
def test_labels_come_back_as_they_are_compared(label, read_as):
    written = write_model(Leaf(label), "model")
    assert written.model.net.visible_labels == (read_as,)
    assert read_pnml(written.pnml).net.visible_labels == (read_as,)


def test_a_label_without_anything_visible_is_a_step_without_a_name_and_said():
    written = write_model(Block("sequence", (Leaf("A"), Leaf(" "))), "model")
    assert written.model.net.visible_labels == ("A",)
    assert [warning.code for warning in written.model.warnings] == ["W-unnamed"]


@pytest.mark.parametrize(("label", "code"), [(" ", "E-nolabel"), ("x" * 2001, "E-size")])
def test_what_no_file_can_hold_is_refused_in_words(label, code):
    with pytest.raises(ModelError) as error:
        write_model(Leaf(label), "model")
    assert error.value.code == code
