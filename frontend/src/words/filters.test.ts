import { describe, expect, it } from "vitest";
import type { DashboardFilter, FilterReading, OwnFilter } from "../contract";
import { dashboardWords, inSentence, ownWords } from "./filters";

const utc = (...at: [number, number, number]): number => Date.UTC(...at);
const day = 86_400;

function dashboard(reading: FilterReading | null, fields: Partial<DashboardFilter> = {}): string {
  const filter: DashboardFilter = { column: "department", status: "applied", reading, reason: null, note: null, cases_after: 1, ...fields };
  const { label, value } = dashboardWords(filter, "Europe/Paris");
  return `${label}: ${value}`;
}
const values = (names: string[], fields = {}): FilterReading =>
  ({ kind: "values", mode: "include", values: names, n_values: names.length, empty: false, ...fields });
const dates = (from_ms: number | null, to_ms: number | null): FilterReading => ({ kind: "date_range", from_ms, to_ms, keeps_empty: false });
const numbers = (minimum: number | null, maximum: number | null): FilterReading => ({ kind: "number_range", minimum, maximum, keeps_empty: false });

describe("a filter of the dashboard", () => {
  it.each<[string, FilterReading]>([
    ["department: Sales", values(["Sales"])],
    ["department: A, B +3", values(["A", "B", "C"], { n_values: 5 })],
    ["department: not Sales", values(["Sales"], { mode: "exclude" })],
    ["department: Sales, no value", values(["Sales"], { empty: true })],
    ["department: none", values([])],
    ['department: "  "', values(["  "])],
    ["department: 0 to 1,000", numbers(0, 1_000)],
    ["department: from 0.5", numbers(0.5, null)],
    ["department: up to 3", numbers(null, 3)],
    ["department: 3 Mar – 5 Oct 2018", dates(utc(2018, 2, 3), utc(2018, 9, 5))],
    ["department: 31 Dec 2017 – 5 Oct 2018", dates(utc(2017, 11, 31), utc(2018, 9, 5))],
    ["department: 2018", dates(utc(2017, 11, 31) + 23 * 3_600_000, utc(2018, 11, 31))],
    ["department: from 3 Mar 2018", dates(utc(2018, 2, 3), null)],
    ["department: until 3 Mar 2018", dates(null, utc(2018, 2, 3))],
    ["department: January, March", { kind: "date_part", part: "MONTH_OF_YEAR", mode: "include", values: [1, 3], empty: false }],
    ["department: not Monday", { kind: "date_part", part: "DAY_OF_WEEK", mode: "exclude", values: [1], empty: false }],
    ["department: 09:00 to 09:59", { kind: "date_part", part: "HOUR_OF_DAY", mode: "include", values: [9], empty: false }],
    ["department: all", { kind: "all" }],
  ])("%s", (words, reading) => expect(dashboard(reading)).toBe(words));

  it("says the plugin's own columns in words", () => expect(dashboard(values(["x"]), { column: "activity_end" })).toBe("Last step: x"));
  it("is no label of an object's own", () => expect(dashboard(values(["x"]), { column: "constructor" })).toBe("constructor: x"));
  it("says that it is off", () => expect(dashboard(null, { status: "off" })).toBe("department: off"));
  it("says that it is not applied", () => expect(dashboard(null, { status: "not_applied" })).toBe("department: not applied"));
});

describe("a filter of the tile", () => {
  const rank = (id: string): number | null => ({ v1: 1, v7: 7 })[id] ?? null;
  it.each<[string, OwnFilter]>([
    ["Passes a", { kind: "passes", activities: ["a"] }],
    ["Does not pass a +1", { kind: "avoids", activities: ["a", "b"] }],
    ["Starts with a", { kind: "starts_with", activities: ["a"] }],
    ["Ends with a", { kind: "ends_with", activities: ["a"] }],
    ["More than once a", { kind: "repeats", activities: ["a"] }],
    ["Takes a → b", { kind: "takes", sources: ["a"], targets: ["b"], shown: null }],
    ["Does not take a → b", { kind: "does_not_take", sources: ["a"], targets: ["b"], shown: null }],
    ["Starts with b", { kind: "takes", sources: [], targets: ["b"], shown: null }],
    ["Does not end with a", { kind: "does_not_take", sources: ["a"], targets: [], shown: null }],
    ["In this order a … b", { kind: "follows", first: ["a"], then: ["b"] }],
    ["Waiting a → b 92 days or longer", { kind: "waits", sources: ["a"], targets: ["b"], shown: null, minimum_seconds: 92 * day, maximum_seconds: null }],
    ["Execution time 1 day to 28 days", { kind: "execution_time", minimum_seconds: day, maximum_seconds: 28 * day }],
    ["Execution time up to 28 days", { kind: "execution_time", minimum_seconds: null, maximum_seconds: 28 * day }],
    ["Started from 3 Mar 2018", { kind: "started", from_ms: utc(2018, 2, 3), to_ms: null }],
    ["Variants #1, #7", { kind: "variants", variant_ids: ["v7", "v1"] }],
    ["Variant #7", { kind: "variants", variant_ids: ["v7"] }],
    ["Variants 2 chosen", { kind: "variants", variant_ids: ["v1", "unknown"] }],
    ["Skipped a", { kind: "deviates", deviation: "skipped", activity: "a", context: null }],
    ["Replaced a, b instead, between c and d", { kind: "deviates", deviation: "replaced", activity: "a", context: { other_activity: "b", after: "c", before: "d" } }],
    ["Deviates nowhere", { kind: "deviates", deviation: "none", activity: null, context: null }],
  ])("%s", (words, filter) => expect(inSentence(ownWords(filter, "UTC", rank))).toBe(words));
});
