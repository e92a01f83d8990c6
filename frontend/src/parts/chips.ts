// The filters that hold, as chips: the dashboard's, the tile's own, and those that could not be applied.
import type { DashboardFilter, OwnFilter, OwnFilterResult } from "../contract";
import { icon, type IconName } from "../dom/icons";
import { make, refill, type Child } from "../dom/make";
import { closePopup, openBox } from "../dom/popup";
import { whenWidthChanges } from "../dom/width";
import { clock } from "../format";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { put, removeFilter } from "../state/state";
import { columnLabel, dashboardWords, inSentence, ownWords } from "../words/filters";

export function createChips(root: HTMLElement, actions: Actions): Part {
  const row = make("div.chips-row");
  const more = make("button.chip.chip-more", { type: "button", "aria-haspopup": "dialog", "data-key": "more" });
  const element = make("div.chips", { role: "group", "aria-label": "Filters" });
  const lead = make("span.chips-lead", {}, "Filters");
  const clear = make("button.link", { type: "button", onclick: () => actions.change(put({ own: [] })) }, "Clear mine");
  const next = (): HTMLElement | null => row.querySelector<HTMLElement>("button") ?? root.querySelector<HTMLElement>("button[data-lens]");
  element.append(lead, row, more, clear);
  more.addEventListener("click", () => openBox(root, more, "All filters", ...listed(row)));

  const build = (page: Page): void => {
    const chips = allChips(root, page, actions);
    refill(row, chips, next);
    const goes = page.state.own.length === 0;
    if (goes && document.activeElement === clear) next()?.focus();
    clear.hidden = goes;
    element.hidden = chips.length === 0;
    fit();
  };
  // As many chips as there is room for, and how many more there are.
  function fit(): void {
    const chips = [...row.children] as HTMLElement[];
    for (const chip of chips) chip.hidden = false;
    more.hidden = true;
    const isTooLong = (): boolean => row.scrollWidth > row.clientWidth + 1;
    if (!isTooLong()) return;
    more.hidden = false;
    let hidden = 0;
    while (isTooLong() && hidden < chips.length - 1) chips[chips.length - ++hidden]!.hidden = true;
    more.textContent = `+${hidden}`;
    more.setAttribute("aria-label", `${hidden} more filters`);
  }
  whenWidthChanges(element, fit);
  return { element, update: whenChanged(build, ({ view, state, log, size }) => [view, state.own, state.dashboard, log, size]) };
}

// The buttons in the list press those of the row, so there is one way to remove a filter.
function listed(row: HTMLElement): HTMLElement[] {
  return [...row.children].map((chip) => {
    const copy = chip.cloneNode(true) as HTMLElement;
    copy.hidden = false;
    const button = (from: Element): HTMLElement | null => (from.matches("button") ? (from as HTMLElement) : from.querySelector("button"));
    const line = make("div", {}, copy);
    button(copy)?.addEventListener("click", () => {
      button(chip)?.click();
      if (copy !== button(copy)) leave(line);
    });
    return line;
  });
}

// The focus goes on to the next one of the list, and with the last one the list itself is closed.
function leave(line: HTMLElement): void {
  const near = [line.nextElementSibling, line.previousElementSibling].map((other) => other?.querySelector("button"));
  const next = near.find((button) => button);
  if (!next) return void closePopup();
  next.focus();
  line.remove();
}

function allChips(root: HTMLElement, page: Page, actions: Actions): HTMLElement[] {
  const { view, state, log } = page;
  const dashboard = view?.filters.dashboard ?? [];
  const isApplied = (filter: { status: string }): boolean => filter.status !== "not_applied";
  const results = view?.filters.own ?? [];
  return [
    ...dashboard.filter((filter) => filter.status === "applied" && filter.reading?.kind !== "all").map((filter) => dashboardChip(filter, log?.time_zone ?? "UTC")),
    ...state.own.map((filter, index) => ownChip(page, actions, filter, results[index] ?? null, index)),
    ...dashboard.filter((filter) => !isApplied(filter)).map((filter) => notAppliedChip(root, filter)),
  ];
}

function dashboardChip(filter: DashboardFilter, timeZone: string): HTMLElement {
  const words = dashboardWords(filter, timeZone);
  const zone = filter.reading?.kind === "date_range" && filter.reading.from_ms !== null
    ? `, from ${clock(filter.reading.from_ms, timeZone)} ${timeZone}` : "";
  const title = ["Set in the dashboard's filter panel", filter.note].filter(Boolean).join(". ") + zone;
  return make("span.chip.chip-dashboard", { title, "data-column": filter.column }, ...chipText("filter", words.label, words.value),
    filter.note ? make("span.chip-note", {}, ` (${filter.note})`) : null);
}

function chipText(sign: IconName | null, label: string, value: string): Child[] {
  return [sign && icon(sign), make("span", {}, `${label}: `, make("b", {}, value))];
}

function ownChip(page: Page, actions: Actions, filter: OwnFilter, result: OwnFilterResult | null, index: number): HTMLElement {
  const words = ownWords(filter, page.log?.time_zone ?? "UTC", rankIn(page));
  const text = inSentence(words);
  const remove = make("button", {
    type: "button", "aria-label": `Remove filter ${text}`, "data-key": `own-${index}`,
    onclick: () => actions.change(removeFilter(filter)),
  }, icon("cross"));
  const failed = result?.status === "not_applied" ? result.reason ?? "It could not be applied" : null;
  return make(failed ? "span.chip.chip-own.chip-failed" : "span.chip.chip-own", { title: failed ?? text, "data-kind": filter.kind },
    ...chipText(failed ? "warning" : null, words.label, failed ? `${words.value}, not applied` : words.value), remove);
}

export const rankIn = (page: Page) => (variantId: string): number | null =>
  page.variants.loaded().find((row) => row.variant_id === variantId)?.rank ?? null;

function notAppliedChip(root: HTMLElement, filter: DashboardFilter): HTMLElement {
  const chip = make("button.chip.chip-not-applied", {
    type: "button", "aria-haspopup": "dialog", "data-key": `na-${filter.column}`, "data-column": filter.column, title: filter.reason,
  }, ...chipText("warning", columnLabel(filter.column), "not applied"));
  chip.addEventListener("click", () => openBox(root, chip, "Not applied here",
    make("b", {}, "Not applied here"), make("p", {}, filter.reason ?? "It could not be read. No case is left out because of it.")));
  return chip;
}
