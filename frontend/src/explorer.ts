// The Process Explorer: the state, the documents that belong to it, and the tile that shows both.
import { findAddresses } from "./data/addresses";
import { createApi, type Api } from "./data/api";
import { findBackendUrl } from "./data/backend-url";
import { Documents } from "./data/documents";
import { isEmbedded, listenToDashboard } from "./dashboard";
import { closePopup, openBox } from "./dom/popup";
import { exact } from "./format";
import type { Actions, Page } from "./page";
import { createActions } from "./explorer-actions";
import { runStateAction } from "./explorer-states";
import { listenToKeys, keyList } from "./parts/keys";
import { isPanelOpen } from "./parts/panel";
import { createStateCard } from "./parts/state-card";
import { type Size, sizeOf } from "./size";
import { decodeState, encodeState } from "./state/link";
import { createStore, type Store } from "./state/store";
import { addFilter, initialState, put, type State } from "./state/state";
import { createTile, watchSize, type Tile } from "./tile";
import { litItems } from "./words/lit-items";

/** After the last move of a slider, so that a drag asks once. */
const SLIDER_PAUSE_MS = 60;
const LOADING_SHOWN_AFTER_MS = 300;

export interface Explorer {
  state(): State;
  /** Resolves when the map of the present state is drawn. */
  ready(): Promise<void>;
  quality(): unknown;
}

export function startExplorer(root: HTMLElement): Explorer {
  const urlOf = findBackendUrl(window);
  return new ProcessExplorer(root, createApi(urlOf), findAddresses(urlOf(""), location.href)).hook();
}

export class ProcessExplorer {
  readonly store: Store;
  readonly documents: Documents;
  readonly tile: Tile;
  readonly actions: Actions;
  readonly isEmbedded = isEmbedded(window);
  private isLargeSeen = false;
  private size: Size = "large";
  private hovered: { ids: string[]; blink: string[] } | null = null;
  private readonly startedMs = performance.now();
  private pause: ReturnType<typeof setTimeout> | undefined;
  private readonly firstHash = location.hash;
  private wasOpened = false;
  private announcedCases: number | null = null;

  constructor(readonly root: HTMLElement, readonly api: Api, readonly addresses: ReturnType<typeof findAddresses>) {
    this.store = createStore(decodeState(this.firstHash));
    this.documents = new Documents(api, this.store.state, {
      changed: () => this.update(),
      opened: () => this.opened(),
      isVisible: () => document.visibilityState === "visible",
      isOpen: (tab) => this.store.state().tab === tab && isPanelOpen({ size: this.size, state: this.store.state() }),
    });
    this.actions = createActions(this);
    const card = createStateCard(() => ({ isLargeSeen: this.isLargeSeen, nowMs: Date.now() }), (action) => runStateAction(this, action));
    this.tile = createTile(root, this.actions, this.stageOptions(), card);
    this.listen();
    this.documents.start();
    this.update();
    setTimeout(() => this.update(), LOADING_SHOWN_AFTER_MS);
  }

  hook(): Explorer {
    return {
      state: () => this.store.state(),
      ready: () => this.tile.stage.ready(),
      quality: () => this.tile.stage.map.quality(),
    };
  }

  page(): Page {
    const part = this.documents.part();
    const isEarly = performance.now() - this.startedMs < LOADING_SHOWN_AFTER_MS;
    return {
      ...part,
      loading: isEarly ? null : part.loading,
      state: this.store.state(),
      size: this.size,
      isDrawn: this.tile?.stage.isDrawn() ?? false,
      legend: this.tile?.stage.legend() ?? [],
    };
  }

  /** The user has seen that there are too many activities for one map, and wants it all the same. */
  showLarge(): void {
    this.isLargeSeen = true;
    this.update();
  }

  highlight(ids: string[] | null, blink: string[] = []): void {
    this.hovered = ids && { ids, blink };
    this.light();
  }

  private update(): void {
    if (!this.tile) return;
    const page = this.page();
    this.tile.update(page);
    this.announceCases(page);
  }

