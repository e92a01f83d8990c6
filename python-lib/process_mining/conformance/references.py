"""A reference model and the activities of a log -> which label stands for which activities, and a digest of both."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from process_mining.conformance.move_costs import MoveCosts
from process_mining.models.labels import MAX_LABEL_LENGTH, normalise_label
from process_mining.models.reference_model import ReferenceModel

_DIGEST_LENGTH = 12


@dataclass(frozen=True)
class Reference:
    """A reference model matched with the activities of a log.

    Parameters
    ----------
    model : ReferenceModel
    file_name : str
        Where it came from; decides between references that a case follows equally well.
    digest : str
        12 hexadecimal digits over content, mapping and settings: scores compare only where it is the same.
    codes_by_label : mapping of str to tuple of int
        Activity codes that each label of the model stands for.
    labels_without_activity : tuple of str
        Labels that no activity of the log has.
    activities_without_label : tuple of str
        Activities of the log that the model does not know.
    """

    model: ReferenceModel
    file_name: str
    digest: str
    codes_by_label: Mapping[str, tuple[int, ...]]
    labels_without_activity: tuple[str, ...]
    activities_without_label: tuple[str, ...]


def match_reference(
    model: ReferenceModel,
    file_name: str,
    content: bytes,
    activities: Sequence[str],
    label_mapping: Mapping[str, str],
    settings: Mapping[str, object],
) -> Reference:
    """Match the labels of a model with the activities of a log.

    Parameters
    ----------
    model : ReferenceModel
    file_name : str
    content : bytes
        What the model was read from.
    activities : sequence of str
        Label of each activity code of the log.
    label_mapping : mapping of str to str
        Label of the model -> activity, for labels that are called otherwise in the log.
    settings : mapping
        Plain values of the settings that the score depends on.

    Returns
    -------
    Reference

    Notes
    -----
    Names are compared after normalisation (blanks, line breaks, entities), so that a line break in a drawing does not
    make a deviation; several activities that differ only so stand for the same label.
    """
    codes: dict[str, list[int]] = {}
    for code, activity in enumerate(activities):
        codes.setdefault(_comparable(activity), []).append(code)
    wanted = {_comparable(label): _comparable(activity) for label, activity in label_mapping.items()}
    codes_by_label = {
        label: tuple(codes.get(wanted.get(_comparable(label), _comparable(label)), ()))
        for label in model.net.visible_labels
    }
    known = {code for label_codes in codes_by_label.values() for code in label_codes}
    return Reference(
        model,
        file_name,
        _digest(content, label_mapping, settings),
        codes_by_label,
        tuple(label for label, label_codes in codes_by_label.items() if not label_codes),
        tuple(activity for code, activity in enumerate(activities) if code not in known),
    )


def costs_of(reference: Reference, move_costs: Mapping[str, float], activities: Sequence[str]) -> MoveCosts:
    """Return the costs of moves on log and on model when activities have costs of their own.

    Parameters
    ----------
    reference : Reference
    move_costs : mapping of str to float
        Activity -> cost of a move on it, whether the log or the model moves; 1 for all others. A label that stands for
        several activities costs the most of theirs.
    activities : sequence of str
        Label of each activity code.
    """
    model: dict[str, float] = {}
    for label, codes in reference.codes_by_label.items():
        # A label may be named itself, above all one that the log never has.
        names = [*(activities[code] for code in codes), label]
        named = [move_costs[name] for name in names if name in move_costs]
        if named:
            model[label] = max(named)
    return MoveCosts(log=dict(move_costs), model=model)


def _comparable(name: str) -> str:
    """Return a name as it is compared; one that is longer than any label of a model stands for itself."""
    return normalise_label(name) if len(name) <= MAX_LABEL_LENGTH else name


def _digest(content: bytes, label_mapping: Mapping[str, str], settings: Mapping[str, object]) -> str:
    facts = json.dumps([dict(label_mapping), dict(settings)], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(content + b"\0" + facts.encode("ascii")).hexdigest()[:_DIGEST_LENGTH]
