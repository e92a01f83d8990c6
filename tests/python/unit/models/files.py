"""The model files that these tests read."""
from __future__ import annotations

from pathlib import Path

from process_mining.models.bpmn import read_bpmn
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.reference_model import ReferenceModel

FOLDER = Path(__file__).resolve().parents[3] / "data" / "models"


def hand_made(name: str) -> bytes:
    """Return the content of a model file made by hand for these tests."""
    return (FOLDER / name).read_bytes()


def read(name: str, log_activities: tuple[str, ...] = (), **settings: object) -> ReferenceModel:
    """Return a hand-made BPMN model, read with some settings."""
    return read_bpmn(hand_made(f"{name}.bpmn"), name, BpmnSettings(**settings), log_activities)  # type: ignore[arg-type]


def codes(model: ReferenceModel) -> list[str]:
    """Return the codes of a model's warnings, each once, in the order found."""
    return list(dict.fromkeys(warning.code for warning in model.warnings))