  // What is pointed at comes before what was chosen to be lit.
  private light(): void {
    const lit = this.hovered ?? litItems(this.page());
    this.tile.stage.map.highlight(lit?.ids ?? null, lit?.blink ?? []);
  }

  private stageOptions() {
    return {
      embedded: this.isEmbedded,
      room: () => this.documents.room(),
      setRoom: (room: number) => this.documents.setRoom(room),
      hovered: (id: string | null, x: number, y: number) => this.tile.showTip(this.page(), id, x, y),
      openFilter: (id: string) => this.filterStep(id),
      drawn: () => {
        this.tile.stage.map.choose(this.store.state().choice);
        this.light();
        this.update();
      },
    };
  }

  private filterStep(id: string): void {
    const node = this.page().view?.map?.nodes.find((one) => one.id === id);
    if (node) this.actions.filter({ kind: "passes", activities: node.activities }, true);
  }

  private listen(): void {
    this.store.onChange((now, before) => this.changed(now, before));
    listenToDashboard(window, (dashboard) => this.store.change(put({ dashboard })));
    watchSize(this.root, sizeOf, (size) => {
      this.size = size;
      this.tile.stage.resized(size);
      this.update();
      this.documents.refresh();
    });
    listenToKeys(this.root, this.actions, {
      focusSearch: () => this.tile.focusSearch(),
      focusPanel: () => this.tile.focusPanel(),
      showKeys: () => openBox(this.root, { x: this.root.getBoundingClientRect().right, y: 0 }, "Keys", ...keyList()),
      back: () => this.back(),
    });
    if (!this.isEmbedded) {
      addEventListener("hashchange", () => this.store.change(() => decodeState(location.hash, this.opening())));
    }
  }

  private changed(now: State, before: State): void {
    if (now.choice !== before.choice) this.tile.stage.map.choose(now.choice);
    if (now.lit !== before.lit || now.legend !== before.legend) this.light();
    const isDragged = now.activities !== before.activities || now.paths !== before.paths || now.topVariants !== before.topVariants;
    // A picture of other things: how many of them fit is another question.
    if (now.grouping !== before.grouping || now.shownVariants !== before.shownVariants) this.tile.stage.reopen();
    clearTimeout(this.pause);
    if (isDragged) this.pause = setTimeout(() => this.documents.refresh(), SLIDER_PAUSE_MS);
    else this.documents.refresh();
    this.writeHash(now);
    this.update();
  }

  // A page of its own keeps its state over a reload; in a dashboard the address is not ours.
  private writeHash(state: State): void {
    if (this.isEmbedded) return;
    const hash = encodeState(state, this.opening());
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  // What a link does not say is as the webapp's settings want it, and these are known only now.
  private opened(): void {
    this.tile.stage.reopen();
    if (this.wasOpened) return;
    this.wasOpened = true;
    const opening = this.opening();
    if (opening !== initialState) this.store.change(({ dashboard }) => ({ ...decodeState(this.firstHash, opening), dashboard }));
  }

  /** The state with which a page opens that was given none. */
  opening(): State {
    const log = this.documents.part().log;
    return log?.opening_view === "top_variants" ? { ...initialState, topVariants: log.opening_variants } : initialState;
  }

  private announceCases({ view }: Page): void {
    if (!view || view.figures.cases === this.announcedCases) return;
    const { cases, cases_all } = view.figures;
    this.tile.messages.announce(cases === cases_all ? `All ${exact(cases)} cases` : `Filtered: ${exact(cases)} of ${exact(cases_all)} cases`);
    this.announcedCases = cases;
  }

  private back(): boolean {
    const { panelOpen, choice } = this.store.state();
    if (closePopup() || this.tile.closeDrawer()) return true;
    if (this.size !== "large" && panelOpen) this.store.change(put({ panelOpen: false }));
    else if (choice.length) this.store.change(put({ choice: [] }));
    else return false;
    return true;
  }

  countCases = async (filter: Parameters<typeof addFilter>[0], signal: AbortSignal): Promise<number> => {
    const request = this.documents.viewRequest(addFilter(filter)(this.store.state()));
    return (await this.api.view(request, signal)).figures.cases;
  };
}
