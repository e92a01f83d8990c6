// The small map in the corner: all of a picture that sticks out of its room, and what of it is in sight.
import { curveText } from "./geometry";
import type { Room } from "./layout/search";
import type { Graph } from "./graph";
import type { Layout, Point } from "./layout/types";
import { patch, shape, type Shape } from "./shapes";
import type { View } from "./fit";

/** Of the room, and in pixels, at most. */
const SHARE = 0.16;
const LARGEST = 100;
const MARGIN = 5;

export class Overview {
  private readonly svg: SVGSVGElement;
  private size: Room = { width: LARGEST, height: LARGEST };
  private scale = 1;
  private shift: Point = [0, 0];
  private picture: Shape[] = [];

  /** `goTo`: a place of the picture is to come into the middle. */
  constructor(
    private readonly document: Document,
    host: HTMLElement,
    goTo: (place: Point) => void,
  ) {
    this.svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.svg.setAttribute("class", "map-overview");
    this.svg.setAttribute("aria-hidden", "true");
    host.append(this.svg);
    const follow = (event: PointerEvent): void => {
      const { left, top } = this.svg.getBoundingClientRect();
      goTo([(event.clientX - left - this.shift[0]) / this.scale, (event.clientY - top - this.shift[1]) / this.scale]);
    };
    this.svg.addEventListener("pointerdown", (event) => {
      this.svg.setPointerCapture(event.pointerId);
      follow(event);
    });
    this.svg.addEventListener("pointermove", (event) => {
      if (event.buttons) follow(event);
    });
  }

  setPicture(graph: Graph, layout: Layout, room: Room): void {
    const side = Math.min(LARGEST, Math.max(room.width, room.height) * SHARE);
    this.scale = side / Math.max(layout.width, layout.height, 1);
    this.size = { width: layout.width * this.scale + 2 * MARGIN, height: layout.height * this.scale + 2 * MARGIN };
    this.shift = [MARGIN, MARGIN];
    this.svg.setAttribute("width", this.size.width.toFixed(0));
    this.svg.setAttribute("height", this.size.height.toFixed(0));
    const lines = graph.paths.map(({ key, main }) => {
      const width = (main ? 1.4 : 0.7) / this.scale;
      return shape("path", {
        d: curveText(layout.paths[key]!.points),
        fill: "none",
        stroke: main ? "var(--f5)" : "var(--line-2)",
        "stroke-width": width,
      });
    });
    const boxes = graph.boxes.map(({ id, width, height, kind }) => {
      const [x, y] = layout.boxes[id]!;
      const fill = kind === "step" ? "var(--f4)" : "var(--ink)";
      return shape("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 4, fill });
    });
    this.picture = [...lines, ...boxes];
  }

  /** What is in sight, or nothing at all when everything is. */
  show(view: View, room: Room, needed: boolean): void {
    this.svg.classList.toggle("is-needed", needed);
    if (!needed) return;
    const at = (x: number, axis: 0 | 1): number => (-view[axis ? "y" : "x"] / view.k + x) * this.scale + this.shift[axis];
    const clamp = (x: number, most: number): number => Math.max(1, Math.min(most - 1, x));
    const [left, top] = [clamp(at(0, 0), this.size.width), clamp(at(0, 1), this.size.height)];
    const right = clamp(at(room.width / view.k, 0), this.size.width);
    const bottom = clamp(at(room.height / view.k, 1), this.size.height);
    const transform = `translate(${this.shift[0]} ${this.shift[1]}) scale(${this.scale})`;
    const frame = { x: left, y: top, width: right - left, height: bottom - top, rx: 2, fill: "var(--ink)", "fill-opacity": 0.05 };
    patch(
      this.document,
      this.svg,
      shape("svg", {}, [
        shape("g", { transform }, this.picture),
        shape("rect", { ...frame, stroke: "var(--ink)", "stroke-width": 1.5 }),
      ]),
    );
  }
}
