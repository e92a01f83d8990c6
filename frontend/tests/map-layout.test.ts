// The map on generated documents of growing size: what has to hold for every picture.
import { beforeAll, describe, expect, it } from "vitest";
import { ROOMY } from "../src/map/density";
import { buildGraph, layoutGraph } from "../src/map/graph";
import { layOutWithDagre } from "../src/map/layout/dagre";
import { loadDot } from "../src/map/layout/dot";
import { measureMovement } from "../src/map/layout/movement";
import { layOutLargest } from "../src/map/layout/search";
import type { Layout, LayoutEngine } from "../src/map/layout/types";
import { measureQuality } from "../src/map/quality";
import { makeScene } from "../src/map/scene";
import { estimatedWidth } from "../src/map/text";
import type { Picture, Quality } from "../src/map/types";
import { generatedPicture } from "./generated-map";

const FAULTLESS: Quality = { spineDeviation: 0, overlaps: 0, throughBoxes: 0, outsideStartAndEnd: 0 };
const SIZES: [steps: number, paths: number][] = [
  [1, 2],
  [8, 14],
  [24, 60],
  [40, 80],
  [40, 130],
];

let dot: LayoutEngine;
beforeAll(async () => {
  dot = await loadDot();
});

function draw(picture: Picture, engine: LayoutEngine): Quality {
  const graph = buildGraph(picture, { nameWidth: 188, density: ROOMY }, estimatedWidth);
  const layout = engine(layoutGraph(graph, picture));
  const scene = makeScene({ picture, graph, layout, chosen: new Set(), gone: [], spare: 100, measure: estimatedWidth });
  return measureQuality(graph, layout, scene, picture.map.spine, picture.look.direction);
}

describe.each(SIZES)("a map of %i steps and %i paths", (steps, paths) => {
  it.each([1, 2, 3])("is faultless downwards (seed %i)", (seed) => {
    expect(draw(generatedPicture(steps, paths, seed), dot)).toEqual(FAULTLESS);
  });

  it("is faultless with second numbers", () => {
    expect(draw(generatedPicture(steps, paths, 4, { second: "share" }), dot)).toEqual(FAULTLESS);
  });

  it("is faultless to the right", () => {
    expect(draw(generatedPicture(steps, paths, 5, { direction: "right" }), dot)).toEqual(FAULTLESS);
  });

  it("has Start above and End below all steps with the other engine as well", () => {
    expect(draw(generatedPicture(steps, paths, 6), layOutWithDagre).outsideStartAndEnd).toBe(0);
  });
});

describe("from step to step of the slider", () => {
  const STOPS = [26, 30, 34, 38, 46, 56];
  const SEEDS = [1, 2, 3, 4, 5, 6];

  /** Means over the steps: shares of pairs that change their order, pixels; with or without knowing where they were. */
  const movement = (knowing: boolean): { along: number; across: number; distance: number } => {
    const total = { along: 0, across: 0, distance: 0 };
    const changes = SEEDS.length * (STOPS.length - 1);
    for (const seed of SEEDS) {
      let before: Layout | null = null;
      for (const paths of STOPS) {
        const layout = follow(generatedPicture(18, paths, seed), knowing ? before : null);
        const moved = before && measureMovement(before.boxes, layout.boxes, "down");
        total.along += (moved?.flips.along ?? 0) / changes;
        total.across += (moved?.flips.across ?? 0) / changes;
        total.distance += (moved?.distance ?? 0) / changes;
        before = layout;
      }
    }
    return total;
  };

  const follow = (picture: Picture, before: Layout | null): Layout => {
    const graph = layoutGraph(buildGraph(picture, { nameWidth: 188, density: ROOMY }, estimatedWidth), picture);
    const request = {
      graphs: [graph],
      first: 0,
      before: before?.boxes ?? null,
      room: { width: 1000, height: 680 },
      budget_ms: 10_000,
    };
    return layOutLargest(request, dot, () => performance.now()).layout;
  };

  let followed: ReturnType<typeof movement>;
  let alone: ReturnType<typeof movement>;
  beforeAll(() => {
    followed = movement(true);
    alone = movement(false);
  });

  it("few steps change sides, hardly any changes from above to below", () => {
    expect(followed.along).toBeLessThan(0.01);
    expect(followed.across).toBeLessThan(0.14);
  });

  it("far fewer change sides, and they move less, than if each picture were laid out on its own", () => {
    expect(followed.across).toBeLessThan(0.6 * alone.across);
    expect(followed.distance).toBeLessThan(0.7 * alone.distance);
  });
});

it("lays the same picture out alike, whatever its counts, when a filter changes nothing else", () => {
  const picture = generatedPicture(24, 60, 7);
  const form = { nameWidth: 188, density: ROOMY };
  const layoutOf = (one: Picture): Layout => dot(layoutGraph(buildGraph(one, form, estimatedWidth), one));
  const edges = picture.map.edges.map((edge) => ({ ...edge, frequency: edge.frequency * 2 }));
  const nodes = picture.map.nodes.map((node) => ({ ...node, frequency: Math.round(node.frequency / 2) }));
  const filtered = { ...picture, map: { ...picture.map, nodes, edges } };
  const moved = measureMovement(layoutOf(picture).boxes, layoutOf(filtered).boxes, "down");
  expect(moved.flips).toEqual({ along: 0, across: 0 });
  expect(moved.distance).toBeLessThan(10);
});
