// Curves: as SVG text, cut at their heads, sampled for measuring.
import type { Point } from "./layout/types";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function centred([x, y]: Point, width: number, height: number): Rect {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** The smallest rectangle around some. */
export function around(rects: Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const width = Math.max(...rects.map((rect) => rect.x + rect.width)) - x;
  return { x, y, width, height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y };
}

/** Whether two rectangles share more than a hair. */
export function overlap(a: Rect, b: Rect, margin = 0): boolean {
  return (
    a.x < b.x + b.width + margin && b.x < a.x + a.width + margin && a.y < b.y + b.height + margin && b.y < a.y + a.height + margin
  );
}

export function contains(rect: Rect, [x, y]: Point): boolean {
  return x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height;
}

/** "M0 0C1 1 2 2 3 3" */
export function curveText(points: Point[]): string {
  const [first, ...rest] = points.map(([x, y]) => `${short(x)} ${short(y)}`);
  let text = `M${first}`;
  for (let index = 0; index + 2 < rest.length; index += 3) text += `C${rest.slice(index, index + 3).join(" ")}`;
  return text;
}

/** A triangle with its tip at `tip`, coming from `from`; `length` is that between. */
export function headText(tip: Point, from: Point): string {
  const [dx, dy] = [tip[0] - from[0], tip[1] - from[1]];
  const half = 0.45;
  const corner = (side: number): string => `${short(from[0] - side * half * dy)} ${short(from[1] + side * half * dx)}`;
  return `M${short(tip[0])} ${short(tip[1])}L${corner(1)}L${corner(-1)}Z`;
}

/** The chain of curves without its last `length` pixels; what remains ends where the head's base is. */
export function cutEnd(points: Point[], length: number): Point[] {
  const tip = points.at(-1)!;
  const start = points.length - 4;
  const [a, b, c, d] = points.slice(start) as [Point, Point, Point, Point];
  let [low, high] = [0, 1];
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2;
    if (distance(at(a, b, c, d, middle), tip) > length) low = middle;
    else high = middle;
  }
  if (low === 0 && start >= 3) return cutEnd(points.slice(0, start + 1), Math.max(1, length - distance(a, d)));
  const t = Math.max(low, 0.02);
  const [ab, bc, cd] = [between(a, b, t), between(b, c, t), between(c, d, t)];
  const [abc, bcd] = [between(ab, bc, t), between(bc, cd, t)];
  return [...points.slice(0, start + 1), ab, abc, between(abc, bcd, t)];
}

export function cutStart(points: Point[], length: number): Point[] {
  return cutEnd([...points].reverse(), length).reverse();
}

/** Points along a chain of curves, `perCurve` on each. */
export function sample(points: Point[], perCurve = 12): Point[] {
  const found: Point[] = [];
  for (let index = 0; index + 3 < points.length; index += 3) {
    const [a, b, c, d] = points.slice(index, index + 4) as [Point, Point, Point, Point];
    for (let step = 0; step < perCurve; step++) found.push(at(a, b, c, d, step / perCurve));
  }
  return [...found, points.at(-1)!];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function at(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const u = 1 - t;
  const [k, l, m, n] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
  return [k * a[0] + l * b[0] + m * c[0] + n * d[0], k * a[1] + l * b[1] + m * c[1] + n * d[1]];
}

function between(a: Point, b: Point, t: number): Point {
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

/** A coordinate as text, a tenth of a pixel fine. */
export function short(x: number): string {
  return String(Math.round(x * 10) / 10);
}
