"""Turns a model file of any kind that we read into a reference model."""
from __future__ import annotations

from collections.abc import Iterable

from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.pnml import read_pnml
from process_mining.models.reference_model import ReferenceModel
from process_mining.models.xml_safety import read_xml


def read_model_file(
    content: bytes, name: str, settings: BpmnSettings, log_activities: Iterable[str] = ()
) -> ReferenceModel:
    """Return the reference model of a BPMN 2.0 or PNML file; its content decides which, not its name.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        How the model is to be called, usually the file's name.
    settings : BpmnSettings
        How BPMN is to be read.
    log_activities : iterable of str
        Activities of the log, for events that are visible when the log has them.

    Returns
    -------
    ReferenceModel

    Raises
    ------
    ModelError
        As `read_bpmn` and `read_pnml`; a file that is neither is refused as not BPMN.
    """
    root = read_xml(content, "BPMN 2.0 XML or PNML")
    if root.tag.rpartition("}")[2] == "pnml":
        return read_pnml(content, name)
    return read_bpmn(content, name, settings, log_activities)
