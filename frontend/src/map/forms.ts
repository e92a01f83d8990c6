// The forms that a picture can take: names broken at one of eight widths.
import type { Density } from "./density";
import { buildGraph, type Graph } from "./graph";
import type { Measure } from "./text";
import type { Picture } from "./types";

const NAME_WIDTHS = [140, 164, 188, 212, 236, 260, 285, 310];
const USUAL_WIDTH = 188;

/** The form last drawn first, then those least like it; forms in which every name breaks alike are one. */
export function makeForms(picture: Picture, lastWidth: number | null, density: Density, measure: Measure): Graph[] {
  const preferred = lastWidth ?? USUAL_WIDTH;
  const widths = [...NAME_WIDTHS].sort((a, b) => Math.abs(b - preferred) - Math.abs(a - preferred));
  widths.unshift(preferred);
  const seen = new Set<string>();
  return widths
    .map((width) => buildGraph(picture, { nameWidth: width, density }, measure))
    .filter((graph) => {
      const look = JSON.stringify(graph.boxes.map((box) => (box.kind === "step" ? box.lines : box.id)));
      return !seen.has(look) && seen.add(look);
    });
}
