// The controls of a small tile, which has no room for them beside the map.
import { icon, type IconName } from "../dom/icons";
import { make, set } from "../dom/make";
import { openMenu } from "../dom/popup";
import { exact } from "../format";
import type { Actions, Page, Part } from "../page";
import { put, type Tab } from "../state/state";
import { exportItems } from "./export-items";
import { openTab } from "./panel";

export interface Drawer extends Part {
  /** Opens it; a dot on it says that a filter is on. */
  button: HTMLElement;
  /** Where the lens, the sliders and the chips go. */
  controls: HTMLElement;
  close(): boolean;
}

export function createDrawer(root: HTMLElement, actions: Actions): Drawer {
  const dot = make("i.button-dot", { hidden: true });
  const button = make("button.button.icon-only.ghost", { type: "button", "aria-label": "Controls", "aria-expanded": false }, icon("sliders"), dot);
  const crossed = make("button.button.icon-only.ghost", { type: "button", "aria-label": "Close", onclick: () => close() }, icon("cross"));
  const controls = make("div.drawer-controls");
  const links = make("div.drawer-links");
  const element = make("div.drawer", { role: "dialog", "aria-label": "Controls", hidden: true },
    make("div.row", {}, make("b", {}, "Controls"), crossed), controls, links);
  let page: Page | null = null;

  function open(): void {
    element.hidden = false;
    set(button, { "aria-expanded": true });
    crossed.focus();
  }
  function close(): boolean {
    if (element.hidden) return false;
    hide();
    button.focus();
    return true;
  }
  function hide(): void {
    element.hidden = true;
    set(button, { "aria-expanded": false });
  }
  const tab = (name: string, sign: IconName, to: Tab): HTMLElement => link(name, sign, () => (close(), actions.change(openTab(to))));
  const count = make("span.offer-cases");
  const variants = tab("Variants", "list", "variants");
  variants.append(count);
  const table = link("Table", "table", () => {
    close();
    actions.change((state) => put({ view: state.view === "map" ? "table" : "map" })(state));
  });
  const save = link("Export", "export", () => page && openMenu(root, save, "Export", exportItems(page, actions)));
  links.append(variants, tab("Details", "info", "details"), tab("Charts", "chart", "charts"), table, save);
  button.addEventListener("click", () => (element.hidden ? open() : close()));

  return {
    element,
    button,
    controls,
    close,
    update(next) {
      page = next;
      if (page.size !== "compact") hide();
      const hasFilters = page.state.own.length > 0 || (page.view?.filters.dashboard.length ?? 0) > 0;
      dot.hidden = !hasFilters;
      set(button, { hidden: page.size !== "compact", title: hasFilters ? "Controls; filters are on" : "Controls" });
      count.textContent = exact(page.view?.figures.variants);
      table.lastChild!.textContent = page.state.view === "map" ? "Table" : "Map";
    },
  };
}

const link = (text: string, sign: IconName, onclick: () => void): HTMLElement =>
  make("button.offer", { type: "button", onclick }, icon(sign), make("span", {}, text));
