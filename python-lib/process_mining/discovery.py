"""Variants -> a process tree, by PM4Py's inductive miner: the only module that knows PM4Py."""
from __future__ import annotations

import contextlib
import importlib
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from process_mining.errors import LimitError, MissingPackageError
from process_mining.models.process_tree import (
    EXCLUSIVE,
    INCLUSIVE,
    LOOP,
    PARALLEL,
    SEQUENCE,
    Block,
    Leaf,
    Tree,
    simplify,
)
from process_mining.settings import check_share
from process_mining.variants import Variants

_OPERATORS = {"SEQUENCE": SEQUENCE, "XOR": EXCLUSIVE, "PARALLEL": PARALLEL, "OR": INCLUSIVE, "LOOP": LOOP}



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
        left out where no block structure has room for it.
    coverage : float
        Between 0 and 1: the share of cases that the variants it is discovered from must cover; 0 takes the most
        frequent variant alone.

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
    The miner sees numbers in place of labels: no label can trip it, and its sets, unlike sets of texts, have the same
    order in every process, so the same variants give the same tree.

    References
    ----------
    Leemans, Fahland, van der Aalst, Discovering block-structured process models from event logs containing infrequent
    behaviour, BPM workshops 2013.
    """
    check_share("noise_threshold", noise_threshold)
    check_share("coverage", coverage)
    n_chosen = variants_that_cover(variants, coverage)
    traces = Counter(
        {tuple(variants.sequence(rank).tolist()): int(variants.case_counts[rank]) for rank in range(n_chosen)}
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


def require_miner() -> None:
    """Raise `MissingPackageError` if a model could not be discovered: before a long log is read, not after it."""
    _import_miner()


def _import_miner() -> tuple[Any, Any]:
    """Return PM4Py's module of the miner, and that of what it reads."""
    try:
        # It prints a banner when it is first imported, which does not belong into the log of a recipe.
        with contextlib.redirect_stdout(io.StringIO()):
            return (
                importlib.import_module("pm4py.algo.discovery.inductive.variants.imf"),
                importlib.import_module("pm4py.algo.discovery.inductive.dtypes.im_ds"),
            )
    except ImportError as error:
        # PM4Py may be there without a package that it needs itself.
        package = (error.name or "pm4py").split(".")[0]
        raise MissingPackageError(package, "Discovering a model") from None


def _mine(traces: Counter[tuple[int, ...]], noise_threshold: float) -> Any:
    """Return PM4Py's process tree of some traces with their frequencies."""
    miners, structures = _import_miner()
    # Many processes would not make it faster, and a recipe may run where it must not start any.
    miner = miners.IMFUVCL({"multiprocessing": False})
    return miner.apply(structures.IMDataStructureUVCL(traces), {"noise_threshold": noise_threshold})


def _own_tree(tree: Any, activities: tuple[str, ...]) -> Tree:
    """Turn PM4Py's tree into ours, numbers back into labels."""
    if tree.operator is None:
        return Leaf(None if tree.label is None else activities[tree.label])
    operator = _OPERATORS[tree.operator.name]
    children = [_own_tree(child, activities) for child in tree.children]
    # What stands side by side has no order, so it gets one that does not depend on how the miner found it.
    n_ordered = {SEQUENCE: len(children), LOOP: 1}.get(operator, 0)
    return Block(operator, (*children[:n_ordered], *sorted(children[n_ordered:], key=repr)))
