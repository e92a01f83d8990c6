"""Names as drawing tools write them become labels that can be compared."""
from __future__ import annotations

import pytest

from process_mining.errors import ModelError
from process_mining.models.labels import MAX_LABEL_LENGTH, normalise_label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("", ""),
        (" \t\n ", ""),
        ("Check", "Check"),
        ("Check\r\ninvoice", "Check invoice"),
        ("  two\u00a0 blanks ", "two blanks"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("a &amp; b", "a & b"),
        ("a &amp;amp; b", "a &amp; b"),
        ("a&#10;b&#x41;", "a bA"),
        ("a<br>b<BR />c", "a b c"),
        ("a &copy; b", "a &copy; b"),
        ("UPPER stays", "UPPER stays"),
        ("NA", "NA"),
    ],
)
def test_a_name_becomes_a_label(name, label):
    assert normalise_label(name) == label


def test_the_longest_name_is_read_and_one_more_is_not():
    assert len(normalise_label("x" * MAX_LABEL_LENGTH)) == MAX_LABEL_LENGTH
    with pytest.raises(ModelError) as refusal:
        normalise_label("x" * (MAX_LABEL_LENGTH + 1))
    assert refusal.value.code == "E-size"
