// The state as the hash of an address and back. Whatever stands in the hash, the result is a valid state.
import { readOwnFilter } from "./own-filters";
import { CHOICE_LIMIT, initialState, sameJson, type State } from "./state";

const VERSION = "1";
/** No link made here is as long; longer ones are not read. */
const LONGEST = 200_000;

type Reader<V> = (value: unknown) => V | undefined;

const oneOf = <V extends string>(...values: V[]): Reader<V> => (value) =>
  values.includes(value as V) ? (value as V) : undefined;
const flag: Reader<boolean> = (value) => (typeof value === "boolean" ? value : undefined);
const count: Reader<number | null> = (value) =>
  value === null || (Number.isInteger(value) && (value as number) > 0) ? (value as number | null) : undefined;
const list: Reader<unknown[]> = (value) => (Array.isArray(value) ? value : undefined);
const texts: Reader<string[]> = (value) => list(value)?.filter((one) => typeof one === "string") as string[] | undefined;
const textsOrNull: Reader<string[] | null> = (value) => (value === null ? null : texts(value));
const textOrNull: Reader<string | null> = (value) => (value === null || typeof value === "string" ? value : undefined);

type Field<K extends keyof State> = { key: string; read: Reader<State[K]> };

// Short keys, as links are mailed; `panelOpen` is no part of a view.
const FIELDS: { [K in Exclude<keyof State, "panelOpen">]: Field<K> } = {
  dashboard: { key: "d", read: list },
  own: { key: "f", read: (value) => list(value)?.map(readOwnFilter).filter((filter) => filter !== null) },
  lens: { key: "l", read: oneOf("frequency", "duration", "conformance") },
  stepMetric: {
    key: "sm",
    read: oneOf("frequency", "cases", "share", "repeated_cases", "service_mean", "service_median", "service_total"),
  },
  pathMetric: {
    key: "pm",
    read: oneOf("frequency", "cases", "share", "waiting_mean", "waiting_median", "waiting_p90", "waiting_total",
      "waiting_minimum", "waiting_maximum"),
  },
  second: { key: "s", read: oneOf("none", "share", "waiting_mean", "waiting_median", "cases") },
  direction: { key: "r", read: oneOf("down", "right") },
  locked: { key: "lk", read: flag },
  activities: { key: "a", read: count },
  paths: { key: "p", read: count },
  also: { key: "al", read: texts },
  topVariants: { key: "tv", read: count },
  shownVariants: { key: "sv", read: textsOrNull },
  grouping: { key: "g", read: oneOf("none", "prefix") },
  view: { key: "v", read: oneOf("map", "table") },
  sheet: { key: "sh", read: oneOf("paths", "steps") },
  tab: { key: "t", read: oneOf("variants", "details", "charts") },
  choice: { key: "c", read: (value) => texts(value)?.slice(0, CHOICE_LIMIT) },
  ticked: { key: "ti", read: texts },
  lit: { key: "li", read: textOrNull },
  order: { key: "o", read: oneOf("cases", "execution_time", "conformance", "steps") },
  descending: { key: "od", read: flag },
  legend: { key: "lg", read: textOrNull },
};

const fields = Object.entries(FIELDS) as [keyof typeof FIELDS, Field<keyof State>][];

/** Only what differs from `base`; empty when nothing does. */
export function encodeState(state: State, base: State = initialState): string {
  const kept: Record<string, unknown> = {};
  for (const [name, { key }] of fields) if (!sameJson(state[name], base[name])) kept[key] = state[name];
  return Object.keys(kept).length ? `${VERSION}.${toBase64Url(JSON.stringify(kept))}` : "";
}

/** What the hash says over `base`; unknown versions, keys and values count as not given. */
export function decodeState(hash: string, base: State = initialState): State {
  const given = readHash(hash.replace(/^#/, ""));
  const state: Record<string, unknown> = { ...base };
  for (const [name, { key, read }] of fields) {
    const value = Object.hasOwn(given, key) ? read(given[key]) : undefined;
    if (value !== undefined) state[name] = value;
  }
  const decoded = state as unknown as State;
  return decoded.shownVariants === null ? decoded : { ...decoded, topVariants: null };
}

function readHash(hash: string): Record<string, unknown> {
  if (!hash.startsWith(`${VERSION}.`) || hash.length > LONGEST) return {};
  try {
    const value: unknown = JSON.parse(fromBase64Url(hash.slice(VERSION.length + 1)));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function toBase64Url(text: string): string {
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte));
  return btoa(bytes.join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): string {
  const bytes = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
}
