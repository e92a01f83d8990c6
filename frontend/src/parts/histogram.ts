// A histogram of times, with a range that can be dragged or moved by keys and turned into a filter.
import type { Histogram } from "../contract";
import { drawn, make, set } from "../dom/make";
import { duration, exact, mapCount } from "../format";
import { placeOf, rangeOf, type Scale, scaleOf } from "./histogram-scale";

const WIDTH = 340;
const LEFT = 36;
const RIGHT = 6;
const BOTTOM = 22;
const HEIGHT = 104;
const MARK_LINE = 13;

export interface Mark {
  seconds: number;
  text: string;
}

export interface Range {
  fromSeconds: number;
  toSeconds: number | null;
}

export interface HistogramOptions {
  label: string;
  marks: Mark[];
  tone: "duration" | "frequency";
  /** Null: nothing can be chosen. Called when a choice has come to rest; null when it was given up. */
  chosen: ((range: Range | null) => void) | null;
}

export function createHistogram(histogram: Histogram, options: HistogramOptions): HTMLElement {
  const scale = scaleOf(histogram);
  const top = 8 + options.marks.length * MARK_LINE;
  const plot = { top, width: WIDTH - LEFT - RIGHT, height: HEIGHT };
  const barWidth = plot.width / scale.bars;
  const bars = histogramBars(histogram, scale, barWidth, top, options.tone);
  const window = drawn("rect", { class: "range-window", y: top, height: HEIGHT, visibility: "hidden" });
  const svg = drawn(
    "svg", { viewBox: `0 0 ${WIDTH} ${top + HEIGHT + BOTTOM}`, class: "histogram", role: "img", "aria-label": spoken(histogram, options) },
    ...grid(scale, top), window, ...bars, ...axis(histogram, scale, barWidth, top), ...options.marks.flatMap((mark, index) =>
      markLines(mark, LEFT + placeOf(histogram, mark.seconds) * barWidth, index, top)),
  );
  const element = make("div.histogram-box", {}, svg as unknown as Node);
  if (options.chosen) makeChoosable(element, svg, window, bars, { histogram, scale, barWidth, chosen: options.chosen });
  return element;
}

function histogramBars({ counts, more }: Histogram, { highest }: Scale, width: number, top: number, tone: string): SVGElement[] {
  const all = more ? [...counts, more] : counts;
  return all.map((count, index) => {
    const height = Math.max(count ? 1 : 0, (HEIGHT * count) / highest);
    const isMore = index === counts.length;
    return drawn("rect", {
      class: `bar bar-${tone}${isMore ? " bar-more" : ""}`,
      x: LEFT + index * width + 0.75, y: top + HEIGHT - height, width: Math.max(0.5, width - 1.5), height, rx: 1.5,
    });
  });
}

function grid({ highest }: Scale, top: number): SVGElement[] {
  return [0, 0.5, 1].flatMap((part) => {
    const y = top + HEIGHT * (1 - part);
    return [
      drawn("path", { class: part ? "grid grid-dotted" : "grid", d: `M${LEFT} ${y}H${WIDTH - RIGHT}` }),
      drawn("text", { class: "axis", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, mapCount(highest * part)),
    ];
  });
}

function axis(histogram: Histogram, { ticks, unit, unitSeconds }: Scale, barWidth: number, top: number): SVGElement[] {
  const y = top + HEIGHT + 16;
  const x = (tick: number): number => LEFT + placeOf(histogram, tick * unitSeconds) * barWidth;
  return [
    ...ticks.map((tick) => drawn("text", { class: "axis", x: x(tick), y, "text-anchor": "middle" }, String(tick))),
    drawn("text", { class: "axis", x: WIDTH - RIGHT, y, "text-anchor": "end" }, `${histogram.more ? "more, " : ""}${unit}`),
  ];
}

function markLines({ text }: Mark, x: number, index: number, top: number): SVGElement[] {
  const y = 10 + index * MARK_LINE;
  const isRight = x > WIDTH * 0.55;
  return [
    drawn("path", { class: "mark-line", d: `M${x} ${y + 3}V${top + HEIGHT}` }),
    drawn("text", { class: "axis axis-strong", x: x + (isRight ? 2 : -2), y, "text-anchor": isRight ? "end" : "start" }, text),
  ];
}

function spoken({ counts, more }: Histogram, { label, marks }: HistogramOptions): string {
  const total = counts.reduce((sum, count) => sum + count, more);
  return `${label}: ${exact(total)} in ${counts.length} classes; ${marks.map((mark) => mark.text).join(", ")}`;
}

interface Choosing {
  histogram: Histogram;
  scale: Scale;
  barWidth: number;
  chosen: (range: Range | null) => void;
}

function makeChoosable(element: HTMLElement, svg: SVGElement, window: SVGElement, bars: SVGElement[], choosing: Choosing): void {
  const { histogram, scale, barWidth, chosen } = choosing;
  const last = scale.bars - 1;
  const from = rangeInput("From", last, 0);
  const to = rangeInput("To", last, last);
  element.append(make("div.range-inputs", {}, from, to));

  function show(): void {
    const [low, high] = [Math.min(from.valueAsNumber, to.valueAsNumber), Math.max(from.valueAsNumber, to.valueAsNumber)];
    const isAll = low === 0 && high === last;
    set(window, { visibility: isAll ? "hidden" : "visible", x: LEFT + low * barWidth, width: (high - low + 1) * barWidth });
    bars.forEach((bar, index) => bar.classList.toggle("bar-out", index < low || index > high));
    const [fromSeconds, toSeconds] = rangeOf(histogram, low, high);
    set(from, { "aria-valuetext": duration(fromSeconds) });
    set(to, { "aria-valuetext": toSeconds === null ? "open" : duration(toSeconds) });
  }
  function rest(): void {
    const [low, high] = [Math.min(from.valueAsNumber, to.valueAsNumber), Math.max(from.valueAsNumber, to.valueAsNumber)];
    const [fromSeconds, toSeconds] = rangeOf(histogram, low, high);
    chosen(low === 0 && high === last ? null : { fromSeconds, toSeconds });
  }
  for (const input of [from, to]) {
    input.addEventListener("input", show);
    input.addEventListener("change", rest);
  }
  dragOn(svg, (pixels) => Math.max(0, Math.min(last, Math.floor((pixels - LEFT) / barWidth))), {
    move(first, now) {
      [from.value, to.value] = [String(Math.min(first, now)), String(Math.max(first, now))];
      show();
    },
    end: rest,
  });
  show();
}

const rangeInput = (label: string, most: number, value: number): HTMLInputElement =>
  make("input", { type: "range", min: 0, max: most, step: 1, value, "aria-label": `${label}: range of the histogram` });

function dragOn(svg: SVGElement, barAt: (pixels: number) => number, on: { move(first: number, now: number): void; end(): void }): void {
  const at = (event: PointerEvent): number => {
    const box = svg.getBoundingClientRect();
    return barAt(((event.clientX - box.left) / box.width) * WIDTH);
  };
  svg.addEventListener("pointerdown", (event) => {
    const first = at(event);
    svg.setPointerCapture(event.pointerId);
    on.move(first, first);
    const over = new AbortController();
    const end = (): void => (over.abort(), on.end());
    svg.addEventListener("pointermove", (next) => on.move(first, at(next)), { signal: over.signal });
    svg.addEventListener("pointerup", end, { signal: over.signal });
    svg.addEventListener("pointercancel", end, { signal: over.signal });
  });
}
