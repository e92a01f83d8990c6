// What the parts of the page are given to show, and what they may ask for.
import type {
  ChartsDocument, ConformanceDocument, DetailsDocument, DurationsDocument, ErrorBody, Loading, LogDocument, OwnFilter,
  ViewDocument,
} from "./contract";
import type { Outage } from "./data/retry";
import type { VariantPages } from "./data/variant-pages";
import type { LegendEntry } from "./map/types";
import type { Size } from "./size";
import type { State, Step } from "./state/state";

export type Route = "log" | "view" | "durations" | "conformance" | "variants" | "details" | "charts";

/**
 * One moment of the page. Documents are the last ones that came, so that what is seen stays while the next are on
 * their way (`isBusy`); a document that no longer belongs to the view is null.
 */
export interface Page {
  state: State;
  size: Size;
  log: LogDocument | null;
  loading: Loading | null;
  isStopped: boolean;
  view: ViewDocument | null;
  durations: DurationsDocument | null;
  conformance: ConformanceDocument | null;
  details: DetailsDocument | null;
  charts: ChartsDocument | null;
  variants: VariantPages;
  errors: Partial<Record<Route, ErrorBody>>;
  outage: Outage | null;
  isBusy: boolean;
  /** The state has changed, and its view is not there yet or not even asked for. */
  isBehind: boolean;
  isDrawn: boolean;
  legend: LegendEntry[];
}

/** What the parts may do. Every call says what the user wants, not how it comes about. */
export interface Actions {
  change(...steps: Step[]): void;
  /** Adds a filter of the tile; `undo` offers to take it back for a moment. */
  filter(filter: OwnFilter, undo?: boolean): void;
  highlight(ids: string[] | null, blink?: string[]): void;
  goTo(id: string): void;
  announce(text: string): void;
  toast(text: string, undo?: () => void): void;
  zoom(by: "in" | "out" | "fit"): void;
  openMenu(id: string, x: number, y: number): void;
  reload(): void;
  stop(): void;
  retry(): void;
  wantVariants(from: number, to: number): void;
  /** How many cases would be left with this filter as well. */
  countCases(filter: OwnFilter, signal: AbortSignal): Promise<number>;
  allVariants(): Promise<import("./contract").VariantRow[]>;
  picture(): string;
  link(): string;
}

/** A piece of the page: made once, brought up to date with every page. */
export interface Part {
  element: HTMLElement;
  update(page: Page): void;
}

/** Runs `build` only when one of the values it depends on is another one than last time. */
export function whenChanged(build: (page: Page) => void, dependsOn: (page: Page) => unknown[]): (page: Page) => void {
  let last: unknown[] | null = null;
  return (page) => {
    const now = dependsOn(page);
    if (last !== null && now.every((value, index) => value === last![index])) return;
    last = now;
    build(page);
  };
}
