// The metrics that can be picked, and the buttons that do it.
import { icon } from "../dom/icons";
import { make, set } from "../dom/make";
import { openMenu, type MenuItem } from "../dom/popup";
import type { Look, PathMetric, StepMetric } from "../map/types";
import type { Actions, Page } from "../page";
import { put, type State } from "../state/state";

export const STEP_METRICS: Record<StepMetric, string> = {
  frequency: "Frequency",
  cases: "Cases",
  share: "Share of cases",
  repeated_cases: "More than once",
  service_mean: "Mean work",
  service_median: "Median work",
  service_total: "Total work",
};

const PATH_METRICS: Record<PathMetric, string> = {
  frequency: "Frequency",
  cases: "Cases",
  share: "Share of cases",
  waiting_median: "Median waiting",
  waiting_mean: "Mean waiting",
  waiting_p90: "90th percentile",
  waiting_total: "Total waiting",
  waiting_minimum: "Shortest waiting",
  waiting_maximum: "Longest waiting",
};

const SECONDS: Record<Look["second"], string> = {
  none: "None",
  share: "Share of cases",
  cases: "Cases",
  waiting_median: "Median waiting",
  waiting_mean: "Mean waiting",
};

interface Choice<V extends string> {
  name: string;
  label: string;
  of(state: State): V;
  choices(page: Page): [V, string][];
  put(value: V): Partial<State>;
}

const entries = <V extends string>(names: Record<V, string>): [V, string][] => Object.entries(names) as [V, string][];

const steps: Choice<StepMetric> = {
  name: "steps",
  label: "Steps",
  of: (state) => state.stepMetric,
  choices: ({ log }) => entries(STEP_METRICS).filter(([metric]) => log?.has_service_times || !metric.startsWith("service_")),
  put: (stepMetric) => ({ stepMetric }),
};

const paths: Choice<PathMetric> = {
  name: "paths",
  label: "Paths",
  of: (state) => state.pathMetric,
  choices: () => entries(PATH_METRICS),
  put: (pathMetric) => ({ pathMetric }),
};

const second: Choice<Look["second"]> = {
  name: "second",
  label: "Second",
  of: (state) => state.second,
  choices: () => entries(SECONDS),
  put: (value) => ({ second: value }),
};

export interface Picker {
  element: HTMLElement;
  update(page: Page): void;
}

export const createPickers = (root: HTMLElement, actions: Actions): Picker[] =>
  [picker(root, actions, steps), picker(root, actions, paths), picker(root, actions, second)];

function picker<V extends string>(root: HTMLElement, actions: Actions, choice: Choice<V>): Picker {
  const value = make("b");
  const element = make("button.picker", { type: "button", "aria-haspopup": "menu", "aria-expanded": "false", "data-picker": choice.name },
    `${choice.label} `, value, icon("down"));
  let latest: Page | null = null;
  element.addEventListener("click", () => {
    if (latest) openMenu(root, element, choice.label, menuItems(latest, actions, choice));
  });
  return {
    element,
    update(page) {
      latest = page;
      value.textContent = choice.choices(page).find(([one]) => one === choice.of(page.state))?.[1] ?? "";
      set(element, { hidden: page.state.lens === "conformance" });
    },
  };
}

const menuItems = <V extends string>(page: Page, actions: Actions, choice: Choice<V>): MenuItem[] =>
  choice.choices(page).map(([one, text]) => ({
    text,
    isChosen: choice.of(page.state) === one,
    run: () => actions.change(put(choice.put(one))),
  }));

/** The same choices in one menu, for where there is no room for three buttons. */
export function metricItems(page: Page, actions: Actions): (MenuItem | null)[] {
  const group = <V extends string>(choice: Choice<V>): MenuItem[] =>
    menuItems(page, actions, choice).map((item) => ({ ...item, note: choice.label }));
  return [...group(steps), null, ...group(paths), null, ...group(second)];
}
