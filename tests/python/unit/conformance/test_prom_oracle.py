"""Every variant of three real logs costs what ProM's optimal alignments cost."""
from __future__ import annotations

import csv
import gzip
import os
from pathlib import Path

import numpy as np
import pytest

from process_mining.conformance.alignments import align_variants
from process_mining.models.pnml import read_pnml
from tests.python.unit.conformance.logs import log_of

DATA = Path(os.environ.get("PROCESS_MINING_DATA", Path(__file__).parents[5] / "shared" / "data"))
MOVES_WITH_AN_EVENT = ("[L/M]", "[L]")

pytestmark = pytest.mark.skipif(not (DATA / "oracle").is_dir(), reason=f"no alignments of ProM at {DATA}")


def prom_variants(name: str) -> list[dict[str, str]]:
    """Return ProM's row for each variant; the rows behind them are statistics."""
    with gzip.open(DATA / "oracle" / f"{name}.csv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        next(lines)
        return [row for row in csv.DictReader(lines) if (row["Match"] or "").startswith("[")]


def number(text: str) -> float:
    return float(text.replace(",", "."))


def trace_of(match: str) -> tuple[str, ...]:
    """Return the events of an alignment as ProM writes it: kind of move in brackets, label, a bar between moves."""
    moves = [move.partition("]") for move in match.split("|")]
    return tuple(label for kind, _, label in moves if f"{kind}]" in MOVES_WITH_AN_EVENT)


@pytest.mark.parametrize(
    ("name", "n_cases", "total_cost", "mean_fitness"),
    [
        ("BPIC2013-ClosedProblems", 1_487, 2_173, 0.824143),
        ("BPIC2020-DomesticDeclarations", 10_500, 4_591, 0.950232),
        ("M8", 500, 3_658, 0.731222),
    ],
)
def test_every_variant_costs_what_prom_found(name: str, n_cases: int, total_cost: int, mean_fitness: float) -> None:
    rows = prom_variants(name)
    net = read_pnml((DATA / "models" / f"{name}.pnml").read_bytes()).net
    alignments = align_variants(net, log_of(trace_of(row["Match"]) for row in rows))
    cases = np.array([len(row["Case IDs"].split("|")) for row in rows])

    assert alignments.is_exact.all()
    assert alignments.costs.tolist() == [number(row["Raw Fitness Cost"]) for row in rows]
    assert np.abs(alignments.conformance - [number(row["Trace Fitness"]) for row in rows]).max() <= 0.005 + 1e-9
    assert (cases.sum(), (cases * alignments.costs).sum()) == (n_cases, total_cost)
    assert (cases * alignments.conformance).sum() / n_cases == pytest.approx(mean_fitness, abs=5e-7)
