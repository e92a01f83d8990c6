// A locked map: steps keep their places while filters come and go.
import type { Box, Graph, Path, StepBox } from "./graph";

export interface Locked {
  /** Everything seen since the map was locked: this is laid out. */
  union: Graph;
  /** What is drawn now, in the sizes of the union. */
  drawn: Graph;
  /** Steps of the union that are not there now. */
  gone: StepBox[];
}

/** `before` stays as it is wherever it can, so that the same layout comes out of it. */
export function lockGraph(before: Graph, now: Graph): Locked {
  const boxes = mergeBoxes(before.boxes, now.boxes);
  const paths = mergePaths(before.paths, now.paths);
  const sizes = { ...now.sizes };
  for (const [key, size] of Object.entries(before.sizes)) {
    if (!sizes[key] || sizes[key].width <= size.width) sizes[key] = size;
  }
  const union: Graph = { form: before.form, boxes, paths, sizes };
  const sized = new Map(boxes.map((box) => [box.id, box]));
  const present = new Set(now.boxes.map((box) => box.id));
  return {
    union,
    drawn: { ...now, sizes, boxes: now.boxes.map((box) => inSizeOf(box, sized.get(box.id)!)) },
    gone: boxes.filter((box): box is StepBox => box.kind === "step" && !present.has(box.id)),
  };
}

function mergeBoxes(before: Box[], now: Box[]): Box[] {
  const merged = new Map(before.map((box) => [box.id, box]));
  for (const box of now) {
    const known = merged.get(box.id);
    merged.set(box.id, known ? larger(known, box) : box);
  }
  return [...merged.values()].sort((a, b) => place(a) - place(b));
}

function larger(known: Box, box: Box): Box {
  return inSizeOf(known, { width: Math.max(known.width, box.width), height: Math.max(known.height, box.height) });
}

function inSizeOf(box: Box, { width, height }: { width: number; height: number }): Box {
  return { ...box, width, height };
}

function place(box: Box): number {
  if (box.kind === "step") return box.node.position;
  return box.kind === "start" ? -Infinity : Infinity;
}

function mergePaths(before: Path[], now: Path[]): Path[] {
  const known = new Set(before.map((path) => path.key));
  return [...before, ...now.filter((path) => !known.has(path.key))];
}
