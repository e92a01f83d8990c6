// The lines above an exported picture: what it is of, by which filters, and how much of it is shown.
import { clock, date, exact, share } from "./format";
import type { Page } from "./page";
import { dashboardWords, inSentence, ownWords } from "./words/filters";
import { rankIn } from "./parts/chips";

export const pictureTitle = ({ log }: Page): string => `Process map of ${log?.dataset ?? "the event log"}`;

export function pictureLines(page: Page): string[] {
  const { view, log, state } = page;
  if (!view?.map || !log) return [];
  const { cases, cases_all } = view.figures;
  const { coverage } = view.map;
  const counted = cases === cases_all ? `${exact(cases)} cases` : `${exact(cases)} of ${exact(cases_all)} cases`;
  const filters = [
    ...view.filters.dashboard.filter(({ status }) => status === "applied").map((filter) => inSentence(dashboardWords(filter, log.time_zone))),
    ...state.own.map((filter) => inSentence(ownWords(filter, log.time_zone, rankIn(page)))),
  ];
  return [
    `${counted}; data of ${date(log.data_ms, log.time_zone)}, ${clock(log.data_ms, log.time_zone)} (${log.time_zone})`,
    ...(filters.length ? [`Filters: ${filters.join("; ")}`] : []),
    `${coverage.activities_shown} of ${coverage.activities_all} activities, ${coverage.paths_shown} of ${coverage.paths_all} paths: `
      + `${share(coverage.steps_share)} of the steps, ${share(coverage.whole_share)} of the cases in full`,
  ];
}
