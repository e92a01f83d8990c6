"""The choices a user has when a BPMN file is read, as one value that is right if it exists."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining.settings import SUB_PROCESS_RULES, VISIBLE_EVENT_RULES, check_choice

CALLS = ("one_activity", "expand")
IMPLICIT_SPLITS = ("all", "one")
MI_PARALLEL = ("any_order", "one_after_the_other")


@dataclass(frozen=True)
class BpmnSettings:
    """How a BPMN file is to be read.

    Parameters
    ----------
    process : str
        Pool name, process name or id; empty when the file has only one.
    visible_events : {"never", "named", "in_log"}
        Which named events stand for an activity: none, all, or those whose name is an activity of the log.
    sub_processes : {"expand", "one_activity"}
        Whether a sub-process with content is its content or one activity.
    calls : {"one_activity", "expand"}
        Whether a call of a process in the same file is one activity or that process.
    implicit_split : {"all", "one"}
        Whether several unconditional flows out of an activity are all taken (the standard) or one of them.
    mi_zero : bool
        Whether a multi-instance activity may have no instance at all.
    mi_parallel : {"any_order", "one_after_the_other"}
        How the instances of a parallel multi-instance sub-process may mix.
    interrupted_activity_logged : bool
        Whether an activity that an event interrupts may still be seen, before the event.

    Raises
    ------
    ParameterError
        If a choice is not among those above.
    """

    process: str = ""
    visible_events: str = "never"
    sub_processes: str = "expand"
    calls: str = "one_activity"
    implicit_split: str = "all"
    mi_zero: bool = False
    mi_parallel: str = "any_order"
    interrupted_activity_logged: bool = False

    def __post_init__(self) -> None:
        check_choice("visible_events", self.visible_events, VISIBLE_EVENT_RULES)
        check_choice("sub_processes", self.sub_processes, SUB_PROCESS_RULES)
        check_choice("calls", self.calls, CALLS)
        check_choice("implicit_split", self.implicit_split, IMPLICIT_SPLITS)
        check_choice("mi_parallel", self.mi_parallel, MI_PARALLEL)
