// Tables as CSV: exact numbers, with their units in the header.
import type { TimeStatistics, VariantRow } from "../contract";
import type { PathRow, StepRow } from "./table-rows";

type Cell = string | number | null;

const TIMES: [string, (times: TimeStatistics) => number][] = [
  ["count", (times) => times.count],
  ["mean (s)", (times) => times.mean_seconds],
  ["median (s)", (times) => times.median_seconds],
  ["90th percentile (s)", (times) => times.p90_seconds],
  ["minimum (s)", (times) => times.minimum_seconds],
  ["maximum (s)", (times) => times.maximum_seconds],
  ["total (s)", (times) => times.total_seconds],
];

const timeHeads = (what: string): string[] => TIMES.map(([name]) => `${what} ${name}`);

// A percentile that is only near is left out rather than written as if it were exact.
const timeCells = (times: TimeStatistics | null): Cell[] => TIMES.map(([name, value]) =>
  times === null || (!times.exact && /median|percentile/.test(name)) ? null : value(times));

export function pathsCsv(rows: PathRow[]): string {
  return csv(
    ["from", "to", "frequency", "cases", "share of cases (0-1)", "over hidden steps", "back to an earlier step", ...timeHeads("waiting"), "not allowed"],
    rows.map((row) => [row.from, row.to, row.frequency, row.cases, row.share, row.joined, row.isBack ? 1 : 0, ...timeCells(row.waiting), row.notAllowed]),
  );
}

export function stepsCsv(rows: StepRow[]): string {
  return csv(
    ["step", "frequency", "cases", "share of cases (0-1)", "cases more than once", "first step shown (cases)", "last step shown (cases)", ...timeHeads("work"), "deviations (cases of each kind, added up)"],
    rows.map((row) => [row.step, row.frequency, row.cases, row.share, row.repeated, row.starts, row.ends, ...timeCells(row.work), row.deviations]),
  );
}

/** The sequence is written as the activities' names; one of more than 200 events ends with "…". */
export function variantsCsv(rows: VariantRow[], activities: string[]): string {
  const sequence = ({ steps, n_steps }: VariantRow): string => {
    const events = steps.filter((step) => step.sign !== "skipped").map((step) => activities[step.activity] ?? "");
    return [...events, ...(n_steps > events.length ? ["…"] : [])].join(" → ");
  };
  return csv(
    ["variant rank", "variant id", "cases", "share of cases (0-1)", "events", "mean execution time (s)", "conformance", "conformance upper bound", "sequence"],
    rows.map((row) => [row.rank, row.variant_id, row.cases, row.share, row.n_steps, row.execution_time_mean_seconds,
      row.conformance_lower, row.conformance_upper, sequence(row)]),
  );
}

/** RFC 4180, with the mark by which spreadsheets know UTF-8. */
export function csv(head: string[], rows: Cell[][]): string {
  return `\ufeff${[head, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function quoted(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  // A name that a spreadsheet would run as a formula is made plain text.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
