// What can be found: steps and paths of the map, and activities that are hidden.
import type { MapDocument } from "../contract";
import { called, exact } from "../format";
import { itemName } from "./items";

export type Found =
  | { kind: "item"; id: string; text: string; note: string }
  | { kind: "hidden"; label: string; text: string; note: string };

const MOST = 12;

/**
 * Matches of a text, best first: names that begin with it, then names with a word that does, then names that contain
 * it. "a → b", "a -> b" and "a > b" look for paths.
 */
export function search(map: MapDocument, text: string): Found[] {
  const asked = folded(text.trim());
  if (asked === "") return [];
  const ends = asked.split(/\s*(?:→|->|>)\s*/);
  const found = ends.length > 1 ? paths(map, ends[0]!, ends[1]!) : [...steps(map, asked), ...hidden(map, asked), ...paths(map, asked, "")];
  return found.sort((one, other) => one.rank - other.rank).slice(0, MOST).map(({ found: item }) => item);
}

interface Ranked {
  rank: number;
  found: Found;
}

const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function steps(map: MapDocument, asked: string): Ranked[] {
  return map.nodes.flatMap(({ id, label, frequency, activities }) => {
    const rank = Math.min(...[label, ...activities].map((name) => rankOf(name, asked)));
    return rank < 3 ? [{ rank, found: { kind: "item", id, text: called(label), note: exact(frequency) } as const }] : [];
  });
}

function hidden({ coverage }: MapDocument, asked: string): Ranked[] {
  return coverage.hidden.flatMap(({ label }) => {
    const rank = rankOf(label, asked);
    return rank < 3 ? [{ rank: rank + 0.5, found: { kind: "hidden", label, text: called(label), note: "hidden, show it" } as const }] : [];
  });
}

// Paths come after the steps, unless an arrow asks for them.
function paths(map: MapDocument, source: string, target: string): Ranked[] {
  return map.edges.flatMap((edge) => {
    const [from, to] = [itemName(map, edge.source), itemName(map, edge.target)];
    const rank = target === "" ? Math.min(rankOf(from, source), source === "" ? 3 : rankOf(to, source)) : Math.max(rankOf(from, source), rankOf(to, target));
    return rank < 3 ? [{ rank: rank + 3, found: { kind: "item", id: edge.id, text: `${from} → ${to}`, note: exact(edge.frequency) } as const }] : [];
  });
}

function rankOf(name: string, asked: string): number {
  const text = folded(name);
  if (text.startsWith(asked)) return 0;
  if (text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(asked))) return 1;
  return text.includes(asked) ? 2 : 3;
}
