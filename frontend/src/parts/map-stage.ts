// The map in its frame: decides when a new picture is complete enough to be drawn.
import { icon } from "../dom/icons";
import { make } from "../dom/make";
import { createMapView } from "../map/view";
import type { Fit, LegendEntry, MapView, Picture } from "../map/types";
import type { Actions, Page, Part } from "../page";
import type { Size } from "../size";
import { choose, initialState, keepChoice, look } from "../state/state";
import { createBusy } from "./busy";
import { createOpening, type Opening } from "./opening";

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
  return new FramedMap(actions, options);
}

class FramedMap implements MapStage {
  readonly map: MapView;
  readonly element: HTMLElement;
  private readonly busy = createBusy();
  private readonly opening: Opening;
  private entries: LegendEntry[] = [];
  /** What the last picture was made from. */
  private shown: readonly unknown[] = [];
  private wasDrawn = false;
  private isComing = true;
  private drawing = 0;
  private waiting: (() => void)[] = [];
  private size: Size | null = null;

  constructor(private readonly actions: Actions, private readonly options: StageOptions) {
    const host = make("div.map-canvas");
    this.element = make("div.map-stage", {}, host, this.busy.element, zoomButtons(actions));
    this.opening = createOpening(options);
    this.map = createMapView(host, {
      hover: options.hovered,
      choose: (id, extend) => actions.change(choose(id, extend)),
      open: options.openFilter,
      menu: actions.openMenu,
      hint: () => actions.toast("Ctrl + wheel zooms"),
    }, { embedded: options.embedded, corner: () => coveredCorner(this.element) });
    // Of the map and not of the tile: a legend of two lines, or a row of chips, leaves the map less.
    new ResizeObserver(() => this.wasDrawn && host.clientWidth > 0 && this.map.resize()).observe(host);
  }

  legend(): LegendEntry[] {
    return this.entries;
  }

  isDrawn(): boolean {
    return this.wasDrawn;
  }

  ready(): Promise<void> {
    const drawn = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.settle();
    return drawn;
  }

  resized(size: Size): void {
    if (this.size !== null && size !== this.size) this.opening.again();
    this.size = size;
  }

  reopen(): void {
    this.opening.again();
  }

  update(page: Page): void {
    this.element.hidden = page.state.view !== "map";
    this.busy.update(page, this.wasDrawn);
    if (page.view && !page.view.map) [this.wasDrawn, this.shown] = [false, []];
    const picture = pictureOf(page);
    this.isComing = page.isBehind || picture === null;
    const isPassing = page.isBehind && this.opening.isUndecided();
    if (picture && !this.element.hidden && !isPassing && this.isNew(picture)) void this.bring(picture, page.state.activities);
    else this.settle();
  }

  private isNew({ map, durations, conformance, look: how }: Picture): boolean {
    const now = [map, durations, conformance, ...Object.values(how)];
    if (sameItems(now, this.shown)) return false;
    this.shown = now;
    return true;
  }

  private async bring(picture: Picture, activities: number | null): Promise<void> {
    const measure = (): Promise<Fit> => this.map.measure({ ...picture, look: USUAL_LOOK });
    this.drawing += 1;
    try {
      if (await this.opening.isSettled(picture.map, activities, measure)) await this.draw(picture);
    } finally {
      this.drawing -= 1;
      this.settle();
    }
  }

  private async draw(picture: Picture): Promise<void> {
    if (!(await this.map.show(picture))) return;
    this.wasDrawn = true;
    this.entries = this.map.legend();
    const ids = new Set([...picture.map.nodes.map(({ id }) => id), ...picture.map.edges.map(({ id }) => id)]);
    this.actions.change(keepChoice(ids));
    this.options.drawn();
  }

  private settle(): void {
    if (!this.wasDrawn || this.isComing || this.drawing > 0) return;
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

const sameItems = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

/** Null while something that the picture needs is on its way: half a picture would be drawn twice. */
function pictureOf({ view, durations, conformance, state, errors, log }: Page): Picture | null {
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
