// The panel's second tab: what is chosen on the map, or, where nothing is and the lens is conformance, the deviations.
import { make, refill, type Child } from "../dom/make";
import { exact, missing } from "../format";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { put } from "../state/state";
import type { DetailsDocument, ItemDetails, ViewDocument } from "../contract";
import { itemName } from "../words/items";
import { createDeviations } from "./deviations";
import { itemDetails, MEASURED, statisticsOf } from "./item-details";
import { filterHead, offerList } from "./offers";
import { panelError } from "./panel-error";

export const showsDeviations = ({ state }: Page): boolean => state.lens === "conformance" && state.choice.length === 0;

export function createDetails(actions: Actions): Part {
  const element = make("div.details");
  const deviations = createDeviations(actions);
  const build = (page: Page): void => {
    if (showsDeviations(page)) refill(element, [deviations.element]);
    else refill(element, content(page, actions));
  };
  const update = whenChanged(build, (page) => [page.details, page.state.choice, showsDeviations(page), page.errors.details?.message, page.view]);
  return {
    element,
    update(page) {
      if (showsDeviations(page)) deviations.update(page);
      update(page);
    },
  };
}

function content({ details, view, state, errors }: Page, actions: Actions): Child[] {
  if (state.choice.length === 0) return [make("p.panel-pad.muted", {}, "Click a step or a path on the map. Shift-click compares up to five.")];
  if (errors.details) return [panelError(errors.details, actions)];
  if (!details || !view?.map) return [make("p.panel-pad.muted", {}, "Computing …")];
  const items = details.items.filter((item) => state.choice.includes(item.id) && itemName(view.map!, item.id));
  if (items.length === 0) return [make("p.panel-pad.muted", {}, "What was chosen is not on the map any more.")];
  return items.length === 1 ? [itemDetails(items[0]!, view, actions)] : [comparisonOf(items, details, view, actions)];
}

function comparisonOf(items: ItemDetails[], details: DetailsDocument, view: ViewDocument, actions: Actions): HTMLElement {
  const map = view.map!;
  const heads = items.map((item) => make("th", { scope: "col", title: itemName(map, item.id) }, itemName(map, item.id)));
  const rows = comparisonRows(items).map(([label, ...values]) =>
    make("tr", {}, make("th", { scope: "row" }, label), ...values.map((value) => make("td", {}, value))));
  return make(
    "div.panel-pad", {},
    make("h2.panel-title", {}, `${exact(items.length)} chosen`,
      make("button.link", { type: "button", "data-key": "none", onclick: () => actions.change(put({ choice: [] })) }, "Choose none")),
    make("div.compare-scroll", { tabindex: 0, role: "region", "aria-label": "Comparison" },
      make("table.compare", {}, make("thead", {}, make("tr", {}, make("td"), ...heads)), make("tbody", {}, ...rows))),
    details.offers.length ? make("hr") : null,
    details.offers.length ? filterHead() : null,
    details.offers.length ? offerList(details.offers, actions) : null,
  );
}

/** One row a number, one column an item; what an item has not is a dash. */
function comparisonRows(items: ItemDetails[]): [string, ...string[]][] {
  const columns = items.map((item) => new Map<string, string>([
    ...statisticsOf(item).map(([label, value, unit]): [string, string] => [label, unit ? withUnit(value, unit) : value]),
    ["Times are", item.times ? MEASURED[item.measured].toLowerCase() : missing],
  ]));
  const labels = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  return labels.map((label) => [label, ...columns.map((column) => column.get(label) ?? missing)]);
}

const withUnit = (value: string, unit: string): string => (unit.endsWith("%") ? `${value} (${unit.replace(" ", "\u00a0")})` : `${value} ${unit}`);
