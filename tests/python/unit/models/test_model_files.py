"""A model file is read by what it holds, whatever it is called."""
from __future__ import annotations

import pytest
from unit.models.files import hand_made
from unit.models.words import Words

from process_mining.errors import ModelError
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.model_files import read_model_file

DEFAULTS = BpmnSettings()


def test_bpmn_and_pnml_are_told_apart_by_content():
    drawn = read_model_file(hand_made("or_pair.bpmn"), "model.xml", DEFAULTS)
    net = read_model_file(hand_made("reference_places.pnml"), "model.xml", DEFAULTS)
    assert (drawn.name, Words(drawn.net).total()) == ("model.xml", 4)
    assert (net.name, Words(net.net).up_to(2)) == ("model.xml", {("A", "B")})


def test_settings_and_log_reach_the_bpmn_reader():
    settings = BpmnSettings(visible_events="in_log")
    model = read_model_file(hand_made("visible_events.bpmn"), "x", settings, ["Wait"])
    assert Words(model.net).up_to(2) == {("A", "Wait")}


@pytest.mark.parametrize(("file", "code"), [("xpdl.xml", "E-format"), ("entity_bomb.bpmn", "E-dtd")])
def test_other_files_are_refused(file, code):
    with pytest.raises(ModelError) as refusal:
        read_model_file(hand_made(file), file, DEFAULTS)
    assert refusal.value.code == code
