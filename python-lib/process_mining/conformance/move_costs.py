"""What a move on log or on model costs, checked and turned into whole units."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from process_mining.errors import ParameterError, shown

_LARGEST_COST = 10_000
_UNITS = (1, 10, 100, 1000)


@dataclass(frozen=True)
class MoveCosts:
    """Costs of moves that are not synchronous; a synchronous or silent move costs nothing.

    Parameters
    ----------
    log : mapping of activity to float
        Cost of an event that the model does not follow; activities not named cost 1.
    model : mapping of model label to float
        Cost of a visible step of the model without an event; labels not named cost 1.

    Raises
    ------
    ParameterError
        If a cost is below 0, above 10,000, not a number, or has more than three decimals.

    Examples
    --------
    >>> MoveCosts(log={"Send letter": 0.5}).unit
    10
    >>> MoveCosts().unit
    1
    """

    log: Mapping[str, float] = field(default_factory=dict)
    model: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, cost in (*self.log.items(), *self.model.items()):
            if not 0 <= cost <= _LARGEST_COST:
                raise ParameterError(
                    "move_costs", f"the cost of {shown(name)} is {cost}", "Give a number from 0 to 10,000."
                )
            if not _is_whole(cost * _UNITS[-1]):
                raise ParameterError(
                    "move_costs", f"the cost of {shown(name)} is {cost}", "Give at most three decimals."
                )

    @property
    def unit(self) -> int:
        """How many whole units make a cost of 1: the smallest of 1, 10, 100, 1000 that makes every cost whole."""
        costs = [*self.log.values(), *self.model.values()]
        return next(unit for unit in _UNITS if all(_is_whole(cost * unit) for cost in costs))

    def log_units(self, activity: str) -> int:
        """Return the cost of a move on log in whole units."""
        return round(self.log.get(activity, 1) * self.unit)

    def model_units(self, label: str | None) -> int:
        """Return the cost of a move on model in whole units; 0 for a silent transition."""
        return 0 if label is None else round(self.model.get(label, 1) * self.unit)


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < 1e-6
