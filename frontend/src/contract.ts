// The JSON contract with the backend, made from python-lib/process_mining_dss/contract by `make contract`.
// Change it there. Counts are whole numbers, shares lie between 0 and 1, times are seconds, instants are
// milliseconds since 1970 in UTC.

export type Grouping = "none" | "prefix";

export type DeviationKind = "skipped" | "extra" | "replaced" | "out_of_order";

export type VariantOrder = "cases" | "execution_time" | "conformance" | "steps";

/**
 * Cases by one step; several activities stand for a group of them, any of which counts.
 */
export interface StepFilter {
  kind: "passes" | "avoids" | "starts_with" | "ends_with" | "repeats";
  activities: string[];
}

/**
 * Cases that take, or never take, a path. No sources is Start, no targets is End.
 *
 * `shown` names the activities on the map when the path was chosen: a step over the others is this path too. None:
 * only steps directly from source to target.
 */
export interface PathFilter {
  kind: "takes" | "does_not_take";
  sources: string[];
  targets: string[];
  shown: string[] | null;
}

/**
 * Cases in which one of `first` is followed by one of `then`, any number of steps later.
 */
export interface FollowsFilter {
  kind: "follows";
  first: string[];
  then: string[];
}

/**
 * Cases that at least once wait this long on a path; both bounds count as inside, None is open.
 */
export interface WaitingFilter {
  kind: "waits";
  sources: string[];
  targets: string[];
  shown: string[] | null;
  minimum_seconds: number | null;
  maximum_seconds: number | null;
}

/**
 * Cases that follow one of these variants.
 */
export interface VariantsFilter {
  kind: "variants";
  variant_ids: string[];
}

/**
 * Cases by their execution time; both bounds count as inside, None is open.
 */
export interface ExecutionTimeFilter {
  kind: "execution_time";
  minimum_seconds: number | null;
  maximum_seconds: number | null;
}

/**
 * Cases by their first time, in milliseconds since 1970 UTC; both bounds count as inside, None is open.
 */
export interface StartedFilter {
  kind: "started";
  from_ms: number | null;
  to_ms: number | null;
}

/**
 * What stands instead of the activity, and between which activities of the model; each where it is known.
 */
export interface DeviationContext {
  other_activity: string | null;
  after: string | null;
  before: string | null;
}

/**
 * Cases with a deviation at an activity; with no activity, cases with any deviation; `none`: with no deviation.
 *
 * `context`: exactly there, as one row of the list of deviations says; None is wherever the activity deviates so.
 */
export interface DeviationFilter {
  kind: "deviates";
  deviation: "skipped" | "extra" | "replaced" | "out_of_order" | "any" | "none";
  activity: string | null;
  context: DeviationContext | null;
}

export type OwnFilter = StepFilter | PathFilter | FollowsFilter | WaitingFilter | VariantsFilter | ExecutionTimeFilter | StartedFilter | DeviationFilter;

/**
 * The dashboard's filters as its message brought them, whatever they are, and those set in the tile.
 */
export interface Filters {
  dashboard: unknown[];
  own: OwnFilter[];
}

/**
 * What the map is to show.
 *
 * `activities`, `paths`: how many, as the sliders say; None lets the opening rule decide. `room`: at most so many
 * activities when the rule decides. `also`: hidden activities to show all the same. `top_variants`, `variant_ids`:
 * the picture of the most frequent variants, or of these, instead of all cases; at most one of the two is given.
 */
export interface MapChoice {
  activities: number | null;
  paths: number | null;
  room: number;
  also: string[];
  top_variants: number | null;
  variant_ids: string[] | null;
  grouping: Grouping;
}

/**
 * Asks `view`, `durations` and `conformance`; `exact` asks `durations` for exact percentiles.
 */
export interface ViewRequest {
  filters: Filters;
  map: MapChoice;
  exact: boolean;
}

/**
 * Asks `variants` for rows `offset` to `offset + limit` of the variants of the filtered cases.
 */
export interface VariantsRequest {
  filters: Filters;
  order: VariantOrder;
  descending: boolean;
  offset: number;
  limit: number;
}

/**
 * A step or a path of the map, by its id there.
 */
