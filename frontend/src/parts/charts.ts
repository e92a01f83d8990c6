// The charts of the filtered cases: plotly when it can be loaded, and the numbers as tables in any case.
import type { ChartsDocument, OwnFilter } from "../contract";
import { make, refill } from "../dom/make";
import { date, exact } from "../format";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { loadPart } from "../parts";
import { executionTimeFilter, executionTimeRows, periodRows, type PickedBar, startedFilter } from "./chart-data";
import { panelError } from "./panel-error";
import { rangeButton } from "./range-button";

interface Chart {
  name: string;
  note: (document: ChartsDocument) => string;
  figure: (document: ChartsDocument) => Record<string, unknown>;
  head: string[];
  rows: (document: ChartsDocument, timeZone: string) => string[][];
  /** The filter of a range of bars. */
  filter: (document: ChartsDocument, picked: PickedBar[]) => OwnFilter | null;
}

const CHARTS: Chart[] = [
  {
    name: "Execution time",
    note: () => "cases · drag to select",
    figure: (document) => document.execution_time_figure,
    head: ["Execution time", "Cases"],
    rows: (document) => executionTimeRows(document),
    filter: executionTimeFilter,
  },
  {
    name: "Cases over time",
    note: ({ period }) => `per ${period} · drag to select`,
    figure: (document) => document.cases_over_time_figure,
    head: ["From", "Started", "Ended"],
    rows: (document, timeZone) => periodRows(document, (ms) => date(ms, timeZone), exact),
    filter: startedFilter,
  },
];

/** A drag marks a range from left to right. */
const CHOOSING = { dragmode: "select", selectdirection: "h" };

export function createCharts(actions: Actions): Part {
  const element = make("div.charts");
  const build = (page: Page): void => {
    if (page.errors.charts) return refill(element, [panelError(page.errors.charts, actions)]);
    if (!page.charts) return refill(element, [make("p.panel-pad.muted", {}, "Computing …")]);
    const timeZone = page.log?.time_zone ?? "UTC";
    refill(element, CHARTS.map((chart) => section(chart, page.charts!, timeZone, actions)));
  };
  return { element, update: whenChanged(build, ({ charts, errors }) => [charts, errors.charts?.message]) };
}

function section(chart: Chart, document: ChartsDocument, timeZone: string, actions: Actions): HTMLElement {
  const host = make("div.plot", { role: "img", "aria-label": `${chart.name}; the numbers are in the table below it` });
  const button = rangeButton(actions);
  const table = numbersTable(chart, document, timeZone);
  const numbers = make("details.numbers", {}, make("summary", {}, "Numbers as a table"), table);
  void draw(host, chart, document, button.offer).catch(() => {
    host.replaceChildren(make("p.muted", {}, "The chart could not be loaded; these are its numbers."));
    numbers.open = true;
  });
  return make("section.panel-pad.chart", {}, make("h2.panel-title", {}, chart.name, make("small", {}, chart.note(document))), host, button.element, numbers);
}

function numbersTable({ name, head, rows }: Chart, document: ChartsDocument, timeZone: string): HTMLElement {
  const cells = (tag: "th" | "td", texts: string[]): HTMLElement[] => texts.map((text) => make(tag, tag === "th" ? { scope: "col" } : {}, text));
  return make("div.numbers-scroll", { tabindex: 0, role: "region", "aria-label": `Numbers of ${name}` },
    make("table.numbers-table", {}, make("thead", {}, make("tr", {}, ...cells("th", head))),
      make("tbody", {}, ...rows(document, timeZone).map((row) => make("tr", {}, ...cells("td", row))))));
}

interface Bars {
  x?: unknown[];
  y?: number[];
}

/** Below this many cases plotly would draw lines between whole cases. */
const FEW_CASES = 4;

// Dates take two lines where a year begins: the title goes below whatever there is.
function axes(data: Bars[], { xaxis, yaxis }: Record<string, unknown>): Record<string, unknown> {
  const fitted = (axis: unknown): object => {
    const { title, ...rest } = (axis ?? {}) as { title?: object };
    return { ...rest, automargin: true, title: { ...title, font: { size: 11 } } };
  };
  const highest = Math.max(0, ...data.flatMap(({ y }) => [...(y ?? [])]));
  const [only, ...others] = data[0]?.x ?? [];
  // One day alone would be shown with the milliseconds around it.
  const ticks = typeof only === "string" && others.length === 0 ? { tickvals: [only], tickformat: "%-d %b %Y" } : {};
  return {
    xaxis: { ...fitted(xaxis), ...ticks },
    yaxis: { ...fitted(yaxis), tickformat: ",", ...(highest < FEW_CASES ? { dtick: 1 } : {}) },
  };
}

interface PlotlyHost extends HTMLElement {
  on?(event: "plotly_selected", listener: (event: { points?: PickedBar[] } | undefined) => void): void;
}

async function draw(host: PlotlyHost, chart: Chart, document: ChartsDocument, offer: (filter: OwnFilter | null) => void): Promise<void> {
  const { plotly } = await loadPart("charts");
  const { data = [], layout = {} } = chart.figure(document) as { data?: unknown[]; layout?: Record<string, unknown> };
  await plotly.react(host, data, { ...layout, ...CHOOSING, ...axes(data as Bars[], layout) },
    { displayModeBar: false, responsive: true, doubleClick: "reset" });
  host.on?.("plotly_selected", (event) => offer(chart.filter(document, event?.points ?? [])));
}
