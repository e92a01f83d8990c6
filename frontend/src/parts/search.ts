// The search field: suggestions while typing, Enter goes there.
import { icon } from "../dom/icons";
import { make, set } from "../dom/make";
import type { Actions, Page, Part } from "../page";
import { put, showAlso } from "../state/state";
import { type Found, search } from "../words/search";

const LIST = "process-explorer-found";

export class Search implements Part {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list = make("div.found", { role: "listbox", id: LIST, "aria-label": "Found", hidden: true });
  private page: Page | null = null;
  private found: Found[] = [];
  private at = 0;

  constructor(private readonly actions: Actions) {
    this.input = make("input", {
      type: "text", role: "combobox", "aria-label": "Find a step or path", placeholder: "Find a step or path", "aria-expanded": false,
      "aria-controls": LIST, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
    });
    this.element = make("div.search", { role: "search" }, icon("search"), this.input, make("kbd", { "aria-hidden": "true" }, "/"), this.list);
    this.listen();
  }

  focus(): void {
    this.input.focus();
  }

  update(page: Page): void {
    const isOther = this.page?.view !== page.view;
    this.page = page;
    if (isOther && !this.list.hidden) this.show();
  }

  private listen(): void {
    const { input, list } = this;
    input.addEventListener("input", () => {
      this.at = 0;
      this.show();
    });
    input.addEventListener("focus", () => this.show());
    input.addEventListener("blur", () => {
      list.hidden = true;
      set(input, { "aria-expanded": false });
    });
    input.addEventListener("keydown", (event) => this.key(event));
  }

  private key(event: KeyboardEvent): void {
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Enter") this.go(this.at);
    else if (event.key === "Escape") this.clear(event);
    else return;
    event.preventDefault();
  }

  private move(by: number): void {
    this.at = this.found.length ? (this.at + by + this.found.length) % this.found.length : 0;
    this.show();
  }

  private clear(event: KeyboardEvent): void {
    event.stopPropagation();
    // Not nowhere: the keys of the tile count only while the focus is inside it.
    if (this.input.value === "") this.element.closest<HTMLElement>(".tile")?.focus();
    this.input.value = "";
    this.show();
  }

  private go(index: number): void {
    const one = this.found[index];
    if (!one) return;
    this.input.value = "";
    this.show();
    if (one.kind === "hidden") this.actions.change(showAlso(one.label), put({ view: "map" }));
    else this.actions.goTo(one.id);
  }

  private show(): void {
    const map = this.page?.view?.map;
    this.found = map ? search(map, this.input.value) : [];
    this.at = Math.min(this.at, Math.max(0, this.found.length - 1));
    const isOpen = this.input.value.trim() !== "" && document.activeElement === this.input;
    const none = make("div.found-none", { role: "option", "aria-disabled": true }, "No step or path is called that");
    this.list.hidden = !isOpen;
    this.list.replaceChildren(...(this.found.length ? this.found.map((one, index) => this.option(one, index)) : [none]));
    set(this.input, { "aria-expanded": isOpen, "aria-activedescendant": this.found.length ? `${LIST}-${this.at}` : null });
  }

  private option({ text, note, kind }: Found, index: number): HTMLElement {
    // Pressed, not clicked: a click would come after the field has lost the focus and the list is gone.
    const press = (event: Event): void => {
      event.preventDefault();
      this.go(index);
    };
    return make("div.found-one", {
      role: "option", id: `${LIST}-${index}`, "aria-selected": index === this.at, "data-kind": kind, onpointerdown: press,
    }, make("span", {}, text), make("small", {}, note));
  }
}
