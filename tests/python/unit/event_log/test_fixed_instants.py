"""Instants in the spelling of DSS, against pandas' own parser."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.event_log.fixed_instants import read_fixed_instants


def read(*values: object) -> list[int | None]:
    nanoseconds, is_read = read_fixed_instants(pd.Series(values, dtype=object))
    return [int(time) if known else None for time, known in zip(nanoseconds, is_read)]


def test_no_texts_are_no_times():
    assert read() == []


@given(st.lists(st.integers(-9_214_000_000_000, 9_214_000_000_000), min_size=1, max_size=20))
def test_instants_equal_pandas_to_the_millisecond(milliseconds):
    times = np.array(milliseconds, dtype="datetime64[ms]")
    texts = [f"{text}Z" for text in np.datetime_as_string(times)]
    assert read(*texts) == pd.to_datetime(pd.Series(texts), utc=True).dt.as_unit("ns").astype(np.int64).tolist()


@pytest.mark.parametrize(
    "text",
    [
        *("", "2024-01-01", "2024-01-01T12:00:00Z", "2024-01-01T12:00:00.000+00:00", "2024-01-01 12:00:00.000Z"),
        *("2024-01-01T12:00:00.000ZZ", "2024-00-01T00:00:00.000Z", "2024-13-01T00:00:00.000Z"),
        *("2023-02-29T00:00:00.000Z", "2024-01-00T00:00:00.000Z", "2024-01-01T24:00:00.000Z"),
        *("2024-01-01T00:60:00.000Z", "2024-01-01T00:00:60.000Z", "1677-01-01T00:00:00.000Z"),
        *("9999-12-31T00:00:00.000Z", "2024-01-01T00:00:00.00éZ", "٢٠٢٤-01-01T00:00:00.000Z"),
    ],
)
@pytest.mark.parametrize("other", ["2024-01-01T12:00:00.000Z", "x" * 40, None])
def test_what_is_spelled_otherwise_is_left_alone(text, other):
    assert read(text, other)[0] is None


def test_missing_and_long_cells_do_not_disturb_their_neighbours():
    noon = pd.Timestamp("2024-02-29T12:00:00.001").value
    assert read(None, "2024-02-29T12:00:00.001Z", float("nan"), "y" * 99) == [None, noon, None, None]
