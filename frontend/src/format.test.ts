import { describe, expect, it } from "vitest";
import * as format from "./format";

const H = 3_600;
const D = 86_400;

const table = <T>(name: string, say: (value: T) => string, rows: [T, string][]): void => {
  describe(name, () => {
    it.each(rows)("says %s as %s", (value, text) => expect(say(value)).toBe(text));
  });
};

table("exact", format.exact, [
  [0, "0"],
  [4_897, "4,897"],
  [1_234_567, "1,234,567"],
  [null, "–"],
]);

table("mapCount", format.mapCount, [
  [0, "0"],
  [9_412, "9,412"],
  [9_999, "9,999"],
  [10_000, "10.0k"],
  [12_345, "12.3k"],
  [99_949, "99.9k"],
  [99_950, "100k"],
  [150_370, "150k"],
  [999_499, "999k"],
  [999_500, "1.0M"],
  [1_234_567, "1.2M"],
  [12_345_678, "12M"],
  [null, "–"],
]);

table("share", format.share, [
  [0, "0 %"],
  [0.0004, "< 0.1 %"],
  [0.001, "0.1 %"],
  [0.02, "2.0 %"],
  [0.0637, "6.4 %"],
  [0.0996, "10 %"],
  [0.28, "28 %"],
  [0.994, "99 %"],
  [0.996, "99.6 %"],
  [0.9995, "> 99.9 %"],
  [1, "100 %"],
  [null, "–"],
]);

table("boxShare", format.boxShare, [
  [0, "0 %"],
  [0.003, "< 1 %"],
  [0.358, "36 %"],
  [0.997, "> 99 %"],
  [1, "100 %"],
]);

table("score", format.score, [
  [0, "0.00"],
  [0.004, "< 0.01"],
  [0.944, "0.94"],
  [0.997, "> 0.99"],
  [1, "1.00"],
  [null, "–"],
]);

table("scoreBounds", ([lower, upper]) => format.scoreBounds(lower, upper), [
  [[0.71, 0.83], "0.71 to 0.83"],
  [[0.941, 0.943], "0.94"],
  [[0.99, 0.999], "0.99 to > 0.99"],
] as [[number, number], string][]);

table("averageTime", (seconds: number | null) => Object.values(format.averageTime(seconds)).join(" ").trim(), [
  [73.34 * D, "73.3 days"],
  [99.94 * D, "99.9 days"],
  [99.96 * D, "100 days"],
  [1_234 * D, "1,234 days"],
  [0.1 * D, "0.1 days"],
  [2 * H, "2.0 h"],
  [1.5 * H, "1.5 h"],
  [540, "9 min"],
  [4, "4 s"],
  [null, "–"],
]);

table("duration", format.duration, [
  [0, "0 s"],
  [0.4, "0 s"],
  [56, "56 s"],
  [59.7, "1 min"],
  [540, "9 min"],
  [59.6 * 60, "1 h"],
  [3 * H + 14 * 60, "3 h 14 min"],
  [3 * H, "3 h"],
  [9.96 * H, "10 h"],
  [21.2 * H, "21 h"],
  [23.7 * H, "1 day"],
  [D, "1 day"],
  [2.1 * D, "2.1 days"],
  [9.96 * D, "10 days"],
  [28 * D, "28 days"],
  [729 * D, "729 days"],
  [840 * D, "2.3 years"],
  [null, "–"],
]);

table("mapDuration", format.mapDuration, [
  [120, "2 min"],
  [3.2 * H, "3.2 h"],
  [22 * H, "22 h"],
  [23.7 * H, "1.0 d"],
  [6.4 * D, "6.4 d"],
  [28 * D, "28 d"],
  [840 * D, "2.3 y"],
]);

describe("dates", () => {
  const september = Date.UTC(2018, 8, 5, 23, 30);

  it("name the day in the given zone", () => {
    expect(format.date(september, "UTC")).toBe("5 Sep 2018");
    expect(format.date(september, "Europe/Berlin")).toBe("6 Sep 2018");
  });

  it("leave the year out on demand", () => expect(format.date(september, "UTC", false)).toBe("5 Sep"));

  it("say a year once in a range inside it", () => {
    expect(format.dateRange(Date.UTC(2018, 0, 1), Date.UTC(2018, 11, 31), "UTC")).toBe("1 Jan – 31 Dec 2018");
    expect(format.dateRange(Date.UTC(2017, 9, 5), Date.UTC(2018, 2, 3), "UTC")).toBe("5 Oct 2017 – 3 Mar 2018");
    expect(format.dateRange(Date.UTC(2018, 0, 1), Date.UTC(2018, 0, 1, 9), "UTC")).toBe("1 Jan 2018");
  });

  it("count an unknown zone as UTC", () => expect(format.date(september, "Mars/Olympus")).toBe("5 Sep 2018"));

  it("show the clock with 24 hours", () => {
    expect(format.clock(Date.UTC(2018, 0, 1, 9, 41), "UTC")).toBe("09:41");
    expect(format.clock(Date.UTC(2018, 0, 1), "UTC")).toBe("00:00");
  });
});

table("called", format.called, [
  ["Pay", "Pay"],
  [" Pay", " Pay"],
  [" ", "(no name)"],
  ["", "(no name)"],
]);
