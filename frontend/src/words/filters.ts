// Filters in words, as they stand on chips and in sentences: a label and what is kept.
import type {
  DashboardFilter, DatePartReading, DateRangeReading, DeviationFilter, FilterReading, NumberRangeReading, OwnFilter, ValuesReading,
} from "../contract";
import { called, date, dateRange, duration, exact } from "../format";
import { contextWords } from "./deviations";

export interface FilterWords {
  label: string;
  value: string;
}

/** How many values of a list stand on a chip before the rest is counted. */
const VALUES_ON_CHIP = 2;

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** "Start date: 1 Jan – 31 Dec 2018", for a filter of the dashboard. */
export function dashboardWords(filter: DashboardFilter, timeZone: string): FilterWords {
  const label = columnLabel(filter.column);
  if (filter.status === "not_applied") return { label, value: "not applied" };
  if (filter.status === "off" || filter.reading === null) return { label, value: "off" };
  return { label, value: readingWords(filter.reading, timeZone) };
}

// The columns that the plugin's own recipes write; any other column keeps its name.
const COLUMN_LABELS: Record<string, string> = {
  timestamp_start: "Start date",
  timestamp_end: "End date",
  activity_start: "First step",
  activity_end: "Last step",
  variant_rank: "Variant rank",
  activities: "Number of steps",
  execution_time: "Execution time",
  conformance: "Conformance",
};

export const columnLabel = (column: string): string =>
  Object.hasOwn(COLUMN_LABELS, column) ? COLUMN_LABELS[column]! : column;

function readingWords(reading: FilterReading, timeZone: string): string {
  switch (reading.kind) {
    case "values":
      return valuesWords(reading);
    case "number_range":
      return numberRangeWords(reading);
    case "date_range":
      return dateRangeWords(reading, timeZone);
    case "date_part":
      return datePartWords(reading);
    case "all":
      return "all";
  }
}

function valuesWords({ mode, values, n_values, empty }: ValuesReading): string {
  const named = [...values.map(quotedIfBlank), ...(empty ? ["no value"] : [])];
  return modeWords(mode, cut(named, n_values + (empty ? 1 : 0)));
}

const quotedIfBlank = (value: string): string => (value.trim() === "" ? `"${value}"` : value);

const modeWords = (mode: "include" | "exclude", text: string): string =>
  mode === "include" ? text || "none" : text ? `not ${text}` : "all";

function cut(named: string[], total: number): string {
  const shown = named.slice(0, VALUES_ON_CHIP).join(", ");
  const more = total - Math.min(named.length, VALUES_ON_CHIP);
  return more > 0 ? `${shown} +${exact(more)}` : shown;
}

function numberRangeWords({ minimum, maximum }: NumberRangeReading): string {
  if (minimum !== null && maximum !== null) return `${plain(minimum)} to ${plain(maximum)}`;
  if (minimum !== null) return `from ${plain(minimum)}`;
  return maximum === null ? "all" : `up to ${plain(maximum)}`;
}

const plain = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 4 });

function dateRangeWords({ from_ms, to_ms }: DateRangeReading, timeZone: string): string {
  return daysWords(from_ms, to_ms, timeZone);
}

function daysWords(from: number | null, to: number | null, timeZone: string): string {
  if (from !== null && to !== null) return wholeYear(from, to, timeZone) ?? dateRange(from, to, timeZone);
  if (from !== null) return `from ${date(from, timeZone)}`;
  return to === null ? "all" : `until ${date(to, timeZone)}`;
}

// "2018" says more than its first and last day.
function wholeYear(from: number, to: number, timeZone: string): string | null {
  const [first, last] = [date(from, timeZone), date(to, timeZone)];
  const year = first.slice(-4);
  return first === `1 Jan ${year}` && last === `31 Dec ${year}` ? year : null;
}

const PART_WORDS: Record<DatePartReading["part"], (value: number) => string> = {
  YEAR: String,
  QUARTER_OF_YEAR: (value) => `Q${value}`,
  MONTH_OF_YEAR: (value) => MONTHS[value - 1] ?? String(value),
  WEEK_OF_YEAR: (value) => `week ${value}`,
  DAY_OF_MONTH: (value) => `day ${value}`,
  DAY_OF_WEEK: (value) => WEEKDAYS[value - 1] ?? String(value),
  HOUR_OF_DAY: (value) => `${String(value).padStart(2, "0")}:00 to ${String(value).padStart(2, "0")}:59`,
};

