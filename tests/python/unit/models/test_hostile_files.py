"""Whatever is done to a file, the reader answers with a model or with a refusal in words."""
from __future__ import annotations

import copy
import random
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.models.files import FOLDER

from process_mining.errors import ModelError
from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.pnml import read_pnml
from process_mining.models.reference_model import ReferenceModel

BPMN_FILES = sorted(path.name for path in FOLDER.glob("*.bpmn") if path.name not in ("or_over_limit.bpmn",))
PNML_FILES = sorted(path.name for path in FOLDER.glob("*.pnml"))
WELL_FORMED = [name for name in BPMN_FILES if name not in ("doctype.bpmn", "entity_bomb.bpmn", "not_closed.bpmn")]
SETTINGS = BpmnSettings(visible_events="named", calls="expand", mi_zero=True, interrupted_activity_logged=True)


def answer(read: Callable[[bytes], ReferenceModel], content: bytes) -> str:
    """Return the code of a refusal, or "read"; a model in which no label can occur must have said so."""
    try:
        model = read(content)
    except ModelError as refusal:
        return refusal.code if len(str(refusal)) < 4_000 else "a refusal too long to show"
    return "read" if model.net.visible_labels or model.warnings else "nothing said about a model without labels"


def assert_is_answered(read: Callable[[bytes], ReferenceModel], content: bytes) -> None:
    found = answer(read, content)
    assert found == "read" or found.startswith("E-")


def changed(content: bytes, seed: int, n_changes: int) -> bytes:
    """Return a document in which elements were removed, doubled or moved, or attributes exchanged."""
    chance = random.Random(seed)
    root = ElementTree.fromstring(content)
    for _ in range(n_changes):
        parents = [node for node in root.iter() if len(node)]
        if not parents:
            break
        parent = chance.choice(parents)
        child = chance.choice(list(parent))
        change = chance.choice(["remove", "double", "move", "exchange", "drop"])
        if change == "remove":
            parent.remove(child)
        elif change == "double":
            parent.append(copy.deepcopy(child))
        elif change == "move":
            parent.remove(child)
            chance.choice(parents).append(child)
        elif child.attrib:
            key = chance.choice(sorted(child.attrib))
            values = [value for node in root.iter() for value in node.attrib.values()]
            child.attrib[key] = chance.choice(values) if change == "exchange" else ""
    return ElementTree.tostring(root)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("file", WELL_FORMED)
def test_a_bpmn_file_with_parts_removed_doubled_or_moved_is_answered(file, seed):
    content = changed((FOLDER / file).read_bytes(), seed, 1 + seed)
    assert_is_answered(read_bpmn, content)
    assert_is_answered(lambda again: read_bpmn(again, settings=SETTINGS), content)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("file", PNML_FILES)
def test_a_pnml_file_with_parts_removed_doubled_or_moved_is_answered(file, seed):
    assert_is_answered(read_pnml, changed((FOLDER / file).read_bytes(), seed, 1 + seed % 4))


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_answered(content):
    for read in (read_bpmn, read_pnml):
        with pytest.raises(ModelError):
            read(content)
