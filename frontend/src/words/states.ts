// What the tile says when there is no map to show: what happened, then what to do (design, section 6).
import type { Coverage, ErrorBody, Loading, OwnFilter, ViewDocument } from "../contract";
import { exact, share } from "../format";
import type { IconName } from "../dom/icons";
import { dashboardWords, inSentence, ownWords } from "./filters";

/** What a button of a state does. */
export type StateAction =
  | { kind: "remove"; filter: OwnFilter }
  | { kind: "clear" | "retry" | "reload" | "stop" | "group" | "show" | "table" | "copy" | "admin" | "frequency" | "flow" | "settings" };

export interface StateWords {
  icon: IconName | null;
  title: string;
  text: string;
  /** Share of the bar, null when it is not known how much there is; undefined: no bar. */
  progress?: number | null;
  /** What has been done, is being done, and comes. */
  stages?: { text: string; is: "done" | "now" | "next" }[];
  actions: { text: string; action: StateAction; main?: boolean }[];
}

const millions = (n: number): string => (n < 1e6 ? exact(n) : `${(n / 1e6).toFixed(1)} M`);

const READING: Record<Loading["what"], string> = {
  event_log: "Reading the event log",
  executions: "Reading the executions",
  conformance: "Reading the conformance",
  preparing: "Preparing the map",
};

export function loadingWords({ what, rows_read, rows_total, seconds_left }: Loading): StateWords {
  const unit = what === "event_log" ? "events" : "rows";
  const left = seconds_left === null ? "" : `, about ${exact(Math.max(1, seconds_left))} s left`;
  const text = rows_total === null
    ? `${millions(rows_read)} ${unit} so far`
    : `${millions(rows_read)} of ${millions(rows_total)} ${unit}${left}`;
  const steps: [string, boolean][] = [
    ["Read the events", what === "event_log"],
    ["Read the cases", what === "executions" || what === "conformance"],
    ["Draw the map", what === "preparing"],
  ];
  const now = steps.findIndex(([, is]) => is);
  return {
    icon: null,
    title: READING[what],
    text: what === "preparing" ? "Nearly there" : text,
    progress: what === "preparing" || !rows_total ? null : Math.min(1, rows_read / rows_total),
    stages: steps.map(([name], index) => ({ text: name, is: index < now ? "done" : index === now ? "now" : "next" })),
    actions: [{ text: "Cancel", action: { kind: "stop" } }],
  };
}

export const stoppedWords: StateWords = {
  icon: "info",
  title: "The event log was not read",
  text: "You stopped waiting for it.",
  actions: [{ text: "Read it", action: { kind: "retry" }, main: true }],
};

type Rank = (variantId: string) => number | null;

/** No case is left: which filter removed the last ones, and how to get them back. */
export function emptyWords(view: ViewDocument, own: OwnFilter[], timeZone: string, rank: Rank): StateWords {
  if (own.length === 0) {
    return {
      icon: "empty",
      title: "No case matches the dashboard's filters",
      text: "Change them in the dashboard's filter panel; nothing is set in this tile.",
      actions: [],
    };
  }
  const said = [
    ...view.filters.dashboard.map((filter) => ({ words: inSentence(dashboardWords(filter, timeZone)), after: filter.cases_after, own: null })),
    ...own.map((filter, index) => ({ words: inSentence(ownWords(filter, timeZone, rank)), after: view.filters.own[index]?.cases_after ?? null, own: filter })),
  ].filter((filter) => filter.after !== null);
  const last = said.findIndex((filter) => filter.after === 0);
  const culprit = said[last];
  const before = said[last - 1];
  const removal = culprit ? `${culprit.words} removes all of them.` : "";
  return {
    icon: "empty",
    title: "No case matches these filters",
    text: before ? `${before.words} keeps ${exact(before.after)} cases; ${removal}` : culprit ? `${culprit.words} matches no case.` : "",
    actions: [
      ...(culprit?.own
        ? [{ text: `Remove “${culprit.words}”`, action: { kind: "remove", filter: culprit.own } as const, main: true }]
        : []),
      { text: "Clear my filters", action: { kind: "clear" } },
    ],
  };
}

export function tooLargeWords(coverage: Coverage): StateWords {
  return {
    icon: "web",
    title: `${exact(coverage.activities_all)} activities do not fit on one map`,
    text: `The ${coverage.activities_shown} most frequent are shown instead: ${share(coverage.steps_share)} of the steps. `
      + "Names that begin alike can be joined into groups.",
    actions: [
      { text: "Group by name", action: { kind: "group" }, main: true },
      { text: `Show the ${coverage.activities_shown}`, action: { kind: "show" } },
      { text: "Table", action: { kind: "table" } },
    ],
  };
}

/** `seen` is the time of the data on screen, when there are any. */
export function outageWords(attempt: number, seconds: number, seen: string | null): StateWords {
  return {
    icon: "plug",
    title: "The webapp's backend does not answer",
    text: `${seen === null ? "" : `What you see is from ${seen}. `}Trying again in ${seconds} s (attempt ${attempt}).`,
    actions: [
      { text: "Try now", action: { kind: "retry" }, main: true },
      { text: "What an admin can check", action: { kind: "admin" } },
    ],
  };
}

export const adminWords =
  "Is the webapp's backend started (webapp, Actions, Start backend)? Does its log end with an error? "
  + "Has the plugin's code environment been built? May the user that the webapp runs as read its datasets?";

export const noReferenceWords: StateWords = {
  icon: "check",
  title: "No reference to compare with",
  text: "Add the output of the Conformance recipe in the webapp's settings and this view will show what the model does not allow.",
  actions: [{ text: "Open the settings", action: { kind: "settings" } }, { text: "Back to frequency", action: { kind: "frequency" } }],
};

const openFlow = { text: "Open it in the Flow", action: { kind: "flow" } as const, main: true };
const openSettings = { text: "Open the settings", action: { kind: "settings" } as const, main: true };
const reload = { text: "Reload", action: { kind: "reload" } as const, main: true };

export function errorWords(error: ErrorBody): StateWords {
  const { dataset, column } = error.facts;
  switch (error.code) {
    case "not_built":
      return {
        icon: "cube",
        title: "The event log is not built yet",
        text: `Dataset ${dataset ?? ""} has no data. Build it in the Flow, then reload this tile.`,
        actions: [openFlow, { ...reload, main: false }],
      };
    case "no_access":
      return {
        icon: "lock",
        title: `You may not read dataset ${dataset ?? ""}`,
        text: "Ask the project's owner for read access.",
        actions: [reload],
      };
    case "column_gone":
      return {
        icon: "table",
        title: `Column ${column ?? ""} is no longer in dataset ${dataset ?? ""}`,
        text: "Choose the column again in the webapp's settings.",
        actions: [openSettings, { ...reload, main: false }],
      };
    case "settings":
      return { icon: "sliders", title: "The webapp's settings need a change", text: error.message, actions: [openSettings, { ...reload, main: false }] };
    case "unusable_data":
      return { icon: "table", title: "The data cannot be read as an event log", text: error.message, actions: [reload] };
    default:
      return brokenWords(error);
  }
}

function brokenWords({ code, message, reference }: ErrorBody): StateWords {
  const details = reference === null ? "" : `Reference ${reference}, the log of the webapp has the details.`;
  return {
    icon: "warning",
    title: "Something went wrong here",
    text: `Your filters are kept. ${code === "bad_request" ? message : details}`.trim(),
    actions: [
      { text: "Try again", action: { kind: "retry" }, main: true },
      ...(reference === null ? [] : [{ text: "Copy reference", action: { kind: "copy" } as const }]),
    ],
  };
}