export interface ChosenItem {
  kind: "step" | "path";
  id: string;
}

/**
 * Asks `details` of up to five chosen steps and paths.
 */
export interface DetailsRequest {
  filters: Filters;
  map: MapChoice;
  chosen: ChosenItem[];
}

/**
 * Asks `charts`.
 */
export interface ChartsRequest {
  filters: Filters;
}

export type ErrorCode = "bad_request" | "loading" | "settings" | "not_built" | "no_access" | "column_gone" | "unusable_data" | "internal";

/**
 * What went wrong: a sentence for the user, facts for the page's own words (dataset, column), and for an internal
 * fault the short reference that is also in the log.
 *
 * `loading`: the event log is not read yet (or again, after the backend restarted); ask `log` how far it is.
 */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  facts: Record<string, string>;
  reference: string | null;
}

/**
 * The body of every answer whose status is 400 or above.
 */
export interface ErrorAnswer {
  error: ErrorBody;
}

/**
 * `log` while the event log is read. `rows_total` and `seconds_left` are None when nobody knows.
 *
 * `log?reload=1` asks for newer data: it answers so until they are there, and then with their `LogDocument`. Plain
 * `log` and all other routes give the data that are there meanwhile.
 */
export interface Loading {
  state: "loading";
  what: "event_log" | "executions" | "conformance" | "preparing";
  rows_read: number;
  rows_total: number | null;
  seconds_left: number | null;
}

/**
 * `log` when the event log is there: what does not depend on filters.
 *
 * `activities` lie in the global order of the map, computed once from the whole log. `data_ms` is when the data was
 * built, or loaded where DSS does not say. `newer_data`: the datasets have changed since; the next load brings it.
 * `notes` are sentences about the joining of the datasets ("12 cases of executions are not in the event log").
 */
export interface LogDocument {
  state: "ready";
  version: string;
  data_ms: number;
  newer_data: boolean;
  dataset: string;
  executions_dataset: string;
  activities: string[];
  cases: number;
  events: number;
  variants: number;
  first_ms: number;
  last_ms: number;
  has_service_times: boolean;
  has_conformance: boolean;
  has_alignments: boolean;
  models: string[];
  time_zone: string;
  opening_view: "paths" | "top_variants";
  opening_variants: number;
  groups_by_prefix: number;
  filter_columns: string[];
  notes: string[];
}

/**
 * Mean conformance of the scored cases among the filtered ones: proven bounds, equal when every score is exact.
 *
 * `cases` = `scored_cases` + not scored; `bounded_cases` are part of the scored ones.
 */
export interface ConformanceFigure {
  mean_lower: number | null;
  mean_upper: number | null;
  cases: number;
  scored_cases: number;
  bounded_cases: number;
  conforming_cases: number;
}

/**
 * The figures at the top, for the filtered cases and for all.
 */
export interface Figures {
  cases: number;
  cases_all: number;
  variants: number;
  variants_all: number;
  execution_time_mean_seconds: number | null;
  execution_time_mean_seconds_all: number;
  execution_time_median_seconds: number | null;
  conformance: ConformanceFigure | null;
}

/**
 * A list of values, the first 20 of them; `empty`: cases without a value are on the list.
 */
export interface ValuesReading {
  kind: "values";
  mode: "include" | "exclude";
  values: string[];
  n_values: number;
  empty: boolean;
}

/**
 * A range of numbers, both ends inside.
 */
export interface NumberRangeReading {
  kind: "number_range";
  minimum: number | null;
  maximum: number | null;
  keeps_empty: boolean;
}

/**
 * A range of instants, both ends inside.
 */
export interface DateRangeReading {
  kind: "date_range";
  from_ms: number | null;
  to_ms: number | null;
  keeps_empty: boolean;
}

/**
 * Parts of dates, counted as people do: months 1 to 12, days of the week 1 (Monday) to 7, hours 0 to 23.
 */
export interface DatePartReading {
  kind: "date_part";
  part: "YEAR" | "QUARTER_OF_YEAR" | "MONTH_OF_YEAR" | "WEEK_OF_YEAR" | "DAY_OF_MONTH" | "DAY_OF_WEEK" | "HOUR_OF_DAY";
  mode: "include" | "exclude";
  values: number[];
  empty: boolean;
}

