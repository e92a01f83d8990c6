// What the signs of a picture mean; only those that are drawn.
import { duration, exact, share } from "../format";
import { DEVIATION_SIGNS, drawMark } from "./deviation-marks";
import { terminalSign } from "./draw-box";
import { stroke } from "./draw-path";
import { pathIds, type Graph, type Path } from "./graph";
import type { Scene } from "./scene";
import { shape, type Shape } from "./shapes";
import type { PathMetric, Picture, StepMetric } from "./types";
import { isDuration, pathValue } from "./values";

export interface LegendSign {
  kind: string;
  label: string;
  /** For a tile that has no room for the label. */
  short: string;
  sign: Shape;
  width: number;
  ids: string[];
}

const SIGN = { width: 34, height: 16 };
const SCALE_WIDTH = 72;

const SHORT: Record<string, string> = {
  main: "main",
  other: "other",
  back: "back",
  untimed: "no time",
  allowed: "allowed",
  deviating: "✕ not allowed",
  skipped: "skipped",
  out_of_order: "out of order",
  extra: "not allowed",
  replaced: "replaced",
  starts_here: "starts here",
  ends_here: "ends here",
};

/** An entry without what all of them have in common. */
type Entry = Omit<LegendSign, "short"> & { short?: string };

const STEP_METRICS: Record<StepMetric, string> = {
  frequency: "Step seen",
  cases: "Cases with the step",
  share: "Share of cases with the step",
  repeated_cases: "Cases with the step more than once",
  service_mean: "Mean work at the step",
  service_median: "Median work at the step",
  service_total: "All work at the step",
};

const WAITING_METRICS: Partial<Record<PathMetric, string>> = {
  waiting_mean: "Mean waiting",
  waiting_median: "Median waiting",
  waiting_p90: "90th percentile of waiting",
  waiting_total: "All waiting",
  waiting_minimum: "Shortest waiting",
  waiting_maximum: "Longest waiting",
};

export function makeLegend(picture: Picture, graph: Graph, scene: Scene): LegendSign[] {
  const entries: Entry[] = [...terminalEntries(graph)];
  const { lens } = picture.look;
  if (lens === "frequency") entries.push(...frequencyEntries(graph));
  if (lens === "duration") entries.push(...durationEntries(picture, graph, scene));
  if (lens === "conformance") entries.push(...conformanceEntries(graph, scene));
  const all = [...entries, ...scaleEntry(picture, scene), ...pillEntries(graph)];
  return all.map((entry) => ({ ...entry, short: entry.short ?? SHORT[entry.kind] ?? entry.label }));
}

function terminalEntries(graph: Graph): Entry[] {
  return graph.boxes.flatMap(({ kind, id }) => {
    if (kind === "step") return [];
    const parts = [
      shape("circle", { cx: 8, cy: 8, r: 7.5, fill: "var(--ink)" }),
      terminalSign(kind, 8.3, 8, 6.5, "var(--ink-inv)"),
    ];
    return [{ kind, label: kind === "start" ? "Start" : "End", sign: frame(parts, 16), width: 16, ids: [id] }];
  });
}

function frequencyEntries(graph: Graph): Entry[] {
  const ways = (test: (path: Path) => boolean): string[] => graph.paths.filter(test).flatMap(pathIds);
  const back = graph.paths.flatMap((path) => (path.back ? [path.back.id] : []));
  return [
    line(
      "main",
      "main path",
      "f5",
      4.5,
      ways((path) => path.main),
    ),
    line(
      "other",
      "other path",
      "path",
      2.5,
      ways((path) => !path.main && path.forward !== null),
    ),
    line("back", "back to an earlier step", "back", 3, back, true),
  ].filter((entry) => entry.ids.length);
}

