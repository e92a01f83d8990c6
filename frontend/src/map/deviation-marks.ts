// The mark of a deviating step: its largest kind of deviation, where it covers nothing.
import type { DeviationKind, NodeDeviations } from "../contract";
import { mapCount } from "../format";
import { centred, contains, overlap, type Rect } from "./geometry";
import { numberPlace } from "./draw-box";
import type { StepBox } from "./graph";
import type { Point } from "./layout/types";
import { shape, type Shape } from "./shapes";
import { COUNT, MARK, type Measure } from "./text";

/** A kind of deviation is marked when it concerns at least this share of the cases. */
const SHARE_TO_MARK = 0.02;
const HEIGHT = 17;
const PAD = 7;
const AWAY = 4;

export const DEVIATION_SIGNS: Record<DeviationKind, { sign: string; word: string }> = {
  skipped: { sign: "↷", word: "skipped" },
  extra: { sign: "✕", word: "not allowed" },
  replaced: { sign: "⇄", word: "replaced" },
  out_of_order: { sign: "⇅", word: "out of order" },
};

export interface DeviationMark {
  kind: DeviationKind;
  text: string;
  rect: Rect;
  /** In the place of the step's number. */
  inside: boolean;
}

/** Where marks must not lie: other boxes, numbers, marks as rectangles; lines as points along them; and what is out of sight. */
export interface Taken {
  rects: Rect[];
  points: Point[];
  sight: { from: number; to: number };
}

/** The kind that concerns most cases, if those are enough to be marked. */
export function largestDeviation(deviations: NodeDeviations | undefined, cases: number): DeviationKind | null {
  if (!deviations) return null;
  const kinds: DeviationKind[] = ["out_of_order", "skipped", "extra", "replaced"];
  const [first] = kinds.sort((a, b) => deviations[b] - deviations[a]);
  return first && deviations[first] > 0 && deviations[first] >= SHARE_TO_MARK * cases ? first : null;
}

/** Left of the box with its word, else right of it; where both cover something, short and inside instead of the number. */
export function placeMark(
  box: StepBox,
  centre: Point,
  kind: DeviationKind,
  count: number,
  taken: Taken,
  measure: Measure,
): DeviationMark {
  const { sign, word } = DEVIATION_SIGNS[kind];
  const text = `${sign} ${mapCount(count)} ${word}`;
  const width = measure(text, MARK) + 2 * PAD;
  const y = centre[1] - HEIGHT / 2;
  const left = { x: centre[0] - box.width / 2 - AWAY - width, y, width, height: HEIGHT };
  const right = { ...left, x: centre[0] + box.width / 2 + AWAY };
  const rect = [left, right].find((place) => free(place, taken));
  return rect ? { kind, text, rect, inside: false } : insideMark(box, centre, kind, count, measure);
}

function insideMark(box: StepBox, centre: Point, kind: DeviationKind, count: number, measure: Measure): DeviationMark {
  const text = `${DEVIATION_SIGNS[kind].sign} ${shortCount(count)}`;
  const width = Math.max(measure(text, MARK) + 9, measure(box.number, COUNT));
  const { right, y } = numberPlace(box, measure);
  const rect = { x: centre[0] + right + 2 - width, y: centre[1] + y - 4 - HEIGHT / 2, width, height: HEIGHT };
  return { kind, text, rect, inside: true };
}

/** 1.4k from a thousand on: inside a box there is no room for more. */
function shortCount(count: number): string {
  return count < 1_000 || count >= 9_950 ? mapCount(count) : `${(count / 1_000).toFixed(1)}k`;
}

function free(place: Rect, taken: Taken): boolean {
  if (place.x < taken.sight.from || place.x + place.width > taken.sight.to) return false;
  const wide = { x: place.x - 2, y: place.y - 3, width: place.width + 4, height: place.height + 6 };
  return !taken.rects.some((rect) => overlap(place, rect, 2)) && !taken.points.some((point) => contains(wide, point));
}

/** Solid for what is there and should not be, dashed for what is missing, outlined for the rest. */
export function drawMark({ kind, text, rect }: DeviationMark, origin: Point): Shape {
  const solid = kind === "extra";
  const [x, y] = [rect.x - origin[0], rect.y - origin[1]];
  const dash: Record<string, string> = kind === "skipped" ? { "stroke-dasharray": "3 2" } : {};
  const pill = { x: x.toFixed(1), y: y.toFixed(1), width: rect.width.toFixed(1), height: rect.height, rx: rect.height / 2 };
  const colours = { fill: solid ? "var(--dev)" : "var(--surface)", stroke: "var(--dev)", "stroke-width": 1.25 };
  const words = {
    x: (x + rect.width / 2).toFixed(1),
    y: (y + 12.3).toFixed(1),
    "text-anchor": "middle",
    "font-size": MARK.size,
    "font-weight": MARK.weight,
    fill: solid ? "var(--ink-inv)" : "var(--dev-text)",
  };
  return shape("g", { class: "map-deviation" }, [
    shape("rect", { ...pill, ...colours, ...dash }),
    shape("text", words, text),
  ]);
}

/** All that marks have to keep clear of, but for the box they belong to. */
export function boxRect(box: { width: number; height: number }, centre: Point): Rect {
  return centred(centre, box.width, box.height);
}
