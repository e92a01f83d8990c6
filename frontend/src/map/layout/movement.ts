// From one picture to the next: what an eye has to follow.
import type { Direction } from "../types";
import type { Point } from "./types";

/**
 * `flips`: share of the pairs of boxes in both pictures that change their order, along and across the flow; `distance`:
 * how far boxes move on the mean, in pixels, without the shift that all have in common.
 */
export interface Movement {
  flips: { along: number; across: number };
  distance: number;
}

type Places = Record<string, Point>;

export function measureMovement(before: Places, after: Places, direction: Direction): Movement {
  const common = Object.keys(before).filter((id) => after[id]);
  const [across, along] = direction === "down" ? ([0, 1] as const) : ([1, 0] as const);
  const flips = { along: shareOfFlips(before, after, common, along), across: shareOfFlips(before, after, common, across) };
  return { flips, distance: meanDistance(before, after, common) };
}

function shareOfFlips(before: Places, after: Places, common: string[], axis: 0 | 1): number {
  let [pairs, flips] = [0, 0];
  common.forEach((a, index) =>
    common.slice(index + 1).forEach((b) => {
      const [was, is] = [before[a]![axis] - before[b]![axis], after[a]![axis] - after[b]![axis]];
      pairs += 1;
      flips += Number(was * is < 0);
    }),
  );
  return pairs ? flips / pairs : 0;
}

function meanDistance(before: Places, after: Places, common: string[]): number {
  const ways = common.map((id): Point => [after[id]![0] - before[id]![0], after[id]![1] - before[id]![1]]);
  const [x, y] = [mean(ways.map((way) => way[0])), mean(ways.map((way) => way[1]))];
  return mean(ways.map((way) => Math.hypot(way[0] - x, way[1] - y)));
}

function mean(numbers: number[]): number {
  return numbers.length ? numbers.reduce((sum, x) => sum + x, 0) / numbers.length : 0;
}
