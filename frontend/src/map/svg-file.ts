// The picture as a file of its own: title, filters, coverage, map, legend.
import type { LegendSign } from "./legend";
import type { Item, Scene } from "./scene";
import { markup, shape, type Shape } from "./shapes";
import type { Measure } from "./text";

const MARGIN = 24;
const TITLE = 16;
const LINE = 12;
const LINE_HEIGHT = 18;
const LEGEND_ROW = 24;
const LEGEND_GAP = 20;

export interface SvgFile {
  title: string;
  lines: string[];
  scene: Scene;
  legend: LegendSign[];
  measure: Measure;
  /** Colours in place of tokens. */
  colour: (value: string) => string;
  font: string;
}

export function svgFile({ title, lines, scene, legend, measure, colour, font }: SvgFile): string {
  const words = [
    measure(title, { size: TITLE, weight: 600 }),
    ...lines.map((line) => measure(line, { size: LINE, weight: 400 })),
  ];
  const width = Math.ceil(Math.max(scene.bounds.width, 480, ...words) + 2 * MARGIN);
  const head = MARGIN + TITLE + lines.length * LINE_HEIGHT + MARGIN;
  const foot = head + scene.bounds.height + MARGIN;
  const { shapes, rows } = legendShapes(legend, width - 2 * MARGIN, measure);
  const height = Math.ceil(foot + rows * LEGEND_ROW + MARGIN);
  const map = `translate(${((width - scene.bounds.width) / 2 - scene.bounds.x).toFixed(1)} ${(head - scene.bounds.y).toFixed(1)})`;
  const all = shape(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": font },
    [
      shape("title", {}, title),
      shape("rect", { width, height, fill: "var(--surface)" }),
      text(title, MARGIN, MARGIN + TITLE - 3, { "font-size": TITLE, "font-weight": 600, fill: "var(--ink)" }),
      ...lines.map((line, index) =>
        text(line, MARGIN, MARGIN + TITLE + (index + 1) * LINE_HEIGHT, { "font-size": LINE, fill: "var(--ink-2)" }),
      ),
      shape(
        "g",
        { transform: map },
        [scene.paths, scene.numbers, scene.boxes, scene.marks].map((items) => shape("g", {}, items.map(itemShape))),
      ),
      shape("g", { transform: `translate(${MARGIN} ${foot})` }, shapes),
    ],
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${markup(all, colour)}`;
}

function itemShape({ at, shapes }: Item): Shape {
  return shape("g", at ? { transform: `translate(${at[0]} ${at[1]})` } : {}, shapes);
}

function text(content: string, x: number, y: number, attributes: Shape["attributes"]): Shape {
  return shape("text", { x, y, ...attributes }, content);
}

function legendShapes(legend: LegendSign[], room: number, measure: Measure): { shapes: Shape[]; rows: number } {
  const shapes: Shape[] = [];
  let [x, row] = [0, 0];
  for (const { label, sign, width } of legend) {
    const wide = width + 6 + measure(label, { size: 11, weight: 400 });
    if (x > 0 && x + wide > room) [x, row] = [0, row + 1];
    const content = [sign, text(label, width + 6, 12, { "font-size": 11, fill: "var(--ink-2)" })];
    shapes.push(shape("g", { transform: `translate(${x.toFixed(1)} ${row * LEGEND_ROW})` }, content));
    x += wide + LEGEND_GAP;
  }
  return { shapes, rows: row + 1 };
}

/** `var(--f5)` as the colour that the page gives it. */
export function colourReader(host: Element): (value: string) => string {
  const style = getComputedStyle(host);
  return (value) => value.replace(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim() || "#000000");
}
