"""How well the cases follow a reference, and where they do not -> sentences for somebody who owns the process."""
from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

from demo.errors import quoted
from demo.health import Health, read_health
from demo.layout import aligned_rows, cut, hanging, one_line
from demo.tables import QUALITY_TABLE, Row, iter_table, read_number
from demo.wording import MISSING, count_words, duration_words, score_words, share_words

_SHOWN = 5
_LABEL_WIDTH = 40
# A difference below this share of the others' mean is not worth a word.
_LEAST_DIFFERENCE = 0.01
_QUALITIES = ("log_fitness", "precision", "generalisation", "simplicity")


def health_lines(folder: Path, reference: str, width: int) -> list[str]:
    """Return the figures of conformance.

    Parameters
    ----------
    folder : Path
        Where the tables of the conformance recipe are.
    reference : str
        What the cases were compared with, in words ("the model discovered from them").
    width : int
        Characters a line may have.
    """
    health = read_health(folder)
    heading = f"Health: do the cases follow {reference}?"
    if health.share_conforming is None:
        return [heading, "  Unknown: no case could be scored."]
    cells = [
        ["mean conformance", _mean_words(health), _bounded_words(health)],
        [
            "share conforming", share_words(health.share_conforming),
            f"{health.conforming:,} of {count_words(health.scored, 'scored case')} without any deviation",
        ],
        [
            "share scored", share_words(health.scored / health.cases),
            f"{health.scored:,} of {count_words(health.cases, 'case')}{_open_words(health)}",
        ],
    ]
    models = ", ".join(f"{cut(one_line(name), _LABEL_WIDTH)} ({digest})" for name, digest in health.models)
    formula = f"Against {models}: 1 - alignment cost / (events + cheapest model run)"
    return [heading, *aligned_rows(cells, right=(1,), width=width), *hanging(formula, width)]


def deviation_lines(folder: Path, unit_seconds: float, width: int) -> list[str]:
    """Return the most frequent deviations in words.

    Parameters
    ----------
    folder : Path
        Where the deviations table is, most cases first.
    unit_seconds : float
        Seconds in the unit of its durations.
    width : int
        Characters a line may have.
    """
    rows = list(iter_table(folder, "deviations"))
    if not rows:
        return ["Most frequent deviations", "  None."]
    places = Counter(_place(row) for row in rows)
    cells = [["cases", "share", "than the others", "what happens"]]
    cells += [
        [
            f"{int(row['cases']):,}",
            share_words(float(row["share"])),
            _time_words(row, unit_seconds),
            deviation_words(row, says_before=places[_place(row)] > 1),
        ]
        for row in rows[:_SHOWN]
    ]
    heading = f"Most frequent deviations ({len(cells) - 1} of {len(rows):,})"
    return [heading, *aligned_rows(cells, right=(0, 1, 2), width=width, wrap=textwrap.wrap)]


def quality_lines(folder: Path, width: int, no_model: str = "") -> list[str]:
    """Return the quality of the discovered model in a line, or why there is none."""
    if no_model:
        return ["Discovered model", *hanging(f"None: {one_line(no_model)}", width)]
    values = {row["measure"]: read_number(row["value"]) for row in iter_table(folder, QUALITY_TABLE)}
    told = [
        f"{name.replace('_', ' ')} {score_words(value)}"
        for name in _QUALITIES
        if (value := values.get(name)) is not None
    ]
    return ["Discovered model (each from 0 to 1, more is better)", *hanging(", ".join(told), width)]


def deviation_words(row: Row, says_before: bool) -> str:
    """Return what happens in a deviation and where.

    Parameters
    ----------
    row : dict of str -> str
        Of the deviations table.
    says_before : bool
        Whether to name the step after it, too: two deviations may differ in nothing else.

    Examples
    --------
    >>> row = {"kind": "skipped", "activity": "Check", "other_activity": "", "after": "Ask", "before": "Pay"}
    >>> deviation_words(row, says_before=False), deviation_words(row, says_before=True)
    ('skipped Check, after Ask', 'skipped Check, after Ask and before Pay')
    """
    after, before = _label(row["after"]), _label(row["before"])
    place = [f"after {after}" if after else "at the start"]
    if says_before:
        place.append(f"before {before}" if before else "at the end")
    return f"{_event_words(row)}, {' and '.join(place)}"


def _mean_words(health: Health) -> str:
    lower, upper = health.mean_conformance or 0.0, health.mean_conformance_upper or 0.0
    return f"{score_words(lower)} to {score_words(upper)}" if health.bounded else score_words(lower)


def _bounded_words(health: Health) -> str:
    if not health.bounded:
        return ""
    return f"between proven bounds: the search for {count_words(health.bounded, 'case')} was cut short"


def _open_words(health: Health) -> str:
    return f"; {health.open_scored:,} still open, not blamed for steps to come" if health.open_scored else ""


def _place(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in ("kind", "activity", "other_activity", "after"))


def _event_words(row: Row) -> str:
    activity = _label(row["activity"])
    if row["kind"] == "replaced":
        return f"{_label(row['other_activity'])} in place of {activity}"
    if row["kind"] == "out_of_order":
        return f"{activity} out of order"
    return f"{row['kind']} {activity}"


def _time_words(row: Row, unit_seconds: float) -> str:
    own, others = read_number(row["execution_time_mean"]), read_number(row["execution_time_mean_others"])
    if own is None or others is None:
        return MISSING
    difference = abs(own - others)
    if difference <= others * _LEAST_DIFFERENCE:
        return "as long"
    return f"{duration_words(difference * unit_seconds)} {'longer' if own > others else 'shorter'}"


def _label(text: str) -> str:
    return cut(one_line(text), _LABEL_WIDTH) if not text or text.strip() else quoted(text)
