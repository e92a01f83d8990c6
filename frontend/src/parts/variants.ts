// The list of variants: sorted, ticked, and shown on the map.
import { make, refill, type Child } from "../dom/make";
import { icon } from "../dom/icons";
import { openMenu } from "../dom/popup";
import { createLongList } from "../dom/long-list";
import { createSlider } from "../dom/slider";
import type { VariantOrder, VariantRow } from "../contract";
import { exact, share } from "../format";
import { type Actions, type Page, type Part } from "../page";
import { light, put, showTopVariants, showVariants, tick } from "../state/state";
import { highlightsOf } from "../words/variant-items";
import { glyphLegend } from "./glyph";
import { panelError } from "./panel-error";
import { emptyRow, variantRow } from "./variant-row";

const ROW_HEIGHT = 84;

const ORDERS: Record<VariantOrder, string> = {
  cases: "Cases",
  execution_time: "Time",
  conformance: "Conformance",
  steps: "Steps",
};

export function createVariants(root: HTMLElement, actions: Actions): Part {
  let page: Page | null = null;
  const count = make("span");
  const sort = make("button.picker", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" });
  const top = createSlider("Top variants on the map", (n) => actions.change(showTopVariants(isAll(n) ? null : n)), () => actions.change(showTopVariants(null)));
  const legend = make("div");
  const foot = make("div.foot");
  const list = createLongList({ role: "listbox", "aria-label": "Variants", "aria-multiselectable": "true", tabindex: "0" }, {
    height: ROW_HEIGHT,
    make: (index) => rowAt(page!, index),
    wanted: actions.wantVariants,
  });
  const failure = make("div");
  const element = make("div.variants", {},
    make("div.panel-head", {}, make("div.row", {}, count, sort), top.element, legend), failure, list.element, foot);
  const isAll = (n: number): boolean => n >= sliderMost(page?.variants.total() ?? 0);

  sort.addEventListener("click", () => page && openMenu(root, sort, "Sort", sortItems(page, actions)));
  listen(list.element, () => page, list.focus, actions);

  return {
    element,
    update(next) {
      const isOther = page?.state.order !== next.state.order || page.state.descending !== next.state.descending;
      page = next;
      const total = page.variants.total() ?? 0;
      refill(failure, [page.errors.variants && panelError(page.errors.variants, actions)]);
      failure.hidden = !page.errors.variants;
      refill(count, headWords(page));
      sort.replaceChildren("Sort ", make("b", {}, ORDERS[page.state.order]), icon("down"));
      showTop(top, page, total);
      legend.replaceChildren(glyphLegend(page.log?.has_conformance ?? false));
      if (isOther) list.toTop();
      list.draw(total);
      refill(foot, footWords(page, actions));
      makeReachable(list.element);
    },
  };
}

// The list itself takes the focus only while it has no row that could.
function makeReachable(list: HTMLElement): void {
  const first = list.querySelector<HTMLElement>(".variant[role=option]");
  if (first) first.tabIndex = 0;
  list.tabIndex = first ? -1 : 0;
}

function headWords(page: Page): Child[] {
  const total = page.variants.total();
  if (total === null) return [make("b", {}, "Variants")];
  const shown: Node[] = [make("b", {}, `${exact(total)} ${total === 1 ? "variant" : "variants"}`)];
  const covers = page.variants.covers10();
  if (total > 10 && covers !== null) shown.push(make("span.muted", {}, ` · the first 10 cover ${share(covers)}`));
  return shown;
}

/** The slider's positions: the last one stands for all. */
const sliderMost = (total: number): number => Math.min(total, 50);

function showTop(slider: ReturnType<typeof createSlider>, { state }: Page, total: number): void {
  const most = Math.max(1, sliderMost(total));
  const { topVariants } = state;
  const words = state.shownVariants !== null ? "chosen" : topVariants === null ? "all" : exact(topVariants);
  slider.show(topVariants === null ? most : Math.min(topVariants, most), most, { shown: [make("b", {}, words)], spoken: words });
}

function rowAt(page: Page, index: number): HTMLElement {
  const row = page.variants.row(index);
  if (!row || !page.log) return emptyRow(index);
  const { state } = page;
  return variantRow(row, {
    index,
    total: page.variants.total() ?? 0,
    isTicked: state.ticked.includes(row.variant_id),
    isLit: state.lit === row.variant_id,
    mostCases: mostCases(page),
    log: page.log,
  });
}

const mostCases = (page: Page): number => page.variants.loaded().reduce((most, { cases }) => Math.max(most, cases), 1);

function sortItems({ state, log }: Page, actions: Actions) {
  const orders = (Object.keys(ORDERS) as VariantOrder[]).filter((order) => order !== "conformance" || log?.has_conformance);
  const item = (order: VariantOrder, descending: boolean, note: string) => ({
    text: ORDERS[order],
    note,
    isChosen: state.order === order && state.descending === descending,
    run: () => actions.change(put({ order, descending })),
  });
  return orders.flatMap((order) => [item(order, true, "most first"), item(order, false, "least first")]);
}

function footWords({ state }: Page, actions: Actions): Child[] {
  const { ticked, shownVariants } = state;
  if (ticked.length === 0) {
    const all = make("button.link", { type: "button", "data-key": "show-all", onclick: () => actions.change(showVariants(null)) }, "Show all variants");
    return shownVariants ? [make("span", {}, "One picture of the chosen variants. "), all] : ["Click a row to show it on the map. Tick rows to compare."];
  }
  const filter = (): void => {
    actions.filter({ kind: "variants", variant_ids: ticked });
    actions.change(put({ ticked: [] }));
  };
  return [
    make("b", {}, `${ticked.length} ticked`),
    make("button.button.small.push", { type: "button", "data-key": "show", onclick: () => actions.change(showVariants(ticked)) }, "Show on map"),
    make("button.button.small.primary", { type: "button", "data-key": "filter", onclick: filter }, "Filter"),
  ];
}

function listen(list: HTMLElement, page: () => Page | null, focus: (index: number) => void, actions: Actions): void {
  const rowOf = (event: Event): { row: VariantRow; index: number } | null => {
    const index = Number((event.target as HTMLElement).closest<HTMLElement>("[data-index]")?.dataset.index);
    const row = Number.isNaN(index) ? null : page()?.variants.row(index);
    return row ? { row, index } : null;
  };
  const show = (row: VariantRow): void => actions.change(light(row.variant_id));
  const hover = (event: Event): void => {
    const at = rowOf(event);
    if (!at) return actions.highlight(null);
    const { ids, blink } = highlightsOf(page()!, at.row);
    actions.highlight(ids, blink);
  };
  list.addEventListener("pointerover", hover);
  list.addEventListener("focusin", hover);
  list.addEventListener("pointerleave", () => actions.highlight(null));
  list.addEventListener("focusout", () => actions.highlight(null));
  list.addEventListener("click", (event) => {
    const at = rowOf(event);
    if (!at) return;
    if ((event.target as HTMLElement).closest(".variant-mark")) actions.change(tick(at.row.variant_id));
    else show(at.row);
    focus(at.index);
  });
  list.addEventListener("keydown", (event) => {
    const index = rowOf(event)?.index ?? -1;
    const to = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, PageDown: index + 6, PageUp: index - 6 }[event.key];
    const at = rowOf(event);
    if (to !== undefined) focus(Math.max(0, Math.min(to, (page()?.variants.total() ?? 1) - 1)));
    else if (event.key === "Enter" && at) show(at.row);
    else if (event.key === " " && at) actions.change(tick(at.row.variant_id));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
