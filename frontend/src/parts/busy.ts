// The map stays while it is computed anew: a thin bar above it, and what is being done where filters are.
import { make } from "../dom/make";
import { exact } from "../format";
import type { Page } from "../page";
import { sameJson } from "../state/state";

export interface Busy {
  element: HTMLElement;
  update(page: Page, isDrawn: boolean): void;
}

export function createBusy(): Busy {
  const words = make("span.busy-words", { role: "status" });
  const element = make("div.busy", { hidden: true }, make("div.busy-line", { "aria-hidden": "true" }), words);
  let shown: unknown = null;
  return {
    element,
    update(page, isDrawn) {
      const { dashboard, own } = page.state;
      if (!page.isBehind) shown = [dashboard, own];
      element.hidden = !page.isBusy || !isDrawn;
      const said = sameJson(shown, [dashboard, own]) ? "" : applyingWords(dashboard, own.length);
      if (words.textContent !== said) words.textContent = said;
    },
  };
}

/** "Applying 2 filters"; those that the dashboard has but has switched off are not applied. */
export function applyingWords(dashboard: unknown[], own: number): string {
  const isOn = (filter: unknown): boolean => (filter as { active?: unknown } | null)?.active !== false;
  const n = dashboard.filter(isOn).length + own;
  if (n === 0) return "Taking the filters away";
  return `Applying ${exact(n)} ${n === 1 ? "filter" : "filters"}`;
}
