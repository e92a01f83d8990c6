// The figures at the top: of how many, on average, and how much of it was scored.
import type { ConformanceFigure, Figures } from "../contract";
import { make, refill, set, type Child } from "../dom/make";
import { icon } from "../dom/icons";
import { averageTime, exact, missing, scoreBounds, share } from "../format";
import { type Page, type Part, whenChanged } from "../page";

export function createFigures(): Part {
  const element = make("div.figures", { role: "group", "aria-label": "Figures" });
  const build = (page: Page): void => refill(element, figures(page));
  return { element, update: whenChanged(build, ({ view, log, size, isBusy }) => [view, log, size, isBusy && !view]) };
}

function figures({ view, log, size }: Page): Child[] {
  const isCompact = size === "compact";
  const now = view?.figures ?? null;
  return [
    casesFigure(now),
    !isCompact && variantsFigure(now),
    timeFigure(now, isCompact),
    conformanceFigure(now, log?.has_conformance ?? true, isCompact),
  ];
}

interface Shown {
  label: string;
  value: string;
  unit?: string;
  share?: number | null;
  third?: Child;
  help: string;
}

function figure({ label, value, unit, share: part, third, help }: Shown): HTMLElement {
  const bar = part == null ? null : make("div.figure-bar", { "aria-hidden": "true" }, filled(part));
  return make(
    "div.figure", { title: help },
    make("div.figure-label", {}, label),
    make("div.figure-value", {}, value, unit ? make("small", {}, ` ${unit}`) : null),
    bar,
    third ? make("div.figure-third", {}, third) : null,
  );
}

function filled(part: number): HTMLElement {
  const bar = make("i");
  bar.style.width = `${Math.max(part * 100, part > 0 ? 1 : 0)}%`;
  return bar;
}

function counted(label: string, now: number | undefined, all: number | undefined, help: string): HTMLElement {
  if (now === undefined || all === undefined) return figure({ label, value: "…", help });
  const isFiltered = now !== all;
  return figure({
    label, value: exact(now), unit: isFiltered ? `of ${exact(all)}` : "",
    share: isFiltered ? now / all : null, help,
  });
}

const casesFigure = (now: Figures | null): HTMLElement =>
  counted("Cases", now?.cases, now?.cases_all, "Cases that the filters keep, of all in the event log");

const variantsFigure = (now: Figures | null): HTMLElement =>
  counted("Variants", now?.variants, now?.variants_all, "Different sequences of steps");

function timeFigure(now: Figures | null, isCompact: boolean): HTMLElement {
  const label = isCompact ? "Avg. execution" : "Average execution time";
  const help = "From the first to the last event of a case";
  if (!now) return figure({ label, value: "…", help });
  const { value, unit } = averageTime(now.execution_time_mean_seconds);
  return figure({ label, value, unit, third: isCompact ? null : timeThird(now), help });
}

function timeThird(now: Figures): string {
  const all = averageTime(now.execution_time_mean_seconds_all);
  if (now.cases !== now.cases_all) return `all cases: ${all.value} ${all.unit}`;
  const median = averageTime(now.execution_time_median_seconds);
  return `median ${median.value} ${median.unit}`;
}

function conformanceFigure(now: Figures | null, isScored: boolean, isCompact: boolean): HTMLElement {
  const label = isCompact ? "Avg. conformance" : "Average conformance";
  const help = "Fitness of a case to the reference, from 0 to 1: 1 is a case that the reference allows as it is";
  if (!now) return figure({ label, value: "…", help });
  const scored = now.conformance;
  if (!isScored || !scored) return figure({ label, value: now.cases === 0 ? missing : "not scored", help: "There is no reference to compare with" });
  const value = scored.scored_cases ? scoreBounds(scored.mean_lower, scored.mean_upper) : missing;
  const shown = figure({ label, value, third: isCompact ? null : conformanceThird(scored), help });
  set(shown, { "data-long": value.length > 5 });
  return shown;
}

/** Never a mean that hides what was not scored. */
function conformanceThird({ cases, scored_cases, bounded_cases, conforming_cases }: ConformanceFigure): Child {
  if (cases === 0) return null;
  const conform = scored_cases ? `${share(conforming_cases / scored_cases)} conform fully · ` : "";
  const isAll = scored_cases === cases;
  if (isAll && bounded_cases === 0) return `${conform}100 % scored`;
  const bounded = bounded_cases ? `, ${share(bounded_cases / cases)} bounded` : "";
  return make("span.warning-text", {}, icon("warning"), `${share(scored_cases / cases)} scored${bounded}`);
}
