"""What each setting of the BPMN reader changes."""
from __future__ import annotations

import pytest
from unit.models.files import codes, read
from unit.models.words import Words

from process_mining.errors import ModelError, ParameterError
from process_mining.models.bpmn_settings import BpmnSettings


def words(file: str, length: int, log_activities: tuple[str, ...] = (), **settings: object) -> set[tuple[str, ...]]:
    return Words(read(file, log_activities, **settings).net).up_to(length)


def letters(*traces: str) -> set[tuple[str, ...]]:
    return {tuple(trace) for trace in traces}


def test_events_are_silent_and_their_names_are_remembered():
    model = read("visible_events")
    assert model.net.visible_labels == ("A",)
    assert model.silent_names == ("Closed", "Mail received", "Wait")


def test_named_events_can_be_visible():
    found = words("visible_events", 9, visible_events="named")
    assert found == {("Mail received", "A", "Wait", "Closed")}
    assert read("visible_events", visible_events="named").silent_names == ()


def test_only_events_that_the_log_has_can_be_visible():
    log_activities = ("A", " Mail\nreceived ")
    assert words("visible_events", 9, log_activities, visible_events="in_log") == {("Mail received", "A")}
    assert read("visible_events", log_activities, visible_events="in_log").silent_names == ("Closed", "Wait")


def test_a_visible_boundary_event_is_seen_before_its_path():
    found = words("interrupting", 9, visible_events="named")
    assert found == {("A", "B"), ("Late", "C")}
    assert words("error_caught", 9, visible_events="named") == {("A", "B", "D"), ("A", "Bad", "Caught", "C")}


def test_a_sub_process_can_be_one_activity():
    assert read("interrupting_box").frame_names == ("Box",)
    assert read("interrupting_box", sub_processes="one_activity").frame_names == ()
    assert words("interrupting_box", 9, sub_processes="one_activity") == {("Box", "D"), ("C",)}
    assert words("ad_hoc", 9, sub_processes="one_activity") == {("Box", "C")}


def test_a_call_can_be_expanded_and_begins_at_its_none_start_event():
    assert words("call", 9) == {("A", "Call")}
    model = read("call", calls="expand")
    assert Words(model.net).up_to(9) == {("A", "X", "Y")}
    # Z follows the message start event, which does not count when the process is called.
    assert codes(model) == ["W-unreach"]


def test_a_cycle_of_calls_cannot_be_expanded():
    with pytest.raises(ModelError) as refusal:
        read("call_cycle", calls="expand")
    assert refusal.value.code == "E-recursion"
    assert refusal.value.element == "'Again' (call activity, id c2)"


def test_a_called_process_can_be_chosen_by_id():
    assert words("call", 9, process="q") == {("X", "Y"), ("Z",)}


def test_a_split_without_gateway_can_be_a_choice():
    model = read("implicit_split", implicit_split="one")
    assert Words(model.net).up_to(9) == letters("AB", "AC")
    assert (codes(model), model.unfolded) == (["W-split"], False)


def test_multi_instance_activities_may_have_no_instance_at_all():
    assert () not in words("multi_instance_sequential", 4)
    assert words("multi_instance_sequential", 4, mi_zero=True) == letters("", "AB", "ABAB")
    assert words("multi_instance_parallel", 1, mi_zero=True) == letters("", "A", "B")


def test_parallel_instances_can_be_read_one_after_the_other():
    model = read("multi_instance_parallel", mi_parallel="one_after_the_other")
    assert Words(model.net).up_to(4) == letters("AB", "ABAB")
    assert codes(model) == []


def test_an_interrupted_activity_can_be_seen():
    assert words("interrupting", 9) == letters("AB", "C")
    assert words("interrupting", 9, interrupted_activity_logged=True) == letters("AB", "C", "AC")


@pytest.mark.parametrize(
    "field", ["visible_events", "sub_processes", "calls", "implicit_split", "mi_parallel"]
)
def test_an_unknown_choice_is_refused_by_name(field):
    with pytest.raises(ParameterError, match=f"Parameter {field}: 'other' is not a choice. Choose one of '"):
        BpmnSettings(**{field: "other"})
