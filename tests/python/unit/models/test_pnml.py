"""PNML files as tools write them, and as we write them."""
from __future__ import annotations

import tempfile
import warnings
from math import inf
from pathlib import Path

import pytest
from hypothesis import given, settings
from unit.models.files import codes, hand_made
from unit.models.trees import trees
from unit.models.words import Words

from process_mining.errors import ModelError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.pnml import read_pnml
from process_mining.models.pnml_writer import write_pnml
from process_mining.models.process_tree import Block, Leaf
from process_mining.petri_net import PetriNet, net_from_arcs
from real_logs import real_file


@pytest.mark.parametrize(
    ("name", "size", "n_labels", "shortest", "by_length", "total"),
    [
        ("BPIC2013-ClosedProblems", (4, 5), 4, 2, [1, 1, 1, 1], inf),
        ("BPIC2020-DomesticDeclarations", (16, 25), 16, 4, [1, 2, 5, 22], 366),
        ("M8", (17, 15), 15, 8, [2, 6, 0, 0], inf),
    ],
)
def test_a_real_file_is_read(name, size, n_labels, shortest, by_length, total):
    model = read_pnml(real_file(f"models/{name}.pnml").read_bytes())
    words = Words(model.net)
    assert (model.net.n_places, model.net.n_transitions) == size
    assert len(model.net.visible_labels) == n_labels
    assert (words.by_length(), words.total(), model.warnings) == ((shortest, by_length), total, ())


@pytest.mark.parametrize(
    ("file", "words", "found"),
    [
        ("no_final_marking", {"A", "AB", "ABB"}, []),
        ("final_marking_of_net", {"A", "AB", "ABB"}, []),
        ("reference_places", {"AB"}, []),
        ("weights", {"AB"}, ["W-unchecked"]),
    ],
)
def test_a_dialect_is_understood(file, words, found):
    model = read_pnml(hand_made(f"{file}.pnml"), file)
    assert {"".join(word) for word in Words(model.net).up_to(3)} == words
    assert (model.name, codes(model)) == (file, found)


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("two_sinks.pnml", "E-marking"),
        ("inhibitor.pnml", "E-arc"),
        ("dangling_arc.pnml", "E-flow"),
        ("never_ends.pnml", "E-nocomplete"),
        ("or_pair.bpmn", "E-format"),
        ("doctype.bpmn", "E-dtd"),
        ("not_closed.bpmn", "E-format"),
    ],
)
def test_a_broken_file_is_refused(file, code):
    with pytest.raises(ModelError) as refusal:
        read_pnml(hand_made(file))
    assert refusal.value.code == code


def pnml(body: str, after: str = "") -> bytes:
    return f'<pnml><net id="n"><page id="g">{body}</page>{after}</net></pnml>'.encode()


LINE = (
    '<place id="p"/><place id="q"/><transition id="t"><name><text>A</text></name></transition>'
    '<arc id="a" source="p" target="t">{}</arc><arc id="b" source="t" target="q"/>'
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<pnml/>", "E-empty"),
        (b"<pnml><net/><net/></pnml>", "E-choose"),
        (pnml(""), "E-empty"),
        (pnml('<place id="p"/><place id="p"/><transition id="t"/>'), "E-id"),
        (pnml('<place id="p"/><transition id="p"/>'), "E-id"),
        (pnml('<place/><transition id="p"/>'), "E-id"),
        (pnml('<place id="p"/><place id="q"/><transition id="t"/><arc source="p" target="q"/>'), "E-flow"),
        (pnml(LINE.format("<inscription><text>x+1</text></inscription>")), "E-format"),
        (pnml(LINE.format("<inscription><text>0</text></inscription>")), "E-format"),
        (pnml(LINE.format("<inscription><text>99999999999</text></inscription>")), "E-format"),
        (pnml(LINE.format("").replace("A", "")), "E-nolabel"),
        (pnml(LINE.format(""), '<finalmarkings><marking><place idref="t"><text>1</text></place></marking>'
              "</finalmarkings>"), "E-marking"),
        (pnml(LINE.format("") + '<referencePlace id="r" ref="r"/><arc source="r" target="t"/>'), "E-flow"),
    ],
)  # fmt: skip
def test_what_is_no_place_transition_net_is_refused(content, code):
    with pytest.raises(ModelError) as refusal:
        read_pnml(content)
    assert refusal.value.code == code


def test_a_net_without_markings_runs_from_its_source_to_its_sink():
    model = read_pnml(pnml(LINE.format("")))
    assert (model.net.initial_marking, model.net.final_markings) == ((1, 0), ((0, 1),))
    assert [str(ref) for ref in model.visible_elements] == ["'A' (transition, id t)"]


def test_a_final_marking_may_stand_in_its_place():
    marked = LINE.format("").replace(
        '<place id="q"/>', '<place id="q"/><place id="r"><finalMarking><text>1</text></finalMarking></place>'
    )
    content = pnml(marked + '<arc source="t" target="r"/><transition id="u"/><arc source="q" target="u"/>')
    assert read_pnml(content).net.final_markings == ((0, 0, 1),)


def test_a_transition_called_tau_is_silent_and_says_so():
    content = pnml(LINE.format("") + '<transition id="u"><name><text>tau</text></name></transition>'
                   '<arc source="p" target="u"/><arc source="u" target="q"/>')  # fmt: skip
    model = read_pnml(content)
    assert (model.net.labels, codes(model)) == (("A", None), ["I-tau"])


def test_a_net_that_can_get_stuck_says_where():
    content = pnml(
        LINE.format("") + '<place id="r"/><transition id="u"><name><text>B</text></name></transition>'
        '<arc source="p" target="u"/><arc source="u" target="r"/>',
        '<finalmarkings><marking><place idref="q"><text>1</text></place></marking></finalmarkings>',
    )
    model = read_pnml(content)
    assert codes(model) == ["W-stuck", "W-dead"]
    assert str(model.warnings[0]).startswith("This model: after 'B' it can get stuck with tokens in 'r'")


def same(first: PetriNet, second: PetriNet) -> bool:
    return (first.labels, first.inputs, first.outputs, first.initial_marking, first.final_markings) == (
        second.labels,
        second.inputs,
        second.outputs,
        second.initial_marking,
        second.final_markings,
    )


@given(trees())
@settings(max_examples=40, deadline=None)
def test_a_written_net_reads_back_as_it_was(tree):
    net = read_bpmn(write_bpmn_of_tree(Block("sequence", (Leaf("start"), tree)), "random")).net
    content = write_pnml(net, "random")
    assert same(read_pnml(content).net, net)
    assert content == write_pnml(net, "random")


def test_weights_and_several_final_markings_survive():
    net = net_from_arcs({"t": ("start", "A <&> \"b\"", "p p"), "u": ("p p", None, "end")}, "start", ["end", "p p"])
    assert same(read_pnml(write_pnml(net, "x & y")).net, net)


def test_pm4py_opens_what_we_write():
    pm4py = pytest.importorskip("pm4py")
    net = net_from_arcs({"t": ("start", "A", "p q"), "u": ("p", None, "r"), "v": ("q r", "B", "end")})
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = Path(folder) / "model.pnml"
        path.write_bytes(write_pnml(net, "example"))
        read, initial, final = pm4py.read_pnml(str(path))
    assert sorted(str(transition.label) for transition in read.transitions) == ["A", "B", "None"]
    # Places in order: end, p, q, r, start.
    assert [place.name for place in initial] == ["place5"]
    assert [place.name for place in final] == ["place1"]
