"""A seed -> random choices and amounts that are the same on every platform and in every Python version."""
from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice")
Quantiles = Sequence[tuple[float, float]]


class Draws:
    """A stream of random choices.

    Parameters
    ----------
    seed : int
        Equal seeds give equal streams.

    Notes
    -----
    Only `random.Random.random` promises the same numbers in every version of Python, and only `+ - * /` promise the
    same last bit on every platform, so nothing else is used: no `choices`, no logarithm, no exponential, and no `sum`,
    which rounds floats in another way since Python 3.12.

    Examples
    --------
    >>> draws = Draws(1)
    >>> draws.happens(1.0), draws.happens(0.0)
    (True, False)
    >>> draws.pick((("only", 1.0),))
    'only'
    >>> draws.amount(((0.0, 5.0), (1.0, 5.0)))
    5.0
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def happens(self, probability: float) -> bool:
        """Return True with the probability given (0-1)."""
        return self._random() < probability

    def pick(self, weighted: Sequence[tuple[Choice, float]]) -> Choice:
        """Return one of the choices, each with a chance in proportion to its weight (0 or more, not all 0)."""
        total = 0.0
        for _, weight in weighted:
            total += weight
        left = self._random() * total
        for choice, weight in weighted:
            left -= weight
            if left < 0:
                return choice
        return weighted[-1][0]

    def amount(self, quantiles: Quantiles) -> float:
        """Return a number from the distribution with these quantiles, straight lines between them.

        Parameters
        ----------
        quantiles : sequence of (share, value)
            Shares rise from 0 to 1; the value is the number that this share of all draws stays below.

        Returns
        -------
        float
            A number in the unit of the values.
        """
        share = self._random()
        for (left, low), (right, high) in zip(quantiles, quantiles[1:]):
            if share < right:
                return low + (high - low) * (share - left) / (right - left)
        return quantiles[-1][1]
