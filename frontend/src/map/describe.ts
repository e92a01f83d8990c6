// A step or a path in words, for those who hear the map.
import type { MapDocument, MapEdge, MapNode } from "../contract";
import { called, duration, exact } from "../format";
import { DEVIATION_SIGNS } from "./deviation-marks";
import type { Picture } from "./types";

/**
 * "Start trip, 4,897 times in 4,897 cases, 2 ways in, 3 ways out"; empty for an id that is not on the map. It begins
 * with `seen`, what is written in the box: who speaks to the page says what is to be read there.
 */
export function describeItem(id: string, picture: Picture, seen = ""): string {
  const { map } = picture;
  const node = map.nodes.find((one) => one.id === id);
  if (node) return describeStep(node, picture, seen);
  const edge = map.edges.find((one) => one.id === id);
  if (edge) return describePath(edge, picture);
  if (id === "start") return `Start, ${exact(picture.cases)} cases, ${ways(map, "source", id)} out`;
  return id === "end" ? `End, ${exact(picture.cases)} cases, ${ways(map, "target", id)} in` : "";
}

/** "Start trip to End trip" */
function pathName(edge: MapEdge, map: MapDocument): string {
  return `${stepName(edge.source, map)} to ${stepName(edge.target, map)}`;
}

function describeStep(node: MapNode, picture: Picture, seen: string): string {
  const { map, conformance } = picture;
  const parts = [
    ...calledAs(node, seen),
    `${exact(node.frequency)} times in ${exact(node.cases)} cases`,
    `${ways(map, "target", node.id)} in`,
    `${ways(map, "source", node.id)} out`,
    ...fewHere(node, map),
  ];
  const deviations = picture.look.lens === "conformance" ? conformance?.steps[node.id] : undefined;
  for (const [kind, { word }] of Object.entries(DEVIATION_SIGNS)) {
    const count = deviations?.[kind as keyof typeof deviations] ?? 0;
    if (count) parts.push(`${exact(count)} ${word}`);
  }
  return parts.join(", ");
}

// What is not said by the name and the exact number that follow comes before them; a name that is cut, as it is cut.
function calledAs(node: MapNode, seen: string): string[] {
  const label = called(node.label);
  const written = seen.replace(/\s+/g, " ").trim();
  const name = label.replace(/\s+/g, " ").trim();
  if (!written.startsWith(name)) return written ? [written, label] : [label];
  const more = written.slice(name.length).trim();
  return more && more !== exact(node.frequency) ? [label, more] : [label];
}

function fewHere({ id }: MapNode, { edges }: MapDocument): string[] {
  const here = edges.filter(({ mark, source, target }) => mark && (source === id || target === id));
  return here.map(({ source, frequency }) => `${exact(frequency)} ${source === "start" ? "start" : "end"} here`);
}

function describePath(edge: MapEdge, picture: Picture): string {
  const parts = [pathName(edge, picture.map), `${exact(edge.frequency)} times in ${exact(edge.cases)} cases`];
  const times = picture.durations?.paths[edge.id];
  if (times) parts.push(`median waiting ${duration(times.median_seconds)}`);
  const deviating = picture.look.lens === "conformance" ? (picture.conformance?.paths[edge.id] ?? 0) : 0;
  if (deviating) parts.push(`${exact(deviating)} not allowed`);
  if (edge.back) parts.push("back to an earlier step");
  return parts.join(", ");
}

function ways(map: MapDocument, end: "source" | "target", id: string): string {
  const n = map.edges.filter((edge) => edge[end] === id).length;
  return `${n} ${n === 1 ? "way" : "ways"}`;
}

function stepName(id: string, map: MapDocument): string {
  if (id === "start") return "Start";
  return id === "end" ? "End" : called(map.nodes.find((node) => node.id === id)?.label ?? id);
}
