"""Turns a list of allowed label sequences into a Petri net that accepts exactly these."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from process_mining.models.automaton import net_of_automaton
from process_mining.models.automaton_states import Automaton, Edge
from process_mining.models.reference_model import ElementRef, ReferenceModel, refuse


def read_allowed_variants(variants: Iterable[Sequence[str]], name: str = "Allowed variants") -> ReferenceModel:
    """Return the reference model in which a trace is allowed if it is one of the variants.

    Parameters
    ----------
    variants : iterable of sequence of str
        Each an allowed sequence of labels, from start to end; repetitions do no harm.
    name : str
        How the model is to be called.

    Returns
    -------
    ReferenceModel
        One token walks along common beginnings, then along common endings. The cost of an optimal alignment is then
        the smallest number of insertions and deletions that turn the trace into a variant.

    Raises
    ------
    ModelError
        ``E-empty`` if there is no variant, ``E-nolabel`` if there is no label in any.

    Examples
    --------
    >>> model = read_allowed_variants(["abd", "acd"])
    >>> model.net.n_places, model.net.n_transitions
    (5, 5)
    """
    automaton = smallest_automaton(variants)
    labels = sorted({edge.label for edge in automaton.edges if edge.label is not None})
    if not labels:
        raise refuse("E-nolabel", "no allowed variant has an activity", "Check the columns of the allowed variants.")
    visible = tuple(ElementRef(label, "allowed activity", label) for label in labels)
    return ReferenceModel(name, net_of_automaton(automaton), visible_elements=visible)


def smallest_automaton(variants: Iterable[Sequence[str]]) -> Automaton:
    """Return the smallest deterministic automaton of some words.

    Notes
    -----
    A tree of beginnings has its children behind their parents; going through it backwards, states with the same steps
    to the same states become one (Revuz 1992). Linear in the total length of the words.
    """
    children: list[dict[str, int]] = [{}]
    ends: set[int] = set()
    for variant in variants:
        state = 0
        for label in variant:
            if label not in children[state]:
                children[state][label] = len(children)
                children.append({})
            state = children[state][label]
        ends.add(state)
    if not ends:
        raise refuse("E-empty", "there is no allowed variant", "Put at least one in the dataset.")
    numbers: dict[tuple[bool, tuple[tuple[str, int], ...]], int] = {}
    merged = [0] * len(children)
    for state in reversed(range(len(children))):
        steps = tuple(sorted((label, merged[target]) for label, target in children[state].items()))
        merged[state] = numbers.setdefault((state in ends, steps), len(numbers))
    accepting = frozenset(number for (is_end, _), number in numbers.items() if is_end)
    edges = (Edge(number, label, (), target) for (_, steps), number in numbers.items() for label, target in steps)
    return Automaton(len(numbers), merged[0], accepting, tuple(edges))
