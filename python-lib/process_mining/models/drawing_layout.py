"""Turns columns and rows into the rectangles and lines of a BPMN diagram."""
from __future__ import annotations

from dataclasses import dataclass

from process_mining.models.drawing import END, START, TASK, Drawing
from process_mining.models.drawing_layers import Layers, arrange

COLUMN_PITCH, ROW_PITCH, MARGIN, LANE_PITCH = 160, 110, 60, 20

_TASK_SIZE, _EVENT_SIZE, _GATEWAY_SIZE = (100, 80), (36, 36), (50, 50)

Point = tuple[int, int]


@dataclass(frozen=True)
class Bounds:
    """A rectangle: left, top, width, height, in pixels."""

    x: int
    y: int
    width: int
    height: int

    @property
    def left(self) -> Point:
        """Middle of the left side."""
        return self.x, self.y + self.height // 2

    @property
    def right(self) -> Point:
        """Middle of the right side."""
        return self.x + self.width, self.y + self.height // 2

    @property
    def bottom(self) -> Point:
        """Middle of the bottom side."""
        return self.x + self.width // 2, self.y + self.height


@dataclass(frozen=True)
class Layout:
    """Where everything is drawn: rectangles by shape, lines by flow, in the order of the drawing."""

    bounds: tuple[Bounds, ...]
    lines: tuple[tuple[Point, ...], ...]


def lay_out(drawing: Drawing) -> Layout:
    """Return the layout of a drawing, the same for the same drawing.

    Parameters
    ----------
    drawing : Drawing

    Returns
    -------
    Layout
        No two rectangles overlap. Flows to the right go from right middle to left middle with one bend a column gap;
        flows back go from bottom middle to bottom middle, each in a lane of its own below everything.
    """
    layers = arrange(drawing)
    bounds = tuple(
        _bounds(shape.kind, column, row) for shape, column, row in zip(drawing.shapes, layers.columns, layers.rows)
    )
    lanes = {flow: lane for lane, flow in enumerate(flow for flow in drawing.flows if flow in layers.back_flows)}
    n_rows = 1 + max([*layers.rows, *(row for rows in layers.passes.values() for row in rows)])
    lines = tuple(
        _back_line(layers, bounds, flow, MARGIN + n_rows * ROW_PITCH + lanes[flow] * LANE_PITCH)
        if flow in lanes
        else _forward_line(layers, bounds, flow)
        for flow in drawing.flows
    )
    return Layout(bounds, lines)


def _bounds(kind: str, column: int, row: int) -> Bounds:
    width, height = _TASK_SIZE if kind == TASK else _EVENT_SIZE if kind in (START, END) else _GATEWAY_SIZE
    return Bounds(_centre_x(column) - width // 2, _centre_y(row) - height // 2, width, height)


def _centre_x(column: int) -> int:
    return MARGIN + COLUMN_PITCH // 2 + column * COLUMN_PITCH


def _centre_y(row: int) -> int:
    return MARGIN + ROW_PITCH // 2 + row * ROW_PITCH


def _forward_line(layers: Layers, bounds: tuple[Bounds, ...], flow: tuple[int, int]) -> tuple[Point, ...]:
    """Return the line of a flow to the right; it changes its row halfway between two columns."""
    source, target = flow
    first, last = bounds[source].right, bounds[target].left
    points = [first]
    rows = [layers.rows[source], *layers.passes[flow], layers.rows[target]]
    for step, (row, following) in enumerate(zip(rows, rows[1:])):
        if row != following:
            halfway = _centre_x(layers.columns[source] + step) + COLUMN_PITCH // 2
            points += [(halfway, _centre_y(row)), (halfway, _centre_y(following))]
    return (*points, last)


def _back_line(layers: Layers, bounds: tuple[Bounds, ...], flow: tuple[int, int], lane: int) -> tuple[Point, ...]:
    """Return the line of a flow to the left, through its lane; beside shapes that stand below its ends."""
    source, target = flow
    down = _way_down(layers, bounds, source)
    up = _way_down(layers, bounds, target)
    return (*down, (down[-1][0], lane), (up[-1][0], lane), *reversed(up))


def _way_down(layers: Layers, bounds: tuple[Bounds, ...], shape: int) -> list[Point]:
    """Return the points from the bottom of a shape to where nothing is in the way down."""
    column, row = layers.columns[shape], layers.rows[shape]
    bottom = bounds[shape].bottom
    if not any(c == column and r > row for c, r in zip(layers.columns, layers.rows)):
        return [bottom]
    below, beside = _centre_y(row) + ROW_PITCH // 2 - 8, _centre_x(column) + COLUMN_PITCH // 2 - 12
    return [bottom, (bottom[0], below), (beside, below)]
