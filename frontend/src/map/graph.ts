// The map document as boxes and lines with sizes: what the layout is made from, and the drawing hangs on.
import type { MapEdge, MapNode } from "../contract";
import { mapCount } from "../format";
import { pathPieces } from "./labels";
import type { LayoutGraph } from "./layout/types";
import { makePalette, passages } from "./paint";
import { lineWidth } from "./scales";
import { breakName, COUNT, MARK, NAME, PATH_NUMBER, type Measure } from "./text";
import type { Picture } from "./types";
import { secondOfStep, stepValue } from "./values";

export const BOX = { pad: 12, gap: 14, minWidth: 84, oneLine: 28, twoLines: 41, terminal: 28 };
/** A pill inside a box: "▶ 230" few cases start here, "■ 117" few cases end here. */
export const PILL = { height: 16, pad: 6, sign: 7, gap: 4, beside: 6 };

const LABEL_HEIGHT = 14;
/** Two heads need this much of the way for themselves, so that they do not meet. */
const TWO_WAY_HEIGHT = 20;
const MAIN_WEIGHT = 60;
/** A number may stand out of its room by this much before the map moves for it; boxes keep more apart. */
export const LENIENCE = 8;
/** Room is given out in steps: a digit more or less does not move the map. */
const STEP = 4;

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
  /** What stands at the right of the name. */
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

export interface PathSize {
  /** From the line to its number. */
  offset: number;
  width: number;
  height: number;
}

/** The graph at one width of names. */
export interface Graph {
  nameWidth: number;
  boxes: Box[];
  paths: Path[];
  sizes: Record<string, PathSize>;
}

export function buildGraph(picture: Picture, nameWidth: number, measure: Measure): Graph {
  const paths = joinWays(picture.map.edges.filter((edge) => !edge.mark));
  const terminals = (["start", "end"] as const).filter((id) => paths.some((path) => path.source === id || path.target === id));
  const pills = countPills(picture.map.edges);
  const steps = picture.map.nodes.map((node) => stepBox(node, pills.get(node.id), picture, nameWidth, measure));
  const round = (id: "start" | "end"): Terminal => ({ kind: id, id, width: BOX.terminal, height: BOX.terminal });
  const boxes = [...terminals.filter((id) => id === "start").map(round), ...steps, ...terminals.filter((id) => id === "end").map(round)];
  return { nameWidth, boxes, paths, sizes: sizePaths(paths, picture, measure) };
}

/** The part of the graph that a layout engine sees. */
export function layoutGraph(graph: Graph, picture: Picture): LayoutGraph {
  const most = Math.max(1, ...graph.paths.map(passages));
  return {
    direction: picture.look.direction,
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
  };
}

/** Ids of the paths of the document that a line stands for. */
export function pathIds(path: Path): string[] {
  return [path.forward, path.back].flatMap((edge) => (edge ? [edge.id] : []));
}

// Sorted by place, not by count: a filter that changes counts does not reshuffle what the engine is given.
function joinWays(edges: MapEdge[]): Path[] {
  const paths = new Map<string, Path>();
  for (const edge of edges) {
    const [source, target] = edge.back ? [edge.target, edge.source] : [edge.source, edge.target];
    const key = `${source}>${target}`;
    const path = paths.get(key) ?? { key, source, target, forward: null, back: null, main: false, loop: source === target };
    if (edge.back) path.back = edge;
    else path.forward = edge;
    path.main ||= edge.main;
    paths.set(key, path);
  }
  return [...paths.values()].sort((a, b) => Number(b.main) - Number(a.main));
}

function countPills(edges: MapEdge[]): Map<string, Pills> {
  const pills = new Map<string, Pills>();
  for (const edge of edges) {
    if (!edge.mark) continue;
    const step = edge.source === "start" ? edge.target : edge.source;
    const pill = pills.get(step) ?? { starts: 0, ends: 0 };
    if (edge.source === "start") pill.starts = edge.frequency;
    else pill.ends = edge.frequency;
    pills.set(step, pill);
  }
  return pills;
}

