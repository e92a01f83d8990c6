// What the signs of the map mean; pointing at one shows where it is, a click keeps that.
import { make, refill } from "../dom/make";
import { whenWidthChanges } from "../dom/width";
import type { LegendEntry } from "../map/types";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { put } from "../state/state";

/** A small tile has room for what cannot be seen from the sign alone. */
const COMPACT_WITHOUT = new Set(["start", "end", "starts_here", "ends_here"]);

function shownEntries({ legend, size }: Page): LegendEntry[] {
  return size === "compact" ? legend.filter(({ kind }) => !COMPACT_WITHOUT.has(kind)) : legend;
}

export function createLegend(actions: Actions): Part {
  const element = make("div.legend", { role: "group", "aria-label": "Legend" });
  const fill = (page: Page, isShort: boolean): void =>
    refill(element, shownEntries(page).map((entry) => entryButton(entry, page, actions, isShort)));
  // A second line would take from the map, which would move with every lens.
  const build = (page: Page): void => {
    fill(page, page.size !== "large");
    if (page.size === "large" && isWrapped(element)) fill(page, true);
  };
  let shown: Page | null = null;
  whenWidthChanges(element, () => shown && build(shown));
  const update = whenChanged(build, ({ legend, state, size }) => [legend, state.legend, size]);
  return {
    element,
    update(page) {
      // The table has no signs to be read; the row keeps its height.
      element.style.visibility = page.state.view === "map" ? "" : "hidden";
      shown = page;
      update(page);
    },
  };
}

function isWrapped(element: HTMLElement): boolean {
  const [first, last] = [element.firstElementChild, element.lastElementChild] as (HTMLElement | null)[];
  return Boolean(first && last && last.offsetTop >= first.offsetTop + first.offsetHeight);
}

function entryButton({ kind, label, short, sign, ids }: LegendEntry, { state }: Page, actions: Actions, isShort: boolean): HTMLElement {
  const words = isShort ? short : label;
  const isKept = state.legend === kind;
  if (ids.length === 0) return make("span.legend-entry", { title: label }, sign(), words);
  const light = (): void => actions.highlight(ids);
  const off = (): void => actions.highlight(null);
  return make("button.legend-entry", {
    type: "button", "data-key": kind, "data-kind": kind, "aria-pressed": isKept, title: `Show only: ${label}`,
    onpointerenter: light, onpointerleave: off, onfocus: light, onblur: off,
    onclick: () => actions.change(put({ legend: isKept ? null : kind })),
  }, sign(), words);
}
