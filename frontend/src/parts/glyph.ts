// A variant as a row of blocks, one for each step.
import type { VariantStep } from "../contract";
import { make } from "../dom/make";
import { stepWords } from "../words/variants";

/** More blocks than these do not fit beside the numbers. */
const BLOCKS = 19;

export function glyph(steps: VariantStep[], length: number, activities: string[]): HTMLElement {
  const blocks = steps.slice(0, BLOCKS).map((step) => make(`i.block.block-${step.sign}`, { title: stepWords(step, activities) }));
  const rest = Math.max(length, steps.length) - blocks.length;
  return make("div.glyph", { "aria-hidden": "true" }, ...blocks, rest > 0 && make("small", {}, `+${rest}`));
}

const SIGNS: [VariantStep["sign"], string][] = [
  ["usual", "usual"], ["other", "other"], ["again", "again"], ["extra", "not allowed"], ["skipped", "skipped"],
];

/** What the blocks mean; the last two only where there is a reference. */
export function glyphLegend(hasConformance: boolean): HTMLElement {
  const shown = hasConformance ? SIGNS : SIGNS.slice(0, 3);
  return make("div.glyph-legend", { "aria-label": "Legend of the blocks", role: "group" },
    ...shown.map(([sign, word]) => make("span", {}, make(`i.block.block-${sign}`), word)));
}
