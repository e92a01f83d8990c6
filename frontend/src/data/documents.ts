// Everything the backend says about the present state, asked for in the order in which it is seen.
import type {
  ChartsDocument, ConformanceDocument, DetailsDocument, DurationsDocument, VariantRow, ViewDocument, ViewRequest,
} from "../contract";
import type { Page, Route } from "../page";
import { chartsRequest, detailsRequest, variantsRequest, viewRequest } from "../state/requests";
import type { State } from "../state/state";
import { MOST_ACTIVITIES } from "../size";
import { createAnswer, type Answer, type AnswerEvents } from "./answer";
import { type Api, RefusedError } from "./api";
import { LogReader } from "./log-reader";
import { createRetry, type Retry } from "./retry";
import { createVariantPages } from "./variant-pages";

type Part = Pick<Page, "log" | "loading" | "isStopped" | "view" | "durations" | "conformance" | "details" | "charts"
  | "variants" | "errors" | "outage" | "isBusy" | "isBehind">;

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

export class Documents {
  private readonly variants = createVariantPages(this.answered());
  private readonly view: Answer<ViewDocument> = createAnswer(this.answered());
  private readonly durations: Answer<DurationsDocument> = createAnswer(this.answered());
  private readonly exactDurations: Answer<DurationsDocument> = createAnswer(this.answered());
  private readonly conformance: Answer<ConformanceDocument> = createAnswer(this.answered());
  private readonly details: Answer<DetailsDocument> = createAnswer(this.answered());
  private readonly charts: Answer<ChartsDocument> = createAnswer(this.answered());
  private readonly all = [this.view, this.durations, this.exactDurations, this.conformance, this.details, this.charts];
  private readonly retrying: Retry;
  private readonly reader: LogReader;
  private mostActivities = MOST_ACTIVITIES;
  private logError: unknown = null;
  private variantRows = { from: 0, to: 0 };

  constructor(private readonly api: Api, private readonly state: () => State, private readonly events: DocumentsEvents) {
    this.retrying = createRetry(() => this.tryAgain(), events.changed);
    this.reader = new LogReader(api, { changed: (isNew) => this.logChanged(isNew), failed: (error) => this.logFailed(error) }, events.isVisible);
  }

  start(): void {
    this.reader.read();
  }

  /** The newer data, instead of those that are shown. */
  reload(): void {
    this.reader.read(true);
  }

  stop(): void {
    this.reader.stop();
  }

  retry(): void {
    this.retrying.now();
  }

  /** At most so many activities where the opening rule decides. */
  room(): number {
    return this.mostActivities;
  }

  setRoom(room: number): void {
    this.mostActivities = room;
    this.refresh();
  }

  /** As it would be asked for another state. */
  viewRequest(state: State): ViewRequest {
    return viewRequest(state, this.mostActivities);
  }

  wantVariants(from: number, to: number): void {
    this.variantRows = { from, to };
    this.refreshVariants();
  }

  /** Every variant of the filtered cases, for a file. */
  async allVariants(): Promise<VariantRow[]> {
    const rows: VariantRow[] = [];
    const asked = this.state();
    const { signal } = new AbortController();
    for (let total = 1; rows.length < total;) {
      const page = await this.api.variants(variantsRequest(asked, rows.length, EXPORT_ROWS), signal);
      rows.push(...page.rows);
      total = page.rows.length ? page.total : 0;
    }
    return rows;
  }

  part(): Part {
    const key = this.viewKey();
    // What belongs to the view that is still seen stays with it.
    const ofThisView = <D>(answer: Answer<D>): D | null => (answer.isFresh(key) || !this.view.isFresh(key) ? answer.value() : null);
    return {
      log: this.reader.log,
      loading: this.reader.loading,
      isStopped: this.reader.isStopped() && this.logError === null,
      view: this.view.value(),
      durations: this.exactDurations.isFresh(key) ? this.exactDurations.value() : ofThisView(this.durations),
      conformance: ofThisView(this.conformance),
      details: this.details.value(),
      charts: this.charts.value(),
      variants: this.variants,
      errors: this.errors(),
      outage: this.retrying.outage(),
      isBusy: this.view.isAsking(),
      isBehind: !this.view.isFresh(key),
    };
  }

