"""What the Process Explorer's page asks its backend: JSON objects, every key always there, None for "not given"."""
from __future__ import annotations

from typing import Any, Literal, TypedDict, Union

Grouping = Literal["none", "prefix"]
DeviationKind = Literal["skipped", "extra", "replaced", "out_of_order"]
VariantOrder = Literal["cases", "execution_time", "conformance", "steps"]


class StepFilter(TypedDict):
    """Cases by one step; several activities stand for a group of them, any of which counts."""

    kind: Literal["passes", "avoids", "starts_with", "ends_with", "repeats"]
    activities: list[str]


class PathFilter(TypedDict):
    """Cases that take, or never take, a path. No sources is Start, no targets is End.

    `shown` names the activities on the map when the path was chosen: a step over the others is this path too. None:
    only steps directly from source to target.
    """

    kind: Literal["takes", "does_not_take"]
    sources: list[str]
    targets: list[str]
    shown: list[str] | None


class FollowsFilter(TypedDict):
    """Cases in which one of `first` is followed by one of `then`, any number of steps later."""

    kind: Literal["follows"]
    first: list[str]
    then: list[str]


class WaitingFilter(TypedDict):
    """Cases that at least once wait this long on a path; both bounds count as inside, None is open."""

    kind: Literal["waits"]
    sources: list[str]
    targets: list[str]
    shown: list[str] | None
    minimum_seconds: float | None
    maximum_seconds: float | None


class VariantsFilter(TypedDict):
    """Cases that follow one of these variants."""

    kind: Literal["variants"]
    variant_ids: list[str]


class ExecutionTimeFilter(TypedDict):
    """Cases by their execution time; both bounds count as inside, None is open."""

    kind: Literal["execution_time"]
    minimum_seconds: float | None
    maximum_seconds: float | None


class StartedFilter(TypedDict):
    """Cases by their first time, in milliseconds since 1970 UTC; both bounds count as inside, None is open."""

    kind: Literal["started"]
    from_ms: float | None
    to_ms: float | None


class DeviationContext(TypedDict):
    """What stands instead of the activity, and between which activities of the model; each where it is known."""

    other_activity: str | None
    after: str | None
    before: str | None


class DeviationFilter(TypedDict):
    """Cases with a deviation at an activity; with no activity, cases with any deviation; `none`: with no deviation.

    `context`: exactly there, as one row of the list of deviations says; None is wherever the activity deviates so.
    """

    kind: Literal["deviates"]
    deviation: Literal["skipped", "extra", "replaced", "out_of_order", "any", "none"]
    activity: str | None
    context: DeviationContext | None


OwnFilter = Union[
    StepFilter,
    PathFilter,
    FollowsFilter,
    WaitingFilter,
    VariantsFilter,
    ExecutionTimeFilter,
    StartedFilter,
    DeviationFilter,
]


class Filters(TypedDict):
    """The dashboard's filters as its message brought them, whatever they are, and those set in the tile."""

    dashboard: list[Any]
    own: list[OwnFilter]


class MapChoice(TypedDict):
    """What the map is to show.

    `activities`, `paths`: how many, as the sliders say; None lets the opening rule decide. `room`: at most so many
    activities when the rule decides. `also`: hidden activities to show all the same. `top_variants`, `variant_ids`:
    the picture of the most frequent variants, or of these, instead of all cases; at most one of the two is given.
    """

    activities: int | None
    paths: int | None
    room: int
    also: list[str]
    top_variants: int | None
    variant_ids: list[str] | None
    grouping: Grouping


class ViewRequest(TypedDict):
    """Asks `view`, `durations` and `conformance`; `exact` asks `durations` for exact percentiles."""

    filters: Filters
    map: MapChoice
    exact: bool


class VariantsRequest(TypedDict):
    """Asks `variants` for rows `offset` to `offset + limit` of the variants of the filtered cases."""

    filters: Filters
    order: VariantOrder
    descending: bool
    offset: int
    limit: int


class ChosenItem(TypedDict):
    """A step or a path of the map, by its id there."""

    kind: Literal["step", "path"]
    id: str


class DetailsRequest(TypedDict):
    """Asks `details` of up to five chosen steps and paths."""

    filters: Filters
    map: MapChoice
    chosen: list[ChosenItem]


class ChartsRequest(TypedDict):
    """Asks `charts`."""

    filters: Filters
