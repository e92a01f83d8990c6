// Everything the backend says about the present state, asked for in the order in which it is seen.
import type {
  ChartsDocument, ConformanceDocument, DetailsDocument, DurationsDocument, ErrorBody, VariantRow, ViewDocument, ViewRequest,
} from "../contract";
import type { Page, Route } from "../page";
import { chartsRequest, detailsRequest, variantsRequest, viewRequest } from "../state/requests";
import type { State } from "../state/state";
import { MOST_ACTIVITIES } from "../size";
import { createAnswer, type Answer, type AnswerEvents } from "./answer";
import { type Api, RefusedError } from "./api";
import { createLogReader } from "./log-reader";
import { createRetry } from "./retry";
import { createVariantPages } from "./variant-pages";

type Part = Pick<Page, "log" | "loading" | "isStopped" | "view" | "durations" | "conformance" | "details" | "charts"
  | "variants" | "errors" | "outage" | "isBusy">;

export interface Documents {
  part(): Part;
  start(): void;
  /** Asks for what the state needs and does not have yet. */
  refresh(): void;
  /** At most so many activities where the opening rule decides. */
  room(): number;
  setRoom(room: number): void;
  reload(): void;
  stop(): void;
  retry(): void;
  wantVariants(from: number, to: number): void;
  allVariants(): Promise<VariantRow[]>;
  /** As it would be asked for another state. */
  viewRequest(state: State): ViewRequest;
}

export interface DocumentsEvents {
  changed(): void;
  /** The data are there for the first time, or others than before. */
  opened(): void;
  isVisible(): boolean;
  /** Whether the tab with this panel can be seen. */
  isOpen(tab: State["tab"]): boolean;
}

/** Rows of variants in one request of the export. */
const EXPORT_ROWS = 500;

const isStillLoading = (error: unknown): boolean => error instanceof RefusedError && error.body.code === "loading";

