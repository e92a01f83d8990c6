"""A drawn map -> the map document: its steps, its paths, its main path, and what it leaves out."""
from __future__ import annotations

from process_mining_dss.contract.answers import Coverage, HiddenActivity, MapDocument, MapEdge, MapNode
from process_mining_dss.documents.drawn_map import DrawnMap


def map_document(drawn: DrawnMap) -> MapDocument:
    """Return the map document."""
    edges = _edges(drawn)
    spine = [drawn.node_ids[node] for node in drawn.map.drawn.spine.tolist()]
    ends = ["end"] if any(edge["main"] and edge["target"] == "end" for edge in edges) else []
    return {
        "nodes": _nodes(drawn),
        "edges": edges,
        "spine": ["start", *spine, *ends],
        "grouping": drawn.grouping,
        "coverage": _coverage(drawn),
    }


def _nodes(drawn: DrawnMap) -> list[MapNode]:
    steps, counts = drawn.map.steps, drawn.map.counts
    activities = drawn.loaded.log.variants.activities
    return [
        {
            "id": drawn.node_ids[node],
            "label": steps.labels[step],
            "activities": [activities[code] for code in steps.activities_of(step).tolist()],
            "position": int(steps.positions[step]),
            "frequency": int(counts.frequency[node]),
            "cases": int(counts.cases[node]),
            "repeated_cases": int(counts.repeated_cases[node]),
            "start_cases": int(counts.start_cases[node]),
            "end_cases": int(counts.end_cases[node]),
            "hidden_in": int(drawn.map.hidden_in[node]),
            "hidden_out": int(drawn.map.hidden_out[node]),
        }
        for node, step in enumerate(drawn.map.shown.tolist())
    ]


def _edges(drawn: DrawnMap) -> list[MapEdge]:
    paths, counts = drawn.map.drawn, drawn.map.counts
    edges: list[MapEdge] = []
    for at, (path, path_id) in enumerate(zip(paths.paths.tolist(), drawn.path_ids)):
        source, _, target = path_id.partition(">")
        edges.append(
            {
                "id": path_id,
                "source": source,
                "target": target,
                "frequency": int(counts.path_frequency[path]),
                "cases": int(counts.path_cases[path]),
                "joined": int(counts.path_joined[path]),
                "main": bool(paths.is_main[at]),
                "back": bool(paths.is_back[at]),
                "mark": bool(paths.is_mark[at]),
            }
        )
    return edges


def _coverage(drawn: DrawnMap) -> Coverage:
    coverage, steps = drawn.map.coverage, drawn.map.steps
    hidden: list[HiddenActivity] = [
        {"label": steps.labels[step], "cases": cases, "frequency": frequency}
        for step, cases, frequency in zip(
            coverage.hidden.tolist(), coverage.hidden_cases.tolist(), coverage.hidden_frequency.tolist()
        )
    ]
    return {
        "activities_shown": coverage.steps_shown,
        "activities_all": coverage.steps_all,
        "activities_rule": coverage.steps_rule,
        "paths_shown": coverage.paths_shown,
        "paths_all": coverage.paths_all,
        "paths_rule": coverage.paths_rule,
        "steps_share": float(coverage.passages_share),
        "whole_share": float(coverage.whole_share),
        "picture_cases": coverage.picture_cases,
        "picture_variants": coverage.picture_variants,
        "hidden": hidden,
    }
