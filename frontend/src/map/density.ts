// How close things lie: a small tile has no room for numbers in its boxes.
import type { Room } from "./layout/search";

export interface Density {
  /** Between ranks of boxes and numbers, in inches. */
  rankGap: number;
  oneLine: number;
  twoLines: number;
  numberHeight: number;
  /** Two heads need this much of the way for themselves, so that they do not meet. */
  twoWayHeight: number;
  numbersInBoxes: boolean;
  /** From this zoom on a map opens whole: its names are then as large as those that decide how many steps it opens with. */
  wholeFrom: number;
}

/** With a number between, boxes lie 28 pixels apart: enough for a head and its number. */
export const ROOMY: Density = {
  rankGap: 0.19,
  oneLine: 28,
  twoLines: 41,
  numberHeight: 14,
  twoWayHeight: 20,
  numbersInBoxes: true,
  wholeFrom: 0.73,
};
export const DENSE: Density = {
  rankGap: 0.1,
  oneLine: 25,
  twoLines: 37,
  numberHeight: 12,
  twoWayHeight: 18,
  numbersInBoxes: false,
  wholeFrom: 0.62,
};

const SMALL: Room = { width: 620, height: 300 };

/** A line of text above or below a map of medium size. */
const SLIGHT = 0.08;

export function densityOf(room: Room): Density {
  return room.width < SMALL.width || room.height < SMALL.height ? DENSE : ROOMY;
}

/** Whether what was laid out for one room is as good in the other. */
export function isAlike(one: Room, other: Room): boolean {
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= SLIGHT * Math.max(a, b);
  return densityOf(one) === densityOf(other) && isNear(one.width, other.width) && isNear(one.height, other.height);
}
