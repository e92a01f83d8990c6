// The process map: given a picture, it lays it out, draws it, and tells what is done to it.
import { Camera } from "./camera";
import { clearOfCorner, obstaclesOf } from "./corner";
import { describeItem } from "./describe";
import { centreView, inSight, openingView, sticksOut, wholeView, wholeZoom } from "./fit";
import { pathIds } from "./graph";
import { KeyboardWalk } from "./keyboard";
import { LayoutEngines } from "./layout/engine";
import type { Room } from "./layout/search";
import type { Layout, Point } from "./layout/types";
import { makeLegend } from "./legend";
import { Overview } from "./overview";
import { makePlan, type Plan } from "./plan";
import { listenToPointer, wheelGate } from "./pointer";
import { measureQuality } from "./quality";
import { makeScene, type Item, type Scene } from "./scene";
import { element } from "./shapes";
import { Stage, type Motion } from "./stage";
import { colourReader, svgFile } from "./svg-file";
import { canvasMeasure, NAME, type Measure } from "./text";
import type { Fit, LegendEntry, MapEvents, MapOptions, MapView, Picture, Quality } from "./types";

const MOTION: Motion = { move: 320, fade: 120 };
const NO_MOTION: Motion = { move: 0, fade: 0 };
/** A tile that is not on the screen yet has no size. */
const USUAL_ROOM: Room = { width: 1000, height: 680 };
const RESIZED_AFTER_MS = 150;

type Drawn = Plan & { scene: Scene };

/** Draws process maps into `host`, which keeps its size whatever is drawn. */
export function createMapView(host: HTMLElement, events: MapEvents, options: MapOptions): MapView {
  return new ProcessMap(host, events, options);
}

