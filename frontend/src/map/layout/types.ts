// What a layout engine is given and what it gives back; nothing else knows which engine it was. Pixels at zoom 1.
import type { Direction } from "../types";

/** A box of the graph: a step, or the round Start and End. */
export interface LayoutBox {
  id: string;
  kind: "step" | "start" | "end";
  width: number;
  height: number;
}

/**
 * A line between boxes, always given along the flow, so that no engine has to break cycles; `loop`: from a box to
 * itself. The label is a box of its own beside the line.
 */
export interface LayoutPath {
  key: string;
  source: string;
  target: string;
  loop: boolean;
  main: boolean;
  weight: number;
  labelWidth: number;
  labelHeight: number;
}

/**
 * Boxes in the global order of the steps, between Start and End. `above`: pairs of boxes of which the first comes before
 * the second along the flow although no path says so; never against the paths, and an engine may leave it aside.
 */
export interface LayoutGraph {
  direction: Direction;
  /** Between ranks of boxes and labels, in inches. */
  rankGap: number;
  boxes: LayoutBox[];
  paths: LayoutPath[];
  above: [string, string][];
}

export type Point = [x: number, y: number];

/** `points`: a chain of Bézier curves (1 + 3n points) from the edge of source to the edge of target. */
export interface PlacedPath {
  points: Point[];
  label: Point;
}

/** Where the centres are; everything lies within 0 to `width`, 0 to `height`. */
export interface Layout {
  width: number;
  height: number;
  boxes: Record<string, Point>;
  paths: Record<string, PlacedPath>;
}

export type LayoutEngine = (graph: LayoutGraph) => Layout;
