// The numbers behind a histogram of times: its unit, its axis, and what a place on it means.
import type { Histogram } from "../contract";

const UNITS = [
  { seconds: 31_557_600, name: "years" },
  { seconds: 86_400, name: "days" },
  { seconds: 3_600, name: "hours" },
  { seconds: 60, name: "min" },
  { seconds: 1, name: "s" },
];

export interface Scale {
  unit: string;
  unitSeconds: number;
  /** Bars, the one for all above among them. */
  bars: number;
  highest: number;
  /** In units. */
  ticks: number[];
}

export function scaleOf({ start_seconds, bin_seconds, counts, more }: Histogram): Scale {
  const span = bin_seconds * counts.length;
  // A chart of two years is read in days, as its numbers are.
  const unit = UNITS.find(({ seconds, name }) => start_seconds + span >= (name === "years" ? 4 : 1) * seconds) ?? UNITS.at(-1)!;
  const step = nice(span / unit.seconds / 4);
  const first = Math.ceil(start_seconds / unit.seconds / step) * step;
  const ticks: number[] = [];
  // The last fifth belongs to the name of the unit.
  for (let tick = first; tick <= (start_seconds + span * 0.8) / unit.seconds; tick += step) ticks.push(Number(tick.toFixed(6)));
  return {
    unit: unit.name,
    unitSeconds: unit.seconds,
    bars: counts.length + (more ? 1 : 0),
    highest: nice(Math.max(...counts, more, 1)),
    ticks,
  };
}

/** The next of 1, 2, 2.5, 5 times a power of ten. */
export function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value || 1));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value * (1 - 1e-9)) ?? value;
}

/** Seconds from and to, of the bars `from` to `to`; open where the last bar is "more". */
export function rangeOf({ start_seconds, bin_seconds, counts }: Histogram, from: number, to: number): [number, number | null] {
  const at = (bar: number): number => start_seconds + bar * bin_seconds;
  return [at(Math.min(from, to)), Math.max(from, to) >= counts.length ? null : at(Math.max(from, to) + 1)];
}

/** Where on the axis a time stands, in bars. */
export function placeOf({ start_seconds, bin_seconds, counts }: Histogram, seconds: number): number {
  return Math.max(0, Math.min((seconds - start_seconds) / bin_seconds, counts.length + 0.5));
}
