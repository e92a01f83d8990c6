"""Random choices: fixed by the seed, in proportion to the weights, inside the quantiles."""
from __future__ import annotations

import pytest

from demo.draws import Draws


def test_a_seed_gives_the_same_stream_on_every_platform() -> None:
    draws = Draws(7)
    assert [draws.happens(0.5) for _ in range(6)] == [True, True, False, True, False, True]
    assert [draws.pick((("a", 1.0), ("b", 2.0))) for _ in range(6)] == ["a", "b", "a", "b", "a", "a"]
    assert draws.amount(((0.0, 0.0), (0.5, 1.0), (1.0, 10.0))) == 0.8490383782850279


def test_a_choice_without_weight_is_never_picked() -> None:
    draws = Draws(1)
    assert {draws.pick((("never", 0.0), ("always", 3.0), ("nor this", 0.0))) for _ in range(500)} == {"always"}


def test_choices_come_in_proportion_to_their_weights() -> None:
    draws = Draws(2)
    picked = [draws.pick((("a", 3.0), ("b", 1.0))) for _ in range(4_000)]
    assert picked.count("a") / 4_000 == pytest.approx(0.75, abs=0.02)


def test_amounts_keep_to_their_quantiles() -> None:
    draws = Draws(3)
    amounts = sorted(draws.amount(((0.0, 10.0), (0.9, 20.0), (1.0, 100.0))) for _ in range(4_000))
    assert (amounts[0] >= 10.0, amounts[-1] < 100.0) == (True, True)
    assert amounts[3_600] == pytest.approx(20.0, abs=1.0)
