// Which steps and paths of the map a variant or a deviation takes.
import type { DeviationRow, MapDocument, VariantRow } from "../contract";
import type { Page } from "../page";

interface Lit {
  ids: string[];
  /** Steps whose mark blinks: what is skipped cannot be seen otherwise. */
  blink: string[];
}

/** The variant projected to the shown steps, as the map itself is; its skipped steps blink. */
export function highlightsOf({ view, log }: Page, row: VariantRow): Lit {
  const map = view?.map;
  if (!map || !log) return { ids: [], blink: [] };
  const nodeOf = nodesByActivity(map);
  const at = (activity: number): string | undefined => nodeOf.get(log.activities[activity] ?? "");
  const walked = row.steps.filter((step) => step.sign !== "skipped").map((step) => at(step.activity)).filter((id) => id !== undefined);
  const stops = ["start", ...walked, ...(row.n_steps > row.steps.length ? [] : ["end"])];
  const paths = stops.slice(1).map((target, index) => `${stops[index]}>${target}`);
  const skipped = row.steps.filter((step) => step.sign === "skipped").map((step) => at(step.activity)).filter((id) => id !== undefined);
  return { ids: [...new Set([...stops, ...paths, ...skipped])], blink: [...new Set(skipped)] };
}

function nodesByActivity(map: MapDocument): Map<string, string> {
  return new Map(map.nodes.flatMap((node) => node.activities.map((activity) => [activity, node.id] as const)));
}

/** The step of a deviation, with the steps it lies between and the paths among these. */
export function deviationItems({ view }: Page, row: DeviationRow): Lit {
  const map = view?.map;
  if (!map) return { ids: [], blink: [] };
  const nodeOf = nodesByActivity(map);
  const own = nodeOf.get(row.activity);
  const around = [row.activity, row.other_activity, row.after, row.before]
    .map((activity) => nodeOf.get(activity ?? "")).filter((id) => id !== undefined);
  const nodes = new Set(around);
  const paths = map.edges.filter((edge) => nodes.has(edge.source) && nodes.has(edge.target)).map((edge) => edge.id);
  return { ids: [...nodes, ...paths], blink: own && row.kind === "skipped" ? [own] : [] };
}
