"""`python -m demo discover`: a model, its quality and one line."""
from __future__ import annotations

from pathlib import Path

import pytest

from demo_runs import demo_here, last_line, rows

MODELS = ["model/discovered_model.bpmn", "model/discovered_model.pnml"]
TABLE = "model_quality.csv"


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_model_its_quality_and_a_line_with_every_measure(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = demo_here("discover", small, "--out", out, "--noise-threshold", "0", "--coverage", "1")
    result = last_line(done)
    assert files(out) == [*MODELS, TABLE, "model_quality.schema.json"]
    measures = {row["measure"]: float(row["value"]) for row in rows(out / TABLE)}
    assert result == {"variants": 4, **measures}
    assert list(result)[:2] == ["cases", "variants"]
    assert {name: result[name] for name in ("cases", "log_fitness", "share_fitting")} == {
        "cases": 6, "log_fitness": 1.0, "share_fitting": 1.0,
    }
    both = [part for name in MODELS for part in ("--model", out / name)]
    assert last_line(demo_here("conform", small, *both, "--out", out)) == {
        "cases": 6, "variants": 4, "exact": 6, "bounded": 0, "not_scored": 0, "total_cost": 0,
        "mean_conformance": 1.0, "share_conforming": 1.0,
    }


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--noise-threshold", "1.5"], "error: Parameter noise_threshold: 1.5 "),
        (["--coverage", "nan"], "error: Parameter coverage: nan "),
    ],
)
def test_a_share_out_of_range_is_refused_and_leaves_nothing_of_an_earlier_run(
    options: list[str], message: str, small: Path, tmp_path: Path
) -> None:
    (tmp_path / "model").mkdir()
    for name in (*MODELS, TABLE):
        (tmp_path / name).write_text("of an earlier run", encoding="utf-8")
    done = demo_here("discover", small, "--out", tmp_path, *options)
    assert (done.returncode, done.stderr.splitlines()[-1].startswith(message)) == (1, True)
    assert files(tmp_path) == ["small.csv"]
