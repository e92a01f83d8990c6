// A step, Start or End as shapes around its own centre.
import { mapCount } from "../format";
import type { Rect } from "./geometry";
import type { StepBox, Terminal } from "./graph";
import type { BoxPaint } from "./paint";
import { onScreen, shape, type Shape } from "./shapes";
import { BOX, PILL, pillWidth } from "./step-size";
import { COUNT, MARK, NAME, type Measure } from "./text";

const RADIUS = 7;
const LINE_GAP = 14.5;

export interface StepDrawing {
  box: StepBox;
  paint: BoxPaint;
  /** The number makes room for a mark inside the box. */
  withoutNumber: boolean;
  measure: Measure;
}

export function drawStep({ box, paint, withoutNumber, measure }: StepDrawing): Shape[] {
  const { width, height } = box;
  const outline = { x: -width / 2, y: -height / 2, width, height, rx: RADIUS };
  const shapes = [ring("map-focus", box, 5), ring("map-ring", box, 3)];
  shapes.push(shape("rect", { class: "map-box", ...outline, fill: paint.fill, stroke: paint.line }));
  box.lines.forEach((line, index) => shapes.push(drawName(box, line, index, paint.name)));
  if (!withoutNumber) {
    const { right, y } = numberPlace(box, measure);
    shapes.push(shape("text", { x: right, y, "text-anchor": "end", "font-size": COUNT.size, fill: paint.count }, word(box.number)));
  }
  return [...shapes, ...drawPills(box, measure)];
}

/** Where the step's number ends, and its base line, seen from the centre of the box. */
export function numberPlace(box: StepBox, measure: Measure): { right: number; y: number } {
  const pills = placePills(box, measure);
  const right = box.width / 2 - BOX.pad;
  if (!pills.length) return { right, y: 4.5 };
  return box.lines.length === 1 ? { right: pills[0]!.rect.x - PILL.beside, y: 4.5 } : { right, y: -2.5 };
}

function drawName(box: StepBox, line: string, index: number, fill: string): Shape {
  const y = box.lines.length === 1 ? 4.5 : -2.5 + index * LINE_GAP;
  return shape("text", { x: -box.width / 2 + BOX.pad, y, "font-size": NAME.size, "font-weight": NAME.weight, fill }, word(line));
}

// The space is not drawn; without it the name and the numbers would be read as one word.
const word = (text: string): string => `${text} `;

function ring(name: string, { width, height }: StepBox, away: number): Shape {
  const size = { x: -width / 2 - away, y: -height / 2 - away, width: width + 2 * away, height: height + 2 * away };
  return onScreen(shape("rect", { class: name, ...size, rx: RADIUS + away - 1, fill: "none" }));
}

function drawPills(box: StepBox, measure: Measure): Shape[] {
  return placePills(box, measure).map(({ kind, count, rect }) => drawPill(kind, count, rect));
}

// At the right: after the number in a low box, below it in a high one.
function placePills(box: StepBox, measure: Measure): { kind: "start" | "end"; count: number; rect: Rect }[] {
  const { starts, ends } = box.pills;
  const y = box.lines.length === 1 ? -PILL.height / 2 : 2;
  let right = box.width / 2 - BOX.pad + 4;
  const placed = (["end", "start"] as const).flatMap((kind) => {
    const count = kind === "end" ? ends : starts;
    if (!count) return [];
    const width = pillWidth(count, measure);
    const rect = { x: right - width, y, width, height: PILL.height };
    right = rect.x - PILL.beside;
    return [{ kind, count, rect }];
  });
  return placed.reverse();
}

/** "▶ 230": few cases start here; "■ 117": few cases end here. */
function drawPill(kind: "start" | "end", count: number, { x, y, width, height }: Rect): Shape {
  const sign = terminalSign(kind, x + PILL.pad + PILL.sign / 2, y + height / 2, PILL.sign, "var(--ink)");
  const text = {
    x: x + PILL.pad + PILL.sign + PILL.gap,
    y: y + 12,
    "font-size": MARK.size,
    "font-weight": 400,
    fill: "var(--ink)",
  };
  const outline = { x, y, width, height, rx: height / 2, fill: "var(--surface)", stroke: "var(--ink)" };
  return shape("g", { class: "map-pill" }, [shape("rect", outline), sign, shape("text", text, word(mapCount(count)))]);
}

export function terminalSign(kind: "start" | "end", x: number, y: number, size: number, fill: string): Shape {
  const half = size / 2;
  if (kind === "end") return shape("rect", { x: x - half, y: y - half, width: size, height: size, rx: 1, fill });
  return shape("path", { d: `M${x - half * 0.8} ${y - half}L${x + half} ${y}L${x - half * 0.8} ${y + half}Z`, fill });
}

/** `word` is where the name beside the circle stands, seen from its centre. */
export function drawTerminal({ kind, width }: Terminal, word: Rect): Shape[] {
  const circle = (name: string, radius: number): Shape => onScreen(shape("circle", { class: name, r: radius, fill: "none" }));
  const text = { x: word.x, y: word.y + 12, "font-size": COUNT.size, "font-weight": 600, fill: "var(--ink-2)" };
  return [
    circle("map-focus", width / 2 + 5),
    circle("map-ring", width / 2 + 3),
    shape("circle", { class: "map-box", r: width / 2, fill: "var(--ink)" }),
    terminalSign(kind, kind === "start" ? 0.8 : 0, 0, kind === "start" ? 12 : 9.5, "var(--ink-inv)"),
    shape(
      "text",
      { ...text, stroke: "var(--surface)", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" },
      kind === "start" ? "Start" : "End",
    ),
  ];
}
