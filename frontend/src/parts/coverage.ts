// The map's free corner: how much of the process the picture shows, and the sliders that change it.
import { make, refill, type Child } from "../dom/make";
import { openBox } from "../dom/popup";
import { createSlider } from "../dom/slider";
import { called, exact, share } from "../format";
import type { Actions, Page, Part } from "../page";
import { put, showAlso, showVariants, withActivities } from "../state/state";
import type { Coverage } from "../contract";

/** Hidden activities listed at once. */
const LISTED = 200;

export interface CoverageParts extends Part {
  /** Both sliders, which the drawer of a small tile takes over. */
  sliders: HTMLElement;
}

export function createCoverage(root: HTMLElement, actions: Actions): CoverageParts {
  const activities = createSlider("Activities", (n) => actions.change(withActivities(n)), () => actions.change(withActivities(null)));
  const paths = createSlider("Paths", (n) => actions.change(put({ paths: n })), () => actions.change(put({ paths: null })));
  const sliders = make("div.sliders", {}, activities.element, paths.element);
  const text = make("div.coverage-text");
  const element = make("div.coverage", {}, sliders, text);
  return {
    element,
    sliders,
    update(page) {
      const coverage = page.view?.map?.coverage;
      element.hidden = !coverage || page.state.view === "table";
      if (!coverage) return;
      const { state } = page;
      showCount(activities, state.activities ?? coverage.activities_shown, coverage.activities_all, "activities");
      showCount(paths, state.paths ?? coverage.paths_shown, coverage.paths_all, "paths");
      refill(text, coverageWords(root, actions, page, coverage));
    },
  };
}

function showCount(slider: ReturnType<typeof createSlider>, shown: number, all: number, what: string): void {
  const value = Math.min(shown, all);
  slider.show(value, all, {
    shown: [make("b", {}, exact(value)), ` of ${exact(all)}`],
    spoken: `${exact(value)} of ${exact(all)} ${what}`,
  });
}

function coverageWords(root: HTMLElement, actions: Actions, page: Page, coverage: Coverage): Child[] {
  if (page.size === "compact") {
    return [line(`${coverage.activities_shown} of ${coverage.activities_all}`, " activities,"), line(share(coverage.steps_share), " of the steps")];
  }
  return [
    line(share(coverage.steps_share), " of the steps,"),
    line(share(coverage.whole_share), " of the cases in full"),
    pictureLine(actions, page, coverage),
    coverage.hidden.length > 0 && hiddenLink(root, actions, coverage),
  ];
}

const line = (strong: string, rest: string): HTMLElement => make("div", {}, make("b", {}, strong), rest);

// Said only while the picture is of some variants: then the other numbers are about it, too.
function pictureLine(actions: Actions, { state, view }: Page, coverage: Coverage): Child {
  if (state.topVariants === null && state.shownVariants === null) return null;
  const cases = view!.figures.cases;
  const part = cases ? ` (${share(coverage.picture_cases / cases)} of the cases)` : "";
  const n = coverage.picture_variants;
  return make("div.coverage-picture", {},
    `Picture of ${exact(n)} ${n === 1 ? "variant" : "variants"}${part} `,
    make("button.link", { type: "button", "data-key": "all-variants", onclick: () => actions.change(showVariants(null)) }, "Show all"));
}

function hiddenLink(root: HTMLElement, actions: Actions, { hidden }: Coverage): HTMLElement {
  const words = `${exact(hidden.length)} hidden ${hidden.length === 1 ? "activity" : "activities"}`;
  const link = make("button.link", { type: "button", "aria-haspopup": "dialog", "data-key": "hidden" }, words);
  link.addEventListener("click", () => openBox(root, link, words, make("b", {}, words), hiddenList(actions, hidden)));
  return link;
}

function hiddenList(actions: Actions, hidden: Coverage["hidden"]): HTMLElement {
  const rows = hidden.slice(0, LISTED).map((activity) => hiddenRow(actions, activity));
  const rest = hidden.length - rows.length;
  return make("ul.hidden-list", {}, ...rows, rest > 0 && make("li.muted", {}, `and ${exact(rest)} more, found by search`));
}

function hiddenRow(actions: Actions, { label, cases }: Coverage["hidden"][number]): HTMLElement {
  const show = (event: MouseEvent): void => {
    const row = (event.currentTarget as HTMLElement).closest("li");
    (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector("button")?.focus();
    row?.remove();
    actions.change(showAlso(label));
  };
  return make("li", {},
    make("span.hidden-name", { title: label }, called(label)),
    make("span.hidden-count", {}, `${exact(cases)} ${cases === 1 ? "case" : "cases"}`),
    make("button.button.small", { type: "button", "aria-label": `Show ${called(label)} on the map`, onclick: show }, "Show"));
}
