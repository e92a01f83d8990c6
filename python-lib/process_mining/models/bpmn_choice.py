"""Picks the one process of a BPMN file that is to be read."""
from __future__ import annotations

from process_mining.errors import shown, shown_names
from process_mining.models.bpmn_elements import Process, all_elements
from process_mining.models.bpmn_parse import activities_called
from process_mining.models.bpmn_visibility import is_visible_activity
from process_mining.models.labels import normalise_label
from process_mining.models.reference_model import refuse


def choose_process(processes: tuple[Process, ...], wanted: str) -> Process:
    """Return the process with the wanted name or id, or the only one that no other process calls.

    Parameters
    ----------
    processes : tuple of Process
        All processes of the file.
    wanted : str
        Pool name, process name or id; empty to take the only candidate.

    Returns
    -------
    Process

    Raises
    ------
    ModelError
        ``E-empty`` if no process has content, ``E-choose`` if the choice is open or the name is unknown.
    """
    filled = [process for process in processes if process.content.elements]
    if not filled:
        raise refuse(
            "E-empty", "no process of the file has activities, events or gateways", "Draw a process, not only pools."
        )
    if wanted:
        return _named_process(filled, wanted)
    called = activities_called(processes)
    candidates = [process for process in filled if process.id not in called] or filled
    if len(candidates) > 1:
        raise refuse("E-choose", f"the file holds {len(candidates)} processes", _set_process(candidates))
    return candidates[0]


def _named_process(processes: list[Process], wanted: str) -> Process:
    """Return the process with this id or else this name, which must be its own."""
    by_id = [process for process in processes if process.id == wanted]
    name = normalise_label(wanted)
    by_name = [process for process in processes if name in (process.pool_name, process.name)]
    found = by_id or by_name
    if len(found) == 1:
        return found[0]
    problem = "is in the file more than once" if found else "is not in the file"
    raise refuse("E-choose", f"the process {shown(wanted)} {problem}", _set_process(processes))


def _set_process(processes: list[Process]) -> str:
    """Return the remedy: which values the setting may take, with the number of activities of each."""
    names = [process.shown_name for process in processes]
    listed = []
    for process, name in zip(processes, names):
        n_activities = sum(is_visible_activity(element) for element in all_elements(process.content))
        key = shown(name) if names.count(name) == 1 else f"{shown(name)} with id {shown_names([process.id])}"
        listed.append(f"{key} ({n_activities} activities)" if n_activities != 1 else f"{key} (1 activity)")
    return f"Set \"process\" to one of: {', '.join(listed[:20])}."
