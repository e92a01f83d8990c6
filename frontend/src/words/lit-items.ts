// What stays lit on the map without the pointer: the way of a variant, or what one entry of the legend stands for.
import type { Page } from "../page";
import { highlightsOf } from "./variant-items";

export function litItems(page: Page): { ids: string[]; blink: string[] } | null {
  const { lit, legend } = page.state;
  const row = lit === null ? undefined : page.variants.loaded().find((one) => one.variant_id === lit);
  if (row) return highlightsOf(page, row);
  const entry = legend === null ? undefined : page.legend.find((one) => one.kind === legend);
  return entry ? { ids: entry.ids, blink: [] } : null;
}
