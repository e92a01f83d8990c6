"""Variants -> a process tree, by PM4Py's inductive miner."""
from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from process_mining.conformance.alignments import align_variants
from process_mining.discovery import Discovery, discover_model, require_miner, variants_that_cover
from process_mining.errors import LimitError, MissingPackageError, ParameterError
from process_mining.event_log import read_event_log
from process_mining.models.process_tree import Block, Leaf, Tree
from process_mining.variants import Variants, find_variants
from process_mining.written_model import write_model
from small_logs import SETTINGS, log_of

ROOT = Path(__file__).resolve().parents[3]


def variants_of(*traces: str) -> Variants:
    return find_variants(log_of(*traces))


def in_short(tree: Tree) -> str:
    """Return a tree as text: `sequence(a, loop(b, -))`."""
    if isinstance(tree, Leaf):
        return "-" if tree.label is None else tree.label
    return f"{tree.operator}({', '.join(in_short(child) for child in tree.children)})"


@pytest.mark.parametrize(
    ("traces", "tree"),
    [
        (["a"], "a"),
        (["abc"], "sequence(a, b, c)"),
        (["a", "b"], "exclusive(a, b)"),
        (["abc", "acb"], "sequence(a, parallel(b, c))"),
        (["abc", "ac"], "sequence(a, exclusive(b, -), c)"),
        (["ab", "abab", "ababab"], "loop(sequence(a, b), -)"),
        (["ab", "abcab"], "loop(sequence(a, b), c)"),
        (["abcd", "acbd", "aed", "abcbcd"], "sequence(a, exclusive(parallel(loop(b, -), loop(c, -)), e), d)"),
    ],
)
def test_trees_that_anybody_would_draw(traces, tree):
    assert in_short(discover_model(variants_of(*traces), 0.0, 1.0).tree) == tree


def test_noise_is_left_out_only_as_far_as_asked():
    variants = variants_of(*["abc"] * 9, "abcab")
    assert in_short(discover_model(variants, 0.2, 1.0).tree) == "sequence(a, b, c)"
    assert in_short(discover_model(variants, 0.0, 1.0).tree) == "parallel(loop(sequence(a, b), -), c)"


def test_it_is_discovered_from_the_most_frequent_variants_that_cover_enough():
    variants = variants_of(*["abc"] * 6, *["acb"] * 3, "x")
    found = [discover_model(variants, 0.0, coverage) for coverage in (0, 0.6, 0.61, 0.9, 1)]
    assert [(one.n_variants, one.n_cases) for one in found] == [(1, 6), (1, 6), (2, 9), (2, 9), (3, 10)]
    assert found[0] == Discovery(Block("sequence", (Leaf("a"), Leaf("b"), Leaf("c"))), 1, 6)


@pytest.mark.parametrize("coverage", [0.1, 0.3, 0.7, 0.9])
def test_a_hair_of_rounding_asks_for_no_further_variant(coverage):
    ten = variants_of(*"abcdefghij")
    assert variants_that_cover(ten, coverage) == round(10 * coverage)


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan")])
def test_shares_out_of_range_are_refused(value):
    with pytest.raises(ParameterError, match=r"^Parameter noise_threshold: .* is not a share\."):
        discover_model(variants_of("a"), value, 1.0)
    with pytest.raises(ParameterError, match=r"^Parameter coverage: .* is not a share"):
        discover_model(variants_of("a"), 0.2, value)


@given(traces=st.lists(st.text("abcde", min_size=1, max_size=7), min_size=1, max_size=12))
@settings(max_examples=120)
def test_without_noise_every_trace_it_was_discovered_from_fits(traces):
    variants = variants_of(*traces)
    found = discover_model(variants, 0.0, 0.7)
    alignments = align_variants(write_model(found.tree, "model").model.net, variants)
    assert set(alignments.conformance[: found.n_variants].tolist()) == {1.0}


HOSTILE = [
    "None", "tau", "->( 'a', 'b' )", "a, b", "a → b", "<bpmn:task/>", "&amp;", '"', "'", "\\", "000001", "1", "é",
    "\U0001f4a9", "$invisible$", "X( a )", "xor", "\ud800", "a\x00b", "a\nb", " ", "\u200b", "x" * 5000,
]  # fmt: skip


def test_labels_are_taken_as_they_are_whatever_they_say():
    rows = [{"case": "1", "activity": label, "time": f"2024-01-{day:02d}"} for day, label in enumerate(HOSTILE, 1)]
    variants = find_variants(read_event_log([pd.DataFrame(rows, dtype=object)], SETTINGS))
    tree = discover_model(variants, 0.2, 1.0).tree
    assert tree == Block("sequence", tuple(Leaf(label) for label in HOSTILE))


def test_too_deep_a_tree_is_refused_in_words():
    variants = variants_of("abcdefgh", "ab", "badc", "acegbdfh", "hgfedcba")
    require_miner()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 20)
    try:
        with pytest.raises(LimitError, match="Discovery reached its limit of nested blocks"):
            discover_model(variants, 0.0, 1.0)
    finally:
        sys.setrecursionlimit(limit)


def in_a_process(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh Python that finds the library."""
    paths = os.pathsep.join(str(ROOT / part) for part in ("python-lib", "tests/python", "."))
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths, **environment}, capture_output=True, text=True, check=True,
    )  # fmt: skip


PRINT_TREES = """
import hashlib, random
from process_mining.discovery import discover_model
from process_mining.variants import find_variants
from process_mining.written_model import write_model
from small_logs import log_of
rng = random.Random(7)
for _ in range(25):
    traces = ["".join(rng.choices("abcdefgh", k=rng.randint(1, 9))) for _ in range(rng.randint(1, 15))]
    for noise in (0.0, 0.3):
        tree = discover_model(find_variants(log_of(*traces)), noise, 1.0).tree
        print(tree, hashlib.sha256(write_model(tree, "model").bpmn).hexdigest())
"""


def test_every_process_finds_the_same_trees_and_prints_nothing_else():
    printed = [in_a_process(PRINT_TREES, PYTHONHASHSEED=seed).stdout for seed in ("1", "2", "3")]
    assert printed[0] == printed[1] == printed[2]
    lines = printed[0].splitlines()
    assert len(lines) == 50
    assert all(line.startswith(("Block(", "Leaf(")) for line in lines)


BLOCKED = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == {package!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Blocker())
from process_mining.discovery import require_miner
from process_mining.errors import MissingPackageError
try:
    require_miner()
except MissingPackageError as error:
    print(error)
"""


@pytest.mark.parametrize("package", ["pm4py", "lxml"])
def test_a_missing_package_is_one_sentence_and_nothing_else_needs_it(package):
    assert in_a_process(BLOCKED.format(package=package)).stdout == (
        f"Discovering a model needs the package {package}, which is not installed in the plugin's code environment. "
        "An administrator can add it there (see NOTICE about its licence); all other recipes work without it.\n"
    )


def test_the_error_keeps_its_facts():
    error = MissingPackageError("pm4py", "Discovering a model")
    assert (error.package, error.purpose) == ("pm4py", "Discovering a model")
