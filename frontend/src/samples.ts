// Documents for tests: a process of three activities, a, b and c, with d hidden.
import type {
  ConformanceDocument, Coverage, DurationsDocument, LogDocument, MapDocument, MapEdge, MapNode, TimeStatistics, VariantRow,
  ViewDocument,
} from "./contract";

export function node(id: string, label: string, fields: Partial<MapNode> = {}): MapNode {
  return {
    id, label, activities: [label], position: Number(id.slice(1)), frequency: 10, cases: 10, repeated_cases: 0, start_cases: 0,
    end_cases: 0, hidden_in: 0, hidden_out: 0, ...fields,
  };
}

export function edge(source: string, target: string, fields: Partial<MapEdge> = {}): MapEdge {
  return {
    id: `${source}>${target}`, source, target, frequency: 10, cases: 10, joined: 0, main: true, back: false, mark: false, ...fields,
  };
}

export const coverage: Coverage = {
  activities_shown: 3, activities_all: 4, activities_rule: 3, paths_shown: 4, paths_all: 6, paths_rule: 4, steps_share: 0.9,
  whole_share: 0.8, picture_cases: 10, picture_variants: 3, hidden: [{ label: "d", cases: 2, frequency: 3 }],
};

export const map: MapDocument = {
  nodes: [node("a0", "a", { start_cases: 10 }), node("a1", "b", { frequency: 12, repeated_cases: 2 }), node("a2", "c", { end_cases: 10 })],
  edges: [edge("start", "a0"), edge("a0", "a1", { joined: 2 }), edge("a1", "a2"), edge("a2", "end")],
  spine: ["start", "a0", "a1", "a2", "end"],
  grouping: "none",
  coverage,
};

export const view: ViewDocument = {
  version: "1",
  figures: {
    cases: 10, cases_all: 20, variants: 3, variants_all: 5, execution_time_mean_seconds: 86_400,
    execution_time_mean_seconds_all: 172_800, execution_time_median_seconds: 80_000,
    conformance: { mean_lower: 0.9, mean_upper: 0.9, cases: 10, scored_cases: 10, bounded_cases: 0, conforming_cases: 7 },
  },
  filters: { dashboard: [], own: [] },
  map,
};

export const log: LogDocument = {
  state: "ready", version: "1", data_ms: Date.UTC(2026, 0, 5, 9, 41), newer_data: false, dataset: "log", executions_dataset: "executions",
  activities: ["a", "b", "c", "d"], cases: 20, events: 80, variants: 5, first_ms: 0, last_ms: 1, has_service_times: false,
  has_conformance: true, has_alignments: true, models: ["policy.bpmn"], time_zone: "UTC", opening_view: "paths", opening_variants: 4,
  groups_by_prefix: 0, filter_columns: [], notes: [],
};

export function times(seconds: number, fields: Partial<TimeStatistics> = {}): TimeStatistics {
  return {
    count: 10, total_seconds: 10 * seconds, mean_seconds: seconds, minimum_seconds: 1, maximum_seconds: 2 * seconds,
    median_seconds: seconds, p90_seconds: 2 * seconds, exact: true, ...fields,
  };
}

export const durations: DurationsDocument = { version: "1", paths: { "a0>a1": times(3_600), "a1>a2": times(60, { exact: false }) }, steps: {} };

export const conformance: ConformanceDocument = {
  version: "1", models: ["policy.bpmn"], figure: view.figures.conformance!, deviations: [],
  steps: { a1: { skipped: 1, extra: 2, replaced: 0, out_of_order: 0 } }, paths: { "a0>a1": 4 }, missing_steps: [],
};

export function variant(rank: number, fields: Partial<VariantRow> = {}): VariantRow {
  return {
    rank, variant_id: `v${rank}`, cases: 10, share: 0.5, execution_time_mean_seconds: 86_400, conformance_lower: null,
    conformance_upper: null, n_steps: 2, steps: [{ activity: 0, sign: "usual" }, { activity: 2, sign: "usual" }],
    difference: { added: [], missing: [], repeated: [], earlier: [], later: [] }, ...fields,
  };
}
