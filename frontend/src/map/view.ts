// The process map: given a picture, it lays it out, draws it, and tells what is done to it.
import { around, withEnds } from "./attention";
import { Camera } from "./camera";
import { clearOfCorner, obstaclesOf } from "./corner";
import { densityOf, isAlike, ROOMY } from "./density";
import { describeItem } from "./describe";
import { fitOf, placeOf, startOf, titleOf, type Drawn } from "./drawn";
import { centreView, inSight, openingView, spareBeside, sticksOut, wholeView } from "./fit";
import { KeyboardWalk } from "./keyboard";
import { LayoutEngines } from "./layout/engine";
import type { Room } from "./layout/search";
import type { Point } from "./layout/types";
import { makeLegend } from "./legend";
import { Overview } from "./overview";
import { makePlan, type Plan } from "./plan";
import { isInside, listenToPointer, middle, wheelGate } from "./pointer";
import { measureQuality } from "./quality";
import { makeScene, type Item, type Scene } from "./scene";
import { element } from "./shapes";
import { Stage, type Motion } from "./stage";
import { colourReader, svgFile } from "./svg-file";
import { canvasMeasure, type Measure } from "./text";
import type { Fit, LegendEntry, MapEvents, MapOptions, MapView, Picture, Quality } from "./types";

const MOTION: Motion = { move: 320, fade: 120 };
const NO_MOTION: Motion = { move: 0, fade: 0 };
/** A tile that is not on the screen yet has no size. */
const USUAL_ROOM: Room = { width: 1000, height: 680 };
const RESIZED_AFTER_MS = 150;

/** Draws process maps into `host`, which keeps its size whatever is drawn. */
export function createMapView(host: HTMLElement, events: MapEvents, options: MapOptions): MapView {
  return new ProcessMap(host, events, options);
}

class ProcessMap implements MapView {
  private readonly document: Document;
  private readonly font: string;
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

  constructor(
    private readonly host: HTMLElement,
    private readonly events: MapEvents,
    private readonly options: MapOptions,
  ) {
    this.document = host.ownerDocument;
    host.classList.add("map-host");
    this.font = getComputedStyle(host).getPropertyValue("--font").trim() || "sans-serif";
    this.measureText = canvasMeasure(this.document, this.font);
    this.stage = new Stage(this.document, host);
    this.stage.svg.setAttribute("role", "application");
    // Browsers let the Tab key stop at a drawing that listens for the focus; the step of the walk is the one stop.
    this.stage.svg.setAttribute("tabindex", "-1");
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
    return { ...fitOf(plan, scene, this.room()), draw_ms: performance.now() - started };
  }

  async measure(picture: Picture): Promise<Fit> {
    const plan = await makePlan(picture, this.drawn, this.room(), this.engines, this.measureText);
    return fitOf(plan, this.sceneOf(plan), this.room());
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
    const place = this.drawn && placeOf(id, this.drawn);
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
    return makeLegend(picture, graph, scene).map(({ sign, ...entry }) => ({
      ...entry,
      sign: () => element(this.document, sign),
    }));
  }

  svg(title: string, lines: string[]): string {
    if (!this.drawn) return "";
    const { picture, graph, scene } = this.drawn;
    const legend = makeLegend(picture, graph, scene);
    return svgFile({ title, lines, scene, legend, measure: this.measureText, colour: colourReader(this.host), font: this.font });
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
    // Another room may suit another width of names; a line more or less beside the map is no other room.
    if (isAlike(this.drawn.room, this.room())) return;
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
    this.stage.draw(scene, motion, (id, seen) => describeItem(id, plan.picture, seen));
    this.stage.svg.setAttribute("aria-label", titleOf(this.drawn));
    this.overview.setPicture(plan.graph, plan.layout, this.room());
    if (before?.layout !== plan.layout) this.place(this.drawn, before !== null);
    else this.cameraChanged(false);
    this.hovered = null;
    this.fade();
    // Nothing lies where the pointer found it.
    if (before && before.layout !== plan.layout) this.events.hover(null, 0, 0);
    this.setTabStop();
    // What had the focus is gone: it goes on from the map's stop, not from the page's beginning.
    if (focused && !this.stage.svg.contains(this.document.activeElement)) this.focus(this.walk.step);
    return scene;
  }

  private sceneOf(plan: Plan): Scene {
    const spare = spareBeside(plan.layout, this.room());
    return makeScene({ ...plan, chosen: this.chosen, spare, measure: this.measureText });
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
    const [{ view }, room] = [this.camera, this.room()];
    // In a small tile it would hide what it is to help to find.
    const needed = densityOf(room) === ROOMY && sticksOut(this.drawn.scene.bounds, room, view);
    this.overview.show(view, room, needed);
  }

  private lookAt(place: Point, animated: boolean): void {
    this.movedByHand = true;
    this.camera.go(centreView(place, this.room(), this.camera.view.k), animated);
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
    if (!isInside(target, this.host)) this.centre(id);
    this.hovered = item;
    this.fade();
    this.events.hover(id, ...middle(target));
  }

  private makeWalk(): KeyboardWalk {
    return new KeyboardWalk({
      current: () => this.drawn && { map: this.drawn.picture.map, layout: this.drawn.layout },
      focus: (id) => this.focus(id),
      choose: (id, extend) => this.events.choose(id, extend),
      menu: (id) => {
        const [x, y] = middle(this.stage.elementOf(id) ?? this.host);
        this.events.menu(id, x, y);
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
    const paths = this.drawn?.graph.paths ?? [];
    const kept = this.hovered ? around(this.hovered, paths) : this.highlighted;
    this.stage.mark("is-faded", (item) => kept !== null && item.kind !== "gone" && !item.ids.some((id) => kept.has(id)));
    const ringed = withEnds(this.chosen, paths);
    this.stage.mark("is-chosen", (item) => item.ids.some((id) => ringed.has(id)));
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
