// A path as shapes: its line with heads, and its number.
import { curveText, cutEnd, cutStart, headText, overlap, type Rect } from "./geometry";
import type { Path, PathSize } from "./graph";
import { shortPieces, type Piece } from "./labels";
import type { PlacedPath, Point } from "./layout/types";
import type { LinePaint } from "./paint";
import { headLength, LENIENCE } from "./path-size";
import { onScreen, shape, type Shape } from "./shapes";
import { PATH_NUMBER, type Measure } from "./text";

const HIT_WIDTH = 16;
/** What a halo is wider than its line, and the ring of the focus wider than the halo. */
const HALO = 11;
const FOCUS = 4;
const PILL_HEIGHT = 18;
const TEXT_HEIGHT = 14;

export interface PathDrawing {
  path: Path;
  placed: PlacedPath;
  paint: LinePaint;
  width: number;
  chosen: boolean;
}

/** The line: first what the pointer hits, then the halo of the focus, that of a chosen path, the line, its heads. */
export function drawLine({ path, placed, paint, width, chosen }: PathDrawing): Shape[] {
  const head = headLength(width);
  const whole = curveText(placed.points);
  // A two-way line keeps half of a short way for each head.
  const twoWay = Boolean(path.forward && path.back);
  let points = placed.points;
  if (path.forward) points = cutEnd(points, head);
  if (path.back) points = cutStart(points, head);
  const shapes = [
    onScreen(shape("path", { class: "map-hit", d: whole, fill: "none", stroke: "transparent", "stroke-width": HIT_WIDTH })),
  ];
  shapes.push(focusHalo("map-focus-line", whole, width + HALO + FOCUS, "var(--focus)"));
  if (chosen) shapes.push(shape("path", halo(whole, width)));
  else shapes.push(focusHalo("map-focus-gap", whole, width + HALO, "var(--surface)"));
  shapes.push(
    shape("path", {
      d: curveText(points),
      fill: "none",
      stroke: paint.line,
      "stroke-opacity": paint.opacity,
      ...stroke(width, !path.forward),
    }),
  );
  if (path.forward) shapes.push(shape("path", { d: headText(placed.points.at(-1)!, points.at(-1)!), fill: paint.line }));
  if (path.back)
    shapes.push(shape("path", { d: headText(placed.points[0]!, points[0]!), fill: twoWay ? paint.otherHead : paint.line }));
  return shapes;
}

/** Back to an earlier step is dashed in every lens. */
export function stroke(width: number, dashed: boolean): Record<string, string | number> {
  const line = { "stroke-width": width.toFixed(2) };
  return dashed ? { ...line, "stroke-dasharray": `${(3 + width).toFixed(1)} ${(2 + width * 0.6).toFixed(1)}` } : line;
}

/** Seen only while the path has the focus: two pixels of colour along the line, and a gap between. */
function focusHalo(name: string, d: string, width: number, stroke: string): Shape {
  return onScreen(shape("path", { class: name, d, fill: "none", stroke, "stroke-width": width, "stroke-linecap": "round" }));
}

function halo(d: string, width: number): Record<string, string | number> {
  return { d, fill: "none", stroke: "var(--select-halo)", "stroke-width": width + HALO, "stroke-linecap": "round" };
}

/** A number where it stands: the text's box, without its halo. */
export interface PlacedNumber {
  pieces: Piece[];
  rect: Rect;
}

/** Beside the line, in the room that the layout kept; what is too wide for it becomes shorter. */
export function placeNumber([x, y]: Point, size: PathSize, pieces: Piece[], above: boolean, measure: Measure): PlacedNumber {
  const room = size.width - (above ? 0 : size.offset) + LENIENCE;
  const said = width(pieces, measure) > room ? shortPieces(pieces) : pieces;
  const wide = width(said, measure);
  const rect = above
    ? { x: x - wide / 2, y: y - size.height / 2, width: wide, height: TEXT_HEIGHT }
    : { x: x - size.width / 2 + size.offset, y: y - TEXT_HEIGHT / 2, width: wide, height: TEXT_HEIGHT };
  return { pieces: said, rect };
}

/** The same number with all its pieces, if they cover nothing; else as it was. */
export function lengthen(number: PlacedNumber, pieces: Piece[], others: Rect[], measure: Measure): PlacedNumber {
  if (number.pieces.length === pieces.length) return number;
  const rect = { ...number.rect, width: width(pieces, measure) };
  return others.some((other) => overlap(rect, other, 3)) ? number : { pieces, rect };
}

function width(pieces: Piece[], measure: Measure): number {
  return measure(pieces.map((piece) => piece.text).join(""), PATH_NUMBER);
}

export function drawNumber({ pieces, rect }: PlacedNumber, chosen: boolean): Shape[] {
  const tspans = (fill?: string): Shape[] =>
    pieces.map((piece) =>
      shape("tspan", { fill: fill ?? piece.fill, "font-weight": piece.bold || fill ? 600 : 400 }, piece.text),
    );
  const text = { x: rect.x.toFixed(1), y: (rect.y + 11).toFixed(1), "font-size": PATH_NUMBER.size, "xml:space": "preserve" };
  if (!chosen) {
    const white = { stroke: "var(--surface)", "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
    return [shape("text", { ...text, ...white }, tspans())];
  }
  const pill = {
    x: (rect.x - 7).toFixed(1),
    y: (rect.y - 2).toFixed(1),
    width: (rect.width + 14).toFixed(1),
    height: PILL_HEIGHT,
    rx: PILL_HEIGHT / 2,
  };
  return [shape("rect", { ...pill, fill: "var(--select)" }), shape("text", text, tspans("var(--ink-inv)"))];
}
