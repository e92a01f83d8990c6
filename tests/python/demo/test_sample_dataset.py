"""The shipped sample dataset: it is what the generator makes, and DSS and the command line can read it."""
from __future__ import annotations

import csv
import gzip
import hashlib
import json
from pathlib import Path

import pytest

from demo.errors import DemoError
from demo.sample_dataset import SAMPLE_FOLDER, read_sample_text, write_sample_dataset, write_sample_log

NAMES = ["case_id", "activity", "start_time", "end_time", "resource", "amount", "channel", "region", "segment"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "loan-applications"
    write_sample_dataset(folder)
    return folder


def test_the_committed_data_are_what_the_generator_makes(fresh: Path) -> None:
    assert read_sample_text(SAMPLE_FOLDER) == read_sample_text(fresh)


@pytest.mark.parametrize("name", ["dataset.json", "config_v1.json"])
def test_the_committed_descriptors_are_what_the_generator_makes(name: str, fresh: Path) -> None:
    assert (SAMPLE_FOLDER / name).read_bytes() == (fresh / name).read_bytes()


def test_the_data_are_these_bytes_on_every_platform_and_python() -> None:
    digest = hashlib.sha256(read_sample_text().encode("utf-8")).hexdigest()
    assert digest == "c51da6b37982a47610d0a382263c46396e5f0609b881cf5d1d00ba65b685c200"


def test_the_compressed_file_carries_no_time_and_no_name(fresh: Path) -> None:
    head = (fresh / "data_v1" / "loan-applications.csv.gz").read_bytes()[:8]
    assert head == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"


def test_the_data_have_no_header_and_one_cell_a_column() -> None:
    lines = read_sample_text().splitlines()
    assert lines[0] == (
        "LA-2024-0003,Receive application,2024-01-01T08:43:47.282Z,2024-01-01T08:43:50.913Z,"
        "Online portal,41000.0,Online,South,Private"
    )
    assert {len(row) for row in csv.reader(lines)} == {9}


def test_the_descriptor_says_how_many_rows_there_are() -> None:
    meta = json.loads((SAMPLE_FOLDER / "dataset.json").read_text(encoding="utf-8"))["meta"]
    assert (meta["label"], meta["rowCount"]) == ("Loan applications (event log)", 18_646)
    assert len(read_sample_text().splitlines()) == 18_646


def test_every_column_has_a_type_a_meaning_and_a_comment() -> None:
    columns = json.loads((SAMPLE_FOLDER / "config_v1.json").read_text(encoding="utf-8"))["columns"]
    assert [(column["name"], column["type"], column["meaning"]) for column in columns] == [
        ("case_id", "string", "Text"),
        ("activity", "string", "Text"),
        ("start_time", "date", "Date"),
        ("end_time", "date", "Date"),
        ("resource", "string", "Text"),
        ("amount", "double", "DoubleMeaning"),
        ("channel", "string", "Text"),
        ("region", "string", "Text"),
        ("segment", "string", "Text"),
    ]
    assert all(column["comment"].endswith(".") for column in columns)


def test_the_sample_log_is_the_data_under_a_header_with_its_schema_beside_it(tmp_path: Path) -> None:
    path = write_sample_log(tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    schema = json.loads((tmp_path / "loan-applications.schema.json").read_text(encoding="utf-8"))
    assert (path.name, rows[0], len(rows)) == ("loan-applications.csv", NAMES, 18_647)
    assert [column["name"] for column in schema["columns"]] == NAMES


def test_a_damaged_sample_is_an_error_and_not_a_shorter_log(tmp_path: Path) -> None:
    (tmp_path / "data_v1").mkdir()
    (tmp_path / "data_v1" / "loan-applications.csv.gz").write_bytes(gzip.compress(b"a,b\n", mtime=0)[:-4])
    with pytest.raises(DemoError, match="is damaged: `python -m demo generate-sample` writes it anew"):
        read_sample_text(tmp_path)
