// Filters that can be set, as a list of buttons with the cases that each would keep.
import type { FilterOffer, OwnFilter } from "../contract";
import { icon, type IconName } from "../dom/icons";
import { make } from "../dom/make";
import { duration, exact } from "../format";
import type { Actions } from "../page";
import { offerWords } from "../words/items";

const ICONS: Partial<Record<OwnFilter["kind"], IconName>> = {
  passes: "into",
  takes: "into",
  avoids: "none",
  does_not_take: "none",
  starts_with: "start",
  ends_with: "into",
  repeats: "repeat",
  follows: "swap",
  waits: "clock",
};

export function offerList(offers: FilterOffer[], actions: Actions): HTMLElement {
  return make("div.offers", {}, ...offers.map((offer, index) => offerButton(offer, index, actions)));
}

function offerButton({ filter, cases }: FilterOffer, index: number, actions: Actions): HTMLElement {
  return make(
    "button.offer", { type: "button", "data-key": `offer-${filter.kind}-${index}`, "data-kind": filter.kind, onclick: () => actions.filter(filter) },
    icon(ICONS[filter.kind] ?? "filter"), make("span", {}, offerWords(filter, duration)), make("span.offer-cases", {}, exact(cases)),
  );
}

export const filterHead = (): HTMLElement =>
  make("h2.panel-title", {}, "Filter ", make("small", {}, "adds a chip, this tile only"));
