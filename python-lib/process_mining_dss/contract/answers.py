"""What the Process Explorer's backend answers: counts, seconds, shares from 0 to 1, milliseconds since 1970 in UTC."""
from __future__ import annotations

from typing import Literal, TypedDict, Union

from process_mining_dss.contract.requests import Grouping

ErrorCode = Literal[
    "bad_request",
    "loading",
    "settings",
    "not_built",
    "no_access",
    "column_gone",
    "unusable_data",
    "internal",
]


class ErrorBody(TypedDict):
    """What went wrong: a sentence for the user, facts for the page's own words (dataset, column), and for an internal
    fault the short reference that is also in the log.

    `loading`: the event log is not read yet (or again, after the backend restarted); ask `log` how far it is.
    """

    code: ErrorCode
    message: str
    facts: dict[str, str]
    reference: str | None


class ErrorAnswer(TypedDict):
    """The body of every answer whose status is 400 or above."""

    error: ErrorBody


class Loading(TypedDict):
    """`log` while the event log is read. `rows_total` and `seconds_left` are None when nobody knows.

    `log?reload=1` asks for newer data: it answers so until they are there, and then with their `LogDocument`. Plain
    `log` and all other routes give the data that are there meanwhile.
    """

    state: Literal["loading"]
    what: Literal["event_log", "executions", "conformance", "preparing"]
    rows_read: int
    rows_total: int | None
    seconds_left: float | None


class LogDocument(TypedDict):
    """`log` when the event log is there: what does not depend on filters.

    `activities` lie in the global order of the map, computed once from the whole log. `data_ms` is when the data was
    built, or loaded where DSS does not say. `newer_data`: the datasets have changed since; the next load brings it.
    `notes` are sentences about the joining of the datasets ("12 cases of executions are not in the event log").
    """

    state: Literal["ready"]
    version: str
    data_ms: float
    newer_data: bool
    dataset: str
    executions_dataset: str
    activities: list[str]
    cases: int
    events: int
    variants: int
    first_ms: float
    last_ms: float
    has_service_times: bool
    has_conformance: bool
    has_alignments: bool
    models: list[str]
    time_zone: str
    opening_view: Literal["paths", "top_variants"]
    opening_variants: int
    groups_by_prefix: int
    filter_columns: list[str]
    notes: list[str]


class ConformanceFigure(TypedDict):
    """Mean conformance of the scored cases among the filtered ones: proven bounds, equal when every score is exact.

    `cases` = `scored_cases` + not scored; `bounded_cases` are part of the scored ones.
    """

    mean_lower: float | None
    mean_upper: float | None
    cases: int
    scored_cases: int
    bounded_cases: int
    conforming_cases: int


class Figures(TypedDict):
    """The figures at the top, for the filtered cases and for all."""

    cases: int
    cases_all: int
    variants: int
    variants_all: int
    execution_time_mean_seconds: float | None
    execution_time_mean_seconds_all: float
    execution_time_median_seconds: float | None
    conformance: ConformanceFigure | None


class ValuesReading(TypedDict):
    """A list of values, the first 20 of them; `empty`: cases without a value are on the list."""

    kind: Literal["values"]
    mode: Literal["include", "exclude"]
    values: list[str]
    n_values: int
    empty: bool


class NumberRangeReading(TypedDict):
    """A range of numbers, both ends inside."""

    kind: Literal["number_range"]
    minimum: float | None
    maximum: float | None
    keeps_empty: bool


class DateRangeReading(TypedDict):
    """A range of instants, both ends inside."""

    kind: Literal["date_range"]
    from_ms: float | None
    to_ms: float | None
    keeps_empty: bool


class DatePartReading(TypedDict):
    """Parts of dates, counted as people do: months 1 to 12, days of the week 1 (Monday) to 7, hours 0 to 23."""

    kind: Literal["date_part"]
    part: Literal[
        "YEAR", "QUARTER_OF_YEAR", "MONTH_OF_YEAR", "WEEK_OF_YEAR", "DAY_OF_MONTH", "DAY_OF_WEEK", "HOUR_OF_DAY"
    ]
    mode: Literal["include", "exclude"]
    values: list[int]
    empty: bool


