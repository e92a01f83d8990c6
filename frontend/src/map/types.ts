// What the map is given, what it gives back, and what it reports; nothing outside knows how it lays out or draws.
import type { ConformanceDocument, DurationsDocument, MapDocument } from "../contract";

export type Lens = "frequency" | "duration" | "conformance";
export type Direction = "down" | "right";

export type StepMetric = "frequency" | "cases" | "share" | "repeated_cases" | "service_mean" | "service_median" | "service_total";
export type PathMetric =
  | "frequency"
  | "cases"
  | "share"
  | "waiting_mean"
  | "waiting_median"
  | "waiting_p90"
  | "waiting_total"
  | "waiting_minimum"
  | "waiting_maximum";

/** How the map is drawn. The lens gives the colours; the metrics give the numbers; `second` stands beside the first. */
export interface Look {
  lens: Lens;
  steps: StepMetric;
  paths: PathMetric;
  second: "none" | "share" | "waiting_mean" | "waiting_median" | "cases";
  direction: Direction;
  locked: boolean;
}

/** Everything that is drawn. `durations` and `conformance` are null until they have come, or where there are none. */
export interface Picture {
  map: MapDocument;
  cases: number;
  durations: DurationsDocument | null;
  conformance: ConformanceDocument | null;
  look: Look;
}

/** How the picture sits in its room: zoom 1 is a name of 13 px. `layout_ms` and `draw_ms` are for measuring. */
export interface Fit {
  zoom: number;
  nameSize: number;
  engine: "worker" | "main" | "dagre";
  layout_ms: number;
  draw_ms: number;
}

export interface LegendEntry {
  kind: string;
  label: string;
  /** For a tile that has no room for the label. */
  short: string;
  /** An svg element that shows the sign: 34 x 16 pixels, a scale of colours 72 x 16. */
  sign: () => SVGElement;
  /** Ids of what it stands for on the map. */
  ids: string[];
}

export interface MapEvents {
  /** The pointer or the focus came to an item, or left it (null); `x`, `y` in page pixels. */
  hover(id: string | null, x: number, y: number): void;
  /** An item was chosen; null: the ground. `extend`: added to the choice. */
  choose(id: string | null, extend: boolean): void;
  /** Double click on a step: filter at once. */
  open(id: string): void;
  /** Context menu, by pointer or key. */
  menu(id: string, x: number, y: number): void;
  /** Something to be said to screen readers or shown as a hint. */
  hint(kind: "wheel"): void;
}

export interface MapOptions {
  /** In a tile of a dashboard: the wheel scrolls the page until the tile was clicked into, or with Ctrl. */
  embedded: boolean;
  /** Size of the upper left corner that controls cover; an opened picture keeps clear of it where it can. */
  corner?: () => { width: number; height: number };
}

/** The picture in figures, in pixels at zoom 1; see quality.ts. Everything is 0 in a faultless picture. */
export interface Quality {
  /** Standard deviation across the flow of the steps on the main path. */
  spineDeviation: number;
  /** Pairs of numbers, marks and boxes that lie on one another. */
  overlaps: number;
  /** Paths that run through a box which is neither of their ends. */
  throughBoxes: number;
  /** Steps drawn before Start or after End. */
  outsideStartAndEnd: number;
}

export interface MapView {
  /** Lays the picture out and draws it, animated from the one before. Answers older than the last call are dropped. */
  show(picture: Picture): Promise<Fit | null>;
  /** Lays out without drawing: how large would names be? */
  measure(picture: Picture): Promise<Fit>;
  choose(ids: string[]): void;
  /** Everything but these fades; null: nothing fades. A step in `blink` blinks its mark once. */
  highlight(ids: string[] | null, blink?: string[]): void;
  focus(id: string): void;
  centre(id: string): void;
  zoomBy(factor: number): void;
  fit(): void;
  legend(): LegendEntry[];
  /** The picture as a stand-alone SVG document, with title, lines of text above and the legend below. */
  svg(title: string, lines: string[]): string;
  /** How good the last picture is; null before the first. */
  quality(): Quality | null;
  /** The room changed. */
  resize(): void;
  destroy(): void;
}
