"""Filtered cases and what the map is to show -> the map that is drawn, the cases of its picture, and its ids."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from process_mining.explorer.map_steps import MapSteps
from process_mining.explorer.process_map import MapChoice, ProcessMap, draw_map, top_variants
from process_mining.explorer.projection import END, START, Projection, project
from process_mining.variants import Variants
from process_mining_dss.bounded_cache import BoundedCache
from process_mining_dss.contract import requests
from process_mining_dss.contract.requests import Grouping
from process_mining_dss.filtered_cases import FilteredCases
from process_mining_dss.loaded_log import LoadedLog

_BYTES_KEPT = 48_000_000
_BYTES_OF_OBJECTS = 3_000


@dataclass(frozen=True)
class _Seen:
    """The variants seen through a map: the same for every filter under which the map shows the same steps."""

    projection: Projection

    @property
    def n_bytes(self) -> int:
        """Return how much memory it takes, nearly."""
        arrays = (part for part in vars(self.projection).values() if isinstance(part, np.ndarray))
        return _BYTES_OF_OBJECTS + sum(part.nbytes for part in arrays)


_known: BoundedCache[_Seen] = BoundedCache(_BYTES_KEPT)


@dataclass(frozen=True)
class DrawnMap:
    """A map, with the ids by which the page knows what is on it.

    Parameters
    ----------
    loaded : LoadedLog
    map : ProcessMap
    kept : ndarray of bool, shape (n_cases,)
        The cases of the picture: filtered, and of the chosen variants.
    filtered : ndarray of bool, shape (n_cases,)
        All filtered cases.
    grouping : {"none", "prefix"}
    """

    loaded: LoadedLog
    map: ProcessMap
    kept: np.ndarray
    filtered: np.ndarray
    grouping: Grouping

    @cached_property
    def node_ids(self) -> list[str]:
        """Return the id of each node: "a" and the activity's place in the sorted labels, "g" and a group's number."""
        steps = self.map.steps
        return [
            f"g{step}" if steps.is_group[step] else f"a{int(steps.activities_of(step)[0])}"
            for step in self.map.shown.tolist()
        ]

    @cached_property
    def path_ids(self) -> list[str]:
        """Return the id of each drawn path: its nodes with ">" between them."""
        projection, paths = self.map.projection, self.map.drawn.paths
        ends = zip(projection.sources[paths].tolist(), projection.targets[paths].tolist())
        return [f"{self._end_id(source)}>{self._end_id(target)}" for source, target in ends]

    def _end_id(self, node: int) -> str:
        return {START: "start", END: "end"}.get(node) or self.node_ids[node]


def draw(loaded: LoadedLog, filtered: FilteredCases, wanted: requests.MapChoice) -> DrawnMap | None:
    """Draw the map that a request asks for.

    Parameters
    ----------
    loaded : LoadedLog
    filtered : FilteredCases
    wanted : MapChoice
        Of the contract. Labels and variants that the data do not have are passed over: a link may be older than they.

    Returns
    -------
    DrawnMap or None
        None when no case is left.
    """
    log = loaded.log
    is_grouped = wanted["grouping"] == "prefix" and log.groups is not None
    steps = log.groups if is_grouped and log.groups is not None else log.steps
    picture = _picture(loaded, filtered, wanted)
    choice = MapChoice(wanted["activities"], wanted["paths"], wanted["room"], _codes(steps, wanted["also"]))

    def see(variants: Variants, node_of_activity: np.ndarray, n_nodes: int) -> Projection:
        key = f"{loaded.load_id} {n_nodes} {node_of_activity.tobytes().hex()}"
        known = _known.get(key)
        return (known or _known.keep(key, _Seen(project(variants, node_of_activity, n_nodes)))).projection

    drawn = draw_map(log.variants, steps, filtered.counts, choice, picture, see)
    if drawn is None:
        return None
    kept = filtered.kept if picture is None else filtered.kept & picture[log.variants.case_variants]
    return DrawnMap(loaded, drawn, kept, filtered.kept, "prefix" if is_grouped else "none")


def _codes(steps: MapSteps, labels: Iterable[str]) -> tuple[int, ...]:
    wanted = set(labels)
    return tuple(step for step, label in enumerate(steps.labels) if label in wanted) if wanted else ()


def _picture(loaded: LoadedLog, filtered: FilteredCases, wanted: requests.MapChoice) -> np.ndarray | None:
    """Return the variants that the picture is made of; None for all."""
    if wanted["variant_ids"] is not None:
        chosen = set(wanted["variant_ids"])
        return np.array([variant_id in chosen for variant_id in loaded.log.variants.ids])
    if wanted["top_variants"] is not None:
        return top_variants(filtered.counts, wanted["top_variants"])
    return None
