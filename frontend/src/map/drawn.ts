// What is on the screen, asked for places and words.
import { wholeZoom } from "./fit";
import { pathIds } from "./graph";
import type { Room } from "./layout/search";
import type { Layout, Point } from "./layout/types";
import type { Plan } from "./plan";
import type { Scene } from "./scene";
import { NAME } from "./text";
import type { Fit } from "./types";

export type Drawn = Plan & { scene: Scene };

/** The centre of a step, or where a path's number is. */
export function placeOf(id: string, { graph, layout }: Drawn): Point | null {
  const path = graph.paths.find((one) => pathIds(one).includes(id));
  return layout.boxes[id] ?? (path && layout.paths[path.key]?.label) ?? null;
}

export function startOf(layout: Layout): Point {
  return layout.boxes["start"] ?? [layout.width / 2, 0];
}

export function fitOf(plan: Plan, scene: Scene, room: Room): Fit {
  const zoom = wholeZoom(scene.bounds, room);
  return { zoom, nameSize: NAME.size * zoom, engine: plan.engine, layout_ms: plan.layout_ms, draw_ms: 0 };
}

/** For screen readers: what the map shows, and the way out of it. */
export function titleOf({ picture }: Drawn): string {
  const { activities_shown: steps, paths_shown: paths } = picture.map.coverage;
  return `Process map, ${steps} steps and ${paths} paths. Table view: T.`;
}
