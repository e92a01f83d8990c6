"""Our Petri net -> a function that aligns one trace with it by PM4Py."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from process_mining.petri_net import PetriNet

_COST_OF_A_MOVE = 10_000


def pm4py_aligner(
    net: PetriNet, call: str, most_seconds: float = 60.0
) -> Callable[[Sequence[str]], float | None]:
    """Return a function from a trace to PM4Py's cost, without the 1/10,000 that it adds for each silent move.

    Parameters
    ----------
    net : PetriNet
        With one final marking.
    call : str
        Name of one of PM4Py's ``Variants``.
    most_seconds : float
        PM4Py gives up on a trace after this time; the cost is then None.
    """
    from pm4py.algo.conformance.alignments.petri_net import algorithm
    from pm4py.objects.log.obj import Event, Trace
    from pm4py.objects.petri_net.obj import Marking
    from pm4py.objects.petri_net.obj import PetriNet as Pm4pyNet
    from pm4py.objects.petri_net.utils import petri_utils

    theirs = Pm4pyNet("net")
    places = [petri_utils.add_place(theirs, name) for name in net.places]
    for name, label, taken, given in zip(net.transitions, net.labels, net.inputs, net.outputs):
        transition = petri_utils.add_transition(theirs, name, label)
        for place, weight in taken:
            petri_utils.add_arc_from_to(places[place], transition, theirs, weight)
        for place, weight in given:
            petri_utils.add_arc_from_to(transition, places[place], theirs, weight)
    ends = [Marking({places[p]: k for p, k in enumerate(m) if k}) for m in (net.initial_marking, net.final_markings[0])]
    variant = algorithm.Variants[call]
    parameters = {variant.value.Parameters.PARAM_MAX_ALIGN_TIME_TRACE: most_seconds}

    def align(trace: Sequence[str]) -> float | None:
        events = Trace([Event({"concept:name": activity}) for activity in trace])
        found = algorithm.apply(events, theirs, *ends, variant=variant, parameters=parameters)
        return None if found is None else float(found["cost"] // _COST_OF_A_MOVE)

    return align
