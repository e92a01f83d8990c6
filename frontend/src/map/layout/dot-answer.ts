// Graphviz' JSON answer as a layout.
import { loopCurve } from "./loops";
import type { Layout, LayoutGraph, PlacedPath, Point } from "./types";

interface DotAnswer {
  bb: string;
  objects?: { name: string; pos?: string }[];
  /** Those without an id are not paths: they only hold boxes in their order. */
  edges?: { id?: string; pos?: string; lp?: string }[];
}

/** Reads what dot answered to `dotText(graph)`; y grows downwards here, upwards there. */
export function readDotAnswer(json: string, graph: LayoutGraph): Layout {
  const answer = JSON.parse(json) as DotAnswer;
  const [, , width = 0, height = 0] = answer.bb.split(",").map(Number);
  const point = (text: string): Point => {
    const [x = 0, y = 0] = text.split(",").map(Number);
    return [round(x), round(height - y)];
  };
  const boxes: Record<string, Point> = {};
  for (const { name, pos } of answer.objects ?? []) {
    const box = /^b\d+$/.test(name) ? graph.boxes[Number(name.slice(1))] : undefined;
    if (box && pos) boxes[box.id] = point(pos);
  }
  const paths: Record<string, PlacedPath> = {};
  for (const { id, pos, lp } of answer.edges ?? []) {
    const path = id && graph.paths[Number(id.slice(1))];
    if (!path || !pos || !lp) continue;
    const label = point(lp);
    const box = path.loop ? graph.boxes.find((one) => one.id === path.source) : undefined;
    const points = box ? loopCurve(box, boxes[box.id]!, path, label) : pos.trim().split(/\s+/).map(point);
    paths[path.key] = { points, label };
  }
  return { width, height, boxes, paths };
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
