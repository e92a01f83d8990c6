// From one step or path to the next by key; pure, on the document and where things are.
import type { MapDocument } from "../contract";
import type { Layout, Point } from "./layout/types";

export type Direction = "next" | "previous" | "left" | "right";

/**
 * The step that a key leads to, or null at the end of the way.
 *
 * Next and previous follow the main path; from a step beside it, to the nearest step of the main path further on.
 * Left and right go to the neighbour at about the same height.
 */
export function walkSteps(from: string, to: Direction, map: MapDocument, layout: Layout): string | null {
  return to === "left" || to === "right" ? sibling(from, to, layout) : alongMainPath(from, to, map, layout);
}

function alongMainPath(from: string, to: "next" | "previous", map: MapDocument, layout: Layout): string | null {
  const spine = map.spine.filter((id) => layout.boxes[id]);
  const place = spine.indexOf(from);
  if (place >= 0) return spine[place + (to === "next" ? 1 : -1)] ?? null;
  const here = layout.boxes[from];
  if (!here) return spine[0] ?? null;
  const ahead = spine.filter((id) => (to === "next") === isAhead(layout.boxes[id]!, here, layout));
  return nearest(ahead, here, layout);
}

// The flow runs the longer way of the picture's main path: from Start to End.
function isAhead(there: Point, here: Point, layout: Layout): boolean {
  const axis = flowAxis(layout);
  return there[axis] > here[axis];
}

function flowAxis(layout: Layout): 0 | 1 {
  const { start, end } = layout.boxes;
  return start && end && Math.abs(end[0] - start[0]) > Math.abs(end[1] - start[1]) ? 0 : 1;
}

/** Of those in the direction, the one that is nearest, distance along the flow counting threefold. */
function sibling(from: string, to: "left" | "right", layout: Layout): string | null {
  const here = layout.boxes[from];
  if (!here) return null;
  const across = flowAxis(layout) === 1 ? 0 : 1;
  const sign = to === "right" ? 1 : -1;
  const beside = Object.keys(layout.boxes).filter((id) => sign * (layout.boxes[id]![across] - here[across]) > 1);
  const away = (id: string): number => {
    const there = layout.boxes[id]!;
    return Math.abs(there[across] - here[across]) + 3 * Math.abs(there[1 - across]! - here[1 - across]!);
  };
  return beside.sort((a, b) => away(a) - away(b))[0] ?? null;
}

function nearest(ids: string[], here: Point, layout: Layout): string | null {
  const away = (id: string): number => Math.hypot(layout.boxes[id]![0] - here[0], layout.boxes[id]![1] - here[1]);
  return [...ids].sort((a, b) => away(a) - away(b))[0] ?? null;
}

/**
 * Next (1) or previous (-1) path of a step, round and round; from a path, among those of the step it was reached from.
 * There and back are one line and one stop.
 */
export function walkPaths(step: string, current: string | null, by: 1 | -1, map: MapDocument): string | null {
  const drawn = new Set(map.edges.filter((edge) => !edge.mark).map((edge) => edge.id));
  const paths = map.edges
    .filter((edge) => !edge.mark && (edge.source === step || edge.target === step))
    .filter((edge) => !edge.back || !drawn.has(`${edge.target}>${edge.source}`) || edge.source === edge.target)
    .map((edge) => edge.id);
  if (!paths.length) return null;
  const place = current === null ? -1 : paths.indexOf(current);
  if (place < 0) return by === 1 ? paths[0]! : paths.at(-1)!;
  return paths[(place + by + paths.length) % paths.length]!;
}
