"""The simulated loan log -> a DSS sample dataset on disk, and from there a CSV file with a header."""
from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from demo.errors import DemoError, quoted
from demo.simulation import Event, simulate_loans

SAMPLE_FOLDER = Path(__file__).resolve().parent.parent / "sample-datasets" / "loan-applications"
SAMPLE_LOG_NAME = "loan-applications"
SAMPLE_ATTRIBUTES = ("amount", "channel", "region", "segment")
SAMPLE_END_ACTIVITIES = ("Close application",)

_VERSION = "v1"
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def _column(name: str, column_type: str, meaning: str, comment: str) -> dict[str, str]:
    return {"name": name, "type": column_type, "meaning": meaning, "comment": comment}


SAMPLE_COLUMNS = (
    _column("case_id", "string", "Text", "The loan application, one value a case."),
    _column("activity", "string", "Text", "What was done."),
    _column("start_time", "date", "Date", "When the work on this activity began (UTC)."),
    _column("end_time", "date", "Date", "When the work on this activity was finished (UTC)."),
    _column("resource", "string", "Text", "Who did it: a member of staff, a system or the customer."),
    _column("amount", "double", "DoubleMeaning", "Amount of the loan, in euros; the same in all rows of a case."),
    _column("channel", "string", "Text", "How the application came in: Online, Branch, Broker or Phone."),
    _column("region", "string", "Text", "Sales region of the customer."),
    _column("segment", "string", "Text", "Kind of customer: Private, Premium, Self-employed or Small business."),
)


def sample_rows(events: Iterable[Event]) -> list[list[str]]:
    """Return events as rows of texts, in the order of SAMPLE_COLUMNS.

    Parameters
    ----------
    events : iterable of Event
        In the order in which they are to stand in the log.

    Returns
    -------
    list of list of str
        Moments are ISO 8601 in UTC with milliseconds and Z, amounts have a decimal point.
    """
    return [
        [
            event.case_id,
            event.activity,
            moment_text(event.start),
            moment_text(event.end),
            event.resource,
            str(event.loan.amount),
            event.loan.channel,
            event.loan.region,
            event.loan.segment,
        ]
        for event in events
    ]


def moment_text(milliseconds: int) -> str:
    """Return milliseconds since 1970-01-01 UTC as DSS writes a date.

    Examples
    --------
    >>> moment_text(1_704_103_200_007)
    '2024-01-01T10:00:00.007Z'
    """
    moment = _EPOCH + timedelta(milliseconds=milliseconds)
    return moment.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def write_sample_dataset(folder: Path = SAMPLE_FOLDER) -> int:
    """Simulate the log and write the sample dataset's three files.

    Parameters
    ----------
    folder : Path
        `sample-datasets/<id>` of the plugin; made when it is not there.

    Returns
    -------
    int
        Number of rows written.
    """
    rows = sample_rows(simulate_loans())
    data_file = _data_file(folder)
    data_file.parent.mkdir(parents=True, exist_ok=True)
    data_file.write_bytes(_gzipped(_csv_text(rows)))
    _write_json(folder / "dataset.json", _descriptor(len(rows)))
    _write_json(folder / f"config_{_VERSION}.json", {"columns": SAMPLE_COLUMNS, "rowCount": len(rows)})
    return len(rows)


def read_sample_text(folder: Path = SAMPLE_FOLDER) -> str:
    """Return the sample dataset's data as CSV text without a header row.

    Raises
    ------
    DemoError
        When the file is damaged.
    """
    path = _data_file(folder)
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8")
    except (EOFError, gzip.BadGzipFile, zlib.error, UnicodeDecodeError) as error:
        raise DemoError(f"{quoted(path)} is damaged: `python -m demo generate-sample` writes it anew.") from error


def write_sample_log(folder: Path) -> Path:
    """Write the shipped sample log as an ordinary CSV file with a header, and its schema beside it.

    Parameters
    ----------
    folder : Path
        Where; must exist.

    Returns
    -------
    Path
        The CSV file.
    """
    path = folder / f"{SAMPLE_LOG_NAME}.csv"
    header = _csv_text([[column["name"] for column in SAMPLE_COLUMNS]])
    path.write_bytes((header + read_sample_text()).encode("utf-8"))
    _write_json(path.with_suffix(".schema.json"), {"columns": SAMPLE_COLUMNS})
    return path


def _data_file(folder: Path) -> Path:
    return folder / f"data_{_VERSION}" / f"{SAMPLE_LOG_NAME}.csv.gz"


def _descriptor(n_rows: int) -> dict[str, Any]:
    return {
        "meta": {
            "label": "Loan applications (event log)",
            "description": (
                "One year of loan applications at a bank, simulated: who did what for which application, and when. "
                "An event log to try process mining with."
            ),
            "icon": "fas fa-project-diagram",
            "rowCount": n_rows,
            "displayOrderRank": 10,
        }
    }


def _csv_text(rows: Iterable[list[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _gzipped(text: str) -> bytes:
    """Compress without the time of day and a file name, so that equal texts give equal bytes."""
    return gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)


def _write_json(path: Path, content: dict[str, Any]) -> None:
    path.write_bytes((json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode("utf-8"))