  /** Asks for what the state needs and does not have yet. */
  refresh(): void {
    if (this.reader.log === null) return;
    const key = this.viewKey();
    this.view.want(key, (signal) => this.api.view(this.viewRequest(this.state()), signal));
    this.refreshVariants();
    if (this.events.isOpen("charts")) {
      const request = chartsRequest(this.state());
      this.charts.want(this.versioned(request), (signal) => this.api.charts(request, signal));
    }
    if (this.view.isFresh(key) && this.view.value()?.map) this.refreshMap(key);
  }

  // One after the other: what colours the map first.
  private refreshMap(key: string): void {
    this.refreshDetails();
    const { lens, view } = this.state();
    const request = this.viewRequest(this.state());
    if ((lens === "conformance" || view === "table") && this.reader.log!.has_conformance) {
      this.conformance.want(key, (signal) => this.api.conformance(request, signal));
    }
    this.durations.want(key, (signal) => this.api.durations(request, signal));
    if (!this.durations.isFresh(key)) return;
    const isExact = Object.values(this.durations.value()!.paths).every((times) => times.exact);
    if (!isExact) this.exactDurations.want(key, (signal) => this.api.durations({ ...request, exact: true }, signal));
  }

  private refreshDetails(): void {
    if (this.state().choice.length === 0) return this.details.forget();
    const request = detailsRequest(this.state(), this.mostActivities);
    this.details.want(this.versioned(request), (signal) => this.api.details(request, signal));
  }

  private refreshVariants(): void {
    if (!this.events.isOpen("variants") || this.reader.log === null) return;
    const { from, to } = this.variantRows;
    const asked = this.state();
    this.variants.want(this.versioned(variantsRequest(asked, 0)), from, to, (offset, signal) =>
      this.api.variants(variantsRequest(asked, offset), signal));
  }

  private versioned(request: object): string {
    return `${this.reader.log?.version} ${JSON.stringify(request)}`;
  }

  private viewKey(): string {
    return this.versioned(this.viewRequest(this.state()));
  }

  private answered(): AnswerEvents {
    return { changed: () => this.arrived(), failed: (error) => this.failed(error) };
  }

  private arrived(): void {
    this.retrying.succeeded();
    const [version, log] = [this.view.value()?.version, this.reader.log];
    if (version !== undefined && log && version !== log.version) this.reader.read();
    this.refresh();
    this.events.changed();
  }

  private failed(error: unknown): void {
    // A backend that was started anew reads the event log anew; what waits for it is asked for when it is there.
    if (isStillLoading(error)) this.reader.read();
    else if (!(error instanceof RefusedError)) this.retrying.failed();
    this.events.changed();
  }

  private askAgain(isMeant: (error: unknown) => boolean): void {
    for (const answer of [...this.all, this.variants]) if (isMeant(answer.error())) answer.again();
  }

  private logChanged(isNew: boolean): void {
    this.logError = null;
    this.retrying.succeeded();
    if (isNew) {
      for (const answer of this.all) answer.forget();
      this.events.opened();
    }
    if (this.reader.loading === null) this.askAgain(isStillLoading);
    this.refresh();
    this.events.changed();
  }

  private logFailed(error: unknown): void {
    this.logError = error;
    this.failed(error);
  }

  private tryAgain(): void {
    this.askAgain(() => true);
    if (this.reader.log === null || this.logError !== null) this.reader.read();
    this.refresh();
  }

  private errors(): Page["errors"] {
    const routes: [Route, unknown][] = [
      ["log", this.logError],
      ["view", this.view.error()],
      ["durations", this.durations.error() ?? this.exactDurations.error()],
      ["conformance", this.conformance.error()],
      ["variants", this.variants.error()],
      ["details", this.details.error()],
      ["charts", this.charts.error()],
    ];
    const refused = routes.filter((route): route is [Route, RefusedError] => route[1] instanceof RefusedError && !isStillLoading(route[1]));
    return Object.fromEntries(refused.map(([route, error]) => [route, error.body]));
  }
}
