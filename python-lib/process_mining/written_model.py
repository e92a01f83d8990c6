"""Process tree -> a BPMN and a PNML file of the same language, and the reference model that both hold."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_writer import write_bpmn_of_tree
from process_mining.models.pnml_writer import write_pnml
from process_mining.models.process_tree import Tree
from process_mining.models.reference_model import ReferenceModel


@dataclass(frozen=True)
class WrittenModel:
    """A model as files.

    Parameters
    ----------
    bpmn : bytes
        BPMN 2.0 with a diagram.
    pnml : bytes
    model : ReferenceModel
        What our reader finds in the BPMN file; the PNML file holds its net. Its warnings name what a file cannot say.
    """

    bpmn: bytes
    pnml: bytes
    model: ReferenceModel


def write_model(tree: Tree, name: str) -> WrittenModel:
    """Return a process tree as files.

    Parameters
    ----------
    tree : Tree
    name : str
        Name of the process.

    Returns
    -------
    WrittenModel
        The same bytes for the same tree.

    Raises
    ------
    ModelError
        As `process_mining.models.bpmn.read_bpmn`: if no label, or a far too long one, is in the tree.

    Notes
    -----
    Labels come back as every reader compares them, so blanks and line breaks are plain in the net, and an activity
    whose name is all blank is a step without a name.

    Examples
    --------
    >>> from process_mining.models.process_tree import Leaf
    >>> write_model(Leaf("pay"), "Payments").model.net.visible_labels
    ('pay',)
    """
    bpmn = write_bpmn_of_tree(tree, name)
    model = read_bpmn(bpmn, name)
    return WrittenModel(bpmn, write_pnml(model.net, name), model)
