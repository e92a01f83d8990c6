// The forms that a picture can take: names broken at one of eight widths.
import type { Density } from "./density";
import { buildGraph, type Graph } from "./graph";
import type { Measure } from "./text";
import type { Picture } from "./types";

const NAME_WIDTHS = [140, 164, 188, 212, 236, 260, 285, 310];
export const USUAL_NAME_WIDTH = 188;

/** By width of names, each form once: many widths break all names alike. */
export function makeForms(picture: Picture, density: Density, measure: Measure): Graph[] {
  const seen = new Set<string>();
  return NAME_WIDTHS.map((nameWidth) => buildGraph(picture, { nameWidth, density }, measure)).filter((graph) => {
    const names = JSON.stringify(graph.boxes.map((box) => (box.kind === "step" ? box.lines : box.id)));
    return !seen.has(names) && seen.add(names);
  });
}

/** The form that breaks names as `nameWidth` does. */
export function formAt(forms: Graph[], nameWidth: number): number {
  return Math.max(0, forms.filter((graph) => graph.form.nameWidth <= nameWidth).length - 1);
}
