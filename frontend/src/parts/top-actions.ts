// The right end of the top: search, map or table, export.
import { icon } from "../dom/icons";
import { make, set } from "../dom/make";
import { openMenu } from "../dom/popup";
import type { Actions, Page, Part } from "../page";
import { put, type State } from "../state/state";
import { exportItems } from "./export-items";
import { Search } from "./search";

const VIEWS: { view: State["view"]; name: string; icon: "map" | "table" }[] = [
  { view: "map", name: "Map", icon: "map" },
  { view: "table", name: "Table", icon: "table" },
];

export interface TopActions extends Part {
  focusSearch(): void;
}

export function createTopActions(root: HTMLElement, actions: Actions): TopActions {
  const search = new Search(actions);
  const find = make("button.button.icon-only", { type: "button", "aria-label": "Find a step or path", title: "Find a step or path" }, icon("search"));
  const views = make("div.switch.views", { role: "group", "aria-label": "View" }, ...VIEWS.map(({ view, name, icon: sign }) =>
    make("button", { type: "button", "data-view": view, "aria-pressed": false, onclick: () => actions.change(put({ view })) }, icon(sign), make("span", {}, name))));
  const toggle = make("button.button.icon-only", { type: "button", onclick: () =>
    actions.change((state) => put({ view: state.view === "map" ? "table" : "map" })(state)) });
  const save = make("button.button.export", { type: "button", "aria-haspopup": "menu", "aria-expanded": false, "aria-label": "Export" },
    icon("export"), make("span", {}, "Export"), icon("down"));
  const element = make("div.top-actions", {}, search.element, find, views, toggle, save);
  let page: Page | null = null;
  save.addEventListener("click", () => page && openMenu(root, save, "Export", exportItems(page, actions)));
  find.addEventListener("click", focusSearch);
  search.element.addEventListener("focusout", (event) => {
    if (!search.element.contains(event.relatedTarget as Node | null)) set(element, { "data-searching": null });
  });

  function focusSearch(): void {
    set(element, { "data-searching": true });
    search.focus();
  }

  return {
    element,
    focusSearch,
    update(next) {
      page = next;
      search.update(next);
      for (const button of views.querySelectorAll("button")) set(button, { "aria-pressed": button.dataset.view === page.state.view });
      const other = page.state.view === "map" ? "table" : "map";
      set(toggle, { "aria-label": `${other === "map" ? "Map" : "Table"} view`, title: `${other === "map" ? "Map" : "Table"} view` });
      toggle.replaceChildren(icon(other));
    },
  };
}
