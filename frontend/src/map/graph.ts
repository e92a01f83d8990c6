// The map document as boxes and lines with sizes: what the layout is made from, and the drawing hangs on.
import type { MapEdge, MapNode } from "../contract";
import type { Density } from "./density";
import type { LayoutGraph } from "./layout/types";
import { makePalette, passages } from "./paint";
import { sizePaths } from "./path-size";
import { countPills, sizeStep } from "./step-size";
import type { Measure } from "./text";
import type { Picture } from "./types";

const TERMINAL = 28;
/**
 * So heavy that the main path is straight with every path drawn (60 was enough up to 80 paths, at 130 it bent by 13 to
 * 65 pixels).
 */
const MAIN_WEIGHT = 200;

/** Few cases start or end here: "▶ 230" and "■ 117" inside the box. */
export interface Pills {
  starts: number;
  ends: number;
}

export interface StepBox {
  kind: "step";
  id: string;
  node: MapNode;
  lines: string[];
  cut: boolean;
  /** What stands at the right of the name; empty in a small tile. */
  number: string;
  pills: Pills;
  width: number;
  height: number;
}

export interface Terminal {
  kind: "start" | "end";
  id: "start" | "end";
  width: number;
  height: number;
}

export type Box = StepBox | Terminal;

/** One line on the map: a path, or two that lead there and back. `key` names its place whichever ways there are. */
export interface Path {
  key: string;
  source: string;
  target: string;
  forward: MapEdge | null;
  back: MapEdge | null;
  main: boolean;
  loop: boolean;
}

/** Room for a path's number; `offset`: from the line to where the text begins. */
export interface PathSize {
  offset: number;
  width: number;
  height: number;
}

/** How names are broken, and how close things lie. */
export interface Form {
  nameWidth: number;
  density: Density;
}

export interface Graph {
  form: Form;
  boxes: Box[];
  paths: Path[];
  sizes: Record<string, PathSize>;
}

export function buildGraph(picture: Picture, form: Form, measure: Measure): Graph {
  const { nodes, edges } = picture.map;
  const paths = joinWays(edges.filter((edge) => !edge.mark));
  const pills = countPills(edges);
  const steps = nodes.map((node) => sizeStep(node, pills.get(node.id) ?? { starts: 0, ends: 0 }, picture, form, measure));
  const terminal = (id: "start" | "end"): Terminal[] => {
    const used = paths.some((path) => path.source === id || path.target === id);
    return used ? [{ kind: id, id, width: TERMINAL, height: TERMINAL }] : [];
  };
  const sizes = sizePaths(paths, picture, makePalette(picture, paths), form.density, measure);
  return { form, boxes: [...terminal("start"), ...steps, ...terminal("end")], paths, sizes };
}

/** The part of the graph that a layout engine sees. */
export function layoutGraph(graph: Graph, picture: Picture): LayoutGraph {
  const most = Math.max(1, ...graph.paths.map(passages));
  return {
    direction: picture.look.direction,
    rankGap: graph.form.density.rankGap,
    boxes: graph.boxes.map(({ id, kind, width, height }) => ({ id, kind, width, height })),
    paths: graph.paths.map((path) => ({
      key: path.key,
      source: path.source,
      target: path.target,
      loop: path.loop,
      main: path.main,
      weight: path.main ? MAIN_WEIGHT : 1 + Math.round((6 * passages(path)) / most),
      labelWidth: graph.sizes[path.key]!.width,
      labelHeight: graph.sizes[path.key]!.height,
    })),
    above: holdLoose(graph),
  };
}

/**
 * A step that is only come back to would lie beside Start; it belongs below the main path's step before it. Boxes are in
 * the order that no path runs against.
 */
function holdLoose({ boxes, paths }: Graph): [string, string][] {
  const reached = new Set(paths.filter((path) => !path.loop).map((path) => path.target));
  const main = new Set(paths.filter((path) => path.main).flatMap((path) => [path.source, path.target]));
  const pairs: [string, string][] = [];
  let last: string | null = null;
  for (const { id, kind } of boxes) {
    if (kind !== "step") continue;
    if (last !== null && !reached.has(id)) pairs.push([last, id]);
    if (main.has(id)) last = id;
  }
  return pairs;
}

/** Ids of the paths of the document that a line stands for. */
export function pathIds(path: Path): string[] {
  return [path.forward, path.back].flatMap((edge) => (edge ? [edge.id] : []));
}

function joinWays(edges: MapEdge[]): Path[] {
  const paths = new Map<string, Path>();
  for (const edge of edges) {
    const loop = edge.source === edge.target;
    const back = edge.back && !loop;
    const [source, target] = back ? [edge.target, edge.source] : [edge.source, edge.target];
    const key = `${source}>${target}`;
    const path = paths.get(key) ?? { key, source, target, forward: null, back: null, main: false, loop };
    if (back) path.back = edge;
    else path.forward = edge;
    path.main ||= edge.main;
    paths.set(key, path);
  }
  return [...paths.values()].sort((a, b) => Number(b.main) - Number(a.main));
}
