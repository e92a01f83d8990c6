// The columns of both tables: how each reads on screen, and what it sorts by.
import { make, type Child } from "../dom/make";
import { called, duration, exact, missing, share } from "../format";
import type { Page } from "../page";
import type { TimeStatistics } from "../contract";
import { endsLabels } from "../words/items";
import type { PathRow, StepRow } from "./table-rows";

export interface Column<R> {
  key: string;
  head: string;
  isNumber: boolean;
  value: (row: R) => string | number | null;
  cell: (row: R) => Child;
  title?: (row: R) => string;
}

function number<R>(key: string, head: string, value: (row: R) => number | null, text: (n: number) => string = exact): Column<R> {
  return { key, head, isNumber: true, value, cell: (row) => orMissing(value(row), text) };
}

const orMissing = (value: number | null, text: (n: number) => string): string => (value === null ? missing : text(value));

const name = <R>(key: string, head: string, value: (row: R) => string): Column<R> =>
  ({ key, head, isNumber: false, value, cell: (row) => called(value(row)), title: value });

// Histogram percentiles are near (5 %), not exact: a tilde says so until the exact ones are there.
function percentile<R>(key: string, head: string, times: (row: R) => TimeStatistics | null, which: "median_seconds" | "p90_seconds"): Column<R> {
  const cell = (row: R): string => {
    const found = times(row);
    return found ? `${found.exact ? "" : "~ "}${duration(found[which])}` : missing;
  };
  return { key, head, isNumber: true, value: (row) => times(row)?.[which] ?? null, cell };
}

const waiting = (row: PathRow): TimeStatistics | null => row.waiting;
const work = (row: StepRow): TimeStatistics | null => row.work;

export function pathColumns({ log }: Page): Column<PathRow>[] {
  return [
    name("from", "From", (row) => row.from),
    { ...name<PathRow>("to", "To", (row) => row.to), cell: targetCell },
    number("frequency", "Frequency", (row) => row.frequency),
    number("cases", "Cases", (row) => row.cases),
    number("share", "Share", (row) => row.share, share),
    number("joined", "Over hidden steps", (row) => row.joined, (n) => (n ? exact(n) : missing)),
    percentile("median", "Waiting: median", waiting, "median_seconds"),
    number("mean", "mean", (row) => row.waiting?.mean_seconds ?? null, duration),
    percentile("p90", "90 %", waiting, "p90_seconds"),
    ...(log?.has_conformance ? [notAllowed<PathRow>("notAllowed", "Not allowed", (row) => row.notAllowed)] : []),
  ];
}

function targetCell(row: PathRow): Child {
  const tag = row.isBack && make("span.back-tag", { title: "back to an earlier step" }, "back");
  return make("span", {}, tag || null, called(row.to));
}

function notAllowed<R>(key: string, head: string, value: (row: R) => number | null): Column<R> {
  const cell = (row: R): Child => {
    const n = value(row);
    return n ? make("span.bad", {}, `✕ ${exact(n)}`) : missing;
  };
  return { key, head, isNumber: true, value, cell };
}

export function stepColumns({ log, view }: Page): Column<StepRow>[] {
  const ends = endsLabels(view?.map?.coverage);
  const times: Column<StepRow>[] = [
    percentile("median", "Work: median", work, "median_seconds"),
    number("mean", "mean", (row) => row.work?.mean_seconds ?? null, duration),
    percentile("p90", "90 %", work, "p90_seconds"),
  ];
  return [
    name("step", "Step", (row) => row.step),
    number("frequency", "Frequency", (row) => row.frequency),
    number("cases", "Cases", (row) => row.cases),
    number("share", "Share", (row) => row.share, share),
    number("repeated", "Cases more than once", (row) => row.repeated),
    number("starts", ends.start, (row) => row.starts),
    number("ends", ends.end, (row) => row.ends),
    ...(log?.has_service_times ? times : []),
    ...(log?.has_conformance ? [notAllowed<StepRow>("deviations", "Deviations", (row) => row.deviations)] : []),
  ];
}
