// What stands on a step or beside a path: the chosen metric, and the second one.
import type { MapEdge, MapNode, TimeStatistics } from "../contract";
import { boxShare, mapCount, mapDuration } from "../format";
import type { PathMetric, Picture, StepMetric } from "./types";

/** A number of an item; `seconds` tells a duration from a count. */
export interface Value {
  value: number;
  text: string;
  seconds: boolean;
}

const TIMES: Partial<Record<StepMetric | PathMetric, (times: TimeStatistics) => number>> = {
  waiting_mean: (times) => times.mean_seconds,
  waiting_median: (times) => times.median_seconds,
  waiting_p90: (times) => times.p90_seconds,
  waiting_total: (times) => times.total_seconds,
  waiting_minimum: (times) => times.minimum_seconds,
  waiting_maximum: (times) => times.maximum_seconds,
  service_mean: (times) => times.mean_seconds,
  service_median: (times) => times.median_seconds,
  service_total: (times) => times.total_seconds,
};

/** Those that come from a histogram at first: within 5 %, which the tilde says. */
const PERCENTILES: readonly (StepMetric | PathMetric)[] = ["waiting_median", "waiting_p90", "service_median"];

export function isDuration(metric: StepMetric | PathMetric): boolean {
  return metric in TIMES;
}

/** The metric of a step; null where it is not known (yet). */
export function stepValue(node: MapNode, metric: StepMetric, picture: Picture): Value | null {
  if (isDuration(metric)) return seconds(picture.durations?.steps[node.id], metric);
  if (metric === "share") return shareOf(node.cases, picture);
  return count(node[metric as "frequency" | "cases" | "repeated_cases"]);
}

/** The metric of a path; null where it is not known (yet), as waiting on paths from Start and to End. */
export function pathValue(edge: MapEdge, metric: PathMetric, picture: Picture): Value | null {
  if (isDuration(metric)) return seconds(picture.durations?.paths[edge.id], metric);
  if (metric === "share") return shareOf(edge.cases, picture);
  return count(edge[metric as "frequency" | "cases"]);
}

/** What stands second on a step: cases, or their share; waiting belongs to paths. */
export function secondOfStep(node: MapNode, picture: Picture): Value | null {
  const { second, steps } = picture.look;
  if (second === "none") return null;
  if (second === "cases" || steps === "share") return steps === "cases" ? null : count(node.cases);
  return shareOf(node.cases, picture);
}

/** What stands second beside a path; nothing where it would only repeat the first. */
export function secondOfPath(edge: MapEdge, picture: Picture): Value | null {
  const { second, paths } = picture.look;
  return second === "none" || second === paths ? null : pathValue(edge, second, picture);
}

function seconds(times: TimeStatistics | undefined, metric: StepMetric | PathMetric): Value | null {
  const read = TIMES[metric];
  if (!times || !read) return null;
  const near = !times.exact && PERCENTILES.includes(metric) ? "~" : "";
  return { value: read(times), text: near + mapDuration(read(times)), seconds: true };
}

function count(n: number): Value {
  return { value: n, text: mapCount(n), seconds: false };
}

function shareOf(cases: number, picture: Picture): Value {
  const x = picture.cases > 0 ? cases / picture.cases : 0;
  return { value: x, text: boxShare(x), seconds: false };
}
