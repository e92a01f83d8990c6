"""Random process trees, and the slow, obvious answer to which label sequences a tree allows."""
from __future__ import annotations

from hypothesis import strategies as st

from process_mining.models.process_tree import EXCLUSIVE, INCLUSIVE, LOOP, PARALLEL, SEQUENCE, SILENT, Block, Leaf, Tree

Word = tuple[str, ...]


def words_of_tree(tree: Tree, length: int) -> set[Word]:
    """Return every label sequence of a tree that is not longer than that."""
    if isinstance(tree, Leaf):
        return {() if tree.label is None else (tree.label,)} if length or tree.label is None else set()
    parts = [words_of_tree(child, length) for child in tree.children]
    if tree.operator == EXCLUSIVE:
        return set().union(*parts)
    if tree.operator == LOOP:
        return _looped(parts[0], set().union(*parts[1:]), length)
    found: set[Word] = {()} if tree.operator != INCLUSIVE else set()
    for part in parts:
        if tree.operator == SEQUENCE:
            found = {first + second for first in found for second in part if len(first + second) <= length}
        elif tree.operator == PARALLEL:
            found = _shuffled(found, part, length)
        else:
            # At least one part: either one was taken before, or this one is.
            found = found | _shuffled(found, part, length) | part
    return found


def _looped(do: set[Word], redo: set[Word], length: int) -> set[Word]:
    found, newest = set(do), set(do)
    while newest:
        longer = {a + b + c for a in newest for b in redo for c in do if len(a + b + c) <= length}
        newest = longer - found
        found |= newest
    return found


def _shuffled(left: set[Word], right: set[Word], length: int) -> set[Word]:
    return {word for a in left for b in right if len(a + b) <= length for word in interleavings(a, b)}


def interleavings(left: Word, right: Word) -> set[Word]:
    """Return every merge of two words that keeps the order of each."""
    if not left or not right:
        return {left + right}
    return {(left[0], *rest) for rest in interleavings(left[1:], right)} | {
        (right[0], *rest) for rest in interleavings(left, right[1:])
    }


def trees(operators: tuple[str, ...] = (SEQUENCE, EXCLUSIVE, PARALLEL, INCLUSIVE, LOOP)) -> st.SearchStrategy[Tree]:
    """Return random trees of a few leaves, labels from A to D, silent leaves among them."""
    leaves = st.one_of(st.sampled_from("ABCD").map(Leaf), st.just(SILENT))
    return st.recursive(
        leaves,
        lambda inner: st.builds(
            lambda operator, children: Block(operator, tuple(children)),
            st.sampled_from(operators),
            st.lists(inner, min_size=2, max_size=3),
        ),
        max_leaves=6,
    )
