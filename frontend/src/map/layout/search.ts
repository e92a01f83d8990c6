// Of several forms of the same graph (names broken at different widths), the one that fills the room with the largest text.
import { sample } from "../geometry";
import type { Layout, LayoutEngine, LayoutGraph } from "./types";

export interface Room {
  width: number;
  height: number;
}

/**
 * `graphs` in the order of preference: the first is the one that was drawn before. Trying on stops when `budget_ms` are
 * spent; the first is laid out in any case.
 */
export interface LayoutRequest {
  graphs: LayoutGraph[];
  room: Room;
  budget_ms: number;
}

/** `index`: which of the graphs was taken. */
export interface LayoutAnswer {
  index: number;
  layout: Layout;
  layout_ms: number;
}

/** What is there is kept unless another form is that much larger: names should not be broken anew at every step. */
const WORTH_A_CHANGE = 1.06;
/** So much text size is worth one path that crosses the main path. */
const PRICE_OF_A_CROSSING = 0.03;

/** Zoom at which all of the layout is seen. */
export function fitZoom(layout: { width: number; height: number }, room: Room): number {
  return Math.min(room.width / Math.max(1, layout.width), room.height / Math.max(1, layout.height));
}

export function layOutLargest(request: LayoutRequest, engine: LayoutEngine, now: () => number): LayoutAnswer {
  const started = now();
  const [first, ...others] = request.graphs;
  if (!first) throw new RangeError("There is no graph to lay out.");
  let best = { index: 0, layout: engine(first) };
  let toBeat = worth(first, best.layout, request.room) * WORTH_A_CHANGE;
  for (const [place, graph] of others.entries()) {
    if (now() - started > request.budget_ms) break;
    const layout = engine(graph);
    const found = worth(graph, layout, request.room);
    if (found > toBeat) {
      best = { index: place + 1, layout };
      toBeat = found;
    }
  }
  return { ...best, layout_ms: now() - started };
}

function worth(graph: LayoutGraph, layout: Layout, room: Room): number {
  return fitZoom(layout, room) * (1 - PRICE_OF_A_CROSSING) ** countMainCrossings(graph, layout);
}

/** How often paths cross the straight main path. */
export function countMainCrossings(graph: LayoutGraph, layout: Layout): number {
  const across = graph.direction === "down" ? 0 : 1;
  const main = graph.paths.filter((path) => path.main);
  const spine = main.flatMap((path) => [layout.boxes[path.source]!, layout.boxes[path.target]!]);
  if (!spine.length) return 0;
  const line = spine[0]![across];
  const along = spine.map((place) => place[1 - across]!);
  const [from, to] = [Math.min(...along), Math.max(...along)];
  let crossings = 0;
  for (const path of graph.paths) {
    if (path.main) continue;
    const points = sample(layout.paths[path.key]!.points, 6).filter((point) => point[1 - across]! > from && point[1 - across]! < to);
    const sides = points.map((point) => Math.sign(point[across] - line)).filter((side) => side !== 0);
    crossings += sides.filter((side, index) => index > 0 && side !== sides[index - 1]).length;
  }
  return crossings;
}