class AllReading(TypedDict):
    """A filter that is set to let everything pass."""

    kind: Literal["all"]


FilterReading = Union[ValuesReading, NumberRangeReading, DateRangeReading, DatePartReading, AllReading]


class DashboardFilter(TypedDict):
    """How one filter of the dashboard was read. One that is not applied drops no case; `reason` says why, in words.

    `note` says in words how an unclear filter was read. `cases_after`: the cases left by this filter and all before
    it; None when it is off or not applied.
    """

    column: str
    status: Literal["applied", "off", "not_applied"]
    reading: FilterReading | None
    reason: str | None
    note: str | None
    cases_after: int | None


class OwnFilterResult(TypedDict):
    """What became of one filter of the tile; `reason` says in words why it could not be applied."""

    status: Literal["applied", "not_applied"]
    reason: str | None
    cases_after: int | None


class FilterResults(TypedDict):
    """One entry for each filter of the request, in its order; the tile's own come after the dashboard's."""

    dashboard: list[DashboardFilter]
    own: list[OwnFilterResult]


class MapNode(TypedDict):
    """A step on the map: an activity, or a group of them.

    `id` is stable for a version of the data. `position`: place in the global order. `repeated_cases`: cases in which
    it occurs more than once. `hidden_in`, `hidden_out`: passages into and out of it whose path is not drawn.
    """

    id: str
    label: str
    activities: list[str]
    position: int
    frequency: int
    cases: int
    repeated_cases: int
    start_cases: int
    end_cases: int
    hidden_in: int
    hidden_out: int


class MapEdge(TypedDict):
    """A path on the map; `source` may be "start", `target` may be "end".

    `joined`: how many of its passages go over hidden steps. `main`: on the main path. `back`: against the global
    order, to an earlier step. `mark`: a rare start or end, drawn as a mark on its box instead of a line.
    """

    id: str
    source: str
    target: str
    frequency: int
    cases: int
    joined: int
    main: bool
    back: bool
    mark: bool


class HiddenActivity(TypedDict):
    """An activity that is not on the map, its cases and its events among those that the map is made of."""

    label: str
    cases: int
    frequency: int


class Coverage(TypedDict):
    """What the map shows of the filtered cases.

    `picture_cases`, `picture_variants`: those the picture is made of (all, unless variants were chosen).
    `steps_share`: drawn passages, with those from Start and to End, of all in the filtered cases. `whole_share`:
    filtered cases all of whose passages are drawn. `activities_rule`, `paths_rule`: what the opening rule shows.
    """

    activities_shown: int
    activities_all: int
    activities_rule: int
    paths_shown: int
    paths_all: int
    paths_rule: int
    steps_share: float
    whole_share: float
    picture_cases: int
    picture_variants: int
    hidden: list[HiddenActivity]


class MapDocument(TypedDict):
    """The map: nodes in the global order, paths most frequent first, the main path as node ids from start to end.

    Where every way to the end goes back to an earlier step somewhere, the main path stops before it.
    """

    nodes: list[MapNode]
    edges: list[MapEdge]
    spine: list[str]
    grouping: Grouping
    coverage: Coverage


class ViewDocument(TypedDict):
    """`view`: figures, filters and map with frequencies. `map` is None when no case is left."""

    version: str
    figures: Figures
    filters: FilterResults
    map: MapDocument | None


class TimeStatistics(TypedDict):
    """Of the passages or of the work at a step; `exact` is false when the percentiles come from a histogram (5 %)."""

    count: int
    total_seconds: float
    mean_seconds: float
    minimum_seconds: float
    maximum_seconds: float
    median_seconds: float
    p90_seconds: float
    exact: bool


class DurationsDocument(TypedDict):
    """`durations`: waiting time by path id (none from Start or to End), service time by node id where there are start
    times."""

    version: str
    paths: dict[str, TimeStatistics]
    steps: dict[str, TimeStatistics]
