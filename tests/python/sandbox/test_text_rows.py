"""Rows survive their way into separated lines and back, with our reader and with pandas'."""
from __future__ import annotations

import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.text_rows import decode_rows, encode_row

HOSTILE = st.text(alphabet=list(" \t\n\r\",;a\\'é→\x0b\x0c\x1c\x85\u2028#"), max_size=4)
ROWS = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(HOSTILE, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(
    ("row", "line"),
    [
        ([""], '""\n'), ([" "], '" "\n'), (["", ""], ",\n"), (["a", "b"], "a,b\n"),
        (["a,b", 'say "c"'], '"a,b","say ""c"""\n'),
        (["two\nlines", "cr\r"], '"two\nlines","cr\r"\n'), (["NA", "null"], "NA,null\n"),
    ],
)
def test_a_row_is_quoted_only_where_it_must_be(row: list[str], line: str) -> None:
    assert encode_row(row, ",") == line


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, delimiter=st.sampled_from(",\t;"))
def test_rows_come_back_as_they_were(rows: list[list[str]], delimiter: str) -> None:
    lines = io.StringIO("".join(encode_row(row, delimiter) for row in rows), newline="")
    assert list(decode_rows(lines, delimiter)) == rows


@settings(max_examples=100, deadline=None)
@given(rows=ROWS)
def test_pandas_reads_the_stream_as_it_was(rows: list[list[str]]) -> None:
    stream = io.BytesIO("".join(encode_row(row, "\t") for row in rows).encode("utf-8"))
    frame = pd.read_table(
        stream, names=list("abc")[:len(rows[0])], header=None, dtype=object, keep_default_na=False, index_col=False
    )
    assert frame.to_numpy().tolist() == rows
