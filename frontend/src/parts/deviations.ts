// What the reference does not allow, most cases first.
import type { ConformanceDocument, DeviationKind, DeviationRow } from "../contract";
import { icon, type IconName } from "../dom/icons";
import { make, refill, type Child } from "../dom/make";
import { called, duration, exact, share } from "../format";
import { type Actions, type Page, type Part, whenChanged } from "../page";
import { deviationItems } from "../words/variant-items";
import { deviationWords } from "../words/deviations";
import { panelError } from "./panel-error";

const ICONS: Record<DeviationKind, IconName> = { skipped: "skipped", extra: "cross", replaced: "swap", out_of_order: "swap" };

export function createDeviations(actions: Actions): Part {
  const element = make("div.deviations");
  const build = (page: Page): void => refill(element, content(page, actions));
  return { element, update: whenChanged(build, ({ conformance, log, errors }) => [conformance, log, errors.conformance?.message]) };
}

function content(page: Page, actions: Actions): Child[] {
  const { conformance, log, errors } = page;
  if (errors.conformance) return [panelError(errors.conformance, actions)];
  if (log && !log.has_conformance) return [make("p.panel-pad.muted", {}, "There is no reference to compare with.")];
  if (!conformance) return [make("p.panel-pad.muted", {}, "Comparing with the reference …")];
  const rows = conformance.deviations.map((row, index) => deviationRow(page, row, index, actions));
  return [head(conformance), make("ul.deviation-list", { "aria-label": "Deviations" }, ...rows), foot(log?.has_alignments ?? false, rows.length)];
}

function foot(hasAlignments: boolean, n: number): HTMLElement {
  if (!hasAlignments) return make("div.foot", {}, "Add the alignments of the Conformance recipe in the settings to see where cases deviate.");
  return make("div.foot", {}, n ? "Hover a row to see it on the map. Click to filter." : "No case deviates.");
}

function head({ models, figure }: ConformanceDocument): HTMLElement {
  const { scored_cases: scored, conforming_cases: conforming, cases, bounded_cases: bounded } = figure;
  const part = scored ? conforming / scored : 0;
  const fine = make("i.conform-part");
  fine.style.width = `${part * 100}%`;
  const method = bounded ? `${exact(bounded)} of ${exact(scored)} bounded` : "exact scores";
  const reach = scored === cases ? "every case scored" : `${share(cases ? scored / cases : 0)} scored`;
  return make("div.panel-head", {},
    make("div", {}, make("b", {}, models.join(", ") || "Reference"), make("span.muted", {}, ` · ${method}, ${reach}`)),
    scored > 0 && make("div.conform-bar", { "aria-hidden": "true" }, fine, part < 1 ? make("i.deviate-part") : null),
    scored > 0 && make("div.row", {}, make("span", {}, `${share(part)} conform fully`),
      make("b.bad", {}, `${share((scored - conforming) / scored)} deviate at least once`)));
}

function deviationRow(page: Page, row: DeviationRow, index: number, actions: Actions): HTMLElement {
  const light = (): void => {
    const { ids, blink } = deviationItems(page, row);
    actions.highlight(ids, blink);
  };
  const off = (): void => actions.highlight(null);
  const button = make(
    "button.deviation", { type: "button", "data-key": `deviation-${index}`, onclick: () => actions.filter(row.filter),
      onpointerenter: light, onpointerleave: off, onfocus: light, onblur: off },
    make(`span.deviation-sign.sign-${row.kind}`, {}, icon(ICONS[row.kind])),
    make("span.deviation-what", {}, make("b", {}, called(row.activity)), make("span", {}, [deviationWords(row), timeWords(row)].filter(Boolean).join(" · "))),
    make("span.deviation-numbers", {}, make("b", {}, exact(row.cases)), make("span", {}, share(row.share))),
  );
  return make("li", {}, button);
}

function timeWords({ execution_time_mean_seconds: own, execution_time_mean_seconds_others: others }: DeviationRow): string {
  if (own === null) return "";
  return others === null ? duration(own) : `${duration(own)}, others ${duration(others)}`;
}
