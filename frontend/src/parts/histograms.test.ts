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
  const bar = (pointIndex: number, curveNumber = 0) => ({ pointIndex, curveNumber });
  const periods = { periods_ms: [0, 100, 200] };
  it("is from the first to the last bar", () => expect(executionTimeFilter({ execution_time: histogram }, [bar(2), bar(1)]))
    .toEqual({ kind: "execution_time", minimum_seconds: 5 * day, maximum_seconds: 15 * day }));
  it("is open where it reaches into the tail", () => expect(executionTimeFilter({ execution_time: histogram }, [bar(2), bar(0, 1)]))
    .toEqual({ kind: "execution_time", minimum_seconds: 10 * day, maximum_seconds: null }));
  it("is none without bars", () => expect([executionTimeFilter({ execution_time: histogram }, []), startedFilter(periods, [])]).toEqual([null, null]));
  it("ends before the next period", () => expect(startedFilter(periods, [bar(0), bar(1)])).toEqual({ kind: "started", from_ms: 0, to_ms: 199 }));
  it("is open at the last period", () => expect(startedFilter(periods, [bar(2)])).toEqual({ kind: "started", from_ms: 200, to_ms: null }));
  it("is of the cases that start, not of those that end", () => expect(startedFilter(periods, [bar(1), bar(2, 1)])).toEqual({ kind: "started", from_ms: 100, to_ms: 199 }));
});
