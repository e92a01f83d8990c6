// The map in its frame: decides when a new picture is complete enough to be drawn, and how many steps fit at first.
import { icon } from "../dom/icons";
import { make } from "../dom/make";
import { createMapView } from "../map/view";
import type { LegendEntry, MapView, Picture } from "../map/types";
import type { Actions, Page, Part } from "../page";
import { FEWEST_ACTIVITIES, MOST_ACTIVITIES, smallerRoom } from "../size";
import { choose, keepChoice, look } from "../state/state";
import type { Size } from "../size";

/** Each try asks the backend and lays out once. */
const TRIES = 4;

export interface MapStage extends Part {
  map: MapView;
  legend(): LegendEntry[];
  isDrawn(): boolean;
  ready(): Promise<void>;
  /** The tile has another room; where it is of another kind, the opening rule is asked again. */
  resized(size: Size): void;
  /** The data are others: the opening rule is asked again. */
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
  const busy = make("div.busy-line", { hidden: true, "aria-hidden": "true" });
  const element = make("div.map-stage", {}, host, busy, zoomButtons(actions));
  const map = createMapView(host, {
    hover: options.hovered,
    choose: (id, extend) => actions.change(choose(id, extend)),
    open: options.openFilter,
    menu: actions.openMenu,
    hint: () => actions.toast("Ctrl + wheel zooms"),
  }, { embedded: options.embedded, corner: () => coveredCorner(element) });

  const opening = createOpening(map, options);
  let legend: LegendEntry[] = [];
  let shown: readonly unknown[] = [];
  let isDrawn = false;
  let waiting: (() => void)[] = [];
  let size: Size | null = null;

  async function draw(picture: Picture, page: Page): Promise<void> {
    if (!(await opening.isSettled(picture, page))) return;
    const fit = await map.show(picture);
    if (!fit) return;
    isDrawn = true;
    legend = map.legend();
    const ids = new Set([...picture.map.nodes.map(({ id }) => id), ...picture.map.edges.map(({ id }) => id)]);
    actions.change(keepChoice(ids));
    options.drawn();
    for (const resolve of waiting.splice(0)) resolve();
  }

  return {
    element,
    map,
    legend: () => legend,
    isDrawn: () => isDrawn,
    ready: () => (isDrawn && shown.length ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    resized(now) {
      if (size !== null && now !== size) opening.again();
      size = now;
      if (isDrawn) map.resize();
    },
    reopen: () => opening.again(),
    update(page) {
      element.hidden = page.state.view !== "map";
      busy.hidden = !page.isBusy || !isDrawn;
      if (page.view && !page.view.map) [isDrawn, shown] = [false, []];
      const picture = pictureOf(page);
      if (!picture || element.hidden) return;
      const now = [picture.map, picture.durations, picture.conformance, ...Object.values(picture.look)];
      if (now.length === shown.length && now.every((value, index) => value === shown[index])) return;
      shown = now;
      void draw(picture, page);
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

interface Opening {
  /** False when fewer activities have been asked for, and another picture will come. */
  isSettled(picture: Picture, page: Page): Promise<boolean>;
  again(): void;
}

// The map opens with at most as many activities as can be read in the room there is.
function createOpening(map: MapView, { room, setRoom }: StageOptions): Opening {
  let tries = TRIES;
  return {
    async isSettled(picture, { state }) {
      const { activities_shown: shown } = picture.map.coverage;
      if (tries === 0 || state.activities !== null || shown <= FEWEST_ACTIVITIES) return true;
      tries -= 1;
      const next = smallerRoom(shown, (await map.measure(picture)).nameSize);
      if (next === null || next >= room()) {
        tries = 0;
        return true;
      }
      setRoom(next);
      return false;
    },
    again() {
      tries = TRIES;
      setRoom(MOST_ACTIVITIES);
    },
  };
}

function zoomButtons(actions: Actions): HTMLElement {
  const button = (name: string, sign: "plus" | "minus" | "fit", by: "in" | "out" | "fit"): HTMLElement =>
    make("button", { type: "button", "aria-label": name, title: name, onclick: () => actions.zoom(by) }, icon(sign));
  return make("div.zoom", { role: "group", "aria-label": "Zoom" },
    button("Zoom in", "plus", "in"), button("Zoom out", "minus", "out"), button("Fit", "fit", "fit"));
}
