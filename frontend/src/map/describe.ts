// A step or a path in words, for those who hear the map.
import type { MapDocument, MapEdge, MapNode } from "../contract";
import { duration, exact } from "../format";
import { DEVIATION_SIGNS } from "./deviation-marks";
import type { Picture } from "./types";

/** "Start trip, 4,897 times in 4,897 cases, 2 ways in, 3 ways out"; empty for an id that is not on the map. */
export function describeItem(id: string, picture: Picture): string {
  const { map } = picture;
  const node = map.nodes.find((one) => one.id === id);
  if (node) return describeStep(node, picture);
  const edge = map.edges.find((one) => one.id === id);
  if (edge) return describePath(edge, picture);
  if (id === "start") return `Start, ${exact(picture.cases)} cases, ${ways(map, "source", id)} out`;
  return id === "end" ? `End, ${exact(picture.cases)} cases, ${ways(map, "target", id)} in` : "";
}

/** "Start trip to End trip" */
export function pathName(edge: MapEdge, map: MapDocument): string {
  return `${stepName(edge.source, map)} to ${stepName(edge.target, map)}`;
}

function describeStep(node: MapNode, picture: Picture): string {
  const { map, conformance } = picture;
  const parts = [
    node.label,
    `${exact(node.frequency)} times in ${exact(node.cases)} cases`,
    `${ways(map, "target", node.id)} in`,
    `${ways(map, "source", node.id)} out`,
  ];
  const deviations = picture.look.lens === "conformance" ? conformance?.steps[node.id] : undefined;
  for (const [kind, { word }] of Object.entries(DEVIATION_SIGNS)) {
    const count = deviations?.[kind as keyof typeof deviations] ?? 0;
    if (count) parts.push(`${exact(count)} ${word}`);
  }
  return parts.join(", ");
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
  return id === "end" ? "End" : (map.nodes.find((node) => node.id === id)?.label ?? id);
}
