"""Variants -> a process tree, by PM4Py's inductive miner: the only module that knows PM4Py."""
from __future__ import annotations

import contextlib
import importlib
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from process_mining.errors import LimitError, ParameterError, ProcessMiningError
from process_mining.models.process_tree import Block, Leaf, Tree, simplify
from process_mining.variants import Variants

_OPERATORS = {
    "SEQUENCE": "sequence",
    "XOR": "exclusive",
    "PARALLEL": "parallel",
    "OR": "inclusive",
    "LOOP": "loop",
}


class MissingPackageError(ProcessMiningError):
    """A package that only some recipes need is not installed.

    Parameters
    ----------
    package : str
        Name of the package.
    purpose : str
        What it is needed for, as the subject of a sentence.
    """

    def __init__(self, package: str, purpose: str) -> None:
        self.package, self.purpose = package, purpose
        super().__init__(
            f"{purpose} needs the package {package}, which is not installed in the plugin's code environment. "
            f"An administrator can add it there (see NOTICE about its licence); all other recipes work without it."
        )


@dataclass(frozen=True)
class Discovery:
    """A discovered model and what it was made from.

    Parameters
    ----------
    tree : Tree
        Its label sequences are the traces the model allows.
    n_variants : int
        Variants it was discovered from, the most frequent ones.
    n_cases : int
        Their cases.
    """

    tree: Tree
    n_variants: int
    n_cases: int


def discover_model(variants: Variants, noise_threshold: float = 0.2, coverage: float = 0.8) -> Discovery:
    """Discover a process tree from the most frequent variants.

    Parameters
    ----------
    variants : Variants
    noise_threshold : float
        Between 0 (every trace fits) and 1: how rare a step must be, against the most frequent one beside it, to be
        left out.
    coverage : float
        Above 0, at most 1: the share of cases that the variants it is discovered from must cover.

    Returns
    -------
    Discovery

    Raises
    ------
    ParameterError
        If a share is out of range.
    MissingPackageError
        If PM4Py is not installed.
    LimitError
        If the log nests deeper than the miner can follow.

    Notes
    -----
    The miner sees numbers in place of labels, so no label can trip it.

    References
    ----------
    Leemans, Fahland, van der Aalst, Discovering block-structured process models from event logs containing infrequent
    behaviour, BPM workshops 2013.
    """
    if not 0 <= noise_threshold <= 1:
        raise ParameterError("noise_threshold", f"{noise_threshold} is out of range", "Give a share from 0 to 1.")
    if not 0 < coverage <= 1:
        raise ParameterError("coverage", f"{coverage} is out of range", "Give a share above 0, at most 1.")
    n_chosen = variants_that_cover(variants, coverage)
    traces = Counter(
        {
            tuple(f"{code:06d}" for code in variants.sequence(rank).tolist()): int(variants.case_counts[rank])
            for rank in range(n_chosen)
        }
    )
    try:
        found = _mine(traces, noise_threshold)
        tree = simplify(_own_tree(found, variants.activities))
    except RecursionError:
        remedy = "Discover from fewer variants (a lower coverage) or raise the noise threshold."
        raise LimitError("Discovery", "nested blocks", remedy) from None
    return Discovery(tree, n_chosen, int(variants.case_counts[:n_chosen].sum()))


def variants_that_cover(variants: Variants, coverage: float) -> int:
    """Return how many of the most frequent variants cover a share of the cases.

    Examples
    --------
    >>> import numpy as np
    >>> counts = np.array([6, 3, 1])
    >>> variants = Variants(("a",), np.arange(4), np.zeros(3, dtype=int), counts, np.repeat(np.arange(3), counts))
    >>> [variants_that_cover(variants, share) for share in (0.5, 0.6, 0.61, 1.0)]
    [1, 1, 2, 3]
    """
    reached = np.cumsum(variants.case_counts) / len(variants.case_variants)
    # A hair of rounding must not ask for one more variant.
    return int(np.searchsorted(reached, coverage - 1e-12)) + 1


def _mine(traces: Counter[tuple[str, ...]], noise_threshold: float) -> Any:
    """Return PM4Py's process tree of some traces with their frequencies."""
    try:
        # It prints a banner when it is first imported, which does not belong into the log of a recipe.
        with contextlib.redirect_stdout(io.StringIO()):
            imf = importlib.import_module("pm4py.algo.discovery.inductive.variants.imf")
            structures = importlib.import_module("pm4py.algo.discovery.inductive.dtypes.im_ds")
    except ImportError:
        raise MissingPackageError("pm4py", "Discovering a model") from None
    miner = imf.IMFUVCL({})
    return miner.apply(structures.IMDataStructureUVCL(traces), {"noise_threshold": noise_threshold})


def _own_tree(tree: Any, activities: tuple[str, ...]) -> Tree:
    """Turn PM4Py's tree into ours, numbers back into labels."""
    if tree.operator is None:
        return Leaf(None if tree.label is None else activities[int(tree.label)])
    operator = _OPERATORS[tree.operator.name]
    children = [_own_tree(child, activities) for child in tree.children]
    # The miner works with sets, so what stands side by side comes in another order in every process.
    first_free = {"sequence": len(children), "loop": 1}.get(operator, 0)
    return Block(operator, (*children[:first_free], *sorted(children[first_free:], key=repr)))
