import { beforeAll, describe, expect, it } from "vitest";
import { smallPicture } from "../../tests/small-map";
import { ROOMY } from "./density";
import { describeItem } from "./describe";
import { buildGraph, layoutGraph, type Graph } from "./graph";
import { loadDot } from "./layout/dot";
import type { LayoutEngine } from "./layout/types";
import { makeLegend } from "./legend";
import { makeScene, type Scene } from "./scene";
import { markup, shape, type Shape } from "./shapes";
import { svgFile } from "./svg-file";
import { estimatedWidth } from "./text";
import type { Look } from "./types";

let dot: LayoutEngine;
beforeAll(async () => {
  dot = await loadDot();
});

function drawn(
  look: Partial<Look> = {},
  chosen: string[] = [],
): { scene: Scene; graph: Graph; picture: ReturnType<typeof smallPicture> } {
  const picture = smallPicture(look);
  const graph = buildGraph(picture, { nameWidth: 188, density: ROOMY }, estimatedWidth);
  const layout = dot(layoutGraph(graph, picture));
  return {
    picture,
    graph,
    scene: makeScene({ picture, graph, layout, chosen: new Set(chosen), gone: [], spare: 100, measure: estimatedWidth }),
  };
}

const textsOf = (shapes: Shape[]): string[] =>
  shapes.flatMap((one) => [...(one.text === undefined ? [] : [one.text]), ...textsOf(one.children ?? [])]);

describe("the scene", () => {
  it("has a box for every step, with its name and number and rare starts and ends", () => {
    const { boxes } = drawn().scene;
    expect(boxes.map(({ key, shapes }) => [key, ...textsOf(shapes)])).toEqual([
      ["start", "Start"],
      ["a0", "Ask ", "130 ", "3 "],
      ["a1", "Bill <b> ", "12.3k ", "2 "],
      ["end", "End"],
    ]);
  });
  it("marks the largest deviation, from two percent of the cases on", () => {
    const { marks } = drawn({ lens: "conformance" }).scene.placed;
    expect([...marks].map(([id, { kind, text }]) => [id, kind, text])).toEqual([["a0", "skipped", "↷ 5 skipped"]]);
  });
  it("gives a chosen path a halo and a dark number", () => {
    const { paths, numbers } = drawn({}, ["a0>a1"]).scene;
    const strokes = paths.map(({ key, shapes }) => [
      key,
      shapes.some((one) => one.attributes["stroke"] === "var(--select-halo)"),
    ]);
    expect(strokes.filter(([, halo]) => halo)).toEqual([["a0>a1", true]]);
    expect(numbers.find(({ key }) => key === "a0>a1")!.shapes[0]!.attributes["fill"]).toBe("var(--select)");
  });
  it("draws nothing but tokens as colours", () => {
    const attributes = (one: Shape): [string, unknown][] => [
      ...Object.entries(one.attributes),
      ...(one.children ?? []).flatMap(attributes),
    ];
    const { paths, numbers, boxes } = drawn({ lens: "conformance" }).scene;
    const colours = [...paths, ...numbers, ...boxes]
      .flatMap(({ shapes }) => shapes.flatMap(attributes))
      .filter(([name]) => name === "fill" || name === "stroke");
    expect(new Set(colours.map(([, value]) => String(value).replace(/var\(--.*\)/, "token")))).toEqual(
      new Set(["token", "none", "transparent"]),
    );
  });
});

describe("the legend", () => {
  const labels = (look: Partial<Look>): string[] => {
    const { picture, graph, scene } = drawn(look);
    return makeLegend(picture, graph, scene).map(({ label }) => label);
  };
  it("explains what is drawn by frequency", () => {
    expect(labels({})).toEqual([
      "Start",
      "End",
      "main path",
      "other path",
      "back to an earlier step",
      "Step seen 130 to 12,300 times",
      "few cases start here",
      "few cases end here",
    ]);
  });
  it("explains durations with the longest that is told apart", () => {
    expect(labels({ lens: "duration", paths: "waiting_median" })).toEqual([
      "Start",
      "End",
      "Median waiting before the next step: 0 to 6.4 days or more",
      "no waiting time",
      "few cases start here",
      "few cases end here",
    ]);
  });
  it("has fewer words for a small tile", () => {
    const short = (look: Partial<Look>): string[] => {
      const { picture, graph, scene } = drawn(look);
      return makeLegend(picture, graph, scene).map((entry) => entry.short);
    };
    expect(short({})).toEqual(["Start", "End", "main", "other", "back", "130 to 12,300", "starts here", "ends here"]);
    expect(short({ lens: "conformance" }).slice(2, 5)).toEqual(["allowed", "✕ not allowed", "skipped"]);
  });
  it("explains deviations", () => {
    expect(labels({ lens: "conformance" })).toEqual([
      "Start",
      "End",
      "allowed, width by frequency",
      "✕ mostly not allowed",
      "step skipped",
      "few cases start here",
      "few cases end here",
    ]);
  });
});

describe("in words", () => {
  const picture = smallPicture({ lens: "conformance" });
  it.each([
    ["start", "Start, 100 cases, 2 ways out"],
    ["a0", "Ask, 130 times in 100 cases, 3 ways in, 3 ways out, 3 end here, 5 skipped, 1 not allowed, 3 out of order"],
    ["a1>a0", "Bill <b> to Ask, 20 times in 20 cases, median waiting 2 min, 1 not allowed, back to an earlier step"],
    ["nothing", ""],
  ])("%s", (id, words) => expect(describeItem(id, picture)).toBe(words));

  it.each([
    ["the number as it is said anyway", "a0", "Ask 130 ", "Ask, 130 times in 100 cases"],
    ["a short number", "a1", "Bill <b> 12.3k ", "Bill <b>, 12.3k, 12,300 times in 100 cases"],
    ["two numbers and a rare end", "a0", "Ask 130 · 22 h 3 ", "Ask, 130 · 22 h 3, 130 times in 100 cases"],
    ["a name that is cut", "a1", "Bi… 100 % ", "Bi… 100 %, Bill <b>, 12,300 times in 100 cases"],
    ["the name alone", "a0", "Ask ", "Ask, 130 times in 100 cases"],
  ])("begins with what is seen: %s", (_, id, seen, words) =>
    expect(describeItem(id, picture, seen).split(", ").slice(0, words.split(", ").length).join(", ")).toBe(words));
});

describe("the file", () => {
  it("stands alone: no token, no class, no script, names as text", () => {
    const { scene, graph, picture } = drawn();
    const file = svgFile({
      title: "A & <b>",
      lines: ["95 % of the steps"],
      scene,
      legend: makeLegend(picture, graph, scene),
      measure: estimatedWidth,
      colour: (value) => value.replace(/var\(--[\w-]+\)/g, "#123456"),
      font: "sans-serif",
    });
    expect(file).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
    expect(file).not.toMatch(/var\(|class=|<b>|<script/);
    for (const text of ["A &#38; &#60;b&#62;", "95 % of the steps", "Bill &#60;b&#62;", "main path", "12.3k"])
      expect(file).toContain(text);
  });
  it("leaves out what only the screen needs, and letters that no XML may hold", () => {
    const hidden = { ...shape("rect", {}), screenOnly: true };
    expect(markup(shape("g", { class: "x", id: "y" }, [hidden, shape("text", {}, "a\u0000\ud800b\n")]), (value) => value)).toBe(
      '<g id="y"><text>ab\n</text></g>',
    );
  });
});
