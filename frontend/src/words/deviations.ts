// Deviations in words.
import type { DeviationFilter, DeviationKind, DeviationRow } from "../contract";
import { called } from "../format";

const KINDS: Record<DeviationKind, string> = {
  skipped: "skipped",
  extra: "not allowed here",
  replaced: "another step instead",
  out_of_order: "out of order",
};

/** "skipped, after Start trip"; "End trip instead" where one step stands for another. */
export function deviationWords({ kind, other_activity, after, before }: DeviationRow): string {
  const what = kind === "replaced" && other_activity !== null ? `${called(other_activity)} instead` : KINDS[kind];
  return `${what}${placeWords(after, before)}`;
}

/** What follows the activity where a filter names one place: ", after Start trip". */
export function contextWords({ context }: DeviationFilter): string {
  if (context === null) return "";
  return (context.other_activity === null ? "" : `, ${called(context.other_activity)} instead`) + placeWords(context.after, context.before);
}

function placeWords(after: string | null, before: string | null): string {
  if (after !== null && before !== null) return `, between ${called(after)} and ${called(before)}`;
  if (after !== null) return `, after ${called(after)}`;
  return before === null ? "" : `, before ${called(before)}`;
}
