"""Chunks in, three tables out: executions, variants and edges, by this plugin and by PM4Py."""
from __future__ import annotations

import tempfile
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from benchmarks.generated_log import read_chunks, write_log
from benchmarks.measuring import measure

N_EVENTS = 2_500_000


def by_plugin(folder: str, times: str, percentiles: str = "exact") -> dict[str, float]:
    """Read the chunks, find variants, cases and edges, and make the three tables."""
    from process_mining.cases import measure_cases
    from process_mining.edges import count_edges
    from process_mining.event_log import read_event_log
    from process_mining.settings import EventLogSettings
    from process_mining.tables import edges_table, executions_table, variants_table
    from process_mining.variants import find_variants

    settings = EventLogSettings("case", "activity", "timestamp")
    log = read_event_log(read_chunks(folder, times), settings)
    variants, case_times = find_variants(log), measure_cases(log)
    edges = count_edges(log, percentiles)
    tables = {
        "cases": executions_table(log, variants, case_times, settings),
        "variants": variants_table(variants, case_times, settings),
        "edges": edges_table(edges, settings),
    }
    counts: dict[str, float] = {name: sum(len(frame) for frame in table.frames) for name, table in tables.items()}
    return {
        **counts,
        "events": log.n_events,
        "steps": edges.n_steps,
        "days_of_execution": round(float(case_times.execution.sum()) / 86_400, 3),
        "mean_waits_added_up": round(float(edges.waiting.mean.sum()), 2),
    }


def by_pm4py(folder: str, times: str) -> dict[str, float]:
    """Join the chunks and make the same tables with PM4Py's simplified interface."""
    import pm4py

    rows = pd.concat(list(read_chunks(folder, times)), ignore_index=True)
    events = pm4py.format_dataframe(rows, case_id="case", activity_key="activity", timestamp_key="timestamp")
    variants = pm4py.get_variants(events)
    frequencies, _, _ = pm4py.discover_dfg(events)
    performance, _, _ = pm4py.discover_performance_dfg(events, perf_aggregation_key="all")
    durations = pm4py.get_all_case_durations(events)
    return {
        "cases": len(durations),
        "variants": len(variants),
        "edges": len(performance),
        "events": len(events),
        "steps": sum(frequencies.values()),
        "days_of_execution": round(sum(durations) / 86_400, 3),
        "mean_waits_added_up": round(sum(statistics["mean"] for statistics in performance.values()), 2),
    }


def main() -> None:
    """Measure both on the same chunks and print the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        facts = write_log(Path(folder), N_EVENTS)
        print(f"Event log to executions, variants and edges: {facts['events']:,} events, {facts['cases']:,} cases")
        print(f"  pandas {version('pandas')}, numpy {version('numpy')}, pm4py {version('pm4py')}; CPU of all threads")
        for times, words in (("dates", "times as dates"), ("text", "times as the ISO text that DSS streams")):
            print(f" {words}")
            _compare(folder, times)


def _compare(folder: str, times: str) -> None:
    plugin = measure("benchmarks.event_log:by_plugin", "process_mining.tables", folder, times)
    histogram = measure("benchmarks.event_log:by_plugin", "process_mining.tables", folder, times, "histogram")
    pm4py = measure("benchmarks.event_log:by_pm4py", "pm4py", folder, times)
    for name, cost in (("this plugin", plugin), ("... percentiles by histogram", histogram), ("pm4py", pm4py)):
        print(
            f"  {name:<30}{cost.cpu_seconds:7.2f} s CPU {cost.peak_megabytes:8,.0f} MB peak"
            f"   (imports once: {cost.import_seconds:.1f} s)"
        )
    if not plugin.result == histogram.result == pm4py.result:
        raise SystemExit(f"error: the results differ: {plugin.result}, {histogram.result} and {pm4py.result}")
    print(f"  equal in all of {plugin.result}")
    print(f"  pm4py / this plugin: {pm4py.cpu_seconds / plugin.cpu_seconds:.1f} times the CPU,", end=" ")
    print(f"{pm4py.peak_megabytes / plugin.peak_megabytes:.1f} times the memory")


if __name__ == "__main__":
    main()
