"""The global order against the same rule written plainly, and on the cases that it is made for."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from process_mining.explorer.explored_log import explore_log
from process_mining.explorer.map_steps import MapSteps
from small_logs import log_of


def by_place(steps: MapSteps) -> str:
    return "".join(label for _, label in sorted(zip(steps.positions.tolist(), steps.labels)))


def slow_order(traces: Sequence[str]) -> str:
    """Return the letters by the mixed rule: mean first place, sifted on pairs, sifted on passages and pairs."""
    places, pairs, passages = defaultdict(list), Counter(), Counter()
    for trace in traces:
        firsts = sorted(set(trace), key=trace.index)
        for letter in firsts:
            places[letter].append(Fraction(trace.index(letter), max(len(trace) - 1, 1)))
        pairs.update((one, other) for i, one in enumerate(firsts) for other in firsts[i + 1 :])
        passages.update((one, other) for one, other in zip(trace, trace[1:]) if one != other)
    order = sorted(places, key=lambda one: (sum(places[one]) / len(places[one]), -len(places[one]), one))
    order = sifted(order, pairs)
    both = Counter({pair: 20 * passages[pair] + pairs[pair] for pair in [*passages, *pairs]})
    return "".join(sifted(order, both))


def sifted(order: list[str], weights: Counter) -> list[str]:
    """Put each letter where the least weight runs upward; of equally good places the first one found wins."""
    order = list(order)
    for _ in range(30):
        before = list(order)
        for letter in before:
            place = order.index(letter)
            rest = order[:place] + order[place + 1 :]
            outward = [*range(place, -1, -1), *range(place + 1, len(order))]
            best = min(outward, key=lambda to: upward([*rest[:to], letter, *rest[to:]], weights))
            order = [*rest[:best], letter, *rest[best:]]
        if order == before:
            break
    return order


def upward(order: list[str], weights: Counter) -> int:
    return sum(weight for (one, other), weight in weights.items() if order.index(one) > order.index(other))


@pytest.mark.parametrize(
    ("traces", "order"),
    [
        (["a"], "a"),
        (["ba"], "ba"),
        (["abc", "acb"], "abc"),
        (["abcd", "ad"], "abcd"),
        (["cab", "cab", "abc"], "cab"),
        (["ab", "b", "b", "b"], "ab"),
        (["abcbcbd"], "abcd"),
    ],
)
def test_order(traces, order):
    assert by_place(explore_log(log_of(*traces)).steps) == order


@given(st.lists(st.text("abcdef", min_size=1, max_size=8), min_size=1, max_size=8))
def test_the_order_is_that_of_the_rule_written_plainly(traces):
    assert by_place(explore_log(log_of(*traces)).steps) == slow_order(traces)


@given(st.lists(st.text("abcdef", min_size=1, max_size=8), min_size=1, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_the_order_of_cases(traces, random):
    shuffled = list(traces)
    random.shuffle(shuffled)
    assert by_place(explore_log(log_of(*traces)).steps) == by_place(explore_log(log_of(*shuffled)).steps)
