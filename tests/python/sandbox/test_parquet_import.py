"""Parquet files: DSS types and canonical texts of every kind of column."""
from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from sandbox import Project, SandboxError, export_dataset, import_file


def write(path: Path, select: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")


def test_no_rows_keep_the_columns(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "log.parquet", "SELECT 'x' AS a, 1 AS b LIMIT 0")
    assert import_file(project, tmp_path / "log.parquet", "log").n_rows == 0
    assert project.read_schema("log") == [{"name": "a", "type": "string"}, {"name": "b", "type": "int"}]
    assert list(project.iter_rows("log")) == []


@pytest.mark.parametrize(
    ("value", "column_type", "text"),
    [
        ("'NA'", "string", "NA"), ("NULL::VARCHAR", "string", ""), ("7::TINYINT", "tinyint", "7"),
        ("7::BIGINT", "bigint", "7"), ("7::UINTEGER", "bigint", "7"),
        ("18446744073709551615::UBIGINT", "string", "18446744073709551615"),
        ("0.1::DOUBLE", "double", "0.1"), ("1.50::DECIMAL(9, 2)", "double", "1.50"), ("true", "boolean", "true"),
        ("DATE '2011-10-01'", "dateonly", "2011-10-01"),
        ("TIMESTAMP '2011-10-01 00:38:44.546'", "datetimenotz", "2011-10-01T00:38:44.546"),
        ("TIMESTAMPTZ '2011-10-01 02:38:44.546+02'", "date", "2011-10-01T00:38:44.546Z"),
        ("[1, 2]", "array", "[1,2]"), ("{'a': 'é'}", "object", '{"a":"é"}'), ("MAP {'a': 1}", "map", '{"a":1}'),
    ],
)
def test_a_value_becomes(project: Project, tmp_path: Path, value: str, column_type: str, text: str) -> None:
    write(tmp_path / "log.parquet", f'SELECT {value} AS "a ""b"""')
    import_file(project, tmp_path / "log.parquet", "log")
    assert project.read_schema("log") == [{"name": 'a "b"', "type": column_type}]
    assert list(project.iter_rows("log")) == [[text]]


def test_it_is_read_like_any_dataset(project: Project, tmp_path: Path) -> None:
    write(tmp_path / "log.parquet", "SELECT i AS n, 'a,b' AS t FROM range(3) r(i)")
    import_file(project, tmp_path / "log.parquet", "log")
    export_dataset(project, "log", tmp_path / "log.csv")
    assert (tmp_path / "log.csv").read_text() == 'n,t\n0,"a,b"\n1,"a,b"\n2,"a,b"\n'


@pytest.mark.parametrize("content", [b"", b"PAR1 and nothing more PAR1", b"a,b\n"])
def test_what_is_no_parquet_is_refused(project: Project, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log.parquet").write_bytes(content)
    with pytest.raises(SandboxError, match="no readable Parquet file"):
        import_file(project, tmp_path / "log.parquet", "log")
    assert project.dataset_names() == []
