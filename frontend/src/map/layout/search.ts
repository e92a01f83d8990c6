// Of several forms of the same graph (names broken at different widths), the one that fills the room with the largest text.
import type { Layout, LayoutEngine, LayoutGraph } from "./types";

export interface Room {
  width: number;
  height: number;
}

/** `graphs` in the order of preference: the first is the one that was drawn before. */
export interface LayoutRequest {
  graphs: LayoutGraph[];
  room: Room;
}

/** `index`: which of the graphs was taken. */
export interface LayoutAnswer {
  index: number;
  layout: Layout;
  layout_ms: number;
}

/** Trying on stops when this much time is spent: a slider has to answer at once. */
const BUDGET_MS = 70;
/** What is there is kept unless another form is that much larger: names should not be broken anew at every step. */
const WORTH_A_CHANGE = 1.06;

/** Zoom at which all of the layout is seen. */
export function fitZoom(layout: { width: number; height: number }, room: Room): number {
  return Math.min(room.width / Math.max(1, layout.width), room.height / Math.max(1, layout.height));
}

export function layOutLargest(request: LayoutRequest, engine: LayoutEngine, now: () => number): LayoutAnswer {
  const started = now();
  const [first, ...others] = request.graphs;
  if (!first) throw new RangeError("There is no graph to lay out.");
  let best = { index: 0, layout: engine(first) };
  let toBeat = fitZoom(best.layout, request.room) * WORTH_A_CHANGE;
  for (const [place, graph] of others.entries()) {
    if (now() - started > BUDGET_MS) break;
    const layout = engine(graph);
    const zoom = fitZoom(layout, request.room);
    if (zoom > toBeat) {
      best = { index: place + 1, layout };
      toBeat = zoom;
    }
  }
  return { ...best, layout_ms: now() - started };
}
