// The controls lie in the map's upper left corner: an opened picture keeps clear of them where it can.
import { boxRect } from "./deviation-marks";
import { MARGIN, type View } from "./fit";
import { sample, type Rect } from "./geometry";
import type { Graph } from "./graph";
import type { Room } from "./layout/search";
import type { Layout } from "./layout/types";
import type { Scene } from "./scene";

const AWAY = 10;
/** The picture may become this much smaller for it; beyond that its text is too small, and the corner the lesser evil. */
const ZOOMS = [1, 0.96, 0.92, 0.88, 0.84, 0.8];

/** Everything in a picture that the controls could hide. */
export function obstaclesOf(graph: Graph, layout: Layout, scene: Scene): Rect[] {
  const rects = graph.boxes.map((box) => boxRect(box, layout.boxes[box.id]!));
  for (const { rect } of [...scene.placed.numbers.values(), ...scene.placed.marks.values()]) rects.push(rect);
  for (const { points } of Object.values(layout.paths))
    for (const [x, y] of sample(points, 8)) rects.push({ x, y, width: 0, height: 0 });
  return [...rects, ...scene.placed.words];
}

/** The view itself if nothing lies in the corner, else moved to the right, and a little smaller if that is not enough. */
export function clearOfCorner(view: View, obstacles: Rect[], picture: Rect, room: Room, corner: Room): View {
  for (const factor of ZOOMS) {
    const k = view.k * factor;
    const tried = {
      k,
      x: view.x + (picture.width * (view.k - k)) / 2 + picture.x * (view.k - k),
      y: view.y + picture.y * (view.k - k),
    };
    const shift = neededShift(tried, obstacles, corner);
    const spare = room.width - MARGIN - ((picture.x + picture.width) * k + tried.x);
    if (shift <= Math.max(0, spare)) return { ...tried, x: tried.x + shift };
  }
  return view;
}

function neededShift({ x, y, k }: View, obstacles: Rect[], corner: Room): number {
  const high = obstacles.filter((rect) => rect.y * k + y < corner.height && rect.x * k + x < corner.width);
  return Math.max(0, ...high.map((rect) => corner.width + AWAY - (rect.x * k + x)));
}
