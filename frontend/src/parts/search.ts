// The search field: suggestions while typing, Enter goes there.
import { icon } from "../dom/icons";
import { make, set } from "../dom/make";
import type { Actions, Page, Part } from "../page";
import { put, showAlso } from "../state/state";
import { type Found, search } from "../words/search";

export interface Search extends Part {
  focus(): void;
}

export function createSearch(actions: Actions): Search {
  const input = make("input", {
    type: "text", role: "combobox", "aria-label": "Find a step or path", placeholder: "Find a step or path", "aria-expanded": false,
    "aria-controls": "process-explorer-found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
  });
  const list = make("div.found", { role: "listbox", id: "process-explorer-found", "aria-label": "Found", hidden: true });
  const element = make("div.search", { role: "search" }, icon("search"), input, make("kbd", { "aria-hidden": "true" }, "/"), list);
  let page: Page | null = null;
  let found: Found[] = [];
  let at = 0;

  function show(): void {
    const map = page?.view?.map;
    found = map ? search(map, input.value) : [];
    at = Math.min(at, Math.max(0, found.length - 1));
    const isOpen = input.value.trim() !== "" && document.activeElement === input;
    list.hidden = !isOpen;
    list.replaceChildren(...(found.length ? found.map(option) : [make("div.found-none", { role: "option", "aria-disabled": true }, "No step or path is called that")]));
    set(input, { "aria-expanded": isOpen, "aria-activedescendant": found.length ? `process-explorer-found-${at}` : null });
  }

  const option = ({ text, note, kind }: Found, index: number): HTMLElement => make(
    "div.found-one", {
      role: "option", id: `process-explorer-found-${index}`, "aria-selected": index === at, "data-kind": kind,
      onpointerdown: (event: Event) => (event.preventDefault(), go(index)),
    }, make("span", {}, text), make("small", {}, note),
  );

  function go(index: number): void {
    const one = found[index];
    if (!one) return;
    input.value = "";
    show();
    if (one.kind === "hidden") actions.change(showAlso(one.label), put({ view: "map" }));
    else actions.goTo(one.id);
  }

  function move(by: number): void {
    at = found.length ? (at + by + found.length) % found.length : 0;
    show();
  }

  input.addEventListener("input", () => ((at = 0), show()));
  input.addEventListener("focus", show);
  input.addEventListener("blur", () => ((list.hidden = true), set(input, { "aria-expanded": false })));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") go(at);
    else if (event.key === "Escape") escape(event);
    else return;
    event.preventDefault();
  });

  function escape(event: KeyboardEvent): void {
    event.stopPropagation();
    if (input.value === "") input.blur();
    input.value = "";
    show();
  }

  return {
    element,
    focus: () => input.focus(),
    update(next) {
      const isOther = page?.view !== next.view;
      page = next;
      if (isOther && !list.hidden) show();
    },
  };
}
