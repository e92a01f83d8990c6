// Where paths cross: what makes a map hard to follow.
import { overlap, sample, type Rect } from "../geometry";
import type { Layout, LayoutGraph, Point } from "./types";

/** Points on each curve of a path: enough to see where it goes. */
const PER_CURVE = 6;

/** `main`: how often paths cross the straight main path; `all`: how often any two paths cross. */
export interface Crossings {
  main: number;
  all: number;
}

export function countCrossings(graph: LayoutGraph, layout: Layout): Crossings {
  const lines = new Map(graph.paths.map((path) => [path.key, sample(layout.paths[path.key]!.points, PER_CURVE)]));
  return { main: countOnMainPath(graph, layout, lines), all: countOfAll([...lines.values()]) };
}

function countOnMainPath(graph: LayoutGraph, layout: Layout, lines: Map<string, Point[]>): number {
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
      const sides = lines
        .get(path.key)!
        .filter((point) => point[1 - across]! > from && point[1 - across]! < to)
        .map((point) => Math.sign(point[across] - line));
      const beside = sides.filter((side) => side !== 0);
      return beside.filter((side, index) => index > 0 && side !== beside[index - 1]).length;
    });
  return crossings.reduce((sum, count) => sum + count, 0);
}

function countOfAll(lines: Point[][]): number {
  const rooms = lines.map(roomOf);
  let count = 0;
  lines.forEach((a, index) => {
    for (let other = index + 1; other < lines.length; other++)
      if (overlap(rooms[index]!, rooms[other]!)) count += countOfTwo(a, lines[other]!);
  });
  return count;
}

function roomOf(line: Point[]): Rect {
  const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

function countOfTwo(a: Point[], b: Point[]): number {
  let count = 0;
  for (let i = 1; i < a.length; i++)
    for (let j = 1; j < b.length; j++) count += Number(areAcross(a[i - 1]!, a[i]!, b[j - 1]!, b[j]!));
  return count;
}

// Each pair of ends lies on both sides of the other line; those that only touch do not cross.
function areAcross(a: Point, b: Point, c: Point, d: Point): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(from: Point, to: Point, point: Point): number {
  return (to[0] - from[0]) * (point[1] - from[1]) - (to[1] - from[1]) * (point[0] - from[0]);
}
