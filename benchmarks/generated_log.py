"""Makes a large event log as a folder of chunks: interleaved cases, a few frequent variants and a long tail."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

N_ACTIVITIES = 24
ROWS_PER_CHUNK = 100_000
_PARQUET = """
COPY (
    SELECT printf('case-%07d', number) AS "case", activity,
        strftime(make_timestamp(ms * 1000), '%Y-%m-%dT%H:%M:%S.%gZ') AS "timestamp",
        'Region ' || number % 12 AS region, (number::BIGINT * 104729 % 900000 / 100)::DOUBLE AS amount
    FROM rows JOIN names USING (code) ORDER BY ms
) TO '{path}' (FORMAT parquet)
"""


def write_log(folder: Path, n_events: int, seed: int = 7) -> dict[str, int]:
    """Write a log of about `n_events` events as chunks, and return what is in it.

    Parameters
    ----------
    folder : Path
        Gets one pickled DataFrame a chunk: case and activity as text, timestamp as a UTC date and as text.
    n_events : int
    seed : int

    Returns
    -------
    dict
        Numbers of cases, events and distinct sequences that were drawn.
    """
    random = np.random.default_rng(seed)
    traces = _draw_traces(random, n_variants=max(n_events // 450, 10))
    lengths = np.array([len(trace) for trace in traces])
    weights = 1 / np.arange(1, len(traces) + 1) ** 0.9
    n_cases = int(n_events / np.average(lengths, weights=weights))
    variant_of_case = np.concatenate(
        [np.arange(len(traces)), random.choice(len(traces), n_cases - len(traces), p=weights / weights.sum())]
    )
    activities = np.concatenate([traces[variant] for variant in variant_of_case])
    cases = np.repeat(np.arange(n_cases), lengths[variant_of_case])
    times = _draw_times(random, lengths[variant_of_case])
    order = np.argsort(times, kind="stable")
    _write_chunks(folder, cases[order], activities[order], times[order])
    return {"cases": n_cases, "events": len(activities), "variants": len(traces)}


def draw_cases(n_cases: int, seed: int = 7) -> tuple[tuple[str, ...], np.ndarray, np.ndarray, np.ndarray]:
    """Draw a log of many cases as arrays, case by case, without writing it down.

    Parameters
    ----------
    n_cases : int
    seed : int

    Returns
    -------
    labels : tuple of str
    lengths : ndarray of int64, shape (n_cases,)
    codes : ndarray of int16, shape (n_events,)
    milliseconds : ndarray of int64, shape (n_events,)
        Since 1970.
    """
    random = np.random.default_rng(seed)
    traces = _draw_traces(random, n_variants=max(n_cases // 18, 10))
    weights = 1 / np.arange(1, len(traces) + 1) ** 0.9
    drawn = random.choice(len(traces), n_cases - len(traces), p=weights / weights.sum())
    variant_of_case = random.permutation(np.concatenate([np.arange(len(traces)), drawn]))
    short = [trace.astype(np.int16) for trace in traces]
    lengths = np.array([len(trace) for trace in traces])[variant_of_case]
    codes = np.concatenate([short[variant] for variant in variant_of_case])
    labels = tuple(f"Activity {code:02d} of the process" for code in range(N_ACTIVITIES))
    return labels, lengths, codes, _draw_times(random, lengths)


def write_parquet(path: Path, n_cases: int) -> int:
    """Write the log that `draw_cases` draws as a Parquet file, rows by time, and return how many events it has.

    Columns are case, activity and timestamp, the last as ISO text, and two attributes of the case: a region and an
    amount.
    """
    import duckdb

    labels, lengths, codes, milliseconds = draw_cases(n_cases)
    cases = np.repeat(np.arange(n_cases, dtype=np.int32), lengths)
    order = np.argsort(milliseconds, kind="stable")
    rows = pd.DataFrame({"number": cases[order], "code": codes[order], "ms": milliseconds[order]})
    names = pd.DataFrame({"code": np.arange(len(labels), dtype=np.int16), "activity": labels})
    with duckdb.connect() as connection:
        connection.register("rows", rows)
        connection.register("names", names)
        connection.execute(_PARQUET.format(path=path))
    return len(codes)


def _draw_traces(random: np.random.Generator, n_variants: int) -> list[np.ndarray]:
    """Draw distinct walks that mostly go forward, sometimes back or aside: choices, loops and parallel work."""
    traces: dict[bytes, np.ndarray] = {}
    while len(traces) < n_variants:
        steps = random.choice([-3, -1, 1, 1, 1, 1, 2, 2, 3], size=int(random.integers(10, 27)))
        trace = np.clip(np.cumsum(np.concatenate([[0], steps])), 0, N_ACTIVITIES - 1)
        traces.setdefault(trace.tobytes(), trace)
    return list(traces.values())


def _draw_times(random: np.random.Generator, lengths: np.ndarray) -> np.ndarray:
    """Return milliseconds since 1970: cases start over two years, waits are log-normal around half a day."""
    starts = 1_600_000_000_000 + np.sort(random.integers(0, 2 * 365 * 86_400_000, len(lengths)))
    waits = random.lognormal(17.5, 1.5, int(lengths.sum())).astype(np.int64)
    first = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    total = np.cumsum(waits)
    return np.repeat(starts - total[first], lengths) + total


def _write_chunks(folder: Path, cases: np.ndarray, activities: np.ndarray, times: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    labels = np.array([f"Activity {code:02d} of the process" for code in range(N_ACTIVITIES)], dtype=object)
    for number, start in enumerate(range(0, len(cases), ROWS_PER_CHUNK)):
        part = slice(start, start + ROWS_PER_CHUNK)
        rows = {
            "case": [f"case-{case:07d}" for case in cases[part].tolist()],
            "activity": labels[activities[part]],
            "timestamp": pd.to_datetime(times[part], unit="ms", utc=True),
            "text": [f"{text}Z" for text in np.datetime_as_string(times[part].astype("datetime64[ms]")).tolist()],
        }
        pd.DataFrame(rows).to_pickle(folder / f"{number:05d}.pickle")


def read_chunks(folder: str, times: str) -> Iterator[pd.DataFrame]:
    """Yield the chunks of a log one after the other, times as they were written or as the ISO text that DSS streams."""
    for path in sorted(Path(folder).glob("*.pickle")):
        rows = pd.read_pickle(path)
        yield rows.drop(columns="text" if times == "dates" else "timestamp").rename(columns={"text": "timestamp"})
