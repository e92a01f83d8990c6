// "Filter 412 cases": says how many cases a range would keep before it is set.
import type { OwnFilter } from "../contract";
import { isAborted } from "../data/api";
import { make } from "../dom/make";
import { exact } from "../format";
import type { Actions } from "../page";

export interface RangeButton {
  element: HTMLElement;
  /** Null takes the offer away. */
  offer(filter: OwnFilter | null): void;
}

export function rangeButton(actions: Actions): RangeButton {
  const element = make("div.range-button");
  let controller = new AbortController();

  async function offer(filter: OwnFilter | null): Promise<void> {
    controller.abort();
    controller = new AbortController();
    element.replaceChildren();
    if (!filter) return;
    const button = make("button.button.primary", { type: "button", onclick: () => actions.filter(filter) }, "Filter these cases");
    element.replaceChildren(button);
    try {
      const cases = await actions.countCases(filter, controller.signal);
      button.textContent = `Filter ${exact(cases)} ${cases === 1 ? "case" : "cases"}`;
    } catch (error) {
      // Without the number the button still says what it does.
      if (!isAborted(error)) button.title = "The number of cases is not known at the moment";
    }
  }
  return { element, offer: (filter) => void offer(filter) };
}
