"""The reference roles of a recipe -> reference models, matched with the activities of the log."""
from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Any

import dataiku
from dataiku import customrecipe

from process_mining.conformance.references import Reference, match_reference
from process_mining.errors import MissingColumnError, ModelError, ParameterError, shown, shown_names
from process_mining.models.allowed_texts import read_allowed_texts
from process_mining.models.allowed_variants import read_allowed_variants
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.labels import MAX_LABEL_LENGTH, normalise_label
from process_mining.models.model_files import read_model_file
from process_mining.models.reference_model import ReferenceModel
from process_mining_dss.datasets import logger, read_text_chunks
from process_mining_dss.params import ConformanceParameters

MODEL_ENDINGS = (".bpmn", ".pnml", ".xml")
FOLDER_ROLE, VARIANTS_ROLE = "reference_models", "allowed_variants"
_VARIANT_COLUMN = "variant"


def read_references(parameters: ConformanceParameters, activities: Sequence[str]) -> list[Reference]:
    """Read every reference that the recipe is given.

    Parameters
    ----------
    parameters : ConformanceParameters
    activities : sequence of str
        Activities of the log.

    Returns
    -------
    list of Reference
        At least one.

    Raises
    ------
    ParameterError
        If there is no reference, a chosen file is not in the folder, or a mapped label is in no model.
    ModelError
        If a model cannot be used.
    """
    references = [*_from_folder(parameters, activities), *_from_dataset(parameters, activities)]
    if not references:
        raise ParameterError(
            FOLDER_ROLE,
            "there is no reference to compare with",
            "Give the recipe a folder with BPMN or PNML files, or a dataset of allowed variants.",
        )
    _check_names(parameters, references, activities)
    for reference in references:
        _tell(reference)
    return references


def list_model_files(folder: dataiku.Folder) -> list[str]:
    """Return the model files of a managed folder, sorted, without the slash in front of their paths."""
    paths = [path.lstrip("/") for path in folder.list_paths_in_partition()]
    # Files whose names begin with a dot are what systems leave behind.
    visible = [path for path in paths if not path.rpartition("/")[2].startswith(".")]
    return sorted(path for path in visible if path.lower().endswith(MODEL_ENDINGS))


def model_choices(inputs: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, str]]]:
    """Return the choices of the recipe form's list of model files.

    Parameters
    ----------
    inputs : sequence of dict
        The recipe's inputs as DSS gives them to a form: `role` and `fullName`.
    """
    names = [entry["fullName"] for entry in inputs if entry.get("role") == FOLDER_ROLE]
    files = [file for name in names for file in list_model_files(dataiku.Folder(name, ignore_flow=True))]
    return {"choices": [{"value": file, "label": file} for file in files]}


def _from_folder(parameters: ConformanceParameters, activities: Sequence[str]) -> list[Reference]:
    references = []
    for folder_id in customrecipe.get_input_names_for_role(FOLDER_ROLE):
        folder = dataiku.Folder(folder_id)
        for file in _chosen_files(parameters, list_model_files(folder)):
            logger.info("Reading reference %s.", file)
            with folder.get_download_stream(file) as stream:
                content = stream.read()
            comparable = [activity for activity in activities if len(activity) <= MAX_LABEL_LENGTH]
            model = _read_model(content, file, parameters, comparable)
            references.append(_match(model, file, content, parameters, activities))
    return references


def _chosen_files(parameters: ConformanceParameters, files: list[str]) -> list[str]:
    if not files:
        remedy = f"Put a file into it that ends with {', '.join(MODEL_ENDINGS)}."
        raise ParameterError(FOLDER_ROLE, "the folder has no model file", remedy)
    for file in parameters.model_files:
        if file not in files:
            near = difflib.get_close_matches(file, files, n=1)
            hint = f" Did you mean {shown(near[0])}?" if near else ""
            problem = f"{shown(file)} is not in the folder, which has {shown_names(files)}"
            raise ParameterError("model_files", problem, f"Choose again.{hint}")
    return list(parameters.model_files) or files


def _from_dataset(parameters: ConformanceParameters, activities: Sequence[str]) -> list[Reference]:
    references = []
    for name in customrecipe.get_input_names_for_role(VARIANTS_ROLE):
        dataset = dataiku.Dataset(name)
        columns = [column["name"] for column in dataset.read_schema()]
        if _VARIANT_COLUMN not in columns:
            raise MissingColumnError(_VARIANT_COLUMN, "allowed variant", columns)
        chunks = [rows[_VARIANT_COLUMN].dropna() for rows in read_text_chunks(dataset, [_VARIANT_COLUMN])]
        texts = [text for chunk in chunks for text in chunk.tolist()]
        short_name = name.rpartition(".")[2]
        model = read_allowed_variants(read_allowed_texts(texts), short_name)
        references.append(_match(model, short_name, "\n".join(sorted(texts)).encode("utf-8"), parameters, activities))
    return references


def _read_model(content: bytes, file: str, parameters: ConformanceParameters, activities: list[str]) -> ReferenceModel:
    try:
        return read_model_file(content, file, _bpmn_settings(parameters), activities)
    except ModelError as error:
        raise error.in_file(file) from None


def _bpmn_settings(parameters: ConformanceParameters) -> BpmnSettings:
    return BpmnSettings(
        process=parameters.process,
        visible_events=parameters.visible_events,
        sub_processes=parameters.sub_processes,
    )


def _match(
    model: ReferenceModel, file_name: str, content: bytes, parameters: ConformanceParameters, activities: Sequence[str]
) -> Reference:
    names = ("process", "visible_events", "sub_processes", "method", "move_costs", "score_open_cases")
    settings = {name: getattr(parameters, name) for name in names}
    return match_reference(model, file_name, content, activities, parameters.label_mapping, settings)


def _check_names(
    parameters: ConformanceParameters, references: list[Reference], activities: Sequence[str]
) -> None:
    """Raise for a mapped label or a cost that names nothing: it would do nothing."""
    labels = sorted({label for reference in references for label in reference.codes_by_label})
    known = {normalise_label(label) for label in labels}
    for label in parameters.label_mapping:
        if normalise_label(label) not in known:
            raise ParameterError(
                "label_mapping", f"{shown(label)} is a label of no model", f"The labels are {shown_names(labels)}."
            )
    for name in parameters.move_costs:
        if name not in activities and name not in labels:
            raise ParameterError(
                "move_costs",
                f"{shown(name)} is neither an activity of the log nor a label of a model",
                f"The activities are {shown_names(activities)}.",
            )


def _tell(reference: Reference) -> None:
    """Say in the log what was read and what does not match."""
    net = reference.model.net
    logger.info(
        "Reference %s (digest %s): %d places, %d transitions, %d labels.",
        reference.file_name, reference.digest, net.n_places, net.n_transitions, len(net.visible_labels),
    )  # fmt: skip
    for warning in reference.model.warnings:
        logger.warning("%s: %s", reference.file_name, warning)
    if reference.labels_without_activity:
        logger.warning("Labels without an activity in the log: %s.", shown_names(reference.labels_without_activity))
    if reference.activities_without_label:
        logger.warning("Activities that the model does not know: %s.", shown_names(reference.activities_without_label))
    silent = {normalise_label(name) for name in reference.model.silent_names}
    unknown = [activity for activity in reference.activities_without_label if len(activity) <= MAX_LABEL_LENGTH]
    events = [activity for activity in unknown if normalise_label(activity) in silent]
    if events:
        names = shown_names(events)
        logger.warning("Silent events of the model are activities of the log: %s. Turn on visible events?", names)
