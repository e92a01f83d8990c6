// The keys of the whole tile; those of the map itself are the map's.
import { make } from "../dom/make";
import type { Actions } from "../page";
import { put, withLens } from "../state/state";
import { openTab } from "./panel";

export interface KeyTargets {
  focusSearch(): void;
  focusPanel(): void;
  showKeys(): void;
  /** One level back; false when there was none. */
  back(): boolean;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("input:not([type=range]), textarea, select, [contenteditable]") !== null;

/**
 * Single letters count only while the focus is inside the tile's page, and not in a field. The page is the tile's own,
 * on a dashboard its frame: where nothing in it has the focus, the keys are still meant for the tile.
 */
export function listenToKeys(tile: HTMLElement, actions: Actions, targets: KeyTargets): void {
  const panel = (tab: Parameters<typeof openTab>[0]): void => {
    actions.change(openTab(tab));
    targets.focusPanel();
  };
  const keys: Record<string, () => void> = {
    "/": targets.focusSearch,
    "1": () => actions.change(withLens("frequency")),
    "2": () => actions.change(withLens("duration")),
    "3": () => actions.change(withLens("conformance")),
    t: () => actions.change((state) => put({ view: state.view === "map" ? "table" : "map" })(state)),
    v: () => panel("variants"),
    d: () => panel("details"),
    c: () => panel("charts"),
    "?": targets.showKeys,
    "+": () => actions.zoom("in"),
    "-": () => actions.zoom("out"),
    "0": () => actions.zoom("fit"),
  };
  tile.ownerDocument.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "Escape" ? !targets.back() : !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]?.();
  });
}

const LIST: [string, string][] = [
  ["/", "find a step or path"],
  ["1 2 3", "frequency, duration, conformance"],
  ["t", "table or map"],
  ["v d c", "variants, details, charts"],
  ["+ - 0", "larger, smaller, everything in sight"],
  ["↑ ↓ ← →", "on the map: along the main path, to its neighbours"],
  ["n p", "on the map: through the paths of a step"],
  ["Enter, Space", "details; add to the choice"],
  ["f", "on the map: filter by this step or path"],
  ["Esc", "one level back"],
  ["?", "this list"],
];

export const keyList = (): HTMLElement[] => [
  make("b", {}, "Keys"),
  make("dl.keys", {}, ...LIST.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
];
