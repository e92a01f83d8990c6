"""CSV files: what is read as it is, and what is refused with its line."""
from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from sandbox import Project, SandboxError, export_dataset, import_file

HOSTILE = [
    "NA", "null", " ", "1.0", "007", "<script>alert(1)</script>", "→", "a,b", "é", "two\nlines", 'say "x"', "a\tb",
]


def rows(project: Project, path: Path, content: bytes | str, delimiter: str | None = None) -> list[list[str]]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    import_file(project, path, "log", delimiter)
    return list(project.iter_rows("log"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "log.csv"


def test_a_header_alone_gives_no_rows(project: Project, file: Path) -> None:
    assert rows(project, file, "case,activity\n") == []
    assert project.read_schema("log") == [{"name": "case", "type": "string"}, {"name": "activity", "type": "string"}]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_as_it_is(project: Project, file: Path, tmp_path: Path, value: str) -> None:
    quoted = '"' + value.replace('"', '""') + '"'
    assert rows(project, file, f"case,activity\n1,{quoted}\n") == [["1", value]]
    export_dataset(project, "log", tmp_path / "again.csv")
    assert import_file(project, tmp_path / "again.csv", "again").n_rows == 1
    assert list(project.iter_rows("again")) == [["1", value]]


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_the_delimiter_is_guessed_from_the_header(project: Project, file: Path, delimiter: str) -> None:
    content = delimiter.join(["case", '"activity, or; so"', "time"]) + "\n" + delimiter.join("abc") + "\n"
    assert rows(project, file, content) == [["a", "b", "c"]]


def test_a_given_delimiter_wins(project: Project, file: Path) -> None:
    assert rows(project, file, "a;b,c\n1;2,3\n", delimiter=",") == [["1;2", "3"]]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfcase,activity\n1,\xc3\xa9\n", b"case,activity\r\n1,\xc3\xa9\r\n", b"case,activity\n1,\xc3\xa9",
        b"case,activity\n\n1,\xc3\xa9\n\n",
    ],
    ids=["byte order mark", "windows line ends", "no last line end", "empty lines"],
)
def test_harmless_forms_are_read(project: Project, file: Path, content: bytes) -> None:
    assert rows(project, file, content) == [["1", "é"]]
    assert project.read_schema("log")[0]["name"] == "case"


def test_one_column_keeps_its_empty_cells(project: Project, file: Path) -> None:
    assert rows(project, file, "case\n1\n\n2\n") == [["1"], [""], ["2"]]


def test_gzip_is_read(project: Project, tmp_path: Path) -> None:
    assert rows(project, tmp_path / "log.CSV.gz", gzip.compress(b"a,b\n1,2\n")) == [["1", "2"]]


@pytest.mark.parametrize("name", ["log.csv.schema.json", "log.schema.json"])
def test_a_schema_beside_the_file_gives_types(project: Project, file: Path, name: str) -> None:
    columns = [{"name": "n", "type": "bigint", "comment": "how many"}, {"name": "t", "type": "date"}]
    file.with_name(name).write_text(json.dumps({"columns": columns}))
    found = rows(project, file, "n,t\n1.0,2011-10-01T02:00:00+02:00\n,\n")
    assert found == [["1", "2011-10-01T00:00:00.000Z"], ["", ""]]
    assert project.read_schema("log") == columns


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ([{"name": "n", "type": "bigint"}], r"Column 'n' is of type bigint and cannot hold 'x' \(row 1\)"),
        ([{"name": "m", "type": "bigint"}], "its header does not name the columns of log.schema.json"),
        ("none", "it has no"),
    ],
)
def test_a_schema_that_does_not_fit_is_refused(project: Project, file: Path, columns: object, message: str) -> None:
    file.with_name("log.schema.json").write_text(json.dumps({"columns": columns}))
    with pytest.raises(SandboxError, match=message):
        rows(project, file, "n\nx\n")
    assert project.dataset_names() == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b"\n", "line 1: its first line names no column"),
        (b"a,,c\n", "line 1: column 2 of the header has no name"),
        (b"a,b,a\n", "line 1: columns 1 and 3 are both called 'a'"),
        (b"a,b\n1,2\n3\n", "line 3: the row has 1 values, the header 2 names"),
        (b'a,b\n"1\n1",2\n3,4,5\n', "line 4: the row has 3 values"),
        (b"a,b\n1,2\n\xe9,4\n", r"line 3: byte 1 of the line is not UTF-8 \(b'\\xe9'\)"),
        (b"\xff\xfea\x00", "line 1: it is UTF-16"),
        (b"a,b\n1,\x00\n", "line 2: it holds a zero byte"),
        (b'a,b\n1,2\n"3,4\n5,6\n', "line 3: its quotes or line ends cannot be read"),
        (b'a,b\n"3"x,4\n', "line 2: its quotes"),
        (b"a,b\r1,2\r", "lines must end with a line feed"),
        (b"\x1f\x8b\x08\x00", "line 1: it is compressed with gzip"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(project: Project, file: Path, content: bytes, message: str) -> None:
    with pytest.raises(SandboxError, match=message):
        rows(project, file, content)
    assert project.dataset_names() == []


def test_a_truncated_gzip_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="breaks off or is damaged"):
        rows(project, tmp_path / "log.csv.gz", gzip.compress(b"a,b\n1,2\n" * 1000)[:-20])


def test_an_unknown_ending_names_those_that_are_read(project: Project, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"none of \.csv, \.csv\.gz, \.xes, \.xes\.gz, \.parquet"):
        rows(project, tmp_path / "log.xlsx", b"")


def test_a_missing_file_is_refused(project: Project, file: Path) -> None:
    with pytest.raises(SandboxError, match="there is no such file"):
        import_file(project, file, "log")
