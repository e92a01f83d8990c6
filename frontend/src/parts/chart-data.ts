// The numbers of the charts as rows of text, and the filters that a range on their axis stands for.
import type { ChartsDocument, OwnFilter } from "../contract";
import { duration, exact } from "../format";
import { rangeOf } from "./histogram-scale";

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

/** A bar under a range that was dragged: the number of its trace, and its place there. */
export interface PickedBar {
  curveNumber: number;
  pointIndex: number;
}

/** The first trace has the bins, the second the bar for all above. */
export function executionTimeFilter({ execution_time: histogram }: Pick<ChartsDocument, "execution_time">, picked: PickedBar[]): OwnFilter | null {
  const bars = picked.map(({ curveNumber, pointIndex }) => (curveNumber === 0 ? pointIndex : (histogram?.counts.length ?? 0)));
  if (!histogram || bars.length === 0) return null;
  const [minimum_seconds, maximum_seconds] = rangeOf(histogram, Math.min(...bars), Math.max(...bars));
  return { kind: "execution_time", minimum_seconds, maximum_seconds };
}

/** The first trace has the cases that started; a range that reaches to the last period is open. */
export function startedFilter({ periods_ms }: Pick<ChartsDocument, "periods_ms">, picked: PickedBar[]): OwnFilter | null {
  const bars = picked.filter(({ curveNumber }) => curveNumber === 0).map(({ pointIndex }) => pointIndex);
  const from_ms = periods_ms[Math.min(...bars)];
  if (from_ms === undefined) return null;
  const next = periods_ms[Math.max(...bars) + 1];
  return { kind: "started", from_ms, to_ms: next === undefined ? null : next - 1 };
}
