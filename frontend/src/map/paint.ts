// Colours of boxes, lines and numbers by lens, as names of tokens (styles/tokens.css has the colours).
import { isDuration, pathValue, stepValue } from "./values";
import type { Path } from "./graph";
import { countTones, lineWidth, longDuration, sixTones, type Scale } from "./scales";
import type { MapNode } from "../contract";
import type { PathMetric, Picture, StepMetric } from "./types";

/** From this share of passages on, a path counts its deviations; above half of them it is red. */
const SOME = 0.02;
const MOST = 0.5;

export interface BoxPaint {
  fill: string;
  line: string;
  name: string;
  count: string;
}

export interface LinePaint {
  /** The line, and its head at the target. */
  line: string;
  /** The head at the other end of a two-way path. */
  otherHead: string;
  opacity: number;
  number: string;
  otherNumber: string;
}

/** How often passages of a path deviate. */
export interface Deviating {
  passages: number;
  grade: "none" | "some" | "most";
}

/** Everything about colours that takes the whole picture to know. */
export interface Palette {
  box(node: MapNode): BoxPaint;
  line(path: Path): LinePaint;
  width(path: Path): number;
  deviating(path: Path): Deviating;
  /** Ends of the scales, for the legend; null where the lens has none. */
  boxRange: { low: number; high: number; metric: StepMetric } | null;
  lineRange: { high: number; metric: PathMetric } | null;
}

const token = (name: string): string => `var(--${name})`;
const PLAIN_BOX: BoxPaint = { fill: token("surface-2"), line: token("line-2"), name: token("ink"), count: token("ink-2") };

export function makePalette(picture: Picture, paths: Path[]): Palette {
  const { lens } = picture.look;
  const boxes = lens === "conformance" ? null : boxScale(picture);
  const lineMetric = lens === "duration" ? waitingMetric(picture.look.paths) : null;
  const waits = lineMetric ? paths.map((path) => waiting(path, lineMetric, picture)).filter((one) => one !== null) : [];
  const high = longDuration(waits);
  const lines = sixTones(0, high);
  const widest = Math.max(1, ...paths.map(passages));
  const deviating = (path: Path): Deviating => deviatingPassages(path, picture);
  const line = (path: Path): LinePaint => {
    if (lens === "conformance") return conformanceLine(deviating(path));
    return lineMetric ? durationLine(waiting(path, lineMetric, picture), lines) : frequencyLine(path);
  };
  return {
    box: (node) => (boxes ? boxes.paint(node) : PLAIN_BOX),
    line,
    width: (path) => lineWidth(passages(path), widest),
    deviating,
    boxRange: boxes?.range ?? null,
    lineRange: lineMetric && waits.length ? { high, metric: lineMetric } : null,
  };
}

/** Passages over a path, both ways. */
export function passages(path: Path): number {
  return (path.forward?.frequency ?? 0) + (path.back?.frequency ?? 0);
}

// The scale belongs to the metric: blue for counts, violet for service times; the duration lens keeps other boxes plain.
function boxScale(picture: Picture): { paint: (node: MapNode) => BoxPaint; range: Palette["boxRange"] } | null {
  const timed = isDuration(picture.look.steps);
  if (picture.look.lens === "duration" && !timed) return null;
  const metric = timed && picture.look.lens === "frequency" ? "frequency" : picture.look.steps;
  const values = picture.map.nodes.map((node) => stepValue(node, metric, picture)?.value ?? null);
  const known = values.filter((value) => value !== null);
  if (!known.length) return null;
  const long = longDuration(known);
  const scale = isDuration(metric) ? sixTones(0, long) : countTones(known);
  const hue = isDuration(metric) ? "d" : "f";
  const range = { low: Math.min(...known), high: isDuration(metric) ? long : Math.max(...known), metric };
  const paint = (node: MapNode): BoxPaint => {
    const value = stepValue(node, metric, picture);
    return value ? tonedBox(hue, scale(value.value)) : PLAIN_BOX;
  };
  return { paint, range };
}

// Dark text up to the third tone, white from the fourth on; no tone lies between (design, section 3).
function tonedBox(hue: "f" | "d", tone: number): BoxPaint {
  const fill = token(`${hue}${tone}`);
  if (tone >= 4) return { fill, line: fill, name: token("ink-inv"), count: token("ink-inv") };
  const count = hue === "d" && tone === 3 ? "ink" : "ink-2";
  return { fill, line: token(`${hue}3`), name: token("ink"), count: token(count) };
}

function frequencyLine(path: Path): LinePaint {
  if (!path.forward) {
    return {
      line: token("back"),
      otherHead: token("back"),
      opacity: 0.9,
      number: token("back-text"),
      otherNumber: token("back-text"),
    };
  }
  const [line, number] = path.main ? ["f5", "f6"] : ["path", "path-text"];
  return {
    line: token(line),
    otherHead: token("back"),
    opacity: path.main ? 1 : 0.85,
    number: token(number),
    otherNumber: token("back-text"),
  };
}

function durationLine(seconds: number | null, tones: Scale): LinePaint {
  const line = seconds === null ? token("line-2") : token(`dl${Math.max(2, tones(seconds))}`);
  const number = seconds === null ? token("ink-3") : token("d-text");
  return { line, otherHead: line, opacity: 1, number, otherNumber: number };
}

function conformanceLine({ grade }: Deviating): LinePaint {
  const line = token(grade === "most" ? "dev" : "allowed");
  const number = token(grade === "most" ? "dev-text" : "ink-3");
  return { line, otherHead: line, opacity: 1, number, otherNumber: number };
}

function waitingMetric(metric: PathMetric): PathMetric {
  return isDuration(metric) ? metric : "waiting_median";
}

/** The longer of the two ways is what colours a two-way path. */
function waiting(path: Path, metric: PathMetric, picture: Picture): number | null {
  const ways = [path.forward, path.back].map((edge) => (edge ? pathValue(edge, metric, picture)?.value : undefined));
  const known = ways.filter((value) => value !== undefined);
  return known.length ? Math.max(...known) : null;
}

function deviatingPassages(path: Path, picture: Picture): Deviating {
  const counts = picture.conformance?.paths ?? {};
  const count = [path.forward, path.back].reduce((sum, edge) => sum + (edge ? (counts[edge.id] ?? 0) : 0), 0);
  const of = passages(path);
  const grade = count > MOST * of ? "most" : count > 0 && count >= SOME * of ? "some" : "none";
  return { passages: count, grade };
}
