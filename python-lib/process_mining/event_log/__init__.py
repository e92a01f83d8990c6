"""The event log: read from chunks of rows by `read_event_log`, held as arrays by `EventLog`."""
from process_mining.event_log.event_log import EventLog
from process_mining.event_log.quality import REASONS_TO_LEAVE_OUT, Finding, Quality
from process_mining.event_log.reading import read_event_log
from process_mining.event_log.timestamps import seconds_between

__all__ = ["REASONS_TO_LEAVE_OUT", "EventLog", "Finding", "Quality", "read_event_log", "seconds_between"]
