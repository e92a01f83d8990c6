"""The text that a dataset keeps for a value of each type."""
from __future__ import annotations

import pytest

from sandbox.cells import TYPES, canonical


@pytest.mark.parametrize("column_type", sorted(TYPES))
def test_every_type_holds_a_missing_value(column_type: str) -> None:
    assert canonical(column_type, "") == ""


@pytest.mark.parametrize(
    ("column_type", "text", "kept"),
    [
        ("string", " 007 ", " 007 "), ("array", "no JSON", "no JSON"),
        ("bigint", "7", "7"), ("bigint", "007", "7"), ("bigint", "+7", "7"), ("bigint", "7.0", "7"),
        ("bigint", "7.", "7"),
        ("bigint", "1.5", None), ("bigint", "1e3", None), ("bigint", "1_000", None), ("bigint", " 7", None),
        ("bigint", "٣", None), ("bigint", "9223372036854775807", "9223372036854775807"),
        ("bigint", "9223372036854775808", None), ("bigint", "9" * 5000, None), ("tinyint", "128", None),
        ("tinyint", "-128", "-128"),
        ("double", "1.0", "1.0"), ("double", ".5", ".5"), ("double", "-1e-300", "-1e-300"), ("double", "inf", "inf"),
        ("double", "1,5", None), ("double", "1_0", None), ("double", ".", None),
        ("boolean", "TRUE", "true"), ("boolean", "1", None),
        ("date", "2011-10-01T02:38:44.546+02:00", "2011-10-01T00:38:44.546Z"),
        ("date", "2011-10-01 02:38:44,5+0200", "2011-10-01T00:38:44.500Z"),
        ("date", "2011-10-01T00:38:44.123456789Z", "2011-10-01T00:38:44.123456Z"),
        ("date", "2011-10-01T00:38-05", "2011-10-01T05:38:00.000Z"),
        ("date", "2011-10-01", "2011-10-01T00:00:00.000Z"),
        ("date", "2011-13-01", None), ("date", "0001-01-01T00:00:00+05:00", None),
        ("date", "2011-10-01T00:00:00+24:00", None), ("date", "2011-10-01T25:00:00Z", None),
        ("date", "1317429524", None), ("date", "2011-10-01T00:00:00 Europe", None),
        ("datetimenotz", "2011-10-01T02:38:44", "2011-10-01T02:38:44.000"),
        ("datetimenotz", "2011-10-01T02:38:44Z", None),
        ("dateonly", "2011-10-01", "2011-10-01"), ("dateonly", "2011-02-30", None), ("dateonly", "20111001", None),
    ],
)
def test_a_type_keeps(column_type: str, text: str, kept: str | None) -> None:
    assert canonical(column_type, text) == kept
