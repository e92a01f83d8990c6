// A map small enough to know by heart: Start > A > B > End, B > A back, A > A, few start at B, few end at A.
import type { MapEdge, MapNode, TimeStatistics } from "../src/contract";
import type { Look, Picture } from "../src/map/types";
import { USUAL_LOOK } from "./generated-map";

function node(id: string, label: string, position: number, frequency: number): MapNode {
  return {
    id,
    label,
    activities: [label],
    position,
    frequency,
    cases: 100,
    repeated_cases: 10,
    start_cases: 0,
    end_cases: 0,
    hidden_in: 0,
    hidden_out: 0,
  };
}

function edge(source: string, target: string, frequency: number, kind: "main" | "back" | "mark" | "" = ""): MapEdge {
  return {
    id: `${source}>${target}`,
    source,
    target,
    frequency,
    cases: frequency,
    joined: 0,
    main: kind === "main",
    back: kind === "back",
    mark: kind === "mark",
  };
}

export function times(seconds: number): TimeStatistics {
  return {
    count: 1,
    total_seconds: 10 * seconds,
    mean_seconds: 2 * seconds,
    minimum_seconds: 0,
    maximum_seconds: 5 * seconds,
    median_seconds: seconds,
    p90_seconds: 4 * seconds,
    exact: true,
  };
}

export function smallPicture(look: Partial<Look> = {}): Picture {
  return {
    map: {
      nodes: [node("a0", "Ask", 0, 130), node("a1", "Bill <b>", 1, 12_300)],
      edges: [
        edge("start", "a0", 98, "main"),
        edge("a0", "a1", 90, "main"),
        edge("a1", "end", 97, "main"),
        edge("a1", "a0", 20, "back"),
        edge("a0", "a0", 10),
        edge("start", "a1", 2, "mark"),
        edge("a0", "end", 3, "mark"),
      ],
      spine: ["start", "a0", "a1", "end"],
      grouping: "none",
      coverage: {
        activities_shown: 2,
        activities_all: 2,
        activities_rule: 2,
        paths_shown: 7,
        paths_all: 7,
        paths_rule: 7,
        steps_share: 1,
        whole_share: 1,
        picture_cases: 100,
        picture_variants: 5,
        hidden: [],
      },
    },
    cases: 100,
    durations: { version: "1", paths: { "a0>a1": times(86_400 * 6.4), "a1>a0": times(120), "a0>a0": times(7_200) }, steps: {} },
    conformance: {
      version: "1",
      models: ["Policy"],
      figure: { mean_lower: 1, mean_upper: 1, cases: 100, scored_cases: 100, bounded_cases: 0, conforming_cases: 70 },
      deviations: [],
      missing_steps: [],
      steps: {
        a0: { skipped: 5, extra: 1, replaced: 0, out_of_order: 3 },
        a1: { skipped: 1, extra: 0, replaced: 0, out_of_order: 0 },
      },
      paths: { "a0>a1": 3, "a1>a0": 1, "a0>a0": 10 },
    },
    look: { ...USUAL_LOOK, ...look },
  };
}