/**
 * A filter that is set to let everything pass.
 */
export interface AllReading {
  kind: "all";
}

export type FilterReading = ValuesReading | NumberRangeReading | DateRangeReading | DatePartReading | AllReading;

/**
 * How one filter of the dashboard was read. One that is not applied drops no case; `reason` says why, in words.
 *
 * `note` says in words how an unclear filter was read. `cases_after`: the cases left by this filter and all before
 * it; None when it is off or not applied.
 */
export interface DashboardFilter {
  column: string;
  status: "applied" | "off" | "not_applied";
  reading: ValuesReading | NumberRangeReading | DateRangeReading | DatePartReading | AllReading | null;
  reason: string | null;
  note: string | null;
  cases_after: number | null;
}

/**
 * What became of one filter of the tile; `reason` says in words why it could not be applied.
 */
export interface OwnFilterResult {
  status: "applied" | "not_applied";
  reason: string | null;
  cases_after: number | null;
}

/**
 * One entry for each filter of the request, in its order; the tile's own come after the dashboard's.
 */
export interface FilterResults {
  dashboard: DashboardFilter[];
  own: OwnFilterResult[];
}

/**
 * A step on the map: an activity, or a group of them.
 *
 * `id` is stable for a version of the data. `position`: place in the global order. `repeated_cases`: cases in which
 * it occurs more than once. `hidden_in`, `hidden_out`: passages into and out of it whose path is not drawn.
 */
export interface MapNode {
  id: string;
  label: string;
  activities: string[];
  position: number;
  frequency: number;
  cases: number;
  repeated_cases: number;
  start_cases: number;
  end_cases: number;
  hidden_in: number;
  hidden_out: number;
}

/**
 * A path on the map; `source` may be "start", `target` may be "end".
 *
 * `joined`: how many of its passages go over hidden steps. `main`: on the main path. `back`: against the global
 * order, to an earlier step. `mark`: a rare start or end, drawn as a mark on its box instead of a line.
 */
export interface MapEdge {
  id: string;
  source: string;
  target: string;
  frequency: number;
  cases: number;
  joined: number;
  main: boolean;
  back: boolean;
  mark: boolean;
}

/**
 * An activity that is not on the map, its cases and its events among those that the map is made of.
 */
export interface HiddenActivity {
  label: string;
  cases: number;
  frequency: number;
}

/**
 * What the map shows of the filtered cases.
 *
 * `picture_cases`, `picture_variants`: those the picture is made of (all, unless variants were chosen).
 * `steps_share`: drawn passages, with those from Start and to End, of all in the filtered cases. `whole_share`:
 * filtered cases all of whose passages are drawn. `activities_rule`, `paths_rule`: what the opening rule shows.
 */
export interface Coverage {
  activities_shown: number;
  activities_all: number;
  activities_rule: number;
  paths_shown: number;
  paths_all: number;
  paths_rule: number;
  steps_share: number;
  whole_share: number;
  picture_cases: number;
  picture_variants: number;
  hidden: HiddenActivity[];
}

/**
 * The map: nodes in the global order, paths most frequent first, the main path as node ids from start to end.
 *
 * Where every way to the end goes back to an earlier step somewhere, the main path stops before it.
 */
export interface MapDocument {
  nodes: MapNode[];
  edges: MapEdge[];
  spine: string[];
  grouping: Grouping;
  coverage: Coverage;
}

/**
 * `view`: figures, filters and map with frequencies. `map` is None when no case is left.
 */
export interface ViewDocument {
  version: string;
  figures: Figures;
  filters: FilterResults;
  map: MapDocument | null;
}

/**
 * Of the passages or of the work at a step; `exact` is false when the percentiles come from a histogram (5 %).
 */
export interface TimeStatistics {
  count: number;
  total_seconds: number;
  mean_seconds: number;
  minimum_seconds: number;
  maximum_seconds: number;
  median_seconds: number;
  p90_seconds: number;
  exact: boolean;
}

/**
 * `durations`: waiting time by path id (none from Start or to End), service time by node id where there are start
 * times.
 */
export interface DurationsDocument {
  version: string;
  paths: Record<string, TimeStatistics>;
  steps: Record<string, TimeStatistics>;
}

