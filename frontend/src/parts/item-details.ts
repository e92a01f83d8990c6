// One chosen step or path: its numbers, its times, and the filters it offers.
import type { ItemDetails, OwnFilter, TimeStatistics, ViewDocument } from "../contract";
import { make, type Child } from "../dom/make";
import { duration, exact, share } from "../format";
import type { Actions } from "../page";
import { findEdge, findNode, itemName } from "../words/items";
import { createHistogram, type Range } from "./histogram";
import { filterHead, offerList } from "./offers";
import { rangeButton } from "./range-button";

export const MEASURED: Record<ItemDetails["measured"], string> = {
  waiting: "Waiting time",
  service: "Work",
  waiting_before: "Waiting time before it",
};

const SHORT: Record<ItemDetails["measured"], string> = { waiting: "waiting", service: "work", waiting_before: "waiting before" };

export function itemDetails(item: ItemDetails, view: ViewDocument, actions: Actions): HTMLElement {
  return make(
    "div.panel-pad", {},
    heading(item, view), make("hr"), statistics(item), make("hr"),
    ...times(item, view, actions), note(item),
    item.offers.length ? make("hr") : null, item.offers.length ? filterHead() : null,
    item.offers.length ? offerList(item.offers, actions) : null,
  );
}

function heading(item: Pick<ItemDetails, "kind" | "id">, view: ViewDocument): HTMLElement {
  const map = view.map!;
  if (item.kind === "step") return make("h2.item-name", {}, itemName(map, item.id));
  const [source = "", target = ""] = item.id.split(">");
  return make("h2.item-path", { "aria-label": itemName(map, item.id) }, make("span.item-rail", { "aria-hidden": "true" }, make("i"), make("i")),
    make("span", {}, itemName(map, source)), make("span", {}, itemName(map, target)));
}

export function statisticsOf(item: ItemDetails): [string, string, string][] {
  const { times } = item;
  const what = SHORT[item.measured];
  return [
    ["Frequency", exact(item.frequency), item.frequency === 1 ? "time" : "times"],
    ["Cases", exact(item.cases), share(item.share)],
    ...(times ? timeStatistics(times, what) : []),
  ];
}

function timeStatistics(times: TimeStatistics, what: string): [string, string, string][] {
  return [
    [`Total ${what}`, duration(times.total_seconds), ""],
    [`Median ${what}`, duration(times.median_seconds), ""],
    ["Mean", duration(times.mean_seconds), ""],
    ["90th percentile", duration(times.p90_seconds), ""],
  ];
}

function statistics(item: ItemDetails): HTMLElement {
  return make("dl.statistics", {}, ...statisticsOf(item).map(([label, value, unit]) =>
    make("div", {}, make("dt", {}, label), make("dd", {}, value, unit ? make("small", {}, ` ${unit}`) : null))));
}

function times(item: ItemDetails, view: ViewDocument, actions: Actions): Child[] {
  const { times: found, histogram } = item;
  if (!found || !histogram) return [make("p.muted", {}, noTimes(item))];
  const filter = rangeFilter(item, view);
  const button = rangeButton(actions);
  const marks = [
    { seconds: found.median_seconds, text: `median ${duration(found.median_seconds)}` },
    { seconds: found.p90_seconds, text: `90 % below ${duration(found.p90_seconds)}` },
  ];
  const hint = filter ? " · drag to select" : "";
  return [
    make("h2.panel-title", {}, MEASURED[item.measured],
      make("small", {}, `${duration(found.minimum_seconds)} to ${duration(found.maximum_seconds)}${hint}`)),
    createHistogram(histogram, {
      label: MEASURED[item.measured], marks, tone: "duration",
      chosen: filter && ((range) => button.offer(range && filter(range))),
    }),
    button.element,
  ];
}

function noTimes({ id, kind }: ItemDetails): string {
  if (kind === "path" && id.startsWith("start>")) return "No waiting time: a case begins here.";
  return id.endsWith(">end") ? "No waiting time: a case ends here." : "There are no times to show.";
}

// Only the waiting on a path can be filtered by: a range of work is no filter of the tile.
function rangeFilter(item: ItemDetails, view: ViewDocument): ((range: Range) => OwnFilter) | null {
  const map = view.map!;
  const edge = item.kind === "path" ? findEdge(map, item.id) : null;
  if (!edge || item.measured !== "waiting") return null;
  const path = {
    sources: findNode(map, edge.source)?.activities ?? [],
    targets: findNode(map, edge.target)?.activities ?? [],
    shown: map.nodes.flatMap((node) => node.activities),
  };
  return ({ fromSeconds, toSeconds }) => ({ kind: "waits", ...path, minimum_seconds: fromSeconds, maximum_seconds: toSeconds });
}

function note(item: ItemDetails): HTMLElement | null {
  const said = [...comparison(item), ...reverse(item)];
  return said.length ? make("p.note", {}, ...said) : null;
}

function comparison({ kind, execution_time_mean_seconds: own, execution_time_mean_seconds_others: others }: ItemDetails): Child[] {
  if (own === null) return [];
  const what = kind === "path" ? "take this path" : "pass here";
  const start = [`Cases that ${what} last `, make("b", {}, duration(own)), " on average"];
  return others === null ? [...start, "; there are no others. "] : [...start, ", the other cases ", make("b", {}, duration(others)), ". "];
}

function reverse({ reverse_frequency: times, reverse_median_seconds: median }: ItemDetails): Child[] {
  if (!times) return [];
  const waiting = median === null ? "" : ` (median ${duration(median)})`;
  return [make("b", {}, exact(times)), ` ${times === 1 ? "time" : "times"} it is taken the other way round${waiting}.`];
}
