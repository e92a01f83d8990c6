import { expect, it } from "vitest";
import { countTones, lineWidth, longDuration, sixTones } from "./scales";

it.each([
  [0, 1],
  [2.7, 1],
  [2.8, 2],
  [25, 4],
  [99, 6],
  [100, 6],
  [200, 6],
  [-5, 1],
])("six tones from 0 to 100: %s is %s", (x, tone) => {
  expect(sixTones(0, 100)(x)).toBe(tone);
});
it("gives a single number the strongest tone", () => expect(countTones([7])(7)).toBe(6));
it("does not bleach the smallest count to nothing", () =>
  expect([100, 200, 1000].map(countTones([100, 200, 1000]))).toEqual([2, 3, 6]));
it("takes a long duration that occurs, not the longest", () => {
  expect(longDuration([...Array(100).keys()])).toBe(95);
  expect(longDuration([3])).toBe(3);
  expect(longDuration([])).toBe(0);
});
it("draws the most frequent path 6.75 pixels wide", () => {
  expect(lineWidth(400, 400)).toBe(6.75);
  expect(lineWidth(100, 400)).toBe(4);
  expect(lineWidth(0, 0)).toBe(1.25);
});
