// What the map shows: the lens, the metrics, the direction and the lock.
import { icon } from "../dom/icons";
import { make, set } from "../dom/make";
import { openMenu } from "../dom/popup";
import type { Lens } from "../map/types";
import type { Actions, Page, Part } from "../page";
import { put, withLens } from "../state/state";
import { createPickers, metricItems } from "./pickers";

const LENSES: { lens: Lens; name: string }[] = [
  { lens: "frequency", name: "Frequency" },
  { lens: "duration", name: "Duration" },
  { lens: "conformance", name: "Conformance" },
];

export interface LensRow extends Part {
  /** The switch alone, which the drawer of a small tile takes over. */
  lenses: HTMLElement;
}

export function createLensRow(root: HTMLElement, actions: Actions): LensRow {
  const lenses = lensSwitch(actions);
  const pickers = createPickers(root, actions);
  const metrics = make("button.button.ghost", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false" }, "Metrics", icon("down"));
  const models = make("span.models");
  const direction = iconButton();
  const lock = iconButton();
  const space = make("span.space");
  const element = make("div.lens-row", { role: "toolbar", "aria-label": "What the map shows" });
  let latest: Page | null = null;
  metrics.addEventListener("click", () => latest && openMenu(root, metrics, "Metrics", metricItems(latest, actions)));
  direction.addEventListener("click", () =>
    actions.change((state) => ({ ...state, direction: state.direction === "down" ? "right" : "down" })));
  lock.addEventListener("click", () => actions.change((state) => put({ locked: !state.locked })(state)));
  element.append(lenses, ...pickers.map((picker) => picker.element), metrics, models, space, direction, lock);

  return {
    element,
    lenses,
    update(page) {
      latest = page;
      for (const picker of pickers) picker.update(page);
      for (const button of lenses.querySelectorAll("button")) {
        set(button, { "aria-pressed": button.dataset.lens === page.state.lens });
      }
      set(metrics, { hidden: page.size === "large" || page.state.lens === "conformance" });
      showModels(models, page);
      showDirection(direction, page.state.direction);
      showLock(lock, page.state.locked);
    },
  };
}

function lensSwitch(actions: Actions): HTMLElement {
  const buttons = LENSES.map(({ lens, name }) => make(
    "button", { type: "button", "data-lens": lens, "aria-pressed": false, onclick: () => actions.change(withLens(lens)) },
    make(`i.dot.dot-${lens}`), name,
  ));
  return make("div.switch", { role: "group", "aria-label": "Lens" }, ...buttons);
}

const iconButton = (): HTMLButtonElement => make("button.button.icon-only.ghost", { type: "button" });

function showModels(models: HTMLElement, { state, log }: Page): void {
  models.hidden = state.lens !== "conformance" || !log?.models.length;
  models.replaceChildren("Against ", make("b", {}, log?.models.join(", ") ?? ""));
}

function showDirection(button: HTMLElement, direction: "down" | "right"): void {
  const next = direction === "down" ? "Draw from left to right" : "Draw from top to bottom";
  set(button, { "aria-label": next, title: next });
  button.replaceChildren(icon(direction === "down" ? "topDown" : "leftRight"));
}

function showLock(button: HTMLElement, isLocked: boolean): void {
  set(button, { "aria-label": "Lock the layout", "aria-pressed": isLocked, title: isLocked ? "The layout is locked: steps keep their places" : "Lock the layout" });
  button.replaceChildren(icon(isLocked ? "lock" : "unlock"));
}
