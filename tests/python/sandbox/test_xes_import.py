"""XES files: columns, types and values, and what is refused with line and column."""
from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from sandbox import Project, SandboxError, import_file
from sandbox.importers import xes_events


def read(project: Project, folder: Path, body: str, name: str = "log.xes") -> tuple[dict[str, str], list[list[str]]]:
    """Return the columns with their types, and the rows, of a log with this body."""
    (folder / name).write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<log>{body}</log>', encoding="utf-8")
    import_file(project, folder / name, "log")
    return {column["name"]: column["type"] for column in project.read_schema("log")}, list(project.iter_rows("log"))


def events(*attributes: str) -> str:
    return "<trace>" + "".join(f"<event>{attribute}</event>" for attribute in attributes) + "</trace>"


def test_an_event_is_a_row_and_trace_attributes_are_repeated(project: Project, tmp_path: Path) -> None:
    body = """
    <trace><string key="concept:name" value="c1"/><float key="amount" value="1.50"/>
      <event><string key="org:resource" value="NA"/><string key="concept:name" value="A"/>
             <date key="time:timestamp" value="2011-10-01T02:38:44.546+02:00"/></event>
      <event><string key="concept:name" value="B"/></event></trace>
    <trace><string key="concept:name" value="c2"/>
      <event><string key="concept:name" value="é &lt;b&gt;&#10;"/></event></trace>
    """
    columns, rows = read(project, tmp_path, body)
    assert columns == {
        "case:concept:name": "string", "concept:name": "string", "time:timestamp": "date", "org:resource": "string",
        "case:amount": "double",
    }
    assert list(columns)[:4] == ["case:concept:name", "concept:name", "time:timestamp", "org:resource"]
    assert rows == [
        ["c1", "A", "2011-10-01T00:38:44.546Z", "NA", "1.50"], ["c1", "B", "", "", "1.50"],
        ["c2", "é <b>\n", "", "", ""],
    ]


@pytest.mark.parametrize(
    ("attributes", "column_type", "values"),
    [
        (['<int key="k" value="07"/>', '<int key="k" value=""/>'], "bigint", ["7", ""]),
        (['<float key="k" value="1e3"/>'], "double", ["1e3"]),
        (['<boolean key="k" value="True"/>'], "boolean", ["true"]),
        (['<id key="k" value="007"/>'], "string", ["007"]),
        (['<date key="k" value="2011-10-01T00:38:44.1234567Z"/>'], "date", ["2011-10-01T00:38:44.123456Z"]),
        (['<int key="k" value="07"/>', '<string key="k" value="x"/>'], "string", ["07", "x"]),
        (['<int key="k" value="07"/>', '<float key="k" value="1"/>'], "string", ["07", "1"]),
        (['<int key="k" value="1.5"/>'], "string", ["1.5"]),
        (
            ['<date key="k" value="2011-10-01T02:00:00+02:00"/>', '<date key="k" value="soon"/>'], "string",
            ["2011-10-01T02:00:00+02:00", "soon"],
        ),
        (['<string key="k"/>'], "string", [""]),
        (['<string key="k" value="1"/><string key="k" value="2"/>'], "string", ["2"]),
    ],
)
def test_values_have_a_type_that_holds_them_all(
    project: Project, tmp_path: Path, attributes: list[str], column_type: str, values: list[str]
) -> None:
    columns, rows = read(project, tmp_path, events(*attributes))
    assert (columns, [row[0] for row in rows]) == ({"k": column_type}, values)


def test_an_event_key_never_falls_into_a_trace_attributes_column(project: Project, tmp_path: Path) -> None:
    body = '<trace><string key="k" value="t"/><event><string key="case:k" value="e"/></event></trace>'
    assert read(project, tmp_path, body) == ({"case:k": "string", "event:case:k": "string"}, [["t", "e"]])


def test_columns_beside_the_usual_ones_come_by_name(project: Project, tmp_path: Path) -> None:
    body = events(*(f'<int key="{key}" value="1"/>' for key in ("b", "concept:name", "a")))
    columns, _ = read(project, tmp_path, body)
    assert list(columns) == ["concept:name", "a", "b"]


