"""Event log -> variants: the distinct traces, ranked, and which case follows which."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from process_mining.event_log import EventLog
from process_mining.segments import freeze, segment_starts

TraceHash = Callable[[np.ndarray, np.ndarray, int], np.ndarray]

SEPARATOR, ESCAPE = "\x1f", "\x1b"
"""In the text that a variant's id is a digest of, the first ends each label; the second marks either inside a label."""


@dataclass(frozen=True)
class Variants:
    """The distinct traces of a log, most frequent first.

    Parameters
    ----------
    activities : tuple of str, shape (n_activities,)
        Label of each activity code, in code point order.
    sequence_starts : ndarray of int64, shape (n_variants + 1,)
        Activities of variant i are ``activity_codes[sequence_starts[i]:sequence_starts[i + 1]]``.
    activity_codes : ndarray of int16 or int32, shape (n_positions,)
    case_counts : ndarray of int64, shape (n_variants,)
        Cases of each variant; descending, equal counts in code point order of the sequence, label by label.
    case_variants : ndarray of int32, shape (n_cases,)
        Variant of each case of the log (its rank minus one).
    """

    activities: tuple[str, ...]
    sequence_starts: np.ndarray = field(repr=False)
    activity_codes: np.ndarray = field(repr=False)
    case_counts: np.ndarray = field(repr=False)
    case_variants: np.ndarray = field(repr=False)

    def __post_init__(self) -> None:
        freeze(self)

    @property
    def n_variants(self) -> int:
        """Return the number of distinct traces."""
        return len(self.case_counts)

    @property
    def lengths(self) -> np.ndarray:
        """Return the number of activities of each variant."""
        return np.diff(self.sequence_starts)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Return the id of each variant: stable between runs, engines and filters.

        It is the first 32 hexadecimal digits of SHA-256 over the UTF-8 labels in order, each followed by U+001F;
        U+001F and U+001B inside a label are preceded by U+001B, so that no two sequences have the same text.
        """
        ended = [_ended(label) for label in self.activities]
        sequences = (self.sequence(variant).tolist() for variant in range(self.n_variants))
        return tuple(_digest([ended[code] for code in sequence]) for sequence in sequences)

    @property
    def variant_of_position(self) -> np.ndarray:
        """Return the variant that each activity code belongs to."""
        return np.repeat(np.arange(self.n_variants), self.lengths)

    def sequence(self, variant: int) -> np.ndarray:
        """Return the activity codes of a variant."""
        return self.activity_codes[self.sequence_starts[variant] : self.sequence_starts[variant + 1]]


def find_variants(log: EventLog) -> Variants:
    """Find the distinct traces of a log.

    Parameters
    ----------
    log : EventLog

    Returns
    -------
    Variants

    Notes
    -----
    Cases are grouped by a 64-bit hash of their trace and each is then compared with the first of its group, so that
    the result is exact whatever the hash does.

    Examples
    --------
    >>> import pandas as pd
    >>> from process_mining.event_log import read_event_log
    >>> from process_mining.settings import EventLogSettings
    >>> rows = pd.DataFrame({"case": list("112233"), "step": list("abacab"), "at": [f"2024-01-0{d}" for d in "123456"]})
    >>> variants = find_variants(read_event_log([rows], EventLogSettings("case", "step", "at")))
    >>> variants.case_counts.tolist(), variants.sequence(0).tolist()
    ([2, 1], [0, 1])
    """
    group_of_case, first_cases = group_equal_traces(log.case_starts, log.activity_codes)
    counts = np.bincount(group_of_case)
    traces = [_key(log.activity_codes[log.case_starts[case] : log.case_starts[case + 1]]) for case in first_cases]
    ranked = sorted(range(len(counts)), key=lambda group: (-counts[group], traces[group]))
    rank_of_group = np.empty(len(counts), dtype=np.int32)
    rank_of_group[ranked] = np.arange(len(counts))
    examples = first_cases[ranked]
    lengths = np.diff(log.case_starts)[examples]
    starts = segment_starts(lengths)
    positions = np.repeat(log.case_starts[examples] - starts[:-1], lengths) + np.arange(starts[-1])
    return Variants(log.activities, starts, log.activity_codes[positions], counts[ranked], rank_of_group[group_of_case])


def _key(codes: np.ndarray) -> bytes:
    """Return bytes that sort as the codes do; codes sort as their labels do."""
    return codes.astype(">u4").tobytes()


def hash_traces(case_starts: np.ndarray, activity_codes: np.ndarray, seed: int) -> np.ndarray:
    """Hash each trace: random words of its activities times odd powers of the position, mixed and summed."""
    random = np.random.default_rng(seed)
    words = random.integers(1, 1 << 63, size=int(activity_codes.max(initial=0)) + 1, dtype=np.uint64)
    lengths = np.diff(case_starts)
    odd = np.full(int(lengths.max(initial=0)), random.integers(1, 1 << 63, dtype=np.uint64) | np.uint64(1))
    powers = np.multiply.accumulate(odd)
    position = np.arange(len(activity_codes)) - np.repeat(case_starts[:-1], lengths)
    mixed = words[activity_codes] * powers[position]
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(32)
    return np.add.reduceat(mixed, case_starts[:-1])


def group_equal_traces(
    case_starts: np.ndarray, activity_codes: np.ndarray, hash_of: TraceHash = hash_traces
) -> tuple[np.ndarray, np.ndarray]:
    """Return the group of each case and one case of each group; the traces of a group are equal, whatever the hash.

    Parameters
    ----------
    case_starts : ndarray of int64, shape (n_cases + 1,)
    activity_codes : ndarray of int, shape (n_events,)
    hash_of : callable
        Hashes each trace, differently for each seed.

    Returns
    -------
    group_of_case : ndarray of int64, shape (n_cases,)
    first_cases : ndarray of int64, shape (n_groups,)
    """
    for seed in range(64):
        hashes = hash_of(case_starts, activity_codes, seed)
        _, first_cases, group_of_case = np.unique(hashes, return_index=True, return_inverse=True)
        if _traces_equal(case_starts, activity_codes, first_cases[group_of_case]):
            return group_of_case, first_cases
    raise AssertionError("64 independent 64-bit hashes of the traces all collided")


def _traces_equal(case_starts: np.ndarray, activity_codes: np.ndarray, examples: np.ndarray) -> bool:
    """Return whether each case has the same trace as its example."""
    lengths = np.diff(case_starts)
    if not np.array_equal(lengths, lengths[examples]):
        return False
    positions = np.repeat(case_starts[examples] - case_starts[:-1], lengths) + np.arange(len(activity_codes))
    return bool(np.array_equal(activity_codes, activity_codes[positions]))


def variant_id(labels: Sequence[str]) -> str:
    """Return the id of one sequence of labels, as `Variants.ids` does.

    Examples
    --------
    >>> variant_id(["a", "b"]) == variant_id(["ab"])
    False
    """
    return _digest([_ended(label) for label in labels])


def variant_texts(variants: Variants) -> list[str]:
    """Return each variant as readable text: its labels with arrows between them.

    Where that could be read in another way, since a label has an arrow or the first begins with a bracket, the text is
    a JSON list of the labels.
    """
    labels = variants.activities
    sequences = (variants.sequence(variant).tolist() for variant in range(variants.n_variants))
    return [_text([labels[code] for code in sequence]) for sequence in sequences]


def _text(labels: list[str]) -> str:
    if any("→" in label or not label.strip() for label in labels) or labels[0].lstrip().startswith("["):
        return json.dumps(labels, ensure_ascii=False)
    return " → ".join(labels)


def _ended(label: str) -> bytes:
    # surrogatepass: a lone surrogate is a broken label, but still a label to be counted.
    escaped = label.replace(ESCAPE, ESCAPE * 2).replace(SEPARATOR, ESCAPE + SEPARATOR)
    return (escaped + SEPARATOR).encode("utf-8", "surrogatepass")


def _digest(ended_labels: list[bytes]) -> str:
    return hashlib.sha256(b"".join(ended_labels)).hexdigest()[:32]
