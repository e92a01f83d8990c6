import { describe, expect, it } from "vitest";
import { smallPicture } from "../../tests/small-map";
import { DENSE, ROOMY } from "./density";
import { buildGraph, layoutGraph, pathIds } from "./graph";
import { dotText } from "./layout/dot-text";
import { pathPieces } from "./labels";
import { makePalette } from "./paint";
import { estimatedWidth } from "./text";
import type { Look } from "./types";

const graphOf = (look: Partial<Look> = {}, density = ROOMY) =>
  buildGraph(smallPicture(look), { nameWidth: 188, density }, estimatedWidth);

/** The number of each path, as it is read. */
const numbers = (look: Partial<Look>): Record<string, string> => {
  const picture = smallPicture(look);
  const { paths } = graphOf(look);
  const palette = makePalette(picture, paths);
  return Object.fromEntries(
    paths.map((path) => [
      path.key,
      pathPieces(path, picture, palette)
        .map(({ text }) => text)
        .join(""),
    ]),
  );
};

describe("the graph", () => {
  it("has Start first, the steps in their order, End last", () => {
    expect(graphOf().boxes.map(({ id }) => id)).toEqual(["start", "a0", "a1", "end"]);
  });
  it("joins there and back to one line, along the flow", () => {
    expect(graphOf().paths.map((path) => [path.key, ...pathIds(path)])).toEqual([
      ["start>a0", "start>a0"],
      ["a0>a1", "a0>a1", "a1>a0"],
      ["a1>end", "a1>end"],
      ["a0>a0", "a0>a0"],
    ]);
  });
  it("draws rare starts and ends as pills in wider boxes", () => {
    const [, ask, bill] = graphOf().boxes;
    expect(ask).toMatchObject({ number: "130", pills: { starts: 0, ends: 3 } });
    expect(bill).toMatchObject({ number: "12.3k", pills: { starts: 2, ends: 0 } });
  });
  it("keeps all its sizes when only the lens changes", () => {
    const layouts = (["frequency", "duration", "conformance"] as const).map((lens) => {
      const look: Partial<Look> = { lens, paths: lens === "duration" ? "waiting_median" : "frequency" };
      return layoutGraph(graphOf(look), smallPicture(look));
    });
    expect(layouts[1]).toEqual(layouts[0]);
    expect(layouts[2]).toEqual(layouts[0]);
  });
  it("leaves numbers out of boxes in a small tile", () => {
    expect(graphOf({}, DENSE).boxes[1]).toMatchObject({ number: "", height: 25 });
  });
  it("holds a step that is only come back to below the main path's step before it", () => {
    const picture = smallPicture();
    const [ask, bill] = picture.map.nodes;
    const back = picture.map.edges.find((edge) => edge.back)!;
    // Ask > Bill > Pay; only Bill > More goes to More, back, since More lies before Bill in the order.
    const more = { ...bill!, id: "a2", label: "More", position: 0.5 };
    const nodes = [ask!, more, bill!];
    const edges = [...picture.map.edges, { ...back, id: "a1>a2", target: "a2" }];
    const loose = { ...picture, map: { ...picture.map, nodes, edges } };
    const graph = buildGraph(loose, { nameWidth: 188, density: ROOMY }, estimatedWidth);
    expect(layoutGraph(graph, loose).above).toEqual([["a0", "a2"]]);
    expect(layoutGraph(graphOf(), smallPicture()).above).toEqual([]);
  });
  it("is told to the engine without a name in it", () => {
    const text = dotText(layoutGraph(graphOf(), smallPicture()));
    expect(text).not.toMatch(/Ask|Bill|a0/);
    expect(text).toContain("b1 -> b2 [id=p1 weight=200 label=<<TABLE");
  });
});

describe("the numbers beside paths", () => {
  it("say how often, both ways", () => {
    expect(numbers({})).toEqual({ "start>a0": "98", "a0>a1": "↓90 ↑20", "a1>end": "97", "a0>a0": "10" });
  });
  it("point along the flow when it runs to the right", () => expect(numbers({ direction: "right" })["a0>a1"]).toBe("→90 ←20"));
  it("say how long, and how often where nobody waits", () => {
    expect(numbers({ lens: "duration", paths: "waiting_median" })).toEqual({
      "start>a0": "98",
      "a0>a1": "↓6.4 d ↑2 min",
      "a1>end": "97",
      "a0>a0": "2.0 h",
    });
  });
  it("have a second beside the first", () => {
    expect(numbers({ second: "waiting_median" })["a0>a1"]).toBe("↓90 · 6.4 d ↑20 · 2 min");
    expect(numbers({ second: "share" })["start>a0"]).toBe("98 · 98 %");
  });
  it("do not say the same twice", () => expect(numbers({ paths: "cases", second: "cases" })["start>a0"]).toBe("98"));
  it("count deviations, or mark a path that mostly deviates", () => {
    expect(numbers({ lens: "conformance" })).toEqual({
      "start>a0": "98",
      "a0>a1": "↓90 ↑20 ✕4",
      "a1>end": "97",
      "a0>a0": "✕ 10",
    });
  });
});
