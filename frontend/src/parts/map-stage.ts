// The map in its frame: decides when a new picture is complete enough to be drawn.
import { icon } from "../dom/icons";
import { make } from "../dom/make";
import { createMapView } from "../map/view";
import type { LegendEntry, MapView, Picture } from "../map/types";
import type { Actions, Page, Part } from "../page";
import type { Size } from "../size";
import { choose, initialState, keepChoice, look } from "../state/state";
import { createBusy } from "./busy";
import { createOpening } from "./opening";

/** How much fits is measured as the map usually is: another lens or direction shows the same steps. */
const USUAL_LOOK = look(initialState);

export interface MapStage extends Part {
  map: MapView;
  legend(): LegendEntry[];
  isDrawn(): boolean;
  /** Resolves when the picture of the present state is drawn, and none is on its way. */
  ready(): Promise<void>;
  /** Where the tile is of another kind now, the opening rule is asked again. */
  resized(size: Size): void;
  /** The data, or what is drawn of them, are others: the opening rule is asked again. */
  reopen(): void;
}

export interface StageOptions {
  embedded: boolean;
  room(): number;
  setRoom(room: number): void;
  hovered(id: string | null, x: number, y: number): void;
  openFilter(id: string): void;
  /** The picture, and with it the legend, is another one. */
  drawn(): void;
}

export function createMapStage(actions: Actions, options: StageOptions): MapStage {
  const host = make("div.map-canvas");
  const busy = createBusy();
  const element = make("div.map-stage", {}, host, busy.element, zoomButtons(actions));
  const map = createMapView(host, {
    hover: options.hovered,
    choose: (id, extend) => actions.change(choose(id, extend)),
    open: options.openFilter,
    menu: actions.openMenu,
    hint: () => actions.toast("Ctrl + wheel zooms"),
  }, { embedded: options.embedded, corner: () => coveredCorner(element) });

  const opening = createOpening(options);
  // Of the map and not of the tile: a legend of two lines, or a row of chips, leaves the map less.
  new ResizeObserver(() => isDrawn && host.clientWidth > 0 && map.resize()).observe(host);
  let legend: LegendEntry[] = [];
  let shown: readonly unknown[] = [];
  let isDrawn = false;
  let isComing = true;
  let drawing = 0;
  let waiting: (() => void)[] = [];
  let size: Size | null = null;

  function isNew({ map, durations, conformance, look }: Picture): boolean {
    const now = [map, durations, conformance, ...Object.values(look)];
    if (now.length === shown.length && now.every((value, index) => value === shown[index])) return false;
    shown = now;
    return true;
  }

  function settle(): void {
    if (isDrawn && !isComing && drawing === 0) for (const resolve of waiting.splice(0)) resolve();
  }

  async function bring(picture: Picture, page: Page): Promise<void> {
    drawing += 1;
    try {
      if (await opening.isSettled(picture.map, page.state.activities, () => map.measure({ ...picture, look: USUAL_LOOK }))) await draw(picture);
    } finally {
      drawing -= 1;
      settle();
    }
  }

  async function draw(picture: Picture): Promise<void> {
    if (!(await map.show(picture))) return;
    isDrawn = true;
    legend = map.legend();
    const ids = new Set([...picture.map.nodes.map(({ id }) => id), ...picture.map.edges.map(({ id }) => id)]);
    actions.change(keepChoice(ids));
    options.drawn();
  }

  return {
    element,
    map,
    legend: () => legend,
    isDrawn: () => isDrawn,
    ready() {
      const drawn = new Promise<void>((resolve) => waiting.push(resolve));
      settle();
      return drawn;
    },
    resized(now) {
      if (size !== null && now !== size) opening.again();
      size = now;
    },
    reopen: () => opening.again(),
    update(page) {
      element.hidden = page.state.view !== "map";
      busy.update(page, isDrawn);
      if (page.view && !page.view.map) [isDrawn, shown] = [false, []];
      const picture = pictureOf(page);
      isComing = page.isBehind || picture === null;
      const isPassing = page.isBehind && opening.isUndecided();
      if (picture && !element.hidden && !isPassing && isNew(picture)) void bring(picture, page);
      else settle();
    },
  };
}

/** Null while something that the picture needs is on its way: half a picture would be drawn twice. */
export function pictureOf({ view, durations, conformance, state, errors, log }: Page): Picture | null {
  if (!view?.map) return null;
  const needsTimes = state.lens === "duration" || /waiting|service/.test(`${state.stepMetric} ${state.pathMetric} ${state.second}`);
  if (needsTimes && !durations && !errors.durations) return null;
  const isCompared = state.lens === "conformance" && log?.has_conformance;
  if (isCompared && !conformance && !errors.conformance) return null;
  return { map: view.map, cases: view.figures.cases, durations, conformance: state.lens === "conformance" ? conformance : null, look: look(state) };
}

// The sliders and the coverage lie on the map.
function coveredCorner(element: HTMLElement): { width: number; height: number } {
  const corner = element.querySelector<HTMLElement>(".coverage");
  if (!corner) return { width: 0, height: 0 };
  return { width: corner.offsetLeft + corner.offsetWidth, height: corner.offsetTop + corner.offsetHeight };
}

function zoomButtons(actions: Actions): HTMLElement {
  const button = (name: string, sign: "plus" | "minus" | "fit", by: "in" | "out" | "fit"): HTMLElement =>
    make("button", { type: "button", "aria-label": name, title: name, onclick: () => actions.zoom(by) }, icon(sign));
  return make("div.zoom", { role: "group", "aria-label": "Zoom" },
    button("Zoom in", "plus", "in"), button("Zoom out", "minus", "out"), button("Fit", "fit", "fit"));
}
