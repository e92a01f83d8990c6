// Everything the user and the dashboard have chosen, in one object; every change is a pure function to the next one.
import type { Grouping, OwnFilter, VariantOrder } from "../contract";
import type { Direction, Lens, Look, PathMetric, StepMetric } from "../map/types";

export type Tab = "variants" | "details" | "charts";
export type Sheet = "paths" | "steps";

/** How many items can be chosen and compared at once. */
export const CHOICE_LIMIT = 5;

/**
 * `activities`, `paths`: null where the opening rule decides. `shownVariants`: the picture of these variants only.
 * `ticked`: variants marked in the list; `lit`: the one whose way is lit up on the map. `legend`: the kind of legend entry that is kept. `panelOpen` matters where
 * the panel lies over the map.
 */
export interface State {
  dashboard: unknown[];
  own: OwnFilter[];
  lens: Lens;
  stepMetric: StepMetric;
  pathMetric: PathMetric;
  second: Look["second"];
  direction: Direction;
  locked: boolean;
  activities: number | null;
  paths: number | null;
  also: string[];
  topVariants: number | null;
  shownVariants: string[] | null;
  grouping: Grouping;
  view: "map" | "table";
  sheet: Sheet;
  tab: Tab;
  panelOpen: boolean;
  choice: string[];
  ticked: string[];
  lit: string | null;
  order: VariantOrder;
  descending: boolean;
  legend: string | null;
}

export const initialState: State = {
  dashboard: [],
  own: [],
  lens: "frequency",
  stepMetric: "frequency",
  pathMetric: "frequency",
  second: "none",
  direction: "down",
  locked: false,
  activities: null,
  paths: null,
  also: [],
  topVariants: null,
  shownVariants: null,
  grouping: "none",
  view: "map",
  sheet: "paths",
  tab: "variants",
  panelOpen: false,
  choice: [],
  ticked: [],
  lit: null,
  order: "cases",
  descending: true,
  legend: null,
};

export type Step = (state: State) => State;

export const look = (state: State): Look => ({
  lens: state.lens,
  steps: state.stepMetric,
  paths: state.pathMetric,
  second: state.second,
  direction: state.direction,
  locked: state.locked,
});

/** Plain fields that no other field depends on. */
export const put = (fields: Partial<State>): Step => (state) => ({ ...state, ...fields });

/** A filter that is already there is not added twice. */
export const addFilter = (filter: OwnFilter): Step => (state) =>
  state.own.some((one) => sameJson(one, filter)) ? state : { ...state, own: [...state.own, filter] };

/** By what it says and not by its place: places move when another one goes. */
export const removeFilter = (filter: OwnFilter): Step => (state) => ({
  ...state,
  own: state.own.filter((one) => !sameJson(one, filter)),
});

/** The lens brings its own metric for the paths, and shows the deviations where nothing else is looked at. */
export const withLens = (lens: Lens): Step => (state) => ({
  ...state,
  lens,
  stepMetric: "frequency",
  pathMetric: lens === "duration" ? "waiting_median" : "frequency",
  second: "none",
  tab: lens === "conformance" ? "details" : state.tab,
  legend: null,
});

/** Another number of activities starts the paths afresh, as a share of other paths means nothing. */
export const withActivities = (activities: number | null): Step => (state) => ({ ...state, activities, paths: null, also: [] });

export const showAlso = (label: string): Step => (state) =>
  state.also.includes(label) ? state : { ...state, also: [...state.also, label], paths: null };

/** Chosen alone, or with `extend` put into or taken out of the choice; chosen again alone, nothing is. */
export const choose = (id: string | null, extend: boolean): Step => (state) => {
  if (id === null) return { ...state, choice: [] };
  const chosen = state.choice.includes(id);
  if (!extend) return chosen && state.choice.length === 1 ? { ...state, choice: [] } : withDetails(state, [id]);
  if (chosen) return { ...state, choice: state.choice.filter((one) => one !== id) };
  return state.choice.length < CHOICE_LIMIT ? withDetails(state, [...state.choice, id]) : state;
};

function withDetails(state: State, choice: string[]): State {
  return { ...state, choice, tab: "details" };
}

/** Items that are no longer on the map are no longer chosen. */
export const keepChoice = (ids: ReadonlySet<string>): Step => (state) =>
  state.choice.every((id) => ids.has(id)) ? state : { ...state, choice: state.choice.filter((id) => ids.has(id)) };

export const tick = (variantId: string): Step => (state) => ({
  ...state,
  ticked: state.ticked.includes(variantId)
    ? state.ticked.filter((one) => one !== variantId)
    : [...state.ticked, variantId],
});

/** The way of one variant is lit up on the map, until it is asked for again. */
export const light = (variantId: string): Step => (state) => ({ ...state, lit: state.lit === variantId ? null : variantId });

/** The map of these variants, or of the `k` most frequent; null: of all. At most one of the two holds. */
export const showVariants = (variantIds: string[] | null): Step => (state) => ({
  ...state,
  shownVariants: variantIds?.length ? variantIds : null,
  topVariants: null,
  lit: null,
  ...ruleAgain,
});

export const showTopVariants = (topVariants: number | null): Step => (state) => ({
  ...state,
  topVariants,
  shownVariants: null,
  ...ruleAgain,
});

export const withGrouping = (grouping: Grouping): Step => (state) => ({ ...state, grouping, choice: [], ...ruleAgain });

const ruleAgain = { activities: null, paths: null, also: [] as string[] };

export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
