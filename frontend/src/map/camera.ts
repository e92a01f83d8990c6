// Panning and zooming of the picture.
import { select, type Selection } from "d3-selection";
import { zoom, zoomIdentity, zoomTransform, type D3ZoomEvent } from "d3-zoom";
import { ZOOM_RANGE, type View } from "./fit";

export interface CameraOptions {
  /** Whether the wheel may zoom now; where it may not, the page scrolls. */
  wheelAllowed: (event: WheelEvent) => boolean;
  /** After each change; `byHand`: the viewer did it. */
  changed: (view: View, byHand: boolean) => void;
  duration: () => number;
}

export class Camera {
  private readonly root: Selection<SVGSVGElement, unknown, null, undefined>;
  private readonly behaviour = zoom<SVGSVGElement, unknown>();
  private flight = 0;

  constructor(
    private readonly svg: SVGSVGElement,
    viewport: SVGGElement,
    options: CameraOptions,
  ) {
    this.root = select(svg);
    this.duration = options.duration;
    this.behaviour
      .scaleExtent(ZOOM_RANGE)
      .filter((event: Event) => {
        if (event.type === "wheel") return options.wheelAllowed(event as WheelEvent);
        if (event.type === "dblclick") return false;
        return !(event as MouseEvent).button && !(event as MouseEvent).ctrlKey;
      })
      .on("zoom", ({ transform, sourceEvent }: D3ZoomEvent<SVGSVGElement, unknown>) => {
        viewport.setAttribute("transform", `translate(${transform.x} ${transform.y}) scale(${transform.k})`);
        if (sourceEvent) this.flight += 1;
        options.changed({ x: transform.x, y: transform.y, k: transform.k }, Boolean(sourceEvent));
      });
    this.root.call(this.behaviour).on("dblclick.zoom", null);
  }

  private readonly duration: () => number;

  get view(): View {
    const { x, y, k } = zoomTransform(this.svg);
    return { x, y, k };
  }

  /** At once, or flying there; a hand on the map ends the flight. */
  go(view: View, animated: boolean): void {
    const mine = ++this.flight;
    const duration = animated ? this.duration() : 0;
    if (!duration) return this.set(view);
    const from = this.view;
    const started = performance.now();
    const step = (now: number): void => {
      if (mine !== this.flight) return;
      const done = Math.min(1, Math.max(0, (now - started) / duration));
      const eased = 1 - (1 - done) ** 3;
      this.set({
        x: from.x + (view.x - from.x) * eased,
        y: from.y + (view.y - from.y) * eased,
        k: from.k + (view.k - from.k) * eased,
      });
      if (done < 1) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  zoomBy(factor: number, room: { width: number; height: number }): void {
    const { x, y, k } = this.view;
    const next = Math.min(ZOOM_RANGE[1], Math.max(ZOOM_RANGE[0], k * factor));
    const [cx, cy] = [room.width / 2, room.height / 2];
    this.go({ k: next, x: cx - ((cx - x) / k) * next, y: cy - ((cy - y) / k) * next }, true);
  }

  stop(): void {
    this.flight += 1;
    this.root.on(".zoom", null);
  }

  private set({ x, y, k }: View): void {
    this.behaviour.transform(this.root, zoomIdentity.translate(x, y).scale(k));
  }
}
