// Variants in words: what differs from the most frequent one, and what a block of the glyph says.
import type { VariantDifference, VariantRow, VariantStep } from "../contract";
import { called } from "../format";

const NAMES_EACH = 2;

const PARTS: { key: keyof VariantDifference; word: string }[] = [
  { key: "added", word: "With " },
  { key: "earlier", word: "Earlier: " },
  { key: "later", word: "Later: " },
  { key: "missing", word: "Without " },
  { key: "repeated", word: "Again: " },
];

/** "With Send Reminder · Again: Start trip"; the most frequent variant of the log is said to be that. */
export function differenceWords({ rank, difference }: Pick<VariantRow, "rank" | "difference">): string {
  if (rank === 1) return "The most frequent way";
  const said = PARTS.filter(({ key }) => difference[key].length).map(({ key, word }) => word + names(difference[key]));
  return said.join(" · ") || "The same steps in another order";
}

function names(labels: string[]): string {
  const shown = labels.slice(0, NAMES_EACH).map(called).join(", ");
  return labels.length > NAMES_EACH ? `${shown} +${labels.length - NAMES_EACH}` : shown;
}

const SIGNS: Record<VariantStep["sign"], string> = {
  usual: "",
  other: "",
  again: " (again)",
  extra: " (not allowed here)",
  skipped: " (skipped)",
};

export const stepWords = (step: VariantStep, activities: string[]): string =>
  `${called(activities[step.activity] ?? "?")}${SIGNS[step.sign]}`;
