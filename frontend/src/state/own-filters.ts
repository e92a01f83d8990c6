// Reads filters of the tile from text that anybody may have written: what is not exactly one of them is nothing.
import type { OwnFilter } from "../contract";

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === "string";
const texts: Check = (value) => Array.isArray(value) && value.every(text);
const numberOrNull: Check = (value) => value === null || Number.isFinite(value);
const textsOrNull: Check = (value) => value === null || texts(value);
const textOrNull: Check = (value) => value === null || text(value);
const deviations = ["skipped", "extra", "replaced", "out_of_order", "any", "none"];

const contextOrNull: Check = (value) => {
  if (value === null) return true;
  const { other_activity, after, before } = Object(value) as Record<string, unknown>;
  return [other_activity, after, before].every(textOrNull);
};

const step = { activities: texts };
const path = { sources: texts, targets: texts, shown: textsOrNull };
const seconds = { minimum_seconds: numberOrNull, maximum_seconds: numberOrNull };

const SHAPES: Record<OwnFilter["kind"], Record<string, Check>> = {
  passes: step,
  avoids: step,
  starts_with: step,
  ends_with: step,
  repeats: step,
  takes: path,
  does_not_take: path,
  follows: { first: texts, then: texts },
  waits: { ...path, ...seconds },
  variants: { variant_ids: texts },
  execution_time: seconds,
  started: { from_ms: numberOrNull, to_ms: numberOrNull },
  deviates: { deviation: (value) => deviations.includes(value as string), activity: textOrNull, context: contextOrNull },
};

/** The filter with its own keys and no others, or null. */
export function readOwnFilter(value: unknown): OwnFilter | null {
  if (typeof value !== "object" || value === null) return null;
  const given = value as Record<string, unknown>;
  if (typeof given.kind !== "string" || !Object.hasOwn(SHAPES, given.kind)) return null;
  const shape = SHAPES[given.kind as OwnFilter["kind"]];
  const filter: Record<string, unknown> = { kind: given.kind };
  for (const [key, isRight] of Object.entries(shape)) {
    if (!isRight(given[key])) return null;
    filter[key] = given[key];
  }
  return filter as unknown as OwnFilter;
}
