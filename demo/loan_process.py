"""A loan application and its luck -> the steps that a bank takes with it, deviations from the rules included."""
from __future__ import annotations

from collections.abc import Generator, Iterator
from dataclasses import dataclass

from demo.draws import Draws, Quantiles

CHANNELS = (("Online", 0.63), ("Branch", 0.19), ("Broker", 0.11), ("Phone", 0.07))
REGIONS = (("Central", 0.28), ("North", 0.24), ("South", 0.21), ("West", 0.15), ("East", 0.12))
SEGMENTS = (("Private", 0.62), ("Premium", 0.16), ("Self-employed", 0.13), ("Small business", 0.09))

_AMOUNTS: dict[str, Quantiles] = {
    "Private": ((0.0, 1_500), (0.5, 12_000), (0.85, 28_000), (0.95, 90_000), (1.0, 240_000)),
    "Premium": ((0.0, 5_000), (0.6, 28_000), (0.8, 60_000), (0.95, 190_000), (1.0, 420_000)),
    "Self-employed": ((0.0, 4_000), (0.5, 26_000), (0.8, 65_000), (1.0, 260_000)),
    "Small business": ((0.0, 10_000), (0.5, 55_000), (0.8, 120_000), (1.0, 500_000)),
}
_AUTOMATIC_BELOW = 30_000
_COLLATERAL_FROM = 50_000

CHECK_SKIPPED = "completeness check skipped"
SCREENING_SKIPPED = "fraud screening skipped"
ASSESSED_TWICE = "credit assessed twice"
DECIDED_TOO_SOON = "decided before everything was looked at"
OFFER_TOO_SOON = "offer sent before the decision"
PAID_TOO_SOON = "paid out before the contract was signed"
_SLIPS = (
    (CHECK_SKIPPED, 0.20),
    (SCREENING_SKIPPED, 0.15),
    (ASSESSED_TWICE, 0.20),
    (DECIDED_TOO_SOON, 0.18),
    (OFFER_TOO_SOON, 0.17),
    (PAID_TOO_SOON, 0.10),
)

_DAYS_UNTIL_DOCUMENTS = ((0.0, 0.6), (0.5, 4.5), (0.9, 11.0), (1.0, 24.0))
_DAYS_UNTIL_GIVEN_UP = ((0.0, 12.0), (0.5, 21.0), (1.0, 32.0))
_DAYS_UNTIL_VIEWING = ((0.0, 0.8), (0.5, 2.6), (0.9, 5.0), (1.0, 8.0))
_DAYS_UNTIL_SIGNED = ((0.0, 0.1), (0.5, 3.4), (0.9, 9.0), (1.0, 19.0))
_DAYS_UNTIL_DECLINED = ((0.0, 1.0), (0.5, 8.0), (1.0, 20.0))
_DAYS_UNTIL_PAYMENT = ((0.0, 0.4), (0.6, 2.0), (1.0, 5.0))


@dataclass(frozen=True)
class Loan:
    """What is known when an application arrives.

    Parameters
    ----------
    amount : float
        What the customer asks for, in euros.
    channel, region, segment : str
        One of CHANNELS, REGIONS, SEGMENTS.
    slip : str or None
        The rule that somebody will break, where the case gets that far.
    """

    amount: float
    channel: str
    region: str
    segment: str
    slip: str | None

    @property
    def is_automatic(self) -> bool:
        """Whether the first check and the fraud screening are made by a system."""
        return self.channel == "Online" and self.amount < _AUTOMATIC_BELOW

    @property
    def has_collateral(self) -> bool:
        """Whether a property stands behind the loan and must be valued."""
        return self.amount >= _COLLATERAL_FROM


@dataclass(frozen=True)
class Step:
    """An activity that is due.

    Parameters
    ----------
    activity : str
        Its name.
    role : str
        Who does it, a key of `demo.loan_staff.STAFF`.
    wait_days : float
        Days before the work can begin at all: a customer's answer, a date for a viewing.
    """

    activity: str
    role: str
    wait_days: float = 0.0


Block = tuple[Step, ...]

_CHECK = Step("Check completeness", "clerk")
_REQUEST = Step("Request documents", "clerk")
_ASSESS = Step("Assess credit", "credit analyst")
_DECIDE = Step("Decide on application", "underwriter")
_OFFER = Step("Send offer", "loan officer")
_CLOSE = Step("Close application", "back office")


