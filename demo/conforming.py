"""A log file and reference models -> the tables of the conformance recipe."""
from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo.errors import DemoError, quoted, quoted_names
from demo.opened_log import LogSettings, OpenedLog, check_file, open_log
from demo.tables import CONFORMANCE_TABLES, table_path
from sandbox import Project, import_file

_MODELS, _VARIANTS = "reference_models", "allowed_variants"
_VARIANT_COLUMN = "variant"
_MODEL_ENDINGS = (".bpmn", ".pnml", ".xml")
_ONLY_OF_ALIGNMENTS = {
    "node_budget": "--node-budget", "time_budget_seconds": "--budget-seconds", "move_costs": "--move-costs",
}


@dataclass(frozen=True)
class References:
    """What cases are compared with; of several, each case takes the one that it follows best.

    Parameters
    ----------
    models : tuple of Path
        BPMN and PNML files.
    allowed_variants : Path or None
        Table with a column `variant`, as the variants recipe writes it.
    parameters : mapping
        Parameters of the recipe that the user gave, by their names there.
    """

    models: tuple[Path, ...] = ()
    allowed_variants: Path | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def files(self) -> list[Path]:
        """All files, in the order given."""
        return [*self.models, *([] if self.allowed_variants is None else [self.allowed_variants])]


def conform(
    log: Path, out: Path, settings: LogSettings, references: References, say: Callable[[str], None] = print
) -> None:
    """Score the cases of a log and write executions, alignments and deviations.

    Parameters
    ----------
    log : Path
        CSV, XES or Parquet file, gzip too.
    out : Path
        Folder for the tables and their schemas; made when it is not there.
    settings : LogSettings
        How to read the log.
    references : References
        What to compare its cases with.
    say : callable
        Gets the columns that were chosen, before the recipe starts.

    Raises
    ------
    DemoError
        For a file, a column, a model or an option that cannot be used.
    sandbox.SandboxError
        For a file that cannot be imported, or a recipe that fails; nothing is written then.
    """
    _check_references(references)
    _check_options(settings, references.parameters)
    written = [table_path(out, table) for table in CONFORMANCE_TABLES]
    with open_log(log, out, settings, written, references.files, say) as opened:
        score_cases(opened, references)
        opened.export(CONFORMANCE_TABLES, out)


def score_cases(opened: OpenedLog, references: References) -> None:
    """Make the tables executions (with conformance), alignments and deviations of a log."""
    inputs = {}
    if references.models:
        folder = opened.project.create_folder(_MODELS)
        for path in references.models:
            shutil.copyfile(path, folder / path.name)
        inputs[_MODELS] = _MODELS
    if references.allowed_variants is not None:
        _import_variants(opened.project, references.allowed_variants)
        inputs[_VARIANTS] = _VARIANTS
    parameters = {
        "case_attribute_columns": list(opened.columns.attributes),
        "model_files": [path.name for path in references.models],
        **references.parameters,
    }
    opened.make_tables("process-mining-conformance", CONFORMANCE_TABLES, inputs=inputs, parameters=parameters)


def read_json_object(path: Path, option: str, values: str, kinds: tuple[type, ...]) -> dict[str, Any]:
    """Return the object of a JSON file whose values are all of some kinds.

    Parameters
    ----------
    path : Path
        The file.
    option : str
        The option that named it.
    values : str
        What the values must be, in words ("texts").
    kinds : tuple of type
        The same as types.

    Raises
    ------
    DemoError
        For a file that cannot be read or holds something else.
    """
    check_file(path, "JSON file")
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DemoError(f"{quoted(path)} ({option}) is no JSON: {error.msg} at {place}.") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise DemoError(f"{quoted(path)} ({option}) is no JSON in UTF-8.") from error
    if not isinstance(found, dict):
        raise DemoError(f"{quoted(path)} ({option}) holds no JSON object; write it as {{\"name\": value, ...}}.")
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise DemoError(f"{quoted(path)} ({option}): {quoted(name)} has the value {quoted(value)}; give {values}.")
    return found


def _check_references(references: References) -> None:
    if not references.files:
        raise DemoError("there is nothing to compare with: give --model FILE or --allowed-variants FILE.")
    for path in references.models:
        check_file(path, "model file")
        if path.suffix.lower() not in _MODEL_ENDINGS:
            raise DemoError(f"{quoted(path)} is no model: its ending is none of {', '.join(_MODEL_ENDINGS)}.")
    twice = [name for name, count in Counter(path.name for path in references.models).items() if count > 1]
    if twice:
        raise DemoError(f"two models are called {quoted_names(twice)}: give each --model another file name.")
    if references.allowed_variants is not None:
        check_file(references.allowed_variants, "table of allowed variants")


def _import_variants(project: Project, path: Path) -> None:
    import_file(project, path, _VARIANTS)
    names = [column["name"] for column in project.read_schema(_VARIANTS)]
    if _VARIANT_COLUMN not in names:
        raise DemoError(
            f"{quoted(path)} (--allowed-variants) has no column {quoted(_VARIANT_COLUMN)}; "
            f"its columns are {quoted_names(names)}."
        )


def _check_options(settings: LogSettings, parameters: Mapping[str, Any]) -> None:
    """Refuse options that the recipe would have to pass over in silence."""
    if "score_open_cases" in parameters and not settings.end_activities:
        raise DemoError("--open needs --end-activities A,B: without them no case is open.")
    if parameters.get("method") == "token_replay":
        useless = [option for name, option in _ONLY_OF_ALIGNMENTS.items() if name in parameters]
        if useless:
            raise DemoError(f"{', '.join(useless)} and --method token_replay do not go together: leave one out.")