function durationEntries(picture: Picture, graph: Graph, scene: Scene): Entry[] {
  const { lineRange } = scene.palette;
  const entries: Entry[] = [];
  const timed = lineRange
    ? graph.paths.filter((path) => [path.forward, path.back].some((edge) => edge && pathValue(edge, lineRange.metric, picture)))
    : [];
  if (lineRange) {
    const tones = ["dl2", "dl3", "dl4", "dl5", "dl6"];
    const range = `0 to ${duration(lineRange.high)} or more`;
    const label = `${WAITING_METRICS[lineRange.metric]} before the next step: ${range}`;
    entries.push({ kind: "waiting", label, short: `waiting ${range}`, sign: ramp(tones), width: SCALE_WIDTH, ids: timed.flatMap(pathIds) });
  }
  const back = graph.paths.flatMap((path) => (path.back && !path.forward ? [path.back.id] : []));
  const untimed = graph.paths.filter((path) => !timed.includes(path)).flatMap(pathIds);
  return [
    ...entries,
    ...[
      line("back", "dashed: back to an earlier step", "dl4", 3, back, true),
      line("untimed", lineRange ? "no waiting time" : "waiting times are being computed", "line-2", 3, untimed),
    ].filter((entry) => entry.ids.length),
  ];
}

function conformanceEntries(graph: Graph, scene: Scene): Entry[] {
  const bad = (path: Path): boolean => scene.palette.deviating(path).grade === "most";
  const entries = [
    line("allowed", "allowed, width by frequency", "allowed", 4, graph.paths.filter((path) => !bad(path)).flatMap(pathIds)),
    line("deviating", "✕ mostly not allowed", "dev", 3, graph.paths.filter(bad).flatMap(pathIds)),
  ].filter((entry) => entry.ids.length);
  const marks = [...scene.placed.marks];
  for (const kind of ["skipped", "out_of_order", "extra", "replaced"] as const) {
    const ids = marks.filter(([, mark]) => mark.kind === kind).map(([id]) => id);
    if (!ids.length) continue;
    const { sign, word } = DEVIATION_SIGNS[kind];
    const pill = drawMark({ kind, text: sign, rect: { x: 1, y: 0, width: 32, height: 16 }, inside: false }, [0, 0]);
    entries.push({ kind, label: `step ${word}`, sign: frame([pill]), width: SIGN.width, ids });
  }
  return entries;
}

function scaleEntry(picture: Picture, scene: Scene): Entry[] {
  const { boxRange } = scene.palette;
  if (!boxRange) return [];
  const { low, high, metric } = boxRange;
  const say = isDuration(metric) ? duration : metric === "share" ? share : exact;
  const hue = isDuration(metric) ? "d" : "f";
  const range = isDuration(metric) ? `0 to ${say(high)} or more` : low === high ? say(high) : `${say(low)} to ${say(high)}`;
  const label = `${STEP_METRICS[metric]}${metric === "frequency" ? ` ${range} ${high === 1 ? "time" : "times"}` : `: ${range}`}`;
  const tones = [1, 2, 3, 4, 5, 6].map((tone) => `${hue}${tone}`);
  const short = isDuration(metric) ? `work ${range}` : range;
  return [{ kind: "steps", label, short, sign: ramp(tones), width: SCALE_WIDTH, ids: picture.map.nodes.map((node) => node.id) }];
}

function pillEntries(graph: Graph): Entry[] {
  return (["start", "end"] as const).flatMap((kind) => {
    const field = kind === "start" ? "starts" : "ends";
    const ids = graph.boxes.flatMap((box) => (box.kind === "step" && box.pills[field] ? [box.id] : []));
    if (!ids.length) return [];
    const outline = shape("rect", {
      x: 3.5,
      y: 0.5,
      width: 27,
      height: 15,
      rx: 7.5,
      fill: "var(--surface)",
      stroke: "var(--ink)",
    });
    const sign = frame([outline, terminalSign(kind, 12, 8, 7, "var(--ink)")]);
    return [{ kind: `${kind}s_here`, label: `few cases ${kind} here`, sign, width: SIGN.width, ids }];
  });
}

function line(kind: string, label: string, token: string, width: number, ids: string[], dashed = false): Entry {
  const drawn = shape("path", { d: `M2 8H32`, fill: "none", stroke: `var(--${token})`, ...stroke(width, dashed) });
  return { kind, label, sign: frame([drawn]), width: SIGN.width, ids };
}

function ramp(tones: string[]): Shape {
  const step = SCALE_WIDTH / tones.length;
  return frame(
    tones.map((tone, index) => shape("rect", { x: index * step, y: 3, width: step, height: 10, fill: `var(--${tone})` })),
    SCALE_WIDTH,
  );
}

function frame(children: Shape[], width = SIGN.width): Shape {
  return shape("svg", { width, height: SIGN.height, viewBox: `0 0 ${width} ${SIGN.height}` }, children);
}
