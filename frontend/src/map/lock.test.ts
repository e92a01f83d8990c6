import { expect, it } from "vitest";
import { smallPicture } from "../../tests/small-map";
import { ROOMY } from "./density";
import { buildGraph, type Graph } from "./graph";
import { lockGraph } from "./lock";
import { estimatedWidth } from "./text";
import type { Picture } from "./types";

const graphOf = (picture: Picture): Graph => buildGraph(picture, { nameWidth: 188, density: ROOMY }, estimatedWidth);

/** As a filter leaves it: without a step, and its paths. */
function without(id: string): Picture {
  const picture = smallPicture();
  const { nodes, edges } = picture.map;
  const kept = {
    nodes: nodes.filter((node) => node.id !== id),
    edges: edges.filter(({ source, target }) => source !== id && target !== id),
  };
  return { ...picture, map: { ...picture.map, ...kept } };
}

it("lays out the same when a filter takes steps away, and keeps their outlines", () => {
  const before = graphOf(smallPicture());
  const { union, drawn, gone } = lockGraph(before, graphOf(without("a1")));
  expect(union.boxes).toEqual(before.boxes);
  expect(union.paths).toEqual(before.paths);
  expect(drawn.boxes.map(({ id }) => id)).toEqual(["start", "a0"]);
  expect(gone.map(({ id }) => id)).toEqual(["a1"]);
});

it("takes a step in that was not there when the map was locked, at its place in the order", () => {
  const { union, gone } = lockGraph(graphOf(without("a0")), graphOf(smallPicture()));
  expect(union.boxes.map(({ id }) => id)).toEqual(["start", "a0", "a1", "end"]);
  expect(gone).toEqual([]);
});