class ProcessMap implements MapView {
  private readonly document: Document;
  private readonly measureText: Measure;
  private readonly engines = new LayoutEngines();
  private readonly stage: Stage;
  private readonly camera: Camera;
  private readonly overview: Overview;
  private readonly walk: KeyboardWalk;
  private readonly stopWheel: () => void;
  private drawn: Drawn | null = null;
  private chosen: ReadonlySet<string> = new Set();
  private highlighted: ReadonlySet<string> | null = null;
  private hovered: Item | null = null;
  private latest = 0;
  private busy: Promise<unknown> = Promise.resolve();
  private movedByHand = false;
  private resizing: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: HTMLElement, private readonly events: MapEvents, private readonly options: MapOptions) {
    this.document = host.ownerDocument;
    host.classList.add("map-host");
    this.measureText = canvasMeasure(this.document, getComputedStyle(host).getPropertyValue("--font") || "sans-serif");
    this.stage = new Stage(this.document, host);
    this.stage.svg.setAttribute("role", "application");
    const wheel = wheelGate(host, options.embedded, () => events.hint("wheel"));
    this.stopWheel = wheel.stop;
    this.camera = new Camera(this.stage.svg, this.stage.viewport, {
      wheelAllowed: wheel.allowed,
      duration: () => this.motion().move,
      changed: (_, byHand) => this.cameraChanged(byHand),
    });
    this.overview = new Overview(this.document, host, (place) => this.lookAt(place, false));
    this.walk = this.makeWalk();
    this.listen();
  }

  async show(picture: Picture): Promise<Fit | null> {
    const mine = ++this.latest;
    await this.busy;
    if (mine !== this.latest) return null;
    const planning = makePlan(picture, this.drawn, this.room(), this.engines, this.measureText);
    this.busy = planning.catch(() => undefined);
    const plan = await planning;
    if (mine !== this.latest) return null;
    const started = performance.now();
    const scene = this.draw(plan, this.drawn ? this.motion() : NO_MOTION);
    return { ...this.fitOf(plan, scene), draw_ms: performance.now() - started };
  }

  async measure(picture: Picture): Promise<Fit> {
    const plan = await makePlan(picture, this.drawn, this.room(), this.engines, this.measureText);
    return this.fitOf(plan, this.sceneOf(plan));
  }

  choose(ids: string[]): void {
    this.chosen = new Set(ids);
    if (this.drawn) this.draw(this.drawn, NO_MOTION);
  }

  highlight(ids: string[] | null, blink: string[] = []): void {
    this.highlighted = ids && new Set(ids);
    this.fade();
    const blinking = new Set(blink);
    this.stage.mark("is-blinking", (item) => item.ids.some((id) => blinking.has(id)));
  }

  focus(id: string): void {
    const target = this.stage.elementOf(id);
    if (!target || !this.drawn) return;
    this.walk.arrived(id, this.drawn.picture.map);
    this.setTabStop();
    target.focus({ preventScroll: true });
  }

  centre(id: string): void {
    const place = this.placeOf(id);
    if (place) this.lookAt(place, true);
  }

  zoomBy(factor: number): void {
    this.movedByHand = true;
    this.camera.zoomBy(factor, this.room());
  }

  fit(): void {
    this.movedByHand = false;
    if (this.drawn) this.camera.go(wholeView(this.drawn.scene.bounds, this.room()), true);
  }

  legend(): LegendEntry[] {
    if (!this.drawn) return [];
    const { picture, graph, scene } = this.drawn;
    return makeLegend(picture, graph, scene).map(({ kind, label, sign, ids }) => ({
      kind, label, ids, sign: () => element(this.document, sign),
    }));
  }

  svg(title: string, lines: string[]): string {
    if (!this.drawn) return "";
    const { picture, graph, layout } = this.drawn;
    const scene = makeScene({ ...this.drawn, layout, chosen: this.chosen, measure: this.measureText });
    const legend = makeLegend(picture, graph, scene);
    const font = getComputedStyle(this.host).getPropertyValue("--font").trim();
    return svgFile({ title, lines, scene, legend, measure: this.measureText, colour: colourReader(this.host), font });
  }

  describe(id: string): string {
    return this.drawn ? describeItem(id, this.drawn.picture) : "";
  }

  quality(): Quality | null {
    if (!this.drawn) return null;
    const { graph, layout, scene, picture } = this.drawn;
    return measureQuality(graph, layout, scene, picture.map.spine, picture.look.direction);
  }

  resize(): void {
    if (!this.drawn) return;
    this.place(this.drawn, false);
    clearTimeout(this.resizing);
    // Another room may suit another width of names.
    this.resizing = setTimeout(() => this.drawn && void this.show(this.drawn.picture), RESIZED_AFTER_MS);
  }

  destroy(): void {
    this.latest += 1;
    clearTimeout(this.resizing);
    this.stopWheel();
    this.camera.stop();
    this.engines.stop();
    this.host.replaceChildren();
  }

  private draw(plan: Plan, motion: Motion): Scene {
    const before = this.drawn;
    const focused = this.stage.svg.contains(this.document.activeElement);
    const scene = this.sceneOf(plan);
    this.drawn = { ...plan, scene };
    this.stage.draw(scene, motion, (id) => this.describe(id));
    this.stage.svg.setAttribute("aria-label", this.title());
    this.overview.setPicture(plan.graph, plan.layout, this.room());
    if (before?.layout !== plan.layout || sticksOut(scene.bounds, this.room(), this.camera.view)) this.place(this.drawn, before !== null);
    this.hovered = null;
    this.fade();
    this.setTabStop();
    // What had the focus is gone: it goes on from the map's stop, not from the page's beginning.
    if (focused && !this.stage.svg.contains(this.document.activeElement)) this.focus(this.walk.step);
    return scene;
  }

  private sceneOf(plan: Plan): Scene {
    return makeScene({ ...plan, chosen: this.chosen, measure: this.measureText });
  }

  // A view that the viewer chose stays, unless nothing of the picture would be left in it.
  private place({ scene, layout, graph, union }: Drawn, animated: boolean): void {
    const room = this.room();
    if (this.movedByHand && inSight(scene.bounds, room, this.camera.view)) return this.cameraChanged(false);
    this.movedByHand = false;
    const opening = openingView(scene.bounds, room, startOf(layout), union.form.density.wholeFrom);
    const corner = this.options.corner?.() ?? { width: 0, height: 0 };
    this.camera.go(clearOfCorner(opening, obstaclesOf(graph, layout, scene), scene.bounds, room, corner), animated);
  }

  private cameraChanged(byHand: boolean): void {
    this.movedByHand ||= byHand;
    if (!this.drawn) return;
    const { view } = this.camera;
    this.overview.show(view, this.room(), sticksOut(this.drawn.scene.bounds, this.room(), view));
  }

  private lookAt(place: Point, animated: boolean): void {
    this.movedByHand = true;
    this.camera.go(centreView(place, this.room(), this.camera.view.k), animated);
  }

  private fitOf(plan: Plan, scene: Scene): Fit {
    const zoom = wholeZoom(scene.bounds, this.room());
    return { zoom, nameSize: NAME.size * zoom, engine: plan.engine, layout_ms: plan.layout_ms, draw_ms: 0 };
  }

  private listen(): void {
    const { svg } = this.stage;
    listenToPointer(this.stage, this.events, (item) => {
      this.hovered = item;
      this.fade();
    });
    svg.addEventListener("focusin", (event) => this.focused(event.target as SVGGElement));
    svg.addEventListener("focusout", () => {
      this.hovered = null;
      this.fade();
      this.events.hover(null, 0, 0);
    });
    svg.addEventListener("keydown", (event) => {
      if (!this.walk.press(event.key, event.ctrlKey || event.metaKey || event.altKey)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }

  private focused(target: SVGGElement): void {
    const item = this.stage.itemOf(target);
    const [id] = item?.ids ?? [];
    if (!item || !id || !this.drawn) return;
    if (!item.ids.includes(this.walk.path ?? this.walk.step)) this.walk.arrived(id, this.drawn.picture.map);
    this.setTabStop();
    if (!target.matches(":focus-visible")) return;
    const [rect, room] = [target.getBoundingClientRect(), this.host.getBoundingClientRect()];
    const outside = rect.right < room.left || rect.left > room.right || rect.bottom > room.bottom || rect.top < room.top;
    if (outside) this.centre(id);
    this.hovered = item;
    this.fade();
    this.events.hover(id, rect.left + rect.width / 2, rect.top + rect.height / 2);
  }

  private makeWalk(): KeyboardWalk {
    return new KeyboardWalk({
      current: () => this.drawn && { map: this.drawn.picture.map, layout: this.drawn.layout },
      focus: (id) => this.focus(id),
      choose: (id, extend) => this.events.choose(id, extend),
      menu: (id) => {
        const box = (this.stage.elementOf(id) ?? this.host).getBoundingClientRect();
        this.events.menu(id, box.left + box.width / 2, box.top + box.height / 2);
      },
      zoomBy: (factor) => this.zoomBy(factor),
      fit: () => this.fit(),
      somethingChosen: () => this.chosen.size > 0,
    });
  }

  /** One stop for the Tab key: where the walk is. */
  private setTabStop(): void {
    const here = [this.walk.path, this.walk.step, "start", this.drawn?.graph.boxes[0]?.id];
    const stop = here.map((id) => (id ? this.stage.elementOf(id) : null)).find((found) => found);
    for (const old of this.stage.svg.querySelectorAll('[tabindex="0"]')) old.setAttribute("tabindex", "-1");
    stop?.setAttribute("tabindex", "0");
  }

  private fade(): void {
    const kept = this.hovered ? this.aroundHovered(this.hovered) : this.highlighted;
    this.stage.mark("is-faded", (item) => kept !== null && item.kind !== "gone" && !item.ids.some((id) => kept.has(id)));
    const ends = this.endsOfChosenPaths();
    this.stage.mark("is-chosen", (item) => item.ids.some((id) => this.chosen.has(id) || ends.has(id)));
  }

  // The item, and what hangs on it: of a step its paths and their other ends, of a path its two ends.
  private aroundHovered(item: Item): ReadonlySet<string> {
    const kept = new Set(item.ids);
    for (const path of this.drawn?.graph.paths ?? []) {
      const ids = pathIds(path);
      const touches = kept.has(path.source) || kept.has(path.target);
      if (item.kind === "path" ? ids.some((id) => item.ids.includes(id)) : touches && [path.source, path.target].includes(item.key)) {
        for (const id of [...ids, path.source, path.target]) kept.add(id);
      }
    }
    return kept;
  }

  private endsOfChosenPaths(): ReadonlySet<string> {
    const paths = (this.drawn?.graph.paths ?? []).filter((path) => pathIds(path).some((id) => this.chosen.has(id)));
    return new Set(paths.flatMap((path) => [path.source, path.target]));
  }

  private placeOf(id: string): Point | null {
    if (!this.drawn) return null;
    const path = this.drawn.graph.paths.find((one) => pathIds(one).includes(id));
    return this.drawn.layout.boxes[id] ?? (path && this.drawn.layout.paths[path.key]?.label) ?? null;
  }

  private title(): string {
    const coverage = this.drawn?.picture.map.coverage;
    return `Process map, ${coverage?.activities_shown ?? 0} steps and ${coverage?.paths_shown ?? 0} paths. Table view: T.`;
  }

  private room(): Room {
    const { clientWidth, clientHeight } = this.host;
    return clientWidth && clientHeight ? { width: clientWidth, height: clientHeight } : USUAL_ROOM;
  }

  private motion(): Motion {
    const still = this.document.defaultView?.matchMedia("(prefers-reduced-motion: reduce)").matches;
    return still ? NO_MOTION : MOTION;
  }
}

function startOf(layout: Layout): Point {
  return layout.boxes["start"] ?? [layout.width / 2, 0];
}
