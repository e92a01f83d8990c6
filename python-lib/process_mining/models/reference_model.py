"""What reading a reference model gives: a Petri net, the warnings on the way, and the elements a log can show."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining.errors import ModelError, shown
from process_mining.petri_net import PetriNet


@dataclass(frozen=True)
class ElementRef:
    """An element of the user's own file, as a message names it.

    Parameters
    ----------
    name : str
        Its name, normalised; empty when it has none.
    kind : str
        What it is, in words ("parallel gateway").
    id : str
        Its id in the file.
    """

    name: str
    kind: str
    id: str

    def __str__(self) -> str:
        if self.name:
            return f"{shown(self.name)} ({self.kind}, id {shown(self.id)[1:-1]})"
        return f"the unnamed {self.kind} (id {shown(self.id)[1:-1]})"


@dataclass(frozen=True)
class ModelWarning:
    """Something the user should know about a model that was read all the same.

    Parameters
    ----------
    code : str
        Stable short name: ``W-...`` for what may surprise, ``I-...`` for information.
    element : ElementRef or None
        The element it is about; None when it is about the whole model.
    sentence : str
        What was found and how it was read, in one sentence without the final stop.
    remedy : str
        What to do if that was not meant; empty where there is nothing to do.
    """

    code: str
    element: ElementRef | None
    sentence: str
    remedy: str

    def __str__(self) -> str:
        subject = "This model" if self.element is None else str(self.element)
        return f"{subject}: {self.sentence}. {self.remedy}".strip() + f" [{self.code}]"


@dataclass(frozen=True)
class ReferenceModel:
    """A model ready for conformance checking.

    Parameters
    ----------
    name : str
        How the model is called in tables and messages.
    net : PetriNet
        Its complete label sequences are the allowed traces. Transitions carry ids of the user's elements.
    warnings : tuple of ModelWarning
        In the order found.
    visible_elements : tuple of ElementRef
        Every element that stands for an activity of the log; ``name`` is its label. Labels may repeat.
    silent_names : tuple of str
        Distinct names of events that were read as silent, sorted: if a log has such an activity, reading events as
        visible may be what the user wants.
    frame_names : tuple of str
        Distinct names of sub-processes that were read as their content, sorted: if a log has such an activity, reading
        sub-processes as one activity may be what the user wants.
    unfolded : bool
        Whether concurrency is written out as interleaving, so that token replay figures are not comparable.
    """

    name: str
    net: PetriNet
    warnings: tuple[ModelWarning, ...] = ()
    visible_elements: tuple[ElementRef, ...] = ()
    silent_names: tuple[str, ...] = ()
    frame_names: tuple[str, ...] = ()
    unfolded: bool = False


def refuse(code: str, problem: str, remedy: str, element: ElementRef | None = None) -> ModelError:
    """Return the error that says why a model cannot be used, and which element is the reason."""
    return ModelError(code, problem, remedy, "" if element is None else str(element))
