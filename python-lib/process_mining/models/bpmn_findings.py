"""Says in plain words what the checks of a BPMN process found: what is stuck, dead, doubled or never caught."""
from __future__ import annotations

from collections import Counter

from process_mining.errors import shown_names
from process_mining.models.bpmn_reading import Reading
from process_mining.models.net_builder import NetBuilder
from process_mining.models.reference_model import ElementRef, ModelWarning, refuse
from process_mining.models.soundness import Soundness
from process_mining.models.token_flow import Scope, uncaught_throws
from process_mining.models.token_situations import place_to_blame
from process_mining.models.unfolding import Unfolding

_LAST_LABELS = 4


def report_labels(reading: Reading) -> None:
    """Refuse a process without labels, and tell which labels several elements share.

    Raises
    ------
    ModelError
        ``E-nolabel`` if no element stands for an activity of the log.
    """
    if not reading.visible:
        raise refuse("E-nolabel", "it has no named activity, so nothing in it can be compared", "Name the tasks.")
    counts = Counter(ref.name for ref in reading.visible.values())
    reported: set[str] = set()
    for ref in reading.visible.values():
        if counts[ref.name] > 1 and ref.name not in reported:
            reported.add(ref.name)
            sentence = f"{counts[ref.name]} elements have this name; each may explain the activity of the log"
            reading.warn("I-dup", ref, sentence)


def report_uncaught(scope: Scope, reading: Reading) -> None:
    """Tell which errors, escalations and cancels nothing in the process catches."""
    for throw, ref in uncaught_throws(scope):
        outcome = "it was read as without effect" if throw.kind == "escalation" else "the case was read as ending there"
        sentence = f"nothing catches the {throw.kind} that it throws; {outcome}"
        reading.warn("W-uncaught", ref, sentence, "Draw the boundary event that catches it, if there is one.")


def report_flat(soundness: Soundness, builder: NetBuilder, reading: Reading) -> None:
    """Tell what is wrong with the runs of a single scope.

    Raises
    ------
    ModelError
        ``E-nocomplete`` if no run can end.
    """
    if not soundness.is_decided:
        sentence = "it has too many situations to check that every run can end"
        reading.warn("W-unchecked", None, sentence)
        return
    waiting = [builder.waits_for[place] for place in soundness.stuck or () if place in builder.waits_for]
    where = place_to_blame(waiting)
    if not soundness.can_complete:
        raise no_run_ends(where)
    if soundness.stuck is not None:
        _report_stuck(soundness.stuck_after, where, reading)
    net = builder.net()
    _report_dead({identifier for dead in soundness.dead for identifier in net.elements[dead]}, reading)


def report_unfolding(unfolding: Unfolding, used_ids: set[str], reading: Reading) -> None:
    """Tell what is wrong with the runs of a process that was played in full.

    Parameters
    ----------
    unfolding : Unfolding
        With some complete run.
    used_ids : set of str
        Ids that are seen in complete runs.
    reading : Reading
    """
    sentence = "it was read by playing all its runs; steps side by side are written out as all their orders"
    reading.warn("I-unfold", None, sentence, "Token replay figures of such a model cannot be compared with others.")
    if unfolding.stuck is not None:
        _report_stuck(unfolding.stuck.after, unfolding.stuck.waiting, reading)
    for ref in unfolding.doubled:
        sentence = "two tokens can arrive here on one flow"
        reading.warn("W-unsafe", ref, sentence, "Join parallel flows by a parallel gateway before this point.")
    _report_dead(set(reading.visible) - used_ids, reading)


def no_run_ends(waiting: ElementRef | None) -> Exception:
    """Return the refusal of a process in which no run can end."""
    remedy = "Join flows of which only one is taken by an exclusive gateway, and flows that all come by a parallel one."
    if waiting is None:
        return refuse("E-nocomplete", "no run of the process can end", remedy)
    return refuse("E-nocomplete", "it waits in vain, and no run of the process can end", remedy, waiting)


def grouped(warnings: tuple[ModelWarning, ...]) -> tuple[ModelWarning, ...]:
    """Return warnings with those of one code together, in the order in which the codes were first found."""
    order = list(dict.fromkeys(warning.code for warning in warnings))
    return tuple(sorted(warnings, key=lambda warning: order.index(warning.code)))


def _report_stuck(after: tuple[str, ...], where: ElementRef | None, reading: Reading) -> None:
    way = f"after {shown_names(after[-_LAST_LABELS:])}" if after else "right after the start"
    sentence = f"{way} the model can get stuck here; such runs are not allowed traces"
    reading.warn("W-stuck", where, sentence, "Check which flows this element waits for.")


def _report_dead(dead_ids: set[str], reading: Reading) -> None:
    """Tell which visible elements are in no complete run, but for those that no flow leads to, told before."""
    told = {warning.element.id for warning in reading.found if warning.code == "W-unreach" and warning.element}
    for identifier, ref in reading.visible.items():
        if identifier in dead_ids and identifier not in told:
            sentence = "no complete run comes here, so the log may never show it"
            reading.warn("W-dead", ref, sentence, "Check the way to it.")
