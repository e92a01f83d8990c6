import { expect, it } from "vitest";
import { curveText, cutEnd, cutStart, distance, headText, overlap } from "./geometry";
import type { Point } from "./layout/types";

const straight: Point[] = [
  [0, 0],
  [0, 10],
  [0, 20],
  [0, 30],
];

it("writes curves with a tenth of a pixel", () =>
  expect(
    curveText([
      [0, 0],
      [1.234, 2],
      [3, 4],
      [5, 6],
    ]),
  ).toBe("M0 0C1.2 2 3 4 5 6"));
it("cuts a curve where its head begins", () => {
  const cut = cutEnd(straight, 12);
  expect(cut[0]).toEqual([0, 0]);
  expect(distance(cut.at(-1)!, [0, 30])).toBeCloseTo(12, 1);
  expect(distance(cutStart(straight, 12)[0]!, [0, 0])).toBeCloseTo(12, 1);
});
it("cuts into the curve before when the last one is shorter than the head", () => {
  const cut = cutEnd([...straight, [0, 31], [0, 32], [0, 34]], 12);
  expect(cut).toHaveLength(4);
  expect(cut.at(-1)![1]).toBeLessThan(34 - 10);
});
it("draws a head from its base to its tip", () => expect(headText([0, 30], [0, 20])).toBe("M0 30L-4.5 20L4.5 20Z"));
it("does not count touching as lying on one another", () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(overlap(box, { ...box, x: 10 })).toBe(false);
  expect(overlap(box, { ...box, x: 9 })).toBe(true);
});
