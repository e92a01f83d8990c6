// A path from a step to itself: our own bow, since engines draw them too small to see.
import type { LayoutBox, LayoutPath, Point } from "./types";

/** A loop bends this far into the room of its number. */
export const LOOP_REACH = 12;
const HALF_OPENING = 6;

/** From the side of the box into the room of the number and back; above or below where the number lies there. */
export function loopCurve(box: LayoutBox, [x, y]: Point, path: LayoutPath, label: Point): Point[] {
  const a = HALF_OPENING;
  if (Math.abs(label[0] - x) >= box.width / 2) {
    const edge = x + box.width / 2;
    // The middle of such a curve reaches three quarters of the way to its handles.
    const bow = edge + (label[0] - path.labelWidth / 2 + LOOP_REACH - edge) * (4 / 3);
    return [
      [edge, y - a],
      [bow, y - 2.2 * a],
      [bow, y + 2.2 * a],
      [edge, y + a],
    ];
  }
  const side = Math.sign(label[1] - y);
  const edge = y + (side * box.height) / 2;
  const bow = edge + (label[1] - (side * path.labelHeight) / 2 - edge) * (4 / 3);
  return [
    [x - a, edge],
    [x - 2.2 * a, bow],
    [x + 2.2 * a, bow],
    [x + a, edge],
  ];
}
