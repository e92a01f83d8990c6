"""A filter change in the Process Explorer on a million cases and 19 million events: this plugin, numpy and pandas."""
from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.generated_log import draw_cases
from benchmarks.measuring import measure

N_CASES = 1_000_000
REPEATS = 9


def by_plugin() -> dict[str, Any]:
    """Build the log, then answer filters as the tile does; milliseconds are medians after a warm-up."""
    from process_mining.explorer.explored_log import explore_log
    from process_mining.explorer.warm_up import warm_up

    before = _held_megabytes()
    log = explore_log(_event_log())
    gc.collect()
    held = _held_megabytes() - before
    warm_up()
    answer: dict[str, Any] = {"held_megabytes": held}
    answer["cases"], answer["events"], answer["variants"] = log.n_cases, log.n_events, log.variants.n_variants
    random = np.random.default_rng(1)
    masks = {
        "all": np.ones(log.n_cases, dtype=bool),
        "half": random.random(log.n_cases) < 0.5,
        "tenth": np.arange(log.n_cases) % 10 == 0,
    }
    answer["filters"] = {name: _answer(log, kept) for name, kept in masks.items()}
    return answer


def cold_start(cache_folder: str) -> dict[str, float]:
    """Compile every loop as the first process after an installation does."""
    import numba

    settings: Any = numba.config
    settings.CACHE_DIR = cache_folder
    cpu, wall = time.process_time(), time.perf_counter()
    from process_mining.explorer.warm_up import warm_up

    warm_up()
    return {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}


def _answer(log: Any, kept: np.ndarray) -> dict[str, Any]:
    """Return what a map and its durations cost, and some of its numbers to compare."""
    from process_mining.explorer.case_times import measure as measure_waits
    from process_mining.explorer.process_map import MapChoice, draw_map
    from process_mining.explorer.projection import variant_counts
    from process_mining.explorer.timed_steps import waiting_on

    def draw() -> Any:
        return draw_map(log.variants, log.steps, variant_counts(log.variants, kept), MapChoice())

    process_map = draw()
    timed = waiting_on(log, process_map.projection, process_map.drawn.paths)
    waiting = measure_waits(log, timed, kept)
    frequency = process_map.counts.path_frequency[process_map.drawn.paths]
    return {
        "map": _milliseconds(draw),
        "durations": _milliseconds(lambda: measure_waits(log, timed, kept)),
        "passages": int(frequency.sum()),
        "waited_days": round(float(waiting.total.sum()) / 86_400),
    }


def by_numpy() -> dict[str, Any]:
    """Answer the frequencies and waits of all directly-follows pairs of the same cases with numpy alone."""
    log = _event_log()
    n_activities = len(log.activities)
    cases = np.repeat(np.arange(log.n_cases, dtype=np.int32), np.diff(log.case_starts))
    continues = cases[1:] == cases[:-1]
    edges = log.activity_codes[:-1].astype(np.int16) * np.int16(n_activities) + log.activity_codes[1:]
    waits = np.diff(log.timestamps)
    kept = np.random.default_rng(1).random(log.n_cases) < 0.5

    def answer() -> tuple[np.ndarray, np.ndarray]:
        chosen = kept[cases[1:]] & continues
        of_chosen = edges[chosen]
        return np.bincount(of_chosen), np.bincount(of_chosen, weights=waits[chosen])

    return {"half": _milliseconds(answer), "held_megabytes": (edges.nbytes + waits.nbytes + cases.nbytes) / 1e6}


def by_pandas() -> dict[str, Any]:
    """Answer the same with a frame of steps, grouped by pair of activities."""
    import pandas as pd

    log = _event_log()
    cases = np.repeat(np.arange(log.n_cases, dtype=np.int32), np.diff(log.case_starts))
    steps = pd.DataFrame(
        {
            "case": cases[:-1],
            "source": log.activity_codes[:-1],
            "target": log.activity_codes[1:],
            "wait": np.diff(log.timestamps) / 1e9,
        }
    )[cases[1:] == cases[:-1]]
    kept = np.random.default_rng(1).random(log.n_cases) < 0.5

    def answer() -> object:
        chosen = steps[kept[steps["case"].to_numpy()]]
        return chosen.groupby(["source", "target"])["wait"].agg(["size", "sum", "mean", "min", "max", "median"])

    return {"half": _milliseconds(answer, 1), "held_megabytes": float(steps.memory_usage().sum()) / 1e6}


def _event_log() -> Any:
    """Return the generated log as arrays, as reading it would give them."""
    import pandas as pd

    from process_mining.event_log.event_log import EventLog
    from process_mining.event_log.quality import Quality

    labels, lengths, codes, milliseconds = draw_cases(N_CASES)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    return EventLog(
        labels,
        np.empty(N_CASES, dtype=object),
        starts,
        codes,
        milliseconds * 1_000_000,
        None,
        pd.DataFrame(index=pd.RangeIndex(N_CASES)),
        Quality(len(codes), 0, (), "all", np.zeros(N_CASES, dtype=bool)),
    )


def _milliseconds(answer: Callable[[], object], repeats: int = REPEATS) -> dict[str, float]:
    """Return the median CPU and the best wall time of a call."""
    cpu, wall = [], []
    for _ in range(repeats):
        cpu_before, wall_before = time.process_time(), time.perf_counter()
        answer()
        cpu.append(1000 * (time.process_time() - cpu_before))
        wall.append(1000 * (time.perf_counter() - wall_before))
    return {"cpu": float(np.median(cpu)), "wall": min(wall)}


def _held_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def main() -> None:
    """Measure all three in processes of their own and print the ratios."""
    plugin = measure("benchmarks.explorer:by_plugin", "process_mining.explorer.warm_up,pandas")
    numpy = measure("benchmarks.explorer:by_numpy", "process_mining.explorer.warm_up,pandas")
    pandas = measure("benchmarks.explorer:by_pandas", "process_mining.explorer.warm_up,pandas")
    with tempfile.TemporaryDirectory() as folder:
        first, later = (measure("benchmarks.explorer:cold_start", "numba,pandas", folder).result for _ in range(2))
    facts: Any = plugin.result
    print(
        f"Process Explorer, a filter change: {facts['cases']:,} cases, {facts['events']:,} events, "
        f"{facts['variants']:,} variants, 24 activities"
    )
    print(f"  held {facts['held_megabytes']:,.0f} MB above imports, peak {plugin.peak_megabytes:,.0f} MB in all")
    for name, cost in (("first process", first), ("later ones, from the cache", later)):
        seconds: Any = cost
        print(f"  warm-up, {name}: {seconds['cpu']:.1f} s CPU, {seconds['wall']:.1f} s wall")
    for name, answer in facts["filters"].items():
        for what in ("map", "durations"):
            cost = answer[what]
            print(f"  {name:<6}{what:<10}{cost['cpu']:8.1f} ms CPU {cost['wall']:8.1f} ms wall")
    ours = facts["filters"]["half"]
    both = ours["map"]["cpu"] + ours["durations"]["cpu"]
    for other, cost in (("numpy bincount, no percentiles", numpy), ("pandas groupby, with median", pandas)):
        result: Any = cost.result
        taken = result["half"]["cpu"]
        print(f"  {other:<32}{taken:9.1f} ms CPU {result['held_megabytes']:8,.0f} MB: {taken / both:.1f} times ours")


if __name__ == "__main__":
    main()
