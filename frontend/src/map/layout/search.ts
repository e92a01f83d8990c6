// Of several forms of the same graph, and orders in which an engine can be told it, the one that is best to look at.
import { sample } from "../geometry";
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

/** `index`: which of the graphs was taken. */
export interface LayoutAnswer {
  index: number;
  layout: Layout;
  layout_ms: number;
}

/** Names should not be broken anew at every step of a slider. */
const WORTH_A_CHANGE = 1.06;
/** So much text size is worth one path that crosses the main path. */
const PRICE_OF_A_CROSSING = 0.03;
/** So much text size is worth it that no two boxes change sides, in the worst case. */
const PRICE_OF_FLIPS = 0.5;

interface Trial {
  index: number;
  graph: LayoutGraph;
  /** What it has to be better by. */
  handicap: number;
}

export function layOutLargest(request: LayoutRequest, engine: LayoutEngine, now: () => number): LayoutAnswer {
  const started = now();
  let best: { index: number; layout: Layout } | null = null;
  let toBeat = 0;
  for (const { index, graph, handicap } of trials(request)) {
    if (best && now() - started > request.budget_ms) break;
    const layout = engine(graph);
    const value = worth(graph, layout, request) / handicap;
    if (best && value <= toBeat) continue;
    best = { index, layout };
    toBeat = value;
  }
  if (!best) throw new RangeError("There is no graph to lay out.");
  return { ...best, layout_ms: now() - started };
}

// First what was there, in other orders if boxes have places to keep; then the other forms, the least alike first.
function* trials({ graphs, first, before }: LayoutRequest): Generator<Trial> {
  const [last] = graphs.slice(first);
  if (!last) return;
  const orders = before ? [last, byPlace(last, before), reversed(last), bySide(last, before)] : [last];
  for (const graph of orders) yield { index: first, graph, handicap: 1 };
  const others = graphs
    .map((graph, index) => ({ graph, index, handicap: WORTH_A_CHANGE }))
    .filter(({ index }) => index !== first);
  yield* others.sort((a, b) => Math.abs(b.index - first) - Math.abs(a.index - first));
}

// An engine puts boxes of one rank side by side in about the order in which it was told them, and a map can often be
// mirrored. On four real logs this took the pairs that change sides per step of the slider from 15 to 5 percent.
function reversed(graph: LayoutGraph): LayoutGraph {
  return { ...graph, boxes: [...graph.boxes].reverse() };
}

function bySide(graph: LayoutGraph, before: Record<string, Point>): LayoutGraph {
  const across = graph.direction === "down" ? 0 : 1;
  const side = (id: string): number => before[id]?.[across] ?? Infinity;
  return { ...graph, boxes: [...graph.boxes].sort((a, b) => (side(a.id) === side(b.id) ? 0 : side(a.id) - side(b.id))) };
}

/** By rank, then side; boxes that were not there keep their place in the order between them. */
function byPlace(graph: LayoutGraph, before: Record<string, Point>): LayoutGraph {
  const across = graph.direction === "down" ? 0 : 1;
  const known = graph.boxes
    .filter(({ id }) => before[id])
    .sort((a, b) => {
      const [p, q] = [before[a.id]!, before[b.id]!];
      return Math.round(p[1 - across]! - q[1 - across]!) || p[across] - q[across];
    });
  return { ...graph, boxes: graph.boxes.map((box) => (before[box.id] ? known.shift()! : box)) };
}

function worth(graph: LayoutGraph, layout: Layout, { room, before }: LayoutRequest): number {
  const crossings = (1 - PRICE_OF_A_CROSSING) ** countMainCrossings(graph, layout);
  const steadiness = before ? 1 - PRICE_OF_FLIPS * shareOfFlips(before, layout.boxes, graph.direction === "down" ? 0 : 1) : 1;
  return fitZoom(layout, room) * crossings * steadiness;
}

/** Zoom at which all of the layout is seen. */
export function fitZoom(layout: { width: number; height: number }, room: Room): number {
  return Math.min(room.width / Math.max(1, layout.width), room.height / Math.max(1, layout.height));
}

/** Share of the pairs of boxes in both that change their order along an axis. */
export function shareOfFlips(before: Record<string, Point>, after: Record<string, Point>, axis: 0 | 1): number {
  const common = Object.keys(before).filter((id) => after[id]);
  let [pairs, flips] = [0, 0];
  common.forEach((a, index) =>
    common.slice(index + 1).forEach((b) => {
      const [was, is] = [before[a]![axis] - before[b]![axis], after[a]![axis] - after[b]![axis]];
      pairs += 1;
      flips += Number(Math.sign(was) * Math.sign(is) < 0);
    }),
  );
  return pairs ? flips / pairs : 0;
}

/** How often paths cross the straight main path. */
export function countMainCrossings(graph: LayoutGraph, layout: Layout): number {
  const across = graph.direction === "down" ? 0 : 1;
  const spine = graph.paths
    .filter((path) => path.main)
    .flatMap((path) => [layout.boxes[path.source]!, layout.boxes[path.target]!]);
  if (!spine.length) return 0;
  const line = spine[0]![across];
  const along = spine.map((place) => place[1 - across]!);
  const [from, to] = [Math.min(...along), Math.max(...along)];
  const crossings = graph.paths
    .filter((path) => !path.main)
    .map((path) => {
      const points = sample(layout.paths[path.key]!.points, 6);
      const sides = points
        .filter((point) => point[1 - across]! > from && point[1 - across]! < to)
        .map((point) => Math.sign(point[across] - line));
      const beside = sides.filter((side) => side !== 0);
      return beside.filter((side, index) => index > 0 && side !== beside[index - 1]).length;
    });
  return crossings.reduce((sum, count) => sum + count, 0);
}