def test_what_no_cell_can_hold_is_left_out_and_counted(project: Project, tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_text(
        '<log><string key="meta" value="x"><string key="nested" value="x"/></string>'
        '<global scope="event"><string key="g" value="x"/></global><extension name="x" prefix="x" uri="x"/>'
        '<trace/><trace><list key="l"><values><string key="in" value="x"/></values></list>'
        '<event><string key="a" value="1"><string key="deep" value="x"/></string><container key="c"/></event></trace>'
        "</log>"
    )
    imported = import_file(project, tmp_path / "log.xes", "log")
    assert imported.notes == (
        "left out of log.xes: 2 nested attributes, 2 lists and containers, 1 traces without events",
    )
    assert (project.read_schema("log"), list(project.iter_rows("log"))) == ([{"name": "a", "type": "string"}], [["1"]])


def test_prefixed_elements_and_events_outside_traces_are_read(project: Project, tmp_path: Path) -> None:
    (tmp_path / "log.xes").write_text(
        '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:string key="n" value="c"/>'
        '<x:event><x:string key="a" value="1"/></x:event></x:trace>'
        '<x:event><x:string key="a" value="2"/></x:event></x:log>'
    )
    import_file(project, tmp_path / "log.xes", "log")
    assert list(project.iter_rows("log")) == [["1", "c"], ["2", ""]]


def test_trace_attributes_behind_the_events_count_too(project: Project, tmp_path: Path) -> None:
    body = '<trace><event><string key="a" value="1"/></event><string key="n" value="c"/></trace>'
    assert read(project, tmp_path, body)[1] == [["1", "c"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1, column 1: its XML breaks off"),
        ("<log>\n<trace>", r"line 2, column 8: its XML breaks off or is malformed \(no element found\)"),
        ("<log>\n<trace></event></log>", r"line 2, column 10: .*\(mismatched tag\)"),
        ("<pnml/>", r"line 1, column 1: its root element is 'pnml', not log"),
        ("<log/>", "it holds no event"),
        ("<log><trace><event/></trace></log>", "its events have no attributes"),
        ('<log><trace><event><string value="x"/></event></trace></log>', "column 20: a string attribute has no key"),
        ("<log><trace>\x01</trace></log>", "not well-formed"),
        ('<?xml version="1.0" encoding="foo"?><log/>', "it names an encoding that nobody knows"),
        ('<!DOCTYPE log [<!ENTITY a "aaaa">]><log>&a;</log>', r"line 1, column 1.*: it declares a document type"),
        ('<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>', "Remove the DOCTYPE"),
        ("<log>" + "<x>" * 60 + "</x>" * 60 + "</log>", "nested more than 50 deep"),
        ('<log><trace><event>' + '<string key="a">' * 60, "nested more than 50 deep"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(project: Project, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "log.xes").write_text(content, encoding="utf-8")
    with pytest.raises(SandboxError, match=message):
        import_file(project, tmp_path / "log.xes", "log")
    assert project.dataset_names() == []


def test_too_many_keys_are_refused(project: Project, tmp_path: Path) -> None:
    body = events(*(f'<int key="k{number}" value="1"/>' for number in range(2001)))
    with pytest.raises(SandboxError, match="more than 2,000 attribute keys"):
        read(project, tmp_path, body)


def test_an_endless_tag_is_refused(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xes_events, "_LONGEST_TOKEN_BYTES", 2**20)
    (tmp_path / "log.xes").write_text("<log><trace a='" + "x" * 2**22)
    with pytest.raises(SandboxError, match="a tag is longer than 1,048,576 bytes"):
        import_file(project, tmp_path / "log.xes", "log")


def test_a_truncated_or_false_gzip_is_refused(project: Project, tmp_path: Path) -> None:
    whole = gzip.compress(b"<log>" + b"<trace/>" * 100_000)
    for content in (whole[:-50], b"<log/>"):
        (tmp_path / "log.xes.gz").write_bytes(content)
        with pytest.raises(SandboxError, match="breaks off or is damaged"):
            import_file(project, tmp_path / "log.xes.gz", "log")


def test_other_encodings_are_read_as_declared(project: Project, tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?><log>' + events('<string key="a" value="é"/>') + "</log>"
    (tmp_path / "log.xes").write_bytes(text.encode("latin-1"))
    import_file(project, tmp_path / "log.xes", "log")
    assert list(project.iter_rows("log")) == [["é"]]