export function createDocuments(api: Api, state: () => State, events: DocumentsEvents): Documents {
  const retry = createRetry(tryAgain, events.changed);
  const answered: AnswerEvents = { changed: arrived, failed };
  const view: Answer<ViewDocument> = createAnswer(answered);
  const durations: Answer<DurationsDocument> = createAnswer(answered);
  const exactDurations: Answer<DurationsDocument> = createAnswer(answered);
  const conformance: Answer<ConformanceDocument> = createAnswer(answered);
  const details: Answer<DetailsDocument> = createAnswer(answered);
  const charts: Answer<ChartsDocument> = createAnswer(answered);
  const variants = createVariantPages(answered);
  const routes = { view, durations: exactDurations, conformance, details, charts };
  const all = [view, durations, exactDurations, conformance, details, charts];
  let room = MOST_ACTIVITIES;
  let logError: unknown = null;
  let variantRows = { from: 0, to: 0 };

  const reader = createLogReader(api, { changed: logChanged, failed: logFailed }, events.isVisible);

  function logChanged(isNew: boolean): void {
    logError = null;
    retry.succeeded();
    if (isNew) {
      for (const answer of all) answer.forget();
      events.opened();
    }
    if (reader.loading() === null) askAgain(isStillLoading);
    refresh();
    events.changed();
  }

  function logFailed(error: unknown): void {
    logError = error;
    failed(error);
  }

  function failed(error: unknown): void {
    // A backend that was started anew reads the event log anew; what waits for it is asked for when it is there.
    if (isStillLoading(error)) reader.read();
    else if (!(error instanceof RefusedError)) retry.failed();
    events.changed();
  }

  function askAgain(isMeant: (error: unknown) => boolean): void {
    for (const answer of all) if (isMeant(answer.error())) answer.again();
    if (isMeant(variants.error())) variants.again();
  }

  function arrived(): void {
    retry.succeeded();
    const [version, log] = [view.value()?.version, reader.log()];
    if (version !== undefined && log && version !== log.version) reader.read();
    refresh();
    events.changed();
  }

  function tryAgain(): void {
    askAgain(() => true);
    if (reader.log() === null || logError !== null) reader.read();
    refresh();
  }

  function refresh(): void {
    if (reader.log() === null) return;
    const key = viewKey();
    view.want(key, (signal) => api.view(viewRequest(state(), room), signal));
    refreshVariants();
    if (events.isOpen("charts")) {
      charts.want(versioned(chartsRequest(state())), (signal) => api.charts(chartsRequest(state()), signal));
    }
    if (view.isFresh(key) && view.value()?.map) refreshMap(key);
  }

  // One after the other: what colours the map first.
  function refreshMap(key: string): void {
    refreshDetails();
    const wantsConformance = state().lens === "conformance" || state().view === "table";
    if (wantsConformance && reader.log()!.has_conformance) {
      conformance.want(key, (signal) => api.conformance(viewRequest(state(), room), signal));
    }
    durations.want(key, (signal) => api.durations(viewRequest(state(), room), signal));
    if (!durations.isFresh(key)) return;
    const isExact = Object.values(durations.value()!.paths).every((times) => times.exact);
    if (!isExact) exactDurations.want(key, (signal) => api.durations(viewRequest(state(), room, true), signal));
  }

  function refreshDetails(): void {
    if (state().choice.length === 0) return details.forget();
    const request = detailsRequest(state(), room);
    details.want(versioned(request), (signal) => api.details(request, signal));
  }

  function refreshVariants(): void {
    if (!events.isOpen("variants") || reader.log() === null) return;
    const { from, to } = variantRows;
    const asked = state();
    variants.want(versioned(variantsRequest(asked, 0)), from, to, (offset, signal) =>
      api.variants(variantsRequest(asked, offset), signal));
  }

  const versioned = (request: object): string => `${reader.log()?.version} ${JSON.stringify(request)}`;
  const viewKey = (): string => versioned(viewRequest(state(), room));

  function errors(): Page["errors"] {
    const found: Page["errors"] = {};
    const keep = (route: Route, error: unknown): void => {
      if (isStillLoading(error)) return;
      if (error instanceof RefusedError) found[route] = error.body;
      else if (error instanceof TypeError) found[route] = internal(error);
    };
    keep("log", logError);
    keep("variants", variants.error());
    for (const [route, answer] of Object.entries(routes)) keep(route as Route, answer.error());
    keep("durations", durations.error());
    return found;
  }

  return {
    part() {
      const key = viewKey();
      const isOfThisView = (answer: Answer<unknown>): boolean => answer.isFresh(key) || !view.isFresh(key);
      return {
        log: reader.log(),
        loading: reader.loading(),
        isStopped: reader.isStopped() && logError === null,
        view: view.value(),
        durations: exactDurations.isFresh(key) ? exactDurations.value() : isOfThisView(durations) ? durations.value() : null,
        conformance: isOfThisView(conformance) ? conformance.value() : null,
        details: details.value(),
        charts: charts.value(),
        variants,
        errors: errors(),
        outage: retry.outage(),
        isBusy: view.isAsking(),
      };
    },
    start: () => reader.read(),
    refresh,
    room: () => room,
    setRoom(next) {
      room = next;
      refresh();
    },
    reload: () => reader.read(true),
    stop: () => reader.stop(),
    retry: () => retry.now(),
    wantVariants(from, to) {
      variantRows = { from, to };
      refreshVariants();
    },
    viewRequest: (other) => viewRequest(other, room),
    async allVariants() {
      const rows: VariantRow[] = [];
      const { signal } = new AbortController();
      for (let total = 1; rows.length < total;) {
        const page = await api.variants(variantsRequest(state(), rows.length, EXPORT_ROWS), signal);
        rows.push(...page.rows);
        total = page.rows.length ? page.total : 0;
      }
      return rows;
    },
  };
}

const internal = (error: Error): ErrorBody => ({ code: "internal", message: error.message, facts: {}, reference: null });
