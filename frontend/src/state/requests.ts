// From what is chosen to what is asked of the backend.
import type {
  ChartsRequest, ChosenItem, DetailsRequest, Filters, MapChoice, VariantsRequest, ViewRequest,
} from "../contract";
import type { State } from "./state";

/** Rows of variants asked for at once. */
export const PAGE_ROWS = 60;

const filtersOf = (state: State): Filters => ({ dashboard: state.dashboard, own: state.own });

function mapChoice(state: State, room: number): MapChoice {
  return {
    activities: state.activities,
    paths: state.paths,
    room,
    also: state.also,
    top_variants: state.topVariants,
    variant_ids: state.shownVariants,
    grouping: state.grouping,
  };
}

export function viewRequest(state: State, room: number, exact = false): ViewRequest {
  return { filters: filtersOf(state), map: mapChoice(state, room), exact };
}

export function variantsRequest(state: State, offset: number, limit = PAGE_ROWS): VariantsRequest {
  return { filters: filtersOf(state), order: state.order, descending: state.descending, offset, limit };
}

export function detailsRequest(state: State, room: number): DetailsRequest {
  const chosen = state.choice.map((id): ChosenItem => ({ kind: isPath(id) ? "path" : "step", id }));
  return { filters: filtersOf(state), map: mapChoice(state, room), chosen };
}

export const chartsRequest = (state: State): ChartsRequest => ({ filters: filtersOf(state) });

/** Ids of paths name both ends, as in "a3>a7". */
export const isPath = (id: string): boolean => id.includes(">");
