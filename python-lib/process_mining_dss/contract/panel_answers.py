"""What the backend answers beside the map: variants, details, charts and deviations; units as of the other answers."""
from __future__ import annotations

from typing import Any, Literal, TypedDict

from process_mining_dss.contract.answers import ConformanceFigure, HiddenActivity, TimeStatistics
from process_mining_dss.contract.requests import DeviationKind, OwnFilter


class VariantStep(TypedDict):
    """One step of a variant; `activity` indexes `LogDocument.activities`.

    Signs: usual = on the most frequent variant of the log, other = not, again = seen before in this variant,
    extra = not allowed here by the reference, skipped = expected by the reference and missing (no event).
    """

    activity: int
    sign: Literal["usual", "other", "again", "extra", "skipped"]


class VariantDifference(TypedDict):
    """What differs from the most frequent variant, as labels, each list in the order of the variant."""

    added: list[str]
    missing: list[str]
    repeated: list[str]
    earlier: list[str]
    later: list[str]


class VariantRow(TypedDict):
    """A variant; `rank` is that of the whole log, the other numbers are of the filtered cases.

    `steps` are the first 200; `n_steps` counts the events.
    """

    rank: int
    variant_id: str
    cases: int
    share: float
    execution_time_mean_seconds: float
    conformance_lower: float | None
    conformance_upper: float | None
    n_steps: int
    steps: list[VariantStep]
    difference: VariantDifference


class VariantsDocument(TypedDict):
    """`variants`: one page of the list. `covers_10`: share of the cases that the ten most frequent cover."""

    version: str
    total: int
    covers_10: float
    rows: list[VariantRow]


class Histogram(TypedDict):
    """Equal bins from `start_seconds` on, then everything above as `more`."""

    start_seconds: float
    bin_seconds: float
    counts: list[int]
    more: int


class FilterOffer(TypedDict):
    """A filter that the page can offer, and how many of the filtered cases it would keep."""

    filter: OwnFilter
    cases: int


class ItemDetails(TypedDict):
    """A chosen step or path.

    `measured`: what `times` and `histogram` are about: waiting on the path, service at the step, or, for a step
    without start times, the waiting before it. `reverse_*`: the path taken the other way round.
    """

    kind: Literal["step", "path"]
    id: str
    frequency: int
    cases: int
    share: float
    measured: Literal["waiting", "service", "waiting_before"]
    times: TimeStatistics | None
    histogram: Histogram | None
    execution_time_mean_seconds: float | None
    execution_time_mean_seconds_others: float | None
    reverse_frequency: int
    reverse_median_seconds: float | None
    offers: list[FilterOffer]


class DetailsDocument(TypedDict):
    """`details`: one entry for each chosen item that is on the map; offers that need two chosen steps stand apart."""

    version: str
    items: list[ItemDetails]
    offers: list[FilterOffer]


class ChartsDocument(TypedDict):
    """`charts`: plotly figures (data and layout), and the data behind them for the table beside each.

    `execution_time` has the cases by execution time; `started` and `ended` count cases by period from `periods_ms` on.
    """

    version: str
    execution_time: Histogram | None
    execution_time_figure: dict[str, Any]
    periods_ms: list[float]
    period: Literal["day", "week", "month", "quarter", "year"]
    started: list[int]
    ended: list[int]
    cases_over_time_figure: dict[str, Any]


class DeviationRow(TypedDict):
    """A kind of deviation at an activity, and where: after and before which activities of the model, where one is
    known."""

    kind: DeviationKind
    activity: str
    other_activity: str | None
    after: str | None
    before: str | None
    cases: int
    share: float
    execution_time_mean_seconds: float | None
    execution_time_mean_seconds_others: float | None
    filter: OwnFilter


class NodeDeviations(TypedDict):
    """Cases with each kind of deviation at a step."""

    skipped: int
    extra: int
    replaced: int
    out_of_order: int


class ConformanceDocument(TypedDict):
    """`conformance`: what the reference does not allow, among the scored cases.

    `paths`: deviating passages by path id. `missing_steps`: activities that the reference expects and that are not on
    the map, with the cases that skip them.
    """

    version: str
    models: list[str]
    figure: ConformanceFigure
    deviations: list[DeviationRow]
    steps: dict[str, NodeDeviations]
    paths: dict[str, int]
    missing_steps: list[HiddenActivity]
