"""Two sequences of activities -> what the one has more, less, again, earlier or later than the other."""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from process_mining.conformance.compiled import compiled

_LONGEST_COMPARED = 2_000


@dataclass(frozen=True)
class VariantDifference:
    """How a variant differs from the usual one, as activity codes, each once in a list.

    Parameters
    ----------
    added : tuple of int
        Not on the usual variant.
    missing : tuple of int
        On the usual variant, and here less often than there or not at all.
    repeated : tuple of int
        Here more often than on the usual variant, or more than once.
    earlier, later : tuple of int
        At another place than on the usual variant.
    """

    added: tuple[int, ...]
    missing: tuple[int, ...]
    repeated: tuple[int, ...]
    earlier: tuple[int, ...]
    later: tuple[int, ...]


def compare_sequences(sequence: np.ndarray, usual: np.ndarray) -> VariantDifference:
    """Say how a sequence of activities differs from the usual one.

    Parameters
    ----------
    sequence, usual : ndarray of int
        Activity codes; of longer ones the first 2,000 are compared.

    Returns
    -------
    VariantDifference
        In the order of the sequence, `missing` in that of the usual one.

    Notes
    -----
    What the longest common subsequence holds is where it should be. Of the rest, an activity left over on both sides
    is moved, as often as it can be paired: earlier if fewer of the common activities lie before it here than there.
    What is left over here only is repeated if the activity is on the usual variant or came before, else added; what is
    left over there only is missing. Of several longest common subsequences the one is taken that calls things earlier.

    Examples
    --------
    >>> compare_sequences(np.array([1, 0, 2, 2, 9]), np.array([0, 1, 2, 3]))
    VariantDifference(added=(9,), missing=(3,), repeated=(2,), earlier=(1,), later=())
    """
    one, other = sequence[:_LONGEST_COMPARED], usual[:_LONGEST_COMPARED]
    in_one, in_other = np.zeros(len(one), dtype=np.bool_), np.zeros(len(other), dtype=np.bool_)
    _mark_common(one.astype(np.int64), other.astype(np.int64), in_one, in_other)
    left_here, left_there = _left_over(one, in_one), _left_over(other, in_other)
    pairs_left = Counter(code for code, _ in left_here) & Counter(code for code, _ in left_there)
    partners = {code: [common for other_code, common in left_there if other_code == code] for code in pairs_left}
    found: dict[str, list[int]] = {"added": [], "missing": [], "repeated": [], "earlier": [], "later": []}
    known = set(other.tolist())
    paired = Counter(pairs_left)
    for code, common_before in left_here:
        if paired[code]:
            paired[code] -= 1
            found["earlier" if common_before < partners[code].pop(0) else "later"].append(code)
        else:
            found["repeated" if code in known else "added"].append(code)
            known.add(code)
    for code, _ in left_there:
        if pairs_left[code]:
            pairs_left[code] -= 1
        else:
            found["missing"].append(code)
    return VariantDifference(**{name: tuple(dict.fromkeys(codes)) for name, codes in found.items()})


def _left_over(sequence: np.ndarray, is_common: np.ndarray) -> list[tuple[int, int]]:
    """Return the activities that are not common, each with the number of common ones before it."""
    common_before = np.cumsum(is_common)
    left = np.flatnonzero(~is_common)
    return list(zip(sequence[left].tolist(), common_before[left].tolist()))


@compiled
def _mark_common(one: np.ndarray, other: np.ndarray, in_one: np.ndarray, in_other: np.ndarray) -> None:
    """Mark a longest common subsequence in both sequences."""
    n_one, n_other = len(one), len(other)
    longest = np.zeros((n_one + 1, n_other + 1), np.int16)
    for i in range(n_one - 1, -1, -1):
        for j in range(n_other - 1, -1, -1):
            if one[i] == other[j]:
                longest[i, j] = longest[i + 1, j + 1] + 1
            else:
                longest[i, j] = max(longest[i + 1, j], longest[i, j + 1])
    i, j = 0, 0
    while i < n_one and j < n_other:
        if one[i] == other[j]:
            in_one[i], in_other[j] = True, True
            i, j = i + 1, j + 1
        elif longest[i + 1, j] >= longest[i, j + 1]:
            i += 1
        else:
            j += 1
