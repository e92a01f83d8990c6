// Layout by dagre, for where WebAssembly is blocked: less tidy, but always there.
import { Graph, layout as runDagre } from "@dagrejs/dagre";
import { loopCurve } from "./loops";
import type { Layout, LayoutGraph, LayoutPath, PlacedPath, Point } from "./types";

const SEPARATION = 18;
const LOOP_ROOM = 12;

export function layOutWithDagre(graph: LayoutGraph): Layout {
  const g = new Graph({ multigraph: true });
  const down = graph.direction === "down";
  g.setGraph({ rankdir: down ? "TB" : "LR", nodesep: SEPARATION, ranksep: graph.rankGap * 72, edgesep: 10 });
  const loops = graph.paths.filter((path) => path.loop);
  for (const box of graph.boxes) {
    // Both sides, so that the box itself stays in the middle and the main path straight.
    const beside = loops.find((path) => path.source === box.id);
    const extra = beside ? 2 * (LOOP_ROOM + beside.labelWidth) : 0;
    g.setNode(box.id, { width: box.width + extra, height: box.height });
  }
  for (const path of graph.paths) {
    if (path.loop) continue;
    const label = { width: path.labelWidth, height: path.labelHeight, labelpos: "c" as const };
    g.setEdge(path.source, path.target, { ...label, weight: path.weight, minlen: 1 }, path.key);
  }
  runDagre(g);
  return read(g, graph);
}

function read(g: Graph, graph: LayoutGraph): Layout {
  const boxes: Record<string, Point> = {};
  for (const { id } of graph.boxes) {
    const { x, y } = g.node(id) as { x: number; y: number };
    boxes[id] = [x, y];
  }
  const paths: Record<string, PlacedPath> = {};
  for (const path of graph.paths) paths[path.key] = path.loop ? placeLoop(path, graph, boxes) : placePath(g, path);
  const { width = 0, height = 0 } = g.graph() as { width?: number; height?: number };
  return { width, height, boxes, paths };
}

function placePath(g: Graph, path: LayoutPath): PlacedPath {
  const { points, x, y } = g.edge(path.source, path.target, path.key) as {
    points: { x: number; y: number }[];
    x: number;
    y: number;
  };
  return { points: smooth(points.map((p): Point => [p.x, p.y])), label: [x + path.labelWidth / 2, y] };
}

function placeLoop(path: LayoutPath, graph: LayoutGraph, boxes: Record<string, Point>): PlacedPath {
  const box = graph.boxes.find(({ id }) => id === path.source)!;
  const [x, y] = boxes[path.source]!;
  const label: Point = [x + box.width / 2 + LOOP_ROOM + path.labelWidth / 2, y];
  return { points: loopCurve(box, [x, y], path, label), label };
}

/** A polyline as Bézier curves through its points (Catmull-Rom). */
function smooth(points: Point[]): Point[] {
  const at = (index: number): Point => points[Math.min(points.length - 1, Math.max(0, index))]!;
  const curves: Point[] = [at(0)];
  for (let index = 0; index + 1 < points.length; index++) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    curves.push([from[0] + (to[0] - before[0]) / 6, from[1] + (to[1] - before[1]) / 6]);
    curves.push([to[0] - (after[0] - from[0]) / 6, to[1] - (after[1] - from[1]) / 6]);
    curves.push(to);
  }
  return curves;
}
