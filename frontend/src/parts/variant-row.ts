// One variant in the list.
import type { LogDocument, VariantRow } from "../contract";
import { make, type Child } from "../dom/make";
import { duration, exact, scoreBounds, share } from "../format";
import { differenceWords } from "../words/variants";
import { glyph } from "./glyph";

export interface RowLook {
  index: number;
  total: number;
  isTicked: boolean;
  isLit: boolean;
  /** Cases of the most frequent variant of the list: the longest bar. */
  mostCases: number;
  log: LogDocument;
}

export function variantRow(row: VariantRow, look: RowLook): HTMLElement {
  const words = differenceWords(row);
  return make(
    "div.variant", {
      role: "option", tabindex: -1, "aria-selected": look.isTicked, "aria-setsize": look.total, "aria-posinset": look.index + 1,
      "data-key": row.variant_id, "data-index": look.index,
      "data-lit": look.isLit,
    },
    make("div.variant-mark", {}, make("div.variant-rank", {}, `#${row.rank}`), make("i.tick-box", { title: "Tick to compare" })),
    make("div.variant-what", {}, glyph(row.steps, row.n_steps, look.log.activities), make("div.variant-words", { title: words }, words), meta(row)),
    numbers(row, look.mostCases),
  );
}

/** A place in the list whose variant is on its way. */
export const emptyRow = (index: number): HTMLElement =>
  make("div.variant.variant-empty", { "aria-hidden": "true", "data-index": index }, make("div"), make("div.variant-waiting"));

function meta(row: VariantRow): HTMLElement {
  return make("div.variant-meta", {}, make("b", {}, duration(row.execution_time_mean_seconds)), scoreWords(row),
    make("span", {}, `${exact(row.n_steps)} ${row.n_steps === 1 ? "step" : "steps"}`));
}

function scoreWords({ conformance_lower: lower, conformance_upper: upper }: VariantRow): Child {
  if (lower === null) return null;
  return make(upper !== null && upper < 1 ? "span.bad" : "span", {}, `conformance ${scoreBounds(lower, upper)}`);
}

function numbers(row: VariantRow, mostCases: number): HTMLElement {
  const bar = make("i");
  bar.style.width = `${(100 * row.cases) / Math.max(mostCases, row.cases)}%`;
  return make("div.variant-numbers", {}, make("div.variant-cases", {}, exact(row.cases), make("span.unseen", {}, row.cases === 1 ? " case" : " cases")), make("div.variant-bar", {}, bar),
    make("div.variant-share", {}, share(row.share)));
}
