import { describe, expect, it } from "vitest";
import { conformance, durations, log, map, variant, view } from "../samples";
import type { Page } from "../page";
import { csv, pathsCsv, variantsCsv } from "./csv";
import { pathRows, sorted, stepRows } from "./table-rows";

const page = { view, log, durations, conformance } as unknown as Page;

describe("rows", () => {
  it("are the drawn paths", () => expect(pathRows(page).map(({ from, to, joined, notAllowed }) => [from, to, joined, notAllowed])).toEqual([
    ["Start", "a", 0, 0], ["a", "b", 2, 4], ["b", "c", 0, 0], ["c", "End", 0, 0],
  ]));
  it("have no deviations where nothing was compared", () => expect(pathRows({ ...page, conformance: null })[1]!.notAllowed).toBeNull());
  it("are the steps", () => expect(stepRows(page).map(({ step, frequency, repeated, deviations }) => [step, frequency, repeated, deviations])).toEqual([
    ["a", 10, 0, 0], ["b", 12, 2, 3], ["c", 10, 0, 0],
  ]));
  it("keep a name that is blank, as a file has to join with the data", () => {
    const nodes = map.nodes.map((node) => (node.label === "b" ? { ...node, label: " " } : node));
    expect(pathRows({ ...page, view: { ...view, map: { ...map, nodes } } }).map(({ from, to }) => [from, to])).toEqual([["Start", "a"], ["a", " "], [" ", "c"], ["c", "End"]]);
  });
  it("are none without a map", () => expect(pathRows({ ...page, view: { ...view, map: null } })).toEqual([]));
  it("are sorted with what has no value at the end", () => {
    const rows = [{ n: null }, { n: 1 }, { n: 3 }];
    expect(sorted(rows, ({ n }) => n, true).map(({ n }) => n)).toEqual([3, 1, null]);
    expect(sorted(rows, ({ n }) => n, false).map(({ n }) => n)).toEqual([1, 3, null]);
  });
  it("keep their order where they are equal", () =>
    expect(sorted(map.edges, (edge) => edge.frequency, true).map(({ id }) => id)).toEqual(map.edges.map(({ id }) => id)));
});

describe("CSV", () => {
  it("quotes what needs it", () => expect(csv(["a", 'b"'], [["x,y", 1.5], ["line\nbreak", null]])).toBe('\ufeffa,"b"""\r\n"x,y",1.5\r\n"line\nbreak",\r\n'));
  it.each(["=1+1", "+1", "-1", "@x"])("writes the name %s as text", (name) => expect(csv(["a"], [[name]])).toBe(`\ufeffa\r\n'${name}\r\n`));
  it("keeps negative numbers as they are", () => expect(csv(["a"], [[-1]])).toBe("\ufeffa\r\n-1\r\n"));
  it("has units in its head and exact numbers", () => expect(pathsCsv(pathRows(page)).split("\r\n").slice(0, 3)).toEqual([
    "\ufefffrom,to,frequency,cases,share of cases (0-1),over hidden steps,back to an earlier step,waiting count,waiting mean (s),"
      + "waiting median (s),waiting 90th percentile (s),waiting minimum (s),waiting maximum (s),waiting total (s),not allowed",
    "Start,a,10,10,1,0,0,,,,,,,,0",
    "a,b,10,10,1,2,0,10,3600,3600,7200,1,7200,36000,4",
  ]));
  it("leaves out percentiles that are only near", () => expect(pathsCsv(pathRows(page)).split("\r\n")[3]).toBe("b,c,10,10,1,0,0,10,60,,,1,120,600,0"));
  it("writes variants with their sequence", () => expect(variantsCsv([variant(1, { n_steps: 9 })], log.activities).split("\r\n")[1])
    .toBe("1,v1,10,0.5,9,86400,,,a → c → …"));
});
