"""The map of some traces counted one event after the other: what the compiled loops are compared with."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class SlowCounts:
    """Counts by node letter and by path, a pair of letters with "^" for Start and "$" for End."""

    frequency: Counter[str] = field(default_factory=Counter)
    cases: Counter[str] = field(default_factory=Counter)
    repeated: Counter[str] = field(default_factory=Counter)
    path_frequency: Counter[str] = field(default_factory=Counter)
    path_cases: Counter[str] = field(default_factory=Counter)
    path_joined: Counter[str] = field(default_factory=Counter)


def slow_counts(traces: Sequence[str], node_of: Mapping[str, str]) -> SlowCounts:
    """Count cases one by one; an activity that `node_of` does not know is hidden."""
    counts = SlowCounts()
    for trace in traces:
        shown = [(place, node_of[letter]) for place, letter in enumerate(trace) if letter in node_of]
        if not shown:
            continue
        letters = Counter(node for _, node in shown)
        counts.frequency.update(letters)
        counts.cases.update(set(letters))
        counts.repeated.update(node for node, times in letters.items() if times > 1)
        stops = [(-1, "^"), *shown, (len(trace), "$")]
        passages = [(source + target, here + 1 < there) for (here, source), (there, target) in zip(stops, stops[1:])]
        counts.path_frequency.update(path for path, _ in passages)
        counts.path_cases.update({path for path, _ in passages})
        counts.path_joined.update(path for path, over_hidden in passages if over_hidden)
    return counts
