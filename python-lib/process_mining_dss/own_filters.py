"""The tile's own filters as the page sends them -> as the verbs take them, and back, for those that are offered."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from process_mining.explorer import own_filters as verbs
from process_mining_dss.column_filters import ms_as_nanoseconds
from process_mining_dss.contract import requests


def read_own_filter(wanted: requests.OwnFilter) -> verbs.OwnFilter:
    """Return a filter of the contract as the verbs take it."""
    return _READERS[wanted["kind"]](wanted)


def own_filter_document(offered: verbs.OwnFilter) -> requests.OwnFilter:
    """Return a filter as the page takes it; started and variants are not among those that the verbs offer."""
    if isinstance(offered, verbs.StepFilter):
        return {"kind": offered.kind, "activities": list(offered.activities)}
    if isinstance(offered, verbs.PathFilter):
        return {
            "kind": offered.kind,
            "sources": list(offered.sources),
            "targets": list(offered.targets),
            "shown": _list(offered.shown),
        }
    if isinstance(offered, verbs.FollowsFilter):
        return {"kind": "follows", "first": list(offered.first), "then": list(offered.then)}
    if isinstance(offered, verbs.WaitingFilter):
        return {
            "kind": "waits",
            "sources": list(offered.sources),
            "targets": list(offered.targets),
            "shown": _list(offered.shown),
            "minimum_seconds": offered.minimum_seconds,
            "maximum_seconds": offered.maximum_seconds,
        }
    if isinstance(offered, verbs.ExecutionTimeFilter):
        return {
            "kind": "execution_time",
            "minimum_seconds": offered.minimum_seconds,
            "maximum_seconds": offered.maximum_seconds,
        }
    if isinstance(offered, verbs.DeviationFilter):
        return {
            "kind": "deviates",
            "deviation": offered.deviation,
            "activity": offered.activity,
            "context": _context(offered.context),
        }
    raise TypeError(f"{type(offered).__name__} is no filter that is offered")


def _context(context: verbs.DeviationContext | None) -> requests.DeviationContext | None:
    if context is None:
        return None
    return {"other_activity": context.other_activity, "after": context.after, "before": context.before}


def _list(names: tuple[str, ...] | None) -> list[str] | None:
    return None if names is None else list(names)


def _shown(wanted: Any) -> tuple[str, ...] | None:
    return None if wanted["shown"] is None else tuple(wanted["shown"])


def _step(wanted: Any) -> verbs.OwnFilter:
    return verbs.StepFilter(wanted["kind"], tuple(wanted["activities"]))


def _path(wanted: Any) -> verbs.OwnFilter:
    return verbs.PathFilter(wanted["kind"], tuple(wanted["sources"]), tuple(wanted["targets"]), _shown(wanted))


def _waiting(wanted: Any) -> verbs.OwnFilter:
    bounds = wanted["minimum_seconds"], wanted["maximum_seconds"]
    return verbs.WaitingFilter(tuple(wanted["sources"]), tuple(wanted["targets"]), _shown(wanted), *bounds)


def _started(wanted: Any) -> verbs.OwnFilter:
    return verbs.StartedFilter(ms_as_nanoseconds(wanted["from_ms"]), ms_as_nanoseconds(wanted["to_ms"]))


def _deviates(wanted: Any) -> verbs.OwnFilter:
    context = None if wanted["context"] is None else verbs.DeviationContext(**wanted["context"])
    return verbs.DeviationFilter(wanted["deviation"], wanted["activity"], context)


_READERS: dict[str, Callable[[Any], verbs.OwnFilter]] = {
    **dict.fromkeys(("passes", "avoids", "starts_with", "ends_with", "repeats"), _step),
    **dict.fromkeys(("takes", "does_not_take"), _path),
    "follows": lambda wanted: verbs.FollowsFilter(tuple(wanted["first"]), tuple(wanted["then"])),
    "waits": _waiting,
    "variants": lambda wanted: verbs.VariantsFilter(tuple(wanted["variant_ids"])),
    "execution_time": lambda wanted: verbs.ExecutionTimeFilter(wanted["minimum_seconds"], wanted["maximum_seconds"]),
    "started": _started,
    "deviates": _deviates,
}
