import { describe, expect, it } from "vitest";
import { countCrossings } from "./crossings";
import type { Layout, LayoutGraph, LayoutPath, Point } from "./types";

const boxes: Record<string, Point> = { a: [100, 0], b: [100, 100], c: [0, 0], d: [200, 100] };

/** Straight lines along the given corners, as curves. */
function line(...corners: Point[]): Point[] {
  return corners.flatMap((to, index) => {
    const from = corners[index - 1];
    if (!from) return [to];
    const between = (share: number): Point => [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    return [between(1 / 3), between(2 / 3), to];
  });
}

function count(direction: "down" | "right", ...lines: [way: string, points: Point[]][]): { main: number; all: number } {
  const turned = ([x, y]: Point): Point => (direction === "down" ? [x, y] : [y, x]);
  const paths = lines.map(([way], index): LayoutPath => ({
    key: way,
    source: way[0]!,
    target: way[1]!,
    loop: false,
    main: index === 0,
    weight: 1,
    labelWidth: 1,
    labelHeight: 1,
  }));
  const graph: LayoutGraph = { direction, rankGap: 0, paths, boxes: [], above: [] };
  const layout: Layout = {
    width: 200,
    height: 100,
    boxes: Object.fromEntries(Object.entries(boxes).map(([id, place]) => [id, turned(place)])),
    paths: Object.fromEntries(lines.map(([way, points]) => [way, { points: points.map(turned), label: [0, 0] }])),
  };
  return countCrossings(graph, layout);
}

const main: [string, Point[]] = ["ab", line([100, 0], [100, 100])];

describe.each(["down", "right"] as const)("crossings of a map that runs %s", (direction) => {
  it("are none where paths lie side by side", () =>
    expect(count(direction, main, ["cd", line([50, 0], [50, 100])])).toEqual({ main: 0, all: 0 }));
  it("are counted on the main path", () =>
    expect(count(direction, main, ["cd", line([0, 10], [200, 83])])).toEqual({ main: 1, all: 1 }));
  it("are counted each time that a path comes back", () =>
    expect(count(direction, main, ["cc", line([0, 10], [190, 40], [0, 71])])).toEqual({ main: 2, all: 2 }));
  it("are counted beside the main path too", () =>
    expect(count(direction, main, ["cd", line([110, 0], [180, 90])], ["cd2", line([180, 7], [110, 95])])).toEqual({ main: 0, all: 1 }));
  it("are none where paths only meet at a box", () =>
    expect(count(direction, main, ["ad", line([100, 0], [200, 100])])).toEqual({ main: 0, all: 0 }));
});
