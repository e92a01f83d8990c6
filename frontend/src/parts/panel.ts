// The panel beside the map, with its three tabs; a drawer where there is less room, a page of its own where there is none.
import { icon, type IconName } from "../dom/icons";
import { make, set } from "../dom/make";
import type { Actions, Page, Part } from "../page";
import { put, type Tab } from "../state/state";
import { createCharts } from "./charts";
import { createDetails, showsDeviations } from "./details";
import { createVariants } from "./variants";

const TABS: { tab: Tab; name: string; icon: IconName }[] = [
  { tab: "variants", name: "Variants", icon: "list" },
  { tab: "details", name: "Details", icon: "info" },
  { tab: "charts", name: "Charts", icon: "chart" },
];

export interface Panel extends Part {
  /** The buttons that open the drawer on a medium tile. */
  rail: HTMLElement;
  focus(): void;
}

/** Whether the panel can be seen: always on a large tile, elsewhere when it was opened. */
export const isPanelOpen = ({ size, state }: Pick<Page, "size" | "state">): boolean => size === "large" || state.panelOpen;

export const openTab = (tab: Tab) => put({ tab, panelOpen: true });

export function createPanel(root: HTMLElement, actions: Actions): Panel {
  const parts: Record<Tab, Part> = {
    variants: createVariants(root, actions),
    details: createDetails(actions),
    charts: createCharts(actions),
  };
  const close = (): void => actions.change(put({ panelOpen: false }));
  const back = make("button.button.ghost.panel-back", { type: "button", onclick: close }, icon("back"), "Back to the map");
  const tabs = make("div.tabs", { role: "tablist", "aria-label": "Panel" }, ...TABS.map(({ tab, name }) => make("button", {
    type: "button", role: "tab", id: `process-explorer-tab-${tab}`, "data-tab": tab, "aria-controls": "process-explorer-pane",
    onclick: () => actions.change(put({ tab })),
  }, name)));
  const crossed = make("button.button.icon-only.ghost.panel-close", { type: "button", "aria-label": "Close the panel", onclick: close }, icon("cross"));
  const pane = make("div.pane", { role: "tabpanel", id: "process-explorer-pane" });
  const element = make("section.panel", { "aria-label": "Variants, details and charts" }, back, make("div.tabs-row", {}, tabs, crossed), pane);
  const rail = make("nav.rail", { "aria-label": "Panels" }, ...TABS.map((one) => railButton(one, actions)));
  tabs.addEventListener("keydown", (event) => walkTabs(event, tabs));
  const focus = (): void => tabs.querySelector<HTMLElement>("[aria-selected=true]")?.focus();
  let shown: Tab | null = null;

  return {
    element,
    rail,
    focus,
    update(page) {
      const { tab } = page.state;
      const [wasHidden, hadFocus] = [element.hidden, element.contains(document.activeElement)];
      element.hidden = !isPanelOpen(page);
      rail.hidden = page.size !== "medium";
      showTabs(tabs, page);
      showRail(rail, page);
      if (hadFocus && element.hidden) (rail.hidden ? root : rail.querySelector<HTMLElement>(`[data-tab=${tab}]`))?.focus();
      if (element.hidden) return;
      if (shown !== tab) pane.replaceChildren(parts[tab].element);
      shown = tab;
      set(pane, { "aria-labelledby": `process-explorer-tab-${tab}` });
      parts[tab].update(page);
      // On a small tile it covers everything else.
      if (wasHidden && page.size === "compact") focus();
    },
  };
}

function railButton({ tab, name, icon: sign }: (typeof TABS)[number], actions: Actions): HTMLElement {
  const press = (event: MouseEvent): void => {
    const isOpen = (event.currentTarget as HTMLElement).getAttribute("aria-expanded") === "true";
    actions.change(isOpen ? put({ panelOpen: false }) : openTab(tab));
  };
  return make("button", { type: "button", "data-tab": tab, "aria-expanded": false, onclick: press }, icon(sign), name);
}

function showTabs(tabs: HTMLElement, page: Page): void {
  for (const button of tabs.querySelectorAll<HTMLElement>("[role=tab]")) {
    const isSelected = button.dataset.tab === page.state.tab;
    set(button, { "aria-selected": isSelected, tabindex: isSelected ? 0 : -1 });
    if (button.dataset.tab === "details") button.textContent = detailsName(page);
  }
}

const detailsName = (page: Page): string => (showsDeviations(page) ? "Deviations" : "Details");

function showRail(rail: HTMLElement, { state }: Page): void {
  for (const button of rail.querySelectorAll("button")) {
    set(button, { "aria-expanded": state.panelOpen && button.dataset.tab === state.tab });
  }
}

function walkTabs(event: KeyboardEvent, tabs: HTMLElement): void {
  const all = [...tabs.querySelectorAll<HTMLElement>("[role=tab]")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = all.at(to % all.length);
  next?.focus();
  next?.click();
}
