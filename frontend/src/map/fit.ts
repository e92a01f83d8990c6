// How a picture sits in its room.
import type { Rect } from "./geometry";
import type { Room } from "./layout/search";
import type { Point } from "./layout/types";

export const ZOOM_RANGE: [least: number, most: number] = [0.3, 3];
/** Below this the map opens at its beginning instead of whole: smaller text is no text. */
const LEGIBLE = 0.8;
/** A few steps in a large room are not blown up. */
const LARGEST = 1.1;
export const MARGIN = 14;
const HAIR = 2;

/** Screen = map * k + (x, y). */
export interface View {
  x: number;
  y: number;
  k: number;
}

/** The room inside the margins. */
export function innerRoom(room: Room): Room {
  return { width: Math.max(1, room.width - 2 * MARGIN), height: Math.max(1, room.height - 2 * MARGIN) };
}

export function wholeZoom(picture: Rect, room: Room): number {
  const inner = innerRoom(room);
  const zoom = Math.min(inner.width / Math.max(1, picture.width), inner.height / Math.max(1, picture.height));
  return Math.max(ZOOM_RANGE[0], Math.min(LARGEST, zoom));
}

/** Room on each side of a picture that is seen whole. */
export function spareBeside({ width, height }: { width: number; height: number }, room: Room): number {
  const k = wholeZoom({ x: 0, y: 0, width, height }, room);
  return Math.max(0, (innerRoom(room).width / k - width) / 2);
}

/** All of the picture, in the middle. */
export function wholeView(picture: Rect, room: Room): View {
  const k = wholeZoom(picture, room);
  const middle = (from: number, length: number, space: number): number => (space - length * k) / 2 - from * k;
  return { k, x: middle(picture.x, picture.width, room.width), y: middle(picture.y, picture.height, room.height) };
}

/** All of the picture if its zoom is at least `wholeFrom`, else its beginning, with Start (`start`) in sight. */
export function openingView(picture: Rect, room: Room, start: Point, wholeFrom: number): View {
  const whole = wholeView(picture, room);
  if (whole.k >= wholeFrom) return whole;
  const place = (from: number, length: number, space: number, at: number): number => {
    const spare = space - length * LEGIBLE;
    if (spare >= 2 * MARGIN) return spare / 2 - from * LEGIBLE;
    // Start in the middle, but nothing empty beside the picture.
    const shift = Math.min(MARGIN, Math.max(spare - MARGIN, space / 2 - (at - from) * LEGIBLE));
    return shift - from * LEGIBLE;
  };
  return {
    k: LEGIBLE,
    x: place(picture.x, picture.width, room.width, start[0]),
    y: place(picture.y, picture.height, room.height, start[1]),
  };
}

/** Brings a place of the picture into the middle of the room. */
export function centreView([x, y]: Point, room: Room, k: number): View {
  return { k, x: room.width / 2 - x * k, y: room.height / 2 - y * k };
}

/** Whether a part of the picture lies outside the room. */
export function sticksOut(picture: Rect, room: Room, view: View): boolean {
  const { left, top, right, bottom } = onScreen(picture, view);
  return left < -HAIR || top < -HAIR || right > room.width + HAIR || bottom > room.height + HAIR;
}

/** Whether anything of the picture is in the room. */
export function inSight(picture: Rect, room: Room, view: View): boolean {
  const { left, top, right, bottom } = onScreen(picture, view);
  return right > MARGIN && bottom > MARGIN && left < room.width - MARGIN && top < room.height - MARGIN;
}

function onScreen(picture: Rect, { x, y, k }: View): { left: number; top: number; right: number; bottom: number } {
  const [left, top] = [picture.x * k + x, picture.y * k + y];
  return { left, top, right: left + picture.width * k, bottom: top + picture.height * k };
}
