"""Turns a process tree into a BPMN drawing: every operator a pair of gateways."""
from __future__ import annotations

from process_mining.models import process_tree
from process_mining.models.drawing import EXCLUSIVE, INCLUSIVE, PARALLEL, TASK, Drawing, DrawingBuilder
from process_mining.models.process_tree import LOOP, SEQUENCE, Leaf, Tree, simplify

_GATEWAY_OF = {
    process_tree.EXCLUSIVE: EXCLUSIVE,
    process_tree.PARALLEL: PARALLEL,
    process_tree.INCLUSIVE: INCLUSIVE,
}


def drawing_of_tree(tree: Tree) -> Drawing:
    """Return the drawing of a process tree, with the same label sequences.

    Parameters
    ----------
    tree : Tree

    Returns
    -------
    Drawing
    """
    builder = DrawingBuilder()
    _connect(builder, simplify(tree), builder.start, builder.end)
    return builder.drawing()


def _connect(builder: DrawingBuilder, tree: Tree, source: int, target: int) -> None:
    """Draw a tree between two shapes."""
    if isinstance(tree, Leaf):
        if tree.label is None:
            builder.connect(source, target)
            return
        task = builder.add(TASK, tree.label)
        builder.connect(source, task)
        builder.connect(task, target)
        return
    if tree.operator == SEQUENCE:
        _connect_chain(builder, tree.children, source, target)
        return
    if tree.operator == LOOP:
        again, leave = builder.add(EXCLUSIVE), builder.add(EXCLUSIVE)
        _connect(builder, tree.children[0], again, leave)
        for redo in tree.children[1:]:
            _connect(builder, redo, leave, again)
        builder.connect(source, again)
        builder.connect(leave, target)
        return
    kind = _GATEWAY_OF[tree.operator]
    split, join = builder.add(kind), builder.add(kind)
    builder.connect(source, split)
    for child in tree.children:
        _connect(builder, child, split, join)
    builder.connect(join, target)


def _connect_chain(builder: DrawingBuilder, children: tuple[Tree, ...], source: int, target: int) -> None:
    """Draw parts one after the other; the gateways between them only pass on, and vanish."""
    for child in children[:-1]:
        between = builder.add(EXCLUSIVE)
        _connect(builder, child, source, between)
        source = between
    _connect(builder, children[-1], source, target)
