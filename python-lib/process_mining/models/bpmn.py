"""Turns a BPMN 2.0 file into a reference model: the net of all complete runs, exact or with named approximations."""
from __future__ import annotations

from collections.abc import Iterable

from process_mining.models.automaton import determinise, merge_equal_states, net_of_automaton, trim
from process_mining.models.automaton_states import Automaton
from process_mining.models.bpmn_choice import choose_process
from process_mining.models.bpmn_findings import (
    grouped,
    no_run_ends,
    report_flat,
    report_labels,
    report_uncaught,
    report_unfolding,
)
from process_mining.models.bpmn_parse import parse_processes
from process_mining.models.bpmn_reading import Reading
from process_mining.models.bpmn_scopes import build_scope
from process_mining.models.bpmn_settings import BpmnSettings
from process_mining.models.contraction import contract
from process_mining.models.fragments import net_of_scope
from process_mining.models.labels import normalise_label
from process_mining.models.reference_model import ReferenceModel, refuse
from process_mining.models.routes import check_fragments
from process_mining.models.token_flow import Scope
from process_mining.models.unfolding import unfold
from process_mining.models.xml_safety import read_xml
from process_mining.petri_net import PetriNet

MAX_SETS = 20_000
MAX_MERGED_STATES = 5_000

_DEFAULTS = BpmnSettings()


def read_bpmn(
    content: bytes,
    name: str = "",
    settings: BpmnSettings = _DEFAULTS,
    log_activities: Iterable[str] = (),
) -> ReferenceModel:
    """Return the reference model of one process of a BPMN 2.0 file.

    Parameters
    ----------
    content : bytes
        The file.
    name : str
        How the model is to be called; empty for the name of its pool or process.
    settings : BpmnSettings
        The user's choices.
    log_activities : iterable of str
        Activities of the log, for events that are visible when the log has them.

    Returns
    -------
    ReferenceModel
        Its net has one token in ``start``; a run is complete with one token in ``end`` and none elsewhere.

    Raises
    ------
    ModelError
        With a code ``E-...``, the element and what to change, if the file cannot be read without guessing.

    Notes
    -----
    A trace is allowed if it is the sequence of labels of a run of the standard's token game that leaves nothing to do.
    Data, clocks and other pools are unknown, so every choice is free. Processes whose every construct has a local
    fragment become nets of linear size; all others are played in full, and the automaton of their runs becomes the net.
    Where the standard's meaning cannot be had, more is allowed rather than less, and a warning says so.

    References
    ----------
    OMG, Business Process Model and Notation 2.0.2 (ISO/IEC 19510), chapters 10 and 13. Dijkman, Dumas, Ouyang,
    Semantics and analysis of business process models in BPMN, Inf. Softw. Technol. 50 (2008).
    """
    processes = parse_processes(read_xml(content, "BPMN 2.0 XML"))
    process = choose_process(processes, settings.process)
    comparable = frozenset(normalise_label(activity) for activity in log_activities)
    reading = Reading(settings, comparable, {other.id: other for other in processes})
    scope = build_scope(process.content, reading)
    report_labels(reading)
    report_uncaught(scope, reading)
    net = _net_of_fragments(scope, reading)
    is_unfolded = net is None
    if net is None:
        net = _net_of_all_runs(scope, reading)
    return ReferenceModel(
        name=name or process.shown_name,
        net=net,
        warnings=grouped(reading.warnings),
        visible_elements=tuple(reading.visible.values()),
        silent_names=tuple(sorted(reading.silent_names)),
        frame_names=tuple(sorted(reading.frame_names)),
        unfolded=is_unfolded,
    )


def _net_of_fragments(scope: Scope, reading: Reading) -> PetriNet | None:
    """Return the net of a process fragment by fragment; None if it has to be played."""
    check = check_fragments(scope)
    if check is None:
        return None
    report_flat(check.soundness, check.builder, reading)
    return contract(net_of_scope(scope).net())


def _net_of_all_runs(scope: Scope, reading: Reading) -> PetriNet:
    """Return the net of the smallest automaton found for all runs of a process."""
    unfolding = unfold(scope)
    if not unfolding.automaton.accepting:
        raise no_run_ends(None if unfolding.stuck is None else unfolding.stuck.waiting)
    useful = trim(unfolding.automaton)
    report_unfolding(unfolding, {identifier for edge in useful.edges for identifier in edge.ids}, reading)
    return net_of_automaton(smallest(useful))


def smallest(automaton: Automaton) -> Automaton:
    """Return the smallest automaton that can be had within the limits, with silent steps if need be.

    Raises
    ------
    ModelError
        ``E-limit`` if even that has too many states for conformance checking.
    """
    deterministic = determinise(automaton, MAX_SETS)
    merged = merge_equal_states(automaton if deterministic is None else deterministic)
    if merged.n_states > MAX_MERGED_STATES:
        problem = f"its runs have {merged.n_states:,} different situations, more than {MAX_MERGED_STATES:,}"
        raise refuse("E-limit", problem, "Read sub-processes as one activity, or split the model.")
    return merged
