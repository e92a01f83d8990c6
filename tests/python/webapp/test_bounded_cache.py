"""What was used last is kept, as much as fits."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining_dss.bounded_cache import BoundedCache


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
    assert cache.keep("large", Result(101)) == Result(101)
    assert cache.get("large") is None


def test_a_key_counts_as_well():
    cache = BoundedCache[Result](100)
    cache.keep("k" * 90, Result(20))
    assert cache.get("k" * 90) is None
