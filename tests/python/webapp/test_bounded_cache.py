"""What was used last is kept, as much as fits."""
from __future__ import annotations

import json
import tracemalloc
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from process_mining_dss.bounded_cache import BoundedCache
from process_mining_dss.filtered_cases import FilteredCases


@dataclass(frozen=True)
class Result:
    n_bytes: int


def test_nothing_is_known_at_first():
    assert BoundedCache[Result](100).get("a") is None


def test_what_was_not_used_for_longest_goes_first():
    cache = BoundedCache[Result](100)
    for name in "abc":
        cache.keep(name, Result(30))
    cache.get("a")
    cache.keep("d", Result(30))
    assert [name for name in "abcd" if cache.get(name)] == ["a", "c", "d"]


def test_what_is_too_large_is_given_and_not_kept():
    cache = BoundedCache[Result](100)
    cache.keep("small", Result(10))
    assert cache.keep("large", Result(101)) == Result(101)
    assert cache.get("large") is None
    assert cache.get("small") == Result(10)


def test_what_is_kept_anew_counts_once():
    cache = BoundedCache[Result](100)
    for _ in range(5):
        cache.keep("a", Result(40))
    cache.keep("b", Result(40))
    assert [name for name in "ab" if cache.get(name)] == ["a", "b"]


def test_a_key_counts_as_well():
    cache = BoundedCache[Result](100)
    cache.keep("k" * 90, Result(20))
    assert cache.get("k" * 90) is None


READING = {"kind": "number_range", "minimum": 0.5, "maximum": None, "keeps_empty": True}
DASHBOARD = {"column": "amount", "status": "applied", "reading": READING, "reason": None, "note": None}
OWN = {"status": "applied", "reason": None, "cases_after": 5}


@pytest.mark.parametrize("results", [{"dashboard": [], "own": []}, {"dashboard": [DASHBOARD] * 5, "own": [OWN] * 5}])
def test_of_a_small_log_it_counts_at_least_what_filtered_cases_take(results):
    def filtered() -> FilteredCases:
        fresh: Any = json.loads(json.dumps(results))
        return FilteredCases(np.ones(5, dtype=bool), np.ones(3, dtype=np.int64), fresh)

    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    kept = [filtered() for _ in range(200)]
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    counted = sum(one.n_bytes for one in kept)
    assert taken <= counted <= 5 * taken
