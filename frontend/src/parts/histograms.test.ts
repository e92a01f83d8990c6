import { describe, expect, it } from "vitest";
import type { Histogram } from "../contract";
import { executionTimeFilter, executionTimeRows, periodRows, startedFilter } from "./chart-data";
import { nice, placeOf, rangeOf, scaleOf } from "./histogram-scale";

const day = 86_400;
const histogram: Histogram = { start_seconds: 0, bin_seconds: 5 * day, counts: [440, 0, 12], more: 3 };

describe("a histogram", () => {
  it.each([[0.7, 1], [1, 1], [1.2, 2], [2.1, 2.5], [3, 5], [7, 10], [440, 500], [0, 1]])("has %d under %d", (value, top) => expect(nice(value)).toBe(top));
  it("has an axis in the unit a person would say", () =>
    expect(scaleOf(histogram)).toEqual({ unit: "days", unitSeconds: day, bars: 4, highest: 500, ticks: [0, 5, 10] }));
  it("has no bar for more where there is none", () => expect(scaleOf({ ...histogram, more: 0 }).bars).toBe(3));
  it.each<[string, number, number, [number, number | null]]>([
    ["one bar", 0, 0, [0, 5 * day]], ["bars dragged to the left", 2, 1, [5 * day, 15 * day]], ["up to the tail", 1, 3, [5 * day, null]],
  ])("gives the range of %s", (_, from, to, range) => expect(rangeOf(histogram, from, to)).toEqual(range));
  it.each([[0, 0], [7.5 * day, 1.5], [99 * day, 3.5]])("has %d s at %d bars", (seconds, place) => expect(placeOf(histogram, seconds)).toBe(place));
});

describe("the charts' numbers", () => {
  it("are rows of the execution time", () => expect(executionTimeRows({ execution_time: histogram })).toEqual([
    ["0 s to 5.0 days", "440"], ["5.0 days to 10 days", "0"], ["10 days to 15 days", "12"], ["more than 15 days", "3"],
  ]));
  it("are rows of periods", () => expect(periodRows({ periods_ms: [0, 1], started: [2, 3], ended: [0] }, String, String)).toEqual([["0", "2", "0"], ["1", "3", "0"]]));
});

describe("a range on a chart", () => {
  it("is in the axis' unit", () => expect(executionTimeFilter({ execution_time: histogram }, 2, 10))
    .toEqual({ kind: "execution_time", minimum_seconds: 2 * day, maximum_seconds: 10 * day }));
  it("is open where it reaches into the tail", () => expect(executionTimeFilter({ execution_time: histogram }, 12, 17))
    .toEqual({ kind: "execution_time", minimum_seconds: 12 * day, maximum_seconds: null }));
  it("is none where plotly gave none", () => expect(executionTimeFilter({ execution_time: histogram }, undefined, 3)).toBeNull());
  it("is of days", () => expect(startedFilter({ periods_ms: [0] }, "2018-03-01", "2018-04-01 12:30")).toEqual({
    kind: "started", from_ms: Date.UTC(2018, 2, 1), to_ms: Date.UTC(2018, 3, 1, 12, 30),
  }));
});