def draw_loan(draws: Draws) -> Loan:
    """Return an application with its attributes; brokers break the rules twice as often as the others."""
    channel = draws.pick(CHANNELS)
    segment = draws.pick(SEGMENTS)
    amount = float(int(draws.amount(_AMOUNTS[segment]) / 500) * 500)
    region = draws.pick(REGIONS)
    slips = draws.happens(0.22 if channel == "Broker" else 0.11)
    return Loan(amount, channel, region, segment, draws.pick(_SLIPS) if slips else None)


def loan_steps(loan: Loan, draws: Draws) -> Iterator[Block]:
    """Yield the steps of one application, block after block.

    Parameters
    ----------
    loan : Loan
        The application.
    draws : Draws
        Its luck.

    Yields
    ------
    tuple of Step
        Steps that may be done at the same time; the next block is due when all of them are done.
    """
    yield (Step("Receive application", "portal" if loan.channel == "Online" else "clerk"),)
    documents_are_there = yield from _check_documents(loan, draws)
    if not documents_are_there:
        yield from _withdraw(draws.amount(_DAYS_UNTIL_GIVEN_UP))
        return
    sides = _sides_to_look_at(loan, draws)
    late_side = sides.pop() if loan.slip == DECIDED_TOO_SOON else None
    yield tuple(sides)
    if loan.slip == ASSESSED_TWICE:
        yield (_ASSESS,)
    is_approved = yield from _decide(loan, draws)
    if late_side is not None:
        yield (late_side,)
    if is_approved:
        yield from _fulfil(loan, draws)
    else:
        yield (Step("Send rejection", "loan officer"),)
        yield (_CLOSE,)


def _check_documents(loan: Loan, draws: Draws) -> Generator[Block, None, bool]:
    """Check until nothing is missing; return False when the customer gives up."""
    if loan.slip == CHECK_SKIPPED:
        return True
    yield (Step("Run automatic check", "engine") if loan.is_automatic else _CHECK,)
    chance_of_a_gap = _chance_of_a_gap(loan)
    while draws.happens(chance_of_a_gap):
        yield (_REQUEST,)
        if draws.happens(0.08):
            return False
        yield (_documents_from_the_customer(draws),)
        yield (_CHECK,)
        chance_of_a_gap *= 0.4
    return True


def _chance_of_a_gap(loan: Loan) -> float:
    if loan.is_automatic:
        return 0.13
    return 0.52 if loan.channel == "Broker" else 0.30


def _documents_from_the_customer(draws: Draws) -> Step:
    return Step("Receive documents", "clerk", draws.amount(_DAYS_UNTIL_DOCUMENTS))


def _sides_to_look_at(loan: Loan, draws: Draws) -> list[Step]:
    sides = [_ASSESS]
    if loan.slip != SCREENING_SKIPPED:
        sides.append(Step("Screen for fraud", "engine" if loan.is_automatic else "fraud analyst"))
    if loan.has_collateral:
        sides.append(Step("Value collateral", "valuer", draws.amount(_DAYS_UNTIL_VIEWING)))
    return sides


def _decide(loan: Loan, draws: Draws) -> Generator[Block, None, bool]:
    """Decide, sometimes after one more question to the customer; return whether the loan is granted."""
    is_approved = draws.happens(_chance_of_approval(loan))
    if draws.happens(0.06):
        yield (_DECIDE,)
        yield (_REQUEST,)
        yield (_documents_from_the_customer(draws),)
        yield (_ASSESS,)
    if is_approved and loan.slip == OFFER_TOO_SOON:
        yield (_OFFER,)
    yield (_DECIDE,)
    return is_approved


def _chance_of_approval(loan: Loan) -> float:
    chance = {"Private": 0.80, "Premium": 0.88, "Self-employed": 0.66, "Small business": 0.68}[loan.segment]
    return chance - (0.12 if loan.amount > 100_000 else 0.0)


def _fulfil(loan: Loan, draws: Draws) -> Iterator[Block]:
    """Make the offer and carry it out, unless the customer declines."""
    if loan.slip != OFFER_TOO_SOON:
        yield (_OFFER,)
    if draws.happens(0.09):
        yield from _withdraw(draws.amount(_DAYS_UNTIL_DECLINED))
        return
    signature = Step("Sign contract", "customer", draws.amount(_DAYS_UNTIL_SIGNED))
    payment = Step("Pay out", "back office", draws.amount(_DAYS_UNTIL_PAYMENT))
    steps = (payment, signature) if loan.slip == PAID_TOO_SOON else (signature, payment)
    for step in (*steps, _CLOSE):
        yield (step,)


def _withdraw(after_days: float) -> Iterator[Block]:
    yield (Step("Withdraw application", "customer", after_days),)
    yield (_CLOSE,)