function datePartWords({ part, mode, values, empty }: DatePartReading): string {
  const named = [...values.map(PART_WORDS[part]), ...(empty ? ["no value"] : [])];
  return modeWords(mode, cut(named, named.length));
}

/** "Ends with: Payment Handled", for a filter of the tile. */
export function ownWords(filter: OwnFilter, timeZone: string, rankOf: (variantId: string) => number | null): FilterWords {
  switch (filter.kind) {
    case "passes":
    case "avoids":
    case "starts_with":
    case "ends_with":
    case "repeats":
      return { label: STEP_LABELS[filter.kind], value: named(filter.activities) };
    case "takes":
    case "does_not_take":
      return pathWords(filter.kind === "takes", filter.sources, filter.targets);
    case "follows":
      return { label: "In this order", value: `${named(filter.first)} … ${named(filter.then)}` };
    case "waits":
      return { label: `Waiting ${arrow(filter.sources, filter.targets)}`, value: secondsWords(filter) };
    case "execution_time":
      return { label: "Execution time", value: secondsWords(filter) };
    case "started":
      return { label: "Started", value: daysWords(filter.from_ms, filter.to_ms, timeZone) };
    case "variants":
      return variantsWords(filter.variant_ids, rankOf);
    case "deviates":
      return deviationFilterWords(filter);
  }
}

const STEP_LABELS = {
  passes: "Passes",
  avoids: "Does not pass",
  starts_with: "Starts with",
  ends_with: "Ends with",
  repeats: "More than once",
} as const;

const DEVIATION_LABELS = {
  skipped: "Skipped",
  extra: "Not allowed",
  replaced: "Replaced",
  out_of_order: "Out of order",
  any: "Deviates",
  none: "Deviates",
} as const;

const DEVIATION_ANYWHERE = {
  skipped: "any step",
  extra: "any step",
  replaced: "any step",
  out_of_order: "any step",
  any: "anywhere",
  none: "nowhere",
} as const;

function deviationFilterWords(filter: DeviationFilter): FilterWords {
  const what = filter.activity ?? DEVIATION_ANYWHERE[filter.deviation];
  return { label: DEVIATION_LABELS[filter.deviation], value: `${what}${contextWords(filter)}` };
}

function pathWords(takes: boolean, sources: string[], targets: string[]): FilterWords {
  if (sources.length === 0) return { label: takes ? "Starts with" : "Does not start with", value: named(targets) };
  if (targets.length === 0) return { label: takes ? "Ends with" : "Does not end with", value: named(sources) };
  return { label: takes ? "Takes" : "Does not take", value: arrow(sources, targets) };
}

const named = (activities: string[]): string =>
  activities.map(called).slice(0, 1).join("") + (activities.length > 1 ? ` +${activities.length - 1}` : "");

export const arrow = (sources: string[], targets: string[]): string =>
  `${named(sources) || "Start"} → ${named(targets) || "End"}`;

function secondsWords({ minimum_seconds: from, maximum_seconds: to }: {
  minimum_seconds: number | null;
  maximum_seconds: number | null;
}): string {
  if (from !== null && to !== null) return `${duration(from)} to ${duration(to)}`;
  if (from !== null) return `${duration(from)} or longer`;
  return to === null ? "any" : `up to ${duration(to)}`;
}

function variantsWords(ids: string[], rankOf: (variantId: string) => number | null): FilterWords {
  const ranks = ids.map(rankOf);
  if (ids.length > 3 || ranks.includes(null)) return { label: "Variants", value: `${exact(ids.length)} chosen` };
  const label = ids.length === 1 ? "Variant" : "Variants";
  return { label, value: (ranks as number[]).sort((a, b) => a - b).map((rank) => `#${rank}`).join(", ") };
}

/** One filter in a sentence: "Ends with Start trip". */
export const inSentence = ({ label, value }: FilterWords): string => `${label} ${value}`;