function stepBox(node: MapNode, pills: Pills = { starts: 0, ends: 0 }, picture: Picture, nameWidth: number, measure: Measure): StepBox {
  const { lines, cut } = breakName(node.label, nameWidth, measure);
  const number = stepNumber(node, picture);
  const widestName = Math.max(...lines.map((line) => measure(line, NAME)));
  const numberWidth = Math.max(measure(number, COUNT), measure(usualNumber(node, picture), COUNT));
  const starts = pills.starts ? pillWidth(pills.starts, measure) + PILL.beside : 0;
  const ends = pills.ends ? pillWidth(pills.ends, measure) + PILL.beside : 0;
  const right = lines.length === 1 ? numberWidth + starts + ends : Math.max(numberWidth, starts + ends - PILL.beside);
  const width = Math.max(BOX.minWidth, stepped(BOX.pad + widestName + BOX.gap + right + BOX.pad));
  return { kind: "step", id: node.id, node, lines, cut, number, pills, width, height: lines.length === 1 ? BOX.oneLine : BOX.twoLines };
}

function stepNumber(node: MapNode, picture: Picture): string {
  if (picture.look.lens === "conformance") return mapCount(node.frequency);
  const first = stepValue(node, picture.look.steps, picture)?.text ?? mapCount(node.frequency);
  const second = secondOfStep(node, picture);
  return second ? `${first} · ${second.text}` : first;
}

// Room for what another lens would show, so that switching the lens moves nothing.
function usualNumber(node: MapNode, picture: Picture): string {
  const second = secondOfStep(node, picture);
  return mapCount(Math.max(1_000, node.frequency)) + (second ? ` · ${second.text}` : "");
}

export function pillWidth(count: number, measure: Measure): number {
  return Math.ceil(PILL.pad + PILL.sign + PILL.gap + measure(mapCount(count), MARK) + PILL.pad);
}

function sizePaths(paths: Path[], picture: Picture, measure: Measure): Record<string, PathSize> {
  const palette = makePalette(picture, paths);
  const most = Math.max(1, ...paths.map(passages));
  const sizes: Record<string, PathSize> = {};
  for (const path of paths) {
    const text = pathPieces(path, picture, palette).map((piece) => piece.text).join("");
    const own = picture.look.lens === "conformance" ? 0 : measure(text, PATH_NUMBER) - LENIENCE;
    const width = Math.max(own, usualWidth(path, picture, measure));
    const offset = numberOffset(path, lineWidth(passages(path), most));
    sizes[path.key] = { offset, width: stepped(offset + width + 4), height: path.forward && path.back && !path.loop ? TWO_WAY_HEIGHT : LABEL_HEIGHT };
  }
  return sizes;
}

// Clear of the line, and on a two-way path clear of its heads, which may reach the middle between close boxes.
function numberOffset(path: Path, width: number): number {
  return path.forward && path.back ? headLength(width) * 0.55 + 4 : width / 2 + 5;
}

export function headLength(width: number): number {
  return 6.5 + 0.9 * width;
}

// As in usualNumber: the count, or a duration, whichever is wider.
function usualWidth(path: Path, picture: Picture, measure: Measure): number {
  const ways = [path.forward, path.back].filter((edge) => edge !== null);
  const before = ways.length > 1 ? " ↓" : "";
  const after = picture.look.second === "none" ? "" : " · 0.0 d";
  const widest = (texts: string[]): number => Math.max(...texts.map((text) => measure(before + text + after, PATH_NUMBER)));
  return ways.reduce((sum, edge) => sum + widest([mapCount(edge.frequency), "0.0 d"]), 0);
}

function stepped(width: number): number {
  return Math.ceil(width / STEP) * STEP;
}
