// What the signs of the map mean; pointing at one shows where it is, a click keeps that.
import { make, refill } from "../dom/make";
import type { LegendEntry } from "../map/types";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { put } from "../state/state";

/** A small tile has room for what cannot be seen from the sign alone. */
const COMPACT_WITHOUT = new Set(["start", "end", "starts_here", "ends_here"]);

const COMPACT_WORDS: Record<string, string> = { other: "other", back: "back", steps: "few to many" };

function shownEntries({ legend, size }: Page): LegendEntry[] {
  if (size !== "compact") return legend;
  return legend.filter(({ kind }) => !COMPACT_WITHOUT.has(kind)).map((entry) => ({ ...entry, label: COMPACT_WORDS[entry.kind] ?? entry.label }));
}

export function createLegend(actions: Actions): Part {
  const element = make("div.legend", { role: "group", "aria-label": "Legend" });
  const build = (page: Page): void =>
    refill(element, shownEntries(page).map((entry) => entryButton(entry, page.state.legend === entry.kind, actions)));
  const update = whenChanged(build, ({ legend, state, size }) => [legend, state.legend, size]);
  return {
    element,
    update(page) {
      // The table has no signs to be read; the row keeps its height.
      element.style.visibility = page.state.view === "map" ? "" : "hidden";
      update(page);
    },
  };
}

function entryButton(entry: LegendEntry, isKept: boolean, actions: Actions): HTMLElement {
  const { kind, label, sign, ids } = entry;
  if (ids.length === 0) return make("span.legend-entry", {}, sign(), label);
  const light = (): void => actions.highlight(ids);
  const off = (): void => actions.highlight(null);
  return make("button.legend-entry", {
    type: "button", "data-key": kind, "data-kind": kind, "aria-pressed": isKept, title: `Show only: ${label}`,
    onpointerenter: light, onpointerleave: off, onfocus: light, onblur: off,
    onclick: () => actions.change(put({ legend: isKept ? null : kind })),
  }, sign(), label);
}
