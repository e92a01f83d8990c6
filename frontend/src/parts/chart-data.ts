// The numbers of the charts as rows of text, and the filters that a range on their axis stands for.
import type { ChartsDocument, Histogram, OwnFilter } from "../contract";
import { duration, exact } from "../format";
import { scaleOf } from "./histogram-scale";

export function executionTimeRows({ execution_time: histogram }: Pick<ChartsDocument, "execution_time">): string[][] {
  if (!histogram) return [];
  const { start_seconds: start, bin_seconds: bin, counts, more } = histogram;
  const rows = counts.map((count, index) => [`${duration(start + index * bin)} to ${duration(start + (index + 1) * bin)}`, exact(count)]);
  return more ? [...rows, [`more than ${duration(start + counts.length * bin)}`, exact(more)]] : rows;
}

export function periodRows(
  { periods_ms, started, ended }: Pick<ChartsDocument, "periods_ms" | "started" | "ended">,
  day: (ms: number) => string, count: (n: number) => string,
): string[][] {
  return periods_ms.map((ms, index) => [day(ms), count(started[index] ?? 0), count(ended[index] ?? 0)]);
}

/** The axis has the unit of the histogram; what reaches into the last bar is open. */
export function executionTimeFilter({ execution_time: histogram }: Pick<ChartsDocument, "execution_time">, from: unknown, to: unknown): OwnFilter | null {
  if (!histogram || typeof from !== "number" || typeof to !== "number") return null;
  const unit = axisSeconds(histogram);
  const end = histogram.start_seconds + histogram.bin_seconds * histogram.counts.length;
  const [low, high] = [Math.max(0, Math.min(from, to) * unit), Math.max(from, to) * unit];
  return { kind: "execution_time", minimum_seconds: low, maximum_seconds: histogram.more && high > end ? null : high };
}

const axisSeconds = (histogram: Histogram): number => scaleOf(histogram).unitSeconds;

/** Plotly gives the ends of a range of dates as text without a zone: the times of the periods' axis. */
export function startedFilter({ periods_ms }: Pick<ChartsDocument, "periods_ms">, from: unknown, to: unknown): OwnFilter | null {
  const [low, high] = [msOf(from), msOf(to)];
  if (low === null || high === null || periods_ms.length === 0) return null;
  return { kind: "started", from_ms: Math.min(low, high), to_ms: Math.max(low, high) };
}

function msOf(value: unknown): number | null {
  if (typeof value === "number") return value;
  if (typeof value !== "string") return null;
  const ms = Date.parse(`${value.replace(" ", "T")}${value.length > 10 ? "Z" : ""}`);
  return Number.isNaN(ms) ? null : ms;
}
