// Map documents made from a seed, for tests and for looking at: as many steps and paths as asked, and always connected.
import type { MapDocument, MapEdge, MapNode } from "../src/contract";
import type { Look, Picture } from "../src/map/types";

const WORDS = [
  "Check",
  "Approve",
  "Reject",
  "Send",
  "Payment",
  "Request",
  "Permit",
  "FINAL_APPROVED",
  "by SUPERVISOR",
  "Reminder",
  "Trip",
];

export const USUAL_LOOK: Look = {
  lens: "frequency",
  steps: "frequency",
  paths: "frequency",
  second: "none",
  direction: "down",
  locked: false,
};

/** A small generator of numbers between 0 and 1: the same seed gives the same numbers everywhere (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The first `paths` paths of a map of `steps` steps: more paths of the same seed only add to it, like the slider. */
export function generatedMap(steps: number, paths: number, seed: number): MapDocument {
  const random = seeded(seed);
  const nodes = Array.from({ length: steps }, (_, position) => makeNode(position, random));
  const ids = ["start", ...nodes.map((node) => node.id), "end"];
  const spineIds = ids.filter((_, place) => place === 0 || place === ids.length - 1 || place % 2 === 1);
  const edges = new Map<string, MapEdge>();
  const add = (from: number, to: number, main: boolean): void => {
    const edge = makeEdge(ids[from]!, ids[to]!, main, to < from, random);
    if (!edges.has(edge.id)) edges.set(edge.id, edge);
  };
  spineIds.slice(1).forEach((id, index) => add(ids.indexOf(spineIds[index]!), ids.indexOf(id), true));
  for (let place = 2; place < ids.length - 1; place += 2) {
    add(place - 1, place, false);
    add(place, Math.min(ids.length - 1, place + 1), false);
  }
  // Most paths lead to a step close by, as in real processes; a wider reach where there are not enough of those.
  for (let tries = 0; edges.size < paths; tries++) {
    const from = 1 + Math.floor(random() * steps);
    const reach = 1 + Math.floor(random() ** 2 * (4 + tries / 40));
    const to = from + (random() < 0.6 ? reach : -reach);
    if (to >= 1 && to <= steps) add(from, to, false);
    else if (steps * steps <= edges.size) break;
  }
  return {
    nodes,
    edges: [...edges.values()],
    spine: spineIds,
    grouping: "none",
    coverage: {
      activities_shown: steps,
      activities_all: steps,
      activities_rule: steps,
      paths_shown: edges.size,
      paths_all: edges.size,
      paths_rule: edges.size,
      steps_share: 1,
      whole_share: 1,
      picture_cases: 1000,
      picture_variants: 100,
      hidden: [],
    },
  };
}

export function generatedPicture(steps: number, paths: number, seed: number, look: Partial<Look> = {}): Picture {
  const map = generatedMap(steps, paths, seed);
  return { map, cases: 1000, durations: null, conformance: null, look: { ...USUAL_LOOK, ...look } };
}

function makeNode(position: number, random: () => number): MapNode {
  const words = Array.from({ length: 1 + Math.floor(random() * 3) }, () => WORDS[Math.floor(random() * WORDS.length)]);
  const cases = 20 + Math.floor(random() * 980);
  const label = `${words.join(" ")} ${position}`;
  return {
    id: `a${position}`,
    label,
    activities: [label],
    position,
    cases,
    frequency: cases + Math.floor(random() * 400),
    repeated_cases: 0,
    start_cases: 0,
    end_cases: 0,
    hidden_in: 0,
    hidden_out: 0,
  };
}

function makeEdge(source: string, target: string, main: boolean, back: boolean, random: () => number): MapEdge {
  const frequency = main ? 500 + Math.floor(random() * 500) : 3 + Math.floor(random() * 400);
  return { id: `${source}>${target}`, source, target, frequency, cases: frequency, joined: 0, main, back, mark: false };
}
