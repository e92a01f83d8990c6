"""The tables of the conformance recipe -> how well the cases follow the reference, in figures."""
from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from demo.tables import iter_table, read_number

EXACT, BOUNDED, NOT_SCORED = "exact", "bounded", "not_scored"


@dataclass(frozen=True)
class Health:
    """How well the cases of a log follow a reference.

    Parameters
    ----------
    cases, variants : int
        Of the whole log.
    exact, bounded, not_scored : int
        Cases, by what is known of their conformance.
    open_scored : int
        Cases that are still open and were scored.
    conforming : int
        Scored cases that are proven to follow the reference in every step.
    mean_conformance, mean_conformance_upper : float or None
        Over the scored cases, of the proven lower and upper bounds; None when no case is scored.
    models : tuple of str
        References that some case was scored with, each with its digest.
    """

    cases: int
    variants: int
    exact: int
    bounded: int
    not_scored: int
    open_scored: int
    conforming: int
    mean_conformance: float | None
    mean_conformance_upper: float | None
    models: tuple[tuple[str, str], ...]

    @property
    def scored(self) -> int:
        """Cases of which something is known."""
        return self.exact + self.bounded

    @property
    def share_conforming(self) -> float | None:
        """Share (0-1) of the scored cases that conform; None when no case is scored."""
        return self.conforming / self.scored if self.scored else None


def read_health(folder: Path) -> Health:
    """Return the figures of a written executions table with conformance.

    Parameters
    ----------
    folder : Path
        Where the table is.

    Returns
    -------
    Health
        Means are exactly rounded sums, so that cases that all conform have a mean of exactly 1.
    """
    variants: set[str] = set()
    models: set[tuple[str, str]] = set()
    statuses: Counter[str] = Counter()
    lower, upper = [], []
    n_open = 0
    for row in iter_table(folder, "executions"):
        variants.add(row["variant_id"])
        statuses[row["conformance_status"]] += 1
        if row["conformance_status"] == NOT_SCORED:
            continue
        models.add((row["model"], row["model_digest"]))
        n_open += row["is_open"] == "true"
        lower.append(float(row["conformance"]))
        upper.append(float(row["conformance_upper"]))
    return Health(
        cases=statuses.total(),
        variants=len(variants),
        exact=statuses[EXACT],
        bounded=statuses[BOUNDED],
        not_scored=statuses[NOT_SCORED],
        open_scored=n_open,
        conforming=lower.count(1.0),
        mean_conformance=_mean(lower),
        mean_conformance_upper=_mean(upper),
        models=tuple(sorted(models)),
    )


def read_total_cost(folder: Path) -> float | None:
    """Return the cost of the alignments summed over the scored cases, None when it is not known of all.

    The cost of a bounded row is that of the alignment that was found, which may not be the cheapest.
    """
    costs = []
    for row in iter_table(folder, "alignments"):
        if row["conformance_status"] == NOT_SCORED:
            continue
        cost = read_number(row["cost"])
        if cost is None:
            return None
        costs.append(cost * int(row["cases"]))
    total = math.fsum(costs)
    return int(total) if total.is_integer() else total


def conformance_line(folder: Path, seconds: float) -> str:
    """Return the figures of a run as one JSON object, without a line break.

    Parameters
    ----------
    folder : Path
        Where the tables are.
    seconds : float
        How long the run took.
    """
    health = read_health(folder)
    upper = {"mean_conformance_upper": health.mean_conformance_upper} if health.bounded else {}
    return json.dumps(
        {
            "cases": health.cases,
            "variants": health.variants,
            "exact": health.exact,
            "bounded": health.bounded,
            "not_scored": health.not_scored,
            "total_cost": read_total_cost(folder),
            "mean_conformance": health.mean_conformance,
            **upper,
            "share_conforming": health.share_conforming,
            "seconds": round(seconds, 1),
        }
    )


def _mean(numbers: list[float]) -> float | None:
    return math.fsum(numbers) / len(numbers) if numbers else None
