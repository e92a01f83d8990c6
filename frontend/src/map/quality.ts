// How good a picture is, in figures: what the eye would complain about.
import { boxRect } from "./deviation-marks";
import { contains, overlap, sample, type Rect } from "./geometry";
import type { Graph } from "./graph";
import type { Layout, Point } from "./layout/types";
import type { Scene } from "./scene";
import type { Direction, Quality } from "./types";

export function measureQuality(graph: Graph, layout: Layout, scene: Scene, spine: string[], direction: Direction): Quality {
  return {
    spineDeviation: spineDeviation(spine, layout, direction),
    overlaps: countOverlaps(graph, layout, scene),
    throughBoxes: countThroughBoxes(graph, layout),
    outsideStartAndEnd: countOutside(graph, layout, direction),
  };
}

/** Standard deviation, across the flow, of the boxes on the main path. */
export function spineDeviation(spine: string[], layout: Layout, direction: Direction): number {
  const across = direction === "down" ? 0 : 1;
  const places = spine.flatMap((id) => (layout.boxes[id] ? [layout.boxes[id][across]] : []));
  if (!places.length) return 0;
  const mean = places.reduce((sum, x) => sum + x, 0) / places.length;
  return Math.round(Math.sqrt(places.reduce((sum, x) => sum + (x - mean) ** 2, 0) / places.length) * 10) / 10;
}

/** Pairs that overlap among numbers, marks outside boxes, the words Start and End, and boxes. */
function countOverlaps(graph: Graph, layout: Layout, scene: Scene): number {
  const rects: Rect[] = graph.boxes.map((box) => boxRect(box, layout.boxes[box.id]!));
  for (const { rect } of scene.placed.numbers.values()) rects.push(rect);
  for (const mark of scene.placed.marks.values()) if (!mark.inside) rects.push(mark.rect);
  rects.push(...scene.placed.words);
  let pairs = 0;
  rects.forEach((a, index) => rects.slice(index + 1).forEach((b) => (pairs += Number(overlap(a, b, -0.5)))));
  return pairs;
}

/** Paths that run through a box which is neither of their ends. */
function countThroughBoxes(graph: Graph, layout: Layout): number {
  const boxes = graph.boxes.map((box) => ({ id: box.id, rect: shrink(boxRect(box, layout.boxes[box.id]!)) }));
  return graph.paths.filter((path) => {
    const points: Point[] = sample(layout.paths[path.key]!.points);
    const foreign = boxes.filter(({ id }) => id !== path.source && id !== path.target);
    return foreign.some(({ rect }) => points.some((point) => contains(rect, point)));
  }).length;
}

// Touching is not running through.
function shrink({ x, y, width, height }: Rect): Rect {
  return { x: x + 1, y: y + 1, width: width - 2, height: height - 2 };
}

function countOutside(graph: Graph, layout: Layout, direction: Direction): number {
  const along = direction === "down" ? 1 : 0;
  const { start, end } = layout.boxes;
  return graph.boxes.filter(({ id, kind }) => {
    const at = layout.boxes[id]![along];
    return kind === "step" && ((start && at <= start[along]) || (end && at >= end[along]));
  }).length;
}
