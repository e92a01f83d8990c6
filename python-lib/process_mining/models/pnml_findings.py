"""Says in plain words whether the runs of a Petri net from a file can finish, and which steps are of no use."""
from __future__ import annotations

from process_mining.errors import shown_names
from process_mining.models.reference_model import ElementRef, ModelWarning, refuse
from process_mining.models.soundness import check_soundness
from process_mining.petri_net import PetriNet

MAX_MARKINGS = 20_000

_NOT_PLAIN = ModelWarning(
    "W-unchecked",
    None,
    "it has arc weights, several tokens or several final markings, so whether every run can end was not checked",
    "",
)
_UNCHECKED = ModelWarning("W-unchecked", None, "it has too many situations to check that every run can end", "")


def report_soundness(net: PetriNet) -> tuple[ModelWarning, ...]:
    """Return what is wrong with the runs of a net, as far as its markings can be looked through.

    Raises
    ------
    ModelError
        ``E-nocomplete`` if no run reaches a final marking.
    """
    if not _is_plain(net):
        return (_NOT_PLAIN,)
    soundness = check_soundness(net, MAX_MARKINGS)
    if soundness.doubled is not None:
        place = ElementRef(net.places[soundness.doubled], "place", "")
        sentence = f"the place {shown_names([place.name])} can hold two tokens; what follows from that was not checked"
        return (ModelWarning("W-unsafe", None, sentence, ""),)
    if not soundness.is_decided:
        return (_UNCHECKED,)
    if not soundness.can_complete:
        raise refuse("E-nocomplete", "no run reaches its final marking", "Check the arcs and the final marking.")
    found = []
    if soundness.stuck is not None:
        way = f"after {shown_names(soundness.stuck_after[-4:])}" if soundness.stuck_after else "right after the start"
        where = shown_names(net.places[place] for place in soundness.stuck)
        sentence = f"{way} it can get stuck with tokens in {where}; such runs are not allowed traces"
        found.append(ModelWarning("W-stuck", None, sentence, "Check what waits for these tokens."))
    for transition in soundness.dead:
        ref = ElementRef(net.labels[transition] or "", "transition", net.elements[transition][0])
        found.append(ModelWarning("W-dead", ref, "no complete run comes here, so the log may never show it", ""))
    return tuple(found)


def _is_plain(net: PetriNet) -> bool:
    """Tell whether a net has plain arcs, at most one token a place, and one final marking."""
    weights = [weight for arcs in (*net.inputs, *net.outputs) for _, weight in arcs]
    markings = (net.initial_marking, *net.final_markings)
    takes_something = all(net.inputs)
    return len(markings) == 2 and takes_something and max([*weights, *map(max, markings)]) == 1