/**
 * One step of a variant; `activity` indexes `LogDocument.activities`.
 *
 * Signs: usual = on the most frequent variant of the log, other = not, again = seen before in this variant,
 * extra = not allowed here by the reference, skipped = expected by the reference and missing (no event).
 */
export interface VariantStep {
  activity: number;
  sign: "usual" | "other" | "again" | "extra" | "skipped";
}

/**
 * What differs from the most frequent variant, as labels, each list in the order of the variant.
 */
export interface VariantDifference {
  added: string[];
  missing: string[];
  repeated: string[];
  earlier: string[];
  later: string[];
}

/**
 * A variant; `rank` is that of the whole log, the other numbers are of the filtered cases.
 *
 * `steps` are the first 200; `n_steps` counts the events.
 */
export interface VariantRow {
  rank: number;
  variant_id: string;
  cases: number;
  share: number;
  execution_time_mean_seconds: number;
  conformance_lower: number | null;
  conformance_upper: number | null;
  n_steps: number;
  steps: VariantStep[];
  difference: VariantDifference;
}

/**
 * `variants`: one page of the list. `covers_10`: share of the cases that the ten most frequent cover.
 */
export interface VariantsDocument {
  version: string;
  total: number;
  covers_10: number;
  rows: VariantRow[];
}

/**
 * Equal bins from `start_seconds` on, then everything above as `more`.
 */
export interface Histogram {
  start_seconds: number;
  bin_seconds: number;
  counts: number[];
  more: number;
}

/**
 * A filter that the page can offer, and how many of the filtered cases it would keep.
 */
export interface FilterOffer {
  filter: OwnFilter;
  cases: number;
}

/**
 * A chosen step or path.
 *
 * `measured`: what `times` and `histogram` are about: waiting on the path, service at the step, or, for a step
 * without start times, the waiting before it. `reverse_*`: the path taken the other way round.
 */
export interface ItemDetails {
  kind: "step" | "path";
  id: string;
  frequency: number;
  cases: number;
  share: number;
  measured: "waiting" | "service" | "waiting_before";
  times: TimeStatistics | null;
  histogram: Histogram | null;
  execution_time_mean_seconds: number | null;
  execution_time_mean_seconds_others: number | null;
  reverse_frequency: number;
  reverse_median_seconds: number | null;
  offers: FilterOffer[];
}

/**
 * `details`: one entry for each chosen item that is on the map; offers that need two chosen steps stand apart.
 */
export interface DetailsDocument {
  version: string;
  items: ItemDetails[];
  offers: FilterOffer[];
}

/**
 * `charts`: plotly figures (data and layout), and the data behind them for the table beside each.
 *
 * `execution_time` has the cases by execution time; `started` and `ended` count cases by period from `periods_ms` on.
 */
export interface ChartsDocument {
  version: string;
  execution_time: Histogram | null;
  execution_time_figure: Record<string, unknown>;
  periods_ms: number[];
  period: "day" | "week" | "month" | "quarter" | "year";
  started: number[];
  ended: number[];
  cases_over_time_figure: Record<string, unknown>;
}

/**
 * A kind of deviation at an activity, and where: after and before which activities of the model, where one is
 * known.
 */
export interface DeviationRow {
  kind: DeviationKind;
  activity: string;
  other_activity: string | null;
  after: string | null;
  before: string | null;
  cases: number;
  share: number;
  execution_time_mean_seconds: number | null;
  execution_time_mean_seconds_others: number | null;
  filter: OwnFilter;
}

/**
 * Cases with each kind of deviation at a step.
 */
export interface NodeDeviations {
  skipped: number;
  extra: number;
  replaced: number;
  out_of_order: number;
}

/**
 * `conformance`: what the reference does not allow, among the scored cases.
 *
 * `paths`: deviating passages by path id. `missing_steps`: activities that the reference expects and that are not on
 * the map, with the cases that skip them.
 */
export interface ConformanceDocument {
  version: string;
  models: string[];
  figure: ConformanceFigure;
  deviations: DeviationRow[];
  steps: Record<string, NodeDeviations>;
  paths: Record<string, number>;
  missing_steps: HiddenActivity[];
}
