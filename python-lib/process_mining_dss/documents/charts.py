"""Filtered cases -> the charts document: plotly figures, and the numbers behind them."""
from __future__ import annotations

from process_mining.explorer import charts
from process_mining_dss.contract.panel_answers import ChartsDocument
from process_mining_dss.documents.times import as_ms, histogram_document
from process_mining_dss.filtered_cases import FilteredCases
from process_mining_dss.loaded_log import LoadedLog


def charts_document(loaded: LoadedLog, filtered: FilteredCases) -> ChartsDocument:
    """Return the charts of the filtered cases; those of no case are empty."""
    time_zone = loaded.settings.time_zone
    times = charts.execution_time_histogram(loaded.log, filtered.kept)
    over_time = charts.cases_over_time(loaded.log, filtered.kept, time_zone)
    return {
        "version": loaded.version,
        "execution_time": histogram_document(times),
        "execution_time_figure": charts.execution_time_figure(times),
        "periods_ms": [] if over_time is None else [as_ms(begin) for begin in over_time.begins],
        "period": "month" if over_time is None else over_time.period,
        "started": [] if over_time is None else over_time.started.tolist(),
        "ended": [] if over_time is None else over_time.ended.tolist(),
        "cases_over_time_figure": charts.cases_over_time_figure(over_time, time_zone),
    }
