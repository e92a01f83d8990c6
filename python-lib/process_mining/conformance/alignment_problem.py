"""Net, labels of the log and move costs -> the integers that every alignment engine reads."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from process_mining.conformance.move_costs import MoveCosts
from process_mining.errors import ModelError, ParameterError, shown, shown_names
from process_mining.petri_net import Marking, PetriNet

IntArray = npt.NDArray[np.int64]
CodeArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

NO_SYMBOL = -1


class Sequences(Protocol):
    """Activity sequences as concatenated codes; a table of variants is one."""

    @property
    def activities(self) -> tuple[str, ...]:
        """Label of each activity code."""

    @property
    def sequence_starts(self) -> IntArray:
        """First event of each sequence and the end of the last, shape (n_sequences + 1,)."""

    @property
    def activity_codes(self) -> npt.NDArray[np.integer]:
        """Activity code of each event."""


@dataclass(frozen=True)
class AlignmentProblem:
    """One net to align traces with, in whole numbers.

    Parameters
    ----------
    net : PetriNet
        The net with exactly one final marking.
    n_original_transitions : int
        Transitions from this number on were added to get there; they are silent and mean nothing to the user.
    transition_symbols : tuple of int, shape (n_transitions,)
        What an event must show to go with a transition; -1 for a silent one.
    transition_costs : IntArray, shape (n_transitions,)
        Cost units of firing the transition without an event.
    activity_symbols : CodeArray, shape (n_activities,)
        What an activity shows; -1 where no transition waits for it.
    activity_costs : IntArray, shape (n_activities,)
        Cost units of an event without a transition.
    unit : int
        Cost units that make a cost of 1.
    """

    net: PetriNet
    n_original_transitions: int
    transition_symbols: tuple[int, ...]
    transition_costs: IntArray
    activity_symbols: CodeArray
    activity_costs: IntArray
    unit: int

    @property
    def n_symbols(self) -> int:
        """Number of different symbols."""
        return max(self.transition_symbols, default=NO_SYMBOL) + 1


def pose_problem(
    net: PetriNet,
    activities: Sequence[str],
    activity_codes_by_label: Mapping[str, Collection[int]] | None = None,
    costs: MoveCosts | None = None,
) -> AlignmentProblem:
    """Match the labels of a net with the activities of a log and turn costs into whole units.

    Parameters
    ----------
    net : PetriNet
        Any net; several final markings are allowed.
    activities : sequence of str
        Label of each activity code of the log.
    activity_codes_by_label : mapping of model label to activity codes, optional
        Which activities a label stands for, after whatever normalisation the caller wants. By default a label
        stands for the activity with exactly the same text.
    costs : MoveCosts, optional
        By default every move on log or visible move on model costs 1.

    Returns
    -------
    AlignmentProblem

    Raises
    ------
    ParameterError
        If two labels share an activity without standing for the same activities.
    ModelError
        If one of several final markings is empty.
    """
    costs = costs or MoveCosts()
    if activity_codes_by_label is None:
        activity_codes_by_label = {label: (code,) for code, label in enumerate(activities)}
    symbols = _label_symbols(net.visible_labels, activity_codes_by_label, activities)
    activity_symbols = np.full(len(activities), NO_SYMBOL, np.int32)
    for label, symbol in symbols.items():
        activity_symbols[list(activity_codes_by_label.get(label, ()))] = symbol
    ended = _with_one_final_marking(net)
    return AlignmentProblem(
        net=ended,
        n_original_transitions=net.n_transitions,
        transition_symbols=tuple(NO_SYMBOL if label is None else symbols[label] for label in ended.labels),
        transition_costs=np.array([costs.model_units(label) for label in ended.labels], np.int64),
        activity_symbols=activity_symbols,
        activity_costs=np.array([costs.log_units(activity) for activity in activities], np.int64),
        unit=costs.unit,
    )


def _label_symbols(
    labels: Sequence[str], codes_by_label: Mapping[str, Collection[int]], activities: Sequence[str]
) -> dict[str, int]:
    """Return a number for each label; labels that stand for the same activities share it."""
    symbols: dict[str, int] = {}
    symbol_of_codes: dict[frozenset[int], int] = {}
    owner: dict[int, frozenset[int]] = {}
    n_symbols = 0
    for label in labels:
        codes = frozenset(codes_by_label.get(label, ()))
        if codes in symbol_of_codes:
            symbols[label] = symbol_of_codes[codes]
            continue
        for code in sorted(codes & owner.keys()):
            owners = [other for other in labels if code in codes_by_label.get(other, ())]
            raise _ambiguous_activity(activities[code], owners)
        owner.update(dict.fromkeys(codes, codes))
        symbols[label] = n_symbols
        if codes:
            symbol_of_codes[codes] = n_symbols
        n_symbols += 1
    return symbols


def _ambiguous_activity(activity: str, labels: Sequence[str]) -> ParameterError:
    return ParameterError(
        "label_mapping",
        f"the activity {shown(activity)} belongs to several labels of the model ({shown_names(labels)}) "
        "that otherwise stand for different activities",
        "Map each activity to one label, or give these labels the same activities.",
    )


def _with_one_final_marking(net: PetriNet) -> PetriNet:
    """Return a net with the same traces and one final marking.

    A silent step takes exactly the tokens of one final marking and puts one on a new place. A run is complete when
    that place alone is marked, so the marking before was final.
    """
    finals = sorted(set(net.final_markings))
    if len(finals) == 1:
        return net if len(net.final_markings) == 1 else replace(net, final_markings=tuple(finals))
    if not any(finals[0]):
        raise ModelError(
            "E-final", "one of its several final markings has no token at all", "Give the model one end place."
        )
    end, none = net.n_places, (0,) * net.n_places
    extra = len(finals)
    return PetriNet(
        places=(*net.places, "end"),
        transitions=(*net.transitions, *("end" for _ in finals)),
        labels=(*net.labels, *(None for _ in finals)),
        elements=(*net.elements, *(() for _ in finals)),
        inputs=(*net.inputs, *(_arcs(marking) for marking in finals)),
        outputs=(*net.outputs, *(((end, 1),),) * extra),
        initial_marking=(*net.initial_marking, 0),
        final_markings=((*none, 1),),
    )


def _arcs(marking: Marking) -> tuple[tuple[int, int], ...]:
    return tuple((place, tokens) for place, tokens in enumerate(marking) if tokens)
