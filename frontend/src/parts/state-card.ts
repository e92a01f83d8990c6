// What stands in place of the map, or over it, when there is none to show.
import { icon } from "../dom/icons";
import { make, refill, set, type Child } from "../dom/make";
import { clock } from "../format";
import { type Page, type Part } from "../page";
import {
  adminWords, emptyWords, errorWords, loadingWords, noReferenceWords, outageWords, type StateAction, type StateWords,
  stoppedWords, tooLargeWords,
} from "../words/states";
import { rankIn } from "./chips";

/** More activities, of which the picture has less than half of the steps, are said to be too many for one map. */
const TOO_MANY = 60;

export interface CardContext {
  /** Whether the user has seen that there are too many activities. */
  isLargeSeen: boolean;
  nowMs: number;
}

/** Null when the map, or nothing for a moment, is to be seen. */
export function wordsFor(page: Page, { isLargeSeen, nowMs }: CardContext): StateWords | null {
  const { log, view, loading, errors, outage, state } = page;
  if (outage) {
    const seconds = Math.max(0, Math.ceil((outage.nextMs - nowMs) / 1000));
    return outageWords(outage.attempt, seconds, log && view ? clock(log.data_ms, log.time_zone) : null);
  }
  if (!log) return errors.log ? errorWords(errors.log) : loading ? loadingWords(loading) : page.isStopped ? stoppedWords : null;
  if (errors.view) return errorWords(errors.view);
  if (!view) return null;
  if (!view.map) return emptyWords(view, state.own, log.time_zone, rankIn(page));
  if (state.lens === "conformance" && !log.has_conformance) return noReferenceWords;
  return isTooLarge(page) && !isLargeSeen && state.view === "map" ? tooLargeWords(view.map.coverage) : null;
}

function isTooLarge({ state, view, log }: Page): boolean {
  const coverage = view?.map?.coverage;
  if (!coverage || !log || state.activities !== null || state.grouping !== "none" || log.groups_by_prefix < 2) return false;
  return coverage.activities_all > TOO_MANY && coverage.steps_share < 0.5;
}

// No case was left, and the filters are others now: what their words say stays until it is known what is left.
const isAskingAgain = ({ isBehind, view, outage, errors }: Page): boolean =>
  isBehind && view?.map === null && outage === null && !errors.log && !errors.view;

export interface StateCard extends Part {
  /** Something else than the map is to be seen. */
  isShown(): boolean;
}

export function createStateCard(context: () => CardContext, run: (action: StateAction, words: StateWords) => void): StateCard {
  const element = make("div.state", { hidden: true });
  let last = "";
  return {
    element,
    isShown: () => !element.hidden,
    update(page) {
      if (!element.hidden && isAskingAgain(page)) return;
      const words = wordsFor(page, context());
      const hadFocus = element.contains(document.activeElement);
      element.hidden = words === null;
      // The button that was pressed is gone; the keys go on from the tile.
      if (words === null && hadFocus) element.closest<HTMLElement>(".tile")?.focus();
      const text = JSON.stringify(words);
      if (words === null || text === last) return void (last = words === null ? "" : last);
      last = text;
      set(element, { "data-over": page.outage !== null && page.view !== null });
      refill(element, [card(words, run)]);
    },
  };
}

function card(words: StateWords, run: (action: StateAction, words: StateWords) => void): HTMLElement {
  const buttons = words.actions.map(({ text, action, main }) => make(
    `button.button${main ? ".primary" : ""}`,
    { type: "button", "data-key": action.kind, onclick: () => run(action, words) },
    action.kind === "retry" ? icon("refresh") : null, text,
  ));
  return make("div.state-card", {},
    words.icon && make("div.state-icon", { "data-icon": words.icon }, icon(words.icon)),
    make("h2.state-title", {}, words.title), make("p.state-text", {}, words.text),
    bar(words), stages(words), buttons.length ? make("div.state-actions", {}, ...buttons) : null);
}

function bar({ progress, title }: StateWords): Child {
  if (progress === undefined) return null;
  const value = progress === null ? null : Math.round(progress * 100);
  const filled = make("i");
  if (value !== null) filled.style.width = `${value}%`;
  return make("div.progress", { role: "progressbar", "aria-label": title, "aria-valuenow": value, "aria-valuemin": 0, "aria-valuemax": 100, "data-open": value === null }, filled);
}

function stages({ stages: all }: StateWords): Child {
  if (!all) return null;
  return make("ol.stages", {}, ...all.map(({ text, is }) => make("li", { "data-is": is, "aria-current": is === "now" ? "step" : null },
    is === "done" ? icon("check") : null, text)));
}

export const adminBox = (): Child[] => [make("b", {}, "What an admin can check"), make("p", {}, adminWords)];
