import { beforeAll, describe, expect, it } from "vitest";
import { loadDot } from "./dot";
import { asTold, freshOrders, ordersLike } from "./orders";
import type { LayoutBox, LayoutEngine, LayoutGraph, LayoutPath } from "./types";

const step = (id: string): LayoutBox => ({ id, kind: "step", width: 80, height: 28 });
const path = (source: string, target: string): LayoutPath => ({
  key: `${source}>${target}`,
  source,
  target,
  loop: source === target,
  main: false,
  weight: 1,
  labelWidth: 20,
  labelHeight: 14,
});

function graphOf(ids: string, ways: string[]): LayoutGraph {
  const paths = ways.map((way) => path(way[0]!, way[1]!));
  return { direction: "down", rankGap: 0.2, boxes: [...ids].map(step), paths, above: [] };
}

const ids = (graph: LayoutGraph): string => graph.boxes.map(({ id }) => id).join("");
// Two columns of two boxes, no way between them.
const columns = graphOf("abcd", ["ac", "bd"]);
const places = { a: [0, 0], b: [100, 0], c: [0, 50], d: [100, 50] } satisfies Record<string, [number, number]>;

describe("fresh orders", () => {
  const six = graphOf("abcdef", ["ab"]);

  it("are from behind, and dealt onto piles", () => {
    expect(freshOrders(six).map(ids).slice(0, 3)).toEqual(["fedcba", "acebdf", "adbecf"]);
  });
  it("hold the same boxes, each in another order", () => {
    const orders = freshOrders(graphOf("abcdefgh", [])).map(ids);
    for (const order of orders) expect([...order].sort().join("")).toBe("abcdefgh");
    expect(new Set([...orders, "abcdefgh"]).size).toBe(12);
  });
  it("are always the same", () => expect(freshOrders(six)).toEqual(freshOrders(six)));
});

describe("orders like the last picture", () => {
  it("begin with the order that the graph has", () => {
    expect(ordersLike(columns, places)[0]).toBe(columns);
  });
  it("all tell the same boxes and paths", () => {
    for (const order of ordersLike(columns, places)) {
      expect([...ids(order)].sort().join("")).toBe("abcd");
      expect(order.paths).toBe(columns.paths);
    }
  });
  it("tell boxes by rank, then by side", () => {
    expect(ids(ordersLike(columns, { ...places, a: [100, 0], b: [0, 0] })[1]!)).toBe("bacd");
  });
  it("leave boxes that were not there where they are between the others", () => {
    const known = { a: [50, 0], d: [0, 0], c: [0, 50] } satisfies Record<string, [number, number]>;
    expect(ids(ordersLike(columns, known)[1]!)).toBe("dbac");
  });
});

describe("as it was told", () => {
  const told = ordersLike(columns, { ...places, a: [100, 0], b: [0, 0] })[3]!;

  it("the same graph is told the same", () => expect(asTold(columns, told)).toEqual(told));
  it("a new box keeps its place, and what new paths forbid is no longer held", () => {
    const more = asTold(graphOf("aebcd", ["ac", "bd", "cb"]), told);
    expect(ids(more)).toBe("beacd");
    expect(more.above).toEqual([]);
  });
  it("a box that is gone is left out", () => {
    const less = asTold(graphOf("abd", ["bd"]), told);
    expect([ids(less), less.above]).toEqual(["bad", [["a", "d"]]]);
  });
});

describe("ranks are held", () => {
  const above = (ways: string[]): string[] =>
    (ordersLike(graphOf("abcd", ways), places)[3]!.above).map(([a, b]) => a + b).sort();

  it("between neighbours in rank that no path connects", () => expect(above(["ac", "bd"])).toEqual(["ad", "bc"]));
  it("but not against a path that leads the other way", () => expect(above(["ac", "bd", "cb"])).toEqual([]));
  it("nor against a way over several paths", () => expect(above(["bd", "da"])).toEqual(["ac"]));
  it("nor for a loop", () => expect(above(["aa"])).toEqual(["ac", "ad", "bc", "bd"]));
  it("nor for boxes that were not there", () => {
    expect(ordersLike(columns, { a: [0, 0] })[3]!.above).toEqual([]);
  });

  let dot: LayoutEngine;
  beforeAll(async () => {
    dot = await loadDot();
  });
  it("by the engine too, and no line is drawn for it", () => {
    const loose = graphOf("abcd", ["ac", "ab"]);
    const row = (graph: LayoutGraph): number[] => [..."abcd"].map((id) => Math.round(dot(graph).boxes[id]![1] / 60));
    const held = ordersLike(loose, places)[3]!;
    expect(row(loose)).toEqual([0, 1, 1, 0]);
    expect(row(held)).toEqual([0, 1, 2, 2]);
    expect(Object.keys(dot(held).paths)).toEqual(["a>c", "a>b"]);
  });
});
