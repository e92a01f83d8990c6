"""Optimal alignments beside PM4Py's, in one run: same log, same net, warm CPU time a variant, ratios.

    PYTHONPATH=python-lib python -m benchmarks.alignments [--variants 500] [--patience 20] [--data ../shared/data]

Each engine first aligns one variant, which pays for imports and compiling; that is its cold start and printed beside.
PM4Py is given one variant a call, without its own processes, through the call named. It is stopped after the seconds
of ``--patience``, and gives up on one variant after half of that; then only the variants it tried count, for both
sides, so that its time, and the ratio, are lower bounds.
"""
from __future__ import annotations

import argparse
import csv
import gzip
import importlib.metadata
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.generated_nets import wide_log, wide_net
from benchmarks.pm4py_nets import pm4py_aligner
from process_mining.conformance.alignments import align_variants
from process_mining.models.pnml import read_pnml
from process_mining.petri_net import PetriNet

Variants = Sequence[Sequence[str]]
# The default; the fastest, which on about 1 % of small random nets is above the optimum; the fastest that is not.
GOALS = {
    "VERSION_STATE_EQUATION_A_STAR": 100,
    "VERSION_DIJKSTRA_LESS_MEMORY": 20,
    "VERSION_DIJKSTRA_NO_HEURISTICS": 20,
}
_MOST_GENERATED = 200
# One call takes milliseconds, too few for the clock of CPU time.
_LEAST_SECONDS = 0.5
REAL = ("BPIC2013-ClosedProblems", "BPIC2020-DomesticDeclarations", "M8")


class Codes(NamedTuple):
    """Variants as the aligner reads them."""

    activities: tuple[str, ...]
    sequence_starts: Any
    activity_codes: Any


class Setting(NamedTuple):
    """A log and a net to align it with."""

    log: str
    net_name: str
    net: PetriNet
    variants: Variants


class Measured(NamedTuple):
    """CPU seconds of one engine, and the costs it found; None where it gave up."""

    cold: float
    warm: float
    costs: list[float | None]


def codes_of(variants: Variants) -> Codes:
    """Return variants as codes."""
    activities = tuple(sorted({activity for variant in variants for activity in variant}))
    code = {activity: number for number, activity in enumerate(activities)}
    starts = np.cumsum([0, *(len(variant) for variant in variants)])
    return Codes(activities, starts, np.array([code[event] for variant in variants for event in variant], np.int32))


def cpu_seconds(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU time of all threads of this process that an action takes, and its result."""
    begin = time.process_time()
    result = action()
    return time.process_time() - begin, result


def measure_ours(net: PetriNet, variants: Variants) -> Measured:
    """Measure calls for all variants, each with folding, costs, moves and replay check; the mean of several calls."""
    cold, _ = cpu_seconds(lambda: align_variants(net, codes_of(variants[:1])))
    total, n_calls = 0.0, 0
    while total < _LEAST_SECONDS:
        seconds, alignments = cpu_seconds(lambda: align_variants(net, codes_of(variants)))
        total, n_calls = total + seconds, n_calls + 1
    return Measured(cold, total / n_calls, alignments.costs.tolist())


def measure_pm4py(net: PetriNet, variants: Variants, call: str, patience: float) -> Measured:
    """Measure PM4Py, one variant a call, until its time is up."""
    cold, align = cpu_seconds(lambda: pm4py_aligner(net, call, patience / 2))
    first, _ = cpu_seconds(lambda: align(variants[0][:3]))
    costs: list[float | None] = []
    warm, begin = 0.0, time.perf_counter()
    for variant in variants:
        seconds, cost = cpu_seconds(lambda chosen=variant: align(chosen))  # type: ignore[misc]
        warm += seconds
        costs.append(cost)
        if time.perf_counter() - begin > patience:
            break
    return Measured(cold + first, warm, costs)


def real_settings(data: Path, n_variants: int) -> Iterator[Setting]:
    """Yield the real logs with their nets; variants as ProM's alignments list them."""
    for name in REAL:
        with gzip.open(data / "oracle" / f"{name}.csv.gz", "rt", encoding="utf-8") as lines:
            next(lines)
            next(lines)
            matches = [row["Match"] for row in csv.DictReader(lines) if (row["Match"] or "").startswith("[")]
        variants = [
            [move.partition("]")[2] for move in match.split("|") if move.startswith(("[L]", "[L/M]"))]
            for match in matches
        ]
        net = read_pnml((data / "models" / f"{name}.pnml").read_bytes()).net
        yield Setting(f"{name} (ProM's variants)", f"{name}.pnml", net, variants[:n_variants])


def generated_settings(n_variants: int) -> Iterator[Setting]:
    """Yield nets with parallel branches and logs of them in which 5 % of the events deviate."""
    for n_branches, n_leaves in ((4, 20), (12, 250), (40, 300)):
        net = wide_net(1, n_branches, n_leaves)
        name = f"wide_net(seed 1, {n_branches} branches, {n_leaves} leaves)"
        yield Setting("wide_log(seed 2)", name, net, wide_log(net, 2, n_variants))


def report(setting: Setting, patience: float) -> None:
    """Print the figures of one setting."""
    ours = measure_ours(setting.net, setting.variants)
    n_variants = len(setting.variants)
    events = sum(map(len, setting.variants)) / n_variants
    print(f"\nlog {setting.log}, net {setting.net_name} ({setting.net.n_places} places, ", end="")
    print(f"{setting.net.n_transitions} transitions), {n_variants} variants of {events:.0f} events on average")
    print(f"  ours: {1e3 * ours.warm / n_variants:.3f} ms a variant, cold start {ours.cold:.2f} s")
    for call in GOALS:
        theirs = measure_pm4py(setting.net, setting.variants, call, patience)
        n_done = len(theirs.costs)
        warm = measure_ours(setting.net, setting.variants[:n_done]).warm if n_done < n_variants else ours.warm
        pairs = zip(theirs.costs, ours.costs)
        differences = [cost - best for cost, best in pairs if cost is not None and best is not None]
        above, below = sum(one > 0 for one in differences), sum(one < 0 for one in differences)
        print(f"  algorithm.apply(trace, net, im, fm, variant=Variants.{call}): ", end="")
        print(f"{1e3 * theirs.warm / n_done:.3f} ms a variant, cold start {theirs.cold:.2f} s")
        print(f"    {n_done} variants tried, {n_done - len(differences)} given up on; ", end="")
        print(f"ratio {theirs.warm / warm:,.0f} (goal {GOALS[call]}); costs above ours {above}, below {below}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print all settings; `arguments` are those of the command line when not given."""
    parser = argparse.ArgumentParser(description="Optimal alignments beside PM4Py's")
    parser.add_argument("--variants", type=int, default=500)
    parser.add_argument("--patience", type=float, default=20.0)
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[2] / "shared" / "data")
    options = parser.parse_args(arguments)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("pm4py", "numba", "numpy"))
    print(f"CPU time, warm, all threads of the process; {versions}")
    for setting in generated_settings(min(options.variants, _MOST_GENERATED)):
        report(setting, options.patience)
    if (options.data / "oracle").is_dir():
        for setting in real_settings(options.data, options.variants):
            report(setting, options.patience)


if __name__ == "__main__":
    main()
