// Puts the parts of the page together, brings them up to date, and moves them where the size of the tile wants them.
import { make, set } from "./dom/make";
import { createMessages } from "./dom/messages";
import { type Actions, type Page, whenChanged } from "./page";
import { createChips } from "./parts/chips";
import { createCoverage } from "./parts/coverage";
import { createDataAge } from "./parts/data-age";
import { createDrawer } from "./parts/drawer";
import { createFigures } from "./parts/figures";
import { createLegend } from "./parts/legend";
import { createLensRow } from "./parts/lens-row";
import { createMapStage, type MapStage, type StageOptions } from "./parts/map-stage";
import { createPanel } from "./parts/panel";
import type { StateCard } from "./parts/state-card";
import { createTable } from "./parts/table";
import { createTooltip } from "./parts/tooltip";
import { createTopActions } from "./parts/top-actions";
import type { Size } from "./size";

export interface Tile {
  root: HTMLElement;
  stage: MapStage;
  messages: ReturnType<typeof createMessages>;
  update(page: Page): void;
  showTip(page: Page, id: string | null, x: number, y: number): void;
  focusSearch(): void;
  focusPanel(): void;
  closeDrawer(): boolean;
}

export function createTile(root: HTMLElement, actions: Actions, stageOptions: StageOptions, card: StateCard): Tile {
  const messages = createMessages();
  const parts = createParts(root, actions, stageOptions);
  const { figures, chips, top, lensRow, coverage, stage, table, legend, age, panel, drawer, tooltip } = parts;
  // Before the map, as in the order of the Tab key.
  stage.element.prepend(coverage.element);
  const footer = make("div.map-foot", {}, legend.element, age.element);
  const main = make("section.map-side", { "aria-label": "Process" }, lensRow.element, make("div.map-area", {}, stage.element, table.element, card.element), footer);
  const body = make("div.body", {}, main, panel.rail, panel.element);
  top.element.append(drawer.button);
  root.append(make("h1.unseen", {}, "Process Explorer"), make("div.top", {}, figures.element, top.element), chips.element, body, drawer.element, tooltip.element, ...messages.elements);

  const arrange = whenChanged(({ size }) => {
    set(root, { "data-size": size });
    if (size === "compact") return drawer.controls.append(lensRow.lenses, coverage.sliders, chips.element);
    lensRow.element.prepend(lensRow.lenses);
    coverage.element.prepend(coverage.sliders);
    body.before(chips.element);
  }, ({ size }) => [size]);

  return {
    root,
    stage,
    messages,
    update(page) {
      arrange(page);
      set(root, { "data-lens": page.state.lens, "data-view": page.state.view, "data-panel": page.state.panelOpen, "data-outage": page.outage !== null });
      card.update(page);
      for (const part of [figures, top, lensRow, chips, coverage, stage, table, legend, age, panel, drawer]) part.update(page);
      set(stage.element, { "data-covered": card.isShown() });
      footer.hidden = page.state.view === "table" && page.size === "compact";
    },
    showTip: (page, id, x, y) => tooltip.show(page, id, x, y),
    focusSearch: top.focusSearch,
    focusPanel: panel.focus,
    closeDrawer: drawer.close,
  };
}

function createParts(root: HTMLElement, actions: Actions, stageOptions: StageOptions) {
  return {
    figures: createFigures(),
    chips: createChips(root, actions),
    top: createTopActions(root, actions),
    lensRow: createLensRow(root, actions),
    coverage: createCoverage(root, actions),
    stage: createMapStage(actions, stageOptions),
    table: createTable(actions),
    legend: createLegend(actions),
    age: createDataAge(root, actions),
    panel: createPanel(root, actions),
    drawer: createDrawer(root, actions),
    tooltip: createTooltip(root),
  };
}

/** Calls `resized` with what the tile's own size is, now and whenever it changes. */
export function watchSize(root: HTMLElement, sizeOf: (width: number, height: number) => Size, resized: (size: Size) => void): void {
  const measure = (): void => resized(sizeOf(root.clientWidth, root.clientHeight));
  measure();
  new ResizeObserver(measure).observe(root);
}
