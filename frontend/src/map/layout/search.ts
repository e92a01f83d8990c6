// Of several forms of the same graph, and orders in which an engine can be told it, the one that is best to look at.
import { countCrossings } from "./crossings";
import { measureMovement } from "./movement";
import { freshOrders, ordersLike } from "./orders";
import type { Layout, LayoutEngine, LayoutGraph, Point } from "./types";

export interface Room {
  width: number;
  height: number;
}

/**
 * `graphs`: names broken at different widths; `first` is tried first and changed only for something clearly better.
 * `before`: where the boxes were. Trying on stops when `budget_ms` are spent; one layout is made in any case.
 */
export interface LayoutRequest {
  graphs: LayoutGraph[];
  first: number;
  before: Record<string, Point> | null;
  room: Room;
  budget_ms: number;
}

/** `index`: which of the graphs was taken; `told`: that graph in the order in which the engine was told it. */
export interface LayoutAnswer {
  index: number;
  told: LayoutGraph;
  layout: Layout;
  layout_ms: number;
}

/** Names should not be broken anew at every step of a slider. */
const WORTH_A_CHANGE = 1.06;
/** So much text size is worth two paths that do not cross; a crossing of the main path costs the second price, too. */
const PRICE_OF_A_CROSSING = 0.01;
const PRICE_OF_A_MAIN_CROSSING = 0.02;
/** So much text size is worth it that no two boxes change sides, in the worst case; twice as much that none changes rank. */
const PRICE_OF_FLIPS = 1.5;
/** So much text size is worth it that boxes do not move, on the mean, by a whole side of the room. */
const PRICE_OF_MOVING = 1;
/** Nothing is so unlike the last picture that size and crossings do not count. */
const LEAST_STEADINESS = 0.1;

interface Trial {
  index: number;
  graph: LayoutGraph;
  /** What it has to be better by. */
  handicap: number;
}

export function layOutLargest(request: LayoutRequest, engine: LayoutEngine, now: () => number): LayoutAnswer {
  const started = now();
  let best: { index: number; told: LayoutGraph; layout: Layout } | null = null;
  let toBeat = 0;
  for (const { index, graph, handicap } of trials(request, () => best?.index ?? request.first)) {
    if (best && now() - started > request.budget_ms) break;
    const layout = engine(graph);
    const value = worth(graph, layout, request) / handicap;
    if (best && value <= toBeat) continue;
    best = { index, told: graph, layout };
    toBeat = value;
  }
  if (!best) throw new RangeError("There is no graph to lay out.");
  return { ...best, layout_ms: now() - started };
}

// Where boxes have places to keep: orders that keep them, then the other forms, the least alike first. Where they have
// none: the forms, then the best of them in other orders.
function* trials({ graphs, first, before }: LayoutRequest, best: () => number): Generator<Trial> {
  const trial = (graph: LayoutGraph, index: number): Trial => ({ index, graph, handicap: index === first ? 1 : WORTH_A_CHANGE });
  const [last] = graphs.slice(first);
  if (!last) return;
  for (const graph of before ? ordersLike(last, before) : [last]) yield trial(graph, first);
  const others = graphs.map(trial).filter(({ index }) => index !== first);
  yield* others.sort((a, b) => Math.abs(b.index - first) - Math.abs(a.index - first));
  if (!before) for (const graph of freshOrders(graphs[best()]!)) yield trial(graph, best());
}

function worth(graph: LayoutGraph, layout: Layout, { room, before }: LayoutRequest): number {
  const { main, all } = countCrossings(graph, layout);
  const tidiness = (1 - PRICE_OF_A_MAIN_CROSSING) ** main * (1 - PRICE_OF_A_CROSSING) ** all;
  return fitZoom(layout, room) * tidiness * (before ? steadiness(graph, layout, before, room) : 1);
}

function steadiness(graph: LayoutGraph, layout: Layout, before: Record<string, Point>, room: Room): number {
  const { flips, distance } = measureMovement(before, layout.boxes, graph.direction);
  const moving = (PRICE_OF_MOVING * distance) / Math.max(room.width, room.height);
  return Math.max(LEAST_STEADINESS, 1 - PRICE_OF_FLIPS * (flips.across + 2 * flips.along) - moving);
}

/** Zoom at which all of the layout is seen. */
export function fitZoom(layout: { width: number; height: number }, room: Room): number {
  return Math.min(room.width / Math.max(1, layout.width), room.height / Math.max(1, layout.height));
}
