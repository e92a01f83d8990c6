"""The loaded log -> what the page knows of it before anything is filtered."""
from __future__ import annotations

from typing import Any

import numpy as np

from process_mining.explorer.process_map import opening_variants
from process_mining_dss.contract.answers import LogDocument
from process_mining_dss.documents.times import as_ms
from process_mining_dss.loaded_log import LoadedLog


def log_document(loaded: LoadedLog, has_newer: bool) -> LogDocument:
    """Return the `log` document."""
    log, settings = loaded.log, loaded.settings
    view: Any = settings.opening_view
    return {
        "state": "ready",
        "version": loaded.version,
        "data_ms": loaded.data_ms,
        "newer_data": has_newer,
        "dataset": settings.event_log,
        "executions_dataset": settings.executions,
        "activities": [log.steps.labels[step] for step in np.argsort(log.steps.positions)],
        "cases": log.n_cases,
        "events": log.n_events,
        "variants": log.variants.n_variants,
        "first_ms": as_ms(log.case_begins.min()),
        "last_ms": as_ms(log.case_ends.max()),
        "has_service_times": log.starts is not None,
        "has_conformance": loaded.conformance is not None,
        "has_alignments": loaded.moves is not None,
        "models": [] if loaded.conformance is None else list(loaded.conformance.models),
        "time_zone": settings.time_zone,
        "opening_view": view,
        "opening_variants": opening_variants(log.variants),
        "groups_by_prefix": 0 if log.groups is None else log.groups.n_steps,
        "filter_columns": list(loaded.columns),
        "notes": list(loaded.notes),
    }
