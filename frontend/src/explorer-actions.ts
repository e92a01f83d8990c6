// What the parts of the page may do, done.
import { openMenu, type MenuItem } from "./dom/popup";
import type { ProcessExplorer } from "./explorer";
import type { Actions } from "./page";
import { pictureLines, pictureTitle } from "./picture-lines";
import { encodeState } from "./state/link";
import { addFilter, choose, put, removeFilter } from "./state/state";
import { inSentence, ownWords } from "./words/filters";
import { itemName, offersFor } from "./words/items";

const ZOOM_STEP = 1.25;

export function createActions(explorer: ProcessExplorer): Actions {
  const { store, documents } = explorer;
  const map = () => explorer.tile.stage.map;

  function filter(added: Parameters<Actions["filter"]>[0], undo = false): void {
    const before = store.state().own;
    store.change(addFilter(added));
    if (!undo || store.state().own === before) return;
    const words = inSentence(ownWords(added, documents.part().log?.time_zone ?? "UTC", () => null));
    explorer.tile.messages.toast(words, () => store.change(removeFilter(added)));
  }

  function goTo(id: string): void {
    store.change(put({ view: "map" }), choose(null, false), choose(id, false));
    map().centre(id);
    map().focus(id);
  }

  function openItemMenu(id: string, x: number, y: number): void {
    const drawn = documents.part().view?.map;
    if (!drawn) return;
    const items: MenuItem[] = offersFor(drawn, id).map((offer) => ({
      text: offer.text, icon: offer.filter.kind === "avoids" || offer.filter.kind === "does_not_take" ? "none" : "filter",
      run: () => filter(offer.filter, true),
    }));
    const details: MenuItem = { text: "Details", icon: "info", run: () => store.change(put({ choice: [], panelOpen: true }), choose(id, false)) };
    if (items.length) openMenu(explorer.root, { x, y }, `Filter by ${itemName(drawn, id)}`, [...items, null, details]);
  }

  return {
    change: (...steps) => store.change(...steps),
    filter,
    highlight: (ids, blink) => explorer.highlight(ids, blink),
    goTo,
    announce: (text) => explorer.tile.messages.announce(text),
    toast: (text, undo) => explorer.tile.messages.toast(text, undo),
    zoom: (by) => (by === "fit" ? map().fit() : map().zoomBy(by === "in" ? ZOOM_STEP : 1 / ZOOM_STEP)),
    openMenu: openItemMenu,
    reload: () => documents.reload(),
    stop: () => documents.stop(),
    retry: () => documents.retry(),
    wantVariants: (from, to) => documents.wantVariants(from, to),
    countCases: explorer.countCases,
    allVariants: () => documents.allVariants(),
    picture: () => map().svg(pictureTitle(explorer.page()), pictureLines(explorer.page())),
    link: () => linkTo(explorer),
  };
}

function linkTo(explorer: ProcessExplorer): string {
  const { addresses, store } = explorer;
  const hash = encodeState(store.state(), explorer.opening());
  return hash ? `${addresses.page}#${hash}` : addresses.page;
}
