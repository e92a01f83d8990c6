"""Process trees: block structures of activities, as discovery makes them and as the writer draws them."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union

from process_mining.errors import ParameterError, shown

SEQUENCE, EXCLUSIVE, PARALLEL, INCLUSIVE, LOOP = "sequence", "exclusive", "parallel", "inclusive", "loop"
OPERATORS = (SEQUENCE, EXCLUSIVE, PARALLEL, INCLUSIVE, LOOP)


@dataclass(frozen=True)
class Leaf:
    """One activity; label None = nothing happens."""

    label: str | None


@dataclass(frozen=True)
class Block:
    """An operator over parts.

    Parameters
    ----------
    operator : {"sequence", "exclusive", "parallel", "inclusive", "loop"}
        One after the other; one of them; all, side by side; at least one, side by side; the first part, then any number
        of times one of the others and the first part again.
    children : tuple of Tree
        At least one; of a loop at least two.

    Raises
    ------
    ParameterError
        If the operator is not one of the five, or parts are missing.
    """

    operator: str
    children: tuple[Tree, ...]

    def __post_init__(self) -> None:
        if self.operator not in OPERATORS:
            raise ParameterError("operator", f"{shown(self.operator)} is none", f"Use one of {', '.join(OPERATORS)}.")
        if len(self.children) < (2 if self.operator == LOOP else 1):
            raise ParameterError("children", f"a {self.operator} has {len(self.children)}", "Give it its parts.")


Tree = Union[Leaf, Block]

SILENT = Leaf(None)


def simplify(tree: Tree) -> Tree:
    """Return a tree with the same label sequences without parts in which nothing happens.

    Examples
    --------
    >>> simplify(Block("sequence", (SILENT, Leaf("A"), Block("parallel", (SILENT, SILENT)))))
    Leaf(label='A')
    """
    if isinstance(tree, Leaf):
        return tree
    children = tuple(simplify(child) for child in tree.children)
    if tree.operator in (SEQUENCE, PARALLEL):
        children = tuple(child for child in children if child != SILENT)
    elif tree.operator == LOOP:
        children = (children[0], *_with_one_silent(children[1:]))
        return SILENT if children == (SILENT, SILENT) else Block(LOOP, children)
    else:
        children = tuple(_with_one_silent(children))
    if len(children) < 2:
        return children[0] if children else SILENT
    return Block(tree.operator, children)


def _with_one_silent(children: Iterable[Tree]) -> list[Tree]:
    """Return the parts with only the first silent one."""
    kept: list[Tree] = []
    for child in children:
        if child != SILENT or SILENT not in kept:
            kept.append(child)
    return kept
