"""What the tile shows, computed case by case in plain Python from the rows of a log."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

Traces = Mapping[str, list[str]]


def traces_of_rows(rows: Iterable[tuple[str, str, Any]]) -> dict[str, list[str]]:
    """Return the activities of each case, given rows of case, activity and a time that sorts; ties keep their order."""
    events: dict[str, list[tuple[Any, str]]] = defaultdict(list)
    for case, activity, time in rows:
        events[case].append((time, activity))
    ordered = {case: sorted(found, key=lambda event: event[0]) for case, found in events.items()}
    return {case: [activity for _, activity in found] for case, found in ordered.items()}


def count_map(traces: Traces, cases: Collection[str], shown: Collection[str]) -> dict[str, Any]:
    """Return the numbers of every step and path that the chosen cases take over the shown activities."""
    nodes: dict[str, Counter[str]] = defaultdict(Counter)
    paths: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for case in cases:
        places = [place for place, label in enumerate(traces[case]) if label in shown]
        steps = [traces[case][place] for place in places]
        if not steps:
            continue
        for label, times in Counter(steps).items():
            nodes[label].update(frequency=times, cases=1, repeated_cases=int(times > 1))
        nodes[steps[0]]["start_cases"] += 1
        nodes[steps[-1]]["end_cases"] += 1
        bounds = [-1, *places, len(traces[case])]
        taken = Counter()
        for source, target, before, after in zip(["start", *steps], [*steps, "end"], bounds, bounds[1:]):
            taken[source, target] += 1
            paths[source, target]["joined"] += int(after - before > 1)
        for path, times in taken.items():
            paths[path].update(frequency=times, cases=1)
    return {"nodes": dict(nodes), "paths": dict(paths)}


def drawn_numbers(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the numbers of a map document in the same form."""
    labels = {node["id"]: node["label"] for node in document["nodes"]}
    names = {**labels, "start": "start", "end": "end"}
    node_keys = ("frequency", "cases", "repeated_cases", "start_cases", "end_cases")
    return {
        "nodes": {node["label"]: {key: node[key] for key in node_keys} for node in document["nodes"]},
        "paths": {
            (names[edge["source"]], names[edge["target"]]): {key: edge[key] for key in ("frequency", "cases", "joined")}
            for edge in document["edges"]
        },
    }


def check_map(document: Mapping[str, Any], traces: Traces, cases: Collection[str]) -> None:
    """Raise unless every drawn number is the one that is counted case by case."""
    found = drawn_numbers(document)
    counted = count_map(traces, cases, found["nodes"].keys())
    for label, numbers in found["nodes"].items():
        assert numbers == {key: counted["nodes"][label][key] for key in numbers}, label
    for path, numbers in found["paths"].items():
        assert numbers == {key: counted["paths"][path][key] for key in numbers}, path
    coverage = document["coverage"]
    assert coverage["paths_all"] == len(counted["paths"])
    whole = [case for case in cases if _is_whole(traces[case], found)]
    assert abs(coverage["whole_share"] - len(whole) / len(cases)) < 1e-12
    drawn = sum(numbers["frequency"] for numbers in found["paths"].values())
    steps = sum(len(traces[case]) + 1 for case in cases)
    assert abs(coverage["steps_share"] - drawn / steps) < 1e-12


def _is_whole(trace: list[str], found: Mapping[str, Any]) -> bool:
    steps = [label for label in trace if label in found["nodes"]]
    return bool(steps) and all(path in found["paths"] for path in zip(["start", *steps], [*steps, "end"]))
