// The map as rows: what is drawn, with all its numbers, for the table on screen and for CSV.
import type { MapDocument, MapNode, TimeStatistics } from "../contract";
import type { Page } from "../page";
import { findNode, itemName } from "../words/items";

export interface PathRow {
  id: string;
  from: string;
  to: string;
  frequency: number;
  cases: number;
  share: number;
  joined: number;
  isBack: boolean;
  waiting: TimeStatistics | null;
  notAllowed: number | null;
}

export interface StepRow {
  id: string;
  step: string;
  frequency: number;
  cases: number;
  share: number;
  repeated: number;
  starts: number;
  ends: number;
  work: TimeStatistics | null;
  deviations: number | null;
}

export function pathRows({ view, durations, conformance }: Page): PathRow[] {
  const map = view?.map;
  if (!map) return [];
  return map.edges.map((edge) => ({
    id: edge.id,
    from: labelOf(map, edge.source),
    to: labelOf(map, edge.target),
    frequency: edge.frequency,
    cases: edge.cases,
    share: ratio(edge.cases, view.figures.cases),
    joined: edge.joined,
    isBack: edge.back,
    waiting: durations?.paths[edge.id] ?? null,
    notAllowed: conformance ? (conformance.paths[edge.id] ?? 0) : null,
  }));
}

export function stepRows({ view, durations, conformance }: Page): StepRow[] {
  const map = view?.map;
  if (!map) return [];
  const deviations = (node: MapNode): number => {
    const kinds = conformance?.steps[node.id];
    return kinds ? kinds.skipped + kinds.extra + kinds.replaced + kinds.out_of_order : 0;
  };
  return map.nodes.map((node) => ({
    id: node.id,
    step: node.label,
    frequency: node.frequency,
    cases: node.cases,
    share: ratio(node.cases, view.figures.cases),
    repeated: node.repeated_cases,
    starts: node.start_cases,
    ends: node.end_cases,
    work: durations?.steps[node.id] ?? null,
    deviations: conformance ? deviations(node) : null,
  }));
}

// As it is in the data: a file has to join with them.
const labelOf = (map: MapDocument, id: string): string => findNode(map, id)?.label ?? itemName(map, id);

const ratio = (part: number, all: number): number => (all ? part / all : 0);

type Cell = string | number | null;

/** Sorted by a value of each row; what has none comes last either way, and equals keep their order. */
export function sorted<R>(rows: R[], value: (row: R) => Cell, descending: boolean): R[] {
  const sign = descending ? -1 : 1;
  const compare = (a: Cell, b: Cell): number => {
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return sign * (typeof a === "string" ? a.localeCompare(String(b)) : a - (b as number));
  };
  return [...rows].sort((a, b) => compare(value(a), value(b)));
}
