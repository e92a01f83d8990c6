"""Every column of every dataset that is written: its name, its DSS type, its unit and its description."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Column:
    """A column of a dataset.

    Parameters
    ----------
    name : str
    type : str
        DSS storage type: string, bigint, double, boolean or date.
    description : str
        One sentence with the unit; ``{unit}`` stands for the recipe's unit of durations.
    note : str
        A line for programs, put below the description as it is.
    """

    name: str
    type: str
    description: str
    note: str = ""

    def as_schema(self, duration_unit: str) -> dict[str, str]:
        """Return the column as an entry of a DSS schema."""
        description = self.description.replace("{unit}", duration_unit)
        comment = f"{description}\n{self.note}" if self.note else description
        return {"name": self.name, "type": self.type, "comment": comment}


@dataclass(frozen=True)
class Table:
    """Rows ready to be written.

    Parameters
    ----------
    columns : tuple of Column
    frames : iterable of DataFrame
        Parts of the table one after the other, each with exactly these columns; may be read only once.
    """

    columns: tuple[Column, ...]
    frames: Iterable[pd.DataFrame]


def columns_in_order(values: Mapping[str, object], columns: Iterable[Column]) -> pd.DataFrame:
    """Return those of some values that a table has as columns, in its order."""
    return pd.DataFrame({column.name: values[column.name] for column in columns})


_PART = "between 0 and 1"

EXECUTIONS = (
    Column("case_id", "string", "Case id, as in the event log."),
    Column("timestamp_start", "date", "When the case began: its first start, or first completion without starts."),
    Column("timestamp_end", "date", "When the case ended: its last completion."),
    Column("activity_start", "string", "First activity of the case."),
    Column("activity_end", "string", "Last activity of the case."),
    Column("variant_rank", "bigint", "Rank of the case's variant, 1 being the most frequent in the event log."),
    Column("activities", "bigint", "Number of activity instances of the case."),
    Column("execution_time", "double", "Time from timestamp_start to timestamp_end, in {unit}."),
    Column("variant_id", "string", "Digest of the case's sequence of activities, the same in every run."),
    Column("distinct_activities", "bigint", "Number of different activities of the case."),
    Column("rework", "bigint", "Activity instances that repeat an activity: activities minus distinct_activities."),
    Column("is_open", "boolean", "Whether the case is still open: its last activity is none of the end activities."),
)
EXECUTIONS_WITH_STARTS = (
    *EXECUTIONS,
    Column("processing_time", "double", "Time in which at least one activity of the case runs, in {unit}."),
    Column("waiting_time", "double", "Time in which no activity of the case runs, in {unit}."),
)


def _statistics(prefix: str, what: str, parts: Iterable[str]) -> tuple[Column, ...]:
    words = {
        "mean": "Mean",
        "median": "Median",
        "min": "Shortest",
        "max": "Longest",
        "p90": "90th percentile of the",
        "stddev": "Sample standard deviation of the",
        "total": "Sum of the",
    }
    return tuple(Column(f"{prefix}_{part}", "double", f"{words[part]} {what}, in {{unit}}.") for part in parts)


VARIANTS = (
    Column("variant_rank", "bigint", "1 is the most frequent variant; equally frequent ones lie by their sequence."),
    Column("variant_id", "string", "Digest of the sequence of activities, the same in every run."),
    Column("variant", "string", "The activities with arrows between them; a JSON list where a label has an arrow."),
    Column("activities", "bigint", "Number of activity instances of the variant."),
    Column("cases", "bigint", "Cases that follow the variant."),
    Column("share", "double", f"Share of all cases that follow the variant, {_PART}."),
    Column("cumulative_share", "double", f"Share of all cases that follow this or a more frequent variant, {_PART}."),
    *_statistics("execution_time", "execution time of its cases", ("mean", "median", "p90", "min", "max")),
    Column("first_seen", "date", "When the first case of the variant began."),
    Column("last_seen", "date", "When the last case of the variant ended."),
)
EDGES = (
    Column("source", "string", "Activity that comes first."),
    Column("target", "string", "Activity that directly follows it in a case."),
    Column("frequency", "bigint", "How often the target directly follows the source."),
    Column("case_frequency", "bigint", "Cases in which the target directly follows the source at least once."),
    Column("share", "double", f"Share of all steps from one activity to the next, {_PART}."),
    *_statistics(
        "waiting_time",
        "time from the completion of the source to the start of the target",
        ("mean", "median", "min", "max", "p90", "stddev", "total"),
    ),
    Column("is_self_loop", "boolean", "Whether source and target are the same activity."),
)
ACTIVITIES = (
    Column("activity", "string", "Activity, as in the event log."),
    Column("frequency", "bigint", "Number of activity instances."),
    Column("case_frequency", "bigint", "Cases in which the activity occurs."),
    Column("start_cases", "bigint", "Cases that start with the activity."),
    Column("end_cases", "bigint", "Cases that end with the activity."),
    Column("self_loops", "bigint", "How often the activity directly follows itself."),
    Column("rework_cases", "bigint", "Cases in which the activity occurs at least twice."),
)
ACTIVITIES_WITH_STARTS = (
    *ACTIVITIES,
    *_statistics(
        "service_time",
        "time from start to completion",
        ("mean", "median", "min", "max", "p90", "stddev", "total"),
    ),
)
DATA_QUALITY = (
    Column("finding", "string", "Short name of what was found; each is always there, with zero rows when all is well."),
    Column("rows", "bigint", "Rows of the event log that it concerns."),
    Column("share", "double", f"Share of the rows read, {_PART}."),
    Column("cases", "bigint", "Cases that it concerns."),
    Column("example", "string", "One instance."),
    Column("effect", "string", "What was done about it, and what it can change in the results."),
)
CONFORMANCE = (
    Column(
        "conformance",
        "double",
        f"How closely the case follows the reference model, {_PART}: 1 - cost of an optimal alignment / (events of the "
        "case + cheapest run of the model). The proven lower bound where conformance_status is bounded.",
    ),
    Column(
        "conformance_upper",
        "double",
        f"Proven upper bound of conformance, {_PART}: equal to it where the status is exact, empty where not scored.",
    ),
    Column("conformance_status", "string", "exact, bounded (the budget was spent before the proof) or not_scored."),
    Column("deviations", "bigint", "Number of events the model does not allow and of model steps without an event."),
    Column("model", "string", "The reference that the case was scored with; of several, the one it follows best."),
    Column("model_digest", "string", "Digest of the reference, its mapping and settings; only equal ones compare."),
)
ALIGNMENTS = (
    Column("variant_id", "string", "Digest of the sequence of activities, the same in every run."),
    Column("variant_rank", "bigint", "Rank of the variant in the event log, 1 being the most frequent."),
    Column("is_open", "boolean", "Whether the row is about the open cases of the variant, which are scored apart."),
    Column("cases", "bigint", "Cases that the row is about."),
    *CONFORMANCE[:4],
    Column("cost", "double", "Cost of the alignment: its moves on log and visible moves on model, by their costs."),
    *CONFORMANCE[4:],
    Column(
        "moves",
        "string",
        "The alignment as a JSON list of moves with kind (synchronous, log, model, silent), activity, label of the "
        "model and ids of its elements.",
    ),
)
DEVIATIONS = (
    Column("kind", "string", "skipped, extra, replaced or out_of_order."),
    Column("activity", "string", "What was skipped, extra, out of order, or expected where something else was done."),
    Column("other_activity", "string", "For replaced: what was done instead."),
    Column("after", "string", "The step of the model before it; empty at the start."),
    Column("before", "string", "The step of the model after it; empty at the end."),
    Column("cases", "bigint", "Cases that deviate so at least once."),
    Column("share", "double", f"Share of the scored cases, {_PART}."),
    *_statistics("execution_time", "execution time of these cases", ("mean",)),
    Column(
        "execution_time_mean_others", "double", "Mean execution time of the scored cases without it, in {unit}."
    ),
    Column("model", "string", "The reference that these cases were scored with."),
)
MODEL_QUALITY = (
    Column("measure", "string", "Name of the measure."),
    Column("value", "double", "Its value; shares and qualities lie between 0 and 1."),
    Column("definition", "string", "What it measures and how."),
    Column("model", "string", "The model, with its digest."),
)
