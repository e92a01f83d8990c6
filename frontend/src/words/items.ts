// Steps and paths of the map by id: their names, and the filters that can be made of them.
import type { Coverage, MapDocument, MapEdge, MapNode, OwnFilter } from "../contract";
import { called } from "../format";
import { isPath } from "../state/requests";

export interface Offer {
  text: string;
  filter: OwnFilter;
}

export function findNode(map: MapDocument, id: string): MapNode | null {
  return map.nodes.find((node) => node.id === id) ?? null;
}

export function findEdge(map: MapDocument, id: string): MapEdge | null {
  return map.edges.find((edge) => edge.id === id) ?? null;
}

/** The name of a step, "Start" and "End" among them, or "a → b" of a path. */
export function itemName(map: MapDocument, id: string): string {
  if (id === "start") return "Start";
  if (id === "end") return "End";
  if (!isPath(id)) return calledOrGone(findNode(map, id));
  const [source = "", target = ""] = id.split(">");
  return `${itemName(map, source)} → ${itemName(map, target)}`;
}

/** With steps hidden, a case can begin before the first step that is seen, and end after the last one. */
export function endsLabels(coverage: Coverage | undefined): { start: string; end: string } {
  const isWhole = !coverage || coverage.activities_shown === coverage.activities_all;
  return isWhole ? { start: "Starts here", end: "Ends here" } : { start: "First step shown", end: "Last step shown" };
}

const calledOrGone = (node: MapNode | null): string => (node ? called(node.label) : "");

const activitiesOf = (map: MapDocument, id: string): string[] => findNode(map, id)?.activities ?? [];

/** What can be filtered on a step or a path without asking the backend for counts. */
export function offersFor(map: MapDocument, id: string): Offer[] {
  return isPath(id) ? pathOffers(map, id) : stepOffers(map, id);
}

function stepOffers(map: MapDocument, id: string): Offer[] {
  const node = findNode(map, id);
  if (!node) return [];
  const { activities } = node;
  const offer = (text: string, kind: "passes" | "avoids" | "starts_with" | "ends_with" | "repeats"): Offer =>
    ({ text, filter: { kind, activities } });
  return [
    offer("Cases that pass here", "passes"),
    offer("Cases that do not", "avoids"),
    ...(node.start_cases ? [offer("Cases that start here", "starts_with")] : []),
    ...(node.end_cases ? [offer("Cases that end here", "ends_with")] : []),
    ...(node.repeated_cases ? [offer("Cases that pass here more than once", "repeats")] : []),
  ];
}

function pathOffers(map: MapDocument, id: string): Offer[] {
  const edge = findEdge(map, id);
  if (!edge) return [];
  const path = {
    sources: activitiesOf(map, edge.source),
    targets: activitiesOf(map, edge.target),
    shown: map.nodes.flatMap((node) => node.activities),
  };
  return [
    { text: "Cases that take this path", filter: { kind: "takes", ...path } },
    { text: "Cases that do not", filter: { kind: "does_not_take", ...path } },
  ];
}

/** The words of an offer that the backend counted. */
export function offerWords(filter: OwnFilter, seconds: (value: number) => string): string {
  switch (filter.kind) {
    case "passes":
      return "Cases that pass here";
    case "avoids":
      return "Cases that do not";
    case "starts_with":
      return "Cases that start here";
    case "ends_with":
      return "Cases that end here";
    case "repeats":
      return "Cases that pass here more than once";
    case "takes":
      return endWords(filter.sources, filter.targets, "Cases that take this path");
    case "does_not_take":
      return "Cases that do not";
    case "follows":
      return `Cases with ${filter.first[0]} any time before ${filter.then[0]}`;
    case "waits":
      return filter.minimum_seconds === null
        ? `Waiting here up to ${seconds(filter.maximum_seconds ?? 0)}`
        : `Waiting here longer than ${seconds(filter.minimum_seconds)}`;
    case "variants":
      return "Cases of these variants";
    case "execution_time":
    case "started":
      return "Cases in this range";
    case "deviates":
      return filter.deviation === "none" ? "Cases that conform" : "Cases that deviate here";
  }
}

function endWords(sources: string[], targets: string[], otherwise: string): string {
  if (sources.length === 0) return `Cases that start with ${targets[0]}`;
  return targets.length === 0 ? `Cases that end with ${sources[0]}` : otherwise;
}
