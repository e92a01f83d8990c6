// How much room there is, measured on the tile itself and not on the window.

export type Size = "large" | "medium" | "compact";

/** Names on the map are not drawn smaller than this when the tile opens (px). */
const SMALLEST_NAME = 9.5;
export const FEWEST_ACTIVITIES = 5;
export const MOST_ACTIVITIES = 18;

export function sizeOf(width: number, height: number): Size {
  if (width < 620 || height < 400) return "compact";
  return width < 1180 ? "medium" : "large";
}

/**
 * How many activities to ask for next, when those shown make the names too small; null when it is well as it is.
 * A map is about as long as it has activities, so the room shrinks with the size of its names.
 */
export function smallerRoom(shown: number, nameSize: number): number | null {
  if (nameSize >= SMALLEST_NAME || shown <= FEWEST_ACTIVITIES) return null;
  const fitting = Math.floor((shown * nameSize) / SMALLEST_NAME);
  return Math.max(FEWEST_ACTIVITIES, Math.min(shown - 1, fitting));
}
