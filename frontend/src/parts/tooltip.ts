// Every number of the step or path under the pointer.
import type { MapEdge, MapNode, NodeDeviations, TimeStatistics } from "../contract";
import { make } from "../dom/make";
import { duration, exact, share } from "../format";
import type { Page } from "../page";
import { endsLabels, findEdge, findNode, itemName } from "../words/items";

export type TipRow = [string, string];

const DELAY_MS = 80;
const AWAY = 14;

/** Null for what has no numbers, as Start and End. */
export function tipRows(page: Page, id: string): TipRow[] | null {
  const map = page.view?.map;
  const node = map && findNode(map, id);
  if (node) return stepRows(page, node);
  const edge = map && findEdge(map, id);
  return edge ? pathRows(page, edge) : null;
}

const cases = (n: number, { view }: Page): string => `${exact(n)} (${share(view!.figures.cases ? n / view!.figures.cases : 0)})`;

function stepRows(page: Page, node: MapNode): TipRow[] {
  const times = page.durations?.steps[node.id];
  const deviations = page.conformance?.steps[node.id];
  const ends = endsLabels(page.view!.map!.coverage);
  return [
    ["Frequency", exact(node.frequency)],
    ["Cases", cases(node.cases, page)],
    ["More than once", `${exact(node.repeated_cases)} cases`],
    [ends.start, exact(node.start_cases)],
    [ends.end, exact(node.end_cases)],
    ...hiddenRows(node),
    ...(times ? timeRows(times, "work") : []),
    ...(deviations && page.state.lens === "conformance" ? deviationRows(deviations) : []),
  ];
}

function hiddenRows({ hidden_in, hidden_out }: MapNode): TipRow[] {
  return [
    ...(hidden_in ? [["Ways in not drawn", exact(hidden_in)] as TipRow] : []),
    ...(hidden_out ? [["Ways out not drawn", exact(hidden_out)] as TipRow] : []),
  ];
}

function pathRows(page: Page, edge: MapEdge): TipRow[] {
  const times = page.durations?.paths[edge.id];
  const notAllowed = page.state.lens === "conformance" ? page.conformance?.paths[edge.id] : undefined;
  return [
    ["Frequency", exact(edge.frequency)],
    ["Cases", cases(edge.cases, page)],
    ...(edge.joined ? [["Over hidden steps", exact(edge.joined)] as TipRow] : []),
    ...(times ? timeRows(times, "waiting") : []),
    ...(notAllowed === undefined ? [] : [["Not allowed", exact(notAllowed)] as TipRow]),
  ];
}

function timeRows(times: TimeStatistics, what: string): TipRow[] {
  const near = times.exact ? "" : "~ ";
  return [
    [`Median ${what}`, near + duration(times.median_seconds)],
    ["Mean", duration(times.mean_seconds)],
    ["90th percentile", near + duration(times.p90_seconds)],
    [`Total ${what}`, duration(times.total_seconds)],
    ["Shortest to longest", `${duration(times.minimum_seconds)} to ${duration(times.maximum_seconds)}`],
  ];
}

function deviationRows({ skipped, extra, replaced, out_of_order }: NodeDeviations): TipRow[] {
  const kinds: [string, number][] = [["Skipped", skipped], ["Not allowed", extra], ["Another instead", replaced], ["Out of order", out_of_order]];
  return kinds.filter(([, n]) => n > 0).map(([label, n]) => [label, `${exact(n)} cases`]);
}

export interface Tooltip {
  element: HTMLElement;
  show(page: Page, id: string | null, x: number, y: number): void;
}

/** `x` and `y` in pixels of the window. It never takes the pointer or the focus. */
export function createTooltip(host: HTMLElement): Tooltip {
  const element = make("div.tooltip", { role: "tooltip", hidden: true });
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(page: Page, id: string, x: number, y: number): void {
    const rows = tipRows(page, id);
    if (!rows) return;
    element.replaceChildren(make("b", {}, itemName(page.view!.map!, id)),
      make("dl", {}, ...rows.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)])));
    element.hidden = false;
    const room = host.getBoundingClientRect();
    const own = element.getBoundingClientRect();
    const right = x - room.left + AWAY;
    const left = right + own.width > room.width ? x - room.left - AWAY - own.width : right;
    element.style.left = `${Math.max(4, left)}px`;
    element.style.top = `${Math.max(4, Math.min(y - room.top - 20, room.height - own.height - 4))}px`;
  }

  return {
    element,
    show(page, id, x, y) {
      clearTimeout(timer);
      if (id === null) element.hidden = true;
      else timer = setTimeout(() => open(page, id, x, y), DELAY_MS);
    },
  };
}
